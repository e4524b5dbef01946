"""The checks of the analysis, each a file with the same four things in it.

Its docstring says what the rule holds and why, and names the standard that asks for it; CODE is its name, which reads
after "allow"; SEVERITY how loud it is unless a project says otherwise; GOOD and BAD are examples, at least two of each:
changes to one clean brief, in YAML, a dotted path to a value. `check` yields what it finds in a case. Rules on
estimates and links may be errors; rules that read prose only warn or inform, and keep quiet in a language that they do
not know.
"""

from collections.abc import Iterator
from typing import Literal, Protocol, cast

from policybrief.case import Case, Found
from policybrief.rules import number_outside_band, sum_not_100, unlinked_recommendation


class Rule(Protocol):
    """What each member is."""

    __doc__: str | None
    CODE: str
    SEVERITY: Literal["error", "warning", "info"]
    GOOD: tuple[str, ...]
    BAD: tuple[str, ...]

    def check(self, case: Case) -> Iterator[Found]: ...


RULES = cast(tuple[Rule, ...], (number_outside_band, sum_not_100, unlinked_recommendation))
"""In the order in which they are listed: by what they are about, and within that by how grave it is."""
