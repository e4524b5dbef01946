"""Where a link leads, in words: what a screen reader says of it instead of its target."""

from collections.abc import Iterator
from textwrap import shorten
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

_LONGEST = 120
_NUMBERS = {"id", "row-id", "event-id", "note-number"}
_ASIDES = {"cite", "own-cites", "footnote", "unseen", "desk", "tlp", "row-state", "when", *_NUMBERS}
"""Classes of what stands in a text and is not of it."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Leads:
    """The links of one page: `words` tells where one of them leads."""

    def __init__(self, root: Element) -> None:
        self._parents = parents_of(root)
        self._by_id = {name: element for element in root.iter() if (name := element.get("id"))}
        self._names: dict[Element, str] = {}

    def words(self, link: Element) -> str:
        href, said = link.get("href", ""), words(link)
        if not href.startswith("#"):
            return self._outward(link, href, said)
        target = self._by_id.get(href[1:])
        told = "" if target is None else self._told(target)
        return shorten(told or said or "Within this brief", _LONGEST, placeholder=" …")

    def _outward(self, link: Element, href: str, said: str) -> str:
        parts = urlsplit(href)
        if parts.scheme == "mailto":
            return f"Mail to {parts.path}"
        page = f"web page at {parts.hostname or 'another place'}"
        if said and "/" not in said:
            return shorten(f"{said}: {page}", _LONGEST, placeholder=" …")
        owner = self._owner(link)
        return f"{owner.partition(':')[0]}: {page}" if owner.startswith("Source") else page.capitalize()

    def _told(self, target: Element) -> str:
        owner = self._owner(target)
        return f"Cited in {owner}" if owner and "cite" in classes(target) else owner

    def _owner(self, element: Element) -> str:
        """The name of an element, or of the nearest one around it that has one."""
        above: Element | None = element
        while above is not None:
            if above not in self._names:
                self._names[above] = self._name(above)
            if self._names[above]:
                return self._names[above]
            above = self._parents.get(above)
        return ""

    def _name(self, element: Element) -> str:
        """`Source 3: …`, `Note 3: …`, `F1: its title`, or the heading of a part."""
        anchor = element.get("id")
        if not anchor or element.tag in (*HEADINGS, "main", "body", "span"):
            return self._note(element)
        entry, number = _first(element, {"entry"}), _first(element, _NUMBERS)
        if element.tag == "tr" and entry is not None:
            return f"Source {words(number)}: {words(entry)}" if number is not None else f"Source: {words(entry)}"
        if number is None or element.tag not in ("article", "li", "tr"):
            return element.get("aria-label") or self._title(element)
        return self._note(element) or f"{anchor}: {self._title(element) or words(element)}"

    def _note(self, element: Element) -> str:
        number = _first(element, {"note-number"}) if element.get("id", "").startswith("note-") else None
        return "" if number is None else f"Note {words(number)}: {words(element)}"

    def _title(self, element: Element) -> str:
        label = self._by_id.get(element.get("aria-labelledby", ""))
        titles = (held for held in element.iter() if held.tag in HEADINGS or "figure-title" in classes(held))
        label = label if label is not None else next(titles, None)
        return "" if label is None else words(label)


def words(element: Element) -> str:
    """What it says, without the numbers and marks in it."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and not _ASIDES & classes(child):
            yield from _texts(child)
        yield child.tail or ""


def parents_of(root: Element) -> dict[Element, Element]:
    """What holds each element of a tree."""
    return {child: parent for parent in root.iter() for child in parent}


def classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _first(element: Element, sought: set[str]) -> Element | None:
    return next((held for held in element.iter() if sought & classes(held)), None)
