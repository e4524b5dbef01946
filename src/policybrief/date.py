"""Dates as far as they are known: a year, a month, a day, a span, or about when."""

import calendar
import datetime
import re
from collections.abc import Sequence
from typing import Any, Self

from pydantic import model_validator

from policybrief.part import Part, refuse
from policybrief.prose import Fault

_POINT = r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?"
_FORM = re.compile(rf"(?P<circa>[~≈]?){_POINT}(?P<circa_after>[~?]?)(?:/{_POINT})?")
_HINT = "write 2021, 2021-09, 2021-09-14, 2022-09/2022-11 or ~2020"

Point = tuple[int, ...]
"""Year, month, day, as many as are known."""


class PartialDate(Part):
    """A date in the manner of the Extended Date/Time Format (ISO 8601-2), or a span of two; `circa` for about."""

    start: Point
    end: Point | None = None
    circa: bool = False

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, dict) and "date-parts" in value:
            return _from_csl(value)
        if isinstance(value, str):
            return _from_text(value.strip())
        if not isinstance(value, dict) or "start" not in value:
            refuse([Fault("date", "is no date", _HINT)])
        return value

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if not all(_exists(point) for point in (self.start, self.end) if point is not None):
            refuse([Fault("date", f"is '{self.iso()}', a date that no calendar has", "look the date up again")])
        if self.end and self.end < self.start[: len(self.end)]:
            hint = "the earlier date stands first"
            refuse([Fault("date", f"is '{self.iso()}', a span that ends before it begins", hint)])
        return self

    @property
    def first_day(self) -> datetime.date:
        """The earliest day that it can mean."""
        year, month, day = (*self.start, 1, 1)[:3]
        return datetime.date(year, month, day)

    @property
    def last_day(self) -> datetime.date:
        """The latest day that it can mean."""
        point = self.end or self.start
        year, month = (*point, 12)[:2]
        return datetime.date(year, month, point[2] if len(point) == 3 else calendar.monthrange(year, month)[1])

    def is_older(self, months: int, on: datetime.date) -> bool:
        """Whether its last day lies more than so many months before another; on the same day of the month, not yet."""
        last = self.last_day
        return (last.year * 12 + last.month + months, last.day) < (on.year * 12 + on.month, on.day)

    @property
    def is_day(self) -> bool:
        return len(self.start) == 3 and self.end is None and not self.circa

    def iso(self) -> str:
        """As the editor would write it: `2022-09/2022-11`."""
        points = [point for point in (self.start, self.end) if point]
        return ("~" if self.circa else "") + "/".join(_iso(point) for point in points)

    def csl(self) -> dict[str, Any]:
        """As a date of CSL-JSON."""
        parts = [list(point) for point in (self.start, self.end) if point]
        return {"date-parts": parts} | ({"circa": True} if self.circa else {})


class Day(PartialDate):
    """A date that is known to the day."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if not self.is_day:
            refuse([Fault("date", f"is '{self.iso()}', which is no single day", "write one day, as in 2024-01-31")])
        return self


def _from_text(text: str) -> dict[str, Any]:
    match = _FORM.fullmatch(text)
    if not match:
        refuse([Fault("date", f"is '{text}'", _date_hint(text))])
    assert match
    numbers = [match[i] for i in (2, 3, 4)], [match[i] for i in (6, 7, 8)]
    start, end = (tuple(int(number) for number in point if number) for point in numbers)
    return {"start": start, "end": end or None, "circa": bool(match["circa"] or match["circa_after"])}


def _from_csl(value: dict[str, Any]) -> dict[str, Any]:
    try:
        points = [_csl_point(point) for point in _list(value["date-parts"])]
        start, end = (*points, None)[:2]
        if len(points) > 2 or value.keys() - {"date-parts", "circa"}:
            raise ValueError
    except ValueError:
        refuse([Fault("date", "is no date of CSL-JSON", "write date-parts: [[2021, 9, 14]], or 2021-09-14")])
    return {"start": start, "end": end, "circa": value.get("circa", False)}


def _csl_point(parts: Any) -> Point:
    numbers = [re.fullmatch("[0-9]{1,9}", str(number)) for number in _list(parts)]
    if not all(numbers):
        raise ValueError
    return tuple(int(number[0]) for number in numbers if number)


def _list(value: Any) -> Sequence[Any]:
    if not isinstance(value, list | tuple):
        raise ValueError
    return value


def _exists(point: Point) -> bool:
    if not 1 <= len(point) <= 3:
        return False
    year, month, day = (*point, 1, 1)[:3]
    return 1 <= year <= datetime.MAXYEAR and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def _iso(point: Point) -> str:
    return "-".join([f"{point[0]:04}", *(f"{number:02}" for number in point[1:])])


def _date_hint(text: str) -> str:
    turned = re.fullmatch(r"([0-9]{1,2})[./]([0-9]{1,2})[./]([0-9]{4})", text)
    return f"the year comes first: {turned[3]}-…; {_HINT}" if turned else _HINT
