"""The files of a project, before any of them is understood: quick to ask, as no model is needed."""

import errno
from collections.abc import Iterable
from pathlib import Path

from policybrief.home import home
from policybrief.problem import BriefError, Place, Problem, RenderError

OTHERS = ("project", "sources")
"""Under briefs/, with the ending .yaml, the settings and the shared sources: no names for a brief."""


FOLDERS = {"media": "briefs/media", "styles": "styles", "templates": "templates"}
"""What the address of a file that a page shows begins with, and the folder of a project that it means."""


def find_project(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds briefs/."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / "briefs").is_dir()), None)


def homes(root: Path) -> tuple[Path, ...]:
    """Where templates/ and styles/ are looked for: the project's own before the shipped ones."""
    return tuple(dict.fromkeys((root.resolve(), home())))


def brief_paths(root: Path) -> list[Path]:
    """Every brief, sorted; settings, sources and names that begin with a dot or _ are none."""
    briefs = root / "briefs"
    found = (path for path in briefs.rglob("*.y*ml") if path.suffix in (".yaml", ".yml"))
    return sorted(path for path in found if path.is_file() and not _is_other(path.relative_to(briefs)))


def id_of(path: Path, root: Path) -> str:
    """A brief's path under briefs/ without its ending; of a file elsewhere, its name."""
    briefs = (root / "briefs").resolve()
    inside = path.resolve().is_relative_to(briefs)
    name = path.resolve().relative_to(briefs) if inside else Path(path.name)
    return name.with_suffix("").as_posix()


def _is_other(path: Path) -> bool:
    return path.as_posix() in {f"{name}.yaml" for name in OTHERS} or any(part[0] in "._" for part in path.parts)


def within(folder: Path, name: str) -> Path | None:
    """The file of a name in a folder, which may be a link itself; None where there is none.

    Raises PermissionError where the name, or a link on the way, leads out of the folder.
    """
    try:
        path, home = (folder / name).resolve(), folder.resolve()
        if not path.is_relative_to(home):
            raise PermissionError(errno.EACCES, "leads out of its folder", str(folder / name))
        return folder / name if path.is_file() else None
    except (ValueError, RuntimeError):
        # A zero byte in the name, or links that lead round in a circle.
        return None


def first_within(folders: Iterable[Path], name: str) -> Path | None:
    """The file of a name in the first of the folders that has it; raises PermissionError as `within` does."""
    return next((path for folder in folders if (path := within(folder, name))), None)


def refuse_way_out(path: Path, folder: Path) -> None:
    """Raises BriefError where a file of a folder is a link that leads out of it.

    Who reads what is wrong with a file reads lines of it, and a link may lead to what is none of the reader's business.
    """
    try:
        within(folder, path.relative_to(folder).as_posix())
    except PermissionError as error:
        hint = "put the file itself there, no link"
        raise BriefError([Problem("link", str(error.strerror), hint=hint, place=Place(path))]) from error


def text_of(path: Path) -> str:
    """The text of a template or a style sheet. Raises RenderError where it is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        place = Place(path, 1 + error.object.count(b"\n", 0, error.start))
        hint = "save it anew with the encoding UTF-8"
        raise RenderError([Problem("not-utf8", "the file is not UTF-8", hint=hint, place=place)]) from error
