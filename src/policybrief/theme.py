"""The custom properties of a theme, and whether its colours can be told apart."""

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast of text and of what a drawing says, from WCAG 2.2, criteria 1.4.3 and 1.4.11."""

_PAIRS = {
    TEXT: (
        *((ink, ground) for ink in ("ink", "muted", "accent") for ground in ("ground", "tint")),
        *(("ink", cell) for cell in ("cell-low", "cell-middle", "cell-high")),
    ),
    GRAPHICS: (("accent", "band"), *((sign, "ground") for sign in ("second", "green", "amber", "red"))),
}
"""What stands on what. Hairlines, tracks and bands are no signs of their own: a word or a place says the same."""

# Each letter is read once, whatever stands there: settings are looked at before a brief has its bounds.
_PROPERTY = re.compile(r"(?<![\w-])--([\w-]++)\s*+:([^;]++);")


class Faint(NamedTuple):
    """Two roles whose colours are too near to each other."""

    role: str
    ground: str
    ratio: float
    least: float


def custom_properties(css: str, *, dark: bool = False) -> Mapping[str, str]:
    """The custom properties of a style sheet's first :root rule, the light one; in the dark, the second goes before."""
    rules = islice(_root_rules(css), 2 if dark else 1)
    return {name: value.strip() for rule in rules for name, value in _PROPERTY.findall(rule)}


def _root_rules(css: str) -> Iterator[str]:
    """What stands between their braces."""
    end = 0
    for opened in re.finditer(r":root\s*+\{", css):
        if opened.start() >= end:
            end = css.find("}", opened.end())
            if end < 0:
                return
            yield css[opened.end() : end]


def colour_roles(theme: Mapping[str, str]) -> list[str]:
    """The names of the properties that are colours."""
    return [role for role, value in theme.items() if re.fullmatch("#[0-9A-Fa-f]{6}", value)]


def faint_pairs(theme: Mapping[str, str], changed: Collection[str]) -> Iterator[Faint]:
    """The pairs with less contrast than they need, of those in which one of `changed` has a part."""
    roles, touched = set(colour_roles(theme)), set(changed)
    for least, pairs in _PAIRS.items():
        for role, ground in pairs:
            if {role, ground} & touched and {role, ground} <= roles:
                ratio = contrast(theme[role], theme[ground])
                if ratio < least:
                    yield Faint(role, ground, ratio, least)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as #RRGGBB, from 1 to 21, by the formula of WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour as #RRGGBB, from 0 to 1, by WCAG 2.2."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
