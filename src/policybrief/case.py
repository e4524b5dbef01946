"""What a rule may look at: a brief that was read, its settings, the date; and what it says about them."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from policybrief import vocabulary
from policybrief.brief import Brief
from policybrief.estimate import Estimate, estimate_of
from policybrief.numbering import PARTS, TERMS
from policybrief.part import Inline, Item, Part
from policybrief.problem import Steps
from policybrief.project import Settings
from policybrief.trace import Trace, trace
from policybrief.vocabulary import Scale


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

    @property
    def estimates(self) -> Iterator[tuple[Steps, Item, Estimate]]:
        """Every probability and likelihood on the scale of words, with its path."""
        for item in self.brief.items():
            given = estimate_of(item)
            if given:
                field = "likelihood" if getattr(item, "likelihood", None) else "probability"
                yield (*self.paths[item.id], field), item, given

    @property
    def prose(self) -> Iterator[tuple[Steps, Inline]]:
        """Every text with its path: what the brief says itself and what its items say."""
        for item_id, steps in self.paths.items():
            yield from _texts(next(item for item in self.brief.items() if item.id == item_id), steps)
        for name in type(self.brief).model_fields:
            value = getattr(self.brief, name)
            if isinstance(value, Inline):
                yield (name,), value


def _texts(value: object, steps: Steps) -> Iterator[tuple[Steps, Inline]]:
    if isinstance(value, Inline):
        yield steps, value
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name), (*steps, name))
    elif isinstance(value, tuple):
        for number, held in enumerate(value):
            yield from _texts(held, (*steps, number))
    elif isinstance(value, Mapping):
        for key, held in value.items():
            yield from _texts(held, (*steps, str(key)))
