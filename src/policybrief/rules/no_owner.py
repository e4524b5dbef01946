"""A recommendation names its owner: who is to carry it out.

A measure that nobody in particular is asked to take is taken by nobody (ICD 203, analytic standard 5: relevance to the
customer). A text in which no recommendation has an owner retells or sketches, and is left alone; so are briefings, and
measures that are done or dropped.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "no-owner"
SEVERITY = "warning"
GOOD = (
    "-recommendations.short_term.0.owner:\n-recommendations.long_term.0.owner:",
    "-recommendations.short_term.0.owner:\nrecommendations.short_term.0.status: dropped",
)
BAD = (
    "-recommendations.short_term.0.owner:",
    "-recommendations.long_term.0.owner:",
)


def check(case: Case) -> Iterator[Found]:
    if any(item.owner for item in case.measures):
        for item in case.measures:
            if not item.owner:
                hint = "add owner: the office that is to do it"
                yield Found(case.paths[item.id], f"({item.id}) has no owner", hint)
