"""The evidence map: every link is there in its shape, nothing stands on anything else, and no sheet loses any of it."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from boxes import shapes, touching, view_box
from markupsafe import Markup

from policybrief.figures import evidence, grid
from policybrief.figures.grid import Block, Column, Row, Sheet

LONG = ["TLP review, 2021", "VSD ir AOTD, 2023", "Žvalgyba, Šiauliai", "Доклад МИД, 2023"]
NAMES = [
    "Friction at the border",
    "Šiaurės šalių žvalgybos vert…",
    "Совместные учения и манёвры…",
    "WWW MAP OF NAMES, MMXXVI, W…",
]
SIZES = [
    *((rows, 3, 3, 6) for rows in (1, 3, 14, 40, 90)),
    *((14, *columns) for columns in ((1, 0, 0), (1, 1, 1), (12, 10, 20), (40, 10, 40))),
    (40, 12, 0, 40),
    (90, 40, 10, 40),
]


def columns(prefix: str, count: int, labels: Sequence[str] = ()) -> list[Column]:
    return [Column(f"{prefix}{n}", labels[n % len(labels)] if labels else f"{prefix}{n + 1}") for n in range(count)]


def brief(rows: int, sources: int, judgements: int, measures: int, *, long: bool = False) -> list[Sheet]:
    """Rows in three groups, each linked with every column whose number it shares some divisor of."""
    numbers = [str(n + 1) for n in range(sources)]
    blocks = [
        Block("Sources", columns("s", sources, LONG if long else numbers), sources=True),
        Block("Judgements", columns("K", judgements)),
        Block("Recommendations", columns("R", measures)),
    ]
    ids = [column.id for block in blocks for column in block.columns]
    made = [
        Row(f"F{n + 1}", NAMES[n % 4], frozenset(name for at, name in enumerate(ids) if (at * 7 + n) % 5 == 0))
        for n in range(rows)
    ]
    third = -(-rows // 3)
    return grid.sheets(
        "Finding, threat or disagreement", [made[:third], made[third : 2 * third], made[2 * third :]], blocks
    )


def small(*links: str) -> Sheet:
    """Rows with two sources, a judgement and a recommendation; `links` are the columns of each."""
    rows = [Row(f"F{n}", f"Row {n}", frozenset(given.split())) for n, given in enumerate(links, 1)]
    blocks = [
        Block("Sources", columns("s", 2, "12"), sources=True),
        Block("Judgements", columns("K", 1)),
        Block("Recommendations", columns("R", 1)),
    ]
    return grid.sheets("Finding", [rows], blocks)[0]


def draw(sheet: Sheet, *, narrow: bool = False) -> Markup:
    return evidence.draw(sheet, narrow=narrow, title="Evidence", told="F1 rests on 1.")


def marks(svg: Markup) -> list[str]:
    return [shape.says for shape in shapes(svg) if shape.says in ("disc", "ring", "square")]


def test_a_ring_is_an_only_source() -> None:
    assert marks(draw(small("s0"))) == ["ring"]
    assert marks(draw(small("s0 s1"))) == ["disc", "disc"]


def test_a_ring_stays_one_where_the_other_sources_are_on_another_sheet() -> None:
    every = brief(3, 40, 0, 0)
    cited = [marks(draw(sheet)) for sheet in every]
    assert len(every) > 1
    assert all(set(shown) == {"disc"} for shown in cited)


def test_what_rests_on_a_row_has_a_square_in_its_line_and_column() -> None:
    drawn = {shape.says: shape for shape in shapes(draw(small("s0 s1", "s0 s1 R0")))}
    square = drawn["square"]
    assert square.top < drawn["F2"].bottom and square.bottom > drawn["F2"].top
    assert square.left < (drawn["R1"].left + drawn["R1"].right) / 2 < square.right


def test_sources_stand_left_of_the_names_and_all_else_right() -> None:
    drawn = {shape.says: shape for shape in shapes(draw(small("s0 K0")))}
    assert drawn["ring"].right < drawn["F1"].left < drawn["Row 1"].right < drawn["square"].left


def test_totals_count_the_links_of_each_column() -> None:
    foot = shapes(draw(small("s0 K0", "s0 s1", "s0")))[-4:]
    assert [shape.says for shape in foot] == ["3", "1", "1", "0"]


def test_totals_count_the_whole_brief_and_stand_on_the_last_sheet() -> None:
    first, last = brief(90, 3, 0, 0)
    assert not first.totals and "Links in all" not in draw(first)
    assert last.totals == {f"s{n}": 18 for n in range(3)}
    assert [shape.says for shape in shapes(draw(last))][-3:] == ["18", "18", "18"]


def test_words_of_an_author_are_escaped() -> None:
    blocks = [Block("<i>", [Column("s", "<b>")], sources=True)]
    svg = draw(grid.sheets("<u>", [[Row("F1", "<p>", frozenset("s"))]], blocks)[0])
    assert not re.search("<[ibup]>", svg)


def test_a_brief_without_rows_or_columns_has_no_sheet() -> None:
    assert grid.sheets("Finding", [[]], [Block("Sources", columns("s", 2), sources=True)]) == []
    assert grid.sheets("Finding", [[Row("F1", "Row", frozenset())]], [Block("Sources", [], sources=True)]) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_sheets_lose_no_row_no_column_and_no_link(size: tuple[int, int, int, int]) -> None:
    rows, *counts = size
    every = brief(*size)
    cells = [
        (row.id, column.id)
        for sheet in every
        for row in sheet.rows
        for block in sheet.blocks
        for column in block.columns
        if column.id in row.marks
    ]
    assert len(cells) == len(set(cells))
    assert set(cells) == {(row.id, mark) for sheet in every for row in sheet.rows for mark in row.marks}
    assert len({row.id for sheet in every for row in sheet.rows}) == rows
    assert len({column.id for sheet in every for block in sheet.blocks for column in block.columns}) == sum(counts)


def test_a_row_that_is_linked_with_no_column_of_a_sheet_is_left_out_of_it() -> None:
    made = [Row(f"F{n}", f"Row {n}", frozenset({f"s{n}"})) for n in range(40)]
    blocks = [Block("Sources", columns("s", 40), sources=True)]
    every = grid.sheets("Finding", [made], blocks)
    assert len(every) > 1
    assert all(len(sheet.rows) == len(sheet.blocks[0].columns) for sheet in every)
    assert sum(len(sheet.rows) for sheet in every) == 40


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_overlaps_and_nothing_is_cut(size: tuple[int, int, int, int], long: bool, narrow: bool) -> None:
    for sheet in brief(*size, long=long):
        svg = draw(sheet, narrow=narrow)
        width, height = view_box(svg)
        drawn = shapes(svg)
        assert width == (332 if narrow else 459.2)
        assert narrow or height <= 640
        assert not touching(drawn)
        assert all(shape.left >= 0 and shape.right <= width for shape in drawn)
        assert all(shape.top >= 0 and shape.bottom <= height for shape in drawn)
        assert min(shape.size for shape in drawn if shape.size) >= (10 if narrow else 7.5)


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_link_has_its_mark(size: tuple[int, int, int, int], narrow: bool) -> None:
    every = brief(*size)
    rows = {row.id: row for sheet in every for row in sheet.rows}
    drawn = sum(len(marks(draw(sheet, narrow=narrow))) for sheet in every)
    assert drawn == sum(len(row.marks) for row in rows.values())


def test_labels_of_columns_stand_clear_of_each_other() -> None:
    (sheet,) = brief(14, 12, 3, 6)
    heads = [shape for shape in shapes(draw(sheet)) if re.fullmatch(r"\d+|[KR]\d", shape.says) and shape.bottom < 30]
    heads.sort(key=lambda shape: shape.left)
    assert len(heads) == 21
    assert all(after.left - before.right > 1.2 for before, after in pairwise(heads))


def test_only_long_labels_are_upright_where_there_is_room() -> None:
    assert "rotate" not in draw(small("s0"))
    (sheet,) = brief(3, 4, 3, 6, long=True)
    assert draw(sheet).count("rotate") == 4
