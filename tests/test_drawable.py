"""A wish for a figure is accepted where the figure is drawn, and refused where it is not."""

from collections.abc import Callable
from typing import get_args

import pytest

from policybrief.brief import FigureWish
from policybrief.document import Document
from policybrief.problem import BriefError

HEAD = "title: T\ndate: 2024-01-31\nauthors: [Desk]\nbottom_line: x\nsources: {a: {title: A}, b: {title: B}}\n"
SAYS = "sections: [{heading: H, text: t}]\n"
EXCLUSIVE = "scenario_set: {exclusive: yes}\n"
BRIEFS = {
    "nothing but prose": SAYS,
    "a text of the brief that cites": f'{SAYS}method: "m [@a]"\n',
    "a section that cites": 'sections: [{heading: H, text: "t [@a]"}]\n',
    "one source and nothing on it": 'findings: ["x [@a]"]\n',
    "one source and something on it": 'findings: ["x [@a]"]\nkey_judgements: [{text: j, rests_on: [F1]}]\n',
    "two sources": 'findings: ["x [@a; @b]"]\n',
    "no map": 'findings: ["x [@a; @b]"]\nevidence_map: no\n',
    "two sources of a judgement": (
        'findings: [x]\nkey_judgements: [{text: "j [@a; @b]"}]\nthreats: [{title: U, rests_on: [K1]}]\n'
    ),
    "a source of a gap": 'findings: [x]\ngaps: ["g [@a; @b]"]\n',
    "positions of sources": "sections: [{heading: H, text: t}]\ndisagreements: [{text: q, positions: {a: x, b: y}}]\n",
    "words": "threats: [{title: U, likelihood: likely, impact: 3}]\n",
    "words without numbers": "scale: none\nthreats: [{title: U, likelihood: perhaps, impact: 3}]\n",
    "numbers without words": "scale: none\nthreats: [{title: U, likelihood: 20-40, impact: 3}]\n",
    "a threat without impact": "threats: [{title: U, likelihood: likely}]\n",
    "a threat without likelihood": "threats: [{title: U, impact: 3}]\n",
    "a level": "risk: uk-nrr\nthreats: [{title: U, likelihood: 4, impact: 3}]\n",
    "exclusive scenarios": EXCLUSIVE + "scenarios: [{title: A, probability: likely}, {title: B, probability: 20}]\n",
    "scenarios of no chance": EXCLUSIVE + "scenarios: [{title: A, probability: 0}, {title: B, probability: 0}]\n",
    "scenarios in words without numbers": (
        f"scale: none\n{EXCLUSIVE}scenarios: [{{title: A, probability: perhaps}}, {{title: B, probability: 20}}]\n"
    ),
    "scenarios that overlap": "scenarios: [{title: A, probability: likely}, {title: B, probability: 20}]\n",
    "a scenario without a probability": EXCLUSIVE + "scenarios: [{title: A, probability: 20}, {title: B}]\n",
    "one scenario": EXCLUSIVE + "scenarios: [{title: A, probability: 30}]\n",
    "a measure with a date": f"{SAYS}recommendations: {{short_term: [{{do: Act, due: 2025}}]}}\n",
    "a measure without one": f"{SAYS}recommendations: {{short_term: [{{do: Act}}]}}\n",
    "an event": f"{SAYS}timeline: [{{date: 2023, text: e}}]\n",
    "an indicator": f"{SAYS}indicators: [i]\n",
    "a forecast": f"{SAYS}forecasts: [{{question: Is it?, probability: 30}}]\n",
}
KINDS = get_args(FigureWish.model_fields["kind"].annotation)

Compose = Callable[[str], Document]


def outcome(composed: Compose, text: str, wish: str) -> str:
    """Whether a wish is drawn, or refused with a problem."""
    kind = wish.split(",")[0]
    try:
        return "drawn" if composed(f"{HEAD}{text}figures: [{{kind: {wish}}}]\n").figures[kind] else "accepted"
    except BriefError as error:
        assert {problem.code for problem in error.problems} == {"empty-figure"}
        return "refused"


@pytest.mark.parametrize("kind", KINDS)
def test_a_wish_that_is_accepted_is_drawn(kind: str, composed: Compose) -> None:
    outcomes = {name: outcome(composed, text, kind) for name, text in BRIEFS.items()}
    assert set(outcomes.values()) == {"drawn", "refused"}, outcomes


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("evidence", "a text of the brief that cites"),
        ("evidence", "one source and nothing on it"),
        ("evidence", "two sources of a judgement"),
        ("evidence", "no map"),
        ("matrix", "words without numbers"),
        ("probability", "words without numbers"),
        ("probability", "a level"),
        ("cone", "scenarios of no chance"),
        ("cone", "scenarios in words without numbers"),
        ("mix", "nothing but prose"),
    ],
)
def test_a_wish_at_the_edge_is_refused(kind: str, name: str, composed: Compose) -> None:
    assert outcome(composed, BRIEFS[name], kind) == "refused"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("evidence", "one source and something on it"),
        ("evidence", "positions of sources"),
        ("matrix", "a level"),
        ("cone", "one scenario"),
        ("mix", "a text of the brief that cites"),
    ],
)
def test_a_wish_within_it_is_drawn(kind: str, name: str, composed: Compose) -> None:
    assert outcome(composed, BRIEFS[name], kind) == "drawn"


def test_a_wish_for_an_item_that_cannot_stand_in_the_figure_is_refused(composed: Compose) -> None:
    threats = "threats: [{title: U, likelihood: likely, impact: 3}, {title: V, impact: 3}]\n"
    assert outcome(composed, threats, "matrix, of: [T1]") == "drawn"
    assert outcome(composed, threats, "matrix, of: [T2]") == "refused"
    cited = 'findings: ["x [@a]", y]\n'
    assert outcome(composed, cited, "mix, of: [F1]") == "drawn"
    assert outcome(composed, cited, "mix, of: [F2]") == "refused"


def test_a_map_that_is_asked_for_is_drawn_on_as_many_sheets_as_it_takes(composed: Compose) -> None:
    """Unasked it is left out where nobody could follow it from page to page."""
    findings = "".join(f'  - "f{n} [@a; @b]"\n' for n in range(240))
    assert not composed(f"{HEAD}findings:\n{findings}").figures["evidence"]
    assert len(composed(f"{HEAD}findings:\n{findings}figures: [{{kind: evidence}}]\n").figures["evidence"]) > 4


def test_what_has_no_numbers_is_named_under_the_bars(composed: Compose) -> None:
    text = "scale: none\nthreats: [{title: U, likelihood: perhaps}, {title: V, likelihood: 30}]\n"
    (bars,) = composed(f"{HEAD}{text}figures: [{{kind: probability}}]\n").figures["probability"]
    assert bars.title == "T2 stands at 30\u202f%"
    assert bars.note.endswith("Without numbers: T1.")
