"""A finding that counts as current is of the last two years, and no key judgement rests on a stale one.

What held once need not hold on the brief's date (ICD 203 asks that analysis be timely). The rule compares the last day
that `as_of` can mean with the date of the brief; the limit of 24 months is this program's, and a project's own stands
under `limits.as_of`. A finding without a status counts as current, except in a text that only retells an older
one. Once it is marked stale or superseded, a key judgement should not stand on it, directly or through others.
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found
from policybrief.items import Finding

CODE = "stale-finding"
SEVERITY = "warning"
GOOD = (
    "findings.1.as_of: 2023-06\nfindings.1.status: stale",
    "findings.1.as_of: 2024-01",
    "findings.1.as_of: 2023/2025",
    "project.limits: {as_of: 36}\nfindings.1.as_of: 2023-12",
)
BAD = (
    "findings.1.as_of: 2023-12",
    "findings.0.status: stale",
    "project.limits: {as_of: 3}\nfindings.1.as_of: 2025-09",
)


def check(case: Case) -> Iterator[Found]:
    for item in case.brief.findings:
        steps = case.paths[item.id]
        if item.status in ("stale", "superseded"):
            judged = _judgements_on(case, item.id)
            if judged:
                rest = "rests" if len(judged) == 1 else "rest"
                message = f"is '{item.status}', but {words.listed(judged)} {rest} on it"
                hint = f"take {item.id} out of what carries the judgement, or find out how things stand now"
                yield Found((*steps, "status"), message, hint)
        elif item.as_of and _is_old(case, item):
            limit = case.settings.limits.as_of
            message = f"is {item.as_of.iso()}, over {limit} months before the brief, and {item.id} counts as current"
            yield Found((*steps, "as_of"), message, "look whether it still holds and move as_of, or set status: stale")


def _is_old(case: Case, item: Finding) -> bool:
    if item.as_of is None or not (item.status == "current" or (item.status is None and not case.retells)):
        return False
    return item.as_of.is_older(case.settings.limits.as_of, case.brief.date.last_day)


def _judgements_on(case: Case, finding: str) -> list[str]:
    """The key judgements that rest on a finding, directly or through others."""
    items = {item.id: item for item in case.trace.items}
    found = [finding]
    for item_id in found:
        found += [above for above in items[item_id].carries if above not in found]
    return [item.id for item in items.values() if item.part == "key_judgements" and item.id in found]
