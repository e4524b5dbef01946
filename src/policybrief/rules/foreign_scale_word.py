"""Bottom line, key judgements and scenarios take their words of probability from the scale in use.

Two scales give one word two meanings, and a reader looks it up in the one that is printed: 'highly likely' stands in
the Lithuanian scale and in the British one, each time with another band, and not in the American one (ICD 203, analytic
standard 2: one set of terms). A source's own word stands in quotation marks.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from policybrief import vocabulary, words
from policybrief.case import Case, Found
from policybrief.vocabulary import Scale

CODE = "foreign-scale-word"
SEVERITY = "warning"
GOOD = (
    "bottom_line: Damage to a cable before the summer is likely; the institute calls it “highly likely”.",
    "scale: none\nbottom_line: Damage to a cable before the summer is highly likely.",
    "findings.1.text: The institute holds long waits to be highly likely [@institute; @operators].",
)
BAD = (
    "bottom_line: Damage to a cable before the summer is highly likely.",
    "scenarios.0.text: There is a realistic possibility of a single outage in each month.",
)
EVERYDAY = ("possible", "remote", "probably not", "almost certainly not")
"""Words of a scale that are everyday ones elsewhere: as far as possible, a remote border."""
_COMPARED = r"(?:how|more|less|most|least|equally|as|so|too) (?:un|im)?(?:likely|probable)"


def check(case: Case) -> Iterator[Found]:
    if case.retells or not case.scale.terms:
        return
    foreign = _foreign(case.scale)
    known = "|".join(sorted({*case.scale.words, *foreign}, key=len, reverse=True))
    term = re.compile(rf"\b(?:{known}|{_COMPARED})\b", re.IGNORECASE)
    for sentence in case.saying({word.split()[-1] for word in foreign}):
        part, last = sentence.steps[0], sentence.steps[-1]
        if part == "bottom_line" or (part in ("key_judgements", "scenarios") and last == "text"):
            for found in term.finditer(sentence.own):
                if scales := foreign.get(found[0].casefold()):
                    message = f"says '{found[0]}', a word of {words.listed(scales)} and not of {case.scale.name}"
                    hint = f"take a word of {case.scale.name}, or put a source's own in quotation marks"
                    yield Found(sentence.steps, message, hint, found[0])


@cache
def _foreign(own: Scale) -> Mapping[str, list[str]]:
    """The words of all other scales that the one in use has not, and the names of the scales that have them."""
    found: dict[str, list[str]] = {}
    for name in vocabulary.scale_names():
        for word in vocabulary.scale(name).words:
            if word not in (*own.words, *EVERYDAY):
                found.setdefault(word, []).append(name)
    return found
