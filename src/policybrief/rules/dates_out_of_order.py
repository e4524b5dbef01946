"""What a brief says holds by its date: no cut-off and no as-of lie after it, and no horizon or due date before it.

A reader takes every statement for one of the brief's day (ICD 203, analytic standard 1: the currency of information is
described). A finding as of next year, a scenario that ended last year and a measure that is due before it begins are
slips of the keyboard. Dates that are known to the year or the month count by the day that makes them fit.
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found
from policybrief.date import PartialDate
from policybrief.problem import Steps

CODE = "dates-out-of-order"
SEVERITY = "error"
GOOD = (
    "findings.0.as_of: 2026",
    "scenario_set.horizon: 2026",
    "recommendations.short_term.0.start: 2026-02\nrecommendations.short_term.0.due: 2026-02-20",
)
BAD = (
    "findings.0.as_of: 2026-02",
    "information_cutoff: 2027",
    "scenario_set.horizon: 2025-12",
    "recommendations.short_term.0.start: 2026-05\nrecommendations.short_term.0.due: 2026-03",
)


def check(case: Case) -> Iterator[Found]:
    brief = case.brief
    known: list[tuple[Steps, PartialDate | None]] = [(("information_cutoff",), brief.information_cutoff)]
    known += [((*case.paths[finding.id], "as_of"), finding.as_of) for finding in brief.findings]
    known += [((*case.paths[light.id], "as_of"), light.as_of) for light in brief.indicators]
    ahead: list[tuple[Steps, PartialDate | None]] = [
        (("scenario_set", "horizon"), brief.scenario_set.horizon if brief.scenario_set else None),
        *(((*case.paths[item.id], "closes"), item.closes) for item in brief.forecasts),
    ]
    for steps, date in known:
        if date and date.first_day > brief.date.last_day:
            yield _found(steps, date, "after", "the date of the brief", brief.date)
    for steps, date in ahead:
        if date and date.last_day < brief.date.first_day:
            yield _found(steps, date, "before", "the date of the brief", brief.date)
    yield from _spans(case)


def _spans(case: Case) -> Iterator[Found]:
    """What ends before it begins."""
    spans = [(item, "due", item.start, item.due, "its start") for item in case.brief.recommendations.every]
    asked = [
        (item, "closes", item.opened, item.closes, "the day on which it was asked") for item in case.brief.forecasts
    ]
    for item, field, first, last, called in (*spans, *asked):
        if first and last and last.last_day < first.first_day:
            yield _found((*case.paths[item.id], field), last, "before", called, first)


def _found(steps: Steps, date: PartialDate, order: str, what: str, other: PartialDate) -> Found:
    return Found(steps, f"is {words.date(date)}, {order} {what}, {words.date(other)}", "correct the one or the other")
