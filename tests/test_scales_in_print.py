"""Whatever a page says of a probability, it says in words of the brief's own scale."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import pairwise
from typing import Any

import pytest

from policybrief import vocabulary
from policybrief.document import Document
from policybrief.shown import Odds
from policybrief.vocabulary import Scale

Composed = Callable[[str], Document]

SCALES = [name for name in vocabulary.scale_names() if name != "none"]
EVERY_WORD = {word for name in SCALES for word in vocabulary.scale(name).words}
# The longest first, as 'likely' stands in 'highly likely' too.
A_WORD = re.compile(rf"\b(?:{'|'.join(sorted(EVERY_WORD, key=len, reverse=True))})\b", re.IGNORECASE)


def brief(scale: str, *estimates: object, risk: str = "words") -> str:
    """Each estimate on a key judgement, a scenario, a forecast and a threat; no word of its texts is one of a scale."""
    given = [{"text": "It comes about", "basis": "editorial", "probability": one} for one in estimates]
    data = {
        "title": "A brief",
        "date": "2026-01-10",
        "authors": ["Desk"],
        "scale": scale,
        "risk": risk,
        "key_judgements": given,
        "scenarios": [{"title": "A way", "probability": one} for one in estimates],
        "forecasts": [{"question": "Does it?", "probability": one} for one in estimates],
        "threats": [{"title": "A harm", "likelihood": one, "impact": 3} for one in estimates],
        "figures": [{"kind": "matrix"}, {"kind": "probability"}],
    }
    return json.dumps(data)


def texts(value: object) -> Iterator[str]:
    """Every text that a template may print, drawings and their descriptions among them."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from texts(held)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from texts(held)


def words_in(document: Document) -> set[str]:
    return {found[0].casefold() for text in texts(document) for found in A_WORD.finditer(text)}


def odds(document: Document) -> list[list[Odds]]:
    """Of each estimate: the judgement's, the threat's, the scenario's, the forecast's."""
    parts = (document.judgements, document.threats, document.scenarios, document.forecasts)
    return [[item.odds for item in items if item.odds] for items in zip(*parts, strict=True)]


def words(document: Document) -> list[str]:
    """The word of each estimate: the same one wherever it stands."""
    found = [{shown.word.casefold() for shown in group} for group in odds(document)]
    assert all(len(group) == 4 for group in odds(document)) and all(len(held) == 1 for held in found)
    return [held.pop() for held in found]


def numbers(scale: Scale) -> list[float]:
    """Bounds, middles and gaps."""
    ends = sorted({0.0, 100.0, *scale.bounds})
    middles = [(low + high) / 2 for low, high in pairwise(ends)]
    return sorted({*ends, *(middle for middle in middles if middle >= 1)})


@pytest.mark.parametrize("name", SCALES)
def test_a_word_is_printed_as_it_was_given_with_the_band_of_its_scale(name: str, composed: Composed) -> None:
    scale = vocabulary.scale(name)
    document = composed(brief(name, *scale.words))
    assert words(document) == list(scale.words)
    bands = [f"{term.low:g}–{term.high:g}\u202f%" for term in scale.terms for _ in (term.word, *term.also)]
    assert [{shown.figure for shown in group} for group in odds(document)] == [{band} for band in bands]
    assert words_in(document) == set(scale.words)


@pytest.mark.parametrize("name", SCALES)
def test_a_number_is_printed_with_the_word_of_its_scale_or_with_none(name: str, composed: Composed) -> None:
    scale = vocabulary.scale(name)
    document = composed(brief(name, *(f"{number:g}" for number in numbers(scale))))
    terms = [scale.at(number) for number in numbers(scale)]
    assert words(document) == [term.word if term else "" for term in terms]
    assert words_in(document) <= set(scale.words)


@pytest.mark.parametrize("name", SCALES)
def test_a_range_is_printed_with_the_word_whose_band_holds_it_or_with_none(name: str, composed: Composed) -> None:
    scale = vocabulary.scale(name)
    bands = [f"{term.low:g}-{term.high:g}" for term in scale.terms]
    document = composed(brief(name, *bands, "1-99"))
    assert words(document) == [*(term.word for term in scale.terms), ""]
    assert words_in(document) <= set(scale.words)


@pytest.mark.parametrize("name", SCALES)
def test_the_scale_at_the_end_is_the_whole_scale_in_use_and_no_other(name: str, composed: Composed) -> None:
    shown = composed(brief(name, "50")).method.scale
    assert shown and [row.word.casefold() for row in shown.rows] == [term.word for term in vocabulary.scale(name).terms]
    assert [row.also for row in shown.rows] == [", ".join(term.also) for term in vocabulary.scale(name).terms]


@pytest.mark.parametrize("name", SCALES)
def test_every_estimate_stands_in_one_row_of_the_scale(name: str, composed: Composed) -> None:
    scale = vocabulary.scale(name)
    document = composed(brief(name, *(term.word for term in scale.terms)))
    shown = document.method.scale
    assert shown and [len(row.items) for row in shown.rows] == [4] * len(scale.terms)


@pytest.mark.parametrize("estimate", ["30", "20-40", {"point": "30", "range": "20-40"}])
def test_without_a_scale_a_number_has_no_word(estimate: Any, composed: Composed) -> None:
    document = composed(brief("none", estimate))
    assert words(document) == [""]
    assert words_in(document) == set()
    assert document.method.scale is None


def test_without_a_scale_a_word_is_the_authors_alone(composed: Composed) -> None:
    document = composed(brief("none", {"word": "very likely", "point": "30"}))
    assert words(document) == ["very likely"]
    assert words_in(document) == {"very likely"}
    assert {shown.figure for shown in odds(document)[0]} == {"30\u202f%"}


@pytest.mark.parametrize("name", vocabulary.scale_names())
def test_a_level_of_the_risk_register_has_no_word(name: str, composed: Composed) -> None:
    levels = vocabulary.register_likelihoods()
    threats = [{"title": "A harm", "likelihood": str(level), "impact": 3} for level in levels]
    document = composed(json.dumps({**json.loads(brief(name, "50", risk="uk-nrr")), "threats": threats}))
    shown = [threat.odds for threat in document.threats]
    assert [(one.word, one.figure) for one in shown if one] == [
        (f"Level {n}", told.figure) for n, told in levels.items()
    ]
    assert words_in(document) <= set(vocabulary.scale(name).words)


@pytest.mark.parametrize("name", SCALES)
def test_beside_levels_a_word_and_a_percentage_are_of_the_scale(name: str, composed: Composed) -> None:
    scale = vocabulary.scale(name)
    percentages = [f"{term.high:g} %" for term in scale.terms]
    document = composed(brief(name, *(term.word for term in scale.terms), *percentages, risk="uk-nrr"))
    expected = [scale.at(term.high) for term in scale.terms]
    assert words(document) == [*(term.word for term in scale.terms), *(term.word for term in expected if term)]
    assert words_in(document) <= set(scale.words)
