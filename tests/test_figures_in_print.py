"""The figures of whole briefs with one, three, twelve and forty of everything, on paper and on the screen."""

from collections.abc import Iterator
from ctypes import byref
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from building import build_brief
from chromium import Chromium
from stressbrief import brief
from tagged import read_tags
from test_layout import FOOT, LEFT, MM, RIGHT, TOP, lines

from policybrief.project import open_project

pytestmark = pytest.mark.slow

SETS = {
    "one": ("lt", 1, True),
    "three": ("en", 3, False),
    "twelve": ("lt", 12, True),
    "forty": ("uk", 40, False),
}
"""The tongue, the number, and whether threats stand on the levels of a register."""

# The texts of forty of everything would take most of a minute; the section on method has a figure of its own.
FIGURES_ALONE = """{% import "parts.html.j2" as parts %}
<!DOCTYPE html>
<html lang="{{ document.language }}">
<head>
<meta charset="utf-8">
<title>{{ document.title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{{ styles }}</style>
<style class="web">{{ web_styles }}</style>
</head>
<body>
<div class="page">
<main id="brief">
{% for kind, drawings in document.figures.items() if kind != "mix" %}
{{ parts.figures(drawings) }}
{% endfor %}
{% for row in document.method.scale.rows %}
<p>{% for link in row["items"] %}<span id="{{ link.label }}">{{ link.label }}</span> {% endfor %}</p>
{% endfor %}
{% include "sections/method.html.j2" %}
</main>
</div>
</body>
</html>
"""

LIVE = (LEFT * MM, FOOT * MM, (210 - RIGHT) * MM, (297 - TOP) * MM)
"""Left, foot, right and top of what a page may be printed on, in points from its lower left corner."""


@pytest.fixture(scope="module", params=SETS)
def built(request: pytest.FixtureRequest, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a set without its ending. WeasyPrint refuses to complain: each of its words fails a build."""
    root = tmp_path_factory.mktemp("sets")
    language, number, register = SETS[request.param]
    (root / "briefs").mkdir()
    if number > 12:
        (root / "templates").mkdir()
        (root / "templates" / "brief.html.j2").write_text(FIGURES_ALONE, encoding="utf-8")
    path = root / "briefs" / f"{request.param}.yaml"
    path.write_text(brief(language, number, register=register), encoding="utf-8")
    build_brief(path, open_project(root), ("html", "pdf"), root, cache)
    return root / request.param


class Letter(NamedTuple):
    """A letter, the size of its type in points, and its middle."""

    says: str
    size: float
    x: float
    y: float


def letters(page: pypdfium2.PdfPage) -> Iterator[Letter]:
    text, matrix = page.get_textpage(), pdfium.FS_MATRIX()
    for index in range(text.count_chars()):
        pdfium.FPDFText_GetMatrix(text, index, byref(matrix))
        scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
        left, foot, right, top = text.get_charbox(index)
        says = text.get_text_range(index, 1)
        if says.strip():
            yield Letter(says, scale * pdfium.FPDFText_GetFontSize(text, index), (left + right) / 2, (foot + top) / 2)


def figures(path: Path) -> Iterator[tuple[int, list[float]]]:
    """The page of each figure, from 0, and its box: left, foot, right, top."""
    for tag in read_tags(path.with_suffix(".pdf")).root.below("Figure"):
        box = [float(side) for side in tag.traits["/BBox"]]
        if box[2] - box[0] > 400:
            (page,) = tag.pages()
            yield page, box


def test_every_figure_stands_whole_on_its_page(built: Path) -> None:
    boxes = [box for _, box in figures(built)]
    assert len(boxes) >= 8
    left, foot, right, top = LIVE
    for box in boxes:
        assert box[0] >= left - 0.1 and box[1] >= foot - 0.1 and box[2] <= right + 0.1 and box[3] <= top + 0.1


def test_nothing_leaves_the_live_width(built: Path) -> None:
    with pypdfium2.PdfDocument(built.with_suffix(".pdf")) as pdf:
        outside = [
            line for page in pdf for line in lines(page) if line.left < LEFT - 0.5 or line.right > 210 - RIGHT + 0.5
        ]
    assert outside == []


def test_no_letter_of_a_figure_is_smaller_than_seven_and_a_half_points(built: Path) -> None:
    with pypdfium2.PdfDocument(built.with_suffix(".pdf")) as pdf:
        pages = {number: list(letters(pdf[number])) for number in {page for page, _ in figures(built)}}
    for page, (left, foot, right, top) in figures(built):
        inside = [one for one in pages[page] if left <= one.x <= right and foot <= one.y <= top]
        assert len(inside) > 20
        assert min(one.size for one in inside) >= 7.49


# The box of a text is higher than its letters, and rounded up to whole units of the drawing.
DRAWN = """(() => [...document.querySelectorAll("figure svg")].filter((one) => one.checkVisibility()).map((svg) => {
  const whole = svg.getBoundingClientRect(), slack = 1.2 * whole.width / svg.viewBox.baseVal.width;
  const texts = [...svg.querySelectorAll("text")].filter((one) => one.checkVisibility()).map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect(), ease = (bottom - top) / 5;
    return { says: one.textContent, left, right, top: top + ease, bottom: bottom - ease };
  }).sort((one, other) => one.top - other.top);
  const out = texts.filter((one) => one.left < whole.left - slack || one.right > whole.right + slack
    || one.top < whole.top - slack || one.bottom > whole.bottom + slack);
  const touching = texts.flatMap((one, number) => texts.slice(number + 1)
    .filter((other) => one.left < other.right - slack && other.left < one.right - slack
      && other.top < one.bottom - slack)
    .map((other) => [one.says, other.says]));
  return { fits: whole.left >= 0 && whole.right <= innerWidth, drawn: texts.length,
    out: out.map((one) => one.says), touching };
}))()"""


@pytest.mark.parametrize("width", [1280, 390])
def test_no_figure_overflows_and_no_label_touches_another(built: Path, width: int, chromium: Chromium) -> None:
    with chromium.open(built.with_suffix(".html").as_uri(), width) as tab:
        found = tab.run(DRAWN)
        assert tab.run("document.documentElement.scrollWidth") <= width
    assert len(found) >= 8
    for drawn in found:
        assert drawn["drawn"] > 0 and drawn["fits"]
        assert drawn["out"] == drawn["touching"] == []
