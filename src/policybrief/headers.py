"""Which header cells of a table speak for which cell, by the algorithm of HTML (section 4.9.12)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element

Scope = Literal["Row", "Column"]

_MOST_COLUMNS = 1000
"""As many as a cell may span in HTML."""


class Cell(NamedTuple):
    """A cell in the grid of its table, from the upper left corner. `scope` is None for one that is no header."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int
    scope: Scope | None


def cells_of(table: Element) -> list[Cell]:
    """The cells, row by row. Tables in its cells are not looked into."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    row = 0
    for group in (group for group in table if group.tag in ("thead", "tbody", "tfoot")):
        lines = [line for line in group if line.tag == "tr"]
        for number, line in enumerate(lines):
            column = 0
            for element in (cell for cell in line if cell.tag in ("td", "th")):
                while (row, column) in taken:
                    column += 1
                cell = _cell(element, row, column, len(lines) - number, is_head=group.tag == "thead")
                cells.append(cell)
                taken.update(_squares(cell))
                column += cell.columns
            row += 1
    return cells


def headers(cells: Sequence[Cell]) -> Mapping[Element, list[Element]]:
    """The headers of each cell that has some: those of its columns from the top, then those of its row."""
    grid = {square: cell for cell in cells for square in _squares(cell)}
    found = {}
    for cell in cells:
        columns = range(cell.column, cell.column + cell.columns)
        rows = range(cell.row, cell.row + cell.rows)
        above = [[grid.get((row, column)) for row in range(cell.row)] for column in columns]
        beside = [[grid.get((row, column)) for column in range(cell.column)] for row in rows]
        speaking = [
            *(header for line in above for header in _speaking(cell, line, "Column")),
            *(header for line in beside for header in _speaking(cell, line, "Row")),
        ]
        if speaking:
            found[cell.element] = [header.element for header in dict.fromkeys(speaking)]
    return found


def _speaking(cell: Cell, line: Sequence[Cell | None], scope: Scope) -> list[Cell]:
    """The headers in a line that leads to a cell, the outermost first.

    A header is silent beyond a block of later ones that spans the same: those begin the table anew.
    """
    found: list[Cell] = []
    silencing: set[tuple[int, int]] = set()
    block = {_span(cell, scope)} if cell.scope == scope else set()
    for header in reversed(line):
        if header is None or header is cell or (found and found[-1] is header):
            continue
        if header.scope is None:
            silencing |= block
            block = set()
        elif header.scope == scope:
            if _span(header, scope) not in silencing:
                found.append(header)
            block.add(_span(header, scope))
    return found[::-1]


def _span(cell: Cell, scope: Scope) -> tuple[int, int]:
    return (cell.column, cell.columns) if scope == "Column" else (cell.row, cell.rows)


def _cell(element: Element, row: int, column: int, left: int, *, is_head: bool) -> Cell:
    """`left` counts the rows to the end of the group, which is what a row span of 0 means too."""
    rows = min(_number(element, "rowspan") or left, left)
    columns = min(_number(element, "colspan") or 1, _MOST_COLUMNS)
    return Cell(element, row, column, rows, columns, _scope(element, is_head=is_head))


def _number(element: Element, name: str) -> int:
    text = element.get(name, "1").strip()
    return int(text) if text.isascii() and text.isdigit() else 1


def _scope(element: Element, *, is_head: bool) -> Scope | None:
    if element.tag != "th":
        return None
    said = element.get("scope", "col" if is_head else "row")
    return "Row" if said.startswith("row") else "Column"


def _squares(cell: Cell) -> Iterator[tuple[int, int]]:
    for row in range(cell.row, cell.row + cell.rows):
        for column in range(cell.column, cell.column + cell.columns):
            yield row, column
