"""What a drawing puts where: the boxes of its texts and shapes, measured with the typeface itself."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree

from markupsafe import Markup
from PIL.ImageFont import FreeTypeFont, truetype

from policybrief.fonts import faces


class Shape(NamedTuple):
    """What is drawn and the box that it takes; `says` is the text, or `disc`, `ring` and `square`."""

    says: str
    left: float
    top: float
    right: float
    bottom: float
    size: float = 0.0


def shapes(svg: Markup) -> list[Shape]:
    return list(_inside(ElementTree.fromstring(str(svg)), 0.0, 0.0))


def texts(svg: Markup) -> list[Shape]:
    return [shape for shape in shapes(svg) if shape.size]


def view_box(svg: Markup) -> tuple[float, float]:
    """Its width and height."""
    width, height = map(float, re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)[0])
    return width, height


def _inside(group: ElementTree.Element, x: float, y: float) -> Iterator[Shape]:
    dx, dy, *turn = [*map(float, re.findall(r"-?[\d.]+", group.attrib.get("transform", ""))), 0, 0][:3]
    for child in group:
        if child.tag == "g":
            yield from _inside(child, x + dx, y + dy)
        elif child.tag in ("circle", "rect", "text"):
            yield _shape(child, x + dx, y + dy, upright=any(turn))


def _shape(element: ElementTree.Element, x: float, y: float, *, upright: bool) -> Shape:
    at = {name: float(value) for name, value in element.attrib.items() if re.fullmatch(r"-?[\d.]+", value)}
    if element.tag == "circle":
        r = at["r"] + at.get("stroke-width", 0) / 2
        says = "ring" if element.attrib.get("fill") == "none" else "disc"
        return Shape(says, x + at["cx"] - r, y + at["cy"] - r, x + at["cx"] + r, y + at["cy"] + r)
    left, top = x + at["x"], y + at["y"]
    if element.tag == "rect":
        return Shape("square", left, top, left + at["width"], top + at["height"])
    text, size = element.text or "", at["font-size"]
    wide, high = length(text, size, int(at["font-weight"])), 0.67 * size
    if upright:
        return Shape(text, left - high, top - wide, left, top, size)
    left -= {"start": 0, "middle": wide / 2, "end": wide}[element.attrib["text-anchor"]]
    return Shape(text, left, top - high, left + wide, top, size)


def length(text: str, size: float, weight: int) -> float:
    return _typeface(weight).getlength(text) * size / 100


@cache
def _typeface(weight: int) -> FreeTypeFont:
    """Source Sans 3, a hundred units high."""
    path = next(face.path for face in faces() if face.family == "Source Sans 3" and not face.italic)
    font = truetype(path, 100)
    font.set_variation_by_axes([weight])
    return font


def touching(all_shapes: Sequence[Shape]) -> list[tuple[str, str]]:
    placed = sorted(all_shapes, key=lambda shape: shape.top)
    pairs = []
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            if other.top >= one.bottom:
                break
            if one.left < other.right and other.left < one.right:
                pairs.append((one.says, other.says))
    return pairs
