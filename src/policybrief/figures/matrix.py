"""Likelihood by impact. Rows are as tall as their band, so that the bars of range are true to scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from policybrief.figures import svg

PREPARE, ACT = 130.0, 300.0
"""From where a cell says prepare and act: percent times impact to the power of 1.5, a convention of this figure."""

_GAP = 1.2
_LEAST_ROW = 13.0


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
    rows = _rows(bands, frame)
    bottom = rows[0][2]
    parts = [
        *(_feet(impacts, frame, bottom) if narrow else _heads(impacts, frame)),
        *_cells(rows, len(impacts), frame),
        *_row_labels(rows, frame, narrow),
        *_spots(rows, spots, len(impacts), frame),
    ]
    height = bottom + (3.2 * frame.size if narrow else 2)
    return svg.drawing(*parts, title=title, description=told, width=frame.width, height=height)


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
        here = sorted((spot for spot in spots if spot.impact == impact), key=lambda spot: -spot.point)
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
    yield svg.element("circle", cx=x, cy=y, r=radius, fill=svg.paint("ink"))
    size = min(frame.size - 0.5, radius * 1.9 / max(2, len(spot.id)) * 1.25)
    yield svg.words(spot.id, x, y + size * 0.35, size, "ground", "middle", 700)


def _y(rows: Sequence[_Row], percent: float) -> float:
    """The height of a likelihood: even within its row."""
    low, high = rows[0][0].low, rows[-1][0].high
    value = min(max(percent, low), high)
    band, top, bottom = next(row for row in rows if value <= row[0].high)
    return bottom - (bottom - top) * (value - band.low) / ((band.high - band.low) or 1)
