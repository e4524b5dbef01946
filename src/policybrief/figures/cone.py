"""Scenarios fanning out from the date of the brief: at the far end each takes its share of a hundred."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from markupsafe import Markup

from policybrief.figures import letters, svg, timeaxis

_TALL, _GAP, _CLOSE_GAP = 130.0, 5.0, 2.0
"""Of a cone with few scenarios; from one label to the next, where there are few and where there are many."""
_END = 6.0
"""How wide the bar at the far end is."""
_TALLEST = 330.0
"""Up to this height labels are broken and have a line for their odds, then only broken; then they have a line each."""


@dataclass(frozen=True, slots=True)
class Course:
    """A scenario, or what is left for others: its share of the whole, its odds in words, its best estimate."""

    id: str
    name: str
    share: float
    odds: str
    best: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """In points: the apex, the end of the cone, the labels, the right edge, sizes of type."""

    apex: float
    end: float
    label: float
    width: float
    size: float
    small: float
    large: float

    @property
    def room(self) -> float:
        """What a name may be wide, beside the best estimate."""
        return self.width - self.label - letters.width("100", self.large, 600) - 6


WIDE = _Frame(apex=124.7, end=300, label=316, width=459.2, size=8.5, small=8, large=13)
NARROW = _Frame(apex=5, end=118, label=134, width=332, size=10.5, small=10, large=14)


@dataclass(frozen=True, slots=True)
class _Label:
    """What stands beside a share: lines of the name, a line of odds, the middle of its share, its own top."""

    course: Course
    lines: Sequence[str]
    odds: str
    middle: float
    tall: float
    top: float = 0.0


def draw(
    courses: Sequence[Course],
    start: datetime.date,
    end: datetime.date | None,
    *,
    narrow: bool,
    title: str,
    told: str,
) -> Markup:
    """`courses` stand from top to bottom; `end` is the horizon of the set. `told` says every share in words."""
    frame = NARROW if narrow else WIDE
    texts, gap = _texts(courses, frame)
    heights = [_tall(lines, odds, frame) for lines, odds in texts]
    tall = max(_TALL, _together(heights, gap))
    whole = sum(course.share for course in courses)
    edges = [0.0, *(edge * tall / whole for edge in accumulate(course.share for course in courses))]
    middles = [(top + bottom) / 2 for top, bottom in pairwise(edges)]
    tops = _apart(middles, heights, tall, gap)
    labels = [
        _Label(course, lines, odds, middle, height, top)
        for course, (lines, odds), middle, height, top in zip(courses, texts, middles, heights, tops, strict=True)
    ]
    parts = [*_fan(courses, edges, tall, frame), *(part for label in labels for part in _label(label, frame))]
    parts += _apex(start, tall, frame, narrow=narrow)
    foot = list(_axis(start, end, tall + 10, frame)) if end else []
    return svg.drawing(
        *parts, *foot, title=title, description=told, width=frame.width, height=tall + (frame.small + 20 if foot else 2)
    )


def _texts(courses: Sequence[Course], frame: _Frame) -> tuple[list[tuple[list[str], str]], float]:
    """The name of each in lines and its odds on a line of their own, or ""; and the gap from one label to the next."""
    for most, gap in ((3, _GAP), (2, _GAP), (1, _CLOSE_GAP)):
        texts = [(_name(course, frame, most), _odds(course, frame) if most == 3 else "") for course in courses]
        if _together([_tall(lines, odds, frame) for lines, odds in texts], gap) <= _TALLEST:
            break
    return texts, gap


def _name(course: Course, frame: _Frame, most: int) -> list[str]:
    return letters.broken(f"{course.id} {course.name}".strip(), frame.room, frame.size, 600, most)


def _odds(course: Course, frame: _Frame) -> str:
    return letters.cut(course.odds, frame.width - frame.label, frame.small)


def _together(heights: Sequence[float], gap: float) -> float:
    return sum(heights) + gap * (len(heights) - 1)


def _tall(lines: Sequence[str], odds: str, frame: _Frame) -> float:
    return len(lines) * (frame.size + 2.5) + (frame.small + 2 if odds else 0)


def _apart(middles: Sequence[float], heights: Sequence[float], tall: float, gap: float) -> list[float]:
    """The top of each label: as near its share as those above it and the room below allow."""
    tops: list[float] = []
    reached = 0.0
    for middle, height in zip(middles, heights, strict=True):
        tops.append(max(reached, middle - height / 2))
        reached = tops[-1] + height + gap
    limit = tall
    for number in range(len(tops) - 1, -1, -1):
        tops[number] = min(tops[number], limit - heights[number])
        limit = tops[number] - gap
    return tops


def _fan(courses: Sequence[Course], edges: Sequence[float], tall: float, frame: _Frame) -> Iterator[Markup]:
    for number, course in enumerate(courses):
        top, bottom = edges[number], edges[number + 1]
        if bottom - top > 1.6:
            top, bottom = top + 0.6, bottom - 0.6
        corners = (frame.apex, tall / 2, frame.end, top, frame.end, bottom)
        path = "M{} {}L{} {}L{} {}Z".format(*map(svg.length, corners))
        colour = "second" if course.leads else ("band", "track")[number % 2]
        yield svg.element("path", d=path, fill=svg.paint(colour))
        bar = "accent" if course.leads else ("ink", "muted")[number % 2]
        yield svg.box(frame.end + 3, top, _END, max(bottom - top, 0.2), bar)


def _label(label: _Label, frame: _Frame) -> Iterator[Markup]:
    middle = label.top + label.tall / 2
    if abs(middle - label.middle) > 1:
        ends = (frame.end + 3 + _END + 1, label.middle, frame.label - 2, middle)
        path = "M{} {}L{} {}".format(*map(svg.length, ends))
        yield svg.element("path", d=path, fill="none", stroke_width=0.5, stroke=svg.paint("muted"))
    baseline = label.top
    for line in label.lines:
        baseline += frame.size + 2.5
        yield svg.words(line, frame.label, baseline - 2.5, frame.size, weight=600)
    if label.odds:
        yield svg.words(label.odds, frame.label, baseline + frame.small, frame.small, "muted")
    if label.course.best:
        size = min(frame.large, label.tall)
        at = label.top + frame.size if len(label.lines) == 1 and not label.odds else label.top + size * 0.8
        yield svg.words(label.course.best, frame.width, at, size, "ink", "end", 600)


def _apex(start: datetime.date, tall: float, frame: _Frame, *, narrow: bool) -> Iterator[Markup]:
    yield svg.element("circle", cx=frame.apex, cy=tall / 2, r=4, fill=svg.paint("ink"))
    if not narrow:
        yield svg.words("This brief", 0, tall / 2 - 1, frame.size, weight=600)
        day = f"{start.day} {timeaxis.month(start)}"
        yield svg.words(day, 0, tall / 2 + frame.small + 2, frame.small, "muted")


def _axis(start: datetime.date, end: datetime.date, top: float, frame: _Frame) -> Iterator[Markup]:
    """The two ends, and the turns of the years between them where there is room."""
    yield svg.box(frame.apex, top - 0.4, frame.end - frame.apex, 0.8, "ink")
    days, long = (end - start).days, frame.end - frame.apex
    years = [datetime.date(year, 1, 1) for year in range(start.year + 1, end.year + 1)]
    inner = [frame.apex + long * (day - start).days / days for day in years] if days > 0 else []
    for x in (frame.apex, *(inner if len(inner) < long / 4 else ()), frame.end):
        yield svg.box(x - 0.4, top, 0.8, 3.5, "ink")
    baseline = top + frame.small + 6
    yield svg.words(timeaxis.month(start), max(frame.apex - 4, 0), baseline, frame.small, "muted")
    yield svg.words(timeaxis.month(end), frame.end, baseline, frame.small, "muted", "end")
