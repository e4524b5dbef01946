"""A brief keeps to the length of its kind: a flash 450 words, a brief 1,800, a paper 5,000.

Who has five minutes puts a long text aside; what is over belongs in a paper or in an annex (ICD 208 asks for products
of use to their reader; the numbers are custom, not a standard). Briefings and registers have no limit. Running text is
counted, without titles, citations and the list of sources.
"""

import re
from collections.abc import Iterator

from policybrief import prose
from policybrief.case import Case, Found

CODE = "long-brief"
SEVERITY = "info"
_REPEATED = "Each of the reports was read twice by two readers. " * 40
GOOD = (
    "kind: flash",
    f"kind: briefing\nmethod: {_REPEATED}",
)
BAD = (
    f"kind: flash\nmethod: {_REPEATED}",
    f"kind: brief\nmethod: {_REPEATED * 5}",
)
LIMITS = {"flash": 450, "brief": 1800, "paper": 5000}
"""In words, by kind."""


def check(case: Case) -> Iterator[Found]:
    limit = LIMITS.get(case.brief.kind)
    count = sum(_length(text) for _, text in case.prose)
    if limit and count > limit:
        message = f"is {case.brief.kind}, and its texts hold {count:,} words, {count - limit:,} over the length of one"
        yield Found(("kind",), message, f"shorten it to {limit:,}, or choose a longer kind")


def _length(text: str) -> int:
    """In words; a dash is none, nor is the id of an indicator that stands for its text."""
    return 0 if re.fullmatch("[A-Z][0-9]+", text) else len(re.findall(r"\S*\w\S*", prose.plain(text)))
