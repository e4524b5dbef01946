"""Faults in the records of sources, each in the shared library and in the brief itself, and markings below them."""

import datetime
from collections.abc import Iterator
from random import Random

from mutations.desk import Desk, Mutant
from mutations.ready import accepted, both_ways, marked, with_two_sources
from policybrief.problem import Steps

ASKED = {
    "report": ("author", "publisher", "issued", "URL"),
    "chapter": ("author", "publisher", "issued"),
    "webpage": ("author", "publisher", "issued", "URL"),
}
"""What ICD 206 wants to be told of a source, by the types in the library: pages of a book have no address."""
LABELS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")


def forget_who_or_when(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A source loses its author, publisher, date or address."""
    for told in both_ways(desk):
        for key in told.cited:
            for field in ASKED[told.source(key, "type")]:
                gone: dict[str, str | None] = {field: None}
                gone |= {"container-title": None} if field == "publisher" else {}
                yield Mutant(told.with_source(key, gone), *told.about(key))


def drop_a_grade(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A source has no grade, where another has one."""
    for told in both_ways(with_two_sources(desk)):
        for key in told.cited:
            yield Mutant(told.with_source(key, {"grade": None}), *told.about(key))


def drop_a_descriptor(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A source has nothing that says what it is worth."""
    for told in both_ways(desk):
        for key in told.cited:
            yield Mutant(told.with_source(key, {"descriptor": None}), *told.about(key))


def drop_the_archived_copy(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A source is a page or a post, and has no archived copy."""
    for told in both_ways(desk):
        for key in told.cited:
            kind = "webpage" if told.source(key, "type") == "webpage" else "post"
            fields = {"archive_url": None, "type": kind, "URL": f"https://example.org/{key}"}
            yield Mutant(told.with_source(key, fields), *told.about(key, "URL"))


def age_a_source(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A source is some months older than the project allows for its type."""
    for told in both_ways(desk):
        for key in told.cited:
            limit = int(told.settings.get(("limits", "stale_after", told.source(key, "type"))))
            issued = told.date - datetime.timedelta(days=31 * (limit + dice.randint(2, 40)))
            old = told.with_source(key, {"issued": dice.choice([f"{issued}", f"{issued:%Y-%m}"]), "updated": None})
            yield Mutant(old, *told.about(key, "issued"))


def tighten_the_limit(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """The project allows fewer months than a source is old."""
    for told in both_ways(desk):
        for key in told.cited:
            months = _age(told, key)
            if months > 2:
                field = "updated" if told.source(key, "updated") else "issued"
                steps = ("limits", "stale_after", told.source(key, "type"))
                settings = told.settings.put(steps, str(dice.randint(1, months - 2)))
                yield Mutant(told._replace(settings=settings), *told.about(key, field))


def issue_a_source_after_the_brief(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A source is issued after the date of the brief."""
    for told in both_ways(desk):
        for key in told.cited:
            issued = told.date + datetime.timedelta(days=dice.randint(1, 900))
            yield Mutant(told.with_source(key, {"issued": str(issued)}), *told.about(key, "issued"))


def read_a_source_before_it_is_out(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A source is read before the day, month or year in which it is issued."""
    for told in both_ways(desk):
        for key in told.cited:
            issued = dice.choice(["2023-11-20", "2023-11", "2023"])
            first = datetime.date.fromisoformat(f"{issued}-01-01"[:7] + "-01")
            read = first - datetime.timedelta(days=dice.randint(1, 900))
            fields = {"issued": issued, "accessed": str(read)}
            yield Mutant(told.with_source(key, fields), *told.about(key, "accessed"))


def drop_the_source_summary(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A brief that judges from three sources does not say what they are worth together."""
    if desk.items("key_judgements") and len(desk.cited) > 2:
        yield Mutant(desk.with_brief(desk.brief.drop(("source_summary",))), ("source_summary",))


def close_a_source(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A source of a clear brief bears a closed label."""
    for told in both_ways(desk):
        for key in told.cited:
            yield Mutant(told.with_source(key, {"tlp": dice.choice(LABELS[1:])}), ("tlp",))


def lower_the_marking(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A closed brief is marked more openly than its sources, or not at all."""
    for told in both_ways(desk):
        place = dice.randint(1, len(LABELS) - 1)
        closed = marked(told, LABELS[place])
        yield Mutant(closed.with_brief(closed.brief.put(("tlp",), LABELS[dice.randrange(place)])), ("tlp",))
        yield Mutant(closed.with_brief(closed.brief.drop(("tlp",))), ("tlp",))


def lower_the_marking_of_an_item(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """In a closed brief an item that cites closed sources is marked more openly."""
    closed = marked(desk, "AMBER")
    for item in closed.items():
        if "@" in closed.brief.words(item):
            yield Mutant(_labelled(closed, item, dice.choice(LABELS[:2])), (*item, "tlp"))


def mark_an_item_above_the_page(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """An item bears a closed label in a clear brief, which prints it."""
    for item in desk.items():
        yield Mutant(_labelled(desk, item, dice.choice(LABELS[1:])), ("tlp",))


def change_an_accepted_source(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """The record of a source changes after a finding was accepted with it."""
    for item in desk.items("findings"):
        for told in both_ways(accepted(desk, item)):
            for key in told.brief.get((*item, "reviewed")):
                fields = dice.choice([{"grade": "F6"}, {"descriptor": "Other."}, {"read": "secondary"}])
                yield Mutant(told.with_source(key, fields), (*item, "reviewed", key))


def _labelled(desk: Desk, item: Steps, label: str) -> Desk:
    return desk.with_brief(desk.brief.put((*item, "tlp"), label))


def _age(desk: Desk, key: str) -> int:
    """Whole months from the last change of a source to the date of the brief; 0 where the day is not known."""
    last = desk.source(key, "updated") or desk.source(key, "issued")
    return (desk.date - datetime.date.fromisoformat(last)).days // 31 if len(last) == len("2021-09-14") else 0
