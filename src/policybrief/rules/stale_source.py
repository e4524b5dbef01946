"""No source that is cited is older, on the date of the brief, than the project allows for its type.

What was so when a source was written may have passed; how soon depends on its kind, and the project says how many
months (`limits.stale_after`; ICD 203, analytic standard 1: the currency of information bears on its quality). A source
counts from the day on which it was last changed, where `updated` gives it. Without a limit nothing is old.
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found

CODE = "stale-source"
SEVERITY = "warning"
GOOD = (
    "sources.registry.issued: 2019",
    "project.limits: {stale_after: {report: 3}}",
    "project.limits: {stale_after: {report: 12}}\nsources.registry.issued: 2024\nsources.registry.updated: 2025-11",
    "project.limits: {stale_after: {webpage: 1}}",
)
BAD = (
    "project.limits: {stale_after: {report: 12}}\nsources.registry.issued: 2024-06-30",
    "project.limits: {stale_after: {report: 2}}",
)


def check(case: Case) -> Iterator[Found]:
    today = case.brief.date.last_day
    for source in case.cited:
        kind = source.record.type or "document"
        limit = case.settings.limits.stale_after.get(kind)
        dates = [date for date in (source.record.issued, source.record.updated) if date]
        last = max(dates, key=lambda date: date.last_day, default=None)
        if limit and last and last.is_older(limit, today):
            fault = f"is of {words.date(last)}, older than the {limit} months that limits allow a {kind}"
            hint = "look for a newer one, or waive it with the reason why it still holds"
            yield case.about(source, fault, hint, "issued" if last is source.record.issued else "updated")
