"""What the brief judges itself is given as a probability, not as 'could' or 'cannot be ruled out'.

Nearly everything could happen, and little can be ruled out: such words bind the writer to nothing, and readers take
them for what they fear or hope (ICD 203, analytic standard 2: uncertainty is expressed, with its terms of likelihood;
Kent, Words of Estimative Probability, 1964). The rule reads the bottom line, key judgements, and the texts of threats
and scenarios; where one of these two has a probability, its text may say what could follow. What a source is cited for
is the source's, unless the desk marks it as its own.
"""

import re
from collections.abc import Iterator

from policybrief.case import Case, Found
from policybrief.sentences import Sentence

CODE = "vague-estimate"
SEVERITY = "warning"
GOOD = (
    "bottom_line: In calm weather it is possible to lift a cable within a day.",
    "bottom_line: Damage to a cable before the summer is likely; it could take weeks to repair.",
    "bottom_line: The institute finds that damage could double by the summer [@institute].",
    "threats.1.text: A storm could hide the culprit; the institute calls that “possible” [@institute; @operators].",
    "scale: none\nbottom_line: Damage to a cable cannot be ruled out.",
)
BAD = (
    "bottom_line: Damage to a cable before the summer cannot be ruled out.",
    "key_judgements.0.text: A cable in the central Baltic could be damaged by the end of June 2026.",
    "scenarios.2.text: A winter without an outage cannot be excluded.",
    "key_judgements.0.text: Damage to a cable in the central Baltic is possible by the end of June 2026.",
    "bottom_line: There is little chance of damage to a cable before the summer.",
    "bottom_line: It is impossible to rule out damage to a cable before the summer.",
)
_PHRASE = re.compile(
    r"\b(?:can(?:not|['’]t| not)|could not) (?:\w+ )?"
    r"(?:be (?:\w+ )?(?:ruled out|excluded|discounted)|rule out|exclude|discount)\b"
    r"|\b(?:im|not )possible to (?:rule out|exclude|discount)\b"
    r"|\b(?:is|are|seems?|remains?) (?:\w+ )?(?:possible|conceivable|imaginable)\b(?! to\b)"
    r"|\bthere is (?:a|an?y|some|every|little|no|\w+ of a) (?:\w+ )?chance\b",
    re.IGNORECASE,
)
# The month has a capital; "could not" and "could have" tell of the past, "that could" and "how it could" of an ability.
# "May possibly" is for the rule on stacked hedges.
_MODAL = re.compile(
    r"(?<!that )(?<!which )(?<!who )\b(?:could(?! not\b)|[Mm]ight|may)\b"
    r"(?! (?:have|possibly|perhaps|conceivably|potentially|maybe)\b)"
)
_WORDS = (
    "possible",
    "conceivable",
    "imaginable",
    "chance",
    "could",
    "might",
    "may",
    "ruled",
    "rule",
    "excluded",
    "exclude",
    "discounted",
    "discount",
)
"""What a phrase or a modal verb holds in any case."""
_OPEN = re.compile(r"\b(?:whether|how|what|so that|as far as|as best|in order that)\b", re.IGNORECASE)


def check(case: Case) -> Iterator[Found]:
    if case.retells or not case.scale.terms:
        return
    likelihood = re.compile(rf"\b(?:{'|'.join(case.scale.words)})\b", re.IGNORECASE)
    for sentence in case.saying(_WORDS):
        if _is_judgement(sentence) and sentence.of_the_desk and not likelihood.search(sentence.own):
            vague = _PHRASE.search(sentence.own) or _modal(sentence)
            if vague:
                message = f"says '{vague[0]}', which is no probability"
                hint = "say how probable it is, in a word of the scale; for an option or an ability, write 'can'"
                yield Found(sentence.steps, message, hint, vague[0])


def _is_judgement(sentence: Sentence) -> bool:
    part, last = sentence.steps[0], sentence.steps[-1]
    return part == "bottom_line" or (part in ("key_judgements", "threats", "scenarios") and last == "text")


def _modal(sentence: Sentence) -> re.Match[str] | None:
    """In the text of a threat or scenario that has its probability, 'could' tells how things would come about."""
    item, found = sentence.item, _MODAL.search(sentence.own)
    given = getattr(item, "likelihood", None) or getattr(item, "probability", None)
    told = bool(given) and sentence.steps[0] != "key_judgements"
    if told or not found or sentence.own.endswith("?") or _OPEN.search(sentence.own[: found.start()]):
        return None
    return found
