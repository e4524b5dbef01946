"""Which claim stands on which source, and what rests on it, as a matrix of dots."""

from collections.abc import Iterator, Sequence
from functools import partial

from policybrief import views, words
from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.drawable import ROWS, linked_items, shown
from policybrief.drawings.pair import called, figure, named
from policybrief.figures import evidence, grid
from policybrief.part import SourceKey
from policybrief.trace import TracedItem
from policybrief.views import Pen

_BLOCKS = {
    "key_judgements": "Judgements",
    "threats": "Threats",
    "scenarios": "Scenarios",
    "recommendations": "Recommendations",
}
"""The parts that stand as columns, where they rest on a row, and what stands over them."""


def evidence_maps(brief: Brief, pen: Pen, wish: FigureWish) -> Iterator[FigureView]:
    """One figure; more where the map is too large for a page."""
    placed = shown(brief, wish)
    if not placed:
        return
    items = linked_items(brief, pen.traced)
    rows = [item for item in items if item.id in placed]
    groups = [[_drawn(item) for item in rows if item.part == part] for part in ROWS]
    told = " ".join(_told(item, pen) for item in rows)
    for number, sheet in enumerate(grid.sheets("Item", groups, _blocks(rows, items, pen))):
        title = called(wish.title or _message(rows), number)
        yield figure(partial(evidence.draw, sheet), title, told, remark=_REMARK)


_REMARK = "Ring: the only source. Square: rests on the row, or answers it"


def _blocks(rows: Sequence[TracedItem], items: Sequence[TracedItem], pen: Pen) -> list[grid.Block]:
    """Sources at left; at right what rests on a row, under the name of its part."""
    cited = dict.fromkeys(cited.key for item in rows for cited in item.cites)
    keys = [key for key, _ in pen.citations.entries if key in cited]
    blocks = [grid.Block("Sources", [grid.Column(f"@{key}", pen.ref(key).label) for key in keys], sources=True)]
    carried = {item_id for item in rows for item_id in (*item.carries, *item.met_by)}
    for part in _BLOCKS:
        above = [item.id for item in items if item.part == part and item.id in carried]
        if above:
            blocks.append(grid.Block(_BLOCKS[part], [grid.Column(f"#{each}", each) for each in above]))
    return blocks


def _drawn(item: TracedItem) -> grid.Row:
    marks = {f"@{cited.key}" for cited in item.cites} | {f"#{above}" for above in (*item.carries, *item.met_by)}
    return grid.Row(item.id, views.short_name(item.record), frozenset(marks))


def _message(rows: Sequence[TracedItem]) -> str:
    """What the map shows at a glance: how many findings hang on one source."""
    findings = [item for item in rows if item.part == "findings" and item.cites]
    alone = sum(item.only_source is not None for item in findings)
    if not findings:
        return "The map shows what rests on which source"
    if len(findings) == 1:
        return f"The finding rests on {'a single source' if alone else 'two sources or more'}"
    if not alone:
        return "Every finding has two sources or more"
    verb = "rests" if alone == 1 else "rest"
    return words.capital(f"{words.count(alone)} of {words.count(len(findings), 'finding')} {verb} on a single source")


def _told(item: TracedItem, pen: Pen) -> str:
    """A row in words, for who cannot see it."""
    parts = []
    if item.cites:
        parts.append(f"cites {words.listed(_called(cited.key, pen) for cited in item.cites)}")
    if item.carries or item.met_by:
        parts.append(f"carries {words.listed(dict.fromkeys((*item.carries, *item.met_by)))}")
    return f"{named(item.id, views.short_name(item.record))} {' and '.join(parts)}."


def _called(key: SourceKey, pen: Pen) -> str:
    number = pen.citations.numbers.get(key)
    return f"source {number}" if number else pen.ref(key).label
