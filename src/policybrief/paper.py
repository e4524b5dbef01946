"""The page of the web made fit for paper, as a tree: notes at the foot of the page, plain colours, print.css."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from math import ceil
from xml.etree.ElementTree import Element, SubElement

from policybrief.linkwords import parents_of

_SVG = "{http://www.w3.org/2000/svg}svg"
_PAINT = re.compile(r"var\(--([\w-]+)\)")
_DECLARED = re.compile(r"(?<![\w-])--([\w-]+)\s*:")
_LONGEST_VALUE = 200
"""Letters of a value that is written again and again: a theme of values in values would grow without end."""

_WEB = {"web", "narrow", "contents-fold"}
"""The classes of what is large and the web alone has: styles, drawings for a telephone, contents that fold.

It would be read and styled for nothing. What is small, print.css hides."""
_NOTE_LETTERS, _NOTE_LINE = 24, 3.75
"""Letters in a line of the margin, fewer than there are room for, and its height in millimetres."""


def make_paper(root: Element, theme: Mapping[str, str], css: str, *, footnotes: bool = True) -> None:
    """Changes the tree of a page: `theme` holds the values of its custom properties, `css` is what print alone has.

    Without footnotes the notes stay in their list at the end.
    """
    head = root.find("head")
    assert head is not None, "the parser gives every page a head"
    parents = parents_of(root)
    for element in [element for element in root.iter() if element.get("class") in _WEB]:
        _empty(element)
    roles = "".join(f"--{name}: {value};" for name, value in theme.items())
    # In the page itself: a sheet that is handed over beside it is a reader's own, and yields to base.css.
    SubElement(head, "style").text = f":root {{{roles}}}\n{css}"
    for drawing in root.iter(_SVG):
        _paint(drawing, theme)
    if footnotes:
        _move_notes(root, parents)
    _name_items(root)


def _empty(element: Element) -> None:
    """Nothing of it is left but what stands behind it."""
    behind = element.tail
    element.clear()
    element.tail = behind
    element.set("hidden", "")


def settle(root: Element, theme: Mapping[str, str]) -> None:
    """Writes the values of a theme where they are asked for: WeasyPrint would look for them at every element.

    What is declared a second time, anywhere, is left to be looked for. The bytes are the same, in 0.93 of the time.
    """
    sheets = [style for style in root.iter("style") if style.text]
    texts = [*(style.text or "" for style in sheets), *(element.get("style", "") for element in root.iter())]
    declared = Counter(name for text in texts for name in _DECLARED.findall(text))
    values: dict[str, str] = {}
    for name, asking in theme.items():
        value = _with(values, asking)
        if declared[name] == 1 and "var(" not in value and len(value) <= _LONGEST_VALUE:
            values[name] = value
    for style in sheets:
        style.text = _with(values, style.text or "")


def _with(values: Mapping[str, str], css: str) -> str:
    return _PAINT.sub(lambda asked: values.get(asked[1], asked[0]), css)


def sources_data(root: Element) -> str:
    """The sources as CSL-JSON, which the page of the web carries in its head; "" where it has none."""
    found = (script.text for script in root.iter("script") if script.get("id") == "sources-data")
    return next((text for text in found if text), "")


def content_of(root: Element) -> str:
    """What vouches for all that the page was made from; "" where it does not say."""
    return next(_told(root, "policybrief:content"), "")


def created(root: Element) -> datetime:
    """The day that the brief bears; an attached file wants a date, and the clock would give each build another."""
    return datetime.fromisoformat(next(_told(root, "dcterms.created"), "1970-01-01")).replace(tzinfo=UTC)


def _told(root: Element, name: str) -> Iterator[str]:
    return (tag.get("content", "") for tag in root.iter("meta") if tag.get("name") == name)


def _paint(drawing: Element, theme: Mapping[str, str]) -> None:
    """WeasyPrint reads no custom property inside a drawing, nor the typefaces of the page."""
    if drawing.get("font-family") and "sans" in theme:
        drawing.set("font-family", theme["sans"])
    for element in drawing.iter():
        for name, value in element.items():
            if painted := _PAINT.fullmatch(value):
                element.set(name, theme.get(painted[1], "currentColor"))


def _name_items(root: Element) -> None:
    """So that print.css can say what goes on at the head of a page, and keep room for the margin.

    The name stands on the title, which is never cut in two, and ends with the item: a box that is cut says it twice.
    """
    for item in root.iter("article"):
        title = next((element for element in item.iter() if element.tag in ("h3", "h4")), None)
        item.set("style", f"--room: {_room(item):.1f}mm")
        if title is not None:
            title.set("data-item", item.get("id", ""))
            SubElement(item, "div", {"class": "item-end"})


def _room(item: Element) -> float:
    """How high the notes in an item's margin may be, in millimetres."""
    notes = [note for margin in item.iter("div") if margin.get("class") == "margin" for note in margin]
    letters = (len(" ".join("".join(note.itertext()).split())) for note in notes)
    return 3 + _NOTE_LINE * sum(ceil(count / _NOTE_LETTERS) for count in letters)


def _move_notes(root: Element, parents: Mapping[Element, Element]) -> None:
    """Each note goes to its mark, from where it floats to the foot of the page; their list, left empty, goes."""
    notes = {f"#{note.get('id')}": note for note in root.iter("li") if parents[note].get("class") == "note-list"}
    moved = False
    for mark in [mark for mark in root.iter("a") if mark.get("role") == "doc-noteref"]:
        note = notes.pop(mark.get("href", ""), None)
        if note is not None:
            note.tag = "span"
            note.set("class", "footnote")
            note.tail, mark.tail = mark.tail, None
            siblings = parents[mark]
            siblings.insert(list(siblings).index(mark) + 1, note)
            parents[note].remove(note)
            moved = True
    if moved:
        _mark_body(root)
    for part in list(_emptied(root, parents)) if not notes else ():
        parents[part].remove(part)


def _mark_body(root: Element) -> None:
    """So that print.css knows of the notes."""
    for body in root.iter("body"):
        body.set("class", "noted")


def _emptied(root: Element, parents: Mapping[Element, Element]) -> Iterator[Element]:
    """The part of the notes, and the lines of the contents that lead to it."""
    for part in root.iter("section"):
        if any(held.get("class") == "note-list" for held in part.iter("ol")):
            yield part
            yield from (parents[link] for link in root.iter("a") if link.get("href") == f"#{part.get('id')}")
