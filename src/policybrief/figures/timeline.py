"""Events on an axis of time: labels on stems at two heights, above it and below; in rows where these would collide."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from policybrief.figures import letters, sheets, svg, timeaxis
from policybrief.figures.timeaxis import Axis

_SPAN = 5.0
"""How thick a span of days is on the axis; what is known to the day is a disc as high as this."""
_LINES = 4
"""A label on a stem has so many lines below its date; a longer text is cut."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event: its date in words, and the first and the last day that the date can mean."""

    id: str
    name: str
    when: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class _Frame:
    """In points: the place of dates, axis and texts in rows, lines of a text, sizes of type."""

    width: float
    left: float
    right: float
    text: float
    lines: int
    size: float
    small: float
    head: float


WIDE = _Frame(width=459.2, left=128, right=262, text=272, lines=3, size=8.5, small=8, head=14)
NARROW = _Frame(width=332, left=4, right=328, text=0, lines=4, size=10.5, small=10, head=16)

_LABEL_WIDTHS, _PITCH, _STEM = (98.0, 140.0, 200.0), 10.0, 8.0
"""Of a label on a stem: widths, from line to line, from the axis to the nearest label; in points."""
_LEVEL = (_LINES + 1) * _PITCH + 4
"""From one height of labels to the next."""


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class _Flag:
    """A label on its stem. Heights are measured from the axis, upwards negative."""

    event: Happening
    lines: Sequence[str]
    stem: _Box
    label: _Box


def in_order(events: Iterable[Happening]) -> list[Happening]:
    return sorted(events, key=lambda event: (event.first, event.last))


def cut(events: Sequence[Happening]) -> list[list[Happening]]:
    """In the order of time, on one sheet where stems have room for all, else in sheets of rows that fit on a page."""
    ordered = in_order(events)
    if on_stems(ordered):
        return [ordered]
    return sheets.cut(ordered, lambda event: _tall(event, WIDE), sheets.PAGE - WIDE.head)


def on_stems(events: Sequence[Happening]) -> bool:
    """Whether there is room for a label on a stem beside each, in print."""
    return bool(_flags(events, _axis(events, events, 4, WIDE.width - 4, WIDE)))


def draw(events: Sequence[Happening], span: Sequence[Happening], *, narrow: bool, title: str, told: str) -> Markup:
    """`span` are the events of all sheets, which have one axis; `told` says every event in words."""
    if not narrow:
        axis = _axis(events, span, 4, WIDE.width - 4, WIDE)
        flags = _flags(events, axis) if len(events) == len(span) else []
        if flags:
            parts, height = _stems(flags, axis)
            return svg.drawing(*parts, title=title, description=told, width=WIDE.width, height=height)
    frame = NARROW if narrow else WIDE
    parts, height = _rows(events, _axis(events, span, frame.left, frame.right, frame), frame)
    return svg.drawing(*parts, title=title, description=told, width=frame.width, height=height)


def _axis(events: Sequence[Happening], span: Sequence[Happening], left: float, right: float, frame: _Frame) -> Axis:
    days = [day for event in (*events, *span) for day in (event.first, event.last)]
    return timeaxis.axis(min(days), max(days), left, right, frame.small)


def _flags(events: Sequence[Happening], axis: Axis) -> list[_Flag]:
    """Labels of the least width at which none is cut; where there is no room for that, of the least width."""
    tried = [flags for wide in _LABEL_WIDTHS if (flags := _placed(events, axis, wide))]
    return next((flags for flags in tried if _whole(flags)), tried[0] if tried else [])


def _whole(flags: Sequence[_Flag]) -> bool:
    return all("".join(flag.lines[1:]).replace(" ", "") == flag.event.name.replace(" ", "") for flag in flags)


def _placed(events: Sequence[Happening], axis: Axis, wide: float) -> list[_Flag]:
    """Each at the first of four heights where nothing stands in its way; none at all where one finds no place."""
    flags: list[_Flag] = []
    for event in events:
        tried = (_flag(event, axis, wide, level) for level in (-1, -2, 1, 2))
        placed = next((flag for flag in tried if not any(_collide(flag, other) for other in flags)), None)
        if placed is None:
            return []
        flags.append(placed)
    return flags


