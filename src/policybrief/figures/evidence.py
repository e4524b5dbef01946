"""What rests on what, as a matrix of dots: the rows in the middle, their sources at left, what draws on them at right.

A disc is a source of its row, a ring its only one; a square says that a judgement or a measure rests on the row.
"""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from policybrief.figures import grid, svg
from policybrief.figures.grid import FOOT, GAP, GROUP_GAP, LABEL, NARROW, PAD, WIDE, Block, Frame, Lane, Row, Sheet


def draw(sheet: Sheet, *, narrow: bool, title: str, told: str) -> Markup:
    """A narrow one has each name above its row, and stacks what is too wide or too long for a telephone.

    `told` says every link in words.
    """
    frame = NARROW if narrow else WIDE
    panels, top = [], 0.0
    for part in grid.cut(sheet, frame):
        marks, height = _panel(part, frame)
        panels.append(svg.element("g", *marks, transform=f"translate(0 {svg.length(top)})"))
        top += height + 2 * GAP
    return svg.drawing(*panels, title=title, description=told, width=frame.width, height=top - 2 * GAP)


def _panel(sheet: Sheet, frame: Frame) -> tuple[list[Markup], float]:
    """All that is drawn, and how tall it is."""
    lanes = grid.lanes(sheet, frame)
    head, tall = grid.head(lanes, frame), min(frame.row, (frame.tall - grid.around(sheet, frame)) / len(sheet.rows))
    spans = [(0.0, frame.width)] if frame.line else [_between(lanes, frame), *((lane.x, lane.right) for lane in lanes)]
    x, top = spans[0][0], head + PAD * frame.unit
    starts = x, x + grid.indent(sheet, frame)
    marks, lines = list(_heads(sheet, lanes, frame, x, head)), list[float]()
    for group in sheet.groups:
        for row in group:
            marks += _row(sheet, row, lanes, frame, starts, top, tall)
            top += tall
            lines.append(top)
        top += GROUP_GAP * frame.unit
    bottom = lines.pop()
    marks += [_rules(lines, spans, 0.4, "hairline"), _rules([head, bottom], spans, 0.8, "ink")]
    if not sheet.totals:
        return marks, bottom + 1
    return [*marks, *_totals(sheet, lanes, frame, x, bottom)], bottom + frame.line + FOOT * frame.unit


def _between(lanes: Sequence[Lane], frame: Frame) -> tuple[float, float]:
    """The place of the names."""
    left = max((lane.right + GAP * frame.unit for lane in lanes if lane.block.sources), default=0.0)
    right = min((lane.x - GAP * frame.unit for lane in lanes if not lane.block.sources), default=frame.width)
    return left, right


def _rules(heights: Sequence[float], spans: Sequence[tuple[float, float]], thick: float, colour: str) -> Markup:
    steps = (f"M{svg.length(x)} {svg.length(y)}H{svg.length(right)}" for y in heights for x, right in spans)
    return svg.element("path", d="".join(steps), fill="none", stroke_width=thick, stroke=svg.paint(colour))


def _heads(sheet: Sheet, lanes: Sequence[Lane], frame: Frame, x: float, rule: float) -> Iterator[Markup]:
    if not frame.line:
        yield svg.words(sheet.heading, x, rule - LABEL * frame.unit, frame.label, weight=600)
    for lane in lanes:
        yield svg.words(lane.block.name, lane.x, rule - grid.label_height(lane, frame), frame.label, weight=600)
        for column, middle in lane.columns:
            if lane.upright:
                turned = f"translate({svg.length(middle + 0.35 * frame.label)} {svg.length(rule - 5 * frame.unit)})"
                label = svg.words(column.label, 0, 0, frame.label, "accent", weight=700)
                yield svg.element("g", label, transform=f"{turned} rotate(-90)")
            else:
                yield svg.words(column.label, middle, rule - 8 * frame.unit, frame.label, "accent", "middle", 700)


def _row(
    sheet: Sheet,
    row: Row,
    lanes: Sequence[Lane],
    frame: Frame,
    starts: tuple[float, float],
    top: float,
    tall: float,
) -> Iterator[Markup]:
    """`starts` is where its id begins, and where its name."""
    middle = top + (tall + frame.line) / 2
    baseline = top + frame.line - 2 * frame.unit if frame.line else middle + frame.size * 0.35
    yield svg.words(row.id, starts[0], baseline, frame.size, "accent", weight=700)
    yield svg.words(row.name, starts[1], baseline, frame.size)
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


def _totals(sheet: Sheet, lanes: Sequence[Lane], frame: Frame, x: float, rule: float) -> Iterator[Markup]:
    baseline = rule + frame.line + 13 * frame.unit
    yield svg.words("Links in all", x, baseline - frame.line, frame.label, "muted")
    for lane in lanes:
        for column, middle in lane.columns:
            yield svg.words(str(sheet.totals[column.id]), middle, baseline, frame.label, "ink", "middle", 700)
