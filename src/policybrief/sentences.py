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
    (re.compile(r"(?<!\n)\n(?![\n>])"), " "),
    (re.compile(r"([.!?])\s*(\0)"), r" \2\1"),
)
_MARKED = re.compile(r"[\[*`\\_\n]|^[ \t]*(?:[-+|]|\d+[.)])[ \t]")
"""What may need one of them: most texts do not."""
_QUOTATION = re.compile(
    r"“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|\"[^\"\n]*\"|(?<!\w)‘[^‘\n]*?’(?!\w)|(?<!\w)'[^'\n]*'(?!\w)|(?m:^>.*$)"
)
_END = re.compile(r"[.!?…]+[\x01)\]]*\s+(?=[A-Z0-9(\x00\x01])|\n+")
_SHORTENED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Capt|Sen|Gov|Nos?|vs|cf|e\.g|i\.e|pp?|ch|ca|c|[A-Z])\.$")


def sentences_of(steps: Steps, raw: str, item: Item | None) -> Iterator[Sentence]:
    text = raw
    for found, instead in _MARKUP if _MARKED.search(raw) else ():
        text = found.sub(instead, text)
    masked, first = _QUOTATION.sub(_masked, text), 0
    stops = [stop for stop in _END.finditer(masked) if not _SHORTENED.search(masked[: stop.start() + 1][-6:])]
    for last in (*(stop.end() for stop in stops), len(text)):
        whole, kept = text[first:last].replace(_CITED, ""), masked[first:last].replace(_CITED, "")
        if whole.strip():
            own = re.sub(f"{_QUOTED}+", "“”", kept)
            yield Sentence(steps, " ".join(whole.split()), " ".join(own.split()), _CITED in masked[first:last], item)
        first = last


def _masked(match: re.Match[str]) -> str:
    """As long as the quotation; the stop at its end stays, as it may end the sentence around it."""
    stop = match[0][-2:-1]
    return _QUOTED * (len(match[0]) - 2) + (stop if stop and stop in ".!?" else _QUOTED) + _QUOTED
