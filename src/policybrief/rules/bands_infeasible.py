"""The bands of scenarios that are exclusive and exhaustive leave room for shares that add up to 100.

Where one scenario must come true and no two can, their probabilities are shares of one whole. Bands whose low ends add
up to more than 100, or whose high ends to less, admit no such shares: whatever the points, the words contradict each
other (ICD 203, analytic standard 6: clear and logical argumentation). Of each scenario its range counts, else the band
of its word, else its point. Where every scenario has a point alone, sum-not-100 speaks.
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found

CODE = "bands-infeasible"
SEVERITY = "error"
GOOD = (
    "scenarios.2.probability: unlikely",
    "scenario_set: {exclusive: yes}\nscenarios.2.probability: likely",
    "scenarios.0.probability: {range: 70-80}\nscenarios.1.probability: 5\nscenarios.2.probability: {range: 20-25}",
)
BAD = (
    "scenarios.2.probability: likely",
    "scenarios.0.probability: {word: likely, range: 55-60}\nscenarios.1.probability: {range: 5-10}\n"
    "scenarios.2.probability: {word: unlikely, range: 20-25}",
)
TOLERANCE = 1
"""In percent: ends are rounded."""


def check(case: Case) -> Iterator[Found]:
    held = case.brief.scenario_set
    given = [item.probability for item in case.brief.scenarios]
    bands = [band for estimate in given if estimate and (band := case.band(estimate))]
    if not (held and held.exclusive and held.exhaustive) or len(bands) < len(given) or not bands:
        return
    low, high = sum(band[0] for band in bands), sum(band[1] for band in bands)
    if low == high or (low <= 100 + TOLERANCE and high >= 100 - TOLERANCE):
        return
    ends = [band[0] if low > 100 else band[1] for band in bands]
    side, than = ("low", "more") if low > 100 else ("high", "less")
    message = f"are exclusive and exhaustive, but the {side} ends of their bands add up to {than} than 100"
    summed = f"{' + '.join(map(words.number, ends))} = {words.number(sum(ends))}"
    yield Found(("scenarios",), message, f"{summed}: change a word or range, or say exclusive: no or exhaustive: no")
