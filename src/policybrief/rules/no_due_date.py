"""A recommendation for the short term says when it is due.

"Soon" cannot be missed, and so cannot be met; a date lets the reader plan and the desk look back (ICD 203, analytic
standard 5: relevance to the customer). A text in which no recommendation has a date retells or sketches, and is left
alone; so are briefings, and measures that are done or dropped.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "no-due-date"
SEVERITY = "warning"
_SECOND = "do: List the ships on offer., basis: editorial, owner: Ministry of Energy, measure: A list, because: [F2]"
GOOD = (
    "-recommendations.long_term.0.due:",
    "-recommendations.short_term.0.due:\n-recommendations.long_term.0.due:",
)
BAD = (
    "-recommendations.short_term.0.due:",
    f"recommendations.short_term.1: {{{_SECOND}}}",
)


def check(case: Case) -> Iterator[Found]:
    if any(item.due for item in case.measures):
        for item in case.measures:
            if not item.due and "short_term" in case.paths[item.id]:
                hint = "add due: a day, a month or a year; or move it to long_term"
                yield Found(case.paths[item.id], f"({item.id}) is for the short term and has no due date", hint)
