"""Probabilities side by side on one ruler: a row each, with the words in the margin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from policybrief.figures import letters, sheets, svg
from policybrief.figures.ruler import Reading, marked

_ROW, _LEAST_ROW = 22.0, 13.0
_BAR, _PITCH = 9.0, 10.0
"""How thick a bar is, and from one line of a name to the next."""
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


def cut(bars: Sequence[Bar]) -> list[list[Bar]]:
    """In sheets that fit on a page."""
    return sheets.cut(bars, lambda bar: _LEAST_ROW, sheets.PAGE)


def draw(bars: Sequence[Bar], bounds: Sequence[float], *, narrow: bool, title: str, told: str) -> Markup:
    """`bounds` are those of the scale, in percent; `told` says every row in words."""
    margin, grid, size = (_EDGE, 332 - 2 * _EDGE, 10.0) if narrow else (124.7, 334.5 - _EDGE, 8.5)
    row = _ROW + 12 if narrow else min(_ROW, sheets.PAGE / len(bars))
    head, bottom = 14.0, 14.0 + row * len(bars)
    parts = [*_axis(bounds, margin, grid, size, head)]
    for number, bar in enumerate(bars):
        top = head + row * number
        parts += _lines(bounds, margin, grid, top + (size + 2 if narrow else 0), top + row)
        parts += _row(bar, margin, grid, size, top, row, narrow)
    return svg.drawing(*parts, title=title, description=told, width=margin + grid + _EDGE, height=bottom + 2)


def _lines(bounds: Sequence[float], margin: float, grid: float, top: float, bottom: float) -> Iterator[Markup]:
    """Behind a bar, and not through the name that stands above it on a telephone."""
    for bound in marked(bounds):
        yield svg.box(margin + grid * bound / 100 - 0.2, top, 0.4, bottom - top, "hairline")


def _axis(bounds: Sequence[float], margin: float, grid: float, size: float, head: float) -> Iterator[Markup]:
    for bound in marked(bounds):
        x = margin + grid * bound / 100
        anchor = "start" if bound == 0 else "end" if bound == 100 else "middle"
        if 0 < 100 - bound < _NEAR_END:
            continue
        yield svg.words(f"{bound:.10g}", x, head - 4, size - 0.5, "muted", anchor)


def _row(bar: Bar, margin: float, grid: float, size: float, top: float, row: float, narrow: bool) -> Iterator[Markup]:
    indent = max(24.0, letters.width(bar.id, size, 700) + 5)
    room = (grid if narrow else margin - 8) - indent
    lines = letters.broken(bar.name, room, size, 400, 1 if narrow or row < 2 * _PITCH + 1 else 2)
    baseline = top + (size + 1 if narrow else row / 2 + size * 0.35 - _PITCH * (len(lines) - 1) / 2)
    yield svg.words(bar.id, 0, baseline, size, "accent", weight=700)
    yield from svg.lines(lines, indent, baseline, _PITCH, size)
    y = top + (size + 6 if narrow else (row - _BAR) / 2)
    for ends, colour in ((bar.reading.band, "band"), (bar.reading.range, "accent")):
        if ends:
            width = max(ends[1] - ends[0], 0.6)
            yield svg.box(margin + grid * ends[0] / 100, y, grid * width / 100, _BAR, colour)
    if bar.reading.point is not None:
        yield svg.box(margin + grid * bar.reading.point / 100 - 1.4, y - 2.2, 2.8, _BAR + 4.4, "ink")
