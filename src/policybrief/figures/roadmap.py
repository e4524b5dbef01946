"""Recommendations by owner and time: a bar from start to due date, and a diamond where it is due."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from policybrief.figures import letters, sheets, svg, timeaxis
from policybrief.figures.timeaxis import Axis

_BARS = {"high": ("accent", 7.0), "medium": ("second", 5.0), "low": ("band", 3.5)}
"""By priority: the colour of the bar, and how thick it is. What has no priority looks like medium."""
_LINES = 3
"""Of a name, of a measure or its owner; a longer one is cut."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A recommendation with a date: one of `start` and `due` may be missing. `priority` is "" where none is given."""

    id: str
    name: str
    owner: str
    start: datetime.date | None
    due: datetime.date | None
    priority: str

    @property
    def days(self) -> list[datetime.date]:
        return [day for day in (self.start, self.due) if day]


@dataclass(frozen=True, slots=True)
class _Frame:
    """In points: grid, width, an owner of one line, the least row, sizes of type; whether lanes are below names."""

    left: float
    right: float
    width: float
    owner: float
    row: float
    size: float
    small: float
    head: float
    below: bool

    @property
    def pitch(self) -> float:
        return self.size + 2


WIDE = _Frame(left=128, right=410, width=459.2, owner=16, row=15, size=8.5, small=8, head=14, below=False)
NARROW = _Frame(left=4, right=328, width=332, owner=20, row=32, size=10.5, small=10, head=16, below=True)


def cut(measures: Sequence[Measure]) -> list[list[Measure]]:
    """By owner in the order of their first measure, and then in sheets that fit on a page."""
    order = list(dict.fromkeys(measure.owner for measure in measures))
    sorted_by_owner = sorted(measures, key=lambda measure: order.index(measure.owner))
    first_of = {measure.owner: measure for measure in reversed(sorted_by_owner)}
    return sheets.cut(
        sorted_by_owner,
        lambda measure: _tall(measure, WIDE) + (_over(measure, WIDE) if first_of[measure.owner] is measure else 0),
        sheets.PAGE - WIDE.head - max(_over(measure, WIDE) for measure in measures),
    )


def draw(measures: Sequence[Measure], span: Sequence[datetime.date], *, narrow: bool, title: str, told: str) -> Markup:
    """Measures of one owner stand together; `span` are the first day and the last that the axis has to hold."""
    frame = NARROW if narrow else WIDE
    axis = timeaxis.axis(span[0], span[-1], frame.left, frame.right, frame.small)
    top, parts = frame.head, list(axis.labels(frame.head - 5))
    for _, group in groupby(measures, key=lambda measure: measure.owner):
        held = list(group)
        parts += _owner(held[0], top, frame)
        top += _over(held[0], frame)
        parts += axis.lines(top, top + sum(_tall(measure, frame) for measure in held) - 1)
        for measure in held:
            parts += _row(measure, top, axis, frame)
            top += _tall(measure, frame)
    parts.append(svg.box(0, top + 1, frame.width, 0.8, "ink"))
    return svg.drawing(*parts, title=title, description=told, width=frame.width, height=top + 3)


def _owner(measure: Measure, top: float, frame: _Frame) -> Iterator[Markup]:
    yield svg.box(0, top - 0.3, frame.width, 0.6, "hairline")
    for number, line in enumerate(_owner_lines(measure, frame)):
        y = top + frame.owner - 5 + frame.pitch * number
        yield svg.words(line, 0, y, frame.size, "ink" if measure.owner else "muted", weight=600)


def _owner_lines(measure: Measure, frame: _Frame) -> list[str]:
    return letters.broken(measure.owner or "No owner named", frame.width, frame.size, 600, _LINES)


def _over(measure: Measure, frame: _Frame) -> float:
    """How high its owner stands above it."""
    return frame.owner + frame.pitch * (len(_owner_lines(measure, frame)) - 1)


def _row(measure: Measure, top: float, axis: Axis, frame: _Frame) -> Iterator[Markup]:
    """Name, lane and priority; a narrow one has the lane below its name."""
    tall, lines = _tall(measure, frame), _name(measure, frame)
    lane = top + tall - 9 if frame.below else top + tall / 2
    first = top + frame.pitch if frame.below else lane + frame.size * 0.35 - frame.pitch * (len(lines) - 1) / 2
    yield svg.words(measure.id, 0, first, frame.size, "accent", weight=700)
    yield from svg.lines(lines, _indent(measure, frame), first, frame.pitch, frame.size)
    word = measure.priority.capitalize()
    yield svg.words(word, frame.width, first if frame.below else lane + frame.size * 0.35, frame.small, "muted", "end")
    yield from _bar(measure, lane, axis)


def _indent(measure: Measure, frame: _Frame) -> float:
    """From the id to the name."""
    return max(20.0, letters.width(measure.id, frame.size, 700) + 5)


def _name(measure: Measure, frame: _Frame) -> list[str]:
    """In lines, up to the lane or, where that is below, up to the priority."""
    right = frame.width - letters.width("Medium", frame.small) - 8 if frame.below else frame.left - 8
    return letters.broken(measure.name, right - _indent(measure, frame), frame.size, 400, _LINES)


def _tall(measure: Measure, frame: _Frame) -> float:
    lines = len(_name(measure, frame))
    return frame.pitch * lines + 19 if frame.below else max(frame.row, frame.pitch * lines + 3)


def _bar(measure: Measure, y: float, axis: Axis) -> Iterator[Markup]:
    colour, thick = _BARS.get(measure.priority, _BARS["medium"])
    if measure.start and measure.due:
        left, right = axis.at(measure.start), axis.at(measure.due)
        yield svg.box(left, y - thick / 2, max(right - left, 0.6), thick, colour)
    if measure.due:
        yield _shape(axis.at(measure.due), y, "M{x0} {y}L{x} {y0}L{x1} {y}L{x} {y1}Z", "ink")
    elif measure.start:
        yield _shape(axis.at(measure.start), y, "M{x0} {y0}L{x1} {y}L{x0} {y1}Z", colour)


def _shape(x: float, y: float, path: str, colour: str) -> Markup:
    """A mark of eight points around a place."""
    ends = {"x": x, "x0": x - 4, "x1": x + 4, "y": y, "y0": y - 4, "y1": y + 4}
    drawn = path.format(**{name: svg.length(value) for name, value in ends.items()})
    return svg.element("path", d=drawn, fill=svg.paint(colour))
