"""Contrast by the WCAG 2.2 (1.4.3 and 1.4.11, level AA), of every theme: what the style sheets put on one another.

Not asked: hairlines, the tints of the matrix against each other and the band of a word against its track. What they
show stands beside them in words, and the place says it too.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from policybrief.theme import GRAPHICS, TEXT, contrast, luminance
from policybrief.vocabulary import tlp

THEMES = sorted((ROOT / "styles" / "themes").glob("*.css"))

# What is painted, on what, by how much it must stand out, and the selectors (or the figure) that paint the two.
PAIRS = [
    ("ink", "ground", TEXT, "body", "html"),
    ("muted", "ground", TEXT, ".margin", "html"),
    ("accent", "ground", TEXT, ".label", "html"),
    ("ink", "tint", TEXT, "body", ".bottom-line"),
    ("muted", "tint", TEXT, ".margin", ".bottom-line"),
    ("accent", "tint", TEXT, ".label", ".bottom-line"),
    ("ink", "tint", TEXT, "body", ".cite-files pre"),
    ("accent", "tint", TEXT, ".id", ".item:target .id"),
    ("ground", "accent", TEXT, ".skip", ".skip"),
    ("ground", "red", TEXT, ".watermark", ".watermark"),
    ("ink", "track", TEXT, "body", "print .watermark"),
    ("muted", "track", TEXT, ".margin", "print .watermark"),
    ("accent", "track", TEXT, ".label", "print .watermark"),
    ("ground", "ink", TEXT, "figures/matrix.py", "figures/matrix.py"),
    ("ink", "ground", GRAPHICS, ".bars .on", "html"),
    ("ink", "tint", GRAPHICS, ".desk", ".panel"),
    ("accent", "ground", GRAPHICS, ":focus-visible", "html"),
    ("accent", "tint", GRAPHICS, ":focus-visible", ".panel"),
    ("muted", "ground", GRAPHICS, ".swatch", "html"),
    ("green", "ground", GRAPHICS, ".light.green", "html"),
    ("amber", "ground", GRAPHICS, ".light.amber", "html"),
    ("red", "ground", GRAPHICS, ".light.red", "html"),
    ("accent", "track", GRAPHICS, "figures/ruler.py", "figures/ruler.py"),
    ("accent", "band", GRAPHICS, "figures/ruler.py", "figures/ruler.py"),
    ("ink", "track", GRAPHICS, "figures/ruler.py", "figures/ruler.py"),
    ("ink", "band", GRAPHICS, "figures/ruler.py", "figures/ruler.py"),
    ("accent", "ground", GRAPHICS, "figures/evidence.py", "html"),
    ("second", "ground", GRAPHICS, "figures/roadmap.py", "html"),
    ("ground", "accent", TEXT, "figures/mix.py", "figures/mix.py"),
    ("ink", "band", TEXT, "figures/mix.py", "figures/mix.py"),
    ("ink", "track", TEXT, "figures/mix.py", "figures/mix.py"),
    ("ink", "cell-low", GRAPHICS, "figures/matrix.py", "figures/matrix.py"),
    ("ink", "cell-middle", GRAPHICS, "figures/matrix.py", "figures/matrix.py"),
    ("ink", "cell-high", GRAPHICS, "figures/matrix.py", "figures/matrix.py"),
]


def roles(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+)\s*:\s*(#\w+)\s*;", css))


def shades(theme: Path) -> dict[str, dict[str, str]]:
    """The colours of a theme by role: in the light, in the dark, and on paper."""
    css = re.sub(r"/\*.*?\*/", "", theme.read_text(encoding="utf-8"), flags=re.DOTALL)
    light, *media = re.split(r"@media", css)
    of = {"light": roles(light), "dark": roles(light), "print": roles(light)}
    for block in media:
        condition, rules = block.split("{", 1)
        for name in of:
            of[name] |= roles(rules) if name in condition else {}
    return of


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("shade", ["light", "dark", "print"])
@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
def test_what_is_read_stands_out_from_what_it_is_on(theme: Path, shade: str) -> None:
    colours = shades(theme)[shade]
    found = [
        (front, back, least, round(contrast(colours[front], colours[back]), 2)) for front, back, least, *_ in PAIRS
    ]
    assert [pair for pair in found if pair[3] < pair[2]] == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.stem)
def test_a_theme_has_colours_of_its_own_for_the_dark(theme: Path) -> None:
    of = shades(theme)
    assert luminance(of["light"]["ground"]) > 0.5 > luminance(of["dark"]["ground"])
    assert of["light"].keys() == of["dark"].keys() == of["print"].keys()


@pytest.mark.parametrize("label", list(tlp().colours))
def test_a_marking_stands_out_from_its_chip(label: str) -> None:
    assert contrast(tlp().colours[label], "#000000") >= TEXT


def rules() -> Iterator[tuple[str, str]]:
    """Each selector of the style sheets with what it declares, outside of the colours that a reader forces."""
    for name in ("base", "screen", "print"):
        css = (ROOT / "styles" / f"{name}.css").read_text(encoding="utf-8")
        css = re.sub(r"/\*.*?\*/|@media \(forced-colors.*?\n}", "", css, flags=re.DOTALL)
        for selectors, declared in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
            for selector in selectors.split(","):
                yield f"print {selector.strip()}" if name == "print" else selector.strip(), declared


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair[0]} on {pair[1]} by {pair[3]} on {pair[4]}")
def test_a_pair_is_one_that_the_styles_make(pair: tuple[str, str, float, str, str]) -> None:
    front, back, _, *makers = pair
    for role, maker in zip((front, back), makers, strict=True):
        if maker.startswith("figures/"):
            drawn = (ROOT / "src" / "policybrief" / maker).read_text(encoding="utf-8")
            assert f'"{role}"' in drawn or role.startswith("cell-")
        else:
            assert any(selector == maker and f"var(--{role})" in declared for selector, declared in rules())


def test_no_role_that_text_or_a_ground_is_painted_in_is_left_out() -> None:
    text, grounds = set(), set()
    for _, declared in rules():
        text |= set(re.findall(r"(?<![\w-])color:\s*var\(--([\w-]+)\)", declared))
        grounds |= set(re.findall(r"background:[^;]*?var\(--([\w-]+)\)", declared))
    asked = {front for front, _, least, *_ in PAIRS if least == TEXT}
    # Of the watermark of a draft on paper, what stands on it is asked.
    assert text - {"track"} <= asked
    assert grounds <= {role for front, back, *_ in PAIRS for role in (front, back)}
