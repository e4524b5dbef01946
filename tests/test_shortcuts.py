"""The shortcuts through WeasyPrint leave its bytes as they are, and stand in for what they were made for."""

from pathlib import Path
from types import ModuleType
from typing import Any

import pyphen
import pytest
from conftest import BRIEFS
from private import digest_of, part
from tinyhtml5.inputstream import HTMLUnicodeInputStream
from tinyhtml5.tokenizer import HTMLTokenizer
from torture import PAGES

from policybrief.citations import cite
from policybrief.compose import compose
from policybrief.load import load_brief
from policybrief.look import Look
from policybrief.pdf import print_pdf
from policybrief.project import Project
from policybrief.render import render_html
from policybrief.shortcuts import SHORTCUTS, shortened

SEEN = "words_of_drawings_set_whole"
NAMES = [shortcut.__name__ for shortcut in SHORTCUTS]
UNSEEN = [name for name in NAMES if name != SEEN]

READ = {
    "layout.preferred.shrink_to_fit": "38ecf6d5c643",
    "layout.preferred.min_content_width": "b71e3b485815",
    "text.line_break.split_first_line": "39ad1016863c",
    "text.line_break.first_line_metrics": "55ec5d0b58b2",
    "text.line_break.Layout": "681b737d1ba5",
    "text.line_break.strut": "b57885b70dd0",
    "text.line_break._font_style_cache_key": "d6b09d54b825",
    "draw.text.draw_first_line": "1bb8eae6d88e",
    "css.ComputedStyle": "4ff0512c0af1",
    "css.StyleFor": "dac5a1326168",
    "css.Style": "d3fe87424e31",
    "css.declaration_precedence": "510a33df7059",
    "css.cssselect2.Matcher": "a651e3a3f14e",
    "css.cssselect2.ElementWrapper": "6599588a3466",
    "formatting_structure.build": "335ad8b54129",
    "layout.percent": "bac190e240dc",
    "formatting_structure.boxes.Box": "ff6d62300baf",
    "svg.text": "67a30c3e181b",
    "svg.utils.size": "da153ed5f4a1",
    "svg.utils.normalize": "644aeada98cd",
    "svg.utils.parse_url": "43b836154f3f",
    "svg.utils.color": "1cd5953c50ce",
}
READ_BESIDE = {
    HTMLTokenizer.tag_open_state: "3f854018becf",
    HTMLTokenizer.emit_current_token: "c02d94737d6b",
    HTMLUnicodeInputStream.chars_until: "dfe353323dff",
    pyphen.HyphDict: "57e31328eef1",
}
"""The beginning of the SHA-256 of each part's source, of WeasyPrint and of what it reads and writes with."""

WHAT_TO_DO = """{changed} is not what src/policybrief/shortcuts.py was made for. To take over another WeasyPrint:
 1. Read what changed in that part, and whether the shortcut that stands in for it still does the same.
 2. Mend or delete the shortcut, until the other tests of this file pass: the bytes with and without must be equal.
 3. Run tests/bench/printing.py with and without it: below one in a hundred it is not worth its lines.
 4. Write the digests into this file: {now}
"""


def test_what_they_stand_in_for_is_as_it_was_read(weasyprint: ModuleType) -> None:
    read = {part(weasyprint, name): (name, digest) for name, digest in READ.items()}
    read |= {beside: (beside.__qualname__, digest) for beside, digest in READ_BESIDE.items()}
    now = {name: digest_of(held) for held, (name, _) in read.items()}
    changed = ", ".join(name for name, digest in read.values() if now[name] != digest)
    assert not changed, WHAT_TO_DO.format(changed=changed, now=now)


def test_all_is_as_it_was_when_the_file_is_written(weasyprint: ModuleType) -> None:
    before = {name: part(weasyprint, name) for name in READ}
    tag = HTMLTokenizer.tag_open_state
    with pytest.raises(ZeroDivisionError), shortened(weasyprint):
        assert part(weasyprint, "text.line_break.split_first_line") is not before["text.line_break.split_first_line"]
        raise ZeroDivisionError
    assert HTMLTokenizer.tag_open_state is tag
    assert {name: part(weasyprint, name) for name in READ} == before


