"""The sources as squares, in rows by kind, by how they were read, by language and by age: each bears its grade."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from policybrief.figures import letters, svg

_FILLS = {"A": ("accent", "ground"), "B": ("band", "ink"), "C": ("track", "ink")}
"""By reliability: the square and its letter. Lower grades, and none, are an outline."""
_INDENT = 12.0


@dataclass(frozen=True, slots=True)
class Row:
    """What some sources have in common, and the reliability of each: A to F, "" where it was not graded."""

    name: str
    grades: Sequence[str]


@dataclass(frozen=True, slots=True)
class Group:
    """One way to sort the sources: every source stands in one of its rows."""

    name: str
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class _Frame:
    """In points: where the squares begin, the right edge, from square to square, sizes of type."""

    left: float
    width: float
    pitch: float
    size: float
    small: float

    @property
    def across(self) -> int:
        """How many squares stand in a line."""
        return int((self.width - self.left + 1.5) / self.pitch)

    @property
    def line(self) -> float:
        return self.pitch + 3


WIDE = _Frame(left=124.7, width=459.2, pitch=12.5, size=8.5, small=7.5)
NARROW = _Frame(left=132, width=332, pitch=14.5, size=10.5, small=10)


def draw(groups: Sequence[Group], *, narrow: bool, title: str, told: str) -> Markup:
    """`told` says every number in words."""
    frame = NARROW if narrow else WIDE
    top, parts = 0.0, list[Markup]()
    for group in groups:
        parts.append(svg.box(0, top, frame.width, 0.6, "hairline"))
        parts.append(svg.words(group.name, 0, top + frame.size + 5, frame.size, weight=600))
        top += frame.line + 3
        for row in group.rows:
            parts += _row(row, top, frame)
            top += frame.line * _lines(row, frame)
        top += 3
    parts.append(svg.box(0, top, frame.width, 0.8, "ink"))
    return svg.drawing(*parts, title=title, description=told, width=frame.width, height=top + 2)


def _lines(row: Row, frame: _Frame) -> int:
    return -(-len(row.grades) // frame.across)


def _row(row: Row, top: float, frame: _Frame) -> Iterator[Markup]:
    baseline = top + frame.pitch / 2 + frame.size * 0.35
    number = str(len(row.grades))
    room = frame.left - _INDENT - letters.width(number, frame.size, 700) - 14
    yield svg.words(letters.cut(row.name, room, frame.size), _INDENT, baseline, frame.size)
    yield svg.words(number, frame.left - 8, baseline, frame.size, "ink", "end", 700)
    for index, grade in enumerate(row.grades):
        line, place = divmod(index, frame.across)
        yield from _square(grade, frame.left + frame.pitch * place, top + frame.line * line, frame)


def _square(grade: str, x: float, y: float, frame: _Frame) -> Iterator[Markup]:
    side = frame.pitch - 1.5
    colour, ink = _FILLS.get(grade, ("", "ink"))
    if colour:
        yield svg.box(x, y, side, side, colour)
    else:
        outline = {"x": x + 0.4, "y": y + 0.4, "width": side - 0.8, "height": side - 0.8}
        yield svg.element("rect", **outline, fill="none", stroke_width=0.8, stroke=svg.paint("muted"))
    yield svg.words(grade or "–", x + side / 2, y + side / 2 + frame.small * 0.35, frame.small, ink, "middle", 600)
