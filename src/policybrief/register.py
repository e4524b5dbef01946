"""The pages of a register: each threat with all that the brief says of it elsewhere, so that a page stands alone."""

from collections.abc import Iterator

from markupsafe import Markup, escape

from policybrief import items as model
from policybrief import prose, views, words
from policybrief import shown as view
from policybrief.brief import Brief
from policybrief.part import Item, bare
from policybrief.trace import TracedItem
from policybrief.views import Pen

_TITLE, _MEASURE = 96, 160
"""Characters of a title and of a measure: two lines in print."""


def risks(brief: Brief, pen: Pen) -> list[view.RiskView]:
    """The threats of a register; no other kind has such pages.

    What stands on the page of a risk and elsewhere too is told here in bare words: marks of citation have one place.
    """
    if brief.kind != "register":
        return []
    traced = {item.id: item for item in pen.traced.items}
    return [_risk(threat, brief, traced, pen) for threat in brief.threats]


def _risk(threat: model.Threat, brief: Brief, traced: dict[str, TracedItem], pen: Pen) -> view.RiskView:
    own = traced[threat.id]
    carried = [traced[item_id].record for item_id in own.carries]
    scenarios = [item for item in carried if isinstance(item, model.Scenario)]
    measures = [item for item in carried if isinstance(item, model.Recommendation)]
    return view.RiskView(
        threat=views.threat(threat, pen),
        rests_on=[_related(traced[item_id].record, pen) for item_id in own.rests_on],
        signs=list(_signs(scenarios, brief, pen)),
        scenarios=[_related(item, pen) for item in scenarios],
        answers=[_answer(item, pen) for item in measures],
        grounds=[view.Ground(pen.ref(key), views.cut(pen.sources[key].title or key, _TITLE)) for key in own.grounds],
    )


def _related(item: Item, pen: Pen) -> view.Related:
    odds, confidence = getattr(item, "probability", None), getattr(item, "confidence", None)
    (link,) = pen.links([item.id])
    return view.Related(link, views.title(item, _TITLE), pen.odds(odds), pen.confidence(confidence))


def _signs(scenarios: list[model.Scenario], brief: Brief, pen: Pen) -> Iterator[view.IndicatorView]:
    """Of the scenarios that rest on the threat, each once."""
    known = {item.id: item for item in brief.indicators}
    for sign in dict.fromkeys(sign for scenario in scenarios for sign in scenario.indicators):
        item = known.get(sign)
        text = prose.item_link(item.id, item.id) + " " if item else Markup("")
        shown = views.indicator(item, pen) if item else views.plain_indicator(Markup(""))
        yield views.told_again(shown, text + escape(bare(item.text if item else sign)))


def _answer(item: model.Recommendation, pen: Pen) -> view.Answer:
    (link,) = pen.links([item.id])
    due = words.date(item.due, short=True) if item.due else ""
    return view.Answer(link, views.cut(item.do, _MEASURE), item.owner or "", due, words.capital(item.status or ""))
