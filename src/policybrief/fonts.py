"""The two typefaces of a brief, from their packages: Source Serif 4 and Source Sans 3 (SIL Open Font License)."""

import struct
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from unicodedata import category, normalize

from policybrief.typefaces import tables


class Face(NamedTuple):
    """A variable font file: Serif 4 varies in weight and optical size, Sans 3 in weight."""

    family: str
    italic: bool
    path: Path


_FAMILIES = (
    ("Source Serif 4", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"),
    ("Source Sans 3", "fontpkg_source_sans_3", "SourceSans3[wght].ttf", "SourceSans3-Italic[wght].ttf"),
)


@cache
def faces() -> tuple[Face, ...]:
    """Upright and italic of each family; raises FileNotFoundError, naming the package, where one is not installed."""
    found = []
    for family, package, upright, italic in _FAMILIES:
        spec = find_spec(package)
        if not spec or not spec.origin:
            raise FileNotFoundError(
                f"the typeface {family} is missing; install the package {package.replace('_', '-')}"
            )
        folder = Path(spec.origin).parent / "files"
        found += [Face(family, False, folder / upright), Face(family, True, folder / italic)]
    return tuple(found)


_RUNS = (
    "\0\x7f", "\xa0\xac", "\xae\u012b", "\u012e\u0131", "\u0134\u0165", "\u0168\u017f", "\u038e\u03a1", "\u03a3\u03ce",
    "\u0400\u045f", "\u0490\u0491", "\u2009\u200a", "\u2012\u2015", "\u2018\u201a", "\u201c\u201e", "\u2020\u2022",
    "\u2026\u2026", "\u202f\u2030", "\u20ac\u20ac", "\u2190\u2193", "\u2212\u2212", "\u2264\u2265",
)  # fmt: skip
_COMMON = frozenset(chr(point) for run in _RUNS for point in range(ord(run[0]), ord(run[1]) + 1))
"""Letters that every face is known to have: for a text of these no font is opened. Control characters are refused
before, when the file is read."""


def lacking(text: str) -> str:
    """The characters of a text, each once, that one of the families lacks, and those that nobody sees.

    Both families count: a text may be set in either. Raises FileNotFoundError as `faces` does.
    """
    if _COMMON.issuperset(text):
        return ""
    rare = [letter for letter in dict.fromkeys(normalize("NFC", text)) if letter not in _COMMON]
    if not rare:
        return ""
    covered = frozenset.intersection(*(_code_points(face.path) for face in faces() if not face.italic))
    return "".join(letter for letter in rare if ord(letter) not in covered or category(letter) == "Cf")


_HYPHENS = ("\u2011", "\xad")
_INSTEAD = {"Zs": "type an ordinary space", "Zl": "begin a new line", "Zp": "begin a new line", "Cf": "delete it"}
"""What to do about a character that cannot be printed, by its Unicode category."""


def told(letters: str) -> tuple[str, str]:
    """Message and hint about characters that `lacking` found."""
    first = letters[0]
    name = f"U+{ord(first):04X}"
    shown = f"'{first}' ({name})" if first.isprintable() else name
    more = f" and {len(letters) - 1} more" if len(letters) > 1 else ""
    fault = "which nobody sees" if category(first) == "Cf" else "which the typefaces lack"
    if first in _HYPHENS:
        return f"holds {shown}{more}, {fault}", "type an ordinary hyphen: -"
    return f"holds {shown}{more}, {fault}", _INSTEAD.get(category(first), "write it in words, or in Latin letters")


@cache
def _code_points(path: Path) -> frozenset[int]:
    """The characters of a font: its table `cmap` in format 12, which both families have (OpenType 1.9)."""
    cmap = tables(path.read_bytes())[b"cmap"]
    (count,) = struct.unpack_from(">2xH", cmap)
    maps = struct.iter_unpack(">HHI", cmap[4 : 4 + 8 * count])
    start = next(offset for *_, offset in maps if struct.unpack_from(">H", cmap, offset) == (12,))
    (groups,) = struct.unpack_from(">12xI", cmap, start)
    runs = struct.iter_unpack(">III", cmap[start + 16 : start + 16 + 12 * groups])
    return frozenset(point for first, last, _ in runs for point in range(first, last + 1))
