"""A key judgement stands on more than one source in the end.

One source may be wrong, or mean to mislead, and nothing in the brief would show it. Where a judgement hangs on a source
through all that it rests on, a second one of its own is the ordinary safeguard (ICD 203, analytic standard 1: quality
and credibility of sources; standard 2: how sure the analyst is, and on what basis). A law or a treaty is its own
evidence, and a brief that reads one source only says so by that.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found
from policybrief.sourcing import LAW

CODE = "single-source"
SEVERITY = "warning"
_ONE = "findings.0.text: Six outages are on the register [@registry].\nfindings.0.confidence: moderate\n"
GOOD = (
    f"{_ONE}key_judgements.0.rests_on: [F1, F2]",
    f"{_ONE}key_judgements.0.rests_on: [F1]\nsources.registry.type: treaty",
)
BAD = (
    f"{_ONE}key_judgements.0.rests_on: [F1]",
    "findings.1.text: Operators wait three weeks for a ship [@operators].\nkey_judgements.0.rests_on: [F2]",
)


def check(case: Case) -> Iterator[Found]:
    if len(case.cited) < 2:
        return
    for item in case.trace.items:
        if item.part != "key_judgements" or len(item.grounds) != 1:
            continue
        (only,) = item.grounds
        if case.brief.sources[only].type not in LAW:
            hint = "let it rest on a finding from another source too, or say less"
            message = f"({item.id}) stands on one source in the end, {only}"
            yield Found((*case.paths[item.id], "rests_on"), message, hint)
