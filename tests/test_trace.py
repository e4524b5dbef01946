"""What stands on what, and what has become of an accepted finding."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from policybrief.brief import Brief
from policybrief.load import load_brief
from policybrief.numbering import numbered
from policybrief.project import Project, Settings
from policybrief.source import Source
from policybrief.trace import Trace, TracedItem, trace
from policybrief.tracetext import COLUMNS, as_csv, as_json, as_text
from policybrief.yamlfile import parse_yaml

EVERYTHING = Path(__file__).parent / "briefs" / "everything.yaml"
SOURCES = "sources: {a: {title: A, grade: B2, read: abstract}, b: {title: B}, c: {title: C}}\n"


def brief(text: str) -> Brief:
    data = numbered(parse_yaml(f"title: T\ndate: 2026-01-02\nauthors: Desk\n{SOURCES}{text}", Path("b.yaml")).data)
    return Brief.model_validate({"id": "b", **data})


def traced(text: str) -> dict[str, TracedItem]:
    return {item.id: item for item in trace(brief(text)).items}


def digest(**fields: Any) -> str:
    return Source.model_validate(fields).digest()


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Brief:
    return load_brief(EVERYTHING, Project(tmp_path_factory.mktemp("project"), Settings(), {})).brief


def test_every_item_is_in_it_in_print_order(everything: Brief) -> None:
    assert [item.record for item in trace(everything).items] == list(everything.items())


def test_every_citation_is_in_it(everything: Brief) -> None:
    found = trace(everything)
    pairs = {(item.id, cited.key) for item in found.items for cited in item.cites}
    pairs |= {(text.field, cited.key) for text in found.texts for cited in text.cites}
    cites = {(spot[0] or spot[1], cite.key) for spot, citation in everything.citations() for cite in citation}
    assert pairs == cites
    assert {(owner, source.key) for source in found.sources for owner in source.cited_by} == cites


def test_an_item_cites_each_source_once_with_all_the_places() -> None:
    item = traced("findings: 'x [see @a, p. 12; @b] and [@a, ch.\n  3]'\n")["F1"]
    assert item.cites == (("a", ("p. 12", "ch. 3")), ("b", ()))
    assert item.only_source is None


def test_a_quoted_probability_has_its_place_beside_it() -> None:
    item = traced("findings: {text: x, quoted_probability: {term: likely, source: a, locator: p. 9}}\n")["F1"]
    assert (item.cites, item.only_source) == ((("a", ("p. 9",)),), "a")


def test_positions_and_resolutions_cite_too() -> None:
    items = traced(
        "sections: {heading: x, text: y}\ndisagreements: {text: x, positions: {a: y, b: z}}\n"
        "forecasts: {question: x, resolution: {outcome: yes, date: 2026, source: c}}\n"
    )
    assert [cited.key for cited in items["D1"].cites] == ["a", "b"]
    assert items["P1"].only_source == "c"


CHAIN = (
    "findings: ['x [@b]', 'y [@a]', z]\n"
    "threats: {title: t, rests_on: [F2, F1]}\n"
    "key_judgements: {text: k, rests_on: T1}\n"
    "scenarios: {title: s, rests_on: F1}\n"
    "recommendations: {short_term: {do: r, because: [T1, F3], scenarios: S1}, long_term: {do: q, because: F3}}\n"
)


def test_what_an_item_carries_is_what_rests_on_it_or_answers_it() -> None:
    items = traced(CHAIN)
    assert items["T1"].rests_on == ("F2", "F1")
    assert items["R1"].answers == ("T1", "F3")
    assert items["T1"].carries == ("K1", "R1")
    assert items["F1"].carries == ("T1", "S1")
    assert items["F3"].carries == ("R1", "R2")


def test_a_measure_is_meant_for_a_scenario_which_is_no_ground_for_it() -> None:
    items = traced(CHAIN)
    assert (items["R1"].meant_for, items["S1"].met_by, items["S1"].carries) == (("S1",), ("R1",), ())


def test_grounds_are_the_sources_in_the_end_in_print_order() -> None:
    items = traced(CHAIN)
    assert items["R1"].grounds == items["K1"].grounds == ("b", "a")
    assert items["R1"].cites == ()
    assert items["R2"].grounds == ()


def test_items_that_rest_on_each_other_share_their_grounds() -> None:
    items = traced("findings: x [@a]\nthreats: [{title: t, rests_on: [T2, T1]}, {title: u, rests_on: [T1, F1]}]\n")
    assert items["T1"].grounds == items["T2"].grounds == ("a",)
    assert items["T1"].carries == ("T1", "T2")


def in_circle(text: str) -> list[str]:
    return [held.id if isinstance(held, TracedItem) else held.key for held in trace(brief(text)).in_circle()]


def test_items_that_rest_on_themselves_are_in_a_circle_and_what_rests_on_them_is_not() -> None:
    assert in_circle(
        "findings: x [@a]\nkey_judgements: [{text: k, rests_on: K1}, {text: l, rests_on: [T1, F1]}]\n"
        "threats: [{title: t, rests_on: T2}, {title: u, rests_on: [T3, F1]}, {title: v, rests_on: T1}]\n"
        "recommendations: {short_term: [{do: r, because: R2}, {do: q, because: R1}, {do: p, because: R1}]}\n"
    ) == ["K1", "T1", "T2", "T3", "R1", "R2"]
    assert in_circle(CHAIN) == []


def test_sources_whose_origin_leads_back_to_themselves_are_in_a_circle() -> None:
    relying = SOURCES.replace("{title: B}", "{title: B, origin: [c, a wire]}").replace(
        "{title: C}", "{title: C, origin: b}"
    )
    data = parse_yaml(f"title: T\ndate: 2026-01-02\nauthors: Desk\nid: b\n{relying}", Path("b.yaml")).data
    given = Brief.model_validate({**data, "sections": [{"id": "N1", "heading": "h", "text": "x [@a; @b]"}]})
    found = trace(given)
    assert [held.key for held in found.in_circle() if not isinstance(held, TracedItem)] == ["b", "c"]
    assert "    In a circle: b, c.\n" in as_text(given, found)
    assert json.loads(as_json(given, found))["open"]["in_circle"] == ["b", "c"]


def test_a_circle_is_something_to_look_at() -> None:
    given = brief("threats: [{title: t, rests_on: T2}, {title: u, rests_on: T1}]\n")
    assert "    In a circle: T1, T2.\n" in as_text(given, trace(given))


def test_the_texts_of_the_brief_itself_cite_under_their_names() -> None:
    found = trace(brief("findings: x\nbottom_line: y [@a]\nscenario_set: {method: 'z [@b]', question: 'q [@b]'}\n"))
    assert [(text.field, [cited.key for cited in text.cites]) for text in found.texts] == [
        ("bottom_line", ["a"]),
        ("scenario_set", ["b"]),
    ]


def test_what_stands_on_nothing_is_found() -> None:
    found = trace(
        brief(
            "findings: [x, {text: y, basis: editorial}, 'z [@b]']\ngaps: g\n"
            "threats: [{title: t, rests_on: F3}, {title: u, rests_on: F1}]\n"
        )
    )
    assert [item.id for item in found.ungrounded()] == ["F1", "T2"]
    assert [item.id for item in found.single_sourced()] == ["F3"]
    assert [item.id for item in found.idle()] == ["F2"]
    assert [source.key for source in found.uncited()] == ["a", "c"]


def test_where_nothing_says_what_it_rests_on_no_finding_is_idle() -> None:
    assert trace(brief("findings: [x, y]\n")).idle() == []


def state(text: str, **digests: str) -> str:
    reviewed = "{" + ", ".join(f"{key}: {value}" for key, value in digests.items()) + "}"
    found = traced(f"findings: {{text: '{text}', reviewed: {reviewed}}}\n")["F1"].review
    return found.state if found else ""


A, B = digest(title="A", grade="B2", read="abstract"), digest(title="B")


def test_an_accepted_finding_is_suspect_when_a_record_changes() -> None:
    assert state("x [@a]") == ""
    assert state("x [@a; @b]", a=A, b=B) == "reviewed"
    assert state("x [@a; @b]", a=A) == "partly"
    assert state("x [@a; @b]", a=B) == "suspect"
    assert state("x [@a]", a=A, b=B) == "suspect"


def test_a_digest_covers_what_is_given_under_the_names_of_the_editor() -> None:
    # echo -n '{"container-title":"\u017d","issued":"2022-09/2022-11","title":"A"}' | sha256sum
    expected = "a42647e60c3252e786371335904090b37eab0e1582b9df13a717442ca3b4c4ec"
    assert digest(title="A", issued="2022-09/2022-11", **{"container-title": "Ž"}) == expected


def test_a_digest_of_nothing_covers_nothing_so_a_new_field_changes_none() -> None:
    # echo -n '{}' | sha256sum
    assert digest() == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@pytest.mark.parametrize(
    "same",
    [
        {"issued": "2021-09-14", "title": "A", "author": {"literal": "Desk"}},
        {"title": " A ", "author": ["Desk"], "issued": {"date-parts": [["2021", 9, 14]]}},
        {"title": "A", "author": "Desk", "issued": "2021-9-14", "URL": None, "note": "ask again"},
        {"title": "A", "author": "Desk", "issued": "2021-09-14", "custom": {"file": "a.pdf"}},
    ],
)
def test_a_digest_does_not_depend_on_how_the_record_is_written(same: dict[str, Any]) -> None:
    assert digest(**same) == digest(title="A", author="Desk", issued="2021-09-14")


@pytest.mark.parametrize("more", [{"grade": "B2"}, {"issued": "2021"}, {"descriptor": "x"}, {"origin": ["b"]}])
def test_a_digest_changes_with_the_record(more: dict[str, Any]) -> None:
    assert digest(title="A", **more) != digest(title="A")


TEXT = """\
T, 2026-01-02

