"""The files of a project, before any of them is read: quick to ask, as no model is needed."""

from pathlib import Path

from policybrief.home import home

OTHERS = ("project", "sources")
"""Under briefs/, with the ending .yaml, the settings and the shared sources: no names for a brief."""


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
