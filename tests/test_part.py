"""The three kinds of text, references, and what may stand for what."""

from typing import Any

import pytest
from pydantic import ValidationError

from policybrief import vocabulary
from policybrief.brief import Finding, Recommendation, Scenario, Threat
from policybrief.part import Block, Cited, Known, Part, Plain, choose, citations_in, either
from policybrief.prose import Cite

KNOWN = Known(
    ids=frozenset({"F1", "F2", "S1", "T1", "I1"}),
    sources=frozenset({"review2021", "ž"}),
    scale=vocabulary.scale("icd203"),
    confidence=vocabulary.confidence_scale("us-ic"),
)


def read(model: type[Part], **fields: Any) -> Any:
    return model.model_validate(fields, context=KNOWN)


def faults(model: type[Part], **fields: Any) -> list[tuple[str, str, str]]:
    """Code, message and hint of each fault of the fields."""
    with pytest.raises(ValidationError) as caught:
        read(model, **fields)
    found = [fault for error in caught.value.errors() for fault in error["ctx"]["faults"]]
    return [(fault.code, fault.message, fault.hint) for fault in found]


def test_a_title_is_one_line_of_plain_words() -> None:
    assert read(Threat, title=" A\n  title  <b> *x* ").title == "A title <b> *x*"


@pytest.mark.parametrize("title", ["So [@review2021]", "See [](#F1)", "See [this](#F1)"])
def test_a_title_holds_no_citation_and_no_link_to_an_item(title: str) -> None:
    assert [code for code, _, _ in faults(Threat, title=title)] == ["citation-in-title"]


@pytest.mark.parametrize("title", ["Mail a@b.lt", "The @home project", "[sic]"])
def test_a_title_may_hold_brackets_and_at_signs(title: str) -> None:
    assert read(Threat, title=title).title == title


def test_all_faults_of_one_text_are_told() -> None:
    text = "# A heading\n\n[x](ftp://a.lt) [@nosuch] [](#F9)"
    assert [code for code, _, _ in faults(Finding, text=text)] == [
        "markup",
        "link-scheme",
        "unknown-source",
        "unknown-id",
    ]


def test_an_unknown_key_is_told_the_nearest() -> None:
    assert faults(Finding, text="[@reveiw2021]") == [
        ("unknown-source", "cites 'reveiw2021', which is no source", "did you mean 'review2021'?")
    ]


def test_an_unknown_key_that_is_near_nothing_is_told_where_to_add_it() -> None:
    assert faults(Finding, text="[@x]")[0][2] == "add it under sources: or in briefs/sources.yaml"


@pytest.mark.parametrize("key", ["ž", "@ž"])
def test_a_key_may_be_written_with_its_sign(key: str) -> None:
    (source,) = read(Finding, text="x", sources=key).sources
    assert source == "ž"
    assert type(source) is Cited


@pytest.mark.parametrize("target", ["F1", "#F1"])
def test_an_id_may_be_written_with_its_sign(target: str) -> None:
    assert read(Recommendation, do="x", because=target).because == ("F1",)


def test_an_id_that_is_no_item_is_told_the_nearest() -> None:
    ((code, message, hint),) = faults(Recommendation, do="x", because="f1")
    assert (code, message) == ("unknown-id", "points to 'f1', which is no item")
    assert hint.endswith("did you mean 'F1'?")


@pytest.mark.parametrize(
    ("model", "fields", "message", "hint"),
    [
        (Recommendation, {"do": "x", "scenarios": "F1"}, "points to 'F1', which is no scenario", "choose S1"),
        (Finding, {"text": "x", "contradicts": "T1"}, "points to 'T1', which is no finding", "choose F1 or F2"),
        (Scenario, {"title": "x", "indicators": "I9"}, "points to 'I9', which is no indicator", "choose I1"),
    ],
)
def test_an_id_of_the_wrong_kind_is_refused(model: type[Part], fields: dict[str, Any], message: str, hint: str) -> None:
    ((_, said, told),) = faults(model, **fields)
    assert said == message
    assert told.startswith(hint)


def test_a_sign_is_an_id_or_a_text() -> None:
    assert read(Scenario, title="x", indicators=["I1", "Ships slow down [@ž]"]).indicators == (
        "I1",
        "Ships slow down [@ž]",
    )


def test_one_text_stands_for_a_list_and_for_a_record() -> None:
    threat = read(Threat, title="x", domains="cyber")
    assert threat.domains == ("cyber",)
    assert Finding.model_validate("x").text == "x"
    assert type(Finding.model_validate("x").text) is Block
    assert type(Threat.model_validate("x").title) is Plain


@pytest.mark.parametrize(
    "field", ["title", "basis", "tlp", "short", "note", "status", "as_of", "sources", "contradicts"]
)
def test_a_field_may_be_left_out_but_not_left_empty(field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        read(Finding, text="x", **{field: None})
    assert [error["loc"] for error in caught.value.errors()] == [(field,)]


def test_a_confidence_may_be_known_to_be_missing() -> None:
    assert read(Finding, text="x", confidence=None).confidence is None


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_text_is_not_empty(text: str) -> None:
    assert faults(Finding, text=text) == [("empty", "is empty", "write a text, or delete the line")]


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("red", "RED"),
        ("TLP:GREEN", "GREEN"),
        ("tlp: amber + strict", "AMBER+STRICT"),
        ("Amber+Strict", "AMBER+STRICT"),
        ("clear", "CLEAR"),
    ],
)
def test_a_marking_is_kept_as_tlp_prints_it(label: str, kept: str) -> None:
    assert read(Finding, text="x", tlp=label).tlp == kept


@pytest.mark.parametrize("label", ["white", "TLP:WHITE", "TLP", "amber strict", "secret"])
def test_a_marking_that_tlp_does_not_have_is_refused(label: str) -> None:
    ((code, _, hint),) = faults(Finding, text="x", tlp=label)
    assert code == "tlp"
    assert hint.startswith("choose CLEAR, GREEN, AMBER, AMBER+STRICT or RED")


def test_a_confidence_is_a_word_of_its_scale() -> None:
    assert faults(Finding, text="x", confidence="hgh") == [
        ("confidence", "is 'hgh'", "choose low, moderate or high; did you mean 'high'?")
    ]


def test_a_part_is_frozen() -> None:
    with pytest.raises(ValidationError):
        read(Finding, text="x").text = "y"


def test_citations_come_in_print_order_with_their_spot() -> None:
    finding = read(Finding, id="F1", text="a [@ž] b [see @review2021]", sources="review2021")
    assert list(citations_in(finding)) == [
        (("F1", "text"), (Cite("ž"),)),
        (("F1", "text"), (Cite("review2021", "see"),)),
        (("F1", "sources"), (Cite("review2021"),)),
    ]


@pytest.mark.parametrize(("words", "told"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")])
def test_a_choice_reads_as_a_sentence(words: list[str], told: str) -> None:
    assert either(words) == told


def test_of_many_words_only_the_nearest_is_told() -> None:
    assert choose("WORD7", [f"word{n}" for n in range(20)]) == "did you mean 'word7'?"
    assert choose("lo", ["low", "high"]) == "choose low or high; did you mean 'low'?"
    assert choose("x", []) == ""
