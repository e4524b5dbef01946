"""The brief's own words do not take sides: no 'so-called', no 'brutal', no 'the regime'.

A loaded word carries a judgement without its ground, and tells the reader which side the writer is on (ICD 203:
objectivity, and independence of political consideration). What is bad about a thing can be said as a finding, with
its source. A source's own words stand in quotation marks.
"""

import re
from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "loaded-adjective"
SEVERITY = "info"
GOOD = (
    "findings.1.text: Operators speak of “brutal” delays [@institute; @operators].",
    "findings.1.text: The inspection regime and the regime for permits delay repair [@institute; @operators].",
)
BAD = (
    "findings.1.text: Operators report a brutal wait for a ship [@institute; @operators].",
    "findings.1.text: Operators wait for weeks, and blame the regime [@institute; @operators].",
)
LOADED = (
    "so-called", "brutal", "brutally", "heinous", "evil", "barbaric", "murderous", "despicable",
    "shameful", "outrageous", "vicious", "monstrous", "bloodthirsty", "cowardly", "tyrannical",
    "infamous", "loathsome", "abhorrent", "appalling", "atrocious", "fanatical", "heroic",
)  # fmt: skip
_LOADED = re.compile(
    rf"(?<!-)\b(?:{'|'.join(LOADED)})\b|\b(?:the|[A-Z]\w+['’]s?) regime\b(?! (?:of|for|on|under|to|that|which)\b)",
    re.IGNORECASE,
)
_WORDS = {*LOADED, "called", "regime"}


def check(case: Case) -> Iterator[Found]:
    for sentence in case.saying(_WORDS):
        for found in _LOADED.finditer(sentence.own):
            hint = "say what was done, with its source; or quote who says so"
            yield Found(sentence.steps, f"says '{found[0]}', which takes a side", hint, found[0])
