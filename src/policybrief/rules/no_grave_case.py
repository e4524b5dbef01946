"""Of three or more scenarios with an impact, one is both unlikely and grave.

A set without its improbable, damaging case prepares its reader for what is expected anyway (ICD 203, analytic standard
4: alternatives matter most where low-probability events could produce high-impact results). Unlikely means below 25
percent, by the point, else by the middle of the range, else by that of the word's band; grave means an impact of 4
or 5. A grave scenario without a probability may be the case that is asked for.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found
from policybrief.estimate import Estimate

CODE = "no-grave-case"
SEVERITY = "info"
GOOD = (
    "scenarios.1.probability: very unlikely",
    "scenarios.1.impact: 3\n-scenarios.2.impact:",
    "scenarios.1.impact: 3\n-scenarios.2.probability:\nscenarios.2.impact: 4",
)
BAD = (
    "scenarios.1.impact: 3",
    "scenario_set: {question: How does the winter go?}\nscenarios.1.probability: {word: unlikely, point: 30}",
)
UNLIKELY, GRAVE = 25, 4


def check(case: Case) -> Iterator[Found]:
    weighed = [item for item in case.brief.scenarios if item.impact]
    estimated = any(item.probability for item in weighed)
    if len(weighed) < 3 or not estimated or case.retells:
        return
    grave = [item.probability for item in weighed if item.impact and item.impact >= GRAVE]
    if not any(given is None or _is_unlikely(case, given) for given in grave):
        message = f"hold no case that is unlikely (below {UNLIKELY} %) and grave (impact {GRAVE} or 5)"
        yield Found(("scenarios",), message, "ask what could go badly wrong, and add it")


def _is_unlikely(case: Case, given: Estimate) -> bool:
    low, high = case.band(given) or (0, 0)
    return (given.point if given.point is not None else (low + high) / 2) < UNLIKELY
