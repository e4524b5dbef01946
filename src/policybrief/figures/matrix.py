"""Likelihood by impact. Rows are as tall as their band, so that the bars of range are true to scale.

Where more threats meet than can stand side by side, each only stands in its cell, and cells are as tall as they need.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from policybrief.figures import letters, svg

PREPARE, ACT = 130.0, 300.0
"""From where a cell says prepare and act: percent times impact to the power of 1.5, a convention of this figure."""

_GAP = 1.2
_LEAST_ROW = 13.0
_LEAST_SIZE = 7.5
"""Of the id in a disc, in points."""


@dataclass(frozen=True, slots=True)
class Band:
    """A row: its word and figure in the margin, and the likelihood in percent that it spans.

    A scale that is not even says how tall its rows are, and what percentage their colours reckon with.
    """

    word: str
    figure: str
    low: float
    high: float
    tall: float | None = None
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A threat: best estimate and range in percent, impact from 1."""

    id: str
    point: float
    range: tuple[float, float]
    impact: int


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where things stand, in points: width of the margin and of the grid, height of one percent, sizes of type."""

    margin: float
    grid: float
    percent: float
    size: float
    disc: float
    head: float = 22.0

    @property
    def width(self) -> float:
        return self.margin + self.grid


WIDE = _Frame(margin=124.7, grid=334.5, percent=2.3, size=8.5, disc=8.0)
NARROW = _Frame(margin=100.0, grid=232.0, percent=2.6, size=10.5, disc=10.0, head=4.0)


def draw(
    bands: Sequence[Band], impacts: Sequence[str], spots: Sequence[Spot], *, narrow: bool, title: str, told: str
) -> Markup:
    """`bands` rise from the least likely; `impacts` name the columns; `told` says every spot in words."""
    frame = NARROW if narrow else WIDE
    gathered = crowded(bands, impacts, spots)
    rows = _gathered_rows(bands, spots, len(impacts), frame) if gathered else _rows(bands, frame)
    place = _gathered if gathered else _spots
    bottom = rows[0][2]
    parts = [
        *(_feet(impacts, frame, bottom) if narrow else _heads(impacts, frame)),
        *_cells(rows, len(impacts), frame),
        *_row_labels(rows, frame, narrow),
        *place(rows, spots, len(impacts), frame),
    ]
    height = bottom + (3.2 * frame.size if narrow else 2)
    return svg.drawing(*parts, title=title, description=told, width=frame.width, height=height)


def crowded(bands: Sequence[Band], impacts: Sequence[str], spots: Sequence[Spot]) -> bool:
    """Whether the discs of one column would be too small to read in one of the two widths."""
    for frame in (WIDE, NARROW):
        rows, column = _rows(bands, frame), frame.grid / len(impacts)
        for impact in range(1, len(impacts) + 1):
            here = _in_column(spots, impact)
            lanes = max(_lanes([_extent(rows, spot, frame) for spot in here]), default=0) + 1
            if lanes > 1 and column / lanes < 2 * _least_disc(spots) + 1:
                return True
    return False


def _least_disc(spots: Sequence[Spot]) -> float:
    """The radius at which every id is still of a readable size."""
    return max((letters.width(spot.id, _LEAST_SIZE, 700) / 2 + 1 for spot in spots), default=0.0)


def _in_column(spots: Sequence[Spot], impact: int) -> list[Spot]:
    return sorted((spot for spot in spots if spot.impact == impact), key=lambda spot: -spot.point)


_Row = tuple[Band, float, float]
"""A band with the top and the bottom of its row."""


def _rows(bands: Sequence[Band], frame: _Frame) -> list[_Row]:
    placed: list[_Row] = []
    top = frame.head
    for band in reversed(bands):
        tall = band.tall or max(_LEAST_ROW if band.word else 4.0, (band.high - band.low) * frame.percent)
        placed.append((band, top, top + tall))
        top += tall
    return placed[::-1]


def _gathered_rows(bands: Sequence[Band], spots: Sequence[Spot], columns: int, frame: _Frame) -> list[_Row]:
    """Each as tall as the fullest of its cells."""
    made, step = list[Band](), 2 * _least_disc(spots) + 2
    rows = _rows(bands, frame)
    for row in rows:
        cells = [_in_cell(rows, spots, row, impact) for impact in range(1, columns + 1)]
        lines = max(-(-len(cell) // _across(columns, step, frame)) for cell in cells)
        made.append(replace(row[0], tall=max(row[0].tall or (_LEAST_ROW if row[0].word else 4.0), lines * step + 4)))
    return _rows(made, frame)


def _across(columns: int, step: float, frame: _Frame) -> int:
    return max(1, int((frame.grid / columns - 2) / step))


def _in_cell(rows: Sequence[_Row], spots: Sequence[Spot], row: _Row, impact: int) -> list[Spot]:
    return [spot for spot in _in_column(spots, impact) if _row_of(rows, spot.point)[0].low == row[0].low]


def _gathered(rows: Sequence[_Row], spots: Sequence[Spot], columns: int, frame: _Frame) -> Iterator[Markup]:
    """Discs in the lines of their cell, the likeliest first."""
    radius = _least_disc(spots)
    across = _across(columns, 2 * radius + 2, frame)
    for row in rows:
        for impact in range(1, columns + 1):
            cell = _in_cell(rows, spots, row, impact)
            top = (row[1] + row[2]) / 2 - (-(-len(cell) // across)) * (radius + 1)
            for number, spot in enumerate(cell):
                line, place = divmod(number, across)
                inside = min(across, len(cell) - line * across)
                x = frame.margin + frame.grid / columns * (impact - 0.5) + (place - (inside - 1) / 2) * (2 * radius + 2)
                yield from _disc(spot.id, x, top + (line + 0.5) * (2 * radius + 2), frame, radius)


def _heads(impacts: Sequence[str], frame: _Frame) -> Iterator[Markup]:
    yield svg.words("Likelihood, by impact", 0, frame.head - 8, frame.size, "muted", weight=600)
    for number, word in enumerate(impacts, 1):
        yield svg.words(
            f"{number} {word}", _middle(number, impacts, frame), frame.head - 8, frame.size, anchor="middle"
        )


def _feet(impacts: Sequence[str], frame: _Frame, bottom: float) -> Iterator[Markup]:
    """Where columns are too narrow for words: numbers below them, and the words of the first and the last."""
    for number, _ in enumerate(impacts, 1):
        yield svg.words(
            str(number), _middle(number, impacts, frame), bottom + frame.size + 2, frame.size, anchor="middle"
        )
    ends = f"Impact: 1 {impacts[0]} … {len(impacts)} {impacts[-1]}"
    yield svg.words(ends, frame.width, bottom + 2.4 * frame.size + 2, frame.size, "muted", "end")


def _middle(number: int, impacts: Sequence[str], frame: _Frame) -> float:
    return frame.margin + frame.grid / len(impacts) * (number - 0.5)


def _cells(rows: Sequence[_Row], columns: int, frame: _Frame) -> Iterator[Markup]:
    column = frame.grid / columns
    for band, top, bottom in rows:
        for impact in range(1, columns + 1):
            x = frame.margin + column * (impact - 1)
            colour = _zone(band.weight or (band.low + band.high) / 2, impact)
            yield svg.box(x + _GAP / 2, top + _GAP / 2, column - _GAP, bottom - top - _GAP, colour)


def zone(bands: Sequence[Band], spot: Spot) -> str:
    """The colour of the cell in which a threat stands: cell-low, cell-middle or cell-high."""
    band, *_ = _row_of(_rows(bands, WIDE), spot.point)
    return _zone(band.weight or (band.low + band.high) / 2, spot.impact)


def _zone(percent: float, impact: int) -> str:
    score = percent * impact**1.5
    return "cell-high" if score >= ACT else "cell-middle" if score >= PREPARE else "cell-low"


def _row_labels(rows: Sequence[_Row], frame: _Frame, narrow: bool) -> Iterator[Markup]:
    for band, top, bottom in rows:
        y = (top + bottom) / 2 + frame.size * 0.35
        yield svg.words(band.word, 0, y, frame.size)
        if not narrow:
            yield svg.words(band.figure, frame.margin - 16, y, frame.size, "muted", "end")


def _spots(rows: Sequence[_Row], spots: Sequence[Spot], columns: int, frame: _Frame) -> Iterator[Markup]:
    column = frame.grid / columns
    for impact in range(1, columns + 1):
        here = _in_column(spots, impact)
        lanes = _lanes([_extent(rows, spot, frame) for spot in here])
        count = max(lanes, default=0) + 1
        step = min(2 * frame.disc + 5, column / count)
        for spot, lane in zip(here, lanes, strict=True):
            x = frame.margin + column * (impact - 0.5) + step * (lane - (count - 1) / 2)
            yield from _spot(rows, spot, x, frame, min(frame.disc, step / 2 - 0.5))


def _extent(rows: Sequence[_Row], spot: Spot, frame: _Frame) -> tuple[float, float]:
    y, low, high = (_y(rows, value) for value in (spot.point, *spot.range))
    return min(high, y - frame.disc), max(low, y + frame.disc)


def _lanes(extents: Sequence[tuple[float, float]]) -> list[int]:
    """For each, the first lane in which nothing that was placed before it stands in its way."""
    lanes: list[int] = []
    for index, (top, bottom) in enumerate(extents):
        taken = {lanes[i] for i in range(index) if extents[i][0] < bottom and top < extents[i][1]}
        lanes.append(next(lane for lane in range(index + 1) if lane not in taken))
    return lanes


def _spot(rows: Sequence[_Row], spot: Spot, x: float, frame: _Frame, radius: float) -> Iterator[Markup]:
    y, low, high = (_y(rows, value) for value in (spot.point, *spot.range))
    if low > high:
        yield svg.box(x - 0.9, high, 1.8, low - high, "ink")
        for end in (low, high):
            yield svg.box(x - 4, end - 0.7, 8, 1.4, "ink")
    yield from _disc(spot.id, x, y, frame, radius)


def _disc(name: str, x: float, y: float, frame: _Frame, radius: float) -> Iterator[Markup]:
    yield svg.element("circle", cx=x, cy=y, r=radius, fill=svg.paint("ink"))
    size = min(frame.size - 0.5, (2 * radius - 2) / letters.width(name, 1, 700))
    yield svg.words(name, x, y + size * 0.35, size, "ground", "middle", 700)


def _y(rows: Sequence[_Row], percent: float) -> float:
    """The height of a likelihood: even within its row."""
    band, top, bottom = _row_of(rows, percent)
    value = min(max(percent, band.low), band.high)
    return bottom - (bottom - top) * (value - band.low) / ((band.high - band.low) or 1)


def _row_of(rows: Sequence[_Row], percent: float) -> _Row:
    """A bound belongs to the lower row; what lies outside the scale, to the first or the last."""
    return next((row for row in rows if percent <= row[0].high), rows[-1])
