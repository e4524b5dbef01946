"""How long a brief is: what counts as a word, the limit of its kind, the time to read it, its sentences."""

import datetime
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import BRIEFS

from policybrief.case import Case
from policybrief.length import LIMITS, RATE, Length
from policybrief.lengthtext import as_json, as_text
from policybrief.lint import lint
from policybrief.load import Loaded, load_brief
from policybrief.project import Project
from policybrief.rules import long_brief, long_sentences

HEAD = "title: Three words here\ndate: 2024-01-31\nauthors: [Desk]\nsources: {a: {title: A}}\n"
TEN = "Each of the reports was read twice by two readers. "
Counted = tuple[Loaded, Length]
Count = Callable[[str], Counted]


@pytest.fixture
def count(make_project: Callable[..., Project]) -> Count:
    """The length of a brief that is given as text."""

    def counted(text: str) -> Counted:
        project = make_project(brief=HEAD + text)
        return measured(project.briefs / "brief.yaml", project)

    return counted


def measured(path: Path, project: Project) -> Counted:
    loaded = load_brief(path, project)
    return loaded, Length(Case(loaded.brief, project.settings, datetime.date(2024, 1, 31)))


def words_of_a_finding(text: str, count: Count) -> int:
    return count(f"findings:\n  - text: |\n{text}\n")[1].parts["findings"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It has ten words.", 4),
        ("By 2024, 1,200 of 3.5 million.", 6),
        ("A dash – or — two, and 10–15 %.", 6),
        ("It is *so* [@a, p. 3], **very** `much`.", 5),
        ("See [the two words](https://example.org/three).", 4),
        ("As [](#F1) says.", 3),
        ("Nothing else\\.", 2),
        ("Саюзная дзяржава – гэта саюз.", 4),
        ("Η Λευκορωσία και η Ρωσία.", 5),
    ],
)
def test_what_stands_between_blanks_and_holds_a_letter_or_a_digit_is_a_word(
    text: str, words: int, count: Count
) -> None:
    assert words_of_a_finding(f"      {text}", count) == words


def test_the_marks_of_lists_tables_and_quotations_are_no_words(count: Count) -> None:
    lines = ("1. One", "2. Two", "", "- Three", "", "> Four", "", "| Five | Six |", "|---|---|", "| 7 | 8 |")
    text = "\n".join(f"      {line}" for line in lines)
    assert words_of_a_finding(text, count) == 8


def test_titles_headings_names_and_the_id_of_an_indicator_do_not_count(count: Count) -> None:
    _, length = count(
        "subtitle: Two words\nbottom_line: Four words are here.\nreviewers: [Anna Example]\n"
        "sections: [{heading: A long heading, text: Two words.}]\n"
        "findings: [{title: Not counted either, text: It is so., short: Nor this, basis: editorial}]\n"
        "threats: [{title: Nor a threat without a text, basis: editorial}]\n"
        "scenarios: [{title: Nor this, basis: editorial, indicators: [I1, A base opens]}]\n"
        "indicators: [A treaty is signed]\n"
    )
    assert length.parts == {"bottom_line": 4, "sections": 2, "findings": 3, "scenarios": 3, "indicators": 4}
    assert length.words == 16


def test_parts_stand_in_the_order_in_which_they_are_printed(count: Count) -> None:
    _, length = count(
        "method: Two words.\nrecommendations: {long_term: [Do it.], short_term: [Do it now.]}\n"
        "alternatives: [Or not.]\ngaps: [Who knows.]\nfindings: [So.]\nquestion: Is it?\n"
    )
    assert list(length.parts) == ["question", "findings", "gaps", "alternatives", "recommendations", "method"]
    assert length.parts["recommendations"] == 5


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (RATE, 1), (2 * RATE, 2), (2 * RATE + 118, 2), (595 + 1, 3)])
def test_the_time_to_read_is_told_to_the_nearest_minute(words: int, minutes: int, count: Count) -> None:
    _, length = count(f"findings: [{'word ' * words}]\n")
    assert (length.words, length.minutes) == (words, minutes)


