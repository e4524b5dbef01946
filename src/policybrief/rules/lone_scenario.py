"""A brief that sets out scenarios sets out more than one.

One scenario is a forecast in disguise: it shows no alternative against which a reader could hold it (ICD 203, analytic
standard 4: analysis of alternatives). A text that only retells what others say may retell a single one.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "lone-scenario"
SEVERITY = "warning"
_BACK = "-scenario_set:\nrecommendations.short_term.0.scenarios: [S1]\n"
_LONE = "{title: Single outages, basis: editorial, indicators: [An outage is repaired within a month], rests_on: [F1]}"
GOOD = (
    "-scenario_set:\n-scenarios.2:",
    "-scenario_set:\n-scenarios:\n-recommendations.short_term.0.scenarios:",
)
BAD = (
    f"{_BACK}-scenarios.2:\n-scenarios.1:",
    f"{_BACK}scenarios: [{_LONE}]",
)


def check(case: Case) -> Iterator[Found]:
    if len(case.brief.scenarios) == 1 and not case.retells:
        item = case.brief.scenarios[0]
        hint = "add what else may happen, or make it a key judgement or a forecast"
        yield Found(case.paths[item.id], f"({item.id}) is the only scenario", hint)
