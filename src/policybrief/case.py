"""What a rule may look at: a brief that was read, its settings, the date; and what it says about them."""

import datetime
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from policybrief import vocabulary
from policybrief.brief import Brief
from policybrief.estimate import Estimate, Range, estimate_of
from policybrief.items import Recommendation, ScenarioSet
from policybrief.numbering import PARTS, TERMS
from policybrief.part import Inline, Item, Part, holding
from policybrief.problem import Steps
from policybrief.project import Settings
from policybrief.sentences import Sentence, sentences_of
from policybrief.trace import Trace, TracedSource, trace
from policybrief.vocabulary import Scale

_CLOSED = ("done", "dropped", "completed", "closed", "implemented", "cancelled", "rejected", "withdrawn", "superseded")
"""The first words of a status that asks for nothing more."""
_WORD = re.compile(r"\w+")


class Found(NamedTuple):
    """One thing that a rule objects to: the path into the brief, what is wrong, the way out, what to point at there."""

    steps: Steps
    message: str
    hint: str = ""
    word: str = ""


@dataclass(frozen=True)
class Case:
    """A brief before its reviewer. `on` is the day that counts for what is old or overdue."""

    brief: Brief
    settings: Settings
    on: datetime.date
    shared: Collection[str] = ()
    """Keys of the brief's sources that stand in the shared library, and not in its own file."""

    @cached_property
    def trace(self) -> Trace:
        return trace(self.brief)

    @cached_property
    def scale(self) -> Scale:
        return vocabulary.scale(self.brief.scale)

    @cached_property
    def paths(self) -> Mapping[str, Steps]:
        """Where each item stands in the file, by its id."""
        lists: dict[Steps, tuple[Item, ...]] = {(part,): getattr(self.brief, part) for part in PARTS}
        lists |= {("recommendations", term): getattr(self.brief.recommendations, term) for term in TERMS}
        return {item.id: (*steps, number) for steps, items in lists.items() for number, item in enumerate(items)}

    @cached_property
    def cited(self) -> tuple[TracedSource, ...]:
        """The sources that something cites."""
        return tuple(source for source in self.trace.sources if source.cited_by)

    def about(self, source: TracedSource, fault: str, hint: str, word: str = "") -> Found:
        """A fault of a source, told where its record stands; where that is the shared library, at its first citation.

        `fault` reads after the path of the record: "has no descriptor".
        """
        if source.key not in self.shared or not source.cited_by:
            return Found(("sources", source.key), fault, hint, word)
        citing = next((name for name in source.cited_by if name[:1] == "F"), source.cited_by[0])
        steps = self.paths.get(citing, (citing,))
        item = f"({citing}) " if citing in self.paths else ""
        return Found(steps, f"{item}cites {source.key}, which {fault}", f"in sources.yaml: {hint}", f"@{source.key}")

    @cached_property
    def retells(self) -> bool:
        """Whether it reports what others say and judges nothing: a briefing, or neither estimates nor measures."""
        signs = ("likelihood", "probability", "do")
        judges = any(vars(item).get(sign) for item in self.brief.items() for sign in signs)
        return self.brief.kind == "briefing" or not judges

    @cached_property
    def measures(self) -> tuple[Recommendation, ...]:
        """The recommendations that are still to be carried out; none in a briefing, where they are those of a source.

        A status in another language than English is not understood, and such a measure left alone.
        """
        given = self.brief.recommendations.every
        return () if self.retells else tuple(item for item in given if not self._is_closed(item.status))

    def _is_closed(self, status: str | None) -> bool:
        first = re.split(r"\W", (status or "").casefold())[0]
        return bool(status) and (first in _CLOSED or not self.brief.language.startswith("en"))

    @cached_property
    def estimates(self) -> tuple[tuple[Steps, Item, Estimate], ...]:
        """Every probability and likelihood on the scale of words, with its path."""
        return tuple(self._estimates())

    def _estimates(self) -> Iterator[tuple[Steps, Item, Estimate]]:
        for item in self.brief.items():
            given = estimate_of(item)
            if given:
                field = "likelihood" if "likelihood" in vars(item) else "probability"
                yield (*self.paths[item.id], field), item, given

    def band(self, given: Estimate) -> Range | None:
        """What an estimate spans, in percent: its range, else the band of its word, else its point."""
        term = self.scale.term(given.word) if given.word else None
        point = (given.point, given.point) if given.point is not None else None
        return given.range or ((term.low, term.high) if term else point)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence of a brief in English; none of another, whose words no rule knows."""
        if self.brief.language.split("-")[0] != "en":
            return ()
        items = {self.paths[item.id]: item for item in self.brief.items()}
        owners = ((steps, text, _owner(steps, items)) for steps, text in self.prose)
        return tuple(sentence for steps, text, item in owners for sentence in sentences_of(steps, text, item))

    def saying(self, words: Collection[str]) -> Iterator[Sentence]:
        """The sentences that hold one of these words, given in small letters, and not in a quotation.

        Few do, and only they need a closer look.
        """
        return (sentence for sentence, held in self._vocabulary if not held.isdisjoint(words))

    @cached_property
    def _vocabulary(self) -> tuple[tuple[Sentence, frozenset[str]], ...]:
        return tuple((sentence, frozenset(_WORD.findall(sentence.own.casefold()))) for sentence in self.sentences)

    @cached_property
    def prose(self) -> tuple[tuple[Steps, Inline], ...]:
        """Every text with its path: what the brief says itself and what its items say."""
        return tuple(self._prose())

    def _prose(self) -> Iterator[tuple[Steps, Inline]]:
        for item in self.brief.items():
            yield from _texts(item, self.paths[item.id])
        for name in holding(Brief, Inline):
            value = getattr(self.brief, name)
            if isinstance(value, Inline | ScenarioSet):
                yield from _texts(value, (name,))


def _texts(value: object, steps: Steps) -> Iterator[tuple[Steps, Inline]]:
    if isinstance(value, Inline):
        yield steps, value
    elif isinstance(value, Part):
        for name in holding(type(value), Inline):
            yield from _texts(getattr(value, name), (*steps, name))
    elif isinstance(value, tuple):
        for number, held in enumerate(value):
            yield from _texts(held, (*steps, number))
    elif isinstance(value, dict):
        for key, held in value.items():
            yield from _texts(held, (*steps, str(key)))


def _owner(steps: Steps, items: Mapping[Steps, Item]) -> Item | None:
    return next((items[steps[:length]] for length in range(len(steps), 0, -1) if steps[:length] in items), None)
