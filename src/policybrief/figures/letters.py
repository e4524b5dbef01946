"""How wide a text is in Source Sans 3, and texts cut or broken to fit their place."""

from collections.abc import Iterator
from functools import cache

from PIL.ImageFont import FreeTypeFont, Layout, truetype

from policybrief.fonts import faces

_HIGH = 1000
"""The typeface is measured at the size of its own units, where nothing is rounded."""


def width(text: str, size: float, weight: int = 400) -> float:
    """In the unit of `size`. Kerning, which sets letters closer, is left out."""
    return sum(map(_advances(weight).__getitem__, text)) * size / _HIGH


class _Advances(dict[str, float]):
    """How far each letter reaches, measured when it is first asked for."""

    def __init__(self, face: FreeTypeFont) -> None:
        self.face = face

    def __missing__(self, letter: str) -> float:
        self[letter] = self.face.getlength(letter)
        return self[letter]


@cache
def _advances(weight: int) -> _Advances:
    return _Advances(_face(weight))


@cache
def _face(weight: int) -> FreeTypeFont:
    path = next(face.path for face in faces() if face.family == "Source Sans 3" and not face.italic)
    font = truetype(path, _HIGH, layout_engine=Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def cut(text: str, room: float, size: float, weight: int = 400) -> str:
    """As much of a text as there is room for, to the end of a word unless the next is a long one."""
    if width(text, size, weight) <= room:
        return text
    kept = text.rstrip("…")
    while kept and width(f"{kept}…", size, weight) > room:
        kept = kept[:-1]
    words, _, begun = kept.rpartition(" ")
    if words and len(begun) < _LONG:
        kept = words
    return f"{kept.rstrip(' ,;:–-')}…"


_LONG = 14
"""Letters of a word that is cut rather than left out."""


def broken(text: str, room: float, size: float, weight: int = 400, most: int = 99) -> list[str]:
    """A text in lines, at most so many; the last is cut where there is more. A word too long for a line is split."""
    lines = [""]
    for word in _pieces(text, room, size, weight):
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), room, size, weight)]


def _pieces(text: str, room: float, size: float, weight: int) -> Iterator[str]:
    for word in text.split():
        rest = word
        while width(rest, size, weight) > room and len(rest) > 1:
            fits = next(n for n in range(len(rest) - 1, 0, -1) if n == 1 or width(rest[:n], size, weight) <= room)
            if rest[fits:] == "…":  # On a line of its own it would say nothing.
                rest = f"{rest[: fits - 1]}…"
            else:
                yield rest[:fits]
                rest = rest[fits:]
        yield rest
