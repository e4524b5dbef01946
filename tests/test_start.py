"""New projects and new briefs."""

from pathlib import Path

import pytest

from policybrief.folder import brief_paths
from policybrief.load import load_brief
from policybrief.project import open_project
from policybrief.start import start_brief, start_project


@pytest.mark.parametrize("title", ["UPDATE on TITLES", "TITLE and DATE", r'"\1" \g<0>: # x', "A week"])
def test_a_new_brief_bears_its_title_as_it_was_given(title: str, tmp_path: Path) -> None:
    file = tmp_path / "briefs" / "b.yaml"
    project = open_project(tmp_path)
    assert start_brief(file, title, "2026-01-02", project) == file
    brief = load_brief(file, project).brief
    assert brief.title == title
    assert brief.date.iso() == "2026-01-02"
    assert brief.recommendations.short_term[0].due == brief.findings[0].as_of


def test_a_new_project_is_without_fault(tmp_path: Path) -> None:
    files = start_project(tmp_path)
    project = open_project(tmp_path)
    assert project.warnings == ()
    assert [load_brief(path, project).warnings for path in brief_paths(project.root)] == [()]
    assert set(files) > set(brief_paths(project.root))


def test_nothing_is_written_over_a_file(tmp_path: Path) -> None:
    start_project(tmp_path)
    with pytest.raises(FileExistsError, match="nothing was written"):
        start_project(tmp_path)