def test_a_brief_of_titles_alone_takes_no_time(count: Count) -> None:
    _, length = count("threats: [{title: A title}]\n")
    assert (length.words, length.minutes, length.longest, length.mean) == (0, 0, None, 0)


@pytest.mark.parametrize("kind", ["flash", "brief", "paper", "briefing", "register"])
def test_the_limit_is_that_of_the_kind_and_the_rule_draws_the_line_there(kind: str, count: Count) -> None:
    limit = LIMITS.get(kind)
    for words in (limit or 9000, (limit or 9000) + 1):
        _, length = count(f"kind: {kind}\nfindings: [{'word ' * words}]\n")
        assert (length.words, length.limit) == (words, limit)
        assert bool(list(long_brief.check(length.case))) == bool(limit and words > limit)


def test_only_a_briefing_and_a_register_have_no_limit() -> None:
    assert set(LIMITS) == {"flash", "brief", "paper"}


def test_sentences_are_counted_without_the_entries_of_lists(count: Count) -> None:
    _, length = count(f"bottom_line: {TEN}It holds.\nfindings: ['{TEN}They agreed on it [@a].']\n")
    assert [one.words for one in length.sentences] == [10, 4, 10]
    assert length.mean == pytest.approx(8)
    assert length.longest and length.longest.sentence.steps == ("findings", 0, "text")


def test_the_rule_on_sentences_counts_as_this_does(count: Count) -> None:
    for words in (35, 36):
        _, length = count(f"method: {('So' + ' it' * (words - 1) + '. ') * 10}\nfindings: [So.]\n")
        assert [one.words for one in length.sentences] == [words] * 10
        assert len(length.long) == (10 if words > 35 else 0)
        assert len(list(long_sentences.check(length.case))) == (words > 35)


def test_a_sentence_is_not_long_by_what_it_quotes(count: Count) -> None:
    quoted = "It says “" + "so it is and " * 12 + "so it was” [@a]. "
    _, length = count(f"method: |\n  {quoted * 10}\nfindings: [So.]\n")
    assert [one.words for one in length.sentences] == []
    assert length.words > 400


def test_in_another_language_there_are_words_and_minutes_but_no_sentences(count: Count) -> None:
    loaded, length = count("language: be\nfindings: [Гэта так. Гэта не так.]\n")
    assert (length.words, length.minutes, length.sentences) == (5, 1, ())
    assert as_text(loaded, length).endswith("Sentences are counted in English only.")
    assert json.loads(as_json([(loaded, length)]))["briefs"][0]["sentences"] is None


@pytest.mark.parametrize("name", BRIEFS)
def test_every_word_of_a_brief_stands_in_one_sentence(name: str, project: Project) -> None:
    """Two ways through one text, that of the Markdown parser and that of the sentences, come to one number."""
    _, length = measured(project.briefs / f"{name}.yaml", project)
    ids = sum(bool(re.fullmatch("I[0-9]+", text)) for _, text in length.case.prose)
    assert length.words == sum(len(re.findall(r"\w\S*", each.text)) for each in length.case.sentences) - ids


def test_what_is_over_the_limit_is_told_and_a_briefing_has_none(count: Count) -> None:
    table = as_text(*count(f"findings: ['{TEN * 181}']\n"))
    assert re.search(r"^  Total +1,810  10 over the 1,800 of a brief$", table, re.MULTILINE)
    table = as_text(*count(f"kind: briefing\nfindings: ['{TEN}']\n"))
    assert re.search(r"^  Total +10  no limit for a briefing$", table, re.MULTILINE)


def test_a_brief_of_two_words_in_english_is_not_said_to_be_in_another_language(count: Count) -> None:
    assert as_text(*count("findings: [It rains.]\n")).endswith("  Minutes to read  1  at 238 words a minute")


def test_parts_under_one_heading_are_one_row(count: Count) -> None:
    table = as_text(*count("findings: [So.]\ngaps: [Two words.]\nassumptions: [Two more.]\nalternatives: [Or not.]\n"))
    assert re.findall(r"^  (Not known, assumed|Findings) +(\d+)$", table, re.MULTILINE) == [
        ("Findings", "1"),
        ("Not known, assumed", "6"),
    ]


