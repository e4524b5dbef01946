"""Kinds of documents: the same parts in other proportions, measured on the pages of small ones."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from building import Built, build_brief
from conftest import KINDS, ROOT, kind_file
from pypdf import PdfReader
from test_cli import run
from test_layout import empty_share

from policybrief.document import Document
from policybrief.home import home
from policybrief.look import Look
from policybrief.project import Project
from policybrief.render import render_html

Compose = Callable[[str], Document]


def changed(name: str, /, **fields: Any) -> str:
    """The brief of a kind, with other fields."""
    return json.dumps({**yaml.safe_load(kind_file(name).read_text("utf-8")), **fields}, default=str)


# What a page is made of


def test_a_flash_has_no_figures_and_no_map_unless_it_asks(composed: Compose) -> None:
    plain = composed(changed("flash"))
    assert not any(plain.figures.values()) and plain.evidence is None
    asked = composed(changed("flash", figures=[{"kind": "matrix"}, {"kind": "evidence"}]))
    assert {kind for kind, held in asked.figures.items() if held} == {"matrix", "evidence"}
    assert asked.evidence


def test_a_register_numbers_its_sources_and_figures_from_its_risks_on(composed: Compose) -> None:
    register, brief = composed(changed("register")), composed(changed("register", kind="brief"))
    assert [source.anchor for source in register.sources] == [
        f"source-{key}" for key in ("survey2025", "harbour2025", "stores2026")
    ]
    assert [source.anchor for source in brief.sources] == [
        f"source-{key}" for key in ("harbour2025", "survey2025", "stores2026")
    ]
    assert register.figures["matrix"][0].number == 1
    assert [head.label for head in register.contents][:2] == ["Risks", "Findings"]
    assert not brief.risks


def test_a_risk_gathers_what_the_register_says_of_it(composed: Compose) -> None:
    risk = composed(changed("register")).risks[1]
    assert [(held.link.label, held.says) for held in risk.rests_on] == [
        ("F1", "Ice stops the ferry when the wind turns north"),
        ("F3", "Stores last nine days"),
    ]
    assert [held.link.label for held in risk.scenarios] == ["S1", "S2"]
    assert [(sign.light.key if sign.light else "", sign.text.striptags()) for sign in risk.signs] == [
        ("red", "I1 No wind above five metres a second for ten days in January"),
        ("amber", "I2 The ferry needs more than one attempt at the harbour mouth"),
        ("green", "I3 The tank falls below two thirds"),
    ]
    assert [(held.link.label, held.owner, held.due, held.status) for held in risk.answers] == [
        ("R1", "Harbour board", "5 Feb 2026", "Under way"),
        ("R2", "Island council", "20 Jan 2026", "Accepted"),
    ]
    assert [(ground.ref.label, ground.ref.grade) for ground in risk.grounds] == [("2", "A2"), ("3", "B2")]


def test_a_risk_tells_the_plain_signs_of_its_scenarios_and_marks_no_citation_twice(composed: Compose) -> None:
    scenarios = [{"title": "A", "indicators": ["Smoke [@stores2026]", "Smoke [@stores2026]"], "rests_on": ["T1"]}]
    document = composed(changed("register", scenarios=scenarios, indicators=[]))
    assert [str(sign.text) for sign in document.risks[0].signs] == ["Smoke"]


def test_what_answers_no_risk_is_said(composed: Compose) -> None:
    html = render_html(composed(changed("register", recommendations={})), Look((home(),), "institute"))
    assert html.count("No recommendation answers this risk.") == 4


def test_the_contents_of_a_briefing_name_its_sections(composed: Compose) -> None:
    labels = [head.label for head in composed(changed("briefing")).contents]
    assert labels == [
        "One ferry, six days a week",
        "What comes across",
        "Stores",
        "Power",
        "Timeline",
        "Sources",
        "Method",
    ]


@pytest.mark.parametrize(("kind", "block"), [("register", "threats"), ("flash", "method"), ("paper", "findings")])
def test_a_block_of_a_projects_own_template_holds_for_every_kind(
    kind: str, block: str, composed: Compose, tmp_path: Path
) -> None:
    (tmp_path / "templates").mkdir()
    own = f'{{% extends "default/brief.html.j2" %}}{{% block {block} %}}<p id="{block}">Ours</p>{{% endblock %}}'
    (tmp_path / "templates" / "brief.html.j2").write_text(own, encoding="utf-8")
    html = render_html(composed(changed(kind)), Look((tmp_path, home()), "institute"))
    assert html.count(f'<p id="{block}">Ours</p>') == 1
    assert f'<section class="part {block}' not in html


# Where its pages break


@pytest.fixture(scope="session")
def built(project: Project, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Built]:
    """The PDF of the brief of a kind, with other fields."""

    def make(kind: str, paper: str = "a4", **fields: Any) -> Built:
        folder = tmp_path_factory.mktemp(kind)
        path = folder / f"{kind}.yaml"
        path.write_text(changed(kind, paper=paper, **fields), encoding="utf-8")
        return build_brief(path, project, ("pdf",), folder, cache)

    return make


def pages(file: Path) -> list[str]:
    """The text of each page, without the running head and foot."""
    return [page.extract_text() for page in PdfReader(file).pages]


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_flash_is_two_full_pages(paper: str, built: Callable[..., Built]) -> None:
    flash = built("flash", paper)
    assert flash.warnings == ()
    with pypdfium2.PdfDocument(flash.files[0]) as pdf:
        assert len(pdf) == 2
        assert [round(empty_share(page), 2) for page in pdf if empty_share(page) > 0.12] == []


@pytest.mark.slow
def test_a_flash_of_more_than_two_pages_is_built_and_told(tmp_path: Path) -> None:
    findings = [{"title": f"Finding {number}", "text": "It is so, and was so before. " * 9} for number in range(12)]
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "flash.yaml").write_text(changed("flash", findings=findings), encoding="utf-8")
    done = run("build", "flash", "--to", "pdf", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "output/flash.pdf\n")
    told = r"flash\.yaml:1:\d+: warning\[long-flash\] kind is flash, and takes [34] pages instead of 2"
    assert re.search(told, done.stderr), done.stderr
    assert "shorten its texts, leave out an item or a figure, or choose kind: brief" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_paper_has_its_contents_alone_on_page_two_and_each_part_on_a_page_of_its_own(
    paper: str, built: Callable[..., Built]
) -> None:
    texts = pages(built("paper", paper).files[0])
    assert [number for number, text in enumerate(texts) if "In this paper" in text] == [1]
    assert "K2" in texts[0]
    parts = ["Background", "Findings", "Threats", "Scenarios", "Recommendations", "Evidence", "Sources", "Method"]
    begun = [page_of(part, texts) for part in parts]
    assert begun == sorted(set(begun)) and begun[0] == 2


def page_of(part: str, texts: list[str]) -> int:
    return next(
        number for number, text in enumerate(texts) if number > 1 and re.search(rf"^{part}$", text, re.MULTILINE)
    )


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_register_has_one_page_for_each_risk(paper: str, built: Callable[..., Built]) -> None:
    texts = pages(built("register", paper).files[0])
    begun = {name: at for name in ("T1", "T2", "T3", "T4") for at, text in enumerate(texts) if begins(name, text)}
    first = begun["T1"]
    assert begun == {"T1": first, "T2": first + 1, "T3": first + 2, "T4": first + 3}
    listed = re.findall(r"page (\d+)", " ".join(texts[:first]))
    assert listed == [str(at + 1) for at in begun.values()]
    assert "Findings" in texts[first + 4] and "What answers it" not in texts[first + 4]


def begins(name: str, text: str) -> bool:
    """Whether the first of a page's items is this one: below the running head comes its id in the margin."""
    found = re.search(r"^([A-Z]\d+)\b", text, re.MULTILINE)
    return bool(found and found[1] == name and "What answers it" in text)


@pytest.mark.slow
def test_a_risk_that_is_longer_than_a_page_says_that_it_goes_on(built: Callable[..., Built]) -> None:
    threats = yaml.safe_load(kind_file("register").read_text("utf-8"))["threats"]
    threats[1]["text"] = "\n\n".join(["It came to that twice in ten winters, and each time the wind turned. " * 6] * 14)
    texts = pages(built("register", threats=threats).files[0])
    going_on = [number for number, text in enumerate(texts) if "T2 continued" in text]
    assert going_on and not any("The power cable is torn" in texts[number] for number in going_on)


@pytest.mark.parametrize("kind", KINDS)
def test_the_brief_of_a_kind_has_no_errors_and_keeps_to_its_length(kind: str) -> None:
    done = run("check", kind_file(kind), "--on", "2026-01-15", cwd=ROOT)
    assert done.returncode == 0, done.stdout
    assert "long-brief" not in done.stdout
