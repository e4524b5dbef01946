"""Every source that a brief brings with it is cited in it, or is the origin of one that is.

A source in the list that carries nothing makes the ground look broader than it is (ICD 206: citations name what the
analysis draws on). Sources of the shared library may wait there for their brief.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found
from policybrief.sourcing import behind, origins

CODE = "uncited-source"
SEVERITY = "info"
_SPARE = (
    "sources.spare: {type: book, title: Cables, author: A. Writer, publisher: Press, issued: 2025, grade: B2, "
    "read: full, descriptor: Sound.}"
)
GOOD = (
    f"{_SPARE}\nmethod: Three reports were read beside a handbook [@spare].",
    f"{_SPARE}\nsources.operators.origin: [spare]",
)
BAD = (
    _SPARE,
    "findings.1.text: The institute reports a wait of three weeks [@institute].\n"
    "threats.1.text: The institute calls it conceivable [@institute].",
)


def check(case: Case) -> Iterator[Found]:
    named = origins(case.brief.sources)
    used = set().union(*(behind(source.key, named) for source in case.cited))
    for source in case.trace.uncited():
        if source.key not in used:
            yield Found(("sources", source.key), "is cited nowhere", "cite it where it is used, or delete it")
