"""A brief keeps to the length of its kind: a flash 450 words, a brief 1,800, a paper 5,000.

Who has five minutes puts a long text aside; what is over belongs in a paper or in an annex (ICD 208 asks for products
of use to their reader; the numbers are custom, not a standard). Briefings and registers have no limit. Running text is
counted, without titles, citations and the list of sources.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found
from policybrief.length import Length

CODE = "long-brief"
SEVERITY = "info"
_REPEATED = "Two readers read each of the reports two times over. " * 40
GOOD = (
    "kind: flash",
    f"kind: briefing\nmethod: {_REPEATED}",
)
BAD = (
    f"kind: flash\nmethod: {_REPEATED}",
    f"kind: brief\nmethod: {_REPEATED * 5}",
)


def check(case: Case) -> Iterator[Found]:
    held = Length(case)
    if held.limit and held.words > held.limit:
        over = held.words - held.limit
        message = f"is {held.kind}, and its texts hold {held.words:,} words, {over:,} over the length of one"
        yield Found(("kind",), message, f"shorten it to {held.limit:,}, or choose a longer kind")
