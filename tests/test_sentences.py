"""Prose taken apart: what a sentence says itself, and what it quotes."""

import json
import time
from collections.abc import Callable

import pytest
from test_lint import judged

from policybrief.project import Project
from policybrief.sentences import Sentence, sentences_of

QUOTED = {
    "curly": "“{}”",
    "curly, one within": "“so “{}” so”",
    "curly, single within": "“so ‘{}’ so”",
    "curly, left open": "“{}",
    "straight": '"{}"',
    "straight, one within": '"so "{}" so"',
    "straight, single within": "\"so '{}' so\"",
    "straight, left open": '"{}',
    "single": "‘{}’",
    "single, with an apostrophe": "‘it’s so that {}’",
    "single, with a genitive": "‘the allies’ words are that {}’",
    "single, double within": "‘so “{}” so’",
    "single, left open": "‘{}",
    "single straight": "'{}'",
    "single straight, with an apostrophe": "'it's so that {}'",
    "single straight, with a genitive": "'the allies' words are that {}'",
    "single straight, double within": "'so \"{}\" so'",
    "German": "„{}“",
    "French": "«{}»",
    "French, one within": "« so «{}» so »",
    "pointed": "‹{}›",
    "emphasised": "*“{}”*",
    "over two lines": "“so\n{}”",
    "two paragraphs": "“so\n\n“{}”",
    "block": "\n\n> {}\n",
    "block, set in": "\n\n  > {}\n",
    "block, not marked on its second line": "\n\n> so\n{}\n",
    "block in a list": "\n\n- > {}\n",
    "block, with a list": "\n\n> - {}\n",
}
quoted = pytest.mark.parametrize("form", QUOTED.values(), ids=QUOTED.keys())


def sentences(text: str) -> list[Sentence]:
    return list(sentences_of(("method",), text, None))


def own(text: str) -> list[str]:
    return [sentence.own for sentence in sentences(text)]


@quoted
def test_what_is_quoted_is_not_its_own(form: str) -> None:
    text = f"Readers say {form.format('the secret word')}"
    assert "secret" in " ".join(sentence.text for sentence in sentences(text))
    assert "secret" not in " ".join(own(text))
    assert "Readers say" in own(text)[0]


@pytest.mark.parametrize("form", ["“{}”", '"{}"', "‘{}’", "'{}'", "„{}“", "«{}»", "‹{}›"])
def test_what_stands_around_a_quotation_is_its_own(form: str) -> None:
    first, second = form.format("one word"), form.format("it’s another")
    assert own(f"Readers say {first}, or {second}, and go on.") == ["Readers say “”, or “”, and go on."]


@pytest.mark.parametrize(
    "text",
    [
        "It’s the allies’ view, and the states’ too.",
        "It's the allies' view, and the states' too.",
        "The ’90s and the ‘90s and the '90s.",
        "O'Neill's pipe of 6\" and another of 5\".",
        "A depth of 5 < 6 and 7 > 6.",
    ],
)
def test_an_apostrophe_quotes_nothing(text: str) -> None:
    assert own(text) == [text]


@pytest.mark.parametrize("mark", ["“", '"', "‘", "'", "„", "«", "‹", " 'a", ' "a', "‘s’ a ", "> ", "- > “"])
def test_marks_without_end_take_no_time(mark: str) -> None:
    start = time.process_time()
    assert own(mark * 3000)
    assert time.process_time() - start < 1


def test_what_is_left_open_ends_with_its_paragraph() -> None:
    assert own('Readers say "so. And so\n\nThe desk says more.') == ["Readers say “”", "The desk says more."]


@pytest.mark.parametrize("text", ["“It is so.” Then more.", "He asks “is it so?” Then more.", "‘So!’ Then more."])
def test_the_stop_of_a_quotation_may_end_the_sentence_around_it(text: str) -> None:
    assert own(text)[1:] == ["Then more."]


@pytest.mark.parametrize("text", ["“It is so [@a].”", "“It is so.” [@a]", "“It is so” [@a].", "It is so. [@a] [@b]"])
def test_a_citation_in_a_quotation_or_behind_it_is_that_of_its_sentence(text: str) -> None:
    assert [sentence.cited for sentence in sentences(f"{text} Then more.")] == [True, False]


FAULTS = {
    "confidence-with-likelihood": "the desk has high confidence that damage is likely",
    "stacked-hedges": "repair may possibly take weeks",
    "vague-estimate": "damage cannot be ruled out",
    "foreign-scale-word": "damage is highly likely",
    "loaded-adjective": "the wait is brutal",
    "unexpanded-acronym": "the VTS sees the VTS",
    "many-passives": "the ship was cut and the cable was repaired",
    "spelled-two-ways": "Mr Lukashenka met Mr Lukashenko",
}
"""Rules that read prose, and what each objects to."""
REST = "The desk reads on in short words. " * 9


def codes(form: str, fault: str, code: str, make_project: Callable[..., Project]) -> set[str]:
    """What the rule says where one half of the sentences has the fault."""
    faulty = "".join(f"The desk writes: {form.format(fault)}\n\n" for _ in range(9))
    line = " ".join(f"The desk writes: {form.format(fault)}".split())
    data = {
        "title": "T",
        "date": "2026-01-10",
        "authors": ["Desk"],
        "bottom_line": line if ">" not in form else "So.",
        "key_judgements": [{"text": "So.", "basis": "editorial", "probability": "likely"}],
        "sections": [{"heading": "H", "text": REST + "\n\n" + faulty}],
    }
    project = make_project(brief=json.dumps(data, ensure_ascii=False))
    return {problem.code for problem in judged(project, [code])}


@pytest.mark.parametrize("code", FAULTS)
def test_a_rule_that_reads_prose_objects_to_the_desks_own_words(
    code: str, make_project: Callable[..., Project]
) -> None:
    assert codes("{}.", FAULTS[code], code, make_project) == {code}


@quoted
@pytest.mark.parametrize("code", FAULTS)
def test_no_rule_objects_to_what_is_quoted(code: str, form: str, make_project: Callable[..., Project]) -> None:
    assert codes(form, FAULTS[code], code, make_project) == set()
