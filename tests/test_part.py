"""The three kinds of text, references, and what may stand for what."""

from typing import Any

import pytest
from pydantic import ValidationError

from policybrief import vocabulary
from policybrief.items import Disagreement, Finding, Recommendation, Scenario, Threat
from policybrief.part import (
    Block,
    Cited,
    Handling,
    Inline,
    Known,
    Part,
    Plain,
    bare,
    choose,
    citations_in,
    either,
    holding,
)
from policybrief.prose import Cite
from policybrief.source import Source

KNOWN = Known(
    ids=frozenset({"F1", "F2", "S1", "T1", "I1"}),
    sources=frozenset({"review2021", "ž"}),
    scale=vocabulary.scale("icd203"),
    confidence=vocabulary.confidence_scale("us-ic"),
)


class Headed(Part):
    handling: Handling


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


@pytest.mark.parametrize("title", ["So [@review2021]", "See [](#F1)", "See [this](#F1)", "[@nosuch; x]"])
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


@pytest.mark.parametrize("sign", ["I1", "#I1", " #I1 "])
def test_a_sign_may_be_written_as_an_id_is(sign: str) -> None:
    assert read(Scenario, title="x", indicators=sign).indicators == ("I1",)


@pytest.mark.parametrize("sign", ["F1", "i1", "#I9", "K9", "I01"])
def test_a_letter_and_a_number_are_no_text_of_a_sign(sign: str) -> None:
    ((code, _, hint),) = faults(Scenario, title="x", indicators=sign)
    assert code == "unknown-id"
    assert hint.startswith("choose I1")


@pytest.mark.parametrize(
    "handling",
    [
        "SECRET UE",
        "Très secret UE",
        "marked tre\u0300s-secret ue/EU Top Secret",
        "Kept as Restreint  UE",
        "(EU restricted)",
        "EU CONFIDENTIAL",
        "CONFIDENTIEL-UE",
    ],
)
def test_nothing_is_made_that_bears_a_classified_marking(handling: str) -> None:
    ((code, _, _),) = faults(Headed, handling=handling)
    assert code == "classified-marking"


@pytest.mark.parametrize("handling", ["chatham-house", "Not for EU restricteds", "For the EU, top secretaries only"])
def test_words_that_only_hold_a_marking_in_them_may_stand(handling: str) -> None:
    assert read(Headed, handling=handling).handling == handling


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("so 日本 x", "holds '日' (U+65E5) and 1 more, which the typefaces lack", "write it in words"),
        ("a&#x65E5;b", "holds '日' (U+65E5), which the typefaces lack", "write it in words"),
        ("Non\u2011stop", "holds '\u2011' (U+2011), which the typefaces lack", "type an ordinary hyphen: -"),
        ("co\xadop", "holds U+00AD, which nobody sees", "type an ordinary hyphen: -"),
        ("a\u200bb", "holds U+200B, which nobody sees", "delete it"),
        ("a\u2003b", "holds U+2003, which the typefaces lack", "type an ordinary space"),
        ("a *\U0001f600*", "holds '\U0001f600' (U+1F600), which the typefaces lack", "write it in words"),
    ],
)
def test_a_letter_that_cannot_be_printed_is_named(text: str, message: str, hint: str) -> None:
    ((code, said, told),) = faults(Finding, text=text)
    assert (code, said) == ("missing-letter", message)
    assert told.startswith(hint)


@pytest.mark.parametrize("text", ["Žemė і ґрунт “x” – 5 €…", "e\u0301tude", "а\u0301", "≈ ✓ ½", "[x](https://a.lt/日)"])
def test_a_letter_of_the_typefaces_may_stand(text: str) -> None:
    assert read(Finding, text=text).text == text


def test_titles_and_addresses_are_looked_at_for_letters_too() -> None:
    assert faults(Threat, title="日本")[0][0] == "missing-letter"
    assert faults(Source, URL="https://zh.example.org/日")[0][0] == "missing-letter"


def test_bare_words_hold_no_markup_and_plain_ones_are_left_alone() -> None:
    finding = read(Finding, title="A *b* &amp; \\c", text="A *b* &amp; c [@ž], [](#F1)")
    assert bare(finding.title) == "A *b* &amp; \\c"
    assert bare(finding.text) == "A b & c, F1"


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


def test_the_fields_that_may_cite_are_known_without_looking_into_them() -> None:
    assert holding(Disagreement, Cited) == ("sources", "positions")
    assert holding(Finding, Inline) == ("text",)
    assert holding(Source, Inline, Cited) == ()


@pytest.mark.parametrize(("words", "told"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")])
def test_a_choice_reads_as_a_sentence(words: list[str], told: str) -> None:
    assert either(words) == told


def test_of_many_words_only_the_nearest_is_told() -> None:
    assert choose("WORD7", [f"word{n}" for n in range(20)]) == "did you mean 'word7'?"
    assert choose("lo", ["low", "high"]) == "choose low or high; did you mean 'low'?"
    assert choose("x", []) == ""
