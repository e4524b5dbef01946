"""The rules together: how loud they are, what is waived, and where they point."""

import datetime
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

import pytest

from policybrief import vocabulary
from policybrief.case import Case
from policybrief.folder import brief_paths
from policybrief.lint import lint, settings_problems
from policybrief.load import load_brief
from policybrief.problem import Problem
from policybrief.project import Project, open_project

ON = datetime.date(2026, 1, 15)
CLEAN = Path(__file__).parent / "rules" / "clean.yaml"
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


def test_a_sentence_is_found_by_what_it_says_and_not_by_what_it_quotes(make_project: Callable[..., Project]) -> None:
    text = "It is Likely. They call it “likely”. A likelihood is none."
    project = make_project(brief=BRIEF.replace("bottom_line: So.", f"bottom_line: {text}"))
    case = Case(load_brief(project.briefs / "brief.yaml", project).brief, project.settings, ON)
    assert [sentence.text for sentence in case.saying(("likely", "probable"))] == ["It is Likely."]


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


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_a_brief_without_a_bottom_line_can_be_read_and_is_told_by_the_rule(
    severity: str, make_project: Callable[..., Project]
) -> None:
    brief = BRIEF.replace("bottom_line: So.\n", "")
    project = make_project(brief=brief, project=f"rules: {{no-bottom-line: {severity}}}\n")
    assert load_brief(project.briefs / "brief.yaml", project).warnings == ()
    assert told(judged(project, ["no-bottom-line"])) == [("no-bottom-line", severity, 1)]


def test_the_three_briefs_pass_every_rule_on_their_day(project: Project) -> None:
    for path in brief_paths(project.root):
        loaded = load_brief(path, project)
        day = datetime.date(*loaded.brief.date.start)
        problems = [*loaded.warnings, *lint(Case(loaded.brief, project.settings, day), loaded.file)]
        assert [str(problem) for problem in problems if problem.severity != "info"] == [], path.name


def test_a_text_of_one_line_for_an_item_is_pointed_at(make_project: Callable[..., Project]) -> None:
    brief = BRIEF.replace("    - {do: Act., owner: A, due: 2026-06, measure: M}\n", "    - Act.\n")
    assert ("unlinked-recommendation", "error", 8) in told(judged(make_project(brief=brief)))


def test_rules_of_one_file_are_given_places_in_it(project: Project, tmp_path: Path) -> None:
    path = next(path for path in brief_paths(project.root) if "military" in path.name)
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


SCALES = [name for name in vocabulary.scale_names() if name != "none"]


@pytest.mark.parametrize("name", SCALES)
def test_a_number_agrees_with_its_word_on_every_scale(name: str, make_project: Callable[..., Project]) -> None:
    for term in vocabulary.scale(name).terms:
        for word in (term.word, *term.also):
            for inside in (term.low, term.high, round((term.low + term.high) / 2)):
                assert outside(name, f"{{word: {word}, point: {inside:g}}}", make_project) == []
            for beyond in (term.low - 1, term.high + 1):
                if 0 <= beyond <= 100:
                    assert len(outside(name, f"{{word: {word}, point: {beyond:g}}}", make_project)) == 1


@pytest.mark.parametrize("name", SCALES)
def test_a_range_keeps_within_the_band_of_its_word_on_every_scale(
    name: str, make_project: Callable[..., Project]
) -> None:
    for term in vocabulary.scale(name).terms:
        low, high = term.low, term.high
        ranges = [(low, high, 0), (low, low, 0), (high, high, 0), (low - 1, high, 1), (low, high + 1, 1)]
        for first, last, count in ranges:
            if first >= 0 and last <= 100:
                given = f"{{word: {term.word}, range: [{first:g}, {last:g}]}}"
                assert len(outside(name, given, make_project)) == count, given


@pytest.mark.parametrize("name", SCALES)
def test_the_word_that_is_offered_for_a_number_fits_it(name: str, make_project: Callable[..., Project]) -> None:
    scale = vocabulary.scale(name)
    for point in range(101):
        apart = next(term for term in scale.terms if not term.low <= point <= term.high)
        (hint,) = outside(name, f"{{word: {apart.word}, point: {point}}}", make_project)
        term = scale.at(point)
        assert hint.startswith(f"the word for {point}\u202f% is '{term.word}';" if term else "no word holds")
        if term:
            assert outside(name, f"{{word: {term.word}, point: {point}}}", make_project) == []


@pytest.mark.parametrize(("name", "gap"), [("uk-phia", "21-24"), ("uk-phia", "6-9"), ("kent-1964", "61-62")])
def test_a_number_in_a_gap_of_a_scale_belongs_to_no_word(
    name: str, gap: str, make_project: Callable[..., Project]
) -> None:
    """UK PHIA leaves 5 to 10 percent, and more, without a word."""
    low, high = gap.split("-")
    for term in vocabulary.scale(name).terms:
        for given in (f"point: {low}", f"point: {high}", f"range: {gap}"):
            (hint,) = outside(name, f"{{word: {term.word}, {given}}}", make_project)
            assert hint.startswith("no word holds")
    for given in (low, gap):
        assert outside(name, given, make_project) == [], "a number that stands alone claims no word"


def test_a_range_over_a_gap_is_outside_both_bands_beside_it(make_project: Callable[..., Project]) -> None:
    for word in ("highly unlikely", "unlikely"):
        (hint,) = outside("uk-phia", f"{{word: {word}, range: 15-30}}", make_project)
        assert hint.startswith("no word holds 15–30\u202f%")


def test_a_point_and_a_range_are_told_once(make_project: Callable[..., Project]) -> None:
    assert len(outside("icd203", "{word: likely, point: 90, range: 85-95}", make_project)) == 1


