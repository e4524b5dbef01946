"""A brief has a bottom line: its answer, in two or three sentences.

Most readers read nothing else, and who has to look for the answer finds another one (ICD 203, analytic standard 6: a
clear main message; ICD 208 asks for products of use to their reader). What only describes comes to no point, and need
not pretend to: a briefing retells, and a register lists.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "no-bottom-line"
SEVERITY = "warning"
GOOD = (
    "kind: briefing\n-bottom_line:",
    "kind: register\n-bottom_line:",
)
BAD = (
    "-bottom_line:",
    "kind: flash\n-bottom_line:",
)
DESCRIBING = ("briefing", "register")
"""The kinds that come to no point."""


def check(case: Case) -> Iterator[Found]:
    if not case.brief.bottom_line and case.brief.kind not in DESCRIBING:
        hint = "add bottom_line: the answer, in two or three sentences; kind: briefing or register needs none"
        yield Found(("bottom_line",), "is missing", hint)
