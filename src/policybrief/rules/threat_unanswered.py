"""A brief that recommends answers each of its threats.

A threat that no measure takes up leaves the reader with a worry and nothing to do about it (ICD 203, analytic standard
5: relevance to the customer, implications). A recommendation answers a threat by naming it under `because`, or by
naming there, or under `scenarios`, what rests on the threat. A brief without recommendations only warns, and a briefing
retells: both are left alone. As long as a recommendation is linked to nothing, unlinked-recommendation speaks first.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "threat-unanswered"
SEVERITY = "warning"
GOOD = (
    "recommendations.long_term.0.because: [K1]",
    "recommendations.short_term.0.because: [F2]\nscenarios.1.rests_on: [F2, T2]",
    "-recommendations:",
)
BAD = (
    "recommendations.short_term.0.because: [F2]",
    "recommendations.long_term.0.because: [F1]",
)


def check(case: Case) -> Iterator[Found]:
    basis = {item.id: (*item.rests_on, *item.answers, *item.meant_for) for item in case.trace.items}
    reached = {item.id for item in case.trace.items if item.part == "recommendations"}
    if case.retells or not reached or not all(basis[item_id] for item_id in reached):
        return
    ahead = list(reached)
    while ahead:
        further = set(basis[ahead.pop()]) - reached
        reached |= further
        ahead += further
    for threat in case.brief.threats:
        if threat.id not in reached:
            hint = f"add {threat.id} to because: of the measure that meets it, or waive the rule with the reason"
            yield Found(case.paths[threat.id], f"({threat.id}) is answered by no recommendation", hint)
