"""The light of an indicator is of the last two years.

A light is read as today's: what was not to be seen two years ago may stand before everyone's eyes (ICD 203 asks that
analysis be timely; standard 4: indicators that, if detected, would affect the likelihood of alternatives). The rule
compares the last day that `as_of` can mean with the date of the brief; the limit of 24 months is this program's, and a
project's own stands under `limits.as_of`. A text that only retells an older one is left alone.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "stale-indicator"
SEVERITY = "warning"
_SIGN = "text: A ship is fined., basis: editorial"
GOOD = (
    f"indicators: [{{{_SIGN}, level: green, as_of: 2024-01}}]",
    f"indicators: [{{{_SIGN}, as_of: 2019}}]",
    f"project.limits: {{as_of: 36}}\nindicators: [{{{_SIGN}, level: green, as_of: 2023-12}}]",
)
BAD = (
    f"indicators: [{{{_SIGN}, level: green, as_of: 2023-12}}]",
    f"project.limits: {{as_of: 3}}\nindicators: [{{{_SIGN}, level: red, as_of: 2025-09}}]",
)


def check(case: Case) -> Iterator[Found]:
    limit = case.settings.limits.as_of
    for item in case.brief.indicators if not case.retells else ():
        if item.level and item.as_of and item.as_of.is_older(limit, case.brief.date.last_day):
            message = f"is {item.as_of.iso()}, over {limit} months before the brief, and {item.id} shows its light"
            yield Found((*case.paths[item.id], "as_of"), message, "look again and move as_of, or leave out the level")