@pytest.mark.parametrize("name", NAMES)
def test_each_can_be_left_out(name: str, weasyprint: ModuleType) -> None:
    def held() -> list[Any]:
        modules = (weasyprint.layout.percent, weasyprint.text.line_break, weasyprint.draw.text, weasyprint.svg.utils)
        return [dict(vars(module)) for module in (*modules, weasyprint.css.StyleFor, weasyprint.css.ComputedStyle)]

    before = held()
    with shortened(weasyprint, NAMES):
        assert held() == before
    with shortened(weasyprint, [name]), shortened(weasyprint, [other for other in NAMES if other != name]):
        pass
    assert held() == before


def printed(weasyprint: Any, body: str, without: list[str]) -> bytes:
    html = f'<html lang="en"><head><title>t</title></head><body>{body}</body></html>'
    with shortened(weasyprint, without):
        made: bytes = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    return made


@pytest.mark.parametrize(
    "language", ["en_GB", "en_US", "lt", "pl_PL", "ru_RU", "uk_UA", "be_BY", "fr", "lv_LV", "de_DE"]
)
def test_a_pattern_is_the_same_whenever_it_is_read(language: str, weasyprint: ModuleType) -> None:
    path = pyphen.LANGUAGES[language]
    whole = pyphen.HyphDict(path)
    with shortened(weasyprint):
        met = pyphen.HyphDict(path)
    assert met.maxlen >= whole.maxlen
    assert {
        letters: met.patterns.get(letters) for letters in met.patterns if met.patterns.get(letters)
    } == whole.patterns
    assert [*map(met.positions, WORDS)] == [*map(whole.positions, WORDS)]


WORDS = ("independently", "nepriklausomybė", "независимость", "niepodległość", "x", "", "Straßenbahn")


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_torture_has_the_bytes_that_it_has_without(name: str, weasyprint: ModuleType) -> None:
    assert printed(weasyprint, PAGES[name], []) == printed(weasyprint, PAGES[name], UNSEEN)


@pytest.mark.slow
@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_has_the_bytes_that_it_has_without(name: str, project: Project, cache: Path) -> None:
    brief = load_brief(project.briefs / f"{name}.yaml", project).brief
    document = compose(brief, cite(brief, project.style_folders, cache), project.settings, "policybrief test")
    look = Look(project.homes, brief.theme)
    html = render_html(document, look)
    assert print_pdf(html, look, cache) == print_pdf(html, look, cache, [*UNSEEN, "settle"])


def words(weasyprint: ModuleType, drawing: str, without: list[str]) -> int:
    """How often letters are placed anew."""
    return printed(weasyprint, f'<svg width="300" height="100">{drawing}</svg>', without).count(b" Tm")


def test_a_text_of_a_drawing_is_set_as_a_whole(weasyprint: ModuleType) -> None:
    text = '<text x="10" y="60" text-anchor="middle" transform="rotate(9)">AVATAR</text>'
    assert words(weasyprint, text, []) == 1
    assert words(weasyprint, text, [SEEN]) == 6


@pytest.mark.parametrize(
    "placed", ['x="1 20"', 'dy="1, 2"', 'letter-spacing="2"', 'textLength="90"', 'rotate="5 10"', 'y="5 9 2"']
)
def test_letters_that_have_places_of_their_own_keep_them(placed: str, weasyprint: ModuleType) -> None:
    text = f"<text {placed}>AVATAR</text>"
    body = f'<svg width="300" height="100">{text}</svg>'
    assert printed(weasyprint, body, []) == printed(weasyprint, body, [SEEN])


def test_what_every_element_has_is_told_in_six_rules(weasyprint: ModuleType) -> None:
    def common() -> list[str]:
        selectors = weasyprint.html.UA_STYLESHEET.matcher.other_selectors
        return [pseudo for _, specificity, _, pseudo, _ in selectors if pseudo and specificity == (0, 0, 1)]

    assert common() == ["marker", "footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback"]
    with shortened(weasyprint):
        assert common() == []
