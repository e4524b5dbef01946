"""The evidence annex: which claim stands on which source, and which measure answers what, as a table."""

from collections.abc import Sequence

from policybrief import document as view
from policybrief import views
from policybrief.brief import Brief
from policybrief.drawable import ROWS, linked_items
from policybrief.shown import Link
from policybrief.trace import Trace, TracedItem
from policybrief.views import Pen


def evidence_annex(brief: Brief, traced: Trace, pen: Pen) -> view.EvidenceView | None:
    """None where the brief wants none, and where all that it shows would be one source. A flash has to ask for it."""
    asked = any(wish.kind == "evidence" for wish in brief.figures or ())
    items = linked_items(brief, traced) if asked or brief.kind != "flash" else []
    chain = [item for item in items if item.part in (*ROWS, "key_judgements", "recommendations") or item.carries]
    return view.EvidenceView([_row(item, pen) for item in chain]) if chain else None


def _row(item: TracedItem, pen: Pen) -> view.EvidenceRow:
    return view.EvidenceRow(
        link=Link(f"#{item.id}", item.id),
        name=views.short_name(item.record, 56),
        editorial=item.editorial,
        sources=[view.Support(pen.ref(cited.key), _places(cited.locators)) for cited in item.cites],
        basis="Answers" if item.answers else "",
        rests_on=pen.links(item.rests_on or item.answers),
        meant_for=pen.links(item_id for item_id in item.meant_for if item_id not in item.answers),
        carries=pen.links(dict.fromkeys((*item.carries, *item.met_by))),
    )


def _places(locators: Sequence[str]) -> str:
    """Where in a source, as an author wrote it: the first few places, and how many more there are."""
    more = len(locators) - _PLACES
    return ", ".join(locators[:_PLACES]) + (f" and {more} more" if more > 0 else "")


_PLACES = 3
