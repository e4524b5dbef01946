"""A brief's file and its project to a Brief."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from policybrief.brief import Brief
from policybrief.load import Loaded, load_brief
from policybrief.part import Item, Part, SourceKey
from policybrief.problem import BriefError, Problem, in_order
from policybrief.project import Project, Settings, open_project
from policybrief.source import Source

BRIEFS = Path(__file__).parent / "briefs"
HEAD = "title: T\ndate: 2026-01-02\nauthors: Desk\n"


def loaded(folder: Path, text: str, settings: Settings | None = None, **library: str) -> Loaded:
    path = folder / "briefs" / "b.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    sources = {SourceKey(key): Source.model_validate({"title": title}) for key, title in library.items()}
    return load_brief(path, Project(folder, settings or Settings(), sources))


def problems(folder: Path, text: str, settings: Settings | None = None, **library: str) -> tuple[Problem, ...]:
    with pytest.raises(BriefError) as caught:
        loaded(folder, text, settings, **library)
    return caught.value.problems


def spots(found: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found if problem.place]


FAULTY = {
    path.stem: match[1]
    for path in sorted(BRIEFS.glob("*.yaml"))
    if (match := re.search(r"^# expect (.+)$", path.read_text("utf-8"), re.MULTILINE))
}


@pytest.mark.parametrize(("name", "expected"), FAULTY.items(), ids=FAULTY.keys())
def test_a_bug_once_found_stays_away(name: str, expected: str, tmp_path: Path) -> None:
    project = Project(tmp_path, Settings(), {})
    try:
        found = load_brief(BRIEFS / f"{name}.yaml", project).warnings
    except BriefError as error:
        found = error.problems
    assert spots(found) == ([] if expected == "nothing" else [expected])


def fields_used(value: Any, used: defaultdict[type[Part], set[str]]) -> None:
    """Every field of every record that says something."""
    if isinstance(value, Part):
        for name in type(value).model_fields:
            given = getattr(value, name)
            if given:
                used[type(value)].add(name)
            fields_used(given, used)
    elif isinstance(value, tuple):
        for entry in value:
            fields_used(entry, used)
    elif isinstance(value, Mapping):
        for entry in value.values():
            fields_used(entry, used)


def parts(kind: type[Part] = Part) -> set[type[Part]]:
    """The records that a brief is made of."""
    found = {kind} if kind.__module__.split(".")[-1] in ("brief", "source", "date", "estimate") else set()
    return found.union(*(parts(below) for below in kind.__subclasses__()))


def test_the_brief_with_everything_forgets_no_field(tmp_path: Path) -> None:
    brief = load_brief(BRIEFS / "everything.yaml", Project(tmp_path, Settings(), {})).brief
    used: defaultdict[type[Part], set[str]] = defaultdict(set)
    fields_used(brief, used)
    common = set(Item.model_fields)
    assert common <= set().union(*(names for kind, names in used.items() if issubclass(kind, Item)))
    forgotten = {
        f"{kind.__name__}.{name}"
        for kind in parts()
        for name in set(kind.model_fields) - used[kind] - (common if issubclass(kind, Item) else set())
    }
    # A level takes `risk: uk-nrr`; an estimate holds the forms of a likelihood, and the date of a brief is a day.
    allowed = {"Estimate.level", "Likelihood.level", "Likelihood.word", "Likelihood.point", "Day.end", "Day.circa"}
    assert forgotten <= allowed
    assert len({source.type for source in brief.sources.values()}) == 3


def test_the_brief_with_everything_has_no_warning(tmp_path: Path) -> None:
    assert load_brief(BRIEFS / "everything.yaml", Project(tmp_path, Settings(), {})).warnings == ()


def test_ids_are_given_by_position(tmp_path: Path) -> None:
    text = (
        HEAD
        + "findings: [a, {text: b, id: F7}, c]\nthreats: x\nscenarios: {title: y}\n"
        + "recommendations: {long_term: [d, e], short_term: [f, {do: g}]}\n"
    )
    brief = loaded(tmp_path, text).brief
    assert [item.id for item in brief.items()] == ["F1", "F7", "F3", "T1", "S1", "R1", "R2", "R3", "R4"]
    assert [item.do for item in brief.recommendations.long_term] == ["d", "e"]
    assert [item.id for item in brief.recommendations.long_term] == ["R3", "R4"]


def test_an_id_given_twice_names_the_line_of_the_first(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, HEAD + "findings:\n  - {id: F2, text: a}\n  - b\n")
    assert (problem.code, problem.path, spots((problem,))) == (
        "duplicate-id",
        ("findings", 1, "id"),
        ["6:5 duplicate-id"],
    )
    assert "line 5" in problem.hint


@pytest.mark.parametrize("item_id", ["T1", "f1", "F", "F1a", "1", "''", "F 1", "F0", "F01", "F١", "F１"])
def test_an_id_has_the_letter_of_its_part_and_a_number(item_id: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, f"{HEAD}findings: {{id: {item_id}, text: x}}\n")
    assert (problem.code, problem.hint) == ("id", "an id here is F and a number, as in F1")


@pytest.mark.parametrize("item_id", ["~", "[F1]", "{F1: x}"])
def test_an_id_is_a_text(item_id: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, f"{HEAD}findings: {{id: {item_id}, text: x}}\n")
    assert problem.path == ("findings", 0, "id")


def test_a_wrong_field_does_not_hide_what_others_refer_to(tmp_path: Path) -> None:
    text = HEAD + "findings: {text: '[@a] [](#T1)', kind: fct}\nthreats: {titel: x}\nsources: {a: {type: x}}\n"
    assert spots(problems(tmp_path, text)) == [
        "4:40 unknown-word",
        "5:1 missing-field",
        "5:11 unknown-key",
        "6:21 unknown-word",
    ]


def test_problems_of_every_stage_come_together_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        "title: T\ntitle: U\nfnord: 1\ndate: 2026-13-01\nauthors: Desk\n"
        "findings:\n  - {id: T9, text: 'see [@nosuch]'}\nsources:\n  'a b': {}\nnote: x #y\n"
    )
    found = problems(tmp_path, text)
    assert spots(found) == [
        "2:1 duplicate-key",
        "3:1 unknown-key",
        "4:7 date",
        "7:10 id",
        "7:26 unknown-source",
        "9:3 source-key",
        "10:1 unknown-key",
        "10:9 hash-in-text",
    ]
    assert found == in_order(found)


def test_a_warning_does_not_keep_a_brief_from_being_read(tmp_path: Path) -> None:
    result = loaded(tmp_path, HEAD + "bottom_line: x\nfindings: War in the #Baltic\n")
    assert result.brief.findings[0].text == "War in the"
    assert [problem.code for problem in result.warnings] == ["hash-in-text"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("findings: '[@nosuch]'", "unknown-source"),
        ("findings: {text: x, sources: nosuch}", "unknown-source"),
        ("findings: {text: x, quoted_probability: {term: likely, source: nosuch}}", "unknown-source"),
        ("findings: '[](#F9)'", "unknown-id"),
        ("findings: '[x](#F9)'", "unknown-id"),
        ("findings: {text: x, contradicts: F9}", "unknown-id"),
        ("key_judgements: {text: x, rests_on: F1}", "unknown-id"),
        ("scenarios: {title: x, indicators: I1}", "unknown-id"),
        ("sections: {heading: x, text: '| a |\n    |---|\n    | [@nosuch] |'}", "unknown-source"),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(line: str, code: str, tmp_path: Path) -> None:
    assert [problem.code for problem in problems(tmp_path, f"{HEAD}{line}\n")] == [code]


def test_what_the_brief_cites_from_the_library_is_joined_in(tmp_path: Path) -> None:
    text = HEAD + "findings: {text: '[@b; @a]', sources: c}\nsources: {a: {title: Own}}\n"
    brief = loaded(tmp_path, text, a="Shared A", b="Shared B", c="Shared C", d="Shared D").brief
    assert {key: source.title for key, source in brief.sources.items()} == {
        "a": "Own",
        "b": "Shared B",
        "c": "Shared C",
    }


def test_settings_stand_in_for_what_the_brief_leaves_out(tmp_path: Path) -> None:
    settings = Settings(language="lt", scale="lt-nta", confidence_scale="ipcc", citation_style="apa")
    brief = loaded(
        tmp_path,
        HEAD + "findings: {text: x, confidence: medium}\nthreats: {title: x, likelihood: possible}\n",
        settings,
    ).brief
    assert (brief.language, brief.scale, brief.confidence_scale, brief.citation_style) == (
        "lt",
        "lt-nta",
        "ipcc",
        "apa",
    )


def test_what_a_brief_says_itself_wins(tmp_path: Path) -> None:
    settings = Settings(language="lt", scale="lt-nta")
    text = HEAD + "language: pl\nscale: icd203\nthreats: {title: x, likelihood: remote}\n"
    brief = loaded(tmp_path, text, settings).brief
    assert (brief.language, brief.scale) == ("pl", "icd203")


def test_words_are_judged_by_the_scale_of_the_settings(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, HEAD + "threats: {title: x, likelihood: remote}\n", Settings(scale="lt-nta"))
    assert problem.code == "word-outside-scale"
    assert "lt-nta" in problem.message


def test_an_id_left_out_is_the_path_under_briefs(tmp_path: Path) -> None:
    assert loaded(tmp_path, HEAD + "findings: x\n").brief.id == "b"
    assert loaded(tmp_path, HEAD + "findings: x\nid: watch/2026-01\n").brief.id == "watch/2026-01"


def library(folder: Path, sources: str) -> Project:
    (folder / "briefs").mkdir()
    (folder / "briefs" / "sources.yaml").write_text(sources, encoding="utf-8")
    return open_project(folder)


def test_a_letter_of_a_shared_source_that_is_cited_is_found_at_its_line(tmp_path: Path) -> None:
    project = library(tmp_path, "a:\n  title: A\nb:\n  title: On 中国\n")
    path = tmp_path / "briefs" / "b.yaml"
    path.write_text(HEAD + "findings: '[@a; @b]'\n", encoding="utf-8")
    with pytest.raises(BriefError) as caught:
        load_brief(path, project)
    places = [problem.place for problem in caught.value.problems if problem.code == "missing-letter"]
    assert [(place.file.name, place.line, place.column) for place in places if place] == [("sources.yaml", 4, 13)]


def test_a_letter_of_a_shared_source_that_nobody_cites_does_no_harm(tmp_path: Path) -> None:
    project = library(tmp_path, "a:\n  title: A\nb:\n  title: On 中国\n")
    path = tmp_path / "briefs" / "b.yaml"
    path.write_text(HEAD + "bottom_line: '[@a]'\nfindings: x\n", encoding="utf-8")
    assert load_brief(path, project).warnings == ()


@pytest.mark.parametrize(("line", "code"), [("citation_style: nosuch", "citation-style"), ("theme: nosuch", "theme")])
def test_a_look_that_does_not_exist_is_refused(line: str, code: str, tmp_path: Path) -> None:
    assert [problem.code for problem in problems(tmp_path, f"{HEAD}findings: x\n{line}\n")] == [code]


def test_a_brief_is_read_the_same_under_every_line_end(tmp_path: Path) -> None:
    text = (BRIEFS / "everything.yaml").read_text("utf-8")
    path = tmp_path / "b.yaml"
    read: list[Brief] = []
    for newline in ("\n", "\r\n"):
        path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", newline).encode())
        read.append(load_brief(path, Project(tmp_path, Settings(), {})).brief)
    assert read[0] == read[1]


def test_a_file_that_is_not_there_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_brief(tmp_path / "none.yaml", Project(tmp_path, Settings(), {}))
