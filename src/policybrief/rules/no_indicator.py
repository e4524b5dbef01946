"""A scenario with a probability has an indicator: a sign that would show it coming.

Without a sign nobody can tell whether the scenario draws nearer, and its probability can never be corrected in time
(ICD 203, analytic standard 4: products should identify indicators that, if detected, would affect the likelihood of
identified alternatives).
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "no-indicator"
SEVERITY = "warning"
GOOD = (
    "-scenario_set:\n-scenarios.2.probability:\n-scenarios.2.indicators:",
    "indicators: [{text: Two cables are out at once., basis: editorial}]\nscenarios.1.indicators: [I1]",
)
BAD = (
    "-scenarios.0.indicators:",
    "scenarios.1.indicators: []",
)


def check(case: Case) -> Iterator[Found]:
    for item in case.brief.scenarios:
        if item.probability and not item.indicators:
            hint = "add indicators: with ids such as I1, or with signs in words"
            yield Found(case.paths[item.id], f"({item.id}) has a probability and no indicator", hint)
