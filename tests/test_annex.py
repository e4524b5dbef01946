"""The evidence annex: what rests on what, as a figure and as a table."""

import re
from collections.abc import Callable

from policybrief.document import Document, EvidenceView

Compose = Callable[[str], Document]

BRIEF = """title: T
date: 2024-01-31
authors: [Desk]
bottom_line: So [@a].
key_judgements: [{text: Judged., basis: editorial, rests_on: [F1, T1]}]
findings:
  - {text: "One [@a, p. 12; @b].", short: First}
  - {text: "Two [@a, p. 3].", short: Second}
  - {text: Nothing is cited., short: Third}
gaps: [Nobody knows.]
threats: [{title: A threat, text: "Seen [@b].", rests_on: [F2]}]
scenarios: [{title: A scenario, probability: likely, rests_on: [F1]}]
recommendations:
  short_term: [{do: Act., because: [F1, T1], scenarios: [S1]}]
sources:
  a: {title: A, issued: 2021, grade: B2}
  b: {title: B, author: [{family: Smith, given: J.}], issued: 2022}
"""

SINGLE = """title: T
date: 2024-01-31
authors: [Desk]
bottom_line: So.
findings: ["One [@a].", "Two [@a]."]
sources: {a: {title: A}}
"""


def annex(document: Document) -> EvidenceView:
    assert document.evidence
    return document.evidence


def test_the_table_says_of_each_item_what_it_stands_on_and_carries(composed: Compose) -> None:
    rows = {row.link.label: row for row in annex(composed(BRIEF)).rows}
    assert list(rows) == ["K1", "F1", "F2", "T1", "S1", "R1"]
    assert [(source.ref.label, source.ref.grade, source.locators) for source in rows["F1"].sources] == [
        ("1", "B2", "p. 12"),
        ("2", "", ""),
    ]
    assert [link.label for link in rows["F1"].carries] == ["K1", "S1", "R1"]
    assert [link.label for link in rows["T1"].rests_on] == ["F2"]
    assert (rows["K1"].editorial, rows["F1"].editorial) == (True, False)


def test_of_many_places_in_a_source_the_first_are_named(composed: Compose) -> None:
    pages = "; ".join(f"@a, p. {number}" for number in range(1, 10))
    rows = {row.link.label: row for row in annex(composed(BRIEF.replace("@a, p. 3", pages))).rows}
    assert [source.locators for source in rows["F2"].sources] == ["p. 1, p. 2, p. 3 and 6 more"]


def test_a_recommendation_answers_items_and_is_meant_for_scenarios(composed: Compose) -> None:
    rows = {row.link.label: row for row in annex(composed(BRIEF)).rows}
    assert (rows["R1"].basis, [link.href for link in rows["R1"].rests_on]) == ("Answers", ["#F1", "#T1"])
    assert [link.label for link in rows["R1"].meant_for] == ["S1"]
    assert [link.label for link in rows["S1"].carries] == ["R1"]


def test_what_is_linked_with_nothing_is_left_out(composed: Compose) -> None:
    assert not {"F3", "G1"} & {row.link.label for row in annex(composed(BRIEF)).rows}


def test_the_title_of_the_map_counts_findings_of_a_single_source(composed: Compose) -> None:
    def title(text: str) -> str:
        return composed(text).figures["evidence"][0].title

    assert title(BRIEF) == "One of two findings rests on a single source"
    assert title(BRIEF.replace("@a, p. 3", "@a; @b")) == "Every finding has two sources or more"
    assert title(BRIEF + "figures: [{kind: evidence, title: As we wish, of: [F1]}]\n") == "As we wish"


def test_the_map_tells_every_row_in_words(composed: Compose) -> None:
    (figure,) = composed(BRIEF).figures["evidence"]
    told = re.findall("<desc>(.*?)</desc>", figure.svg)
    assert told == [
        "F1 (First) cites source 1 and source 2 and carries K1, S1 and R1. "
        "F2 (Second) cites source 1 and carries T1. "
        "T1 (A threat) cites source 2 and carries K1 and R1. S1 (A scenario) carries R1."
    ]


def test_figures_are_counted_on(composed: Compose) -> None:
    threats = 'threats: [{title: A threat, likelihood: likely, impact: 3, text: "Seen [@b].", rests_on: [F2]}]'
    document = composed(re.sub("threats: .*", threats, BRIEF))
    assert [figure.number for kind in ("matrix", "evidence") for figure in document.figures[kind]] == [1, 2]


def test_the_annex_can_be_turned_off(composed: Compose) -> None:
    assert composed(BRIEF + "evidence_map: no\n").evidence is None
    assert "evidence" not in composed(BRIEF + "evidence_map: no\n").heads


def test_a_brief_whose_items_cite_nothing_has_none(composed: Compose) -> None:
    assert composed(re.sub(r" \[@.*?\]", "", BRIEF)).evidence is None


def test_one_source_on_which_all_rests_needs_no_map(composed: Compose) -> None:
    assert composed(SINGLE).evidence is None
    assert composed(SINGLE + "recommendations: {short_term: [{do: Act., because: [F1]}]}\n").evidence


def test_a_style_without_numbers_names_the_sources(composed: Compose) -> None:
    row = annex(composed(BRIEF + "citation_style: apa\n")).rows[1]
    assert [source.ref.label for source in row.sources] == ["A, 2021", "Smith, 2022"]
