"""Names that are spelled two ways, and those that only look so."""

import json
from collections.abc import Callable

import pytest
from test_lint import judged

from policybrief.problem import Problem
from policybrief.project import Project

Told = Callable[[str], tuple[Problem, ...]]


@pytest.fixture
def told(make_project: Callable[..., Project]) -> Told:
    """What the rule says of a text."""

    def judge(text: str) -> tuple[Problem, ...]:
        data = {"title": "T", "date": "2026-01-10", "authors": ["Desk"], "sections": [{"heading": "H", "text": text}]}
        project = make_project(brief=json.dumps(data, ensure_ascii=False))
        return judged(project, ["spelled-two-ways"])

    return judge


TWO_WAYS = [
    ("Lukashenka", "Lukashenko"),
    ("Zelensky", "Zelenskyy"),
    ("Zelensky", "Zelenskiy"),
    ("Navalny", "Navalnyi"),
    ("Tsikhanouskaya", "Tikhanovskaya"),
    ("Kyiv", "Kiev"),
    ("Kharkiv", "Kharkov"),
    ("Odesa", "Odessa"),
    ("Donbas", "Donbass"),
    ("Chornobyl", "Chernobyl"),
    ("Hrodna", "Grodno"),
    ("Bakhmut", "Bahmut"),
    ("Wagner", "Vagner"),
    ("Suwałki", "Suwalki"),
    ("Lukašenka", "Lukashenka"),
    ("Orbán", "Orban"),
    ("Xi’an", "Xian"),
    ("Zapad-2025", "Zapad 2025"),
    ("Su-30", "Su 30"),
    ("South-East", "South East"),
    ("Interpol", "INTERPOL"),
    ("Luakshenka", "Lukashenka"),
    ("Kaliningrad", "Kalinigrad"),
    ("Belovezhskaya", "Belovezhskaia"),
    ("Alexeyev", "Alekseev"),
]
ONE_WAY = [
    ("Russia", "Russian"),
    ("Russian", "Russians"),
    ("Belarus", "Belarusian"),
    ("Belarusian", "Belarusians"),
    ("Lithuania", "Lithuanian"),
    ("Lithuania’s", "Lithuanians’"),
    ("Germany", "German"),
    ("Israel", "Israeli"),
    ("Hungary", "Hungarian"),
    ("Kuwait", "Kuwaiti"),
    ("Poland", "Polish"),
    ("Ukraine", "Ukrainian"),
    ("Austria", "Australia"),
    ("Slovakia", "Slovenia"),
    ("Guyana", "Guiana"),
    ("Japanese", "Javanese"),
    ("Iran", "Iraq"),
    ("Niger", "Nigeria"),
    ("Northern", "Southern"),
    ("Tsikhanouski", "Tsikhanouskaya"),
    ("Putin", "Putina"),
    ("Center", "Centre"),
    ("Organization", "Organisation"),
    ("Neighbourhood", "Neighborhood"),
    ("Defence", "Defense"),
    ("Minister", "Ministry"),
    ("Analysis", "Analysts"),
    ("Marshal", "Marshall"),
    ("September", "December"),
    ("March 2022", "March 2023"),
    ("Su-30", "Su-35"),
    ("Zapad 2021", "Zapad 2025"),
    ("Union State", "State Union"),
    ("Russia-led", "Russia led"),
    ("WHO", "Who"),
    ("Maria", "Mario"),
]


@pytest.mark.parametrize(("one", "other"), TWO_WAYS)
def test_a_name_in_two_spellings_is_told_once_where_the_rarer_one_stands(one: str, other: str, told: Told) -> None:
    for often, once in ((one, other), (other, one)):
        text = f"The desk wrote of {often} and asked {often} twice.\n\nThen {once} came up, and {often} again."
        (problem,) = told(text)
        assert problem.message == f"says '{once}', and elsewhere '{often}'"
        assert problem.place and problem.place.length == len(once)


@pytest.mark.parametrize(("one", "other"), ONE_WAY)
def test_two_names_and_their_kin_are_let_pass(one: str, other: str, told: Told) -> None:
    assert told(f"The desk wrote of {one}, and then of {other} too. In {one} nothing; in {other}, nothing.") == ()


@pytest.mark.parametrize(("one", "other"), TWO_WAYS)
def test_what_a_source_writes_is_let_pass(one: str, other: str, told: Told) -> None:
    assert told(f"The desk wrote of {one}. A source has “{other}”, and also:\n\n> {other}\n") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Finish the work. The Finnish port is open.",
        "The Baltic ports are open. Baltics are asked.",
        "Aleksandr Ivanov left, and Alexander Petrov came.",
        "The Parliament sat. In a parliament such as the Parlament of others it did not.",
        "A long-term plan for the long term, a well known and well-known one.",
        "To re-form a unit is no reform, and to re-create it no recreation.",
        "A co-op is no coop.",
        "It is in 2022-2023, 2022 2023.",
        "The iPhonne and the iPhone, the eGovernement and the eGovernment, Zapad2025 and Zappad.",
        "Mr Lukashenkо with a letter of Cyrillic, and Mr Lukashenka.",
        "- a\n- b -- c -\n\nThe - sign.",
    ],
)
def test_words_that_are_no_names_are_let_pass(text: str, told: Told) -> None:
    assert told(text) == ()


@pytest.mark.parametrize(
    ("text", "stray", "main"),
    [
        ("The desk asks for co-operation, cooperation and cooperation.", "co-operation", "cooperation"),
        ("Co-operation is asked for, co-operation is had. So is cooperation.", "cooperation", "Co-operation"),
        ("An e-mail is an e-mail, not an email.", "email", "e-mail"),
        ("Lukashenko came. They saw Mr Lukashenka and Mr Lukashenka.", "Lukashenko", "Lukashenka"),
        ("They saw Viktor Orbán and Viktor Orbán, not Viktor Orban.", "Orban", "Orbán"),
        ("The post-Lukashenka years, Lukashenka’s years, the Lukashenko-era.", "Lukashenko", "Lukashenka"),
    ],
)
def test_words_with_a_hyphen_and_names_in_them(text: str, stray: str, main: str, told: Told) -> None:
    assert [problem.message for problem in told(text)] == [f"says '{stray}', and elsewhere '{main}'"]


def test_a_brief_in_another_language_is_not_read(make_project: Callable[..., Project]) -> None:
    brief = "title: T\ndate: 2026-01-10\nauthors: Desk\nlanguage: pl\nfindings: O Lukashenka, o Lukashenko.\n"
    assert judged(make_project(brief=brief), ["spelled-two-ways"]) == ()
