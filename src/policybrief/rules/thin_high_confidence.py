"""High confidence stands on more than one source, and on one at least that is graded C3 or better.

High confidence tells the reader that the information is of high quality (US-IC usage); one source, or none that is
fairly reliable and possibly true, does not carry it (ICD 203, analytic standard 1: quality and credibility of sources;
standard 2: the basis of confidence is explained). The sources are those on which the item stands in the end, through
all that it rests on; high is the top word of the confidence scale. A source without a grade may be a good one.
"""

import re
from collections.abc import Iterator

from policybrief import vocabulary, words
from policybrief.case import Case, Found
from policybrief.trace import TracedItem

CODE = "thin-high-confidence"
SEVERITY = "warning"
GOOD = (
    "key_judgements.0.confidence: high",
    "findings.1.text: Operators wait three weeks for a ship [@operators].",
    "findings.1.confidence: high\nsources.institute.grade: C3\nsources.operators.grade: D4",
)
BAD = (
    "findings.1.confidence: high\nfindings.1.text: Operators wait three weeks for a ship [@operators].",
    "findings.1.confidence: high\nsources.institute.grade: C4\nsources.operators.grade: D3",
)


def check(case: Case) -> Iterator[Found]:
    top = vocabulary.confidence_scale(case.brief.confidence_scale).levels[-1].word
    for item in case.trace.items:
        thin = _thin(case, item) if item.confidence == top else ""
        if thin:
            hint = "add a further source, or lower the confidence"
            yield Found((*case.paths[item.id], "confidence"), f"is '{top}', but {item.id} stands on {thin}", hint)


def _thin(case: Case, item: TracedItem) -> str:
    """What an item stands on, where that is thin."""
    grades = [case.brief.sources[key].grade for key in item.grounds]
    if len(grades) == 1:
        return f"one source ({item.grounds[0]})"
    known = [grade for grade in grades if grade]
    if not known or len(known) < len(grades) or any(re.fullmatch("[A-C][1-3]", grade) for grade in known):
        return ""
    return f"no source graded C3 or better ({words.listed(known)})"
