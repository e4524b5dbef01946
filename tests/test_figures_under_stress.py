"""Every figure with one, three, twelve and forty items, and long names of three alphabets."""

import datetime
import re
from collections.abc import Callable, Iterator

import pytest
from boxes import shapes, texts, touching, view_box
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from policybrief import vocabulary
from policybrief.drawings.matrix import bands_of
from policybrief.figures import bars, board, cone, matrix, mix, roadmap, timeline
from policybrief.figures.board import Sign
from policybrief.figures.cone import Course
from policybrief.figures.mix import Group
from policybrief.figures.roadmap import Measure
from policybrief.figures.ruler import Reading
from policybrief.figures.timeline import Happening
from policybrief.theme import custom_properties

NAMES = (
    "Short",
    "Žvalgybos ir kibernetinio saugumo pajėgumų plėtros programa iki 2030 m.",
    "Совместные учения, манёвры и переброска войск через Сувалкский коридор",
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "WWW MAP OF THE MAIN COMMAND POSTS, WITH ALL THEIR NUMBERS, MMXXVI",
    "Šiaulių oro bazė",
)
DAY = datetime.date(2024, 1, 31)
BOUNDS = (1, 5, 20, 45, 55, 80, 95, 99)
BANDS = [
    matrix.Band(word, f"{low}–{high} %", low, high)
    for word, low, high in (
        ("Almost no chance", 1, 5),
        ("Very unlikely", 5, 20),
        ("Unlikely", 20, 45),
        ("Roughly even chance", 45, 55),
        ("Likely", 55, 80),
        ("Very likely", 80, 95),
        ("Almost certain", 95, 99),
    )
]
REGISTER = [matrix.Band(f"Level {n}", "1–5 %", n, n + 1, tall=46, weight=n * 20 - 10) for n in range(1, 6)]
IMPACTS = ["Minor", "Limited", "Moderate", "Significant", "Catastrophic"]


def name(number: int) -> str:
    return NAMES[number % len(NAMES)]


def day(number: int, step: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number * step % 2000)


def drawn_bars(count: int, narrow: bool) -> Iterator[Markup]:
    rows = [bars.Bar(f"K{n + 1}", name(n), Reading("Likely", (55, 80), (60, 75), n * 97 % 101)) for n in range(count)]
    for sheet in bars.cut(rows):
        yield bars.draw(sheet, BOUNDS, narrow=narrow, title="t", told="d")


def drawn_cone(count: int, narrow: bool) -> Iterator[Markup]:
    odds = "highly improbable, 12.5–17.5 %"
    courses = [
        Course(f"S{n + 1}", name(n), 1 + (n * 7 % 5) ** 3, odds if n % 2 else "", str(n), leads=n == 1)
        for n in range(count)
    ]
    end = datetime.date(2024 + count, 12, 31)
    yield cone.draw(courses, DAY, end, narrow=narrow, title="t", told="d")


def drawn_roadmap(count: int, narrow: bool, owners: int = 4) -> Iterator[Markup]:
    measures = [
        Measure(
            f"R{n + 1}",
            name(n),
            name(n % owners + 1) if n % 5 else "",
            day(n, 37) if n % 3 else None,
            day(n, 37) + datetime.timedelta(days=90) if n % 4 or not n % 3 else None,
            ("high", "medium", "low", "")[n % 4],
        )
        for n in range(count)
    ]
    span = sorted(each for measure in measures for each in measure.days)
    for sheet in roadmap.cut(measures):
        yield roadmap.draw(sheet, span, narrow=narrow, title="t", told="d")


def drawn_board(count: int, narrow: bool) -> Iterator[Markup]:
    lights = (("red", "Seen"), ("amber", "Partly"), ("green", "Not seen"), ("", ""))
    trends = (("up", "rising"), ("down", "falling"), ("steady", "steady"), ("", ""))
    signs = [
        Sign(
            f"I{n + 1}",
            f"{name(n)} {name(n + 1)}",
            *lights[n % 4],
            *trends[n % 3],
            "Sep–Nov 2023",
            [f"S{s + 1}" for s in range(n % 9)],
        )
        for n in range(count)
    ]
    for sheet in board.cut(signs):
        yield board.draw(sheet, narrow=narrow, title="t", told="d")


