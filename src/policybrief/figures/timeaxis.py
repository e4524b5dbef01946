"""An axis of time: where a day stands on it, and the months and years that it marks."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from policybrief import words
from policybrief.figures import letters, svg

_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
"""From one mark to the next, in months."""
_CLEAR = 7.0
"""Between the labels of two marks, in points."""
LABELS = 15.0
"""What labels below an axis take, in points."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From one mark to another, and all between them; `left` and `right` are their places."""

    marks: Sequence[datetime.date]
    left: float
    right: float
    size: float
    yearly: bool

    def at(self, day: datetime.date) -> float:
        """The place of a day, which lies between the first mark and the last."""
        whole = (self.marks[-1] - self.marks[0]).days
        return self.left + (self.right - self.left) * (day - self.marks[0]).days / whole

    def lines(self, top: float, bottom: float) -> Iterator[Markup]:
        """An upright line for each mark."""
        for mark in self.marks:
            yield svg.box(self.at(mark) - 0.2, top, 0.4, bottom - top, "hairline")

    def labels(self, baseline: float) -> Iterator[Markup]:
        """The months or years, centred on their marks but for the ends, which stay inside."""
        for mark in self.marks:
            anchor = "start" if mark == self.marks[0] else "end" if mark == self.marks[-1] else "middle"
            yield svg.words(_label(mark, yearly=self.yearly), self.at(mark), baseline, self.size, "muted", anchor)


def axis(first: datetime.date, last: datetime.date, left: float, right: float, size: float) -> Axis:
    """The finest marks whose labels stand clear of each other; it begins and ends with one."""
    for step in _STEPS:
        if (last - first).days / 30 / step > (right - left) / _CLEAR:
            continue
        made = Axis(_marks(first, last, step), left, right, size, yearly=step >= 12)
        if _clear(made):
            return made
    raise AssertionError("a brief has no events of ten thousand years")


def _marks(first: datetime.date, last: datetime.date, step: int) -> list[datetime.date]:
    start = (first.year * 12 + first.month - 1) // step * step
    marks = [max(start, 12)]
    while _day(marks[-1]) < last or len(marks) == 1:
        marks.append(marks[-1] + step)
    return [_day(mark) for mark in marks]


def _day(months: int) -> datetime.date:
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, 1) if year <= datetime.MAXYEAR else datetime.date.max


def _clear(made: Axis) -> bool:
    """Whether no label touches the one before it."""
    reached = -_CLEAR
    for mark in made.marks:
        wide = letters.width(_label(mark, yearly=made.yearly), made.size)
        shift = 0 if mark == made.marks[0] else wide if mark == made.marks[-1] else wide / 2
        if made.at(mark) - shift < reached + (_CLEAR if reached > 0 else 0):
            return False
        reached = made.at(mark) - shift + wide
    return True


def _label(mark: datetime.date, *, yearly: bool) -> str:
    return str(mark.year) if yearly else month(mark)


def month(day: datetime.date) -> str:
    """What an axis calls a month: `Jun 2024`."""
    return words.month(day, short=True)
