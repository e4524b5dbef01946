"""Prose taken apart into sentences: as it reads, and without what it quotes. English only."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from policybrief.part import Item
from policybrief.problem import Steps


class Sentence(NamedTuple):
    """A sentence of a text: as it reads, and without what it quotes. `cited` where it names a source."""

    steps: Steps
    text: str
    own: str
    cited: bool
    item: Item | None

    @property
    def opening(self) -> str:
        """Its first words, by which to find its line."""
        return " ".join(self.text.split()[:3])

    @property
    def of_the_desk(self) -> bool:
        """Whether it is the desk's claim: marked so, or in no report of what a source says."""
        if self.item and self.item.basis == "editorial":
            return True
        return not self.cited and self.steps[0] not in ("findings", "disagreements", "timeline")


_CITED, _QUOTED = "\0", "\1"
"""Stand for a citation and for each letter of a quotation: no text holds them."""
_MARKUP = (
    (re.compile(r"\[[^\[\]]*@\w[^\[\]]*\](?!\()"), _CITED),
    (re.compile(r"\[\]\(#([\w.-]+)\)"), r"\1"),
    (re.compile(r"\[([^\[\]]*)\]\([^()]*\)"), r"\1"),
    (re.compile(r"(?m)^[ \t]*(?:[-+*|]|\d+[.)])[ \t]|\n[ \t]*\n"), "\n\n"),
    (re.compile(r"[*`\\]|\b_|_\b"), ""),
    (re.compile(r"(?<!\n)\n(?!\n|[ \t]*>)"), " "),
    (re.compile(r"([.!?][”’\"')]*)((?:\s*\0)+)"), r"\2\1"),
)
_MARKED = re.compile(r"[\[*`\\_\n]|^[ \t]*(?:[-+|]|\d+[.)])[ \t]")
"""What may need one of them: most texts do not."""
# What opens and does not close holds to the end of its paragraph, as the next paragraph of a long quotation opens anew.
# A mark inside a word is an apostrophe, or a genitive where it follows an s and another mark is still to come.
_QUOTATION = re.compile(
    r"""
    “(?:[^“”\n]++|“[^“”\n]*”)*+”?
    |„[^“”"\n]*+[“”"]?
    |«(?:[^«»\n]++|«[^«»\n]*»)*+»?
    |‹[^›\n]*+›?
    |(?<!\w)"(?:[^"\n]++|(?<=[\s(])"(?=\w)[^"\n]*"(?!\w))*+"?
    |(?<!\w)‘(?!\d)(?:[^‘’\n]++|’(?=\w)|(?<=s)’(?=\ [a-z][^‘\n.!?]*’(?!\w)))*+’?
    |(?<!\w)'(?!\d)(?:[^'\n]++|(?<=\w)'(?=\w)|(?<=s)'(?=\ [a-z][^'\n.!?]*'(?!\w)))*+'(?!\w)
    |^[ \t]*>.*$
    """,
    re.VERBOSE | re.MULTILINE,
)
_QUOTING = re.compile("[“„«‹\"‘'>]")
"""What may begin one: most texts hold none."""
_END = re.compile(r"[.!?…]+[\x01)\]]*\s+(?=[A-Z0-9(\x00\x01])|\n+")
_SHORTENED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Capt|Sen|Gov|Nos?|vs|cf|e\.g|i\.e|pp?|ch|ca|c|[A-Z])\.$")


def sentences_of(steps: Steps, raw: str, item: Item | None) -> Iterator[Sentence]:
    text = raw
    for found, instead in _MARKUP if _MARKED.search(raw) else ():
        text = found.sub(instead, text)
    masked, first = _QUOTATION.sub(_masked, text) if _QUOTING.search(text) else text, 0
    stops = [stop for stop in _END.finditer(masked) if not _SHORTENED.search(masked[: stop.start() + 1][-6:])]
    for last in (*(stop.end() for stop in stops), len(text)):
        whole, kept = text[first:last].replace(_CITED, ""), masked[first:last].replace(_CITED, "")
        if whole.strip():
            own = re.sub(f"{_QUOTED}+", "“”", kept)
            yield Sentence(steps, " ".join(whole.split()), " ".join(own.split()), _CITED in masked[first:last], item)
        first = last


def _masked(match: re.Match[str]) -> str:
    """As long as the quotation; citations stay, and the stop at its end, as it may end the sentence around it."""
    words, stop = match[0][:-2], match[0][-2:-1]
    kept = re.sub(f"[^{_CITED}]", _QUOTED, words)
    return kept + (stop if stop and stop in f".!?{_CITED}" else _QUOTED * len(stop)) + _QUOTED
