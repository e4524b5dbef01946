"""The folder that a user works in."""

from pathlib import Path

import pytest

from policybrief.folder import brief_paths, find_project, id_of
from policybrief.load import load_brief
from policybrief.problem import BriefError
from policybrief.project import Project, Settings, is_brief_id, open_project


def project(folder: Path, **files: str) -> Project:
    """A project with these files under briefs/, without their endings."""
    (folder / "briefs").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "briefs" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return open_project(folder)


def codes(folder: Path, **files: str) -> list[tuple[str, int, str]]:
    """File, line and code of every problem."""
    with pytest.raises(BriefError) as caught:
        project(folder, **files)
    return [(each.place.file.name, each.place.line, each.code) for each in caught.value.problems if each.place]


def test_a_project_needs_no_file_of_its_own(tmp_path: Path) -> None:
    opened = project(tmp_path)
    assert opened.settings == Settings()
    assert opened.library == {}


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "~"])
def test_its_files_may_be_empty(text: str, tmp_path: Path) -> None:
    assert project(tmp_path, project=text, sources=text).library == {}


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "briefs" / "media").mkdir(parents=True)
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    (tmp_path / "briefs" / "media" / "logo.svg").write_text(logo, encoding="utf-8")
    settings = project(
        tmp_path,
        project="""
organisation: Rytų Europos studijų centras
site: https://example.org/briefs
language: lt
theme: institute
paper: letter
brand:
  name: RESC
  logo: media/logo.svg
  colours: {accent: '#004080'}
  address: Vilnius
  typefaces: {}
citation_style: apa
evidence_map: no
scale: lt-nta
confidence_scale: ipcc
limits:
  stale_after: {report: 24, webpage: 12}
  as_of: 18
build: {memory: 2000, processor: 60, wall: 120, file: 50}
rules: {finding-without-source: off, mixed-scales: error}
audiences:
  public: {tlp: TLP:CLEAR, languages: [en, lt]}
  partners: {tlp: amber}
""",
    ).settings
    assert settings.model_fields_set == set(Settings.model_fields)
    assert settings.organisation
    assert settings.organisation.shown == "Rytų Europos studijų centras"
    assert (settings.limits.stale_after, settings.limits.as_of) == ({"report": 24, "webpage": 12}, 18)
    assert settings.rules == {"finding-without-source": "off", "mixed-scales": "error"}
    assert settings.audiences["public"].tlp == "CLEAR"
    assert settings.audiences["public"].languages == ("en", "lt")
    assert settings.defaults() == {
        "language": "lt",
        "theme": "institute",
        "paper": "letter",
        "citation_style": "apa",
        "evidence_map": False,
        "scale": "lt-nta",
        "confidence_scale": "ipcc",
    }


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("langauge: lt", "unknown-key"),
        ("site: example.org", "url"),
        ("scale: icd-203", "scale"),
        ("confidence_scale: us", "confidence-scale"),
        ("rules: {x: of}", "unknown-word"),
        ("limits: {stale_after: {report: 0}}", "out-of-range"),
        ("limits: {stale_after: {report: soon}}", "wrong-shape"),
        ("limits: {as_of: 0}", "out-of-range"),
        ("audiences: {Public: {}}", "name"),
        ("audiences: {public: {tlp: white}}", "tlp"),
        ("brand: {colour: x}", "unknown-key"),
        ("language:", "empty"),
        ("- a", "wrong-shape"),
        ("a: [", "syntax"),
        ("theme: nosuch", "theme"),
        ("citation_style: nosuch", "citation-style"),
        ("organisation: Ō 中国", "missing-letter"),
    ],
)
def test_a_wrong_setting_is_refused(line: str, code: str, tmp_path: Path) -> None:
    assert codes(tmp_path, project=line) == [("project.yaml", 1, code)]


def test_the_problems_of_both_files_are_told_at_once(tmp_path: Path) -> None:
    assert codes(tmp_path, project="scale: x\n", sources="a:\n  grade: Z9\nb:\n  titel: x\n") == [
        ("project.yaml", 1, "scale"),
        ("sources.yaml", 2, "grade"),
        ("sources.yaml", 4, "unknown-key"),
    ]


def test_the_library_holds_its_sources_by_key(tmp_path: Path) -> None:
    library = project(tmp_path, sources="review2021: {title: A, issued: 2021-09}\nnta: {title: B}\n").library
    assert {key: source.title for key, source in library.items()} == {"review2021": "A", "nta": "B"}


def test_a_key_given_twice_in_the_library_is_refused(tmp_path: Path) -> None:
    assert codes(tmp_path, sources="a: {title: A}\na: {title: B}\n") == [("sources.yaml", 2, "duplicate-key")]


def test_briefs_are_sorted_and_settings_sources_and_hidden_files_are_none(tmp_path: Path) -> None:
    opened = project(tmp_path, project="", sources="", b="", a="", _draft="")
    for name in ("watch/2.yml", "watch/1.yaml", "watch/project.yaml", ".git/x.yaml", "_old/x.yaml", "x.txt"):
        path = opened.briefs / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    (opened.briefs / "folder.yaml").mkdir()
    assert [path.relative_to(opened.briefs).as_posix() for path in brief_paths(tmp_path)] == [
        "a.yaml",
        "b.yaml",
        "watch/1.yaml",
        "watch/2.yml",
        "watch/project.yaml",
    ]


def test_the_id_of_a_brief_is_its_path_under_briefs(tmp_path: Path) -> None:
    project(tmp_path)
    assert id_of(tmp_path / "briefs" / "watch" / "2026-11-20.yaml", tmp_path) == "watch/2026-11-20"
    assert id_of(tmp_path / "elsewhere" / "x.yaml", tmp_path) == "x"


