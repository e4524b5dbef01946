"""The web page for everyone: what checkers say of it, and what they cannot see."""

import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from building import build_brief
from chromium import Chromium, Tab
from conftest import BRIEFS, FLAGSHIP, KINDS, ROOT, needs

from policybrief.project import Project

pytestmark = pytest.mark.slow

PACKAGES = ROOT / "tests" / "npm" / "node_modules"
GROUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 26)"}


@pytest.fixture(scope="session")
def everything(project: Project, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The brief that uses all fields, as a page."""
    out = tmp_path_factory.mktemp("everything")
    (file,) = build_brief(ROOT / "tests" / "briefs" / "everything.yaml", project, ["html"], out, cache).files
    return file


@pytest.fixture(scope="session")
def pages(output: Path, everything: Path) -> dict[str, Path]:
    return {"everything": everything, **{name: output / f"{name}.html" for name in (*BRIEFS, *KINDS)}}


# The checker takes JSON for a script, which a policy must allow; it also takes the hash of a style line by line.
# Whether the policy blocks a thing is asked of a browser, in test_browser.py.
NOT_SO = r"Inline (script|style) violates Content Security Policy \(meta tag\).*"


def test_the_nu_html_checker_has_nothing_to_say(pages: dict[str, Path]) -> None:
    java = needs("java", why="the Nu Html Checker runs in it")
    jar = needs(str(PACKAGES / "vnu-jar/build/dist/vnu.jar"), why="npm ci --prefix tests/npm installs it")
    command = [java, "-jar", jar, "--format", "gnu", "--filterpattern", NOT_SO, *map(str, pages.values())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert (done.returncode, done.stderr) == (0, "")


AXE = """axe.run({ rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] }).then((told) => ({
  rules: told.passes.map((rule) => rule.id),
  faults: told.violations.map((rule) => rule.id + ": " + rule.nodes.map((node) => node.html.slice(0, 200)).join(" ")),
}))"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["everything", *BRIEFS, *KINDS])
def test_axe_finds_nothing(name: str, scheme: str, width: int, pages: dict[str, Path], chromium: Chromium) -> None:
    axe = needs(str(PACKAGES / "axe-core" / "axe.min.js"), why="npm ci --prefix tests/npm installs it")
    with chromium.open(pages[name].as_uri(), width, prefers_color_scheme=scheme) as tab:
        tab.run(f"{Path(axe).read_text(encoding='utf-8')}; true")
        told = tab.run(AXE)
        assert tab.run("getComputedStyle(document.documentElement).backgroundColor") == GROUND[scheme]
    assert told["faults"] == []
    assert {"color-contrast", "target-size", "heading-order", "region", "td-headers-attr"} <= set(told["rules"])


OUTLINE = """[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((one) => Number(one.tagName[1]))"""


@pytest.mark.parametrize("name", ["everything", *BRIEFS, *KINDS])
def test_headings_go_down_a_step_at_a_time_from_one_title(
    name: str, pages: dict[str, Path], chromium: Chromium
) -> None:
    with chromium.open(pages[name].as_uri()) as tab:
        levels = tab.run(OUTLINE)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


FOCUSED = """(() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return { text: one.innerText, outline: style.outlineStyle, colour: style.outlineColor, top: box.top, id: one.id };
})()"""


@pytest.mark.parametrize(("scheme", "accent"), [("light", "rgb(14, 85, 96)"), ("dark", "rgb(108, 195, 203)")])
def test_the_first_key_skips_to_the_brief_and_what_has_the_focus_is_seen(
    scheme: str, accent: str, output: Path, chromium: Chromium
) -> None:
    with chromium.open((output / f"{FLAGSHIP}.html").as_uri(), prefers_color_scheme=scheme) as tab:
        tab.press("Tab", 9)
        skip = tab.run(FOCUSED)
        tab.press("Enter", 13)
        there = tab.run(FOCUSED)
        tab.press("Tab", 9)
        first = tab.run(FOCUSED)
    assert (skip["text"], skip["top"] >= 0) == ("Skip to the brief", True)
    assert there["id"] == "brief"
    assert (first["outline"], first["colour"]) == ("solid", accent)


def roles(tab: Tab) -> dict[str, int]:
    """How often each role stands in what the browser tells a screen reader."""
    nodes = tab.ask("Accessibility.getFullAXTree")["nodes"]
    found = [node["role"]["value"] for node in nodes if not node["ignored"]]
    return {role: found.count(role) for role in found}


def test_a_table_that_a_telephone_shows_as_cards_is_still_a_table(output: Path, chromium: Chromium) -> None:
    counted = []
    for width in (1280, 390):
        with chromium.open((output / f"{FLAGSHIP}.html").as_uri(), width) as tab:
            found = roles(tab)
            counted.append({name: found.get(name) for name in ("table", "row", "columnheader", "rowheader")})
    assert counted[0] == counted[1]
    assert counted[0]["columnheader"] > 10


