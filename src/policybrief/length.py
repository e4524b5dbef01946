"""How long a brief is: its words, part by part, the time that they take to read, and the length of its sentences.

Running text counts, as the author wrote it. Titles, headings, names and dates do not, nor what the program adds in
print: a reader skims them. Citations, the list of sources and the marks of Markdown are no words either. A word stands
between blanks and holds a letter or a digit, so a number is one and a dash is none, in every script that sets blanks.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from policybrief import prose
from policybrief.brief import Brief
from policybrief.case import Case
from policybrief.part import Inline
from policybrief.sentences import Sentence

LIMITS: Mapping[str, int] = {"flash": 450, "brief": 1800, "paper": 5000}
"""The most words that a kind may have: custom, not a standard. Briefings and registers have no limit."""

RATE = 238
"""Words a minute, the mean of adults who read English non-fiction in silence; most read 175 to 300.

Marc Brysbaert, How many words do we read per minute?, Journal of Memory and Language 109 (2019), 104047. For a language
of fewer and longer words it is a rough measure.
"""

LONG = 35
"""A sentence of more words holds two thoughts: custom, not a standard."""

_FRAGMENT = 2
"""Up to so many words are no sentence but an entry of a list or a table."""


class Measured(NamedTuple):
    """A sentence and the number of its words, but for those that it quotes."""

    words: int
    sentence: Sentence


@dataclass(frozen=True)
class Length:
    """The length of a brief, counted where it is asked for."""

    case: Case

    @cached_property
    def parts(self) -> Mapping[str, int]:
        """Words, by the field of the brief that holds them, in print order."""
        held: Counter[str] = Counter()
        for steps, text in self.case.prose:
            held[str(steps[0])] += _words_of(text)
        return {name: held[name] for name in Brief.model_fields if held[name]}

    @property
    def words(self) -> int:
        return sum(self.parts.values())

    @property
    def kind(self) -> str:
        return self.case.brief.kind

    @property
    def limit(self) -> int | None:
        return LIMITS.get(self.kind)

    @property
    def minutes(self) -> int:
        """The time that it takes to read, to the nearest minute; what has words at all takes one."""
        return max(round(self.words / RATE), min(self.words, 1))

    @cached_property
    def sentences(self) -> tuple[Measured, ...]:
        """In the order of the items; none where the language of the brief is one in which they are not known."""
        measured = (Measured(_count(sentence.own), sentence) for sentence in self.case.sentences)
        return tuple(one for one in measured if one.words > _FRAGMENT)

    @property
    def knows_sentences(self) -> bool:
        """Whether its language is one in which sentences are known: what has words has one then."""
        return bool(self.case.sentences) or not self.words

    @property
    def mean(self) -> float:
        """Words in a sentence, 0 where there is none."""
        return sum(one.words for one in self.sentences) / max(len(self.sentences), 1)

    @property
    def long(self) -> tuple[Measured, ...]:
        """The sentences that hold more than LONG words."""
        return tuple(one for one in self.sentences if one.words > LONG)

    @property
    def longest(self) -> Measured | None:
        """The first of the longest."""
        return max(self.sentences, key=lambda one: one.words, default=None)


def _words_of(text: Inline) -> int:
    """The id of an indicator that stands for its text is no word."""
    return 0 if re.fullmatch("[A-Z][0-9]+", text) else _count(prose.plain(text, block=text.block))


def _count(words: str) -> int:
    return len(re.findall(r"\w\S*", words))
