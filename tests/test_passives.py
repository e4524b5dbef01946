"""Sentences in the passive, and what only looks like one."""

import json
from collections.abc import Callable

import pytest
from test_lint import judged

from policybrief.project import Project

Told = Callable[[str], list[str]]


@pytest.fixture
def told(make_project: Callable[..., Project]) -> Told:
    """What the rule says of a text."""

    def judge(text: str) -> list[str]:
        data = {"title": "T", "date": "2026-01-10", "authors": ["Desk"], "sections": [{"heading": "H", "text": text}]}
        project = make_project(brief=json.dumps(data, ensure_ascii=False))
        return [problem.message for problem in judged(project, ["many-passives"])]

    return judge


ACTIVE, PASSIVE = "Two readers read it. ", "It was read twice. "


@pytest.mark.parametrize(
    ("active", "passive", "message"),
    [
        (7, 3, None),
        (6, 4, "says 'was read', the first of 4 passives in 10 sentences"),
        (8, 4, None),
        (7, 5, "says 'was read', the first of 5 passives in 12 sentences"),
        (0, 9, None),
        (0, 10, "says 'was read', the first of 10 passives in 10 sentences"),
    ],
)
def test_up_to_a_third_of_ten_sentences_or_more_is_let_pass(
    active: int, passive: int, message: str | None, told: Told
) -> None:
    assert told(ACTIVE * active + PASSIVE * passive) == ([message] if message else [])


@pytest.mark.parametrize(
    "sentence",
    [
        "The base was agreed upon.",
        "The law has been passed by parliament.",
        "The bridge is being built by soldiers.",
        "The talks will be held soon.",
        "The deal was not kept.",
        "The deal wasn’t kept by them.",
        "The deal wasn't kept by them.",
        "The report was carefully read twice.",
        "The report was not often enough read.",
        "They were never again seen there.",
        "Troops are said to leave.",
        "It was then withdrawn again.",
        "The threat was taken seriously.",
    ],
)
def test_what_is_done_to_something_is_a_passive(sentence: str, told: Told) -> None:
    assert len(told(f"{sentence} " * 10)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "The readers are interested in ships.",
        "The European allies are united now.",
        "The desk is concerned about it.",
        "There is need of more ships.",
        "There were a hundred of them.",
        "The sea is red with rust.",
        "The ships are hundreds of miles off.",
        "The crews have gone home early.",
        "The crews have read the reports.",
        "The talks ended and nobody came.",
        "It is a well-read crew indeed.",
        "The crews are so-called volunteers there.",
        "A reader says “it was read twice”.",
        "It has become a larger port.",
        "The reports are read-only files here.",
        "The ship was speeding to port.",
    ],
)
def test_what_only_looks_like_a_passive_is_none(sentence: str, told: Told) -> None:
    assert told(f"{sentence} " * 10) == []


def test_words_of_a_list_are_no_sentences(told: Told) -> None:
    assert told("- was read\n" * 20) == []
