"""The two typefaces of a brief, from their packages: Source Serif 4 and Source Sans 3 (SIL Open Font License)."""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Face:
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


def fontconfig(cache: Path) -> str:
    """A configuration that knows these faces and nothing else, so that no font of the system can leak into a page."""
    folders = sorted({str(face.path.parent) for face in faces()})
    folders_xml = "".join(f"<dir>{_escaped(folder)}</dir>" for folder in folders)
    cache_xml = f"<cachedir>{_escaped(str(cache))}</cachedir>"
    doctype = '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    return f'<?xml version="1.0"?>{doctype}<fontconfig>{folders_xml}{cache_xml}</fontconfig>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
