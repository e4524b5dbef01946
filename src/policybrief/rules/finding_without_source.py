"""A finding cites at least one source, or is marked as the desk's own.

A finding is what sources say or show; without one the reader cannot tell evidence from opinion, nor look it up
(ICD 206: source reference citations; ICD 203, analytic standards 1 and 3: sources described, information
distinguished from judgement).
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "finding-without-source"
SEVERITY = "warning"
GOOD = (
    "findings.1.text: Operators wait three weeks for a ship.\nfindings.1.sources: [institute, operators]",
    "findings.2: {text: Nobody counts the ships., basis: editorial}",
)
BAD = (
    "findings.1.text: Operators wait three weeks for a ship.",
    "findings.2: {text: Nobody counts the ships.}",
)


def check(case: Case) -> Iterator[Found]:
    for item in case.trace.items:
        if item.part == "findings" and not item.cites and not item.editorial:
            hint = "cite one in its text, as in [@key], or mark it basis: editorial"
            yield Found(case.paths[item.id], f"({item.id}) cites no source", hint)
