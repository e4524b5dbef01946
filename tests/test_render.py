"""Templates and styles: what a project may replace, and what no author can slip in."""

import html as markup
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment
from jinja2.sandbox import SandboxedEnvironment

from policybrief import brief as model
from policybrief import render
from policybrief.document import Document
from policybrief.home import home
from policybrief.look import Look
from policybrief.part import Part
from policybrief.problem import RenderError
from policybrief.prose import plain
from policybrief.render import render_html
from policybrief.yamlfile import read_yaml

Composed = Callable[[str], Document]

BRIEF = "title: A brief\ndate: 2024-01-31\nauthors: [Desk]\nfindings: [Something is so.]\n"
HOSTILE = """
title: '"><script>alert(1)</script>'
subtitle: '</title><img src=x onerror=alert(1)>'
date: 2024-01-31
authors: ['<blink>Desk</blink>', {family: '"onload="alert(1)', given: O}]
series: '{{ 7 * 7 }}</style>'
topics: ['"><svg/onload=alert(1)>']
findings:
  - text: '<iframe src=x> **bold** [@one]'
    title: '<u>T</u>'
threats:
  - {title: '<svg onload=alert(1)>', short: '</svg><script>', actor: '<a>', likelihood: likely, impact: 3}
recommendations:
  short_term: [{do: 'Do *it*', owner: '"><i>', because: [F1]}]
sources:
  one: {title: '<script>x</script>', genre: '<blink>', descriptor: '<i>', URL: 'https://example.org/"onclick="x'}
"""


@pytest.fixture
def shipped() -> Look:
    return Look((home(),), "institute")


def test_a_projects_style_sheet_replaces_the_shipped_one_of_its_name(tmp_path: Path, composed: Composed) -> None:
    (tmp_path / "styles" / "themes").mkdir(parents=True)
    (tmp_path / "styles" / "themes" / "ministry.css").write_text(":root { --ink: #000080; }", encoding="utf-8")
    html = render_html(composed(BRIEF), Look((tmp_path, home()), "ministry"))
    assert "--ink: #000080" in html
    assert "@page" not in html, "print.css is for print alone"


def test_a_projects_template_extends_the_one_that_it_replaces(tmp_path: Path, composed: Composed) -> None:
    (tmp_path / "templates").mkdir()
    text = (
        '{% extends "default/brief.html.j2" %}{% block findings %}<p>Ours, then theirs</p>{{ super() }}{% endblock %}'
    )
    (tmp_path / "templates" / "brief.html.j2").write_text(text, encoding="utf-8")
    html = render_html(composed(BRIEF), Look((tmp_path, home()), "institute"))
    assert html.index("<p>Ours, then theirs</p>") < html.index("Something is so.")


