"""The few words of SVG that the figures are written in. Lengths are user units, or percent as text.

Colours are the theme's custom properties, by name: a page in the dark paints them anew. They stand in the attributes of
SVG, never in `style`, which the policy of the page forbids.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

Length = float | str


def element(name: str, *children: Markup | str, **attributes: Length | None) -> Markup:
    """An element; an underscore in the name of an attribute stands for a dash, None leaves it out."""
    written = "".join([_attribute(key, value) for key, value in attributes.items() if value is not None])
    if not children:
        return Markup(f"<{name}{written}/>")
    # A format asks each Markup how it wants to be shown, which takes long: a sum does not.
    inside = "".join([escape(child) for child in children])
    return Markup(f"<{name}{written}>{inside}</{name}>")


@lru_cache(maxsize=4096, typed=True)
def _attribute(name: str, value: Length) -> str:
    """Many elements share theirs."""
    return f' {name.replace("_", "-")}="{escape(length(value))!s}"'


def drawing(*children: Markup, title: str, width: float, height: float, description: str = "") -> Markup:
    """A drawing that keeps its proportions. Title and description are what a screen reader says of it."""
    told = [element("title", title), *([element("desc", description)] if description else [])]
    box = f'viewBox="0 0 {length(width)} {length(height)}"'
    # A browser that sets letters on whole pixels makes lines longer than their places, which are measured.
    type_ = 'font-family="Source Sans 3" text-rendering="geometricPrecision"'
    return Markup(f'<svg role="img" {box} width="100%" {type_}>{Markup("").join((*told, *children))}</svg>')


def strip(*children: Markup, title: str, height: float) -> Markup:
    """A drawing as wide as its place and of fixed height: across, everything in it is in percent."""
    told = element("title", title)
    size = f'width="100%" height="{length(height)}"'
    return Markup(f'<svg role="img" {size} font-family="Source Sans 3">{Markup("").join((told, *children))}</svg>')


def paint(colour: str) -> str:
    return f"var(--{colour})"


def box(x: Length, y: Length, width: Length, height: Length, colour: str) -> Markup:
    return element("rect", x=x, y=y, width=width, height=height, fill=paint(colour))


def words(
    text: str,
    x: Length,
    y: Length,
    size: float,
    colour: str = "ink",
    anchor: str = "start",
    weight: int = 400,
    *,
    spare: bool = False,
) -> Markup:
    """A line of text; `anchor` is start, middle or end. A spare one is left out on a telephone."""
    named = {"class": "spare" if spare else None}
    return element(
        "text", text, x=x, y=y, font_size=size, font_weight=weight, text_anchor=anchor, fill=paint(colour), **named
    )


def lines(texts: Sequence[str], x: float, y: float, pitch: float, size: float, colour: str = "ink") -> Iterator[Markup]:
    """Lines of text, each a pitch below the one before."""
    for number, text in enumerate(texts):
        yield words(text, x, y + pitch * number, size, colour)


def percent(value: float) -> str:
    return f"{value:.6g}%"


def length(value: Length) -> str:
    return value if isinstance(value, str) else f"{value:.6g}"
