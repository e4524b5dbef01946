"""Indicators by their light: what is seen stands above what is not, and each names the scenarios that it points to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from policybrief.figures import letters, sheets, svg

_TREND = {"up": "M-3 2.5L0 -3L3 2.5Z", "down": "M-3 -2.5L0 3L3 -2.5Z", "steady": "M-2.5 -3L3 0L-2.5 3Z"}
"""The arrow of a trend, around its place."""


@dataclass(frozen=True, slots=True)
class Sign:
    """An indicator. `light` is green, amber, red or "", and `trend` up, down, steady or ""; words stand beside both."""

    id: str
    name: str
    light: str
    light_word: str
    trend: str
    trend_word: str
    as_of: str
    scenarios: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Frame:
    """In points: where each column begins. One that no sign needs is left out; a narrow frame has lines instead."""

    width: float
    size: float
    small: float
    head: float
    lines: int
    id: float
    name: float
    right: float
    trend: float = 0.0
    date: float = 0.0
    scenarios: float = 0.0

    @property
    def pitch(self) -> float:
        return self.size + 2.5


WIDE = _Frame(width=459.2, size=8.5, small=8, head=14, lines=3, id=62, name=86, right=0)
NARROW = _Frame(width=332, size=10.5, small=10, head=0, lines=4, id=76, name=0, right=342)


def cut(signs: Sequence[Sign]) -> list[list[Sign]]:
    """Red first, then amber, green and what has no light, in sheets that fit on a page."""
    order = ("red", "amber", "green", "")
    by_light = sorted(signs, key=lambda sign: order.index(sign.light))
    frame = _needed(signs, WIDE)
    return sheets.cut(by_light, lambda sign: _tall(sign, frame), sheets.PAGE - frame.head)


def draw(signs: Sequence[Sign], *, narrow: bool, title: str, told: str) -> Markup:
    """`told` says every light in words."""
    frame = NARROW if narrow else _needed(signs, WIDE)
    top, parts = frame.head, [] if narrow else list(_heads(frame))
    for sign in signs:
        parts += _narrow_row(sign, top, frame) if narrow else _row(sign, top, frame)
        top += _tall(sign, frame)
        parts.append(svg.box(0, top - 0.2, frame.width, 0.4, "hairline"))
    return svg.drawing(*parts, title=title, description=told, width=frame.width, height=top + 2)


def _needed(signs: Sequence[Sign], frame: _Frame) -> _Frame:
    """Columns in which something stands, as far to the right as they can."""
    given = {
        "scenarios": any(sign.scenarios for sign in signs),
        "date": any(sign.as_of for sign in signs),
        "trend": any(sign.trend for sign in signs),
    }
    places, right = dict[str, float](), frame.width
    for column, wide in (("scenarios", 55.2), ("date", 56.0), ("trend", 48.0)):
        right -= wide if given[column] else 0
        places[column] = right if given[column] else 0.0
    return replace(frame, trend=places["trend"], date=places["date"], scenarios=places["scenarios"], right=right)


def _heads(frame: _Frame) -> Iterator[Markup]:
    heads = (("Sign", frame.name), ("Trend", frame.trend), ("As of", frame.date), ("Points to", frame.scenarios))
    for word, x in (("Light", 0.0), *(head for head in heads if head[1])):
        yield svg.words(word, x, frame.head - 6, frame.small, "muted", weight=600)
    yield svg.box(0, frame.head - 1, frame.width, 0.8, "ink")


def _tall(sign: Sign, frame: _Frame) -> float:
    if frame is NARROW:
        return 12 + frame.pitch * (1 + len(_name(sign, frame)) + len(_pointed(sign, frame)))
    return 6 + frame.pitch * max(len(_name(sign, frame)), len(_pointed(sign, frame)), 1)


def _name(sign: Sign, frame: _Frame) -> list[str]:
    return letters.broken(sign.name, frame.right - 10 - frame.name, frame.size, 400, frame.lines)


def _pointed(sign: Sign, frame: _Frame) -> list[str]:
    """The scenarios in lines."""
    if not sign.scenarios:
        return []
    if frame is NARROW:
        return letters.broken(f"Points to {', '.join(sign.scenarios)}", frame.width, frame.small)
    return letters.broken(", ".join(sign.scenarios), frame.width - frame.scenarios, frame.small)


def _row(sign: Sign, top: float, frame: _Frame) -> Iterator[Markup]:
    baseline = top + frame.pitch
    yield from _head(sign, baseline, frame)
    yield from svg.lines(_name(sign, frame), frame.name, baseline, frame.pitch, frame.size)
    yield from _trend(sign, frame.trend, baseline, frame)
    yield svg.words(sign.as_of, frame.date, baseline, frame.small, "muted")
    yield from svg.lines(_pointed(sign, frame), frame.scenarios, baseline, frame.pitch, frame.small)


def _narrow_row(sign: Sign, top: float, frame: _Frame) -> Iterator[Markup]:
    baseline, name = top + 4 + frame.pitch, _name(sign, frame)
    yield from _head(sign, baseline, frame)
    yield from _trend(sign, frame.id + 44, baseline, frame)
    yield svg.words(sign.as_of, frame.width, baseline, frame.small, "muted", "end")
    yield from svg.lines(name, 0, baseline + frame.pitch + 1, frame.pitch, frame.size)
    below = baseline + frame.pitch * (1 + len(name)) + 1
    yield from svg.lines(_pointed(sign, frame), 0, below, frame.pitch, frame.small, "muted")


def _head(sign: Sign, baseline: float, frame: _Frame) -> Iterator[Markup]:
    """Light, its word and the id."""
    yield from _light(sign.light, 4.0, baseline - frame.size * 0.34)
    word = letters.cut(sign.light_word or "No light", frame.id - 18, frame.size, 600)
    yield svg.words(word, 13, baseline, frame.size, "ink" if sign.light else "muted", weight=600)
    yield svg.words(sign.id, frame.id, baseline, frame.size, "accent", weight=700)


def _light(light: str, x: float, y: float) -> Iterator[Markup]:
    if light == "green":
        yield svg.element("circle", cx=x, cy=y, r=2.9, fill="none", stroke_width=1.8, stroke=svg.paint("green"))
    elif light == "red":
        yield svg.box(x - 3.6, y - 3.6, 7.2, 7.2, "red")
    elif light == "amber":
        yield _placed("M-4.4 3.4L0 -4.2L4.4 3.4Z", x, y, "amber")


def _trend(sign: Sign, x: float, baseline: float, frame: _Frame) -> Iterator[Markup]:
    if sign.trend:
        yield _placed(_TREND[sign.trend], x + 3, baseline - frame.size * 0.33, "ink")
        yield svg.words(sign.trend_word, x + 9, baseline, frame.small)


def _placed(path: str, x: float, y: float, colour: str) -> Markup:
    shift = f"translate({svg.length(x)} {svg.length(y)})"
    return svg.element("path", d=path, transform=shift, fill=svg.paint(colour))
