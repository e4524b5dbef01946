"""The figures of one brief: which to draw, of what, and what they say to someone who cannot see them.

Each kind is a file: it takes from the brief what a figure shows, and says in its title what can be seen there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count, islice
from typing import NamedTuple

from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.drawings import bars, board, cone, evidence, matrix, mix, roadmap, timeline
from policybrief.views import Pen


class Kind(NamedTuple):
    """How a figure is drawn, on as many sheets as it takes, and whether a brief that asks for none gets it."""

    draw: Callable[[Brief, Pen, FigureWish], Iterable[FigureView]]
    unasked: Callable[[Brief], bool]
    short: bool = False
    """Whether a briefing gets it too. A flash gets none."""
    most: int = 99
    """On more sheets than these only a brief that asks for it gets it."""


FIGURES: Mapping[str, Kind] = {
    "timeline": Kind(timeline.timelines, timeline.worth_drawing),
    "matrix": Kind(matrix.likelihood_matrices, lambda brief: True, short=True),
    "cone": Kind(cone.scenario_cones, cone.worth_drawing),
    "board": Kind(board.indicator_boards, board.worth_drawing),
    # A ruler stands beside every estimate anyway.
    "probability": Kind(bars.probability_bars, lambda brief: False),
    "roadmap": Kind(roadmap.roadmaps, roadmap.worth_drawing),
    # Nobody can follow a map from page to page; the table of the annex says the same.
    "evidence": Kind(evidence.evidence_maps, lambda brief: True, short=True, most=4),
    "mix": Kind(mix.source_mixes, mix.worth_drawing),
}
"""By the name that a brief asks for them, in print order; a register begins with its matrix."""


def figures(brief: Brief, pen: Pen) -> dict[str, list[FigureView]]:
    """Those that `figures:` asks for, or the default choice, by kind and numbered through."""
    numbers = count(1)
    kinds = sorted(FIGURES, key=lambda kind: (brief.kind, kind) != ("register", "matrix"))
    return {kind: [replace(drawn, number=next(numbers)) for drawn in _chosen(kind, brief, pen)] for kind in kinds}


def figures_of(kind: str, brief: Brief, pen: Pen) -> list[FigureView]:
    """Those of one kind, as the brief asks for them, and also where it does not; none where nothing can be drawn."""
    asked = [wish for wish in brief.figures or () if wish.kind == kind]
    return list(_of_kind(kind, brief, pen, asked or [_plain(kind)]))


def _of_kind(kind: str, brief: Brief, pen: Pen, wishes: Iterable[FigureWish]) -> Iterator[FigureView]:
    for wish in wishes:
        yield from FIGURES[kind].draw(brief, pen, wish)


def _chosen(kind: str, brief: Brief, pen: Pen) -> list[FigureView]:
    """The map of evidence belongs to its annex, which `evidence_map` turns off: other wishes leave it alone."""
    asked, held = [wish for wish in brief.figures or () if wish.kind == kind], FIGURES[kind]
    if asked or (brief.figures is not None and kind != "evidence"):
        return list(_of_kind(kind, brief, pen, asked))
    room = brief.kind != "flash" and (held.short or brief.kind != "briefing")
    if not room or not held.unasked(brief):
        return []
    drawn = list(islice(_of_kind(kind, brief, pen, [_plain(kind)]), held.most + 1))
    return drawn if len(drawn) <= held.most else []


def _plain(kind: str) -> FigureWish:
    return FigureWish.model_validate({"kind": kind})
