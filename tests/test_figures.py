"""Drawings: what stands where, and that nothing stands on anything else."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from policybrief.figures import bars, matrix, ruler
from policybrief.figures.matrix import Band, Spot
from policybrief.figures.ruler import Reading

BOUNDS = (1, 5, 20, 45, 55, 80, 95, 99)
BANDS = [
    Band("Very unlikely", "5–20 %", 5, 20),
    Band("Unlikely", "20–45 %", 20, 45),
    Band("Likely", "55–80 %", 55, 80),
    Band("Very likely", "80–95 %", 80, 95),
]
IMPACTS = ["Minor", "Limited", "Moderate", "Significant", "Catastrophic"]

percents = st.floats(0, 100, allow_nan=False).map(lambda value: round(value, 1))


def tree(svg: Markup) -> ElementTree.Element:
    return ElementTree.fromstring(str(svg))


@given(percents, percents, percents)
def test_a_ruler_is_well_formed_and_has_a_title_for_any_reading(one: float, two: float, point: float) -> None:
    low, high = sorted((one, two))
    root = tree(ruler.draw(Reading("Likely, 55 to 80 percent", (55, 80), (low, high), point), BOUNDS))
    assert root.findtext("title") == "Likely, 55 to 80 percent"


@given(percents, percents)
@example(88, 89.5)
def test_labels_of_a_ruler_never_touch(one: float, two: float) -> None:
    low, high = sorted((one, two))
    places = []
    for text in tree(ruler.draw(Reading("x", None, (low, high)), BOUNDS)).iter("text"):
        at, words = float(text.attrib["x"].rstrip("%")), text.text or ""
        wide = 1.4 * len(words)  # percent of 118 mm, at the size of the labels, with room to spare
        left = {"start": at, "middle": at - wide / 2, "end": at - wide}[text.attrib.get("text-anchor", "start")]
        places.append((left, left + wide))
    places.sort()
    assert all(before[1] <= after[0] + 0.5 for before, after in pairwise(places))


def test_words_of_an_author_are_escaped_in_a_drawing() -> None:
    svg = bars.draw([bars.Bar("K1", "<b>&", Reading("<i>"))], BOUNDS, narrow=False, title='"<', told="<&")
    assert "<b>" not in svg and "<i>" not in svg
    assert tree(svg).findtext("title") == '"<'


def discs(svg: Markup) -> list[tuple[float, float, float]]:
    return [tuple(float(disc.attrib[name]) for name in ("cx", "cy", "r")) for disc in tree(svg).iter("circle")]  # type: ignore[misc]


@pytest.mark.parametrize("count", [1, 3, 12])
@pytest.mark.parametrize("narrow", [False, True])
def test_threats_in_one_cell_do_not_overlap(count: int, narrow: bool) -> None:
    spots = [Spot(f"T{number}", 65, (60, 75), 3) for number in range(1, count + 1)]
    placed = discs(matrix.draw(BANDS, IMPACTS, spots, narrow=narrow, title="t", told="t"))
    assert len(placed) == count
    for index, (x, y, r) in enumerate(placed):
        for other_x, other_y, other_r in placed[index + 1 :]:
            assert ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5 >= r + other_r - 0.01


@given(percents, st.integers(1, 5))
def test_a_disc_stands_inside_its_column_and_the_grid(point: float, impact: int) -> None:
    svg = matrix.draw(BANDS, IMPACTS, [Spot("T1", point, (point, point), impact)], narrow=False, title="t", told="t")
    cells = [cell for cell in tree(svg).iter("rect") if re.search("cell-", cell.attrib.get("fill", ""))]
    left = min(float(cell.attrib["x"]) for cell in cells)
    wide = max(float(cell.attrib["x"]) + float(cell.attrib["width"]) for cell in cells) - left
    x, y, _ = discs(svg)[0]
    assert left + wide * (impact - 1) / 5 <= x <= left + wide * impact / 5
    assert min(float(cell.attrib["y"]) for cell in cells) - 1 <= y
    assert y <= max(float(cell.attrib["y"]) + float(cell.attrib["height"]) for cell in cells) + 1


def test_likelier_stands_higher() -> None:
    spots = [Spot(f"T{number}", point, (point, point), number) for number, point in enumerate((10, 30, 60, 90), 1)]
    heights = [y for _, y, _ in sorted(discs(matrix.draw(BANDS, IMPACTS, spots, narrow=False, title="t", told="t")))]
    assert heights == sorted(heights, reverse=True)


def test_cells_say_act_where_likely_meets_grave_and_watch_where_unlikely_meets_minor() -> None:
    svg = matrix.draw(BANDS, IMPACTS, [], narrow=False, title="t", told="t")
    colours = re.findall(r"cell-(low|middle|high)", svg)
    assert len(colours) == len(BANDS) * len(IMPACTS)
    assert {"low", "middle", "high"} == set(colours)
