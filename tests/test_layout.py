"""Where pages break, and what keeps together: measured on the printed pages."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from building import build_brief
from conftest import BRIEFS, FLAGSHIP
from pypdf import PdfReader

from policybrief.project import Project, open_project

pytestmark = pytest.mark.slow

MM = 72 / 25.4
LEFT, RIGHT, TOP, FOOT = 22, 26, 27, 25
"""The margins of a page in millimetres, as styles/print.css has them."""

LITHUANIAN = (
    "Valstybės saugumo institucijos vertina, kad nepaprastosios padėties įvedimas ir tarpinstitucinis "
    "bendradarbiavimas sustiprintų atsparumą hibridinėms grėsmėms, įskaitant nelegalios migracijos naudojimą. "
)
BELARUSIAN = (
    "Дзяржаўныя ўстановы ацэньваюць, што міжведамаснае супрацоўніцтва ўзмацніла б устойлівасць да гібрыдных пагроз, "
    "уключаючы выкарыстанне нелегальнай міграцыі. "
)
NAME = "Nepaprastosiosvalstybinėssaugumoirbendradarbiavimotarnybosde"
"""Sixty letters without a blank."""


def torture(language: str, text: str) -> str:
    """A brief with forty findings, names of sixty letters, a title of two hundred, a table of sixty rows."""
    rows = "\n".join(f"| {number} | {number * 1234} | {NAME if number == 5 else text[:60]} |" for number in range(60))
    brief = {
        "title": (text * 2)[:200],
        "date": "2026-01-31",
        "language": language,
        "tlp": "AMBER+STRICT",
        "authors": [f"{NAME} {NAME}", NAME],
        "series": text[:70],
        "edition": "12",
        "bottom_line": text * 2,
        "key_judgements": [{"text": text, "probability": "likely", "confidence": "low", "confidence_because": text}]
        * 3,
        "sections": [{"heading": text[:90], "text": f"{text * 3}\n\n| Table | Head | Column |\n|---|--:|---|\n{rows}"}],
        "findings": [{"title": text[: 40 + number], "text": text * (1 + number % 9)} for number in range(40)],
        "disagreements": [{"text": text}],
        "timeline": [{"date": "2020", "text": text}] * 3,
        "threats": [{"title": NAME, "text": text, "actor": NAME, "target": NAME, "likelihood": "unlikely"}] * 9,
        "scenarios": [{"title": text[:80], "text": text * 6, "drivers": [NAME, text], "indicators": [text] * 4}] * 3,
        "recommendations": {"short_term": [{"do": text, "owner": NAME, "measure": text, "because": ["F1"]}] * 5},
    }
    return json.dumps(brief)


@pytest.fixture(scope="session")
def tortured(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the PDFs of torture in Lithuanian and in Belarusian."""
    root = tmp_path_factory.mktemp("torture")
    (root / "briefs").mkdir()
    for language, text in (("lt", LITHUANIAN), ("be", BELARUSIAN)):
        path = root / "briefs" / f"{language}.yaml"
        path.write_text(torture(language, text), encoding="utf-8")
        build_brief(path, open_project(root), ("pdf",), root, cache)
    return root


class Line(NamedTuple):
    """A piece of text on a page, in millimetres from the upper left corner."""

    left: float
    top: float
    right: float
    text: str


def lines(page: pypdfium2.PdfPage) -> Iterator[Line]:
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        yield Line(left / MM, (height - top) / MM, right / MM, text.get_text_bounded(left, bottom, right, top))


def empty_share(page: pypdfium2.PdfPage) -> float:
    """How much of the text area lies empty at its foot, from 0 to 1."""
    scale = 1
    grey = page.render(scale=scale).to_pil().convert("L").point(lambda value: 255 if value < 235 else 0)
    top, foot = TOP * MM * scale, grey.height - (FOOT + 1) * MM * scale
    inked = grey.crop((0, int(top), grey.width, int(foot))).getbbox()
    return 1 - inked[3] / (int(foot) - int(top)) if inked else 1.0


@pytest.mark.parametrize("brief", BRIEFS)
def test_no_page_but_the_last_is_left_a_quarter_empty(brief: str, output: Path) -> None:
    with pypdfium2.PdfDocument(output / f"{brief}.pdf") as pdf:
        shares = [empty_share(page) for page in pdf]
    assert max(shares[:-1]) < (0.21 if brief == FLAGSHIP else 0.25), [round(share, 2) for share in shares]


