"""The bottom line is short enough for the first screen: up to 60 words.

Who reads nothing else reads this, and a long one leaves the answer below the edge of the screen (ICD 203, analytic
standard 6: a clear main message up front; ICD 208 asks for products of use to their reader). What follows from it, and
why, has its place in the key judgements and the findings.
"""

from collections.abc import Iterator

from policybrief import prose
from policybrief.case import Case, Found

CODE = "buried-bottom-line"
SEVERITY = "warning"
GOOD = (
    "bottom_line: Damage to a cable before the summer is likely.",
    """
bottom_line: >
  Damage to a cable before the summer is likely [@registry; @institute]. Repair ships are the gap to close, as the
  wait for one is three weeks already and two outages at once find no second ship on this coast [@operators].
""",
)
BAD = (
    """
bottom_line: >
  The registry has counted the outages of two winters, and the institute has looked into their causes with care.
  Operators were asked about their ships, their stores and their crews, and they have answered at some length.
  All three reports were read in full and were graded for this brief by two readers each. Damage to a cable before
  the summer is likely; repair ships are the gap to close.
""",
    """
bottom_line: >
  Damage to a cable before the summer is likely; repair ships are the gap to close. Ministries have several ways to
  close it: a charter for the season, a ship of their own, an agreement with neighbours on a shared one, or a
  contract with operators who keep a ship at the ready. The first is quick and dear, the second slow and dearer,
  the third slow and cheap, and the last has not been tried here.
""",
)
LIMIT = 60
"""In words: about a first screen of a telephone."""


def check(case: Case) -> Iterator[Found]:
    if case.brief.bottom_line:
        count = len(prose.plain(case.brief.bottom_line).split())
        if count > LIMIT:
            message = f"has {count} words, more than a first screen shows"
            yield Found(("bottom_line",), message, f"say the answer in up to {LIMIT}; the rest belongs further down")
