"""What stands on what: an item cites sources, rests on other items, and carries those that rest on it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policybrief.brief import Brief
from policybrief.items import Finding, Recommendation
from policybrief.numbering import PARTS
from policybrief.part import Item, SourceKey
from policybrief.prose import Citation
from policybrief.review import Review, State, review
from policybrief.source import Source
from policybrief.sourcing import behind, origins

PART_OF: Mapping[type[Item], str] = {kind: part for part, (_, kind) in PARTS.items()} | {
    Recommendation: "recommendations"
}
"""The part of the brief that holds the items of a kind."""


class CitedSource(NamedTuple):
    """A source that is cited, and where in it: `p. 12`."""

    key: SourceKey
    locators: tuple[str, ...]


class TracedItem(NamedTuple):
    """A numbered thing of the brief, and what it stands on. Ids and keys are in print order."""

    record: Item
    part: str
    cites: tuple[CitedSource, ...] = ()
    rests_on: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    """Of a recommendation: the items that are the reason for it, in the author's order."""
    meant_for: tuple[str, ...] = ()
    """Of a recommendation: the scenarios for which it is meant."""
    carries: tuple[str, ...] = ()
    """The items that rest on it, and the recommendations that answer it."""
    met_by: tuple[str, ...] = ()
    """Of a scenario: the recommendations that are meant for it."""
    grounds: tuple[SourceKey, ...] = ()
    """The sources that it stands on in the end: its own, and those of all that it rests on or answers."""
    review: Review | None = None
    """Of a finding that was accepted."""

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def editorial(self) -> bool:
        return self.record.basis == "editorial"

    @property
    def confidence(self) -> str | None:
        """Of a key judgement, a finding or a threat, where it is given."""
        return getattr(self.record, "confidence", None)

    @property
    def only_source(self) -> SourceKey | None:
        """The source that it cites, where it cites no other."""
        return self.cites[0].key if len(self.cites) == 1 else None


class TracedText(NamedTuple):
    """A text of the brief itself that cites, by the name of its field: bottom_line, method."""

    field: str
    cites: tuple[CitedSource, ...]


class TracedSource(NamedTuple):
    """A source of the brief, and who cites it: ids of items and fields of the brief, in print order."""

    key: SourceKey
    record: Source
    cited_by: tuple[str, ...]
    only_source_of: tuple[str, ...]


class Trace(NamedTuple):
    """Every item of a brief in print order, the brief's own texts that cite, and its sources.

    Sources stand in the order in which they are first cited, those that are never cited last.
    """

    items: tuple[TracedItem, ...]
    texts: tuple[TracedText, ...]
    sources: tuple[TracedSource, ...]

    def ungrounded(self) -> list[TracedItem]:
        """Items that stand on no source and are not marked editorial. A gap says what is not known: it needs none."""
        return [item for item in self.items if not (item.grounds or item.editorial or item.part == "gaps")]

    def single_sourced(self) -> list[TracedItem]:
        """Findings that rest on a single source."""
        return [item for item in self.items if item.part == "findings" and item.only_source]

    def idle(self) -> list[TracedItem]:
        """Findings on which nothing rests, in a brief that says of anything what it rests on."""
        findings = [item for item in self.items if item.part == "findings"]
        return [item for item in findings if not item.carries] if any(item.carries for item in self.items) else []

    def uncited(self) -> list[TracedSource]:
        """Sources that stand in the brief and that nothing cites."""
        return [source for source in self.sources if not source.cited_by]

    def in_circle(self) -> list["TracedItem | TracedSource"]:
        """Items that rest on themselves, or answer themselves, if through others; sources that rely on themselves."""
        items = {item.id: (*item.rests_on, *item.answers) for item in self.items}
        sources = origins({source.key: source.record for source in self.sources})
        return [
            *(item for item in self.items if item.id in behind(item.id, items)),
            *(source for source in self.sources if source.key in behind(source.key, sources)),
        ]

    def in_state(self, state: State) -> list[TracedItem]:
        """Findings whose review is in a certain state."""
        return [item for item in self.items if item.review and item.review.state == state]


def trace(brief: Brief) -> Trace:
    """The evidence map of a brief that was read: its references are known to lead somewhere."""
    items = {item.id: item for item in brief.items()}
    owners = _by_owner(brief)
    cites = {owner: _cited(found) for owner, found in owners.items()}
    order = dict.fromkeys(cited.key for used in cites.values() for cited in used)
    traced = tuple(_items(brief, items, cites, list(order)))
    texts = tuple(TracedText(owner, used) for owner, used in cites.items() if owner not in items)
    return Trace(traced, texts, tuple(_sources(brief, traced, texts, order)))


def _by_owner(brief: Brief) -> dict[str, list[Citation]]:
    """Citations by the id of the item, or else the field of the brief, in which they stand."""
    owners: dict[str, list[Citation]] = defaultdict(list)
    for spot, citation in brief.citations():
        owners[spot[0] or spot[1]].append(citation)
    return owners


def _cited(found: list[Citation]) -> tuple[CitedSource, ...]:
    locators: dict[SourceKey, dict[str, None]] = defaultdict(dict)
    for citation in found:
        for cite in citation:
            place = " ".join(cite.suffix.split()).lstrip(", ")
            locators[SourceKey(cite.key)].update({place: None} if place else {})
    return tuple(CitedSource(key, tuple(places)) for key, places in locators.items())


def _items(
    brief: Brief, items: Mapping[str, Item], cites: Mapping[str, tuple[CitedSource, ...]], order: list[SourceKey]
) -> Iterator[TracedItem]:
    basis = {item_id: _basis(item) for item_id, item in items.items()}
    carries, met_by = _reverse(basis), _reverse({item_id: _meant_for(item) for item_id, item in items.items()})
    for item_id, item in items.items():
        grounds = {cited.key for below in {item_id, *behind(item_id, basis)} for cited in cites.get(below, ())}
        yield TracedItem(
            record=item,
            part=PART_OF[type(item)],
            cites=cites.get(item_id, ()),
            rests_on=_links(item, "rests_on"),
            answers=_links(item, "because"),
            meant_for=_meant_for(item),
            carries=carries.get(item_id, ()),
            met_by=met_by.get(item_id, ()),
            grounds=tuple(key for key in order if key in grounds),
            review=review(item, brief.sources) if isinstance(item, Finding) else None,
        )


def _basis(item: Item) -> tuple[str, ...]:
    """What an item rests on or answers: one of the two, by its kind."""
    return _links(item, "rests_on") or _links(item, "because")


def _links(item: Item, field: str) -> tuple[str, ...]:
    # Not getattr: pydantic takes long to say that a record has no such field.
    return tuple(dict.fromkeys(vars(item).get(field, ())))


def _meant_for(item: Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.scenarios)) if isinstance(item, Recommendation) else ()


def _reverse(links: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for item_id, targets in links.items():
        for target in targets:
            found[target].append(item_id)
    return {target: tuple(ids) for target, ids in found.items()}


def _sources(
    brief: Brief, items: tuple[TracedItem, ...], texts: tuple[TracedText, ...], order: Mapping[SourceKey, None]
) -> Iterator[TracedSource]:
    for key in {**order, **dict.fromkeys(brief.sources)}:
        citing = [item.id for item in items if any(cited.key == key for cited in item.cites)]
        texts_citing = [text.field for text in texts if any(cited.key == key for cited in text.cites)]
        alone = tuple(item.id for item in items if item.only_source == key)
        yield TracedSource(key, brief.sources[key], (*citing, *texts_citing), alone)
