"""What a brief rests on."""

from typing import Any

import pytest
from pydantic import ValidationError

from policybrief.source import Name, Source


def read(**fields: Any) -> Source:
    return Source.model_validate(fields)


def refused(**fields: Any) -> list[tuple[str | int, ...]]:
    """The places of the faults."""
    with pytest.raises(ValidationError) as caught:
        read(**fields)
    return [error["loc"] for error in caught.value.errors()]


def test_every_field_may_be_null_and_so_known_to_be_missing() -> None:
    names = [field.alias or name for name, field in Source.model_fields.items()]
    source = read(**dict.fromkeys(names))
    assert source.model_fields_set == set(Source.model_fields)
    assert source.csl() == {"type": "document"}


def test_a_note_does_not_reach_the_citation() -> None:
    source = read(title="A", issued="2021", note="issued: 1999\nauthor: Nobody")
    assert source.csl() == {"type": "document", "title": "A", "issued": {"date-parts": [[2021]]}}


def test_the_lines_of_a_passage_stay() -> None:
    source = read(abstract="One.\n\n  Two [@a].\n", annote=" x ", note="\ty\n")
    assert (source.abstract, source.annote, source.note) == ("One.\n\n  Two [@a].\n", " x ", "\ty\n")


def test_what_other_programs_keep_stays_as_it_is() -> None:
    custom = {" csl ": {"id": "a b"}, "list": ["1", {"a": None}]}
    assert read(custom=custom).custom == custom
    assert refused(custom="a text") == [("custom",)]


def test_a_text_is_an_organisation_and_one_name_may_stand_for_a_list() -> None:
    (name,) = read(author="State Security Department").author or ()
    assert name.literal == "State Security Department"
    assert read(author={"family": "Žukas", "given": "Jonas"}).author == (Name(family="Žukas", given="Jonas"),)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Litgrid", "Litgrid"),
        ({"family": "Žukas", "given": "Jonas"}, "Jonas Žukas"),
        ({"family": "Gogh", "given": "Vera", "non-dropping-particle": "van"}, "Vera van Gogh"),
        ({"family": "Berg", "given": "Ludwig", "dropping-particle": "von", "suffix": "Jr"}, "Ludwig von Berg Jr"),
        ({"family": "Plato"}, "Plato"),
    ],
)
def test_a_name_is_shown_in_reading_order(given: Any, shown: str) -> None:
    assert Name.model_validate(given).shown == shown


@pytest.mark.parametrize("given", [{}, {"family": None}, "", " ", None, ["a"], {"famly": "x"}])
def test_a_name_names_someone(given: Any) -> None:
    with pytest.raises(ValidationError):
        Name.model_validate(given)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("type", "reprot"),
        ("URL", "www.example.org"),
        ("URL", "javascript:alert(1)"),
        ("URL", "https://exa mple.org"),
        ("archive_url", "ftp://example.org"),
        ("grade", "G2"),
        ("grade", "B7"),
        ("grade", "B"),
        ("read", "partly"),
        ("sha256", "abc"),
        ("tlp", "white"),
        ("issued", "soon"),
        ("title", "Said [@a]"),
        ("title", "See [](#F1)"),
        ("title", ["a"]),
        ("volume", {"a": "b"}),
        ("container_title", "x"),
        ("publisher_place", "x"),
    ],
)
def test_a_field_with_a_wrong_value_is_refused_at_its_place(field: str, value: Any) -> None:
    assert [loc[0] for loc in refused(**{field: value})] == [field]


def test_all_faults_of_a_source_are_told_at_once() -> None:
    assert refused(type="x", URL="y", grade="z", author=[{}, "", "a"]) == [
        ("type",),
        ("author", 0),
        ("author", 1, "literal"),
        ("URL",),
        ("grade",),
    ]


@pytest.mark.parametrize(
    ("field", "given", "kept"),
    [
        ("grade", "b2", "B2"),
        ("sha256", "A" * 64, "a" * 64),
        ("tlp", "TLP:AMBER+STRICT", "AMBER+STRICT"),
        ("tlp", "tlp: amber + strict", "AMBER+STRICT"),
        ("tlp", "clear", "CLEAR"),
        ("volume", "012", "012"),
        ("number", "1.10", "1.10"),
        ("language", "no", "no"),
        ("title", "  a\n b ", "a b"),
        ("title", "The a@b @home project", "The a@b @home project"),
    ],
)
def test_a_value_is_kept_in_one_form(field: str, given: str, kept: str) -> None:
    assert getattr(read(**{field: given}), field) == kept


def test_csl_has_the_fields_of_csl_and_nothing_of_the_desk() -> None:
    source = read(
        **{
            "title": "A",
            "type": "report",
            "author": ["Litgrid", {"family": "Berg", "dropping-particle": "von"}],
            "issued": "~2021-09",
            "container-title": "B",
            "grade": "B2",
            "read": "full",
            "descriptor": "good",
            "origin": "interviews",
            "sha256": "a" * 64,
            "tlp": "red",
            "updated": "2022",
            "archive_url": "https://a.lt",
            "archived": "2022-03-01",
            "custom": {"csl": {"URL": "www.example.org"}, "shelf": "4"},
        }
    )
    assert source.csl() == {
        "type": "report",
        "title": "A",
        "author": [{"literal": "Litgrid"}, {"family": "Berg", "dropping-particle": "von"}],
        "issued": {"date-parts": [[2021, 9]], "circa": True},
        "container-title": "B",
    }
