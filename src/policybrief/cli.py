"""The command line: the only file that prints, reads the clock or the environment, and exits.

Exit codes: 0 fine, 1 the content has errors, 2 wrong usage, 3 the environment or the rendering failed.
"""

import atexit
import datetime
import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from policybrief.build import Format
    from policybrief.problem import Problem
    from policybrief.project import Project

CONTENT, USAGE, ENVIRONMENT = 1, 2, 3


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with:  policybrief init my-briefs && cd my-briefs && policybrief build",
)
@click.version_option(package_name="policybrief", message="policybrief %(version)s")
def main() -> None:
    """Policy briefs written in YAML, checked, and printed as PDF and web page."""
    # A short run leaves little rubbish and many objects that stay: with rare collections `check` takes 0.93 of the
    # time, and 0.90 of that without a last one over everything at the end.
    gc.set_threshold(100_000, 20, 20)
    atexit.register(gc.freeze)
    # Pydantic would look through every installed package for plug-ins, and let them in: 0.96 without.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


@main.command(short_help="Make the PDF and the web page of briefs.")
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@click.option("--to", "formats", default="pdf,html", show_default=True, help="What to make.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to, if not output/.")
def build(briefs: tuple[str, ...], formats: str, out: Path | None) -> None:
    """Make the PDF and the web page of each BRIEF, or of all in briefs/.

    \b
    policybrief build                          all briefs, into output/
    policybrief build briefs/strait.yaml       one, by its file
    policybrief build strait --to pdf          one, by its name, the PDF only
    policybrief build --out /srv/www           into another folder

    The paths of the files are printed. A brief with errors does not stop the others.
    """
    wanted = _formats(formats)
    project, paths = _find(briefs)
    _refuse_twins(project, paths)
    for warning in project.warnings:
        _tell(str(warning), 0)
    build_one = _Builder(project, wanted, out or project.root / "output")
    codes = []
    for number, path in enumerate(paths, 1):
        _progress(f"[{number}/{len(paths)}] {path}")
        codes.append(build_one(path))
    sys.exit(max(codes))


