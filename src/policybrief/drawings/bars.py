"""Probabilities of any items side by side."""

from collections.abc import Iterator, Sequence
from functools import partial

from policybrief import views, words
from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.drawable import shown
from policybrief.drawings.pair import called, figure, named, rated
from policybrief.estimate import estimate_of
from policybrief.figures import bars
from policybrief.views import Pen


def probability_bars(brief: Brief, pen: Pen, wish: FigureWish) -> Iterator[FigureView]:
    """All items with an estimate, or those that are asked for, on one ruler."""
    placed = shown(brief, wish)
    every = [(item, held) for item in brief.items() if (held := estimate_of(item)) and wish.shows(item.id)]
    given = [(item, held) for item, held in every if item.id in placed]
    rows = [bars.Bar(item.id, views.short_name(item, 60), views.reading(held, pen.scale)) for item, held in given]
    told = {item.id: rated(held, pen.scale) for item, held in given}
    without = [item.id for item, _ in every if item.id not in placed]
    for number, sheet in enumerate(bars.cut(rows)):
        yield figure(
            partial(bars.draw, sheet, pen.scale.bounds),
            called(wish.title or _message(rows), number),
            " ".join(f"{named(row.id, row.name)} {told[row.id]}." for row in sheet),
            note=_NOTE + (f" Without numbers: {words.listed(without)}." if without else ""),
            editorial=any(item.basis for item, _ in given),
        )


_NOTE = "Faint: the band of the word. Strong: the range. Stroke: the best estimate."


def _message(rows: Sequence[bars.Bar]) -> str:
    """The highest and the lowest."""
    held = {row.id: ends for row in rows if (ends := row.reading.ends)}
    middles = {name: sum(ends) / 2 for name, ends in held.items()}
    places = {name: words.percent_range(*ends) for name, ends in held.items()}
    most, least = max(middles, key=middles.__getitem__), min(middles, key=middles.__getitem__)
    if middles[most] == middles[least]:
        which = {1: most, 2: "Both"}.get(len(middles), f"All {words.count(len(middles))}")
        return f"{which} {'stands' if len(middles) == 1 else 'stand'} at {places[most]}"
    return f"{most} stands highest at {places[most]}, {least} lowest at {places[least]}"
