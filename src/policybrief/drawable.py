"""What stands in each kind of figure: the check of a wish asks here, and so does the drawing itself.

So a wish that is accepted is always drawn, and one that cannot be drawn is refused.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from policybrief import vocabulary
from policybrief.brief import Brief, FigureWish
from policybrief.estimate import estimate_of, middle
from policybrief.items import Threat
from policybrief.trace import Trace, TracedItem, trace
from policybrief.vocabulary import Scale

ROWS = ("findings", "disagreements", "threats", "scenarios")
"""The parts that stand as rows of the map of evidence, where they cite something or something rests on them."""


def shown(brief: Brief, wish: FigureWish) -> list[str]:
    """The ids of what stands in the figure that is wished for, in print order; none where it cannot be drawn.

    Of a text of the brief that cites, the name of its field stands for an id.
    """
    return [item_id for item_id in _HELD[wish.kind](brief) if wish.shows(item_id)]


def linked_items(brief: Brief, traced: Trace) -> list[TracedItem]:
    """The items that the annex shows, as they stand on something or carry something; none where there is no annex."""
    items = [item for item in traced.items if _is_linked(item)]
    cited = {cited.key for item in items for cited in item.cites}
    if not brief.evidence_map or not cited or (len(cited) == 1 and not any(item.carries for item in items)):
        return []
    return items


def _is_linked(item: TracedItem) -> bool:
    return any((item.cites, item.rests_on, item.answers, item.meant_for, item.carries, item.met_by))


def _of_evidence(brief: Brief) -> Iterator[str]:
    for item in linked_items(brief, trace(brief)):
        if item.part in ROWS and (item.cites or item.carries or item.met_by):
            yield item.id


def _with_numbers(brief: Brief) -> Iterator[str]:
    scale = vocabulary.scale(brief.scale)
    for item in brief.items():
        if (given := estimate_of(item)) and middle(given, scale) is not None:
            yield item.id


def _in_the_matrix(brief: Brief) -> Iterator[str]:
    scale = vocabulary.scale(brief.scale)
    return (threat.id for threat in brief.threats if threat.impact and _has_place(threat, scale))


def _has_place(threat: Threat, scale: Scale) -> bool:
    given = threat.likelihood
    return bool(given and (given.level or middle(given, scale) is not None))


def _exclusive_shares(brief: Brief) -> Iterable[str]:
    """The scenarios, where no two can both come true and each has a share of a whole that is not nothing."""
    scale = vocabulary.scale(brief.scale)
    shares = [middle(item.probability, scale) if item.probability else None for item in brief.scenarios]
    exclusive = brief.scenario_set and brief.scenario_set.exclusive
    whole = exclusive and None not in shares and sum(share or 0 for share in shares) > 0
    return (item.id for item in brief.scenarios if whole)


_HELD: Mapping[str, Callable[[Brief], Iterable[str]]] = {
    "timeline": lambda brief: (event.id for event in brief.timeline),
    "matrix": _in_the_matrix,
    "cone": _exclusive_shares,
    "board": lambda brief: (indicator.id for indicator in brief.indicators),
    "probability": _with_numbers,
    "roadmap": lambda brief: (item.id for item in brief.recommendations.every if item.start or item.due),
    "evidence": _of_evidence,
    "mix": lambda brief: dict.fromkeys(spot[0] or spot[1] for spot, _ in brief.citations()),
}
"""By the name of the kind."""

NEEDS: Mapping[str, str] = {
    "timeline": "events in the timeline",
    "matrix": "threats with an impact and a likelihood in numbers, or in words that have numbers",
    "cone": "scenarios that are exclusive, each with a probability in numbers, or in words that have numbers",
    "board": "indicators",
    "probability": "items with a probability in numbers, or in words that have numbers",
    "roadmap": "recommendations with a start or a due date",
    "evidence": (
        "findings, disagreements, threats or scenarios that cite several sources or carry something, "
        "and no evidence_map: no"
    ),
    "mix": "citations",
}
"""What each kind is drawn of, for an author whose brief has none of it."""
