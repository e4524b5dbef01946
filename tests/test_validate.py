"""A file and a model to a record, or to every problem at its place."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from policybrief.brief import Brief, FigureWish
from policybrief.date import PartialDate
from policybrief.items import Finding, Forecast, Resolution
from policybrief.part import Part
from policybrief.problem import Problem, in_order
from policybrief.project import AudienceSettings, Settings
from policybrief.source import Name, Source
from policybrief.validate import _model_at, validate
from policybrief.yamlfile import parse_yaml

HEAD = "title: T\ndate: 2026-01-02\nauthors: Desk\n"


def problems(text: str, model: type[Part] = Brief) -> tuple[Problem, ...]:
    file = parse_yaml(text, Path("b.yaml"))
    return in_order(validate(file, file.data, model)[1])


def told(text: str, model: type[Part] = Brief) -> list[str]:
    """Place, code and path of every problem."""
    return [str(problem).splitlines()[0].partition(" ")[0] + problem.code for problem in problems(text, model)]


def hint(text: str, model: type[Part] = Brief) -> str:
    (problem,) = problems(text, model)
    return problem.hint


def test_the_smallest_brief_is_valid() -> None:
    assert problems(HEAD + "findings: x\n") == ()


def test_all_problems_of_a_file_are_told_in_its_order() -> None:
    text = HEAD + "fnord: 1\nthreats:\n  - {title: a, impact: 9, likelihood: 0.3}\n  - {text: b}\nkind: brif\n"
    assert told(text) == [
        "b.yaml:4:1:unknown-key",
        "b.yaml:6:24:out-of-range",
        "b.yaml:6:39:probability",
        "b.yaml:7:5:missing-field",
        "b.yaml:8:7:unknown-word",
    ]


def test_what_is_missing_is_told_with_its_purpose() -> None:
    assert [(problem.path, problem.hint) for problem in problems("findings: x\n")] == [
        (("title",), "add title: its title"),
        (("date",), "add date: the date that it bears"),
        (("authors",), "add authors: who wrote it"),
    ]


def test_a_brief_that_says_nothing_is_told_what_it_needs() -> None:
    (problem,) = problems(HEAD)
    assert problem.code == "no-content"
    assert "findings" in problem.hint


@pytest.mark.parametrize(
    ("line", "nearest"),
    [
        ("finding: x", "findings"),
        ("Titel: x", "title"),
        ("Bottom line: x", "bottom_line"),
        ("scenarioset: x", "scenario_set"),
        ("recomendations: x", "recommendations"),
    ],
)
def test_an_unknown_key_is_told_the_nearest_field(line: str, nearest: str) -> None:
    assert hint(f"{HEAD}gaps: x\nsections: {{heading: a, text: b}}\n{line}\n") == f"did you mean '{nearest}'?"


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("findings: {text: x, confidance: low}", "confidence"),
        ("findings: {text: x, quoted_probability: {term: a, source: b, locater: c}}", "locator"),
        ("findings: x\nsources: {a: {container-titel: x}}", "container-title"),
        ("findings: x\nsources: {a: {author: [{famly: x, family: y}]}}", "family"),
        ("findings: x\nsources: {a: {author: {famly: x, family: y}}}", "family"),
        ("findings: x\nreviewers: {dropping_particle: x, family: y}", "dropping-particle"),
        ("findings: x\nfigures: [{kind: matrix, titel: x}]", "title"),
        ("findings: x\nrecommendations: {shortterm: x}", "short_term"),
        ("findings: x\nrecommendations: {short_term: [{do: x, ownr: y}]}", "owner"),
        ("findings: x\nforecasts: {question: q, resolution: {outcome: a, date: 2020, sorce: b}}", "source"),
        ("findings: x\nscenario_set: {exclusiv: yes}", "exclusive"),
        ("findings: x\nheadlines: {finding: x}", "findings"),
        ("findings: x\nwaivers: {rule: a, because: b, itm: c}", "item"),
    ],
)
def test_the_nearest_field_is_one_of_the_record_that_the_key_stands_in(text: str, nearest: str) -> None:
    assert hint(HEAD + text) == f"did you mean '{nearest}'?"


@pytest.mark.parametrize("key", ["on", "no", "012", "1.10", "12:30", "=", "zzz"])
def test_a_key_near_nothing_is_told_as_it_is_written(key: str) -> None:
    (problem,) = problems(f"{HEAD}findings: x\n{key}: y\n")
    assert (problem.code, problem.path) == ("unknown-key", (key,))


def test_the_few_fields_of_a_small_record_are_listed() -> None:
    assert hint(HEAD + "findings: x\nfigures: {kind: matrix, x: y}") == "the fields here are kind, of or title"


@pytest.mark.parametrize(
    ("model", "steps", "record"),
    [
        (Brief, (), Brief),
        (Brief, ("findings", 0), Finding),
        (Brief, ("figures", 0), FigureWish),
        (Brief, ("sources", "a"), Source),
        (Brief, ("sources", "a", "author", 0), Name),
        (Brief, ("sources", "a", "issued"), PartialDate),
        (Brief, ("authors", 1), Name),
        (Brief, ("forecasts", 3), Forecast),
        (Brief, ("forecasts", 3, "resolution"), Resolution),
        (Brief, ("forecasts", 3, "resolution", "date"), PartialDate),
        (Settings, ("audiences", "public"), AudienceSettings),
        (Brief, ("nosuch", 1, "x"), None),
        (Brief, ("title",), None),
        (Brief, ("topics", 0), None),
    ],
)
def test_every_path_leads_to_its_record(
    model: type[Part], steps: tuple[str | int, ...], record: type[BaseModel] | None
) -> None:
    assert _model_at(model, steps) is record


@pytest.mark.parametrize(
    ("line", "message", "way_out"),
    [
        ("kind: brif", "is 'brif'", "choose flash, brief, paper, register or briefing; did you mean 'brief'?"),
        ("kind: [a]", "is a list", "choose flash, brief, paper, register or briefing"),
        ("topics: {a: b}", "is a set of keys", "write one text"),
        ("subtitle: [a, b]", "is a list", "write one text"),
        ("scenario_set: soon", "is 'soon'", "write its fields under it, each with a colon"),
        ("scenario_set: {exclusive: maybe}", "is 'maybe'", "write yes or no"),
        ("threats: {title: a, impact: high}", "is 'high'", "write a whole number"),
        ("threats: {title: a, impact: 1.5}", "is '1.5'", "write a whole number"),
        ("threats: {title: a, impact: 0}", "is '0'", "it is at least 1"),
        ("threats: {title: a, impact: 6}", "is '6'", "it is at most 5"),
        ("sources: text", "is 'text'", "write its fields under it, each with a colon"),
        ("sources: [a]", "is a list", "write its fields under it, each with a colon"),
        ("recommendations: x", "is 'x'", "write its fields under it, each with a colon"),
        ("gaps: [~]", "is empty", "write a value, or delete the line"),
        ("subtitle:", "is empty", "write a value, or delete the line"),
        ("headlines:", "is empty", "write a value, or delete the line"),
        ("language: english", "is 'english', which is no language tag", "such as en, lt or en-GB"),
        ("theme: ../x", "is '../x', which is no short name", "letters a to z, digits, - and _"),
        ("supersedes: /etc/x", "is '/etc/x', which is no id of a brief", "letters, digits"),
    ],
)
def test_a_wrong_value_is_told_with_the_way_out(line: str, message: str, way_out: str) -> None:
    (problem,) = problems(f"{HEAD}findings: x\n{line}\n")
    assert problem.message == message
    assert problem.hint.startswith(way_out)


def test_a_brief_has_an_author() -> None:
    assert told("title: T\ndate: 2026-01-02\nauthors: []\nfindings: x\n") == ["b.yaml:3:10:empty"]


@pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000, "1" + "0" * 400])
def test_a_number_beyond_all_bounds_is_a_problem_like_any_other(number: str) -> None:
    (problem,) = problems(f"{HEAD}threats: {{title: a, impact: {number}}}\n")
    assert problem.path == ("threats", 0, "impact")
    assert len(problem.message) < 100


@pytest.mark.parametrize(
    ("marking", "refused"),
    [
        ("chatham-house", False),
        ("For the addressees only", False),
        ("Restreint UE/EU restricted", True),
        ("RESTREINT-UE", True),
        ("Très secret UE", True),
        ("secret UE/EU SECRET", True),
    ],
)
def test_a_classified_marking_is_refused(marking: str, refused: bool) -> None:
    codes = [problem.code for problem in problems(f"{HEAD}findings: x\nhandling: {marking}\n")]
    assert codes == (["classified-marking"] if refused else [])


@pytest.mark.parametrize("root", ["hello", "- a", "[]", "5"])
def test_a_file_that_holds_no_keys_is_told_so(root: str) -> None:
    (problem,) = problems(root)
    assert (problem.code, problem.hint) == ("wrong-shape", "write its fields under it, each with a colon")


def test_the_caret_stands_under_the_word_in_a_folded_text() -> None:
    text = HEAD + "findings: >\n  one,\n  \ttwo [x](ftp://a.lt)\n  three.\n"
    (problem,) = problems(text)
    _, line, caret, *_ = str(problem).splitlines()
    assert line[caret.index("^") : caret.rindex("^") + 1] == "ftp:"


def test_a_wrong_key_of_a_mapping_is_told_under_the_key() -> None:
    (problem,) = problems("audiences:\n  'A b':\n    tlp: clear\n", Settings)
    assert problem.place
    assert (problem.place.line, problem.place.column) == (2, 3)
