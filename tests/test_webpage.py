"""The web page: one file, no network, links that lead somewhere, letters inside."""

import re
from base64 import b64decode
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from conftest import BRIEFS, FLAGSHIP, KINDS
from fontTools.ttLib import TTFont

from policybrief.webpage import embed_fonts

pytestmark = pytest.mark.slow


class Page(HTMLParser):
    """Ids, links and what a page would fetch."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.fetched: list[str] = []
        self.scripts = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.scripts += tag == "script" and not dict(attrs).get("type", "").endswith("json")
        href = given.get("href") or ""
        if tag == "a" and href.startswith("#"):
            self.targets.append(href[1:])
        if tag == "link" or given.get("src"):
            self.fetched.append(href or given.get("src") or "")


@pytest.fixture(scope="session", params=[*BRIEFS, *KINDS])
def html(request: pytest.FixtureRequest, output: Path) -> str:
    return (output / f"{request.param}.html").read_text(encoding="utf-8")


def test_nothing_is_fetched_and_nothing_is_run(html: str) -> None:
    page = Page(html)
    assert page.fetched == []
    assert page.scripts == 0
    assert set(re.findall(r"url\(\"?([a-z]+):", html)) <= {"data"}
    assert "@import" not in html


def test_every_id_is_there_once_and_every_link_leads_to_one(html: str) -> None:
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    assert set(page.targets) <= set(page.ids)


def test_marks_lead_to_entries_and_entries_lead_back_to_every_mark(output: Path) -> None:
    html = (output / f"{FLAGSHIP}.html").read_text(encoding="utf-8")
    page = Page(html)
    marks = [name for name in page.ids if re.fullmatch(r"cite-\d+", name)]
    assert len(marks) > 30
    assert set(marks) <= set(page.targets)
    assert {"source-review2021", "source-nta", "source-unionstate2023"} <= set(page.targets)


def test_numbers_of_sources_rise_from_their_first_mark_on(output: Path) -> None:
    html = (output / f"{FLAGSHIP}.html").read_text(encoding="utf-8")
    first = list(dict.fromkeys(re.findall(r'<a href="#source-[^"]+">(\d+)</a>', html)))
    assert first == ["1", "2", "3"]


def test_the_letters_of_the_page_are_in_its_typefaces(output: Path) -> None:
    html = (output / f"{FLAGSHIP}.html").read_text(encoding="utf-8")
    fonts = [b64decode(data) for data in re.findall(r"data:font/woff2;base64,([^\")]+)", html)]
    assert len(fonts) == 4
    for font in fonts:
        letters = TTFont(BytesIO(font)).getBestCmap()
        assert {ord(char) for char in "Belarus–Ruša Suwałki ąčęėįšųūž 0123 ’“”"} <= letters.keys()
        assert ord("Ж") not in letters


def test_an_alphabet_comes_whole_where_one_of_its_letters_stands(cache: Path) -> None:
    html = embed_fonts("<html><head></head><body>Беларусь</body></html>", cache)
    font = b64decode(re.findall(r"data:font/woff2;base64,([^\")]+)", html)[0])
    assert {ord(char) for char in "АЯаяўіґїє"} <= TTFont(BytesIO(font)).getBestCmap().keys()


def test_a_cache_that_cannot_be_written_costs_time_only(output: Path, cache: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be", encoding="utf-8")
    page = "<html><head></head><body>Plain words</body></html>"
    assert embed_fonts(page, blocked) == embed_fonts(page, cache)
