"""The sources of a finding do not all go back to one origin.

Two texts that repeat a third count for one: their agreement confirms nothing, and the confidence that it lends is
borrowed (ICD 203, analytic standard 1, and ICD 206: what bears on the credibility of sources is told). `origin` says
what a source relies on, in keys of sources or in words; only where all ways end at one place is there a common origin.
"""

import re
from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found
from policybrief.sourcing import behind, origins

CODE = "common-origin"
SEVERITY = "warning"
GOOD = (
    "sources.registry.origin: [coast guard reports]",
    "sources.registry.origin: [coast guard reports]\nsources.institute.origin: [registry, its own divers]",
    "sources.registry.origin: [its own count]\nsources.institute.origin: [its own count]",
)
BAD = (
    "sources.institute.origin: [registry]",
    "sources.registry.origin: [coast guard reports]\nsources.institute.origin: [Coast guard reports]",
)
OWN = re.compile(r"((an?|the|his|her|its|their|all|mostly) )*own\b.*|(not |un)known|unclear|none|various|several")
"""Words of an origin that name no place at which two sources could meet."""


def check(case: Case) -> Iterator[Found]:
    named = origins(case.brief.sources)
    for item in case.trace.items:
        if item.part != "findings" or item.editorial or len(item.cites) < 2:
            continue
        ends = set().union(*(_ends(cited.key, named) for cited in item.cites))
        if len(ends) == 1:
            cited = words.listed(cited.key for cited in item.cites)
            both = "both" if len(item.cites) == 2 else "all"
            message = f"({item.id}) cites {cited}, which {both} go back to one origin: {ends.pop()}"
            yield Found(case.paths[item.id], message, "cite a source that does not rely on it, and count these as one")


def _ends(key: str, named: dict[str, tuple[str, ...]]) -> set[str]:
    """Where the origins of a source end: itself, where it relies on nothing that is named, or stands in a circle."""
    below = {key, *behind(key, named)}
    ends = {origin for origin in below if origin in named and any(map(OWN.fullmatch, named[origin]))}
    ends |= {origin for origin in below if not named.get(origin) and not OWN.fullmatch(origin)}
    return ends or {key}
