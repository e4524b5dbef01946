"""No source relies on itself, at once or by way of others.

Sources that quote each other in a circle look like confirmation and hold no evidence: somebody's first claim comes
back to him as news. `origin` says what a source relies on, in keys of sources or in words; the source that a circle
begins with is to be found and graded (ICD 206: what bears on the quality and credibility of a source is told; ICD
203, analytic standard 1).
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found
from policybrief.sourcing import behind, origins

CODE = "circular-sourcing"
SEVERITY = "warning"
GOOD = (
    "sources.institute.origin: [a survey of its own]",
    "sources.operators.origin: [registry, its members]\nsources.registry.origin: [harbour logs]",
)
BAD = (
    "sources.registry.origin: [registry]",
    "sources.registry.origin: [institute]\nsources.institute.origin: ['@registry']",
    "sources.registry.origin: [operators]\nsources.operators.origin: [institute]\nsources.institute.origin: [registry]",
)


def check(case: Case) -> Iterator[Found]:
    named, told = origins(case.brief.sources), set[str]()
    for source in case.trace.sources:
        below = behind(source.key, named)
        if source.key not in below or source.key in told:
            continue
        others = [key for key in sorted(below) if key != source.key and source.key in behind(key, named)]
        told |= {source.key, *others}
        way = f" by way of {words.listed(others)}" if others else ""
        hint = "find the one that said it first; leave origin: out where a source relies on nothing else"
        yield case.about(source, f"relies on itself{way}", hint, "origin")
