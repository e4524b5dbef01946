"""The evidence annex: which claim stands on which source, and which measure answers what, as a figure and a table."""

from collections.abc import Iterator, Sequence

from policybrief import document as view
from policybrief import views, words
from policybrief.brief import Brief, FigureWish
from policybrief.figures import evidence
from policybrief.part import SourceKey
from policybrief.shown import Link
from policybrief.trace import Trace, TracedItem
from policybrief.views import Pen

_ROWS = ("findings", "disagreements", "threats", "scenarios")
"""The parts that stand as rows of the figure, where they cite something or something rests on them."""

_BLOCKS = {
    "key_judgements": "Judgements",
    "threats": "Threats",
    "scenarios": "Scenarios",
    "recommendations": "Recommendations",
}
"""The parts that stand as columns, where they rest on a row, and what stands over them."""


def evidence_annex(brief: Brief, traced: Trace, pen: Pen, first: int) -> view.EvidenceView | None:
    """None where the brief wants none, and where all that it shows would be one source. Figures count on."""
    items = [item for item in traced.items if _is_linked(item)]
    cited = {cited.key for item in items for cited in item.cites}
    if not brief.evidence_map or not cited or (len(cited) == 1 and not any(item.carries for item in items)):
        return None
    chain = [item for item in items if item.part in (*_ROWS, "key_judgements", "recommendations") or item.carries]
    return view.EvidenceView(_figures(brief, items, pen, first), [_row(item, pen) for item in chain])


def _is_linked(item: TracedItem) -> bool:
    return any((item.cites, item.rests_on, item.answers, item.meant_for, item.carries, item.met_by))


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


def _figures(brief: Brief, items: Sequence[TracedItem], pen: Pen, first: int) -> list[view.FigureView]:
    wishes = [wish for wish in brief.figures or () if wish.kind == "evidence"] or [FigureWish(kind="evidence")]
    figures: list[view.FigureView] = []
    for wish in wishes:
        rows = [item for item in items if item.part in _ROWS and (not wish.of or item.id in wish.of)]
        if rows:
            figures += _maps(rows, items, wish.title or _message(rows), pen, first + len(figures))
    return figures


_SHEETS = 4
"""A map on more pages than these is no map: nobody can follow it from one to the other."""


def _maps(
    rows: Sequence[TracedItem], items: Sequence[TracedItem], title: str, pen: Pen, first: int
) -> Iterator[view.FigureView]:
    """One figure; more where the map is too large for a page, and none where it says less than the table."""
    groups = [[_drawn(item) for item in rows if item.part == part] for part in _ROWS]
    told = "; ".join(_told(item, pen) for item in rows) + "."
    sheets = evidence.sheets("Item", groups, _blocks(rows, items, pen))
    for number, sheet in enumerate(sheets if len(sheets) <= _SHEETS else (), first):
        called = title if number == first else f"{title} (continued)"
        wide, narrow = (evidence.draw(sheet, narrow=n, title=called, told=told) for n in (False, True))
        yield view.FigureView(
            number=number,
            title=called,
            remark="Ring: the only source. Square: rests on the row, or answers it",
            editorial=False,
            svg=wide,
            narrow=narrow,
            note="",
            legend=(),
        )


def _blocks(rows: Sequence[TracedItem], items: Sequence[TracedItem], pen: Pen) -> list[evidence.Block]:
    """Sources at left; at right what rests on a row, under the name of its part."""
    cited = dict.fromkeys(cited.key for item in rows for cited in item.cites)
    keys = [key for key, _ in pen.citations.entries if key in cited]
    blocks = [evidence.Block("Sources", [evidence.Column(f"@{key}", pen.ref(key).label) for key in keys], sources=True)]
    carried = {item_id for item in rows for item_id in (*item.carries, *item.met_by)}
    for part in _BLOCKS:
        above = [item.id for item in items if item.part == part and item.id in carried]
        if above:
            blocks.append(evidence.Block(_BLOCKS[part], [evidence.Column(f"#{each}", each) for each in above]))
    return blocks


def _drawn(item: TracedItem) -> evidence.Row:
    marks = {f"@{cited.key}" for cited in item.cites} | {f"#{above}" for above in (*item.carries, *item.met_by)}
    return evidence.Row(item.id, views.short_name(item.record), frozenset(marks))


def _message(rows: Sequence[TracedItem]) -> str:
    """What the map shows at a glance: how many findings hang on one source."""
    findings = [item for item in rows if item.part == "findings" and item.cites]
    alone = sum(item.only_source is not None for item in findings)
    if not findings:
        return "What rests on which source"
    if not alone:
        return "Every finding has two sources or more"
    verb = "rests" if alone == 1 else "rest"
    return f"{alone} of {len(findings)} findings {verb} on a single source"


def _told(item: TracedItem, pen: Pen) -> str:
    """A row in words, for who cannot see it."""
    parts = [f"{item.id} {views.short_name(item.record)}"]
    if item.cites:
        parts.append(f"cites {words.listed(_called(cited.key, pen) for cited in item.cites)}")
    if item.carries or item.met_by:
        parts.append(f"carries {words.listed((*item.carries, *item.met_by))}")
    return ", ".join(parts)


def _called(key: SourceKey, pen: Pen) -> str:
    number = pen.citations.numbers.get(key)
    return f"source {number}" if number else pen.ref(key).label
