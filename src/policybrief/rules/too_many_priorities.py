"""No more than five recommendations are of high priority.

Where everything comes first, the reader has to choose, and chooses without the desk's knowledge (ICD 203, analytic
standard 5: relevance to the customer). The limit of five is this program's: what still fits one glance. Measures that
are done or dropped do not count, nor does a briefing, which retells the priorities of others.
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found

CODE = "too-many-priorities"
SEVERITY = "warning"
LIMIT = 5


def _with_measures(count: int, rest: str) -> str:
    """A patch that adds so many measures to the first one."""
    fields = f"basis: editorial, owner: Ministry of Energy, measure: Done, due: 2026-06, because: [F2], {rest}"
    return "\n".join(f"recommendations.short_term.{n}: {{do: Take step {n}., {fields}}}" for n in range(1, count + 1))


GOOD = (
    _with_measures(4, "priority: high"),
    _with_measures(6, "priority: medium"),
    _with_measures(6, "priority: high, status: dropped"),
)
BAD = (
    _with_measures(5, "priority: high"),
    _with_measures(5, "priority: high") + "\nrecommendations.long_term.0.priority: high",
)


def check(case: Case) -> Iterator[Found]:
    first = [item.id for item in case.measures if item.priority == "high"]
    if len(first) > LIMIT:
        message = f"have {len(first)} measures of high priority; up to {LIMIT} can come first"
        yield Found(("recommendations",), message, f"rank {words.listed(first)}, and lower the last")