def test_a_projects_section_replaces_the_shipped_one_alone(tmp_path: Path, composed: Composed) -> None:
    (tmp_path / "templates" / "sections").mkdir(parents=True)
    (tmp_path / "templates" / "sections" / "findings.html.j2").write_text("<p>No findings today</p>", encoding="utf-8")
    html = render_html(composed(BRIEF), Look((tmp_path, home()), "institute"))
    assert "No findings today" in html and "Something is so." not in html
    assert "A brief" in html


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ document.no_such_field }}", "no_such_field"),
        ("{% for %}", "xpected"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{% include 'nowhere.html.j2' %}", "nowhere.html.j2"),
        ("{{ 1 / 0 }}", "division by zero"),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_line(
    template: str, told: str, tmp_path: Path, composed: Composed
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "brief.html.j2").write_text(f"<p>\n{template}", encoding="utf-8")
    with pytest.raises(RenderError) as caught:
        render_html(composed(BRIEF), Look((tmp_path, home()), "institute"))
    (problem,) = caught.value.problems
    assert told in problem.message
    assert problem.place and problem.place.line == 2


@pytest.mark.parametrize("file", ["styles/screen.css", "templates/brief.html.j2", "styles/themes/own.css"])
def test_a_file_that_is_no_text_is_told_with_its_line(file: str, tmp_path: Path, composed: Composed) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.write_bytes(b"p {}\n\xff")
    with pytest.raises(RenderError) as caught:
        render_html(composed(BRIEF), Look((tmp_path, home()), "own" if path.stem == "own" else "institute"))
    (problem,) = caught.value.problems
    assert (problem.message, problem.place and problem.place[:2]) == ("the file is not UTF-8", (path, 2))


@pytest.fixture
def own(tmp_path: Path) -> Callable[..., str]:
    """The page of a brief that is nothing but this template, as a program that has just begun makes it."""
    folder = tmp_path / "project" / "templates"
    folder.mkdir(parents=True)
    look = Look((folder.parent, home()), "institute")

    def page(document: Document, template: str, cache: Path = tmp_path / "cache") -> str:
        (folder / "brief.html.j2").write_text(template, encoding="utf-8")
        render._environment.cache_clear()
        return render_html(document, look, cache=cache)

    return page


@pytest.fixture
def translations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources of the templates that are translated from now on."""
    sources = []
    translate = Environment.compile

    def compile_told(environment: Environment, source: str, *rest: Any) -> Any:
        sources.append(source)
        return translate(environment, source, *rest)

    monkeypatch.setattr(Environment, "compile", compile_told)
    return sources


def test_a_template_is_translated_once_until_it_changes(
    own: Callable[..., str], translations: list[str], composed: Composed
) -> None:
    document = composed(BRIEF)
    pages = [own(document, template) for template in ("{{ document.title }}", "{{ document.title }}", "Another")]
    assert pages == ["A brief", "A brief", "Another"]
    assert translations == ["{{ document.title }}", "Another"]


def test_a_template_that_was_kept_stays_in_the_sandbox(
    own: Callable[..., str], translations: list[str], composed: Composed
) -> None:
    for _ in range(2):
        with pytest.raises(RenderError, match="unsafe"):
            own(composed(BRIEF), "<p>\n{{ ''.__class__.__mro__ }}")
    assert len(translations) == 1


def test_code_of_other_rules_is_not_taken(tmp_path: Path) -> None:
    kept = render._Translated(tmp_path)
    open_air, sandbox = (
        kept.get_bucket(kind(), "a", None, "{{ a.b() }}") for kind in (Environment, SandboxedEnvironment)
    )
    assert open_air.code != sandbox.code
    assert len([*(tmp_path / "templates").iterdir()]) == 2


def test_a_template_that_was_kept_badly_or_cannot_be_kept_is_translated_anew(
    own: Callable[..., str], translations: list[str], composed: Composed, tmp_path: Path
) -> None:
    document = composed(BRIEF)
    own(document, "A page")
    (file,) = (tmp_path / "cache" / "templates").iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert own(document, "A page") == "A page"
    (tmp_path / "full").touch()
    assert [own(document, "A page", tmp_path / "full") for _ in range(2)] == ["A page"] * 2
    assert len(translations) == 4


def test_nothing_that_an_author_writes_becomes_markup(composed: Composed, shipped: Look) -> None:
    html = render_html(composed(HOSTILE), shipped)
    page = _Tags(html)
    assert not {"script", "iframe", "img", "u", "blink"} & page.names
    assert not [name for name in page.attributes if name.startswith("on")]
    known = ("#", "https://", "http://", "mailto:", "data:application/x-")
    assert all(href.startswith(known) for href in page.hrefs)
    assert "{{ 7 * 7 }}" in html
    assert "<strong>bold</strong>" in html


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.hrefs: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if (tag, dict(attrs).get("type", "").endswith("json")) != ("script", True):  # data, which nothing runs
            self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.hrefs += [value or "" for name, value in attrs if name == "href"]


def test_every_word_of_a_brief_that_uses_all_fields_is_printed(composed: Composed, shipped: Look) -> None:
    """Texts of the file of all fields, but for notes to the editors, waivers and what only machines read."""
    path = Path(__file__).parent / "briefs" / "everything.yaml"
    page = render_html(composed(path.read_text(encoding="utf-8")), shipped)
    body = re.sub(r"<sup>.*?</sup>|<[^>]+>", "", page.split("</style>")[-1])
    shown = re.sub(r"\W+", " ", markup.unescape(body)).casefold()
    silent = {"note", "waivers", "reviewed", "was", "id", "date", "short", "sources", "figures", "because", "rests_on"}
    silent |= {"language", "theme", "citation_style", "scale", "confidence_scale", "risk", "kind", "contradicts"}
    missing = []
    for steps, value in _texts(read_yaml(path).data):
        labelled = re.sub(r"\[\]\(#(\w+)\)", r"\1", value)
        words = re.sub(r"\W+", " ", plain(labelled)).strip().casefold()
        is_word = len(words.split()) > 2 and not re.fullmatch(r"[\d ]+", words)
        if is_word and not silent & set(steps) and words not in shown:
            missing.append((steps, value))
    assert not missing, "\n".join(map(str, missing))


def _texts(data: object, steps: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    if isinstance(data, str):
        return [(steps, data)]
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in _texts(value, (*steps, key))]
    return [found for value in data for found in _texts(value, steps)] if isinstance(data, list) else []


@pytest.mark.parametrize("style", ["numeric", "chicago-notes-bibliography", "apa"])
@pytest.mark.parametrize("risk", ["words", "uk-nrr"])
def test_a_brief_of_all_fields_has_each_id_once_and_marks_that_rise(
    style: str, risk: str, composed: Composed, shipped: Look
) -> None:
    data = read_yaml(Path(__file__).parent / "briefs" / "everything.yaml").data
    cited = json.dumps(_cited(data) | {"citation_style": style, "risk": risk})
    html = render_html(composed(cited), shipped)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    marks = [int(number) for number in re.findall(r'\bid="cite-(\d+)"', html)]
    assert marks == sorted(marks) and len(marks) > 50
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def _cited(data: Any, field: str = "") -> Any:
    """A citation at the end of every text that may hold one."""
    if isinstance(data, dict):
        fields = data if field == "positions" else {}
        return {
            key: value if key == "headlines" else _cited(value, field if key in fields else key)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [_cited(value, field) for value in data]
    is_id = isinstance(data, str) and re.fullmatch(r"I\d+", data)
    return f"{data} [@review2025]" if field in CITABLE and isinstance(data, str) and not is_id else data


CITABLE = {
    name
    for record in vars(model).values()
    if isinstance(record, type) and issubclass(record, Part)
    for name, field in record.model_fields.items()
    if re.search(r"\.(Inline|Block|Sign)\b", str(field.annotation))
}
