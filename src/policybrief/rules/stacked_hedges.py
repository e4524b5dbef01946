"""A sentence hedges once: no 'may possibly', no 'could perhaps'.

Two hedges say no more than one, and the reader cannot tell how far the writer means to go (ICD 203, analytic standard
2: uncertainties are expressed and explained, and standard 6: language is clear). A probability says it better than
either. Words in quotation marks are a source's.
"""

import re
from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "stacked-hedges"
SEVERITY = "warning"
GOOD = (
    "findings.1.text: Operators report that repair may take weeks [@institute; @operators].",
    "findings.1.text: Operators say that it “may possibly” take weeks to find a ship [@institute; @operators].",
    "findings.1.text: It is possible that repair takes weeks; a ship might be far away [@institute; @operators].",
)
BAD = (
    "findings.1.text: Repair may possibly take weeks [@institute; @operators].",
    "findings.1.text: It is possible that repair of a cable might take weeks [@institute; @operators].",
    "method: Three public reports were read, which could perhaps hold errors.",
)
_MODALS = ("may", "might", "could")
_ADVERBS = ("possibly", "perhaps", "conceivably", "potentially", "maybe")
_MODAL, _SOFT = f"(?:{'|'.join(_MODALS)})", f"(?:{'|'.join(_ADVERBS)})"
_STACKED = re.compile(
    rf"\b{_MODAL} (?:(?:also|still|even|yet|then|well) )?{_SOFT}\b"
    rf"|\b{_MODAL} (?:likely|probably)\b"
    rf"|\b(?:{_SOFT} (?:(?:it|they|this|that|he|she) )?{_MODAL}|{_SOFT} (?:un)?(?:likely|probable))\b"
    rf"|\b{_MODAL} be (?:possible|conceivable) that\b"
    rf"|\b(?:it is|it’s|it's) (?:possible|conceivable) that\b[^.;:?!]*?\b(?:{_MODAL}|{_SOFT})\b"
    rf"|\bthere is a (?:possibility|chance) that\b[^.;:?!]*?\b(?:{_MODAL}|{_SOFT})\b",
    re.IGNORECASE,
)


def check(case: Case) -> Iterator[Found]:
    for sentence in case.saying((*_MODALS, *_ADVERBS)):
        for stacked in _STACKED.finditer(sentence.own):
            words = stacked[0] if len(stacked[0].split()) < 6 else _ends(stacked[0])
            message = f"says '{words}': one hedge upon another"
            yield Found(sentence.steps, message, "keep one of the two, or give a probability", stacked[0])


def _ends(words: str) -> str:
    first, second, third, fourth, *_, last = words.split()
    return " ".join((first, second, third, fourth, "…", last))
