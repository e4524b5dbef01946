"""At most one sentence in five is longer than 35 words.

A sentence of more than 35 words holds two thoughts, and its reader loses the first before the second ends (ICD 203,
analytic standard 6: language and syntax convey meaning clearly; the numbers are custom, not a standard). A brief of
fewer than ten sentences is not counted.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found
from policybrief.length import LONG, Length

CODE = "long-sentences"
SEVERITY = "info"
_LONG = (
    "The readers took the reports one by one and graded each of them, then compared their grades in a table, asked a "
    "third reader where the grades were not the same, and wrote down how they settled each of the differences. "
)
GOOD = (
    f"method: {_LONG}",
    f"method: {'Two readers read each of the reports two times over. ' * 8}",
)
BAD = (
    f"method: {_LONG * 8}",
    f"retrospective: {_LONG * 8}",
)
SHARE, FEWEST = 1 / 5, 10


def check(case: Case) -> Iterator[Found]:
    held = Length(case)
    if held.longest and len(held.sentences) >= FEWEST and len(held.long) > SHARE * len(held.sentences):
        words, longest = held.longest
        message = (
            f"has the longest sentence, {words} words, and {len(held.long)} of {len(held.sentences)} have over {LONG}"
        )
        yield Found(longest.steps, message, "give each thought a sentence of its own", longest.opening)