def drawn_timeline(count: int, narrow: bool, step: int = 151) -> Iterator[Markup]:
    events = [
        Happening(f"E{n + 1}", f"{name(n)} {name(n + 2)}", "14 Sep – 15 Nov 2022", day(n, step), day(n, step))
        for n in range(count)
    ]
    for sheet in timeline.cut(events):
        yield timeline.draw(sheet, events, narrow=narrow, title="t", told="d")


def drawn_mix(count: int, narrow: bool) -> Iterator[Markup]:
    grades = ["ABCDEF"[n % 7 : n % 7 + 1] for n in range(count)]
    rows = [mix.Row(name(n), grades[n::7]) for n in range(min(count, 7))]
    groups = [Group("Kind", rows), Group(NAMES[1][:20], [mix.Row("English", grades)])]
    yield mix.draw(groups, narrow=narrow, title="t", told="d")


def drawn_matrix(count: int, narrow: bool) -> Iterator[Markup]:
    """All in one cell."""
    spots = [matrix.Spot(f"T{n + 1}", 65, (60, 75), 3) for n in range(count)]
    yield matrix.draw(BANDS, IMPACTS, spots, narrow=narrow, title="t", told="d")


def drawn_register(count: int, narrow: bool) -> Iterator[Markup]:
    spots = [matrix.Spot(f"T{n + 1}", 4.5, (4.5, 4.5), n % 2 + 4) for n in range(count)]
    yield matrix.draw(REGISTER, IMPACTS, spots, narrow=narrow, title="t", told="d")


Drawn = Callable[[int, bool], Iterator[Markup]]
FIGURES: dict[str, Drawn] = {
    "bars": drawn_bars,
    "board": drawn_board,
    "cone": drawn_cone,
    "matrix": drawn_matrix,
    "mix": drawn_mix,
    "register": drawn_register,
    "roadmap": drawn_roadmap,
    "timeline": drawn_timeline,
}

every_figure = pytest.mark.parametrize("figure", FIGURES)
every_size = pytest.mark.parametrize("count", [1, 3, 12, 40])
both_widths = pytest.mark.parametrize("narrow", [False, True])


def in_its_frame(svg: Markup, *, narrow: bool) -> None:
    """Every text stands inside, clear of every other, and can be read."""
    width, height = view_box(svg)
    assert width == pytest.approx(332 if narrow else 459.2)
    assert narrow or height <= 640
    placed = texts(svg)
    assert not touching(placed)
    assert not [shape for shape in shapes(svg) if shape.left < -0.1 or shape.right > width + 0.1]
    assert not [shape for shape in shapes(svg) if shape.top < -0.1 or shape.bottom > height + 0.1]
    assert min(shape.size for shape in placed) >= 7.49


@both_widths
@every_size
@every_figure
def test_nothing_overlaps_and_nothing_is_cut(figure: str, count: int, narrow: bool) -> None:
    for svg in FIGURES[figure](count, narrow):
        in_its_frame(svg, narrow=narrow)


@both_widths
@every_size
@every_figure
def test_every_item_is_there_once(figure: str, count: int, narrow: bool) -> None:
    letter = {"bars": "K", "board": "I", "cone": "S", "roadmap": "R", "timeline": "E"}.get(figure, "T")
    said = [shape.says.split()[0] for svg in FIGURES[figure](count, narrow) for shape in texts(svg) if shape.says]
    ids = [word for word in said if re.fullmatch(rf"{letter}\d+", word)]
    stems = figure == "timeline" and not ids
    expected = [] if figure == "mix" or stems else [f"{letter}{n + 1}" for n in range(count)]
    assert sorted(ids) == sorted(expected)


