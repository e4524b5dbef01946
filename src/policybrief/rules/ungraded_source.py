"""Where a brief grades its sources, it grades every one that it cites.

A grade beside some sources and none beside others leaves the reader to guess what the blank means: unknown, poor, or
forgotten (ICD 206: reliability and credibility of a source are told; the Admiralty code has F6 for what cannot be
judged). A brief without grades is not asked for any; `null` silences, and a law or treaty needs none.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found
from policybrief.sourcing import LAW

CODE = "ungraded-source"
SEVERITY = "warning"
GOOD = (
    "-sources.registry.grade:\n-sources.institute.grade:\n-sources.operators.grade:",
    "sources.operators.grade: null",
)
BAD = (
    "-sources.operators.grade:",
    "-sources.institute.grade:\n-sources.operators.grade:",
)


def check(case: Case) -> Iterator[Found]:
    if not any(source.grade for source in case.brief.sources.values()):
        return
    for source in case.cited:
        if "grade" not in source.record.model_fields_set and source.record.type not in LAW:
            hint = "add grade: reliability A-F and credibility 1-6, as in B2; F6 where it cannot be judged"
            yield case.about(source, "has no grade, though others have one", hint)
