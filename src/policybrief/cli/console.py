"""What every command needs: the project at hand, and one way to speak and to end."""

import datetime
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policybrief.folder import brief_paths, find_project, id_of
from policybrief.problem import of_the_system

if TYPE_CHECKING:
    from policybrief.project import Project

CONTENT, USAGE, ENVIRONMENT, INTERRUPTED = 1, 2, 3, 130


def find(briefs: Sequence[str]) -> "tuple[Project, list[Path]]":
    """The project and the files of the briefs that were named, or of all. Ends the program where there are none."""
    root, paths = located(briefs)
    return opened(root), paths


def located(briefs: Sequence[str]) -> tuple[Path, list[Path]]:
    """The folder of the project and the files of the briefs, none of them read yet."""
    files = [Path(brief) for brief in briefs if Path(brief).is_file()]
    found = find_project(files[0].parent if files else Path.cwd()) or find_project(Path.cwd()) or Path.cwd()
    root = as_written(found)
    paths = brief_paths(root)
    if briefs:
        by_id = {id_of(path, root): path for path in paths} if len(files) < len(briefs) else {}
        paths = [_file_of(brief, by_id) for brief in dict.fromkeys(briefs)]
    if not paths:
        where = "in briefs/" if (root / "briefs").is_dir() else "here: no folder briefs/"
        raise click.UsageError(f"there is no brief {where} (looked in {found.resolve()})\n{_FIRST_STEPS}")
    return root, paths


def opened(root: Path) -> "Project":
    """The project of a folder. Ends the program where its settings or its sources have errors."""
    from policybrief.problem import BriefError
    from policybrief.project import open_project

    try:
        return open_project(root)
    except BriefError as error:
        sys.exit(tell(str(error), CONTENT))
    except OSError as error:
        sys.exit(tell(of_the_system(error), ENVIRONMENT))


_FIRST_STEPS = "`policybrief init DIR` starts a project, `policybrief new NAME` a brief in it."


def _file_of(brief: str, by_id: Mapping[str, Path]) -> Path:
    if Path(brief).is_file():
        return Path(brief)
    name = brief_name(brief)
    if name in by_id:
        return by_id[name]
    raise click.UsageError(f"there is no brief '{brief}'; {choose(brief, list(by_id))}")


def project_root() -> Path:
    root = find_project(Path.cwd())
    if root is None:
        raise click.UsageError(f"there is no folder briefs/ here\n{_FIRST_STEPS}")
    return as_written(root)


def as_written(folder: Path) -> Path:
    """As it is written from here, where it is at hand or above; else in full."""
    relative = Path(os.path.relpath(folder))
    return relative if relative.parts[-1:] in ((), ("..",)) else folder


def brief_name(name: str) -> str:
    """The name of a brief, from its name or from the path of its file."""
    return name.removeprefix("briefs/").removesuffix(".yaml").removesuffix(".yml")


def today() -> datetime.date:
    """By the clock of the place where this runs."""
    return datetime.datetime.now(tz=datetime.UTC).astimezone().date()


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def cache_folder() -> Path:
    """By the XDG Base Directory Specification, which ignores a path that is not absolute."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".cache") / "policybrief"


@contextmanager
def writing() -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        sys.exit(tell(of_the_system(error), ENVIRONMENT))


def tell(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code


def tell_files(files: Iterable[Path]) -> None:
    for file in files:
        click.echo(str(file))


def progress(message: str) -> None:
    """For someone who watches; a pipe and a weekly job stay quiet."""
    if sys.stderr.isatty():
        click.echo(message, err=True)


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def choose(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, 1, 0.6)
    return f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(known) or 'none yet'}"
