"""Faults in recommendations, in dates that pass, and in findings that grow old."""

import datetime
from collections.abc import Iterator
from random import Random

from mutations.desk import ON, Desk, Mutant
from mutations.ready import that_recommends
from policybrief.problem import Steps


def drop_an_owner(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A recommendation is nobody's."""
    advised = that_recommends(desk)
    for item in advised.items("recommendations"):
        yield Mutant(advised.with_brief(advised.brief.drop((*item, "owner"))), item)


def drop_a_due_date(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A measure for the short term is due at no date, where others are."""
    for item in desk.items("recommendations"):
        if "short_term" in item and desk.brief.get((*item, "due")):
            yield Mutant(desk.with_brief(desk.brief.drop((*item, "due"))), item)


def drop_a_measure(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A recommendation does not say how one sees that it is done, where others do."""
    for item in desk.items("recommendations"):
        if desk.brief.get((*item, "measure")):
            yield Mutant(desk.with_brief(desk.brief.drop((*item, "measure"))), item)


def put_everything_first(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """More than five recommendations have high priority."""
    advised = that_recommends(desk)
    if len(advised.items("recommendations")) > 5:
        brief = advised.brief
        for item in advised.items("recommendations"):
            brief = brief.put((*item, "priority"), "high")
        yield Mutant(advised.with_brief(brief), ("recommendations",))


def let_a_date_pass(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """What was due, or was to be known, at a date that has gone by is still open."""
    for item in desk.items("recommendations", "forecasts"):
        steps = (*item, "closes" if item[0] == "forecasts" else "due")
        if desk.brief.get(steps):
            passed = ON - datetime.timedelta(days=dice.randint(1, 40))
            # What is published is a record of its day.
            brief = desk.brief.put(("status",), "final").drop((*item, "start")).put(steps, str(passed))
            yield Mutant(desk.with_brief(brief), steps)


def know_the_future(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A finding, a light or the whole brief holds for a date that is yet to come."""
    later = str(desk.date + datetime.timedelta(days=dice.randint(1, 400)))
    for steps in [("information_cutoff",), *((*item, "as_of") for item in desk.items("findings", "indicators"))]:
        if desk.brief.get(steps):
            yield Mutant(desk.with_brief(desk.brief.put(steps, later)), steps)


def end_before_it_begins(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """Scenarios or a forecast run to a day before the brief; a measure is due before it begins."""
    earlier = str(desk.date - datetime.timedelta(days=dice.randint(1, 400)))
    for steps in [("scenario_set", "horizon"), *((*item, "closes") for item in desk.items("forecasts"))]:
        if desk.brief.get(steps):
            yield Mutant(desk.with_brief(desk.brief.put(steps, earlier)), steps)
    for item in desk.items("recommendations"):
        if due := desk.brief.get((*item, "due")):
            begun = f"{int(due[:4]) + dice.randint(1, 3)}"
            yield Mutant(desk.with_brief(desk.brief.put((*item, "start"), begun)), (*item, "due"))


def let_a_finding_age(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A finding holds for a date more than two years before the brief, and counts as current."""
    for item in desk.items("findings"):
        if desk.brief.get((*item, "id")) not in _waived(desk):
            brief = desk.brief.put((*item, "status"), "current").put((*item, "as_of"), _long_ago(desk, dice))
            yield Mutant(desk.with_brief(brief), (*item, "as_of"))


def let_a_light_age(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """An indicator shows a light that was looked at more than two years before the brief."""
    for item in desk.items("indicators"):
        if desk.brief.get((*item, "id")) not in _waived(desk):
            brief = desk.brief.put((*item, "as_of"), _long_ago(desk, dice))
            yield Mutant(desk.with_brief(brief), (*item, "as_of"))


def judge_on_what_is_stale(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A finding that carries a key judgement is marked stale or superseded."""
    judged = {target for item in desk.items("key_judgements") for target in desk.brief.get((*item, "rests_on"))}
    for item in desk.items("findings"):
        if desk.brief.get((*item, "id")) in judged - _waived(desk):
            brief = desk.brief.put((*item, "status"), dice.choice(["stale", "superseded"]))
            yield Mutant(desk.with_brief(brief), (*item, "status"))


def withdraw_a_waiver(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A finding that was old with a reason is old without one."""
    for item in desk.items("findings"):
        if desk.brief.get((*item, "id")) in _waived(desk):
            waivers = desk.brief.keys(("waivers",))
            gone = [waiver for waiver in waivers if desk.brief.get((*waiver, "rule")) == "stale-finding"]
            yield Mutant(desk.with_brief(desk.brief.drop(*gone)), (*item, "as_of"))


def waive_what_is_not_there(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A waiver excuses a finding from a rule that objects to nothing in it."""
    for item in desk.items("findings"):
        rule = dice.choice(["finding-without-source", "common-origin", "stacked-hedges", "thin-high-confidence"])
        yield _waiving(desk, f"rule: {rule}, item: {desk.brief.get((*item, 'id'))}", ())


def waive_no_rule(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A waiver names a rule that does not exist."""
    for rule in ("stale-findings", "no-ovner", "everything"):
        yield _waiving(desk, f"rule: {rule}", ("rule",))


def _waived(desk: Desk) -> set[str]:
    """The ids of items that are excused from something."""
    return {waiver["item"] for waiver in desk.brief.get(("waivers",)) or ()}


def _long_ago(desk: Desk, dice: Random) -> str:
    """A month that lies more than two years before the brief."""
    return f"{desk.date - datetime.timedelta(days=dice.randint(800, 2000)):%Y-%m}"


def _waiving(desk: Desk, of: str, told: Steps) -> Mutant:
    """A further waiver, below those that the brief has."""
    waiver, place = f"{{{of}, because: It is so.}}", len(desk.brief.get(("waivers",)) or ())
    brief = desk.brief.add(("waivers",), waiver, place) if place else desk.brief.put(("waivers",), f"[{waiver}]")
    return Mutant(desk.with_brief(brief), ("waivers", place, *told))