@pytest.mark.parametrize("language", ["lt", "be"])
def test_nothing_leaves_the_live_width_whatever_is_written(language: str, tortured: Path) -> None:
    with pypdfium2.PdfDocument(tortured / f"{language}.pdf") as pdf:
        outside = [
            (number, line)
            for number, page in enumerate(pdf, 1)
            for line in lines(page)
            if line.left < LEFT - 0.5 or line.right > page.get_width() / MM - RIGHT + 0.5
        ]
    assert outside == []


@pytest.mark.parametrize("language", ["lt", "be"])
def test_the_marking_and_the_number_of_the_page_stand_on_every_page_whatever_is_written(
    language: str, tortured: Path
) -> None:
    with pypdfium2.PdfDocument(tortured / f"{language}.pdf") as pdf:
        for number, page in enumerate(pdf, 1):
            found = [line for line in lines(page) if "AMBER+STRICT" in line.text]
            foot = page.get_height() / MM - FOOT
            assert {line.top > foot for line in found} == {False, True}, number
            assert re.search(rf"{number}\s*/\s*{len(pdf)}", page.get_textpage().get_text_bounded()), number


def test_notes_in_the_margin_stay_on_the_page_of_their_text(tortured: Path) -> None:
    """An item that goes on says so in the margin; its id stands beside its first line, and nowhere alone."""
    with pypdfium2.PdfDocument(tortured / "lt.pdf") as pdf:
        for number, page in enumerate(pdf, 1):
            found = list(lines(page))
            for label in (line for line in found if re.fullmatch(r"[FS]\d+", line.text.strip()) and line.left < 23):
                beside = [line for line in found if abs(line.top - label.top) < 3 and 65 < line.left < 67]
                assert beside, (number, label)


def test_an_item_that_goes_on_says_so_on_the_next_page_and_no_other_does(tortured: Path) -> None:
    pages = [page.extract_text() for page in PdfReader(tortured / "lt.pdf").pages]
    going_on = [
        (number, match[1]) for number, text in enumerate(pages) if (match := re.search(r"(\w+) continued", text))
    ]
    assert len(going_on) > 5
    for number, name in going_on:
        assert re.search(rf"^{name}$", pages[number - 1], re.MULTILINE), f"{name} begins on the page before"
        assert not re.search(rf"^{name}$", pages[number], re.MULTILINE), f"{name} goes on"


def test_a_long_table_repeats_its_head_on_every_page(tortured: Path) -> None:
    pages = [page.extract_text() for page in PdfReader(tortured / "lt.pdf").pages]
    held = [text for text in pages if re.search(r"^\d+ \d+ Valstybės", text, re.MULTILINE)]
    assert len(held) > 2
    assert all(re.search(r"^Table Head Column", text, re.MULTILINE) for text in held)


def test_words_of_nine_letters_are_broken_by_the_rules_of_their_language(tortured: Path) -> None:
    broken = {}
    for language in ("lt", "be"):
        text = "\n".join(page.extract_text() for page in PdfReader(tortured / f"{language}.pdf").pages)
        broken[language] = set(re.findall(r"(\w+)[-\u2010]\n(\w+)", text))
    assert ("bendradarbia", "vimas") in broken["lt"] or ("bendradar", "biavimas") in broken["lt"]
    assert any("міжведамас" in first or "супра" in first for first, _ in broken["be"])
    short = [(first, last) for words in broken.values() for first, last in words if len(first + last) < 9]
    assert short == []


@pytest.fixture(scope="session")
def on_letter(project: Project, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first brief on the paper of the United States."""
    settings = project.settings.model_copy(update={"paper": "letter"})
    out = tmp_path_factory.mktemp("letter")
    path = project.briefs / f"{FLAGSHIP}.yaml"
    return build_brief(path, project._replace(settings=settings), ("pdf",), out, cache).files[0]


def test_a_brief_on_letter_has_pages_of_that_size_and_its_judgements_on_the_first(on_letter: Path) -> None:
    with pypdfium2.PdfDocument(on_letter) as pdf:
        assert {tuple(round(length) for length in page.get_size()) for page in pdf} == {(612, 792)}
        first = pdf[0].get_textpage().get_text_bounded()
    assert all(re.search(rf"^{name}\b", first, re.MULTILINE) for name in ("K1", "K2", "K3"))


def test_a_ruler_stands_beside_its_notes_and_not_below_them(on_letter: Path, output: Path) -> None:
    """Rounding put it below them on one of the papers: a judgement was then 30 mm high instead of 27."""
    for path in (on_letter, output / f"{FLAGSHIP}.pdf"):
        with pypdfium2.PdfDocument(path) as pdf:
            tops = [line.top for line in lines(pdf[0]) if re.fullmatch(r"K\d", line.text.strip()) and line.left < 30]
        assert len(tops) == 3
        assert all(after - before < 29 for before, after in pairwise(tops))
