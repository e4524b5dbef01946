"""Probabilities of any items side by side."""

from collections.abc import Iterator, Sequence
from functools import partial

from policybrief import views, words
from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.drawings.pair import called, figure
from policybrief.estimate import estimate_of
from policybrief.figures import bars
from policybrief.figures.ruler import Reading
from policybrief.views import Pen


def probability_bars(brief: Brief, pen: Pen, wish: FigureWish) -> Iterator[FigureView]:
    """All items with an estimate, or those that are asked for, on one ruler."""
    items = [item for item in brief.items() if estimate_of(item) and (not wish.of or item.id in wish.of)]
    rows = [
        bars.Bar(item.id, views.short_name(item, 60), views.reading(given, pen.scale))
        for item in items
        if (given := estimate_of(item))
    ]
    for number, sheet in enumerate(bars.cut(rows) if rows else ()):
        yield figure(
            partial(bars.draw, sheet, pen.scale.bounds),
            called(wish.title or _message(rows), number),
            "; ".join(f"{row.id} {row.name}: {row.reading.says}" for row in sheet) + ".",
            note="Faint: the band of the word. Strong: the range. Stroke: the best estimate.",
            editorial=any(item.basis for item in items),
        )


def _message(rows: Sequence[bars.Bar]) -> str:
    """The highest and the lowest of those that have a number or a band."""
    middles = {row.id: sum(ends) / 2 for row in rows if (ends := _ends(row.reading))}
    places = {row.id: words.percent_range(*ends) for row in rows if (ends := _ends(row.reading))}
    if not middles:
        return "Probabilities in words that have no numbers"
    most, least = max(middles, key=middles.__getitem__), min(middles, key=middles.__getitem__)
    if middles[most] == middles[least]:
        which = {1: most, 2: "Both"}.get(len(middles), f"All {words.count(len(middles))}")
        return f"{which} {'stands' if len(middles) == 1 else 'stand'} at {places[most]}"
    return f"{most} stands highest at {places[most]}, {least} lowest at {places[least]}"


def _ends(reading: Reading) -> tuple[float, float] | None:
    point = (reading.point, reading.point) if reading.point is not None else None
    return reading.range or point or reading.band
