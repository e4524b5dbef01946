"""A recommendation says by what one sees that it is done.

Without a measure nobody can tell a measure taken from one announced (ICD 203, analytic standard 5: relevance to the
customer). A text in which no recommendation has one retells or sketches, and is left alone; so are briefings, and what
is done or dropped.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "no-measure"
SEVERITY = "info"
GOOD = (
    "-recommendations.short_term.0.measure:\n-recommendations.long_term.0.measure:",
    "-recommendations.short_term.0.measure:\nrecommendations.short_term.0.status: Done in January",
)
BAD = (
    "-recommendations.short_term.0.measure:",
    "-recommendations.long_term.0.measure:",
)


def check(case: Case) -> Iterator[Found]:
    if any(item.measure for item in case.measures):
        for item in case.measures:
            if not item.measure:
                hint = "add measure: what can be seen when it is done"
                yield Found(case.paths[item.id], f"({item.id}) does not say how one sees that it is done", hint)
