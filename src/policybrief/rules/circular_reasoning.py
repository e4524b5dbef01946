"""Nothing rests on itself, directly or through others.

What is to carry a judgement has to be known before it; in a circle each item lends its neighbour a certainty that none
of them has (ICD 203, analytic standard 6: clear and logical argumentation). `rests_on` and `because` both count. Each
circle is told once, at its first item.
"""

from collections.abc import Iterator, Mapping

from policybrief.case import Case, Found
from policybrief.trace import TracedItem

CODE = "circular-reasoning"
SEVERITY = "error"
GOOD = (
    "threats.1.rests_on: [F2, T1]",
    "key_judgements.0.rests_on: [F1, T1, T2]\nthreats.1.rests_on: [F2, S2]",
)
BAD = (
    "key_judgements.0.rests_on: [F1, T1, K1]",
    "threats.0.rests_on: [F1, T2]\nthreats.1.rests_on: [F2, T1]",
    "recommendations.short_term.0.because: [F2, T2, R2]\nrecommendations.long_term.0.because: [F1, T1, R1]",
)


def check(case: Case) -> Iterator[Found]:
    basis = {item.id: (*item.rests_on, *item.answers) for item in case.trace.items}
    told: set[str] = set()
    for item in case.trace.in_circle():
        if not isinstance(item, TracedItem) or item.id in told:
            continue
        way = _way_back(item.id, basis)
        told.update(way)
        field = "rests_on" if way[1] in item.rests_on else "because"
        message = f"leads from {item.id} back to itself: {' → '.join(way)}"
        yield Found((*case.paths[item.id], field), message, "take out the link that is no ground", way[1])


def _way_back(start: str, basis: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The shortest way from an item in a circle back to it, with the item at both ends."""
    ways, seen = [[start]], set[str]()
    for way in ways:
        for below in basis.get(way[-1], ()):
            if below == start:
                return [*way, start]
            if below not in seen:
                seen.add(below)
                ways.append([*way, below])
    raise ValueError(f"{start} is in no circle")
