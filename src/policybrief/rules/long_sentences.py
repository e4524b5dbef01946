"""At most one sentence in five is longer than 35 words.

A sentence of more than 35 words holds two thoughts, and its reader loses the first before the second ends (ICD 203,
analytic standard 6: language and syntax convey meaning clearly; the numbers are custom, not a standard). A brief of
fewer than ten sentences is not counted.
"""

import re
from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "long-sentences"
SEVERITY = "info"
_LONG = (
    "The readers took the reports one by one and graded each of them, then compared their grades in a table, asked a "
    "third reader where the grades were not the same, and wrote down how each of the differences was settled. "
)
GOOD = (
    f"method: {_LONG}",
    f"method: {'Each of the reports was read twice by two readers. ' * 8}",
)
BAD = (
    f"method: {_LONG * 8}",
    f"retrospective: {_LONG * 8}",
)
LENGTH, SHARE, FEWEST = 35, 1 / 5, 10


def check(case: Case) -> Iterator[Found]:
    counted = [(len(re.findall(r"\S*\w\S*", sentence.text)), sentence) for sentence in case.sentences]
    sentences = [(length, sentence) for length, sentence in counted if length > 2]
    long = [(length, sentence) for length, sentence in sentences if length > LENGTH]
    if len(sentences) >= FEWEST and len(long) > SHARE * len(sentences):
        length, longest = max(long, key=lambda found: found[0])
        message = f"has the longest sentence, {length} words, and {len(long)} of {len(sentences)} have over {LENGTH}"
        yield Found(longest.steps, message, "give each thought a sentence of its own")
