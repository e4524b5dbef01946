"""From brief to document: what is numbered, labelled, worded and marked."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from policybrief.document import Document
from policybrief.load import load_brief
from policybrief.project import Project

Composed = Callable[[str], Document]

SMALL = """
title: A small brief
date: 2024-01-31
authors: [Baltic desk]
"""
SOURCES = """
sources:
  one: {type: report, title: First report, issued: 2021-09-14, grade: B2, read: abstract, author: null}
  two: {type: webpage, title: Second page, URL: "https://example.org/two", publisher: Desk, author: Desk, issued: 2023}
"""


def test_sources_are_numbered_in_the_order_in_which_they_are_printed(composed: Composed) -> None:
    document = composed(SMALL + "findings:\n  - text: Later [@one].\nbottom_line: First of all [@two].\n" + SOURCES)
    assert [(entry.number, entry.anchor) for entry in document.sources] == [("1", "source-two"), ("2", "source-one")]


def test_every_mark_has_a_way_back_from_its_entry(composed: Composed) -> None:
    document = composed(
        SMALL + "bottom_line: Said [@one].\nfindings:\n  - text: Once [@one], twice [@one; @two].\n" + SOURCES
    )
    entry = document.sources[0]
    assert [(link.label, list(link.hrefs)) for link in entry.cited_in] == [
        ("Bottom line", ["#cite-1"]),
        ("F1", ["#cite-2", "#cite-3"]),
    ]
    assert 'id="cite-3"' in document.findings[0].text


def test_keys_under_sources_print_one_mark_after_the_marks_of_the_text(composed: Composed) -> None:
    document = composed(SMALL + "threats:\n  - {title: T, text: 'Text [@two].', sources: [one, two]}\n" + SOURCES)
    assert 'id="cite-1"' in document.threats[0].text
    assert 'id="cite-2"' in document.threats[0].cites


def test_what_is_not_known_of_a_source_is_said(composed: Composed) -> None:
    document = composed(SMALL + "findings:\n  - text: A [@one] b [@two].\n" + SOURCES)
    assert [entry.missing for entry in document.sources] == ["Not known: author, publisher and web address.", ""]


def test_a_word_alone_prints_its_band(composed: Composed) -> None:
    document = composed(SMALL + "key_judgements:\n  - {text: It rains., probability: likely}\n")
    odds = document.judgements[0].odds
    assert odds and (odds.word, odds.figure, odds.range) == ("Likely", "55–80\u202f%", "55–80\u202f%")


def test_a_number_alone_prints_the_word_of_the_scale_in_use(composed: Composed) -> None:
    brief = "scale: uk-phia\nkey_judgements:\n  - {text: A, probability: 85}\n  - {text: B, probability: 22}\n"
    inside, in_a_gap = (judgement.odds for judgement in composed(SMALL + brief).judgements)
    assert inside and (inside.word, inside.figure) == ("Highly likely", "80–90\u202f%")
    assert in_a_gap and (in_a_gap.word, in_a_gap.figure) == ("", "22\u202f%")


def test_without_a_scale_words_stand_for_themselves(composed: Composed) -> None:
    document = composed(SMALL + "scale: none\nkey_judgements:\n  - {text: A, probability: quite conceivable}\n")
    odds = document.judgements[0].odds
    assert odds and (odds.word, odds.figure, odds.ruler) == ("Quite conceivable", "", "")
    assert document.method.scale is None


def test_levels_of_the_risk_register_stand_in_the_matrix(composed: Composed) -> None:
    document = composed(SMALL + "risk: uk-nrr\nthreats:\n  - {title: Flood, likelihood: 4, impact: 5}\n")
    odds = document.threats[0].odds
    assert odds and odds.word == "Level 4"
    (matrix,) = document.figures["matrix"]
    assert "Level 5" in matrix.svg


def test_threats_without_likelihood_or_impact_make_no_matrix(composed: Composed) -> None:
    assert (
        composed(SMALL + "threats:\n  - {title: A, impact: 3}\n  - {title: B, likelihood: likely}\n").figures["matrix"]
        == []
    )


def test_a_brief_chooses_its_figures_and_their_titles(composed: Composed) -> None:
    threats = "threats:\n  - {title: A, likelihood: likely, impact: 3}\n  - {title: B, likelihood: 30, impact: 2}\n"
    assert composed(SMALL + threats + "figures: []\n").figures["matrix"] == []
    wishes = "figures:\n  - {kind: matrix, of: [T2], title: Only B}\n  - {kind: probability, title: Both}\n"
    document = composed(SMALL + threats + wishes)
    (matrix,) = document.figures["matrix"]
    assert matrix.title == "Only B"
    assert ">T2</text>" in matrix.svg and ">T1</text>" not in matrix.svg
    assert [(figure.number, figure.title) for figure in document.figures["probability"]] == [(2, "Both")]


def test_an_indicator_named_by_its_id_stands_in_its_scenario_only(composed: Composed) -> None:
    document = composed(
        SMALL
        + "scenarios:\n  - {title: S, indicators: [I1, A plain sign]}\n"
        + "indicators:\n  - {text: Seen, level: red}\n  - Elsewhere\n"
    )
    assert [(sign.id, sign.text) for sign in document.scenarios[0].indicators] == [("I1", "Seen"), ("", "A plain sign")]
    assert [sign.id for sign in document.indicators] == ["I2"]


def test_a_term_runs_to_its_last_due_date(composed: Composed) -> None:
    document = composed(
        SMALL
        + "findings: [Text]\nrecommendations:\n"
        + "  short_term:\n    - {do: A, due: 2024-03}\n    - {do: B, due: 2024-06-30}\n"
        + "  long_term: [C]\n"
    )
    assert [(term.name, term.until) for term in document.terms] == [("Short term", "to June 2024"), ("Long term", "")]
    assert [item.id for term in document.terms for item in term.items] == ["R1", "R2", "R3"]


def test_an_empty_link_prints_the_label_of_what_it_points_to(composed: Composed) -> None:
    document = composed(
        SMALL
        + "findings:\n  - See [](#T1) and [](#N1).\nthreats: [Flood]\nsections:\n  - {heading: History, text: Long.}\n"
    )
    assert '<a class="item-link" href="#T1">T1</a>' in document.findings[0].text
    assert '<a class="item-link" href="#N1">History</a>' in document.findings[0].text


def test_markup_in_a_title_is_text(composed: Composed) -> None:
    document = composed(SMALL.replace("A small brief", "'<script>alert(1)</script> & co'") + "findings: [Text]\n")
    citation = document.citation.text
    assert "<script>" not in citation and "&lt;script&gt;" in citation


def test_a_note_is_never_printed(project: Project, composed: Composed) -> None:
    assert "secret thought" not in repr(composed(SMALL + "findings:\n  - {text: Open, note: secret thought}\n"))


def test_legends_explain_what_the_brief_uses_and_nothing_else(composed: Composed) -> None:
    bare = composed(SMALL + "findings: [Text]\n").method
    assert not (bare.scale or bare.confidence or bare.reliability or bare.lights or bare.statuses)
    used = composed(SMALL + "findings:\n  - {text: 'T [@one].', confidence: high, status: stale}\n" + SOURCES).method
    assert [meaning.word for meaning in used.statuses] == ["Stale"]
    assert [meaning.word for meaning in used.confidence] == ["High", "Moderate", "Low"]
    assert len(used.reliability) == 6


@pytest.mark.parametrize("style", ["numeric", "chicago-notes-bibliography"])
def test_both_styles_reach_every_source_of_the_flagship(style: str, project: Project, composed: Composed) -> None:
    brief = load_brief(project.briefs / "belarus-russia-military-union.yaml", project).brief
    text = Path(project.briefs / "belarus-russia-military-union.yaml").read_text(encoding="utf-8")
    sources = Path(project.briefs / "sources.yaml").read_text(encoding="utf-8")
    joined = text + f"\ncitation_style: {style}\nsources:\n" + "".join(f"  {line}\n" for line in sources.splitlines())
    document = composed(joined)
    assert {entry.anchor for entry in document.sources} == {f"source-{key}" for key in brief.sources}
    assert bool(document.notes) == (style != "numeric")
    assert all(entry.cited_in for entry in document.sources)


def test_a_range_that_no_term_holds_prints_itself_and_no_word(composed: Composed) -> None:
    odds = composed(SMALL + "key_judgements:\n  - {text: A, probability: 5-95}\n").judgements[0].odds
    assert odds and (odds.word, odds.figure) == ("", "5–95\u202f%")
    odds = composed(SMALL + "key_judgements:\n  - {text: A, probability: 60-75}\n").judgements[0].odds
    assert odds and (odds.word, odds.figure, odds.range) == ("Likely", "55–80\u202f%", "60–75\u202f%")


def test_a_best_estimate_is_printed_as_a_number(composed: Composed) -> None:
    odds = (
        composed(SMALL + "key_judgements:\n  - {text: A, probability: {word: likely, point: 65}}\n").judgements[0].odds
    )
    assert odds and odds.best == "65\u202f%"


def test_percents_stand_in_the_level_of_the_register_that_holds_them(composed: Composed) -> None:
    threats = "  - {title: A, likelihood: 30 %, impact: 1}\n  - {title: B, likelihood: 5, impact: 2}\n"
    (matrix,) = composed(f"{SMALL}risk: uk-nrr\nthreats:\n{threats}").figures["matrix"]
    heights = [float(y) for y in re.findall(r'<circle cx="[\d.]+" cy="([\d.]+)"', matrix.svg)]
    assert len(heights) == 2
    assert abs(heights[0] - heights[1]) < 46, "both in the uppermost row, which is 46 points tall"
    assert "above 25" in matrix.svg


def test_an_indicator_of_two_scenarios_stands_in_full_in_the_first(composed: Composed) -> None:
    scenarios = "scenarios:\n  - {title: A, indicators: [I1]}\n  - {title: B, indicators: [I1]}\n"
    document = composed(SMALL + scenarios + "indicators:\n  - {text: 'A sign [@one].', level: red}\n" + SOURCES)
    (first,), (second,) = (scenario.indicators for scenario in document.scenarios)
    assert (first.id, second.id) == ("I1", "")
    assert 'href="#I1"' in second.text and "cite-" not in second.text
    assert second.light and second.light.key == "red"


def test_the_marking_and_the_origin_of_a_source_are_printed(composed: Composed) -> None:
    sources = "sources:\n  a: {title: A, tlp: RED, origin: [b, interviews]}\n  b: {title: B, issued: 2021}\n"
    entry = composed(SMALL + "findings:\n  - text: X [@a; @b].\n" + sources).sources[0]
    assert entry.tlp and entry.tlp.label == "TLP:RED"
    assert entry.origin == "Relies on B, 2021 and interviews."


def test_keys_with_dots_keep_their_marks_apart(composed: Composed) -> None:
    positions = "disagreements:\n  - {text: Q, positions: {a: says x, a.source: 'says y [@b]'}}\nfindings: [F]\n"
    sources = "sources:\n  a: {title: A}\n  a.source: {title: A2}\n  b: {title: B}\n"
    one, other = composed(SMALL + positions + sources).disagreements[0].positions
    assert "cite-" not in one.text and 'href="#source-a"' in one.cites
    assert 'href="#source-b"' in other.text


def test_a_mark_stands_off_a_quoted_word_unless_it_is_raised(composed: Composed) -> None:
    finding = "findings: [{text: x, quoted_probability: {term: likely, source: two, locator: p. 3}}]\n"
    assert composed(SMALL + finding + SOURCES).findings[0].quoted.striptags().split() == ["“likely”1", "(p.", "3)"]
    apa = composed(SMALL + "citation_style: apa\n" + finding + SOURCES)
    assert apa.findings[0].quoted.striptags().startswith("“likely” (")


def test_of_many_marks_in_one_item_the_first_lead_back_and_the_others_are_counted(composed: Composed) -> None:
    text = " ".join(["word [@one]"] * 500)
    (back,) = composed(SMALL + f"findings: ['{text}']\n" + SOURCES).sources[0].cited_in
    assert (back.label, back.hrefs[0], len(back.hrefs), back.more) == ("F1", "#cite-1", 12, 488)


def test_a_source_that_relies_on_itself_says_nothing_of_it(composed: Composed) -> None:
    sources = "sources: {one: {title: One, origin: [one, an interview]}}\n"
    (entry,) = composed(SMALL + "findings: ['A [@one].']\n" + sources).sources
    assert entry.origin == "Relies on an interview."


def test_the_day_of_reading_is_told_where_the_style_does_not(composed: Composed) -> None:
    brief = (
        SMALL
        + "findings: ['A [@one].']\nsources: {one: {title: One, URL: 'https://example.org/5', accessed: 2024-05-03}}\n"
    )
    assert composed(brief).sources[0].read_on == ""
    apa = composed(brief.replace("accessed", "issued: 2020, accessed") + "citation_style: apa\n").sources[0]
    assert apa.read_on == "Accessed 3 May 2024."


def test_an_archived_copy_has_its_day(composed: Composed) -> None:
    source = "{title: One, archive_url: 'https://example.org/c', archived: 2024-05}"
    brief = f"findings: ['A [@one].']\nsources: {{one: {source}}}\n"
    (entry,) = composed(SMALL + brief).sources
    assert (entry.archive, entry.archived) == ("https://example.org/c", "May 2024")


def test_marks_side_by_side_are_set_off(composed: Composed) -> None:
    two = "findings: [x]\ndisagreements: [{text: Why?, positions: {one: 'It says so [@two].'}}]\n"
    position = composed(SMALL + two + SOURCES).disagreements[0].positions[0]
    assert (position.text + position.cites).striptags() == "It says so.1, 2"
    finding = composed(SMALL + "findings: ['So [@one][@two], and so [@one] [@two].']\n" + SOURCES).findings[0]
    assert finding.text.striptags() == "So,1, 2 and so.1, 2"


def test_a_law_needs_neither_author_nor_address(composed: Composed) -> None:
    sources = "sources: {one: {title: A law, type: legislation}, two: {title: A book, type: book}}\n"
    entries = composed(SMALL + "findings: ['So [@one; @two].']\n" + sources).sources
    assert [entry.missing for entry in entries] == ["Not known: date.", "Not known: author, publisher and date."]
