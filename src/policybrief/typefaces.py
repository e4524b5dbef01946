"""Typefaces that a project brings itself: static TTF or OTF files, known by what they say of themselves."""

import struct
from base64 import b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from policybrief.folder import within
from policybrief.media import LARGEST


class TypefaceError(ValueError):
    """Why a file is not taken as a typeface."""


class Typeface(NamedTuple):
    """A file of a family, in one weight from 1 to 1000, upright or italic."""

    family: str
    weight: int
    italic: bool
    path: Path

    def rule(self, data: bytes, kind: str) -> str:
        """The @font-face that makes it known to a page."""
        return font_face(self.family, str(self.weight), data, kind, italic=self.italic)


def font_face(family: str, weight: str, data: bytes, kind: str, *, italic: bool) -> str:
    """`weight` is one, or the least and the greatest; `kind` is the format of the data: truetype or woff2."""
    address = f"data:font/{kind};base64,{b64encode(data).decode('ascii')}"
    return (
        f'@font-face {{ font-family: "{family}"; font-style: {"italic" if italic else "normal"}; '
        f'font-weight: {weight}; src: url("{address}") format("{kind}"); }}'
    )


def typefaces_in(folders: Iterable[Path]) -> tuple[Typeface, ...]:
    """Every typeface of these folders, sorted. Raises TypefaceError, naming the file, where one cannot be read."""
    found = ((folder, path) for folder in folders if folder.is_dir() for path in folder.iterdir())
    named = ((folder, path.name) for folder, path in found if path.suffix.lower() in (".ttf", ".otf"))
    try:
        paths = [path for folder, name in named if (path := within(folder, name))]
    except PermissionError as error:
        raise TypefaceError(f"{Path(error.filename).name} {error.strerror}") from error
    return tuple(sorted(map(read_typeface, paths)))


def read_typeface(path: Path) -> Typeface:
    """Family, weight and slant from the tables `name` and `OS/2` (OpenType 1.9)."""
    if path.stat().st_size > LARGEST:
        raise TypefaceError(f"{path.name} holds over {LARGEST:,} bytes")
    data = path.read_bytes()
    try:
        held = tables(data)
        names = _names(held[b"name"])
        weight, selection = struct.unpack_from(">4xH", held[b"OS/2"])[0], struct.unpack_from(">62xH", held[b"OS/2"])
    except (KeyError, struct.error, UnicodeDecodeError) as error:
        raise TypefaceError(f"{path.name} is no TTF or OTF file that can be read") from error
    if b"fvar" in held:
        raise TypefaceError(f"{path.name} is a variable font; save each weight as a file of its own")
    family = names.get(16) or names.get(1, "")
    if not family or set(family) & set('"\\<>{};'):
        raise TypefaceError(f"{path.name} does not say in letters what family it is of")
    return Typeface(family, weight, bool(selection[0] & 1), path)


def tables(data: bytes) -> Mapping[bytes, bytes]:
    """The tables of a font file by their tags."""
    (count,) = struct.unpack_from(">4xH", data)
    entries = struct.iter_unpack(">4sIII", data[12 : 12 + 16 * count])
    return {tag: data[start : start + length] for tag, _, start, length in entries}


def _names(table: bytes) -> dict[int, str]:
    """The names written for Windows in UTF-16, which every font has, by their number."""
    count, storage = struct.unpack_from(">2xHH", table)
    found: dict[int, str] = {}
    for platform, _, _, number, length, start in struct.iter_unpack(">6H", table[6 : 6 + 12 * count]):
        if platform == 3:
            found.setdefault(number, table[storage + start : storage + start + length].decode("utf-16-be"))
    return found