def test_a_figure_says_its_title_and_its_long_text(output: Path, chromium: Chromium) -> None:
    with chromium.open((output / f"{FLAGSHIP}.html").as_uri()) as tab:
        nodes = tab.ask("Accessibility.getFullAXTree")["nodes"]
    drawn = [node for node in nodes if node["role"]["value"] == "image" and not node["ignored"]]
    assert len(drawn) > 10
    assert all(node["name"]["value"] for node in drawn)
    assert any(len(node.get("description", {}).get("value", "")) > 100 for node in drawn), "the matrix is told in full"


PRINTED = """(() => {
  const ground = getComputedStyle(document.documentElement).backgroundColor;
  const after = [...document.querySelectorAll(".entry-more a")].map((one) => getComputedStyle(one, "::after").content);
  return { ground, ink: getComputedStyle(document.body).color, after };
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_prints_dark_on_white_and_links_with_their_address(
    scheme: str, everything: Path, chromium: Chromium
) -> None:
    with chromium.open(everything.as_uri(), media="print", prefers_color_scheme=scheme) as tab:
        page = tab.run(PRINTED)
    assert (page["ground"], page["ink"]) == (GROUND["light"], "rgb(26, 30, 34)")
    assert page["after"] and all("https://" in shown for shown in page["after"])


MARKS = """[...document.querySelectorAll(".cite a:only-child, .note-number, .contents a, summary")]
  .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect())
  .filter((box) => box.width < 23.9 || box.height < 23.9).length"""


@pytest.mark.parametrize("width", [1280, 390])
def test_even_a_raised_mark_is_large_enough_to_hit(width: int, output: Path, chromium: Chromium) -> None:
    """WCAG 2.2, 2.5.8 would let a mark in a sentence be smaller."""
    with chromium.open((output / f"{FLAGSHIP}.html").as_uri(), width) as tab:
        assert tab.run("document.querySelectorAll('.cite a').length") > 30
        assert tab.run(MARKS) == 0


def test_motion_is_only_for_those_who_have_not_declined_it(output: Path, chromium: Chromium) -> None:
    seen = {}
    for wish in ("no-preference", "reduce"):
        with chromium.open((output / f"{FLAGSHIP}.html").as_uri(), prefers_reduced_motion=wish) as tab:
            seen[wish] = tab.run("getComputedStyle(document.documentElement).scrollBehavior")
            assert tab.run("document.getAnimations().length") == 0
    assert seen == {"no-preference": "smooth", "reduce": "auto"}


SIGNS = """["fill", "backgroundColor"].map((paint) => ["svg circle", ".bars .on, .squares .on"].map((one) =>
  getComputedStyle(document.querySelector(one))[paint]).join(" ")).concat(
  getComputedStyle(document.body).color, getComputedStyle(document.documentElement).backgroundColor)"""


def test_signs_and_figures_take_the_colours_that_a_reader_forces(output: Path, chromium: Chromium) -> None:
    with chromium.open((output / f"{FLAGSHIP}.html").as_uri(), forced_colors="active") as tab:
        fills, grounds, text, ground = tab.run(SIGNS)
    assert text != ground
    assert fills.split(") ")[0].removesuffix(")") == text.removesuffix(")")
    assert grounds.endswith(text)


FOREIGN = """title: A title
date: 2024-01-31
authors: [Desk]
findings: ["It is so [@a; @b]."]
sections:
  - heading: In figures
    text: |
      | a | b |
      |---|---|
      | 1 | 2 |
sources:
  a: {title: 'Саюз і "дзяржава"', container-title: Звязда, language: be, issued: 2021}
  b: {title: A union, language: en-GB, issued: 2021}
"""


@pytest.fixture
def foreign(make_project: Callable[..., Project], cache: Path, tmp_path: Path) -> Path:
    project = make_project(foreign=FOREIGN)
    (file,) = build_brief(project.briefs / "foreign.yaml", project, ["html"], tmp_path / "out", cache).files
    return file


def test_titles_are_in_the_language_of_their_source(foreign: Path, chromium: Chromium) -> None:
    with chromium.open(foreign.as_uri()) as tab:
        told = tab.run("[...document.querySelectorAll('main [lang]')].map((one) => one.lang + ' ' + one.innerText)")
    assert [words.replace("“", '"').replace("”", '"').replace("‘", '"').replace("’", '"') for words in told] == [
        'be Саюз і "дзяржава"',
        "be Звязда",
    ]


def test_a_table_in_a_text_can_be_scrolled_with_the_keys(foreign: Path, chromium: Chromium) -> None:
    with chromium.open(foreign.as_uri(), 320) as tab:
        assert tab.run("document.querySelector('.scroller').tabIndex") == 0
        assert tab.run("document.documentElement.scrollWidth") == 320
