"""No source was issued after the date of the brief, or after the day of the check.

A brief cannot have read what was not yet out: one of the two dates is wrong, and the reader can trust neither
(ICD 206: a citation identifies its source, with its date). A date counts from its first possible day, so 2026 may
stand in a brief of January 2026; one that is given as about is let pass, and so is what was available before it was
issued, by its `available-date`.
"""

import datetime
from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found
from policybrief.date import PartialDate
from policybrief.sourcing import first_out

CODE = "source-in-the-future"
SEVERITY = "error"
GOOD = (
    "sources.registry.issued: 2026",
    "sources.registry.issued: 2026-02\nsources.registry.available-date: 2025-12",
)
BAD = (
    "sources.registry.issued: 2026-02\n-sources.registry.accessed:",
    "sources.registry.issued: 2026-01-11\n-sources.registry.accessed:",
    "date: 2026-03-01\non: 2026-01-15\nsources.registry.issued: 2026-02-01\nsources.registry.accessed: 2026-02-20",
)


def check(case: Case) -> Iterator[Found]:
    latest = case.brief.date.last_day
    for source in case.trace.sources:
        first, issued = first_out(source.record), source.record.issued
        if not first or not issued or first <= min(latest, case.on):
            continue
        after = (
            f"the date of the brief, {words.date(case.brief.date)}"
            if first > latest
            else f"the day of the check, {_day(case.on)}"
        )
        fault = f"is issued {words.date(issued)}, after {after}"
        yield case.about(source, fault, "correct the one or the other", "issued")


def _day(day: datetime.date) -> str:
    return words.date(PartialDate(start=(day.year, day.month, day.day)))
