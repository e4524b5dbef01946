"""The figures of a brief: which are drawn, what their titles say, and what they tell someone who cannot see them."""

import re
from collections.abc import Callable

import pytest

from policybrief.document import Document, FigureView

Compose = Callable[[str], Document]

HEAD = """title: T
date: 2024-01-31
authors: [Desk]
findings: ["One [@a]."]
sources: {a: {title: A}}
evidence_map: no
"""
SCENARIOS = """scenario_set: {horizon: 2026-12-31, exclusive: yes, exhaustive: yes}
scenarios:
  - {title: Gradual deepening, probability: {word: likely, point: 66, range: 58-75}, indicators: [I1, I2]}
  - {title: Absorption, probability: {point: 18, range: 12-20}, indicators: [I1]}
  - {title: Standstill, probability: 16}
indicators:
  - {text: A base is agreed, level: green, trend: up, as_of: 2023-12}
  - {text: A doctrine is signed, level: red}
  - {text: Exercises grow in number, level: amber}
"""
MEASURES = """recommendations:
  short_term:
    - {do: Open a line, owner: Defence, priority: high, start: 2024-03-01, due: 2024-06-30}
    - {do: Give notice, owner: Foreign Affairs, due: 2024-04}
  long_term:
    - {do: Plan a reform, owner: Defence, priority: low, start: 2024-06, due: 2025-12-31}
    - {do: Keep at it, owner: Defence}
"""
EVENTS = """timeline:
  - {date: 2021-03, text: "A doctrine is agreed [@a]."}
  - {date: 2020, text: An election}
  - {date: 2022-02-24, text: An invasion}
  - {date: 2023-07/2023-12, text: No troops come}
"""


def figures(document: Document, kind: str) -> list[FigureView]:
    return list(document.figures[kind])


def told(figure: FigureView) -> str:
    """The long text, which both widths have."""
    (wide,), (narrow,) = (re.findall("<desc>(.*?)</desc>", drawn) for drawn in (figure.svg, figure.narrow))
    assert wide == narrow
    return str(wide)


def test_each_figure_that_data_allow_is_drawn_unasked_and_numbered_in_print_order(composed: Compose) -> None:
    drawn = composed(HEAD + SCENARIOS + MEASURES + EVENTS).figures
    assert {kind: [figure.number for figure in held] for kind, held in drawn.items() if held} == {
        "timeline": [1],
        "cone": [2],
        "board": [3],
        "roadmap": [4],
    }


def test_a_short_kind_of_brief_gets_none_of_them_unasked(composed: Compose) -> None:
    text = HEAD + "kind: briefing\n" + SCENARIOS + MEASURES + EVENTS
    assert not any(composed(text).figures.values())
    assert figures(composed(text + "figures: [{kind: cone}]\n"), "cone")


def test_a_brief_that_asks_for_some_gets_no_others(composed: Compose) -> None:
    document = composed(HEAD + SCENARIOS + MEASURES + EVENTS + "figures: [{kind: roadmap, title: Ours, of: [R1]}]\n")
    assert {kind for kind, held in document.figures.items() if held} == {"roadmap"}
    (roadmap,) = figures(document, "roadmap")
    assert (roadmap.title, told(roadmap)) == (
        "Ours",
        "R1 (Open a line) falls to Defence, starts 1 March 2024, is due 30 June 2024 and has high priority.",
    )


def test_the_cone_says_which_scenario_leads(composed: Compose) -> None:
    (cone,) = figures(composed(HEAD + SCENARIOS), "cone")
    assert cone.title == "Gradual deepening leads at 58–75\u202f%; the others stay below 50\u202f%"
    assert cone.remark == "Exclusive and exhaustive"
    assert f"<title>{cone.title}</title>" in cone.svg
    assert told(cone) == (
        "The courses to December 2026 stand from top to bottom, each with its share. "
        "S1 (Gradual deepening) takes 66 of 100 by the best estimate (likely, 58–75\u202f%). "
        "S2 (Absorption) takes 18 of 100 by the best estimate (very unlikely, 12–20\u202f%). "
        "S3 (Standstill) takes 16 of 100 by the best estimate (very unlikely, 5–20\u202f%)."
    )


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ("exclusive: yes, ", ""),
        ("probability: 16", "impact: 2"),
        ("probability: 16", "probability: 40"),
        (re.escape("scenario_set: {horizon: 2026-12-31, exclusive: yes, exhaustive: yes}\n"), ""),
    ],
    ids=["not exclusive", "one without a probability", "more than a hundred", "no set"],
)
def test_there_is_no_cone_of_scenarios_without_shares(composed: Compose, find: str, put: str) -> None:
    assert figures(composed(HEAD + re.sub(find, put, SCENARIOS)), "cone") == []


