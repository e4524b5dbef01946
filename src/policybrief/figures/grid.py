"""The map of evidence before it is drawn: rows and columns, cut into sheets that fit, and where each column stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from policybrief.figures import letters


@dataclass(frozen=True, slots=True)
class Row:
    """A finding, threat or the like; `marks` are the ids of the columns that it is linked with."""

    id: str
    name: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Column:
    """An id that no other column has, in whichever block, and what stands over it: `1`, `K2`, `TLP review, 2021`."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Block:
    """Columns under one name: sources, which stand at left, or what rests on the rows."""

    name: str
    columns: Sequence[Column]
    sources: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one drawing shows, and what it has to know of all the others.

    `alone` are the ids of the rows with one source; `totals` are by id of the column, and empty where rows go on.
    """

    heading: str
    groups: Sequence[Sequence[Row]]
    blocks: Sequence[Block]
    alone: frozenset[str]
    totals: Mapping[str, int]

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group]


@dataclass(frozen=True, slots=True)
class Frame:
    """In points: the whole, the line above a row for its name, rows, columns, sizes of type."""

    width: float
    tall: float
    line: float
    row: float
    least_row: float
    pitch: float
    most_pitch: float
    size: float
    label: float

    @property
    def unit(self) -> float:
        """What small distances grow by where type is larger than in print."""
        return self.label / 8


WIDE = Frame(459.2, 610, line=0, row=16.75, least_row=11.5, pitch=10.5, most_pitch=25.5, size=8.5, label=8)
NARROW = Frame(332, 720, line=16, row=35, least_row=35, pitch=13.5, most_pitch=36, size=10.5, label=10.5)

GAP, GROUP_GAP, LABEL, PAD, FOOT, _CLEAR = 14.0, 4.5, 22.0, 4.0, 18.0, 2.5
"""Between blocks, between groups, for the labels, below their rule, for the totals, from label to label; in units."""
_SHORT = 3
"""A label of more letters is set upright."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A block in its place."""

    block: Block
    x: float
    pitch: float
    upright: bool

    @property
    def right(self) -> float:
        return self.x + self.pitch * len(self.block.columns)

    @property
    def columns(self) -> Iterator[tuple[Column, float]]:
        """Each with its middle."""
        for number, column in enumerate(self.block.columns):
            yield column, self.x + self.pitch * (number + 0.5)


def sheets(heading: str, groups: Sequence[Sequence[Row]], blocks: Sequence[Block]) -> list[Sheet]:
    """All of a brief, cut so that each drawing fits on a page; `heading` names the rows.

    Rows are cut evenly. A block that does not fit beside the others begins a new sheet, and is cut where it alone is
    too wide. Totals count the whole brief, and stand below the last of the rows.
    """
    rows = [row for group in groups for row in group]
    if not rows:
        return []
    sources = {column.id for block in blocks if block.sources for column in block.columns}
    alone = frozenset(row.id for row in rows if len(row.marks & sources) == 1)
    columns = [column.id for block in blocks for column in block.columns]
    totals = {column: sum(column in row.marks for row in rows) for column in columns}
    shown = sorted((block for block in blocks if block.columns), key=lambda block: not block.sources)
    return list(cut(Sheet(heading, groups, shown, alone, totals), WIDE))


def cut(sheet: Sheet, frame: Frame) -> Iterator[Sheet]:
    """By columns, and each of these by rows; a row that is linked with none of the columns is left out there."""
    together = list(_side_by_side(sheet, frame))
    for blocks in together:
        part = replace(sheet, blocks=blocks, groups=_linked(sheet, blocks) if len(together) > 1 else sheet.groups)
        rows = [(number, row) for number, group in enumerate(part.groups) for row in group]
        most = max(1, int((frame.tall - around(part, frame)) / frame.least_row + 0.01))
        size = ceil(len(rows) / ceil(len(rows) / most))
        for start in range(0, len(rows), size):
            here = groupby(rows[start : start + size], key=lambda pair: pair[0])
            groups = [[row for _, row in pairs] for _, pairs in here]
            yield replace(part, groups=groups, totals=sheet.totals if start + size >= len(rows) else {})


def _linked(sheet: Sheet, blocks: Sequence[Block]) -> list[list[Row]]:
    columns = {column.id for block in blocks for column in block.columns}
    linked = [[row for row in group if row.marks & columns] for group in sheet.groups]
    return [group for group in linked if group]


