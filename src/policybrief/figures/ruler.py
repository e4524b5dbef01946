"""One ruler from 0 to 100: the band of the word faint, the desk's range strong, the best estimate a stroke.

The track is cut at the bounds of the scale. A ruler is as wide as its place; only its height is fixed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from policybrief import words
from policybrief.figures import letters, svg

HEIGHT = 27.0
SMALL_HEIGHT = 13.0
TABLE_HEIGHT = 30.0
_TRACK_TOP, _TRACK = 4.5, 9.0
_HALO_FROM = 5.0
"""A range narrower than this, in percent, would vanish behind the halo of its estimate."""
_LABEL = 10.5
_LETTER = 1.4
"""How wide a letter of a label is, in percent of the width of the text."""
_CLOSE = 7.0
"""Labels nearer than this, in percent of the width, become one."""
_ROOMY = 14.0
"""A label nearer than this to the end is left out on a telephone, as is the end beside a label of the range."""
_LINE, _BETWEEN = 39.0, 0.75
"""Of the table of the scale, in units of its type: a line below all of its bars, and from label to label."""
_CLEAR = 3.5
"""What stands nearer than this to its neighbour, in percent, is left out of an axis."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a ruler shows, in percent: the band of the word, the range, the best estimate. `says` is its alt text."""

    says: str
    band: tuple[float, float] | None = None
    range: tuple[float, float] | None = None
    point: float | None = None

    @property
    def ends(self) -> tuple[float, float] | None:
        """The range, else the point, else the band."""
        return self.range or ((self.point, self.point) if self.point is not None else self.band)


def draw(reading: Reading, bounds: Sequence[float]) -> Markup:
    """With labels under the range, and 0 and 100 where there is room."""
    return svg.strip(*_track(reading, bounds, _TRACK_TOP, _TRACK), *_labels(reading), title=reading.says, height=HEIGHT)


def draw_small(reading: Reading, bounds: Sequence[float]) -> Markup:
    """For tables: without labels."""
    return svg.strip(*_track(reading, bounds, 3.0, 7.0), title=reading.says, height=SMALL_HEIGHT)


def draw_band(band: tuple[float, float], points: Sequence[float], bounds: Sequence[float], says: str) -> Markup:
    """A row of the scale's table: the band of one word, and a stroke for each estimate in it."""
    lines = [_upright(svg.percent(bound), "0%", "100%", 0.6, "hairline") for bound in marked(bounds)]
    strokes = [_upright(svg.percent(point), "13%", "74%", 2.4, "ink") for point in points]
    return svg.strip(*lines, _span(band, "13%", "74%", "band"), *strokes, title=says, height=TABLE_HEIGHT)


def fits_beside(labels: Sequence[str], edge: float) -> bool:
    """Whether there is room for labels in a line beside a bar of that table, from `edge` percent to its end."""
    wide = sum(letters.width(label, 1, 600) + _BETWEEN for label in labels)
    return wide <= _LINE * (100 - edge) / 100 - 2


def draw_axis(bounds: Sequence[float], says: str) -> Markup:
    """The numbers of the scale's bounds, as the head of its table."""
    shown = marked(bounds)
    near = {bound for bound in shown[1:-1] if bound < _ROOMY or bound > 100 - _ROOMY}
    numbers = [_axis_number(bound, spare=bound in near) for bound in shown]
    return svg.strip(*numbers, title=f"The bounds of {says} stand in percent.", height=12)


def marked(bounds: Sequence[float]) -> list[float]:
    """The bounds that an axis shows: 0, 100 and, between them, what stands clear of both and of the one before."""
    shown = [0.0]
    for bound in bounds:
        if bound - shown[-1] >= _CLEAR and 100 - bound >= _CLEAR:
            shown.append(bound)
    return [*shown, 100.0]


def _axis_number(bound: float, *, spare: bool) -> Markup:
    anchor = "start" if bound == 0 else "end" if bound == 100 else "middle"
    return svg.words(words.number(bound), svg.percent(bound), 9.5, 10, "muted", anchor, spare=spare)


def _track(reading: Reading, bounds: Sequence[float], top: float, thick: float) -> Iterator[Markup]:
    yield svg.box("0%", top, "100%", thick, "track")
    if reading.band:
        yield _span(reading.band, top, thick, "band")
    if reading.range:
        yield _span(reading.range, top, thick, "accent")
    for bound in marked(bounds)[1:-1]:
        yield _upright(svg.percent(bound), top, thick, 1.6, "ground")
    if reading.point is not None:
        yield from _stroke(reading, top, thick)


def _stroke(reading: Reading, top: float, thick: float) -> Iterator[Markup]:
    low, high = reading.range or reading.band or (0, 100)
    x, over = svg.percent(min(max(reading.point or 0, 0.4), 99.6)), thick / 2.6
    wide = 4.0 if thick > 8 else 2.6
    if high - low >= _HALO_FROM:
        yield _upright(x, top, thick, wide + 3.4, "ground")
    yield _upright(x, top - over, thick + 2 * over, wide, "ink")


def _upright(x: str, top: svg.Length, height: svg.Length, width: float, colour: str) -> Markup:
    shift = f"translate({svg.length(-width / 2)} 0)"
    return svg.element("rect", x=x, y=top, width=width, height=height, transform=shift, fill=svg.paint(colour))


def _span(ends: tuple[float, float], top: svg.Length, thick: svg.Length, colour: str) -> Markup:
    low, high = ends
    return svg.box(svg.percent(low), top, svg.percent(max(high - low, 0.6)), thick, colour)


def _labels(reading: Reading) -> Iterator[Markup]:
    """The ends of the range, as one where they are close; 0 and 100 % where nothing stands near."""
    ends = reading.ends
    low, high = ends or (0.0, 100.0)
    places = list(_places(low, high)) if ends else []
    y = HEIGHT - 1.5
    if low > _CLOSE / 2 + 1 or not ends:
        yield svg.words("0", "0%", y, _LABEL, "muted", spare=low < _ROOMY / 2)
    if not ends or max(at + _LETTER * len(text) / 2 for text, at in places) < 100 - _CLOSE:
        yield svg.words("100\u202f%", "100%", y, _LABEL, "muted", "end", spare=high > 100 - 1.5 * _ROOMY)
    for text, at in places:
        yield _label(text, at, y)


def _places(low: float, high: float) -> Iterator[tuple[str, float]]:
    """What is written under a range, and where: two numbers, or one text in the middle."""
    if high - low >= _CLOSE:
        yield from ((words.number(low), low), (words.number(high), high))
    else:
        text = words.number(low) if low == high else f"{words.number(low)}–{words.number(high)}"
        yield text, (low + high) / 2


def _label(text: str, at: float, y: float) -> Markup:
    anchor = "start" if at < 2 else "end" if at > 98 else "middle"
    return svg.words(text, svg.percent(at), y, _LABEL, "ink", anchor, 600)