FINDINGS
F1  So it is, they say                                        low confidence, editorial
    cites    one source only: a (grade B2, abstract read, p. 12)
    carries  R1
    review   suspect: a has changed

RECOMMENDATIONS
R1  Do it.
    answers  F1
    grounds  one source only: a (grade B2)

THE BRIEF ITSELF
Source base
    cites    one source only: c (no grade)

SOURCES
a (grade B2, abstract read)  A
    cited by F1
c (no grade)  C
    cited by Source base
b (no grade)  B
    cited by nothing

TO LOOK AT
    On no source, and not marked editorial (gaps aside): nothing.
    Findings on a single source: F1 on a.
    Findings on which nothing rests: none.
    Suspect findings: F1 (a has changed).
    Findings accepted in part: none.
    Sources that nothing cites: b.

WHAT THE WORDS SAY
    cites     the sources to which it refers itself
    answers   the items that are the reason for this recommendation
    grounds   all sources behind it in the end: its own, and those of what it rests on or answers
    carries   the items that rest on it, and the recommendations that answer it"""

SMALL = (
    "findings: {text: 'So it is [@a, p. 12], they say', confidence: low, basis: editorial, "
    f"reviewed: {{a: {'0' * 64}}}}}\n"
    "recommendations: {short_term: {do: Do it., because: F1}}\nsource_summary: x [@c]\n"
)


def test_the_text_can_be_read_aloud() -> None:
    given = brief(SMALL)
    assert as_text(given, trace(given)) == TEXT


def text_of(given: str) -> str:
    given_brief = brief(given)
    return as_text(given_brief, trace(given_brief))


def test_parts_are_called_as_in_print() -> None:
    text = text_of("sections: {heading: h, text: x}\ngaps: g\nassumptions: a\nalternatives: b\n")
    assert re.findall("^[A-Z, ]+$", text, re.MULTILINE) == [
        "BACKGROUND", "NOT KNOWN, ASSUMED", "SOURCES", "TO LOOK AT", "WHAT THE WORDS SAY",
    ]  # fmt: skip


def test_a_source_is_alone_where_others_cite_it_with_more() -> None:
    text = text_of("findings: ['x [@a]', 'y [@a; @b]', 'z [@c]']\n")
    assert "    cited by F1, F2\n    alone in F1\n" in text
    assert "    cited by F3\n\n" in text


def test_the_legend_explains_every_word_in_eight_lines_and_no_other(everything: Brief) -> None:
    legend = as_text(everything, trace(everything)).partition("WHAT THE WORDS SAY\n")[2]
    assert [line[4:12].strip() for line in legend.splitlines()] == [
        "cites", "rests on", "answers", "for", "grounds", "carries", "met by", "alone in",
    ]  # fmt: skip
    assert "met by" not in text_of(CHAIN.replace(", scenarios: S1", ""))


@pytest.mark.parametrize(
    ("cited", "shown"),
    [
        ("[@a, p. 120] [@a, pp. 9–11] [@a, p. 12]", "pp. 9–11, p. 12, p. 120"),
        ("[@a, p. 12] [@a, ch. 3]", "p. 12, ch. 3"),
        ("[@a, ch. 9] [@a, ch. 3]", "ch. 9, ch. 3"),
        ("[@a, с. 12] [@a, с. 3]", "с. 3, с. 12"),
    ],
)
def test_pages_stand_in_their_order_and_other_places_as_they_are_cited(cited: str, shown: str) -> None:
    assert f"abstract read, {shown})" in text_of(f"findings: x {cited}\n")


def test_a_grade_stands_on_one_line() -> None:
    for letters in range(30):
        text = text_of(f"findings: x [@b, {'i' * 20} {'i' * letters}; @a]\n")
        assert "grade B2" in text.partition("SOURCES")[0]


def test_the_json_holds_everything() -> None:
    given = brief(SMALL)
    shape = json.loads(as_json(given, trace(given)))
    finding, measure = shape["items"]
    assert shape["version"] == 1
    assert shape["brief"] == {"id": "b", "title": "T", "date": "2026-01-02"}
    assert finding == {
        "id": "F1", "part": "findings", "name": "So it is, they say", "editorial": True, "confidence": "low",
        "cites": [{"source": "a", "locators": ["p. 12"]}], "only_source": "a", "rests_on": [], "answers": [],
        "meant_for": [], "carries": ["R1"], "met_by": [], "grounds": ["a"],
        "review": {"state": "suspect", "changed": ["a"], "gone": [], "added": []},
    }  # fmt: skip
    assert (measure["answers"], measure["grounds"], measure["review"]) == (["F1"], ["a"], None)
    assert shape["texts"] == [{"field": "source_summary", "cites": [{"source": "c", "locators": []}]}]
    assert shape["sources"][0] == {
        "key": "a", "title": "A", "grade": "B2", "read": "abstract", "digest": A,
        "cited_by": ["F1"], "only_source_of": ["F1"],
    }  # fmt: skip
    assert shape["open"] == {
        "without_source": [], "single_source": ["F1"], "carries_nothing": [], "suspect": ["F1"],
        "in_circle": [], "partly_reviewed": [], "never_cited": ["b"],
    }  # fmt: skip


def rows(found: Trace) -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(found), newline="")))


def test_the_table_has_a_row_for_each_link_and_for_each_source_that_nothing_cites() -> None:
    assert rows(trace(brief(SMALL))) == [
        list(COLUMNS),
        ["F1", "findings", "So it is, they say", "yes", "low", "suspect", "cites", "a", "p. 12", "B2", A],
        ["R1", "recommendations", "Do it.", "", "", "", "answers", "F1", "", "", ""],
        ["", "source_summary", "Source base", "", "", "", "cites", "c", "", "", digest(title="C")],
        ["", "sources", "B", "", "", "", "", "b", "", "", B],
    ]


def test_the_table_has_a_row_for_an_item_without_a_link() -> None:
    _, row, *_ = rows(trace(brief("findings: {text: x, confidence: high}\n")))
    assert row == ["F1", "findings", "x", "", "high", "", "", "", "", "", ""]


@pytest.mark.parametrize("sign", "=+-@")
def test_a_cell_cannot_be_a_formula(sign: str) -> None:
    quoted = f"{{term: likely, source: a, locator: '{sign}1'}}"
    _, row, *_ = rows(trace(brief(f"findings: {{text: x, short: '{sign}1, \"2\"', quoted_probability: {quoted}}}\n")))
    assert (row[2], row[8]) == (f'\'{sign}1, "2"', f"'{sign}1")


def test_no_line_of_the_text_is_too_long_to_read(everything: Brief) -> None:
    text = as_text(everything, trace(everything))
    assert max(map(len, text.splitlines())) <= 100
    assert not re.search(r" $", text, re.MULTILINE)
