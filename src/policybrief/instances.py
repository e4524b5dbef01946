"""Static typefaces, made once out of the variable ones: the one place that calls HarfBuzz.

WeasyPrint sets lines in a variable typeface slowly, and makes static ones of it again for every file.
"""

from collections.abc import Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import NamedTuple

from policybrief.disk import write
from policybrief.fonts import Face, faces

_WEIGHTS = {400: 80, 600: 180, 700: 200}
"""The weights that the style sheets ask for, and fontconfig's own numbers for them."""
_SIZES = (10, 18, 48)
"""The optical sizes that they ask for, of a typeface that has them."""


class Instance(NamedTuple):
    """A typeface at one place of its axes. Its family says the optical size too, 0 where there is none."""

    face: Face
    size: int
    weight: int

    @property
    def family(self) -> str:
        return f"{self.face.family} {self.size}pt" if self.size else f"{self.face.family} Static"

    @property
    def file(self) -> str:
        return f"{self.family} {self.weight}{' italic' if self.face.italic else ''}.ttf"

    @property
    def axes(self) -> dict[str, int]:
        return {"wght": self.weight, "opsz": self.size} if self.size else {"wght": self.weight}


def instances() -> Iterator[Instance]:
    """All that the style sheets ask for. What else is asked for is set in the variable typefaces."""
    for face in faces():
        for size in _SIZES if "opsz" in face.path.name else (0,):
            yield from (Instance(face, size, weight) for weight in _WEIGHTS)


def static_faces(cache: Path) -> Path:
    """The folder in `cache` that holds every instance, made where one is missing. Raises OSError where it cannot be."""
    wanted = list(instances())
    known = [(str(face.path), face.path.stat().st_size, face.path.stat().st_mtime_ns) for face in faces()]
    recipe = sha256(repr((known, [(instance.file, instance.axes) for instance in wanted])).encode())
    folder = cache / "typefaces" / recipe.hexdigest()[:32]
    files = {folder / instance.file: instance for instance in wanted}
    if not all(file.is_file() for file in files):
        write({file: _made(instance) for file, instance in files.items()})
    return folder


def _made(instance: Instance) -> bytes:
    """The font with all of its letters, and with its axes pinned, in 10 ms: fontTools takes 10 s."""
    import uharfbuzz

    variable = uharfbuzz.Face(instance.face.path.read_bytes())
    cut = uharfbuzz.SubsetInput()
    cut.keep_everything()
    for axis, value in instance.axes.items():
        cut.pin_axis_location(variable, axis, value)
    static = cut.subset(variable)
    return bytes(static.blob.data)


def font_configuration(cache: Path) -> Path:
    """The file in `cache` that tells fontconfig of the typefaces; OSError where it, or one of them, cannot be made."""
    folder = static_faces(cache)
    content = fontconfig(folder).encode()
    file = folder.parent / f"{sha256(content).hexdigest()[:32]}.conf"
    if not file.is_file():
        write({file: content})
    return file


def fontconfig(folder: Path) -> str:
    """A configuration that knows the shipped typefaces and their instances in a folder, and nothing else.

    No font of the system can leak into a page. What asks for a typeface at a place of which there is an instance is
    given that one. What fontconfig finds out of them it keeps beside the folder.
    """
    folders = sorted({str(face.path.parent) for face in faces()} | {str(folder)})
    held = list(instances())
    named = (_named(folder, family) for family in dict.fromkeys(instance.family for instance in held))
    given = dict.fromkeys(_given(instance) for instance in held)
    known = "".join((*(f"<dir>{escape(path)}</dir>" for path in folders), *named, *given))
    kept = f"<cachedir>{escape(str(folder.parent / 'known'))}</cachedir>"
    doctype = '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    return f'<?xml version="1.0"?>{doctype}<fontconfig>{known}{kept}</fontconfig>'


def _named(folder: Path, family: str) -> str:
    """An instance bears the name of the typeface that it was made of."""
    files = escape(str(folder / f"{family} "))
    return (
        f'<match target="scan"><test name="file" compare="contains"><string>{files}</string></test>'
        f'<edit name="family" mode="assign_replace"><string>{family}</string></edit></match>'
    )


def _given(instance: Instance) -> str:
    size = f'<test name="fontvariations"><string>opsz={instance.size}.0</string></test>' if instance.size else ""
    return (
        f'<match target="pattern"><test name="family"><string>{instance.face.family}</string></test>{size}'
        f'<test name="weight"><int>{_WEIGHTS[instance.weight]}</int></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{instance.family}</string></edit></match>'
    )