def test_the_table_has_eighty_columns_and_its_numbers_end_in_one(project: Project) -> None:
    for name in BRIEFS:
        table = as_text(*measured(project.briefs / f"{name}.yaml", project))
        rows = re.findall(r"^  ([A-Z][\w ,]*?  +[\d,.]+)(?:  .*)?$", table, re.MULTILINE)
        assert len(rows) > 10
        assert len({len(row) for row in rows}) == 1
        assert max(map(len, table.splitlines()[1:])) <= 80, "the path alone may be longer"


def test_a_long_title_is_cut(count: Count) -> None:
    loaded, length = count("findings: [So.]\n")
    named = loaded._replace(brief=loaded.brief.model_copy(update={"title": "A very long title " * 9}))
    line = as_text(named, length).splitlines()[1]
    assert len(line) <= 80 and line.endswith("…, 2024-01-31")


def test_the_longest_sentence_is_found_in_its_line(count: Count) -> None:
    loaded, length = count(
        f"findings:\n  - text: >\n      It was so.\n      {TEN}\n"
        "      These readers read it all *again*, and the others\n      did so too, in the week that came after it.\n"
    )
    (record,) = json.loads(as_json([(loaded, length)]))["briefs"]
    assert record["sentences"]["longest"] | {"text": ""} == {
        "words": 19,
        "path": "findings[0].text",
        "line": 9,
        "column": 7,
        "text": "",
    }


def test_json_holds_what_the_table_holds(count: Count) -> None:
    loaded, length = count(f"kind: flash\nbottom_line: {TEN}\nfindings: ['{TEN}']\n")
    told = json.loads(as_json([(loaded, length)]))
    assert told["version"] == 1
    (record,) = told["briefs"]
    assert (record["id"], record["kind"], record["language"]) == ("brief", "flash", "en")
    assert record["parts"] == {"bottom_line": 10, "findings": 10}
    assert (record["words"], record["limit"], record["minutes"], record["words_per_minute"]) == (20, 450, 1, 238)
    assert (record["sentences"]["count"], record["sentences"]["mean"]) == (2, 10)
    assert record["sentences"]["over"] == {"words": 35, "count": 0}


def test_the_rule_points_at_the_longest_sentence(make_project: Callable[..., Project]) -> None:
    long = "The readers took the reports one by one and graded each of them, then compared their grades in a table, "
    text = f"method: |\n  {TEN}\n" + f"  {long * 2}so it went.\n" * 12 + "findings: [So.]\n"
    project = make_project(brief=HEAD + text)
    loaded = load_brief(project.briefs / "brief.yaml", project)
    case = Case(loaded.brief, project.settings, datetime.date(2024, 1, 31))
    (problem,) = lint(case, loaded.file, ["long-sentences"])
    assert problem.place and problem.place.line == 7


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "policybrief", "length", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "one.yaml").write_text(f"{HEAD}findings: ['{TEN}']\n", encoding="utf-8")
    return tmp_path


def test_the_command_prints_a_table(folder: Path) -> None:
    done = run(cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "briefs/one.yaml\n"
        "Three words here, 2024-01-31\n\n"
        "  Findings           10\n"
        "  Total              10  of 1,800 for a brief\n\n"
        "  Minutes to read     1  at 238 words a minute\n"
        "  Sentences           1  0 of them over 35 words\n"
        "  Mean length      10.0  words\n"
        "  Longest            10  words\n"
        "  briefs/one.yaml:5: Each of the reports was read twice by two readers.\n"
    )


def test_a_broken_brief_ends_with_one_and_does_not_stop_the_others(folder: Path) -> None:
    (folder / "briefs" / "broken.yaml").write_text("titel: T\n", encoding="utf-8")
    done = run(cwd=folder)
    assert done.returncode == 1
    assert done.stdout.startswith("briefs/one.yaml\n")
    assert "error[unknown-key]" in done.stderr
    listed = run("--format", "json", cwd=folder)
    assert (listed.returncode, [brief["id"] for brief in json.loads(listed.stdout)["briefs"]]) == (1, ["one"])


def test_a_brief_that_is_not_there_is_wrong_usage(folder: Path) -> None:
    done = run("two", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no brief 'two'" in done.stderr
