"""What rests on what, as a matrix of dots: the rows in the middle, their sources at left, what draws on them at right.

A disc is a source of its row, a ring its only one; a square says that a judgement or a measure rests on the row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil

from markupsafe import Markup

from policybrief.figures import letters, svg


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
class _Frame:
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


WIDE = _Frame(459.2, 610, line=0, row=16.75, least_row=11.5, pitch=10.5, most_pitch=25.5, size=8.5, label=8)
NARROW = _Frame(332, 720, line=16, row=35, least_row=35, pitch=13.5, most_pitch=36, size=10.5, label=10.5)

_GAP, _GROUP_GAP, _LABEL, _PAD, _FOOT, _CLEAR = 14.0, 4.5, 22.0, 4.0, 18.0, 2.5
"""Between blocks, between groups, for the labels, below their rule, for the totals, from label to label; in units."""
_SHORT = 3
"""A label of more letters is set upright."""


@dataclass(frozen=True, slots=True)
class _Lane:
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
    return list(_cut(Sheet(heading, groups, shown, alone, totals), WIDE))


def draw(sheet: Sheet, *, narrow: bool, title: str, told: str) -> Markup:
    """A narrow one has each name above its row, and stacks what is too wide or too long for a telephone.

    `told` says every link in words.
    """
    frame = NARROW if narrow else WIDE
    panels, top = [], 0.0
    for part in _cut(sheet, frame):
        marks, height = _panel(part, frame)
        panels.append(svg.element("g", *marks, transform=f"translate(0 {svg.length(top)})"))
        top += height + 2 * _GAP
    return svg.drawing(*panels, title=title, description=told, width=frame.width, height=top - 2 * _GAP)


def _cut(sheet: Sheet, frame: _Frame) -> Iterator[Sheet]:
    """By columns, and each of these by rows."""
    for blocks in _side_by_side(sheet, frame):
        part = replace(sheet, blocks=blocks)
        rows = [(number, row) for number, group in enumerate(sheet.groups) for row in group]
        most = max(1, int((frame.tall - _around(part, frame)) / frame.least_row + 0.01))
        size = ceil(len(rows) / ceil(len(rows) / most))
        for start in range(0, len(rows), size):
            here = groupby(rows[start : start + size], key=lambda pair: pair[0])
            groups = [[row for _, row in pairs] for _, pairs in here]
            yield replace(part, groups=groups, totals=sheet.totals if start + size >= len(rows) else {})


def _side_by_side(sheet: Sheet, frame: _Frame) -> Iterator[list[Block]]:
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


def _fits(sheet: Sheet, blocks: Sequence[Block], frame: _Frame) -> bool:
    part = replace(sheet, blocks=blocks)
    return _spare(part, frame, [True for _ in blocks]) >= 0


def _spare(sheet: Sheet, frame: _Frame, upright: Sequence[bool]) -> float:
    """What columns, gaps and, where they are not above the rows, names leave of the width."""
    gaps, names = len(sheet.blocks) - 1, 0.0
    if not frame.line:
        gaps += 1
        longest = max(letters.width(row.name, frame.size) for row in sheet.rows)
        names = max(_indent(sheet, frame) + longest, letters.width(sheet.heading, frame.label, 700))
    columns = sum(
        _pitch(sheet, block, frame, upright=up) * len(block.columns)
        for block, up in zip(sheet.blocks, upright, strict=True)
    )
    return frame.width - _GAP * frame.unit * gaps - names - columns


def _indent(sheet: Sheet, frame: _Frame) -> float:
    """From an id to its name."""
    return max(20 * frame.unit, *(letters.width(row.id, frame.size, 700) + 2 * _CLEAR for row in sheet.rows))


def _pitch(sheet: Sheet, block: Block, frame: _Frame, *, upright: bool) -> float:
    """From one column to the next, at the least: labels and totals stand clear, and a block is as wide as its name."""
    texts = [str(sheet.totals.get(column.id, "")) for column in block.columns]
    texts += [] if upright else [column.label for column in block.columns]
    text = max(letters.width(text, frame.label, 700) for text in texts) + _CLEAR
    return max(frame.pitch, text, letters.width(block.name, frame.label, 700) / len(block.columns))


def _upright(sheet: Sheet, frame: _Frame) -> list[bool]:
    """Which blocks have their labels upright: those with a long one, and as many others as it takes to fit."""
    turned = [any(len(column.label) > _SHORT for column in block.columns) for block in sheet.blocks]

    def saves(number: int) -> float:
        block = sheet.blocks[number]
        flat, up = (_pitch(sheet, block, frame, upright=up) for up in (False, True))
        return (flat - up) * len(block.columns)

    while not all(turned) and _spare(sheet, frame, turned) < 0:
        turned[max((number for number, up in enumerate(turned) if not up), key=saves)] = True
    return turned


def _lanes(sheet: Sheet, frame: _Frame) -> list[_Lane]:
    """Sources from the left edge, all else up to the right one; the names have what is between."""
    upright = _upright(sheet, frame)
    more = max(0.0, _spare(sheet, frame, upright)) / sum(len(block.columns) for block in sheet.blocks)
    least = [_pitch(sheet, block, frame, upright=up) for block, up in zip(sheet.blocks, upright, strict=True)]
    pitches = [max(pitch, min(frame.most_pitch, pitch + more)) for pitch in least]
    takes = [pitch * len(block.columns) for pitch, block in zip(pitches, sheet.blocks, strict=True)]
    gap, lanes, x = _GAP * frame.unit, list[_Lane](), 0.0
    for number, block in enumerate(sheet.blocks):
        if not block.sources:
            x = frame.width - sum(takes[number:]) - gap * (len(takes) - number - 1)
        lanes.append(_Lane(block, round(x, 3), pitches[number], upright[number]))
        x += takes[number] + gap
    return lanes


def _around(sheet: Sheet, frame: _Frame) -> float:
    """All that is not rows, from top to bottom."""
    distances = _PAD + _FOOT + _GROUP_GAP * (len(sheet.groups) - 1)
    return _head(_lanes(sheet, frame), frame) + frame.line + distances * frame.unit


def _head(lanes: Sequence[_Lane], frame: _Frame) -> float:
    return max(_label_height(lane, frame) for lane in lanes) + frame.label


def _label_height(lane: _Lane, frame: _Frame) -> float:
    """From the rule below the heads up to the name of the block."""
    longest = max(letters.width(column.label, frame.label, 700) for column in lane.block.columns)
    return max(_LABEL * frame.unit, longest + 8 * frame.unit if lane.upright else 0)


def _panel(sheet: Sheet, frame: _Frame) -> tuple[list[Markup], float]:
    """All that is drawn, and how tall it is."""
    lanes = _lanes(sheet, frame)
    head, tall = _head(lanes, frame), min(frame.row, (frame.tall - _around(sheet, frame)) / len(sheet.rows))
    spans = [(0.0, frame.width)] if frame.line else [_between(lanes, frame), *((lane.x, lane.right) for lane in lanes)]
    x, top = spans[0][0], head + _PAD * frame.unit
    marks, lines = list(_heads(sheet, lanes, frame, x, head)), list[float]()
    for group in sheet.groups:
        for row in group:
            marks += _row(sheet, row, lanes, frame, x, top, tall)
            top += tall
            lines.append(top)
        top += _GROUP_GAP * frame.unit
    bottom = lines.pop()
    marks += [_rules(lines, spans, 0.4, "hairline"), _rules([head, bottom], spans, 0.8, "ink")]
    if not sheet.totals:
        return marks, bottom + 1
    return [*marks, *_totals(sheet, lanes, frame, x, bottom)], bottom + frame.line + _FOOT * frame.unit


def _between(lanes: Sequence[_Lane], frame: _Frame) -> tuple[float, float]:
    """The place of the names."""
    left = max((lane.right + _GAP * frame.unit for lane in lanes if lane.block.sources), default=0.0)
    right = min((lane.x - _GAP * frame.unit for lane in lanes if not lane.block.sources), default=frame.width)
    return left, right


def _rules(heights: Sequence[float], spans: Sequence[tuple[float, float]], thick: float, colour: str) -> Markup:
    steps = (f"M{svg.length(x)} {svg.length(y)}H{svg.length(right)}" for y in heights for x, right in spans)
    return svg.element("path", d="".join(steps), fill="none", stroke_width=thick, stroke=svg.paint(colour))


def _heads(sheet: Sheet, lanes: Sequence[_Lane], frame: _Frame, x: float, rule: float) -> Iterator[Markup]:
    if not frame.line:
        yield svg.words(sheet.heading, x, rule - _LABEL * frame.unit, frame.label, weight=600)
    for lane in lanes:
        yield svg.words(lane.block.name, lane.x, rule - _label_height(lane, frame), frame.label, weight=600)
        for column, middle in lane.columns:
            if lane.upright:
                turned = f"translate({svg.length(middle + 0.35 * frame.label)} {svg.length(rule - 5 * frame.unit)})"
                label = svg.words(column.label, 0, 0, frame.label, "accent", weight=700)
                yield svg.element("g", label, transform=f"{turned} rotate(-90)")
            else:
                yield svg.words(column.label, middle, rule - 8 * frame.unit, frame.label, "accent", "middle", 700)


def _row(
    sheet: Sheet, row: Row, lanes: Sequence[_Lane], frame: _Frame, x: float, top: float, tall: float
) -> Iterator[Markup]:
    middle = top + (tall + frame.line) / 2
    baseline = top + frame.line - 2 * frame.unit if frame.line else middle + frame.size * 0.35
    yield svg.words(row.id, x, baseline, frame.size, "accent", weight=700)
    yield svg.words(row.name, x + _indent(sheet, frame), baseline, frame.size)
    dots = []
    for lane in lanes:
        size = min(5 * frame.unit, lane.pitch * 0.36, (tall - frame.line) * 0.3)
        for column, at in lane.columns:
            if column.id in row.marks:
                yield _mark(lane.block, at, middle, size, alone=row.id in sheet.alone)
            else:
                dots.append(f"M{svg.length(at)} {svg.length(middle)}h0")
    if dots:
        yield svg.element(
            "path", d="".join(dots), stroke_width=1.6, stroke_linecap="round", stroke=svg.paint("hairline")
        )


def _mark(block: Block, x: float, y: float, size: float, *, alone: bool) -> Markup:
    if not block.sources:
        return svg.box(x - size * 0.8, y - size * 0.8, size * 1.6, size * 1.6, "accent")
    if not alone:
        return svg.element("circle", cx=x, cy=y, r=size, fill=svg.paint("ink"))
    thick = size * 0.3
    return svg.element(
        "circle", cx=x, cy=y, r=size - thick / 2, fill="none", stroke_width=thick, stroke=svg.paint("ink")
    )


def _totals(sheet: Sheet, lanes: Sequence[_Lane], frame: _Frame, x: float, rule: float) -> Iterator[Markup]:
    baseline = rule + frame.line + 13 * frame.unit
    yield svg.words("Links in all", x, baseline - frame.line, frame.label, "muted")
    for lane in lanes:
        for column, middle in lane.columns:
            yield svg.words(str(sheet.totals[column.id]), middle, baseline, frame.label, "ink", "middle", 700)