def test_a_set_that_is_not_exhaustive_leaves_a_share_for_something_else(composed: Compose) -> None:
    text = SCENARIOS.replace(", exhaustive: yes", "").replace("probability: 16", "probability: 5")
    (cone,) = figures(composed(HEAD + text), "cone")
    assert told(cone).endswith("Something else takes about 11 of 100 (not in the set).")


def test_scenarios_of_one_share_do_not_lead(composed: Compose) -> None:
    text = re.sub(r"\{word: likely, point: 66, range: 58-75\}", "18", SCENARIOS)
    (cone,) = figures(composed(HEAD + text.replace(", exhaustive: yes", "")), "cone")
    assert cone.title == "No single scenario of three leads"


def test_the_board_counts_the_lights_and_names_where_most_of_them_point(composed: Compose) -> None:
    (board,) = figures(composed(HEAD + SCENARIOS), "board")
    assert board.title == "One of three signs is seen, one partly"
    assert told(board) == (
        "I2 (A doctrine is signed) is seen. It points to S1. I3 (Exercises grow in number) is partly seen. "
        "I1 (A base is agreed) is not seen as of Dec 2023. Its trend is rising. It points to S1 and S2."
    )
    (pointing,) = figures(composed(HEAD + SCENARIOS.replace("[I1, I2]", "[I1, I2, I3]")), "board")
    assert pointing.title == "One of three signs is seen, one partly; most of these point to S1"


def test_a_board_is_unasked_only_where_a_sign_points_to_several_scenarios(composed: Compose) -> None:
    assert figures(composed(HEAD + SCENARIOS.replace("indicators: [I1]}", "indicators: [I3]}")), "board") == []


def test_the_roadmap_says_how_much_is_due_within_a_year_and_what_has_no_date(composed: Compose) -> None:
    (roadmap,) = figures(composed(HEAD + MEASURES), "roadmap")
    assert roadmap.title == "Two owners have three measures, two of them due within a year"
    assert roadmap.note == "Without a date: R4."


@pytest.mark.parametrize(
    ("terms", "title"),
    [
        ("[{do: Act, due: 2024-02}]", "One measure is planned, due within a year"),
        ("[{do: Act, due: 2025-02-01}]", "One measure is planned, not due within a year"),
        (
            "[{do: Act, owner: A, due: 2025-01-31}, {do: B, owner: A, due: 2024}]",
            "One owner has two measures, all due within a year",
        ),
        ("[{do: Act, start: 2024}, {do: B, due: 2030}]", "Two measures are planned, none due within a year"),
    ],
)
def test_a_year_ends_on_the_same_day(composed: Compose, terms: str, title: str) -> None:
    (roadmap,) = figures(
        composed(f"{HEAD}recommendations: {{short_term: {terms}}}\nfigures: [{{kind: roadmap}}]\n"), "roadmap"
    )
    assert roadmap.title == title


def test_the_timeline_tells_events_in_order_without_citation_marks(composed: Compose) -> None:
    (timeline,) = figures(composed(HEAD + EVENTS), "timeline")
    assert timeline.title == "Four events from 2020 on; none is dated later than December 2023"
    assert told(timeline) == (
        "E2 is dated 2020: An election. E1 is dated Mar 2021: A doctrine is agreed. "
        "E3 is dated 24 Feb 2022: An invasion. E4 is dated Jul–Dec 2023: No troops come."
    )


def test_a_timeline_counts_what_lies_ahead(composed: Compose) -> None:
    (timeline,) = figures(composed(HEAD + EVENTS.replace("date: 2020,", "date: 2025,")), "timeline")
    assert timeline.title == "Four events from 2021 on; one lies ahead of this brief"


def test_events_that_find_no_room_on_stems_are_drawn_only_when_asked(composed: Compose) -> None:
    crowd = "timeline:\n" + "".join(f"  - {{date: 2023-0{n}, text: Event {n}}}\n" for n in range(1, 10))
    text = HEAD + crowd + "  - {date: 1950, text: Long ago}\n"
    assert figures(composed(text), "timeline") == []
    assert figures(composed(text + "figures: [{kind: timeline}]\n"), "timeline")


