"""A threat cites a source, rests on an item that carries it, or is marked as the desk's own.

A threat that stands on nothing may be feared or may be known; the reader cannot tell which (ICD 203, analytic
standard 3: underlying intelligence and the analyst's assumptions and judgements are told apart).
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "threat-without-source"
SEVERITY = "warning"
GOOD = (
    "threats.0.text: An anchor was the cause six times.",
    "-threats.0.rests_on:",
    "-threats.0.rests_on:\nthreats.0.text: An anchor may be the cause.\nthreats.0.basis: editorial",
)
BAD = (
    "-threats.0.rests_on:\n-threats.0.text:",
    "-threats.0.rests_on:\nthreats.0.text: Six times in two winters an anchor was the cause.",
)


def check(case: Case) -> Iterator[Found]:
    for item in case.trace.items:
        if item.part == "threats" and not (item.cites or item.rests_on or item.editorial):
            hint = "cite a source, add rests_on: with the ids of findings, or mark it basis: editorial"
            yield Found(case.paths[item.id], f"({item.id}) cites no source and rests on nothing", hint)
