"""A figure as a file of its own: an SVG that needs no page around it."""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from policybrief.figures import svg

_PAINT = re.compile(r'="var\(--([\w-]+)\)"')
_ROOT = re.compile(r'<svg role="img" (viewBox="0 0 ([\d.]+) ([\d.]+)") width="100%" font-family="[^"]*"( [^>]*)>')


def stand_alone(drawing: Markup, theme: Mapping[str, str]) -> str:
    """In the colours of a theme, on its ground, in its typeface for labels; as large as it is in print, in points."""

    def painted(role: re.Match[str]) -> str:
        return f'="{escape(theme.get(role[1], "currentColor"))}"'

    def opened(root: re.Match[str]) -> str:
        box, width, height, more = root.groups()
        font = escape(theme.get("sans", "sans-serif"))
        named = 'xmlns="http://www.w3.org/2000/svg" role="img"'
        return f'<svg {named} {box} width="{width}pt" height="{height}pt" font-family="{font}"{more}>'

    told, drawn = _apart(str(drawing))
    width, height = _size(drawing)
    ground = svg.box(0, 0, width, height, "ground")
    whole = _PAINT.sub(painted, f"{told}{ground}{drawn}")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_ROOT.sub(opened, whole)}\n'


def _size(drawing: Markup) -> tuple[float, float]:
    root = _ROOT.match(drawing)
    assert root, "a figure begins with its own size"
    return float(root[2]), float(root[3])


def _apart(drawing: str) -> tuple[str, str]:
    """What is said of it, with its beginning, and what is drawn."""
    end = "</desc>" if "</desc>" in drawing else "</title>"
    told, drawn = drawing.split(end, 1)
    return told + end, drawn