def _side_by_side(sheet: Sheet, frame: Frame) -> Iterator[list[Block]]:
    """Blocks in their order, as many as fit beside the names; one that is too wide is cut evenly and stands alone."""
    together: list[Block] = []
    for block in sheet.blocks:
        if together and not _fits(sheet, [*together, block], frame):
            yield together
            together = []
        count = len(block.columns)
        pieces = next((n for n in range(1, count) if _fits(sheet, _pieces(block, n)[:1], frame)), count)
        if pieces == 1:
            together.append(block)
        else:
            yield from ([piece] for piece in _pieces(block, pieces))
    if together:
        yield together


def _pieces(block: Block, count: int) -> list[Block]:
    size = ceil(len(block.columns) / count)
    starts = range(0, len(block.columns), size)
    return [replace(block, columns=block.columns[start : start + size]) for start in starts]


def _fits(sheet: Sheet, blocks: Sequence[Block], frame: Frame) -> bool:
    part = replace(sheet, blocks=blocks)
    return _spare(part, frame, [True for _ in blocks]) >= 0


def _spare(sheet: Sheet, frame: Frame, upright: Sequence[bool]) -> float:
    """What columns, gaps and, where they are not above the rows, names leave of the width."""
    gaps, names = len(sheet.blocks) - 1, 0.0
    if not frame.line:
        gaps += 1
        longest = max(letters.width(row.name, frame.size) for row in sheet.rows)
        names = max(indent(sheet, frame) + longest, letters.width(sheet.heading, frame.label, 700))
    columns = sum(
        _pitch(sheet, block, frame, upright=up) * len(block.columns)
        for block, up in zip(sheet.blocks, upright, strict=True)
    )
    return frame.width - GAP * frame.unit * gaps - names - columns


def indent(sheet: Sheet, frame: Frame) -> float:
    """From an id to its name."""
    return max(20 * frame.unit, *(letters.width(row.id, frame.size, 700) + 2 * _CLEAR for row in sheet.rows))


def _pitch(sheet: Sheet, block: Block, frame: Frame, *, upright: bool) -> float:
    """From one column to the next, at the least: labels and totals stand clear, and a block is as wide as its name."""
    texts = [str(sheet.totals.get(column.id, "")) for column in block.columns]
    texts += [] if upright else [column.label for column in block.columns]
    text = max(letters.width(text, frame.label, 700) for text in texts) + _CLEAR
    return max(frame.pitch, text, letters.width(block.name, frame.label, 700) / len(block.columns))


def _upright(sheet: Sheet, frame: Frame) -> list[bool]:
    """Which blocks have their labels upright: those with a long one, and as many others as it takes to fit."""
    turned = [any(len(column.label) > _SHORT for column in block.columns) for block in sheet.blocks]

    def saves(number: int) -> float:
        block = sheet.blocks[number]
        flat, up = (_pitch(sheet, block, frame, upright=up) for up in (False, True))
        return (flat - up) * len(block.columns)

    while not all(turned) and _spare(sheet, frame, turned) < 0:
        turned[max((number for number, up in enumerate(turned) if not up), key=saves)] = True
    return turned


def lanes(sheet: Sheet, frame: Frame) -> list[Lane]:
    """Sources from the left edge, all else up to the right one; the names have what is between."""
    upright = _upright(sheet, frame)
    more = max(0.0, _spare(sheet, frame, upright)) / sum(len(block.columns) for block in sheet.blocks)
    least = [_pitch(sheet, block, frame, upright=up) for block, up in zip(sheet.blocks, upright, strict=True)]
    pitches = [max(pitch, min(frame.most_pitch, pitch + more)) for pitch in least]
    takes = [pitch * len(block.columns) for pitch, block in zip(pitches, sheet.blocks, strict=True)]
    gap, lanes, x = GAP * frame.unit, list[Lane](), 0.0
    for number, block in enumerate(sheet.blocks):
        if not block.sources:
            x = frame.width - sum(takes[number:]) - gap * (len(takes) - number - 1)
        lanes.append(Lane(block, round(x, 3), pitches[number], upright[number]))
        x += takes[number] + gap
    return lanes


def around(sheet: Sheet, frame: Frame) -> float:
    """All that is not rows, from top to bottom."""
    distances = PAD + FOOT + GROUP_GAP * (len(sheet.groups) - 1)
    return head(lanes(sheet, frame), frame) + frame.line + distances * frame.unit


def head(lanes: Sequence[Lane], frame: Frame) -> float:
    return max(label_height(lane, frame) for lane in lanes) + frame.label


def label_height(lane: Lane, frame: Frame) -> float:
    """From the rule below the heads up to the name of the block."""
    longest = max(letters.width(column.label, frame.label, 700) for column in lane.block.columns)
    return max(LABEL * frame.unit, longest + 8 * frame.unit if lane.upright else 0)
