"""Which element of the page each piece of print comes from: the one file that touches WeasyPrint's private parts.

WeasyPrint makes its tags from boxes: what runs over two pages becomes two, and what is no box is lost. Here its tagging
is replaced, while a file is written, by a record of the boxes; `structure` makes the tags from that and from the page.
Made for WeasyPrint 70.0; tests/test_pieces.py tells what to do when these parts change.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from types import ModuleType
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top in points, from the lower left corner of the page."""

_POINTS = 0.75
"""A CSS pixel in points."""


class Piece(NamedTuple):
    """A run of text in one line, or a picture. `mark` is its number in the content of its page.

    `parted` is its text where a word is parted at its end, with a soft hyphen there.
    """

    page: int
    mark: int
    order: int
    is_label: bool
    parted: str
    box: Rectangle


class Hotspot(NamedTuple):
    """What can be clicked: the object number of its annotation."""

    page: int
    number: int


@dataclass(slots=True)
class Pieces:
    """All that was printed, by the element that it comes from. Pages count from 0."""

    of: dict[Element, list[Piece]] = field(default_factory=dict)
    hotspots: dict[Element, list[Hotspot]] = field(default_factory=dict)
    met: dict[Element, int] = field(default_factory=dict)
    """When each element was met first, in the order of the pieces. What is not shown is not in it."""
    furniture: dict[tuple[int, int], str] = field(default_factory=dict)
    """What stands on every page, by page and mark: Header, Footer or Watermark."""
    is_faded: bool = False
    """Whether something lets shine through what is under it. That is drawn apart from its page: no tag reaches it."""


@contextmanager
def recorded(weasyprint: ModuleType) -> Iterator[Pieces]:
    """What is filled when a file with tags is written within. The file then has marks, and no tags."""
    pieces = Pieces()
    steps = count()

    def record(pdf: object, document: Any, pdf_version: object, page_streams: Sequence[Any]) -> None:
        for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
            reader = _Reader(weasyprint.formatting_structure.boxes, number, page.height, stream._tags, pieces, steps)
            reader.read(page._page_box)

    replaced = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = record
    try:
        yield pieces
    finally:
        weasyprint.pdf.add_tags = replaced


@dataclass(slots=True)
class _Reader:
    """One page on the way through its boxes, which stand in the order of the text."""

    kinds: Any
    page: int
    height: float
    marks: Mapping[Any, Mapping[str, Any]]
    pieces: Pieces
    steps: Iterator[int]

    def read(self, box: Any, furniture: str = "", *, is_clicked: bool = False) -> None:
        box = self._placed(box)
        furniture = furniture or self._furniture(box)
        if box.element is not None and not furniture:
            self.pieces.met.setdefault(box.element, next(self.steps))
        self.pieces.is_faded |= box.style["opacity"] < 1
        if box.link_annotation and not furniture and not is_clicked:
            spot = Hotspot(self.page, box.link_annotation.number)
            self.pieces.hotspots.setdefault(box.element, []).append(spot)
            is_clicked = True
        if box in self.marks:
            self._take(box, furniture)
        for child in box.children:
            self.read(child, furniture, is_clicked=is_clicked)

    def _placed(self, box: Any) -> Any:
        """What is placed absolutely is held by something that is no box itself."""
        return box if isinstance(box, self.kinds.Box) else box._box

    def _furniture(self, box: Any) -> str:
        if isinstance(box, self.kinds.MarginBox):
            return "Footer" if "bottom" in box.at_keyword else "Header"
        return "Watermark" if box.style["position"] == "fixed" else ""

    def _take(self, box: Any, furniture: str) -> None:
        mark = self.marks[box]["mcid"]
        if furniture:
            self.pieces.furniture[self.page, mark] = furniture
            return
        left, top = box.content_box_x(), box.content_box_y()
        sides = (left, self.height - top - box.height, left + box.width, self.height - top)
        left, bottom, right, top = (round(side * _POINTS, 3) for side in sides)
        is_label, box_of = "::" in box.element_tag, (left, bottom, right, top)
        piece = Piece(self.page, mark, next(self.steps), is_label, self._parted(box), box_of)
        self.pieces.of.setdefault(box.element, []).append(piece)

    def _parted(self, box: Any) -> str:
        hyphen = box.style["hyphenate_character"]
        if not isinstance(box, self.kinds.TextBox) or not box.text.endswith(hyphen):
            return ""
        return f"{box.text.removesuffix(hyphen)}\xad"
