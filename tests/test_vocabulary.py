"""The scales, gradings and labels that ship, as data."""

import pytest

from policybrief import vocabulary

SCALES = [name for name in vocabulary.scale_names() if name != "none"]


@pytest.mark.parametrize("name", SCALES)
def test_a_scale_rises_from_the_least_to_the_most_likely(name: str) -> None:
    scale = vocabulary.scale(name)
    highs = [term.high for term in scale.terms]
    assert scale.nested or highs == sorted(highs)
    assert all(0 <= term.low < term.high <= 100 for term in scale.terms)


@pytest.mark.parametrize("name", SCALES)
def test_no_word_of_a_scale_means_two_things(name: str) -> None:
    words = vocabulary.scale(name).words
    assert len(words) == len(set(words))
    assert all(word == word.casefold() for word in words)


@pytest.mark.parametrize("name", SCALES)
def test_only_the_ipcc_nests_its_bands(name: str) -> None:
    scale = vocabulary.scale(name)
    overlap = any(left.high > right.low for left, right in zip(scale.terms, scale.terms[1:], strict=False))
    assert overlap == scale.nested == (name == "ipcc-ar5")


@pytest.mark.parametrize("name", SCALES)
def test_a_scale_names_its_source_and_whether_it_was_seen(name: str) -> None:
    scale = vocabulary.scale(name)
    assert scale.title
    assert scale.source
    assert scale.read in ("primary", "secondary")


@pytest.mark.parametrize(
    ("scale", "percent", "word"),
    [
        ("icd203", 1, "almost no chance"),
        ("icd203", 45, "unlikely"),
        ("icd203", 55, "roughly even chance"),
        ("icd203", 55.1, "likely"),
        ("icd203", 99, "almost certain"),
        ("icd203", 99.5, None),
        ("icd203", 0, None),
        ("uk-phia", 7, None),
        ("uk-phia", 50, "realistic possibility"),
        ("kent-1964", 50, "chances about even"),
        ("lt-nta", 0, "unlikely"),
        ("lt-nta", 25, "unlikely"),
        ("lt-nta", 100, "highly likely"),
        ("ipcc-ar5", 99.5, "virtually certain"),
        ("ipcc-ar5", 70, "likely"),
        ("ipcc-ar5", 0.5, "exceptionally unlikely"),
        ("ipcc-ar5", 60, "about as likely as not"),
        ("none", 50, None),
    ],
)
def test_a_probability_has_the_word_of_its_scale(scale: str, percent: float, word: str | None) -> None:
    term = vocabulary.scale(scale).at(percent)
    assert (term.word if term else None) == word


@pytest.mark.parametrize("word", ["likely", "Likely", "probable", " PROBABLE "])
def test_a_twin_names_the_same_term(word: str) -> None:
    term = vocabulary.scale("icd203").term(word)
    assert term
    assert (term.word, term.low, term.high) == ("likely", 55, 80)


def test_a_word_of_another_scale_is_none() -> None:
    assert vocabulary.scale("icd203").term("possible") is None


def test_bounds_rise_and_leave_out_the_ends() -> None:
    assert vocabulary.scale("lt-nta").bounds == (25, 50, 75)


def test_confidence_rises_from_low_to_high() -> None:
    assert vocabulary.confidence_scale("us-ic").words == ("low", "moderate", "high")
    assert vocabulary.confidence_scale("ipcc").words == ("very low", "low", "medium", "high", "very high")


def test_the_admiralty_code_has_six_letters_and_six_digits() -> None:
    assert "".join(vocabulary.reliability()) == "ABCDEF"
    assert "".join(vocabulary.credibility()) == "123456"


def test_tlp_runs_from_the_most_open_to_the_most_closed() -> None:
    assert list(vocabulary.tlp().colours) == ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"]
    assert vocabulary.tlp().colours["RED"] == "#FF2B2B"


def test_impact_and_the_register_have_levels_one_to_five() -> None:
    assert list(vocabulary.impacts()) == [1, 2, 3, 4, 5]
    figures = [level.figure.replace("\u202f", " ") for level in vocabulary.register_likelihoods().values()]
    assert figures == ["below 0.2 %", "0.2–1 %", "1–5 %", "5–25 %", "above 25 %"]


def test_a_band_is_read_in_percent() -> None:
    assert vocabulary.band("20-45") == (20.0, 45.0)
