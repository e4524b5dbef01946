"""The points of scenarios that are exclusive and exhaustive add up to 100, give or take one.

Where no two scenarios can both come true, and one of them must, their probabilities are shares of one whole. A set that
adds up to anything else contradicts itself (Kolmogorov's second axiom; ICD 203, analytic standard 6: clear and logical
argumentation). The rule needs a point on every scenario of the set.
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found

CODE = "sum-not-100"
SEVERITY = "error"
GOOD = (
    "scenarios.0.probability: {word: likely, point: 66}",
    "scenario_set: {exclusive: yes}\nscenarios.0.probability: {word: likely, point: 70}",
)
BAD = (
    "scenarios.0.probability: {word: likely, point: 70}",
    "scenarios.1.probability: {word: very unlikely, point: 10}",
)
TOLERANCE = 1
"""In percent: points are rounded."""


def check(case: Case) -> Iterator[Found]:
    held = case.brief.scenario_set
    points = [item.probability.point if item.probability else None for item in case.brief.scenarios]
    known = [point for point in points if point is not None]
    if not (held and held.exclusive and held.exhaustive) or len(known) < len(points) or not known:
        return
    if abs(sum(known) - 100) > TOLERANCE:
        summed = " + ".join(map(words.number, known))
        message = f"are exclusive and exhaustive, but their points add up to {words.number(sum(known))}"
        yield Found(("scenarios",), message, f"{summed}: make it 100, or say exclusive: no or exhaustive: no")
