"""A key judgement with a probability says how good the ground is for it: its confidence.

Probability tells how likely the event is, confidence how far the analyst's basis carries; a reader needs both, as a
likely event may be judged on next to nothing (ICD 203, analytic standard 2: expresses and explains uncertainties).
`confidence: null` says that it is left out on purpose.
"""

from collections.abc import Iterator

from policybrief import vocabulary
from policybrief.case import Case, Found
from policybrief.part import either

CODE = "judgement-without-confidence"
SEVERITY = "warning"
GOOD = (
    "key_judgements.0.confidence: null\n-key_judgements.0.confidence_because:",
    "key_judgements.1: {text: Repair ships are too few., basis: editorial, rests_on: [F2]}",
)
BAD = (
    "-key_judgements.0.confidence:\n-key_judgements.0.confidence_because:",
    "key_judgements.1: {text: Repair takes a month., basis: editorial, probability: unlikely, rests_on: [F2]}",
)


def check(case: Case) -> Iterator[Found]:
    levels = vocabulary.confidence_scale(case.brief.confidence_scale).words
    for item in case.brief.key_judgements:
        if item.probability and "confidence" not in item.model_fields_set:
            hint = f"add confidence: {either(levels)}; null, to leave it out on purpose"
            yield Found(case.paths[item.id], f"({item.id}) has a probability and no confidence", hint)
