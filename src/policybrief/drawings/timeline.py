"""Dated events on an axis of time."""

from collections.abc import Iterator, Sequence
from functools import partial

from policybrief import views, words
from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.drawable import shown
from policybrief.drawings.pair import called, figure
from policybrief.figures import timeline
from policybrief.figures.timeline import Happening
from policybrief.items import Event
from policybrief.views import Pen

_LEAST = 4
"""Fewer events than these have no shape in time."""


def worth_drawing(brief: Brief) -> bool:
    """In rows it would say no more than the list of events below it."""
    ordered = timeline.in_order(map(_happening, brief.timeline))
    return len(ordered) >= _LEAST and timeline.on_stems(ordered)


def timelines(brief: Brief, pen: Pen, wish: FigureWish) -> Iterator[FigureView]:
    """A span of days, and all days that a bare year can mean, are drawn as long as they are."""
    placed = shown(brief, wish)
    if not placed:
        return
    events = [event for event in brief.timeline if event.id in placed]
    happenings = [_happening(event) for event in events]
    ordered = timeline.in_order(happenings)
    title = wish.title or _message(ordered, brief)
    for number, sheet in enumerate(timeline.cut(happenings)):
        yield figure(
            partial(timeline.draw, sheet, happenings),
            called(title, number),
            " ".join(f"{event.id} is dated {event.when}: {event.name.rstrip('.')}." for event in sheet),
            note="A bar is as long as the time that the date can mean.",
            editorial=any(event.basis for event in events),
        )


def _happening(event: Event) -> Happening:
    return Happening(
        event.id,
        views.short_name(event, 110),
        words.date(event.date, short=True),
        event.date.first_day,
        event.date.last_day,
    )


def _message(ordered: Sequence[Happening], brief: Brief) -> str:
    """How far back it reaches, and whether anything dated lies ahead."""
    day, first = brief.date.first_day, ordered[0].first
    if len(ordered) == 1:
        return f"The event is dated {ordered[0].when}"
    ahead = sum(event.first > day for event in ordered)
    events = words.capital(words.count(len(ordered), "event"))
    if ahead:
        verb = "lies" if ahead == 1 else "lie"
        return f"{events} from {first.year} on; {words.count(ahead)} {verb} ahead of this brief"
    last = max(event.last for event in ordered)
    return f"{events} from {first.year} on; none is dated later than {words.month(min(last, day))}"
