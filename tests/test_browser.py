"""The web page in a real browser: it fits its window, wide and narrow, asks for nothing, and lets nothing in."""

from pathlib import Path

import pytest
from chromium import Chromium
from conftest import BRIEFS, FLAGSHIP, KINDS

pytestmark = pytest.mark.slow

FITS = """(() => {
  const seen = [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility());
  const wide = seen.filter((one) => one.getBoundingClientRect().right > innerWidth + 1
    && !one.closest("svg, thead, .scroller"));
  return {
    width: document.documentElement.scrollWidth,
    wide: wide.map((one) => one.tagName + "." + one.className),
    fetched: performance.getEntriesByType("resource").map((one) => one.name.slice(0, 60)),
    fonts: [...document.fonts].filter((one) => one.status === "loaded").map((one) => one.family),
    small: seen.filter((one) => one.innerText && !one.closest("sup, .cite"))
      .filter((one) => parseFloat(getComputedStyle(one).fontSize) < 11).length,
  };
})()"""


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("brief", [*BRIEFS, *KINDS])
def test_the_page_fits_its_window_and_fetches_nothing(brief: str, width: int, output: Path, chromium: Chromium) -> None:
    """A window of 320 pixels is one of 1280 at 400 % (WCAG 2.2, 1.4.10)."""
    with chromium.open((output / f"{brief}.html").as_uri(), width) as tab:
        page = tab.run(FITS)
    assert page["width"] <= width
    assert page["wide"] == []
    assert [name for name in page["fetched"] if not name.startswith("data:")] == []
    assert {name.strip('"') for name in page["fonts"]} == {"Source Serif 4", "Source Sans 3"}
    assert page["small"] == 0


# Line height 1.5, paragraphs 2, letters 0.12 and words 0.16 of the size of the type.
SPACED = """(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
  const seen = [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility());
  const cut = seen.filter((one) => getComputedStyle(one).overflow !== "visible" && !one.closest(".unseen, svg, thead")
    && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
    && !one.matches(".scroller, .contents, .cell-name"));
  return { width: document.documentElement.scrollWidth, cut: cut.map((one) => one.tagName + "." + one.className) };
})()"""


@pytest.mark.parametrize("width", [1280, 320])
def test_wider_spacing_of_the_text_loses_nothing(width: int, output: Path, chromium: Chromium) -> None:
    """WCAG 2.2, 1.4.12."""
    with chromium.open((output / f"{FLAGSHIP}.html").as_uri(), width) as tab:
        assert tab.run(SPACED) == {"width": width, "cut": []}


# What Zotero's translator for embedded metadata reads: tags in the head, their prefix up to the first of . : and _.
ZOTERO = """(() => {
  const read = {}, prefixed = {};
  for (const tag of document.head.getElementsByTagName("meta")) {
    const name = tag.getAttribute("name") || tag.getAttribute("property"), value = tag.getAttribute("content");
    if (!name || !value) continue;
    (read[name] = read[name] || []).push(value);
    const prefix = name.slice(0, name.search(/[.:_]/));
    if (["dc", "dcterms", "og", "article"].includes(prefix)) prefixed[name] = value;
  }
  const type = prefixed["dc.type"] || ("citation_technical_report_institution" in read && "report");
  return { type, read, bylines: document.querySelectorAll(".byline, .vcard").length };
})()"""


def test_zotero_recognises_the_page_as_a_report(output: Path, chromium: Chromium) -> None:
    with chromium.open((output / f"{FLAGSHIP}.html").as_uri()) as tab:
        page = tab.run(ZOTERO)
    read = page["read"]
    assert page["type"] == "report"
    assert page["bylines"] == 0, "a byline is taken for authors"
    assert [len(read[name]) for name in ("citation_title", "citation_publication_date", "citation_language")] == [
        1,
        1,
        1,
    ]
    assert read["citation_title"][0].startswith("The Belarus–Russia military union: ")
    assert read["citation_publication_date"] == ["2024/01/31"]
    assert read["citation_technical_report_institution"] == ["Baltic desk"]
    assert read["dc.description"][0].startswith("Belarus and Russia very likely tie their forces closer")
    assert read["citation_keywords"][:2] == ["Belarus", "Russia"]
    assert "citation_author" not in read, "the desk is no person"


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_policy_of_the_page_blocks_nothing_of_its_own(brief: str, output: Path, chromium: Chromium) -> None:
    with chromium.open((output / f"{brief}.html").as_uri()) as tab:
        assert tab.messages() == []
        assert tab.run("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Source Serif 4"')


@pytest.mark.parametrize(
    "slipped",
    [
        "<script>document.title = 'changed'</script>",
        "<style>h1 { color: red }</style>",
        '<p style="color: red">x</p>',
        '<img src="https://example.org/x.png" onerror="document.title = 1">',
        '<iframe src="data:text/html,x"></iframe>',
        '<base href="https://example.org/">',
    ],
)
def test_the_policy_blocks_what_was_slipped_in(slipped: str, output: Path, chromium: Chromium, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    html = (output / f"{BRIEFS[2]}.html").read_text(encoding="utf-8")
    page.write_text(html.replace("</main>", f"{slipped}</main>"), encoding="utf-8")
    with chromium.open(page.as_uri()) as tab:
        assert "Content Security Policy" in tab.messages()[0]
