"""The rules together: how loud they are, what is waived, and where they point."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from policybrief import vocabulary
from policybrief.case import Case
from policybrief.lint import lint
from policybrief.load import load_brief
from policybrief.problem import Problem
from policybrief.project import Project

ON = datetime.date(2026, 1, 15)
BRIEF = """title: T
date: 2026-01-10
authors: [Desk]
bottom_line: So.
findings: ["Something is so [@a]."]
recommendations:
  short_term:
    - {do: Act., owner: A, due: 2026-06, measure: M}
    - {do: Act twice., owner: A, due: 2026-06, measure: M, because: [F1]}
sources: {a: {title: A}}
"""
CODE = "unlinked-recommendation"


def judged(project: Project, select: Sequence[str] = (CODE,)) -> tuple[Problem, ...]:
    loaded = load_brief(project.briefs / "brief.yaml", project)
    case = Case(loaded.brief, project.settings, ON, project.shared(loaded.brief.sources))
    return lint(case, loaded.file, select)


def told(problems: Sequence[Problem]) -> list[tuple[str, str, int]]:
    return [(problem.code, problem.severity, problem.place.line if problem.place else 0) for problem in problems]


def test_a_problem_has_its_place(make_project: Callable[..., Project]) -> None:
    assert told(judged(make_project(brief=BRIEF))) == [(CODE, "error", 8)]


@pytest.mark.parametrize(("severity", "expected"), [("warning", ["warning"]), ("info", ["info"]), ("off", [])])
def test_a_project_makes_a_rule_louder_or_quieter(
    severity: str, expected: list[str], make_project: Callable[..., Project]
) -> None:
    project = make_project(brief=BRIEF, project=f"rules: {{{CODE}: {severity}}}\n")
    assert [problem.severity for problem in judged(project)] == expected


def test_what_is_waived_is_told_with_its_reason_and_not_as_a_fault(make_project: Callable[..., Project]) -> None:
    for item in ("item: R1, ", ""):
        waiver = f"waivers: [{{rule: {CODE}, {item}because: It stands alone.}}]\n"
        (problem,) = judged(make_project(brief=BRIEF + waiver))
        assert (problem.code, problem.severity) == ("waived", "info")
        assert "It stands alone." in problem.message


def test_a_waiver_of_another_item_waives_nothing_and_is_told(make_project: Callable[..., Project]) -> None:
    waiver = f"waivers: [{{rule: {CODE}, item: R2, because: It stands alone.}}]\n"
    assert told(judged(make_project(brief=BRIEF + waiver))) == [(CODE, "error", 8), ("unused-waiver", "warning", 11)]


def test_a_waiver_of_no_rule_is_told(make_project: Callable[..., Project]) -> None:
    waiver = "waivers: [{rule: unlinked-recomendation, because: It stands alone.}]\n"
    _, problem = judged(make_project(brief=BRIEF + waiver))
    assert problem.code == "unknown-rule"
    assert f"did you mean {CODE}?" in problem.hint


def test_a_waiver_of_a_rule_that_is_not_asked_says_nothing(make_project: Callable[..., Project]) -> None:
    waiver = "waivers: [{rule: sum-not-100, because: They are rounded.}]\n"
    assert told(judged(make_project(brief=BRIEF + waiver))) == [(CODE, "error", 8)]


def test_the_three_briefs_pass_every_rule_on_their_day(project: Project) -> None:
    for path in project.brief_paths():
        loaded = load_brief(path, project)
        day = datetime.date(*loaded.brief.date.start)
        problems = [*loaded.warnings, *lint(Case(loaded.brief, project.settings, day), loaded.file)]
        assert [str(problem) for problem in problems if problem.severity != "info"] == [], path.name


def test_a_text_of_one_line_for_an_item_is_pointed_at(make_project: Callable[..., Project]) -> None:
    brief = BRIEF.replace("    - {do: Act., owner: A, due: 2026-06, measure: M}\n", "    - Act.\n")
    assert ("unlinked-recommendation", "error", 8) in told(judged(make_project(brief=brief)))


def test_rules_of_one_file_are_given_places_in_it(project: Project, tmp_path: Path) -> None:
    path = next(path for path in project.brief_paths() if "military" in path.name)
    loaded = load_brief(path, project)
    late = lint(Case(loaded.brief, project.settings, datetime.date(2030, 1, 1)), loaded.file)
    assert late, "what was due in 2024 is overdue in 2030"
    assert all(problem.place and problem.place.file == path and problem.place.line > 1 for problem in late)


def test_a_fault_of_a_shared_source_is_told_where_the_brief_cites_it(make_project: Callable[..., Project]) -> None:
    library = "b: {title: B, type: webpage, author: X, publisher: Y, issued: 2025, URL: 'https://example.org/b'}\n"
    (problem,) = judged(make_project(brief=BRIEF.replace("@a", "@b"), sources=library), ["unarchived-source"])
    assert "cites b, which" in problem.message
    assert problem.place and (problem.place.line, problem.place.column) == (5, 30)


def outside(scale: str, probability: str, make_project: Callable[..., Project]) -> list[str]:
    brief = f"scale: {scale}\nkey_judgements: [{{text: So., basis: editorial, probability: {probability}}}]\n"
    problems = judged(make_project(brief=BRIEF + brief), ["number-outside-band"])
    return [problem.hint for problem in problems]


@pytest.mark.parametrize("name", [name for name in vocabulary.scale_names() if name != "none"])
def test_a_number_agrees_with_its_word_on_every_scale(name: str, make_project: Callable[..., Project]) -> None:
    for term in vocabulary.scale(name).terms:
        for word in (term.word, *term.also):
            for inside in (term.low, term.high, round((term.low + term.high) / 2)):
                assert outside(name, f"{{word: {word}, point: {inside:g}}}", make_project) == []
            for beyond in (term.low - 1, term.high + 1):
                if 0 <= beyond <= 100:
                    assert len(outside(name, f"{{word: {word}, point: {beyond:g}}}", make_project)) == 1


def test_a_number_in_a_gap_of_a_scale_belongs_to_no_word(make_project: Callable[..., Project]) -> None:
    """UK PHIA leaves 5 to 10 percent, and more, without a word."""
    (hint,) = outside("uk-phia", "{word: highly unlikely, point: 22}", make_project)
    assert hint.startswith("no word fits it")


def test_of_bands_within_bands_the_narrowest_is_offered(make_project: Callable[..., Project]) -> None:
    (hint,) = outside("ipcc-ar5", "{word: unlikely, point: 95}", make_project)
    assert "extremely likely" in hint or "very likely" in hint