def test_the_mix_sorts_cited_sources_by_kind_reading_language_and_age(composed: Compose) -> None:
    text = """title: T
date: 2024-01-31
authors: [Desk]
evidence_map: no
findings: ["One [@a; @b; @c]."]
figures: [{kind: mix}]
sources:
  a: {title: A, type: report, grade: B2, read: full, language: lt, issued: 2023-06, origin: [interviews]}
  b: {title: B, type: report, grade: C3, read: secondary, language: en-GB, issued: 2015}
  c: {title: C, type: article-newspaper}
  d: {title: D, type: book, grade: A1}
"""
    (mix,) = figures(composed(text), "mix")
    assert mix.title == "One of three sources is graded A or B; one was read in full"
    assert told(mix) == (
        "By kind, 2 sources stand under “Report” (1 of grade B and 1 of grade C) and 1 under “Newspaper article”. "
        "By how they were read, 1 source stands under “Read in full” (1 of grade B), "
        "1 under “Read at second hand” (1 of grade C) and 1 under “Not said”. "
        "By what they stand on, 1 source stands under “Other sources” (1 of grade B) "
        "and 2 under “None that is known” (1 of grade C). "
        "By language, 1 source stands under “English” (1 of grade C), 1 under “Lithuanian” (1 of grade B) "
        "and 1 under “Not said”. By age, 1 source stands under “Up to a year” (1 of grade B), "
        "1 under “Five to ten years” (1 of grade C) and 1 under “Not dated”."
    )


TOLD = r"[A-Z][^;]* (is|has|cites|carries|takes|points|falls|stand|stands) [^;]*\."


def test_every_figure_is_told_in_sentences(composed: Compose) -> None:
    threats = (
        "threats: [{title: Sabotage, likelihood: 60-75, impact: 4}, {title: Raids, likelihood: likely, impact: 2}]"
    )
    kinds = ("timeline", "matrix", "cone", "board", "probability", "roadmap", "evidence", "mix")
    wishes = "".join(f"  - {{kind: {kind}}}\n" for kind in kinds)
    text = HEAD.replace("evidence_map: no\n", "").replace("[@a]", "[@a; @b]").replace("A}}", "A}, b: {title: B}}")
    document = composed(f"{text}{SCENARIOS}{MEASURES}{EVENTS}{threats}\nfigures:\n{wishes}")
    for kind in kinds:
        (drawn,) = figures(document, kind)
        for sentence in re.split(r"(?<=\.) (?=[A-Z])", told(drawn)):
            assert re.fullmatch(TOLD, sentence), sentence


def test_sources_of_which_nothing_is_known_still_stand_in_the_mix(composed: Compose) -> None:
    (mix,) = figures(composed(f"{HEAD}figures: [{{kind: mix}}]\n"), "mix")
    assert (mix.title, told(mix)) == ("The only source is not graded", "By kind, 1 source stands under “Not said”.")


def test_threats_that_crowd_a_cell_are_said_to_stand_anywhere_in_it(composed: Compose) -> None:
    threats = "".join(f"  - {{title: Threat {n}, likelihood: 65, impact: 3}}\n" for n in range(12))
    (matrix,) = figures(composed(HEAD + "threats:\n" + threats), "matrix")
    assert matrix.note.startswith("Disc: a threat, anywhere in the cell")


def test_the_matrix_counts_its_fields(composed: Compose) -> None:
    threats = "".join(
        f"  - {{title: A, likelihood: {likely}, impact: {impact}}}\n"
        for likely, impact in ((90, 5), (60, 2), (60, 2), (3, 1))
    )
    (matrix,) = figures(composed(HEAD + "threats:\n" + threats), "matrix")
    assert matrix.title == "Of four threats one is to act on, two are to prepare for and one is to watch"


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (("66", "5-10", "very likely"), "P3 stands highest at 80–95\u202f%, P2 lowest at 5–10\u202f%"),
        (("30", "30"), "Both stand at 30\u202f%"),
        (("30",), "P1 stands at 30\u202f%"),
    ],
)
def test_the_bars_name_the_highest_and_the_lowest(composed: Compose, given: tuple[str, ...], title: str) -> None:
    forecasts = "".join(f"  - {{question: Is it so?, probability: {odds}}}\n" for odds in given)
    (bars,) = figures(composed(f"{HEAD}forecasts:\n{forecasts}figures: [{{kind: probability}}]\n"), "probability")
    assert bars.title == title