@every_figure
def test_every_colour_is_a_role_of_the_theme(figure: str) -> None:
    roles = custom_properties((ROOT / "styles" / "themes" / "institute.css").read_text(encoding="utf-8"))
    for svg in FIGURES[figure](12, False):
        used = set(re.findall(r"var\(--([\w-]+)\)", svg))
        assert used and used <= set(roles)
        painted = set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg))
        assert painted - {"none"} == {f"var(--{role})" for role in used}
        assert "style" not in svg


@every_figure
def test_the_same_data_make_the_same_bytes(figure: str) -> None:
    assert list(FIGURES[figure](12, False)) == list(FIGURES[figure](12, False))


@both_widths
@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12000), st.integers(0, 800), st.sampled_from(NAMES)), min_size=1, max_size=14))
def test_events_of_any_dates_stand_clear(narrow: bool, dates: list[tuple[int, int, str]]) -> None:
    events = [
        Happening(f"E{n}", text, "c. Nov 2022", DAY + datetime.timedelta(first), DAY + datetime.timedelta(first + more))
        for n, (first, more, text) in enumerate(dates, 1)
    ]
    for sheet in timeline.cut(events):
        in_its_frame(timeline.draw(sheet, events, narrow=narrow, title="t", told="d"), narrow=narrow)


@both_widths
@settings(deadline=None)
@given(
    st.lists(st.floats(0, 100).map(lambda share: round(share, 1)), min_size=1, max_size=20).filter(
        lambda shares: sum(shares) > 1
    ),
    st.sampled_from(NAMES),
    st.integers(1, 20000),
)
def test_shares_of_any_size_have_labels_that_stand_clear(
    narrow: bool, shares: list[float], called: str, days: int
) -> None:
    courses = [Course(f"S{n}", called, share, "unlikely, 20–45 %", "100") for n, share in enumerate(shares, 1)]
    end = DAY + datetime.timedelta(days=days)
    in_its_frame(cone.draw(courses, DAY, end, narrow=narrow, title="t", told="d"), narrow=narrow)


@both_widths
@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 9000), st.sampled_from(NAMES)), min_size=1, max_size=9))
def test_measures_of_any_dates_stay_on_the_axis(narrow: bool, dates: list[tuple[int, int, str]]) -> None:
    measures = [
        Measure(f"R{n}", text, text, DAY + datetime.timedelta(first), DAY + datetime.timedelta(first + more), "high")
        for n, (first, more, text) in enumerate(dates, 1)
    ]
    span = sorted(each for measure in measures for each in measure.days)
    for sheet in roadmap.cut(measures):
        in_its_frame(roadmap.draw(sheet, span, narrow=narrow, title="t", told="d"), narrow=narrow)


@both_widths
@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 5)), max_size=60))
def test_discs_of_any_threats_stand_clear(narrow: bool, places: list[tuple[int, int]]) -> None:
    spots = [matrix.Spot(f"T{n}", at, (at, at), impact) for n, (at, impact) in enumerate(places, 1)]
    svg = matrix.draw(BANDS, IMPACTS, spots, narrow=narrow, title="t", told="d")
    discs = [shape for shape in shapes(svg) if shape.says == "disc"]
    assert len(discs) == len(spots)
    for number, one in enumerate(discs):
        for other in discs[number + 1 :]:
            across, down = (
                one.left + one.right - other.left - other.right,
                one.top + one.bottom - other.top - other.bottom,
            )
            assert (across**2 + down**2) ** 0.5 / 2 >= (one.right - one.left + other.right - other.left) / 2 - 0.1


@both_widths
@pytest.mark.parametrize("scale", vocabulary.scale_names())
def test_the_words_of_every_scale_have_room_beside_the_matrix(scale: str, narrow: bool) -> None:
    bands = bands_of(vocabulary.scale(scale))
    svg = matrix.draw(bands, IMPACTS, [], narrow=narrow, title="t", told="d")
    in_its_frame(svg, narrow=narrow)
    grid = min(shape.left for shape in shapes(svg) if shape.says == "square")
    labels = [shape for shape in texts(svg) if shape.left < grid and not shape.says.startswith("Impact")]
    assert all(shape.right < grid for shape in labels)