def test_the_nearest_folder_with_briefs_is_the_project(tmp_path: Path) -> None:
    inner = tmp_path / "briefs" / "watch"
    inner.mkdir(parents=True)
    assert find_project(inner) == tmp_path.resolve()
    alone = tmp_path / "briefs" / "watch" / "deep"
    assert find_project(alone) == tmp_path.resolve()


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("<style", "is not XML"),
        ('<?xml version="1.0" encoding="utf-16"?><style/>', "is not XML"),
        ('<?xml version="1.0" encoding="shift-jis"?><style/>', "is not XML"),
        ("<html/>", "is not a CSL style"),
        ("", "is not XML"),
    ],
)
def test_a_style_of_the_project_that_is_none_is_refused_on_reading(style: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "styles" / "citation").mkdir(parents=True)
    (tmp_path / "styles" / "citation" / "mine.csl").write_text(style, encoding="utf-8")
    assert codes(tmp_path, project="language: lt\ncitation_style: mine") == [("project.yaml", 2, "citation-style")]
    with pytest.raises(BriefError, match=fault):
        open_project(tmp_path)
    opened = project(tmp_path, project="")
    (opened.briefs / "b.yaml").write_text(
        "title: T\ndate: 2026-01-02\nauthors: Desk\nfindings: x\ncitation_style: mine\n", encoding="utf-8"
    )
    with pytest.raises(BriefError, match=r"b\.yaml:5:17: error\[citation-style\].*mine"):
        load_brief(opened.briefs / "b.yaml", opened)


_HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl"><info><title>A</title>'


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        (f"{_HEAD}</info></style>", r"has no <citation>.*\n(.*\n)*.*save the style anew"),
        (
            f'{_HEAD}</info><citation><layout><text macro="x"/></layout></citation></style>',
            "calls the macro 'x', which it does not hold",
        ),
        (
            f'{_HEAD}<link rel="independent-parent" href="http://localhost/nosuchparent"/></info></style>',
            r"stands for 'nosuchparent', which is not there.*\n(.*\n)*.*save nosuchparent\.csl beside it",
        ),
        (
            f'{_HEAD}<link rel="independent-parent" href="http://localhost/mine"/></info></style>',
            "stands for 'mine', which leads back to it",
        ),
    ],
)
def test_a_style_that_pandoc_would_choke_on_is_a_fault_of_its_line(style: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "styles" / "citation").mkdir(parents=True)
    (tmp_path / "styles" / "citation" / "mine.csl").write_text(style, encoding="utf-8")
    with pytest.raises(BriefError, match=rf"project\.yaml:1:17: error\[citation-style\].*is 'mine', but .*{fault}"):
        project(tmp_path, project="citation_style: mine")


@pytest.mark.parametrize(
    ("written", "style"),
    [
        ("APA", "apa"),
        ("Numeric", "numeric"),
        ("apa.csl", "apa"),
        ("Chicago-Notes-Bibliography", "chicago-notes-bibliography"),
        ("' apa '", "apa"),
    ],
)
def test_a_citation_style_may_be_written_with_capitals_and_its_ending(written: str, style: str, tmp_path: Path) -> None:
    opened = project(tmp_path, project=f"citation_style: {written}", b="title: T\n")
    assert opened.settings.citation_style == style
    brief = f"title: T\ndate: 2026-01-02\nauthors: Desk\nbottom_line: x\nfindings: x\ncitation_style: {written}\n"
    (opened.briefs / "b.yaml").write_text(brief, encoding="utf-8")
    assert load_brief(opened.briefs / "b.yaml", opened).brief.citation_style == style


def test_a_citation_style_with_capitals_that_is_none_is_told_as_written(tmp_path: Path) -> None:
    with pytest.raises(BriefError, match=r"is 'APPA', which is no citation style(.*\n)*.*did you mean 'apa'"):
        project(tmp_path, project="citation_style: APPA")


def test_a_look_of_the_settings_is_no_fault_of_a_brief(tmp_path: Path) -> None:
    opened = project(tmp_path, b="title: T\ndate: 2026-01-02\nauthors: Desk\nbottom_line: x\nfindings: x\n")
    wrong = opened._replace(settings=Settings(theme="nosuch", citation_style="nosuch"))
    assert load_brief(opened.briefs / "b.yaml", wrong).warnings == ()


@pytest.mark.parametrize("name", ["strait", "watch/2026-11-20", "watch/project", "v1.2", "Žemė", "projects"])
def test_a_brief_has_a_name_of_letters_and_digits(name: str) -> None:
    assert is_brief_id(name)


@pytest.mark.parametrize(
    "name", ["project", "sources", "Project", "", ".x", "_x", "a/.x", "a/_x", "../x", "/x", "a//b", "a/", "a/../b"]
)
def test_a_name_that_would_hide_or_overwrite_is_none(name: str) -> None:
    assert not is_brief_id(name)


def test_a_theme_of_the_project_stands_beside_the_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "styles" / "themes").mkdir(parents=True)
    (tmp_path / "styles" / "themes" / "own.css").touch()
    themes = project(tmp_path).themes()
    assert "own" in themes
    assert "institute" in themes


def test_audiences_are_not_applied_yet_and_the_editor_is_told(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "project.yaml").write_text("audiences:\n  public: {tlp: CLEAR}\n", encoding="utf-8")
    (warning,) = open_project(tmp_path).warnings
    assert (warning.code, warning.severity) == ("not-yet", "warning")
    assert warning.place and warning.place.line == 1
