"""A probability in all its forms."""

from typing import Any

import pytest
from pydantic import ValidationError

from policybrief import vocabulary
from policybrief.estimate import Estimate, Likelihood
from policybrief.part import Known


def known(scale: str = "icd203", *, numbered_risk: bool = False) -> Known:
    confidence = vocabulary.confidence_scale("us-ic")
    return Known(frozenset(), frozenset(), vocabulary.scale(scale), confidence, numbered_risk)


REGISTER = known(numbered_risk=True)


def read(value: Any, context: Known | None = None, model: type[Estimate] = Estimate) -> dict[str, Any]:
    """What the estimate says."""
    return model.model_validate(value, context=context or known()).model_dump(exclude_none=True)


def refused(value: Any, context: Known | None = None, model: type[Estimate] = Estimate) -> tuple[str, str]:
    """Message and hint."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value, context=context or known())
    (fault,) = caught.value.errors()[0]["ctx"]["faults"]
    return fault.message, fault.hint


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ("likely", {"word": "likely"}),
        ("Very  Likely", {"word": "very likely"}),
        ("probable", {"word": "probable"}),
        ("30", {"point": 30}),
        ("30 %", {"point": 30}),
        ("30%", {"point": 30}),
        ("1.10", {"point": 1.1}),
        ("2,5 %", {"point": 2.5}),
        ("0", {"point": 0}),
        ("100", {"point": 100}),
        ("20-40", {"range": (20, 40)}),
        ("20–40", {"range": (20, 40)}),
        ("20 — 40 %", {"range": (20, 40)}),
        ("20 % - 40 %", {"range": (20, 40)}),
        ("40-40", {"range": (40, 40)}),
        ("0-5", {"range": (0, 5)}),
        ({"word": "likely", "point": "65", "range": "55-75"}, {"word": "likely", "point": 65, "range": (55, 75)}),
        ({"range": ["20", "40"]}, {"range": (20, 40)}),
        ({"point": "65", "word": None}, {"point": 65}),
    ],
)
def test_an_estimate_is_a_word_a_number_a_range_or_all_three(value: Any, says: dict[str, Any]) -> None:
    assert read(value) == says


@pytest.mark.parametrize(("text", "better"), [("0.3", "30"), ("0,05", "5")])
def test_a_number_below_one_is_told_in_percent(text: str, better: str) -> None:
    assert refused(text) == (f"is {text}", f"in percent: write {better}, not {text}")


@pytest.mark.parametrize("text", ["0.5 %", "0,5%", "0.5-2 %", "0.5 %-2 %"])
def test_less_than_a_percent_is_below_the_scale(text: str) -> None:
    assert refused(text)[1].startswith("it is below 1 percent, where the scale begins: write 1")


def test_nothing_at_all_is_a_number() -> None:
    assert read("0 %") == {"point": 0}
    assert read("0-1 %") == {"range": (0, 1)}


def test_a_number_below_one_is_refused_in_a_range_and_in_a_mapping_too() -> None:
    assert "write 20, not 0.2" in refused("0.2-0.4")[1]
    assert "write 30, not 0.3" in refused({"point": "0.3"})[1]


@pytest.mark.parametrize("text", ["101", "-5", ".5", "9" * 5000, "1.2.3", "30 percent", "３０", "5-101", "30..40"])
def test_a_number_lies_between_0_and_100(text: str) -> None:
    assert "between 0 and 100" in refused(text)[1]


@pytest.mark.parametrize("value", ["40-20", {"range": "40-20"}, {"range": ["40", "20"]}])
def test_the_lower_end_of_a_range_stands_first(value: Any) -> None:
    assert refused(value) == ("has a range from 40 to 20", "the lower end stands first")


@pytest.mark.parametrize("scale", vocabulary.scale_names())
@pytest.mark.parametrize("point", ["20", "40", "31.5"])
def test_a_point_may_lie_anywhere_in_its_range(point: str, scale: str) -> None:
    assert read({"point": point, "range": "20-40"}, known(scale))["point"] == float(point)
    assert read({"point": point, "range": [point, point]}, known(scale))["range"] == (float(point), float(point))


@pytest.mark.parametrize("scale", vocabulary.scale_names())
@pytest.mark.parametrize(("point", "ends"), [("86", "58-75"), ("19.9", "20-40"), ("0", "1-5"), ("100", "95-99")])
def test_a_point_outside_its_own_range_is_refused(point: str, ends: str, scale: str) -> None:
    message, hint = refused({"point": point, "range": ends}, known(scale))
    assert message == f"has the point {point} outside its own range, {ends.replace('-', ' to ')}"
    assert "within its range" in hint


def test_a_word_outside_the_scale_is_told_the_nearest() -> None:
    message, hint = refused("likly")
    assert message == "is 'likly', which is no word of the scale icd203"
    assert hint.endswith("did you mean 'likely'?")


def test_every_scale_has_its_own_words() -> None:
    assert read("possible", known("lt-nta")) == {"word": "possible"}
    assert "icd203" in refused("possible")[0]


def test_without_a_scale_every_word_stands() -> None:
    assert read("on the cards", known("none")) == {"word": "on the cards"}


@pytest.mark.parametrize(
    "value",
    [
        "",
        "  ",
        {},
        {"point": None},
        [],
        ["likely"],
        {"word": ["likely"]},
        {"word": {"a": "b"}},
        {"point": ["30"]},
        {"point": ""},
        {"range": "20"},
        {"range": ["20"]},
        {"range": ["20", None]},
        {"range": [["20"], "40"]},
        {"range": {"low": "20"}},
        {"wrod": "likely"},
        {"word": "likely", "level": "3"},
    ],
)
@pytest.mark.parametrize("scale", ["icd203", "none"])
def test_any_other_shape_is_refused(value: Any, scale: str) -> None:
    assert refused(value, known(scale))


@pytest.mark.parametrize("level", ["1", "5"])
def test_a_likelihood_may_be_a_level_of_the_register(level: str) -> None:
    assert read(level, REGISTER, Likelihood) == {"level": int(level)}
    assert read({"level": level}, REGISTER, Likelihood) == {"level": int(level)}


@pytest.mark.parametrize("level", ["0", "6", "30", "9" * 5000])
def test_a_level_lies_between_1_and_5(level: str) -> None:
    assert "from 1 to 5" in refused(level, REGISTER, Likelihood)[1]
    with pytest.raises(ValidationError):
        read({"level": level}, REGISTER, Likelihood)


def test_a_likelihood_of_the_register_may_still_be_a_word_or_a_percentage() -> None:
    assert read("likely", REGISTER, Likelihood) == {"word": "likely"}
    assert read("30 %", REGISTER, Likelihood) == {"point": 30}
    assert read("1-5", REGISTER, Likelihood) == {"range": (1, 5)}


def test_a_probability_is_a_percentage_beside_the_register_too() -> None:
    assert read("30", REGISTER) == {"point": 30}
    assert read("3", REGISTER) == {"point": 3}


def test_a_likelihood_is_a_percentage_without_the_register() -> None:
    assert read("3", known(), Likelihood) == {"point": 3}


def test_without_a_context_words_are_those_of_the_default_scale() -> None:
    assert Estimate.model_validate("likely").word == "likely"
    with pytest.raises(ValidationError):
        Estimate.model_validate("possible")


@pytest.mark.parametrize(
    ("scale", "word", "hint"),
    [
        ("uk-phia", "very unlikely", "'highly unlikely', 10-20 %, is nearest to what it means on other scales"),
        ("icd203", "highly unlikely", "'very unlikely', 5-20 %, is nearest to what it means on other scales"),
        ("icd203", "Extremely unlikely", "'almost no chance', 1-5 %, is nearest to what it means on other scales"),
        ("uk-phia", "doubtless", "choose remote chance, highly unlikely, unlikely, realistic possibility, likely, "
         "highly likely or almost certain"),
    ],
)  # fmt: skip
def test_a_word_of_another_scale_is_answered_by_what_it_means(scale: str, word: str, hint: str) -> None:
    known = Known(frozenset(), frozenset(), vocabulary.scale(scale), vocabulary.confidence_scale("us-ic"))
    with pytest.raises(ValidationError) as raised:
        Estimate.model_validate(word, context=known)
    (fault,) = raised.value.errors()[0]["ctx"]["faults"]
    assert (fault.code, fault.hint) == ("word-outside-scale", hint)