def test_of_bands_within_bands_the_narrowest_is_offered(make_project: Callable[..., Project]) -> None:
    (hint,) = outside("ipcc-ar5", "{word: unlikely, point: 95}", make_project)
    assert hint.startswith("the word for 95\u202f% is 'extremely likely'")


def test_the_word_that_is_offered_fits_all_numbers_of_an_estimate(make_project: Callable[..., Project]) -> None:
    (hint,) = outside("ipcc-ar5", "{word: likely, point: 70, range: 60-80}", make_project)
    assert hint.startswith("the word for 60–80\u202f% is 'more likely than not'")


def test_of_bands_within_bands_every_one_that_holds_the_number_is_right(make_project: Callable[..., Project]) -> None:
    for word in ("more likely than not", "likely", "very likely", "extremely likely", "virtually certain"):
        assert outside("ipcc-ar5", f"{{word: {word}, point: 99.5, range: 99-100}}", make_project) == []
    assert len(outside("ipcc-ar5", "{word: virtually certain, range: 98-100}", make_project)) == 1


@pytest.mark.parametrize("probability", ["{word: likely, point: 5}", "{word: quite conceivable, range: 90-99}"])
def test_without_a_scale_a_word_claims_no_number(probability: str, make_project: Callable[..., Project]) -> None:
    assert outside("none", probability, make_project) == []


def sums(shares: str, make_project: Callable[..., Project], scale: str = "icd203") -> list[str]:
    """The codes that the scenarios of a set are told; a blank stands between their probabilities, _ within one."""
    given = [share.replace("_", " ").replace(":", ": ") for share in shares.split()]
    scenarios = "".join(f"  - {{title: A way, probability: {share}}}\n" for share in given)
    held = f"scale: {scale}\nscenario_set: {{exclusive: yes, exhaustive: yes}}\nscenarios:\n{scenarios}"
    return [problem.code for problem in judged(make_project(brief=BRIEF + held), ["sum-not-100", "bands-infeasible"])]


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ("60 40", ""),
        ("60 39", ""),
        ("60 41", ""),
        ("60 38.9", "sum-not-100"),
        ("60 41.1", "sum-not-100"),
        ("33.3 33.3 33.4", ""),
        ("33 33 33", ""),
        ("0 100", ""),
        ("100", ""),
        ("98.9", "sum-not-100"),
        ("1 1", "sum-not-100"),
        ("50-60 40-50", ""),
        ("50-60 30-40", ""),
        ("50-60 30-39", ""),
        ("50-60 30-38.9", "bands-infeasible"),
        ("60-70 40-50", ""),
        ("60-70 41-50", ""),
        ("60-70 41.1-50", "bands-infeasible"),
        ("likely unlikely", ""),
        ("likely likely", "bands-infeasible"),
        ("unlikely unlikely", "bands-infeasible"),
        ("unlikely {word:unlikely,range:[20,45]} {word:unlikely,range:[20,45]}", ""),
        ("likely 20", ""),
        ("likely 46.1", "bands-infeasible"),
        ("likely 46", ""),
        ("likely 19", ""),
        ("likely 18.9", "bands-infeasible"),
        ("likely 40-50", ""),
        ("likely 46.1-50", "bands-infeasible"),
        ("likely 5 5-8.9", "bands-infeasible"),
        ("likely 5 5-14", ""),
        ("almost_certain almost_certain", "bands-infeasible"),
        ("{word:likely,point:60} {word:unlikely,point:40}", ""),
        ("{word:likely,point:60} {word:unlikely,point:30}", "sum-not-100"),
        ("{word:likely,point:60,range:[55,60]} {word:unlikely,point:40,range:[20,40]}", ""),
        ("{word:likely,point:60,range:[55,60]} {word:unlikely,point:38,range:[20,38]}", "sum-not-100 bands-infeasible"),
    ],
)
def test_shares_of_one_whole_add_up(shares: str, code: str, make_project: Callable[..., Project]) -> None:
    assert sums(shares, make_project) == code.split()


@pytest.mark.parametrize("name", SCALES)
def test_the_words_of_a_scale_add_up_where_its_bands_leave_room(
    name: str, make_project: Callable[..., Project]
) -> None:
    for one, other in product(vocabulary.scale(name).terms, repeat=2):
        room = one.low + other.low <= 101 and one.high + other.high >= 99
        pair = [f"{{word:'{term.word}'}}".replace(" ", "_") for term in (one, other)]
        assert sums(" ".join(pair), make_project, name) == ([] if room else ["bands-infeasible"])


def test_a_rule_of_the_settings_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "project.yaml").write_text("rules:\n  no-owner: error\n  noowner: off\n", encoding="utf-8")
    (problem,) = settings_problems(open_project(tmp_path))
    assert (problem.code, problem.severity, problem.hint) == ("unknown-rule", "warning", "did you mean no-owner?")
    assert problem.place
    assert (problem.place.line, problem.place.column) == (3, 3)


def test_a_waiver_of_a_rule_that_is_off_is_not_told(make_project: Callable[..., Project]) -> None:
    text = CLEAN.read_text(encoding="utf-8") + "\nwaivers: [{rule: no-owner, because: It is so.}]\n"
    project = make_project(brief=text)
    loaded = load_brief(project.briefs / "brief.yaml", project)
    off, on = ({"no-owner": severity} for severity in ("off", "error"))
    told = [
        lint(Case(loaded.brief, project.settings.model_copy(update={"rules": rules}), ON), loaded.file)
        for rules in (off, on)
    ]
    assert [[problem.code for problem in problems] for problems in told] == [[], ["unused-waiver"]]
