"""Recommendations by owner and time."""

import datetime
from collections.abc import Iterator, Sequence
from functools import partial

from policybrief import views, words
from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.drawable import shown
from policybrief.drawings.pair import called, figure, named
from policybrief.figures import roadmap
from policybrief.figures.roadmap import Measure
from policybrief.items import Recommendation
from policybrief.views import Pen

_LEAST = 3
"""Fewer measures than these are seen at a glance without a figure."""


def worth_drawing(brief: Brief) -> bool:
    """Where several measures have an owner and a date."""
    held = [item for item in brief.recommendations.every if item.owner and item.due]
    return len(held) >= _LEAST


def roadmaps(brief: Brief, pen: Pen, wish: FigureWish) -> Iterator[FigureView]:
    """Of the recommendations that have a start or a due date."""
    placed = shown(brief, wish)
    if not placed:
        return
    chosen = [item for item in brief.recommendations.every if wish.shows(item.id)]
    dated = [item for item in chosen if item.id in placed]
    without = [item.id for item in chosen if item.id not in placed]
    measures = [_measure(item) for item in dated]
    span = sorted(day for measure in measures for day in measure.days)
    title = wish.title or _message(dated, brief.date.first_day)
    when = {item.id: _when(item) for item in dated}
    for number, sheet in enumerate(roadmap.cut(measures)):
        yield figure(
            partial(roadmap.draw, sheet, span),
            called(title, number),
            " ".join(_told(measure, when[measure.id]) for measure in sheet),
            remark="Diamond: due. Thick: high priority",
            note=_note(dated, without),
            editorial=any(item.basis for item in dated),
        )


def _measure(item: Recommendation) -> Measure:
    return Measure(
        item.id,
        views.short_name(item, 60),
        item.owner or "",
        item.start.first_day if item.start else None,
        item.due.last_day if item.due else None,
        item.priority or "",
    )


def _message(dated: Sequence[Recommendation], day: datetime.date) -> str:
    """How many share how much, and how much of it is due within a year of the brief."""
    soon = sum(item.due is not None and not _after(item.due.last_day, day) for item in dated)
    owners = len({item.owner for item in dated if item.owner})
    shared = f"{words.count(owners, 'owner')} {'has' if owners == 1 else 'have'} " if owners else ""
    planned = "" if owners else " is planned" if len(dated) == 1 else " are planned"
    part = "all" if soon == len(dated) > 1 else words.count(soon) if soon else "none"
    due = "due" if part in ("all", "none") else "of them due"
    if len(dated) == 1:
        part, due = "", "due" if soon else "not due"
    told = " ".join(word for word in (part, due, "within a year") if word)
    return words.capital(f"{shared}{words.count(len(dated), 'measure')}{planned}, {told}")


def _after(due: datetime.date, day: datetime.date) -> bool:
    """Whether it lies more than a year later."""
    return (due.year - 1, due.month, due.day) > (day.year, day.month, day.day)


def _note(dated: Sequence[Recommendation], without: Sequence[str]) -> str:
    open_ended = [] if all(item.due for item in dated) else ["Triangle: starts, and has no due date."]
    return " ".join([*open_ended, *([f"Without a date: {words.listed(without)}."] if without else [])])


def _when(item: Recommendation) -> list[str]:
    start = [f"starts {words.date(item.start)}"] if item.start else []
    return [*start, f"is due {words.date(item.due)}" if item.due else "has no due date"]


def _told(measure: Measure, when: Sequence[str]) -> str:
    owner = f"falls to {measure.owner}" if measure.owner else "has no owner"
    priority = [f"has {measure.priority} priority"] if measure.priority else []
    return f"{named(measure.id, measure.name)} {words.listed([owner, *when, *priority])}."
