"""A brief that judges from three sources or more says what they are worth taken together.

Single descriptors do not add up to a picture: a source summary statement names the strengths, the gaps and the sources
that matter most to the judgements (ICD 206: source summary statements; ICD 203, analytic standard 1).
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "no-source-summary"
SEVERITY = "info"
GOOD = (
    "-source_summary:\n-key_judgements:",
    "-source_summary:\n-sources.operators:\nfindings.1.text: A ship takes three weeks [@institute].\n"
    "threats.1.text: The institute calls it conceivable [@institute].",
)
BAD = (
    "-source_summary:",
    "-source_summary:\n-method:",
)
ENOUGH = 3
"""Sources from which on their sum is worth a word."""


def check(case: Case) -> Iterator[Found]:
    count = len(case.cited)
    if case.brief.key_judgements and count >= ENOUGH and not case.brief.source_summary:
        hint = "add source_summary: strengths, gaps, and which sources matter most"
        yield Found(("source_summary",), f"is missing, though the brief judges from {count} sources", hint)
