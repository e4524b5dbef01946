"""A key judgement rests on something, or cites something.

A judgement is drawn from evidence; one that names none cannot be tested, and does not move when the evidence moves
(ICD 203, analytic standard 3: what is judged is kept apart from what it is drawn from; standard 6: logical
argumentation). `basis: editorial` says whose judgement it is, not what carries it.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "baseless-judgement"
SEVERITY = "warning"
GOOD = (
    "-key_judgements.0.rests_on:\nkey_judgements.0.sources: [registry, institute]",
    "key_judgements.1: {text: Repair ships are too few., basis: editorial, rests_on: [F2]}",
)
BAD = (
    "-key_judgements.0.rests_on:",
    "key_judgements.1: {text: Repair ships are too few., basis: editorial}",
)


def check(case: Case) -> Iterator[Found]:
    for item in case.trace.items:
        if item.part == "key_judgements" and not item.rests_on and not item.cites:
            hint = "add rests_on: with ids of findings or threats, or cite a source"
            yield Found(case.paths[item.id], f"({item.id}) rests on nothing and cites nothing", hint)
