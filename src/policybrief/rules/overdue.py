"""What was due is done, and a forecast that has closed is resolved.

A date that passes unnoticed turns a plan into decoration, and a forecast without its outcome teaches nothing about the
desk's judgement (ICD 203, analytic standard 8: accurate judgements, which only a look back can show). The last day that
a date can mean counts, against the day of the check. A measure is left alone once its status says done or dropped, and
in a briefing. So is a brief that is published, or corrected or withdrawn since: it is a record of its day, and what
became of it stands in the next edition.
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found

CODE = "overdue"
SEVERITY = "info"
_FORECAST = "question: Is a cable cut in the first week?, basis: editorial, probability: unlikely, closes: 2026-01-14"
GOOD = (
    "on: 2026-04-02\nrecommendations.short_term.0.status: done",
    "on: 2026-03-31",
    "on: 2026-04-01\nstatus: published",
    f"forecasts: [{{{_FORECAST}, resolution: {{outcome: none was cut, date: 2026-01-15, source: registry}}}}]",
)
BAD = (
    "on: 2026-04-01",
    f"forecasts: [{{{_FORECAST}}}]",
)


def check(case: Case) -> Iterator[Found]:
    if case.brief.status in ("published", "corrected", "withdrawn"):
        return
    for item in case.measures:
        if item.due and item.due.last_day < case.on:
            message = f"has passed: {item.id} was due {words.date(item.due)}"
            yield Found((*case.paths[item.id], "due"), message, "add status: done or dropped, or set a new date")
    for question in case.brief.forecasts:
        if question.closes and not question.resolution and question.closes.last_day < case.on:
            message = f"has passed: {question.id} closed {words.date(question.closes)} and is not resolved"
            hint = "add resolution: {outcome: ..., date: ..., source: ...}"
            yield Found((*case.paths[question.id], "closes"), message, hint)