@main.command(short_help="Say all that is wrong with briefs, line by line.")
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
def check(briefs: tuple[str, ...]) -> None:
    """Say all that is wrong with each BRIEF, or with all in briefs/, with its line.

    \b
    policybrief check                          all briefs
    policybrief check briefs/strait.yaml       one, by its file
    """
    from policybrief.load import load_brief
    from policybrief.problem import BriefError, in_order

    project, paths = _find(briefs)
    problems: list[Problem] = [*project.warnings]
    codes = [0]
    for path in paths:
        try:
            problems += load_brief(path, project).warnings
        except BriefError as error:
            problems += error.problems
        except OSError as error:
            codes.append(_tell(_of_the_system(error), ENVIRONMENT))
    for problem in in_order(problems):
        click.echo(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    counts = [_counted(len(paths), "brief"), _counted(errors, "error"), _counted(len(problems) - errors, "warning")]
    _progress(", ".join(counts))
    sys.exit(max(*codes, CONTENT if errors else 0))


@main.command(short_help="Start a project, with a first brief.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Start a project in DIR: settings, a source library, and a first brief to change.

    \b
    policybrief init my-briefs && cd my-briefs && policybrief build
    """
    from policybrief.start import start_project

    with _writing():
        files = start_project(folder)
    _tell_files(files)
    _progress(f"Next:  cd {folder} && policybrief build")


@main.command(short_help="Write a new brief to fill in.")
@click.argument("name")
@click.option("--title", help="Its title; made from NAME when left out.")
def new(name: str, title: str | None) -> None:
    """Write a new brief, briefs/NAME.yaml, with the usual parts in it to fill in or delete.

    \b
    policybrief new strait-incident
    policybrief new watch/2026-11-20 --title "Military Union Watch, week 47"
    """
    from policybrief.project import is_brief_id
    from policybrief.start import start_brief

    name = _bare(name)
    if not is_brief_id(name):
        rule = "letters, digits, . - and _, with / for folders; project and sources are taken"
        raise click.UsageError(f"'{name}' is no name for a brief: {rule}")
    file = _root() / "briefs" / f"{name}.yaml"
    today = datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    words = title or name.rsplit("/", 1)[-1].replace("-", " ").replace("_", " ").capitalize()
    with _writing():
        start_brief(file, words, today.isoformat())
    _tell_files([file])
    _progress(f"Next:  edit it, then  policybrief build {name}")


@main.command(short_help="Print the words that a brief may use.")
@click.argument("names", nargs=-1, metavar="[SCALE]...")
def scales(names: tuple[str, ...]) -> None:
    """Print the words that a brief may use, with their numbers and sources: probability, confidence, grades, TLP, risk.

    \b
    policybrief scales                         all of them
    policybrief scales icd203                  one
    """
    from policybrief import scaletext

    tables = scaletext.tables()
    for name in names:
        if name not in tables:
            raise click.UsageError(f"there is no scale '{name}'; {_choose(name, list(tables))}")
    click.echo("\n\n".join(tables[name] for name in names or tables))


@main.command(short_help="Look whether all that is needed is here.")
def doctor() -> None:
    """Look whether everything is here that a brief needs; say how to get what is missing."""
    from policybrief.doctor import examine

    lacks = False
    for found in examine():
        lacks = lacks or bool(found.remedy and not found.optional)
        sign = "ok" if not found.remedy else "slow" if found.optional else "missing"
        click.echo(f"{sign:<8} {found.name}: {found.found}")
        if found.remedy:
            click.echo(f"{'':<8} {found.remedy}")
    sys.exit(ENVIRONMENT if lacks else 0)


class _Builder:
    """Builds one brief after the other, prints what comes of each, and gives its exit code."""

    def __init__(self, project: "Project", formats: "Sequence[Format]", out: Path) -> None:
        self.project = project
        self.formats = formats
        self.out = out
        self.written: set[Path] = set()

    def __call__(self, path: Path) -> int:
        from policybrief.build import build_brief
        from policybrief.pandoc import PandocError
        from policybrief.pdf import PrintError
        from policybrief.problem import BriefError, RenderError

        try:
            built = build_brief(path, self.project, self.formats, self.out, _cache(), self.written)
        except RenderError as error:
            return _tell(f"{path}: the page could not be set\n{error}", ENVIRONMENT)
        except BriefError as error:
            return _tell(str(error), CONTENT)
        except (PandocError, PrintError) as error:
            return _tell(f"{path}: {error}; `policybrief doctor` says how to get it", ENVIRONMENT)
        except OSError as error:
            return _tell(f"{path}: {_of_the_system(error)}", ENVIRONMENT)
        for warning in built.warnings:
            _tell(str(warning), 0)
        self.written.update(built.files)
        _tell_files(built.files)
        return 0


def _find(briefs: Sequence[str]) -> "tuple[Project, list[Path]]":
    """The project and the files of the briefs that were named, or of all. Ends the program where there are none."""
    from policybrief.problem import BriefError
    from policybrief.project import find_project, open_project

    files = [Path(brief) for brief in briefs if Path(brief).is_file()]
    root = find_project(files[0].parent if files else Path.cwd()) or find_project(Path.cwd()) or Path.cwd()
    root = _near(root)
    try:
        project = open_project(root)
    except BriefError as error:
        sys.exit(_tell(str(error), CONTENT))
    except OSError as error:
        sys.exit(_tell(_of_the_system(error), ENVIRONMENT))
    paths = project.brief_paths()
    if briefs:
        paths = [_file_of(brief, project, paths) for brief in dict.fromkeys(briefs)]
    if not paths:
        where = "in briefs/" if project.briefs.is_dir() else "here: no folder briefs/"
        raise click.UsageError(f"there is no brief {where} (looked in {root.resolve()})\n{_FIRST_STEPS}")
    return project, paths


_FIRST_STEPS = "`policybrief init DIR` starts a project, `policybrief new NAME` a brief in it."


def _file_of(brief: str, project: "Project", known: Iterable[Path]) -> Path:
    if Path(brief).is_file():
        return Path(brief)
    by_id = {project.id_of(path): path for path in known}
    name = _bare(brief)
    if name in by_id:
        return by_id[name]
    raise click.UsageError(f"there is no brief '{brief}'; {_choose(brief, list(by_id))}")


def _refuse_twins(project: "Project", paths: Sequence[Path]) -> None:
    """Two files with one id, such as a.yaml and a.yml, would overwrite each other."""
    seen: dict[str, Path] = {}
    for path in paths:
        name = project.id_of(path)
        if name in seen and seen[name] != path:
            raise click.UsageError(f"{seen[name]} and {path} would both become {name}; rename one")
        seen[name] = path


def _formats(given: str) -> "list[Format]":
    names = [name.strip() for name in given.split(",") if name.strip()]
    wanted: list[Format] = [name for name in ("html", "pdf") if name in names]
    unknown = [name for name in names if name not in ("html", "pdf")]
    if unknown or not wanted:
        raise click.BadParameter(f"'{given}': choose pdf, html, or pdf,html", param_hint="--to")
    return wanted


def _root() -> Path:
    from policybrief.project import find_project

    root = find_project(Path.cwd())
    if root is None:
        raise click.UsageError(f"there is no folder briefs/ here\n{_FIRST_STEPS}")
    return _near(root)


def _near(folder: Path) -> Path:
    """As it is written from here, where it is at hand or above; else in full."""
    relative = Path(os.path.relpath(folder))
    return relative if relative.parts[-1:] in ((), ("..",)) else folder


def _bare(name: str) -> str:
    """The name of a brief, from its name or from the path of its file."""
    return name.removeprefix("briefs/").removesuffix(".yaml").removesuffix(".yml")


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "policybrief"


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        sys.exit(_tell(_of_the_system(error), ENVIRONMENT))


def _tell(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code


def _tell_files(files: Iterable[Path]) -> None:
    for file in files:
        click.echo(str(file))


def _progress(message: str) -> None:
    """For someone who watches; a pipe and a weekly job stay quiet."""
    if sys.stderr.isatty():
        click.echo(message, err=True)


def _of_the_system(error: OSError) -> str:
    return f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _choose(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, 1, 0.6)
    return f"did you mean '{near[0]}'?" if near else f"there are: {', '.join(known) or 'none yet'}"
