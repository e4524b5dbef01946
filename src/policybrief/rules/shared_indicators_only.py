"""A scenario has an indicator of its own: one that no other scenario has.

A sign that fits several scenarios does not tell them apart; a scenario that has only such signs cannot be recognised
(ICD 203, analytic standard 4: indicators that, if detected, would affect the likelihood of identified alternatives).
What a sign tells depends on how differently it fits the hypotheses (Heuer, Psychology of Intelligence Analysis, on the
diagnosticity of evidence).
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found

CODE = "shared-indicators-only"
SEVERITY = "warning"
GOOD = (
    "scenarios.0.indicators: [An outage is repaired within a month, No outage by the end of January]\n"
    "scenarios.2.indicators: [No outage by the end of January, No outage by the end of March]",
    "indicators: [{text: A ship is fined., basis: editorial}, {text: No ship is fined., basis: editorial}]\n"
    "scenarios.0.indicators: [I1]\nscenarios.2.indicators: [I2]",
)
BAD = (
    "scenarios.0.indicators: [Two cables are out at once]",
    "indicators: [{text: A ship is fined., basis: editorial}]\n"
    "scenarios.0.indicators: [I1]\nscenarios.2.indicators: [I1, No outage by the end of March]",
)


def check(case: Case) -> Iterator[Found]:
    signs = {item.id: {_plain(sign) for sign in item.indicators} for item in case.brief.scenarios}
    for item_id, own in signs.items():
        others = {other: held & own for other, held in signs.items() if other != item_id and held & own}
        if own and not case.retells and own <= set().union(*others.values()):
            all_in = f"{words.listed(others)} {_have(len(others))} all of them"
            message = f"of {item_id} are none of its own: {all_in}"
            hint = "add a sign that would show this scenario and no other"
            yield Found((*case.paths[item_id], "indicators"), message, hint)


def _plain(sign: str) -> str:
    return " ".join(sign.casefold().split()).rstrip(".")


def _have(count: int) -> str:
    return "has" if count == 1 else "have between them"
