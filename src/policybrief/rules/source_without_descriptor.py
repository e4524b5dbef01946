"""A source that is cited has a descriptor: a sentence on what it is worth.

Name and date do not say how close a source stands to the matter, what it leaves out or whom it serves (ICD 206: source
descriptors; ICD 203, analytic standard 1). A brief without any descriptor is told once; `null` silences, and a law or
treaty needs none.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found
from policybrief.sourcing import LAW

CODE = "source-without-descriptor"
SEVERITY = "info"
GOOD = (
    "sources.registry.descriptor: null",
    "-sources.registry.descriptor:\nsources.registry.type: treaty",
)
BAD = (
    "-sources.registry.descriptor:",
    "-sources.registry.descriptor:\n-sources.institute.descriptor:\n-sources.operators.descriptor:",
)


def check(case: Case) -> Iterator[Found]:
    asked = [source for source in case.cited if source.record.type not in LAW]
    lacking = [source for source in asked if "descriptor" not in source.record.model_fields_set]
    none = len(lacking) == len(asked) > 1
    for source in lacking[: 1 if none else None]:
        fault = "has no descriptor" + (", nor has any other source" if none else "")
        yield case.about(source, fault, "add descriptor: what the source is worth, in a sentence or two")
