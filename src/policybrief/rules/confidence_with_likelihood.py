"""No sentence of the brief's own holds both a word of probability and a level of confidence.

How probable an event is and how good the ground is for saying so are two things; in one sentence they run together, and
'likely, with high confidence' is read as more than likely. ICD 203 says that the two must not be combined in one
sentence. What a source says, in quotation marks or with its citation, is the source's.
"""

import re
from collections.abc import Iterator

from policybrief import vocabulary
from policybrief.case import Case, Found

CODE = "confidence-with-likelihood"
SEVERITY = "warning"
GOOD = (
    "bottom_line: Damage to a cable is likely before the summer. The desk has moderate confidence in this.",
    "bottom_line: The institute calls damage “likely” with “high confidence”; repair ships are the gap to close.",
    "method: Three public reports show how likely an outage is, and moderate confidence was the most that they allow.",
)
BAD = (
    "bottom_line: The desk judges with moderate confidence that damage to a cable is likely before the summer.",
    "scenarios.2.text: A quiet winter is unlikely, and confidence in this is low.",
)
ABOUT_ITSELF = ("method", "source_summary", "disclaimer", "correction")
"""Where a brief may explain its words."""
EVERYDAY = ("possible", "remote")
"""Words of a scale that mean other things as well: as far as possible, a remote border."""


def check(case: Case) -> Iterator[Found]:
    if not case.scale.terms:
        return
    levels = "|".join(vocabulary.confidence_scale(case.brief.confidence_scale).words)
    terms = "|".join(sorted((word for word in case.scale.words if word not in EVERYDAY), key=len, reverse=True))
    level = re.compile(
        rf"\b(?:{levels})(?:[- ](?:to|or)[- ](?:{levels}))?[- ]confidence\b"
        rf"|\bconfidence\b(?: in \w+(?: \w+)?)? (?:is|was|remains) (?:\w+ )?(?:{levels})\b"
        r"|\b(?:highly|moderately|fairly|quite|very) confident\b",
        re.IGNORECASE,
    )
    likelihood = re.compile(rf"(?<!how )\b(?:{terms})\b", re.IGNORECASE)
    for sentence in case.saying(("confidence", "confident")):
        both = level.search(sentence.own), likelihood.search(sentence.own)
        if both[0] and both[1] and sentence.of_the_desk and sentence.steps[0] not in ABOUT_ITSELF:
            message = f"says '{both[1][0]}' and '{both[0][0]}' in one sentence"
            yield Found(sentence.steps, message, "give the confidence in a sentence of its own", both[0][0])
