"""A short form in capitals that is used more than once is spelled out once: 'words (ABC)' or 'ABC (words)'.

The reader outside the trade does not look it up, and one short form may stand for two things (ICD 203, analytic
standard 6: language conveys its meaning without doubt). Names that every reader knows, such as NATO, currencies and
country codes are let pass.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from policybrief.case import Case, Found
from policybrief.part import bare
from policybrief.problem import Steps

CODE = "unexpanded-acronym"
SEVERITY = "info"
GOOD = (
    """
findings.0.text: The vessel traffic service (VTS) counts six outages [@registry], and the VTS explains two [@institute].
""",
    "findings.0.text: The VTS counts six outages in two winters [@registry; @institute].",
    "findings.0.text: The GUGI-2 and GUGI-3 ships are named by NATO [@registry], and NATO counts two [@institute].",
    "findings.0.text: NATO and the EU count six outages [@registry], and NATO explains two [@institute].",
    "findings.0.text: The VTS (vessel traffic service) counts six [@registry], and the VTS explains two [@institute].",
)
BAD = (
    "findings.0.text: The VTS counts six outages [@registry], and the VTS explains two [@institute].",
    """
findings.0.text: The VTS counts six outages in two winters [@registry; @institute].
findings.1.text: The VTS reports a wait of three weeks for a ship [@institute; @operators].
""",
)
_WELL_KNOWN = """
    NATO OSCE TLP USA UAE USSR UNESCO UNICEF COVID AIDS HIV DNA GDP NGO CEO GPS PDF URL HTML USD EUR GBP SARS
    ALB ARM AUT AZE BEL BGR BIH BLR CAN CHE CHN CYP CZE DEU DNK ESP EST FIN FRA GBR GEO GRC HRV HUN IND IRL
    IRN IRQ ISL ISR ITA JPN KAZ KOR LTU LUX LVA MDA MKD MLT MNE NLD NOR POL PRK PRT ROU RUS SRB SVK SVN SWE
    SYR TUR TWN UKR
"""
_SHORT = re.compile(r"(?<![\w@#/.&-])[A-Z]{3,}(?=s?(?![\w/&]|-[0-9]))")
_ROMAN = re.compile("M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def check(case: Case) -> Iterator[Found]:
    used: dict[str, list[Steps]] = defaultdict(list)
    for sentence in case.sentences:
        for short in _SHORT.findall(sentence.own):
            used[short].append(sentence.steps)
    whole = " ".join((*_titles(case), *(sentence.text for sentence in case.sentences)))
    for short, places in used.items():
        if len(places) > 1 and not _is_known(short) and not _expanded(short, whole):
            message = f"uses '{short}', {len(places)} times in all, and nothing spells it out"
            yield Found(places[0], message, f"at its first use: words ({short})", short)


def _is_known(short: str) -> bool:
    return short in _WELL_KNOWN.split() or bool(_ROMAN.fullmatch(short))


def _expanded(short: str, whole: str) -> bool:
    return bool(re.search(rf"\w[”’\"']? \({short}s?\b|\b{short}s? \([^()]*[a-z]{{2}}[^()]* [^()]+\)", whole))


def _titles(case: Case) -> Iterator[str]:
    brief = case.brief
    yield from (brief.title, brief.subtitle or "")
    for item in brief.items():
        # Not getattr: pydantic takes long to say that a record has no such field.
        yield from (bare(vars(item).get(name) or "") for name in ("title", "heading", "owner", "actor", "target"))
