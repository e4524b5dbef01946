"""Exclusive scenarios as shares of a hundred, from the date of the brief to the horizon of the set."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from policybrief import views, words
from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.drawable import shown
from policybrief.drawings.pair import figure, named
from policybrief.estimate import Estimate, middle
from policybrief.figures import cone
from policybrief.figures.cone import Course
from policybrief.items import Scenario
from policybrief.views import Pen
from policybrief.vocabulary import Scale

_EVEN = 50.0
_WHOLE, _NEAR = 100.0, 1.0
"""What the points of a set add up to, give or take what was rounded."""


def worth_drawing(brief: Brief) -> bool:
    """One scenario is no fan, and points of more than a hundred are no shares."""
    points = [point for scenario in brief.scenarios if (point := _point(scenario)) is not None]
    return len(brief.scenarios) > 1 and sum(points) <= _WHOLE + _NEAR


def scenario_cones(brief: Brief, pen: Pen, wish: FigureWish) -> Iterator[FigureView]:
    """One, where no two scenarios can both come true and each has a share of what will; else none."""
    given, scale, placed = brief.scenario_set, pen.scale, shown(brief, wish)
    if not given or not placed:
        return
    chosen = [scenario for scenario in brief.scenarios if scenario.id in placed]
    shares = {scenario.id: _share(scenario, scale) for scenario in brief.scenarios}
    pointed = all(_point(scenario) is not None for scenario in brief.scenarios)
    courses = _courses(brief, chosen, shares, scale)
    start = brief.date.first_day
    end = given.horizon.last_day if given.horizon and given.horizon.last_day > start else None
    yield figure(
        partial(cone.draw, courses, start, end),
        wish.title or _message(chosen, shares, scale),
        _told(courses, end),
        remark=words.capital(words.listed(given.kinds)),
        note=_NOTE if pointed else _NOTE_OF_WORDS,
        editorial=any(scenario.basis for scenario in chosen),
    )


_NOTE = "Height at the end, and number: the best estimate, of 100."
_NOTE_OF_WORDS = (
    "Height at the end: the share of 100; where no best estimate is given, the middle of the range or band."
)


def _courses(brief: Brief, chosen: Sequence[Scenario], shares: Mapping[str, float], scale: Scale) -> list[Course]:
    """The scenarios in their order; last what is left, for others of the set or for what is not in it."""
    most = max(shares.values())
    made = [
        Course(
            scenario.id,
            views.short_name(scenario, 60),
            shares[scenario.id],
            _odds(scenario, scale),
            words.number(point) if (point := _point(scenario)) is not None else "",
            leads=shares[scenario.id] == most and list(shares.values()).count(most) == 1,
        )
        for scenario in chosen
    ]
    exhaustive = brief.scenario_set is not None and brief.scenario_set.exhaustive
    whole = sum(shares.values()) if exhaustive else max(_WHOLE, sum(shares.values()))
    left = whole - sum(course.share for course in made)
    if left > _NEAR:
        name = "Other scenarios" if len(chosen) < len(brief.scenarios) else "Something else"
        made.append(Course("", name, left, "not in the set" if name == "Something else" else "", ""))
    return made


def _point(scenario: Scenario) -> float | None:
    return scenario.probability.point if scenario.probability else None


def _given(scenario: Scenario) -> Estimate:
    assert scenario.probability, "a set with a scenario without odds is no cone"
    return scenario.probability


def _share(scenario: Scenario, scale: Scale) -> float:
    share = middle(_given(scenario), scale)
    assert share is not None, "a set with a scenario whose word has no numbers is no cone"
    return share


def _ends(scenario: Scenario, scale: Scale) -> tuple[float, float]:
    """Between what its probability lies: its own range, or the band of its word, or its number."""
    read, share = views.reading(_given(scenario), scale), _share(scenario, scale)
    return read.range or read.band or (share, share)


def _odds(scenario: Scenario, scale: Scale) -> str:
    """`likely, 58–75 %`."""
    figure = words.percent_range(*_ends(scenario, scale))
    return ", ".join(part for part in (views.word_of(_given(scenario), scale), figure) if part)


def _message(chosen: Sequence[Scenario], shares: Mapping[str, float], scale: Scale) -> str:
    """Which scenario leads, and what is to be said of the others."""
    ordered = sorted(chosen, key=lambda scenario: -shares[scenario.id])
    first, others = ordered[0], ordered[1:]
    if others and shares[others[0].id] == shares[first.id]:
        return f"No single scenario of {words.count(len(chosen))} leads"
    lead = f"{views.short_name(first, 40)} leads at {words.percent_range(*_ends(first, scale))}"
    if not others or any(_ends(other, scale)[1] >= _EVEN for other in others):
        return lead
    rest = "the other stays" if len(others) == 1 else "the others stay"
    return f"{lead}; {rest} below {words.percent_range(_EVEN, _EVEN)}"


def _told(courses: Sequence[Course], end: datetime.date | None) -> str:
    until = f" to {words.month(end)}" if end else ""
    shares = (f"{named(course.id, course.name)} takes {_taken(course)}." for course in courses)
    return " ".join([f"The courses{until} stand from top to bottom, each with its share.", *shares])


def _taken(course: Course) -> str:
    share = f"{course.best} of 100 by the best estimate" if course.best else f"about {course.share:.0f} of 100"
    return f"{share} ({course.odds})" if course.odds else share
