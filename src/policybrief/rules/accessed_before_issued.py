"""No source was read before it was issued.

One of the two dates is wrong, or another version was read than the one that is cited, which a reader must be able to
find (ICD 206: a citation identifies its source so that it can be retrieved). A date that is known to the month or year
counts for the whole of it; what was available before it was issued has an `available-date`.
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found
from policybrief.sourcing import first_out

CODE = "accessed-before-issued"
SEVERITY = "error"
GOOD = (
    "sources.registry.issued: 2025-12\nsources.registry.accessed: 2025-12-01",
    "sources.registry.issued: 2026-01-05\nsources.registry.available-date: 2025-11",
)
BAD = (
    "sources.registry.accessed: 2025-11-30",
    "sources.institute.issued: 2026-01\nsources.institute.accessed: 2025-12",
)


def check(case: Case) -> Iterator[Found]:
    for source in case.trace.sources:
        first, issued, read = first_out(source.record), source.record.issued, source.record.accessed
        if first and issued and read and not read.circa and read.last_day < first:
            fault = f"is read {words.date(read)}, before it is issued, {words.date(issued)}"
            yield case.about(source, fault, "correct the one or the other, or say what version was read", "accessed")
