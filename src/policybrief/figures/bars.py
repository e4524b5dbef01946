"""Probabilities side by side on one ruler: a row each, with the words in the margin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from policybrief.figures import letters, sheets, svg
from policybrief.figures.ruler import Reading, marked

_LEAST_ROW = 13.0
"""Of rows with names of one line, where there are many; in points."""
_BAR, _PITCH = 9.0, 10.0
"""How thick a bar is, and from one line of a name to the next."""
_HEAD = 14.0
"""For the numbers of the axis."""
_EDGE = 2.0
"""Beyond 0 and 100, for half a stroke."""
_NEAR_END = 6.0
"""A number nearer than this to 100, in percent, would run into it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: the id and the name of the item, and what its ruler reads."""

    id: str
    name: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Frame:
    """In points: margin, grid, size of type, from row to row, lines of a name; whether names stand above their bars."""

    margin: float
    grid: float
    size: float
    row: float
    lines: int
    above: bool

    def at(self, percent: float) -> float:
        return self.margin + self.grid * percent / 100


WIDE = _Frame(margin=124.7, grid=334.5 - _EDGE, size=8.5, row=22, lines=2, above=False)
NARROW = _Frame(margin=_EDGE, grid=332 - 2 * _EDGE, size=10, row=34, lines=1, above=True)


def cut(bars: Sequence[Bar]) -> list[list[Bar]]:
    """In sheets that fit on a page; rows stand closer where no name needs two lines."""
    least = WIDE.row if any(len(_name(bar, WIDE)) > 1 for bar in bars) else _LEAST_ROW
    return sheets.cut(bars, lambda bar: least, sheets.PAGE)


def draw(bars: Sequence[Bar], bounds: Sequence[float], *, narrow: bool, title: str, told: str) -> Markup:
    """`bounds` are those of the scale, in percent; `told` says every row in words."""
    frame = NARROW if narrow else WIDE
    row = frame.row if narrow else min(frame.row, sheets.PAGE / len(bars))
    tops = [_HEAD + row * number for number in range(len(bars) + 1)]
    # Behind the bars, but not through names above them.
    spans = [(top - row + frame.size + 2, top) for top in tops[1:]] if frame.above else [(tops[0], tops[-1])]
    parts = [line for span in spans for line in _lines(bounds, frame, *span)]
    parts += _axis(bounds, frame)
    for bar, top in zip(bars, tops, strict=False):
        parts += _row(bar, frame, top, row)
    return svg.drawing(*parts, title=title, description=told, width=frame.at(100) + _EDGE, height=tops[-1] + 2)


def _lines(bounds: Sequence[float], frame: _Frame, top: float, bottom: float) -> Iterator[Markup]:
    for bound in marked(bounds):
        yield svg.box(frame.at(bound) - 0.2, top, 0.4, bottom - top, "hairline")


def _axis(bounds: Sequence[float], frame: _Frame) -> Iterator[Markup]:
    for bound in marked(bounds):
        anchor = "start" if bound == 0 else "end" if bound == 100 else "middle"
        if 0 < 100 - bound < _NEAR_END:
            continue
        yield svg.words(f"{bound:.10g}", frame.at(bound), _HEAD - 4, frame.size - 0.5, "muted", anchor)


def _row(bar: Bar, frame: _Frame, top: float, row: float) -> Iterator[Markup]:
    size, lines = frame.size, _name(bar, frame)
    baseline = top + (size + 1 if frame.above else row / 2 + size * 0.35 - _PITCH * (len(lines) - 1) / 2)
    yield svg.words(bar.id, 0, baseline, size, "accent", weight=700)
    yield from svg.lines(lines, _indent(bar, frame), baseline, _PITCH, size)
    y = top + (size + 6 if frame.above else (row - _BAR) / 2)
    for ends, colour in ((bar.reading.band, "band"), (bar.reading.range, "accent")):
        if ends:
            width = max(ends[1] - ends[0], 0.6)
            yield svg.box(frame.at(ends[0]), y, frame.grid * width / 100, _BAR, colour)
    if bar.reading.point is not None:
        yield svg.box(frame.at(bar.reading.point) - 1.4, y - 2.2, 2.8, _BAR + 4.4, "ink")


def _indent(bar: Bar, frame: _Frame) -> float:
    """From the id to the name."""
    return max(24.0, letters.width(bar.id, frame.size, 700) + 5)


def _name(bar: Bar, frame: _Frame) -> list[str]:
    room = (frame.grid if frame.above else frame.margin - 8) - _indent(bar, frame)
    return letters.broken(bar.name, room, frame.size, 400, frame.lines)
