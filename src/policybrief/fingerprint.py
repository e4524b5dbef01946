"""What an output depends on, as one short word each: equal words, equal outputs.

Nothing is understood here, only read byte by byte, so that to see that nothing has changed costs next to nothing.
"""

import hashlib
import platform
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from policybrief.folder import FOLDERS, homes, within

_SHARED = ("briefs/project.yaml", "briefs/sources.yaml")


def digest(parts: Iterable[str | bytes]) -> str:
    """SHA-256 over parts of any length, in hexadecimal: no two lists of parts are told as one."""
    sha = hashlib.sha256()
    for part in parts:
        # The name of a file may be no text: Python holds such bytes as letters that are none.
        data = part.encode(errors="surrogateescape") if isinstance(part, str) else part
        sha.update(f"{len(data)}:".encode() + data)
    return sha.hexdigest()


def surroundings(root: Path) -> str:
    """All that the briefs of a project share: its settings, sources, media, templates and styles, and the program.

    Raises OSError where one of the files cannot be read.
    """
    shared = (part for name in _SHARED if (file := root / name).is_file() for part in (name, of_file(file)))
    return digest([*shared, look(root), program(), _installed()])


def look(root: Path) -> str:
    """The templates, styles and media of a project and the shipped ones, wherever the folders stand."""
    return digest(part for home in homes(root) for tree in FOLDERS.values() for part in ("", *_tree(home / tree)))


@cache
def program() -> str:
    """This package, file by file, as it was when it was first asked for."""
    return digest(_tree(Path(__file__).parent))


def _installed() -> str:
    """Python and every package beside it: pip and its like name a folder after the package and its version."""
    folders = (Path(entry) for entry in sys.path if entry)
    found = {path.name for folder in folders if folder.is_dir() for path in folder.glob("*.dist-info")}
    return digest([sys.version, platform.platform(), *sorted(found)])


def of_file(path: Path) -> str:
    """Of the bytes of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _tree(folder: Path) -> Iterable[str]:
    """The names and contents of the files of a folder, in the order of their names."""
    paths = (path for path in folder.rglob("*") if "__pycache__" not in path.parts and path.is_file())
    for path in sorted(paths):
        name = path.relative_to(folder).as_posix()
        yield from (name, of_file(path) if _is_of(folder, name) else "")


def _is_of(folder: Path, name: str) -> bool:
    """A link that leads out of the folder is shown on no page, and may lead to what has no end."""
    try:
        return not (folder / name).is_symlink() or within(folder, name) is not None
    except PermissionError:
        return False
