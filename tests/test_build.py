"""From the file of a brief to its outputs: what makes other pages, what does not, and what the pages say of it."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from conftest import BRIEFS

from policybrief import fingerprint
from policybrief.build import make_brief
from policybrief.project import Project, open_project

FILES = {
    "briefs/brief.yaml": "title: A brief\ndate: 2024-01-31\nauthors: [Desk]\nfindings: ['Something is so [@one].']\n",
    "briefs/sources.yaml": "one: {title: One, issued: 2020}\nother: {title: Other, issued: 2021}\n",
    "briefs/project.yaml": "language: en\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def content(root: Path, cache: Path) -> Callable[[], str]:
    """What vouches for all that the pages would show now."""
    return lambda: make_brief(root / "briefs" / "brief.yaml", open_project(root), (), cache).content


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("briefs/brief.yaml", "subtitle: Another\n"),
        ("briefs/sources.yaml", FILES["briefs/sources.yaml"].replace("One", "Two")),
        ("briefs/project.yaml", "language: en-US\n"),
        ("briefs/project.yaml", "theme: ministry\n"),
        ("briefs/project.yaml", "brand: {colours: {accent: '#004080'}}\n"),
        ("briefs/media/photo.png", "any"),
        ("styles/print.css", "p { color: red }"),
        ("templates/sections/findings.html.j2", "x"),
        ("styles/citation/own.csl", "<style/>"),
    ],
)
def test_what_a_page_shows_or_is_made_with_makes_another_one(
    file: str, change: str, root: Path, content: Callable[[], str]
) -> None:
    before, path = content(), root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = FILES["briefs/brief.yaml"] if path.stem == "brief" else ""
    path.write_text(kept + change, encoding="utf-8")
    assert content() != before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("briefs/brief.yaml", f"# A comment\n{FILES['briefs/brief.yaml']}"),
        ("briefs/brief.yaml", "\n".join(reversed(FILES["briefs/brief.yaml"].splitlines()))),
        ("briefs/sources.yaml", FILES["briefs/sources.yaml"].replace("Other", "Another")),
        ("briefs/project.yaml", f"{FILES['briefs/project.yaml']}build: {{wall: 99}}\n"),
        ("briefs/other.yaml", FILES["briefs/brief.yaml"]),
    ],
)
def test_what_no_page_shows_makes_none(file: str, text: str, root: Path, content: Callable[[], str]) -> None:
    before = content()
    (root / file).write_text(text, encoding="utf-8")
    assert content() == before


def test_what_stands_of_the_same_content_is_not_made(root: Path, cache: Path) -> None:
    path, project = root / "briefs" / "brief.yaml", open_project(root)
    made = make_brief(path, project, ("html",), cache)
    assert f'content="sha256:{made.content}"' in made.files["html"].decode()
    assert make_brief(path, project, ("html",), cache, {"html": made.content}).files == {}
    assert make_brief(path, project, ("html",), cache, {"html": "another"}).files == made.files


def test_another_version_of_a_package_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint.surroundings(root)
    assert fingerprint.surroundings(root) == before
    (root / "packages" / "weasyprint-71.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(root / "packages"))
    assert fingerprint.surroundings(root) != before


@pytest.mark.slow
def test_a_pdf_says_what_made_it_and_of_what(project: Project, output: Path, cache: Path) -> None:
    made = make_brief(project.briefs / f"{BRIEFS[2]}.yaml", project, (), cache)
    with pikepdf.open(output / f"{BRIEFS[2]}.pdf") as pdf:
        assert str(pdf.docinfo["/Creator"]).startswith("policybrief ")
        assert f"<rdf:li>sha256:{made.content}</rdf:li>".encode() in pdf.Root.Metadata.read_bytes()
