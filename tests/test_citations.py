"""A brief's citations: set once, kept, and brought back to where they stand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from policybrief import pandoc
from policybrief.citations import Citations, cite
from policybrief.load import load_brief
from policybrief.project import Project

BRIEF = """title: T
date: 2024-01-31
authors: [Desk]
bottom_line: So [@a].
findings: ["One [@a, p. 12; @b]."]
sources: {a: {title: A, issued: 2021}, b: {title: B}}
"""


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The arguments of every run of pandoc."""
    runs: list[list[str]] = []
    run = pandoc.run_pandoc
    monkeypatch.setattr(
        "policybrief.citeproc.run_pandoc", lambda arguments, text: runs.append(arguments) or run(arguments, text)
    )
    return runs


def cited(project: Project, cache: Path, name: str = "brief") -> Citations:
    return cite(load_brief(project.briefs / f"{name}.yaml", project).brief, project.style_folders, cache)


def test_a_rebuild_with_unchanged_citations_starts_no_pandoc(
    make_project: Callable[..., Project], counted: list[list[str]], tmp_path: Path
) -> None:
    project = make_project(brief=BRIEF)
    first = cited(project, tmp_path / "cache")
    assert counted
    counted.clear()
    assert cited(project, tmp_path / "cache") == first
    project = make_project(brief=BRIEF.replace("So [@a]", "So it is, in other words [@a]") + "subtitle: Another\n")
    assert cited(project, tmp_path / "cache").marks == first.marks
    assert counted == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("p. 12", "p. 13"),
        ("title: B", "title: C"),
        ("authors:", "citation_style: apa\nauthors:"),
        ("date:", "language: lt\ndate:"),
    ],
)
def test_what_changes_a_citation_is_set_anew(
    old: str, new: str, make_project: Callable[..., Project], counted: list[list[str]], tmp_path: Path
) -> None:
    cited(make_project(brief=BRIEF), tmp_path / "cache")
    counted.clear()
    cited(make_project(brief=BRIEF.replace(old, new)), tmp_path / "cache")
    assert counted


def test_a_style_of_the_project_that_changes_is_set_anew(
    make_project: Callable[..., Project], counted: list[list[str]], tmp_path: Path
) -> None:
    project = make_project(brief=BRIEF + "citation_style: ours\n")
    styles = project.root / "styles" / "citation"
    styles.mkdir(parents=True)
    shipped = (Path(__file__).parents[1] / "styles" / "citation" / "numeric.csl").read_text("utf-8")
    (styles / "ours.csl").write_text(shipped, "utf-8")
    before = dict(cited(project, tmp_path / "cache").entries)
    (styles / "ours.csl").write_text(shipped.replace('<layout suffix=".">', '<layout suffix="!">'), "utf-8")
    assert dict(cited(project, tmp_path / "cache").entries) != before


def test_keys_of_a_finding_are_known_by_its_id(make_project: Callable[..., Project], tmp_path: Path) -> None:
    citations = cited(make_project(brief=BRIEF), tmp_path / "cache")
    assert citations.keys_at("F1") == ["a", "b"]
    assert citations.numbers == {"a": 1, "b": 2}