def _flag(event: Happening, axis: Axis, room: float, level: int) -> _Flag:
    """Right of its stem, or left of it where the sheet ends; `level` counts from the axis."""
    x = axis.at(event.first)
    lines = [event.when, *letters.broken(event.name, room, WIDE.small, 400, _LINES)]
    wide = max(letters.width(line, WIDE.small, 600) for line in lines) + 3
    tall, under = len(lines) * _PITCH, timeaxis.LABELS if level > 0 else 0.0
    near = under + _STEM + _LEVEL * (abs(level) - 1)
    top, bottom = (-near - tall, -near) if level < 0 else (near, near + tall)
    left = x + 2 if x + 2 + wide <= WIDE.width else x - 2 - wide
    stem = _Box(x - 0.4, min(top, 0), x + 0.4, max(bottom, 0))
    return _Flag(event, lines, stem, _Box(left, top, left + wide, bottom))


def _collide(one: _Flag, other: _Flag) -> bool:
    clear = replace(other.label, left=other.label.left - 5, right=other.label.right + 5)
    return one.label.meets(clear) or one.label.meets(other.stem) or one.stem.meets(other.label)


def _stems(flags: Sequence[_Flag], axis: Axis) -> tuple[list[Markup], float]:
    """All that is drawn, and how tall it is."""
    y = 4 - min(0.0, *(flag.label.top for flag in flags))
    below = max(timeaxis.LABELS, *(flag.label.bottom for flag in flags))
    parts = [svg.box(0, y - 0.4, WIDE.width, 0.8, "ink"), *_ticks(axis, y)]
    for flag in flags:
        stem = flag.stem
        parts.append(svg.box(stem.left, y + stem.top, 0.8, stem.bottom - stem.top, "muted"))
        parts += _mark(flag.event, y, axis)
        rightward = flag.label.left > stem.left
        x, anchor = (flag.label.left + 1, "start") if rightward else (flag.label.right - 1, "end")
        for number, line in enumerate(flag.lines, 1):
            baseline = y + flag.label.top + number * _PITCH - 2.5
            weight = 600 if number == 1 else 400
            parts.append(svg.words(line, x, baseline, WIDE.small, "ink", anchor, weight))
    return parts, y + below + 4


def _ticks(axis: Axis, y: float) -> Iterator[Markup]:
    for mark in axis.marks:
        yield svg.box(axis.at(mark) - 0.4, y, 0.8, 3.5, "ink")
    yield from axis.labels(y + timeaxis.LABELS - 2)


def _rows(events: Sequence[Happening], axis: Axis, frame: _Frame) -> tuple[list[Markup], float]:
    top, parts = frame.head, list(axis.labels(frame.head - 5))
    for event in events:
        tall = _tall(event, frame)
        middle = top + tall - 7 if not frame.text else top + 3 + frame.size / 2 + 1
        parts += axis.lines(top if frame.text else middle - 5, top + tall if frame.text else middle + 5)
        parts += _mark(event, middle, axis)
        baseline = top + frame.size + 2.5
        parts.append(svg.words(event.id, 0, baseline, frame.size, "accent", weight=700))
        parts += _texts(event, baseline, frame)
        top += tall
        parts.append(svg.box(0, top - 0.2, frame.width, 0.4, "hairline"))
    return parts, top + 2


def _texts(event: Happening, baseline: float, frame: _Frame) -> Iterator[Markup]:
    """The date beside the id, and the text in its column or below."""
    indent = max(20.0, letters.width(event.id, frame.size, 700) + 5)
    room = (frame.left if frame.text else frame.width) - indent - 6
    yield svg.words(letters.cut(event.when, room, frame.size, 600), indent, baseline, frame.size, weight=600)
    pitch, first = frame.size + 2.5, baseline if frame.text else baseline + frame.size + 3.5
    yield from svg.lines(_text(event, frame), frame.text, first, pitch, frame.size)


def _text(event: Happening, frame: _Frame) -> list[str]:
    return letters.broken(event.name, frame.width - frame.text, frame.size, 400, frame.lines)


def _tall(event: Happening, frame: _Frame) -> float:
    lines = len(_text(event, frame))
    pitch = frame.size + 2.5
    return pitch * lines + 5 if frame.text else pitch * (lines + 1) + 20


def _mark(event: Happening, y: float, axis: Axis) -> Iterator[Markup]:
    """A disc for a day, a bar for all days that the date can mean."""
    left, right = axis.at(event.first), axis.at(event.last)
    if right - left < _SPAN:
        yield svg.element("circle", cx=(left + right) / 2, cy=y, r=_SPAN / 2 + 0.5, fill=svg.paint("accent"))
    else:
        yield svg.box(left, y - _SPAN / 2, right - left, _SPAN, "second")
