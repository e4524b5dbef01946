"""What is wrong with a citation style that somebody wrote: pandoc would refuse it, never end, or lose sources."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from policybrief.csl import CSL, reached, root_of

# What may stand where something is printed, and in names. Pandoc refuses all else there, and skips it elsewhere.
_PRINTED = frozenset(("choose", "date", "group", "label", "names", "number", "text"))
_INSIDE = {
    **dict.fromkeys(("layout", "macro", "group", "if", "else-if", "else", "substitute"), _PRINTED),
    "names": frozenset(("name", "et-al", "label", "substitute")),
}
_KNOWN = {*_PRINTED, *_INSIDE, *_INSIDE["names"]}.union(
    ("locale", "style-options", "date-part", "terms", "term", "single", "multiple", "citation", "bibliography"),
    ("sort", "key", "name-part"),
)


def faults_of(style: Path) -> list[str]:
    """Why pandoc would refuse a style, never end, or lose sources without a word: "has no <citation>", for one.

    Raises StyleError where the file is no style at all.
    """
    root = root_of(style)
    if _is_deep(root):
        return [f"nests deeper than {_DEEPEST} levels"]
    if len(root.findall(f"{CSL}macro")) > _MACROS:
        return [f"has over {_MACROS:,} macros"]
    found = [*_missing_parts(root), *_misplaced(root), *_unnamed(root), *_lost_macros(root)]
    return list(dict.fromkeys(found)) or [*_silence(root)]


_DEEPEST, _MACROS = 100, 1000
"""The largest of the shipped styles has a fifth of these macros. Each is followed from each, to find a circle."""


def _is_deep(root: Element) -> bool:
    level, depth = [root], 0
    while level and depth <= _DEEPEST:
        level, depth = [child for element in level for child in element], depth + 1
    return bool(level)


def _missing_parts(root: Element) -> Iterator[str]:
    for name in ("citation", "bibliography"):
        parts = root.findall(f"{CSL}{name}")
        layouts = [len(part.findall(f"{CSL}layout")) for part in parts]
        if len(parts) > 1:
            yield f"has more than one <{name}>"
        if not parts and name == "citation":
            yield "has no <citation>"
        if 0 in layouts:
            yield f"has no <layout> in its <{name}>"
        if max(layouts, default=0) > 1:
            yield f"has more than one <layout> in its <{name}>"


def _misplaced(root: Element) -> Iterator[str]:
    for part in (part for part in root if part.tag != f"{CSL}info"):
        for element in part.iter():
            name = element.tag.removeprefix(CSL)
            if "{" not in name and name not in _KNOWN:
                yield f"holds <{name}>, which CSL does not know"
            children = (child.tag.removeprefix(CSL) for child in element)
            strangers = (child for child in children if child in _KNOWN or "{" in child)
            for child in strangers if name in _INSIDE else ():
                if child not in _INSIDE[name]:
                    yield f"holds <{child.rpartition('}')[2]}> in <{name}>, where it cannot stand"


def _unnamed(root: Element) -> Iterator[str]:
    """What does not say of what it is."""
    needed = {"text": ("variable", "macro", "term", "value"), "number": ("variable",)}
    for name, attributes in (needed | dict.fromkeys(("macro", "term"), ("name",))).items():
        if any(element.attrib.keys().isdisjoint(attributes) for element in root.iter(f"{CSL}{name}")):
            yield f"has a <{name}> without {' or '.join(attributes)}"


def _lost_macros(root: Element) -> Iterator[str]:
    macros = {macro.get("name", ""): _called(macro) for macro in root.iterfind(f"{CSL}macro")}
    for name in sorted(_called(root) - macros.keys()):
        yield f"calls the macro '{name}', which it does not hold"
    circle = [name for name, called in macros.items() if name in _all_called(called, macros)]
    if circle:
        yield f"has macros that call each other in a circle: {', '.join(circle)}"


def _called(part: Element) -> set[str]:
    return {name for element in part.iter() if (name := element.get("macro"))}


def _all_called(names: Iterable[str], macros: Mapping[str, set[str]]) -> set[str]:
    """The macros of these names, and those that they call in turn."""
    found = set(names)
    waiting = list(found)
    while waiting:
        more = macros.get(waiting.pop(), set()) - found
        found |= more
        waiting += more
    return found


def _silence(root: Element) -> Iterator[str]:
    """Told only of a style that has no other fault, which may well be the reason."""
    printing = {**dict.fromkeys(("names", "number", "date"), ("variable",)), "text": ("variable", "term", "value")}
    for layout in root.iterfind(f"{CSL}citation/{CSL}layout"):
        parts = ((part, printing.get(part.tag.removeprefix(CSL), ())) for part in reached(layout, root))
        if not any(any(map(part.get, attributes)) for part, attributes in parts):
            yield "prints nothing where a source is cited"
