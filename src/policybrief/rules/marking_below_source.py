"""Nothing is marked more openly than a source that it cites.

A page that is shared as its own label allows carries the words of its sources with it: citing TLP:AMBER on a page that
is TLP:CLEAR hands them to everyone (TLP 2.0: who receives information shares it no further than its label allows). An
item without a marking has that of the brief, and a brief without one is taken to be CLEAR.
"""

from collections.abc import Iterable, Iterator

from policybrief import vocabulary, words
from policybrief.case import Case, Found

CODE = "marking-below-source"
SEVERITY = "error"
GOOD = (
    "tlp: AMBER\nsources.registry.tlp: AMBER",
    "tlp: RED\nsources.registry.tlp: GREEN\nfindings.0.tlp: GREEN",
    "tlp: CLEAR\nsources.registry.tlp: CLEAR",
)
BAD = (
    "tlp: CLEAR\nsources.registry.tlp: AMBER",
    "sources.registry.tlp: GREEN",
    "tlp: RED\nsources.registry.tlp: AMBER+STRICT\nfindings.0.tlp: AMBER",
)


def check(case: Case) -> Iterator[Found]:
    own = {item.id: item for item in case.trace.items if item.record.tlp}
    for item in own.values():
        closer = list(_closer(case, item.record.tlp, {item.id}))
        if closer:
            message = f"({item.id}) is TLP:{item.record.tlp} and cites {words.listed(closer)}"
            yield Found((*case.paths[item.id], "tlp"), message, "raise it, or cite a source that may be shared so")
    citing = {name for source in case.cited for name in source.cited_by if name not in own}
    closer = list(_closer(case, case.brief.tlp, citing))
    if closer:
        marked = f"is TLP:{case.brief.tlp}" if case.brief.tlp else "is missing"
        hint = "raise it, or cite sources that may be shared so"
        yield Found(("tlp",), f"{marked}, and the brief cites {words.listed(closer)}", hint)


def _closer(case: Case, tlp: str | None, citing: Iterable[str]) -> Iterator[str]:
    """The sources of these that are marked more closely: `registry (TLP:AMBER, in F1)`."""
    order = list(vocabulary.tlp().colours)
    for source in case.cited:
        where = [name for name in source.cited_by if name in citing]
        label = source.record.tlp
        if where and label and order.index(label) > order.index(tlp or "CLEAR"):
            yield f"{source.key} (TLP:{label}, in {words.listed(where)})"
