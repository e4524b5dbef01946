"""A recommendation says what it answers: a finding or threat (`because`), or a scenario (`scenarios`).

A measure that hangs in the air cannot be weighed against what it is for, and does not fall when its ground does
(ICD 203, analytic standards 5 and 6: relevance to the customer, logical argumentation).
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "unlinked-recommendation"
SEVERITY = "error"
GOOD = (
    "recommendations.long_term.1: {do: Act., owner: A, measure: Done., because: [F1]}",
    "recommendations.short_term.1: {do: Act., owner: A, due: 2026-06, measure: Done., scenarios: [S2]}",
)
BAD = (
    "recommendations.long_term.1: {do: Act., owner: A, measure: Done.}",
    "recommendations.short_term.1: {do: Act., owner: A, due: 2026-06, measure: Done.}",
)


def check(case: Case) -> Iterator[Found]:
    for item in case.trace.items:
        if item.part == "recommendations" and not item.answers and not item.meant_for:
            hint = "add because: with the ids of findings or threats, or scenarios:"
            yield Found(case.paths[item.id], f"({item.id}) answers nothing", hint)
