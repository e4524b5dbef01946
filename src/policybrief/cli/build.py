"""Build: a brief, or all of them."""

import datetime
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policybrief.cli.console import (
    CONTENT,
    ENVIRONMENT,
    INTERRUPTED,
    cache_folder,
    cores,
    counted,
    located,
    progress,
    tell,
    tell_files,
)
from policybrief.disk import locked, write
from policybrief.folder import id_of
from policybrief.problem import BriefError, Problem, of_the_system

if TYPE_CHECKING:
    from policybrief.batch import Batch, Outcome
    from policybrief.made import Format
    from policybrief.project import Project


@click.command(short_help="Make the PDF and the web page of briefs.")
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@click.option("--to", "formats", default="pdf,html", show_default=True, help="What to make.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="The folder to write to, if not output/.")
@click.option("--force", is_flag=True, help="Make all anew, whether or not anything has changed.")
@click.option("--prune", is_flag=True, help="Remove the files of briefs that are gone.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Briefs at a time; as many as cores, where left out.")
@click.option("--verify", is_flag=True, help="Build all a second time and compare, byte by byte.")
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Say in JSON what was done."
)
@click.option(
    "--wait",
    type=click.IntRange(0),
    default=60,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for another build of the folder.",
)
def build(
    briefs: tuple[str, ...], formats: str, out: Path | None, jobs: int | None, wait: int, force: bool, **then: Any
) -> None:
    """Make the PDF and the web page of each BRIEF, or of all in briefs/, where anything in them has changed.

    \b
    policybrief build                          all briefs, into output/
    policybrief build briefs/strait.yaml       one, by its file
    policybrief build strait --to pdf          one, by its name, the PDF only
    policybrief build --out /srv/www           into another folder
    policybrief build --force                  all of them, changed or not
    policybrief build --verify --report build.json    for a job that nobody watches

    The paths of the files that were written are printed. A brief with errors does not stop the others, and what was
    built of it before stays.
    """
    from policybrief.batch import Batch, Order

    wanted = _formats(formats)
    root, paths = located(briefs)
    _refuse_twins(root, paths)
    folder = out or root / "output"
    order = Order(root, tuple(paths), tuple(wanted), folder, cache_folder(), jobs or cores(), force)
    # A service that is stopped ends as one that is interrupted: with its children, and without a trace.
    signal.signal(signal.SIGTERM, _end)
    try:
        with locked(folder, wait, partial(_tell_wait, folder, wait)):
            code = _build(Batch(order), **then)
    except OSError as error:
        code = tell(of_the_system(error), ENVIRONMENT)
    except KeyboardInterrupt:
        code = tell("interrupted; what was built before stays as it is", INTERRUPTED)
    sys.exit(code)


def _build(batch: "Batch", *, prune: bool, verify: bool, report: Path | None) -> int:
    """Raises OSError where the report cannot be written."""
    began, clock = datetime.datetime.now(tz=datetime.UTC), time.monotonic()
    outcomes, faults, codes, differing = [], list[Problem](), [0], list[Path]()
    with _noted(faults, codes):
        for outcome in batch.run(partial(_opened, batch)):
            outcomes.append(outcome)
            codes.append(_told(outcome))
    with _noted(faults, codes):
        _tell_left(batch, prune)
        sound = [outcome.path for outcome in outcomes if not outcome.refused]
        differing += _verified(batch, sound) if verify and sound else []
        codes.extend(ENVIRONMENT for _ in differing)
    if report:
        from policybrief.buildreport import as_json

        write({report: as_json(batch, outcomes, began, time.monotonic() - clock, faults, differing)})
    return max(codes)


@contextmanager
def _noted(faults: list[Problem], codes: list[int]) -> Iterator[None]:
    """What keeps all of it from being done, for the report, which is written all the same."""
    try:
        yield
    except BriefError as error:
        faults.extend(error.problems)
        codes.append(tell(str(error), CONTENT))
    except OSError as error:
        faults.append(Problem("system", of_the_system(error)))
        codes.append(tell(of_the_system(error), ENVIRONMENT))


def _opened(batch: "Batch") -> "Project":
    """Raises BriefError where the settings or the shared sources have errors."""
    from policybrief.project import open_project

    progress(f"building {len(batch.stale)} of {counted(len(batch.order.paths), 'brief')}")
    project = open_project(batch.order.root)
    for warning in project.warnings:
        tell(str(warning), 0)
    return project


def _verified(batch: "Batch", paths: Sequence[Path]) -> list[Path]:
    """The files that come out otherwise the second time, each of them told."""
    from policybrief.again import differing

    progress(f"building {counted(len(paths), 'brief')} again, to compare")
    files = [file for path in paths for file, _ in batch.outputs(path)]
    found, said = differing(replace(batch.order, paths=tuple(paths)), files)
    if said:
        tell(f"built again, it fails:\n{said}", ENVIRONMENT)
    for file in found:
        tell(f"{file}: built again, it comes out otherwise", ENVIRONMENT)
    return found


def _told(outcome: "Outcome") -> int:
    """Prints what became of a brief, and gives its exit code."""
    if outcome.refused:
        return tell(outcome.refused.told, CONTENT if outcome.refused.at_fault == "content" else ENVIRONMENT)
    for warning in outcome.warnings:
        tell(warning, 0)
    tell_files(outcome.files)
    return 0


def _tell_left(batch: "Batch", prune: bool) -> None:
    """Names the files of briefs that are gone, or takes them away."""
    if prune:
        for file in batch.prune():
            tell(f"{file}: removed, as its brief is gone", 0)
    for file in batch.left():
        hint = "changed since it was built, so it stays; delete it by hand" if prune else "--prune removes it"
        tell(f"{file}: its brief is gone; {hint}", 0)


def _tell_wait(folder: Path, seconds: int, holder: str) -> None:
    tell(f"{folder}: another build, process {holder}, is writing there; waiting up to {seconds} seconds for it", 0)


def _end(number: int, frame: object) -> None:
    sys.exit(128 + number)


def _refuse_twins(root: Path, paths: Sequence[Path]) -> None:
    """Two files with one id, such as a.yaml and a.yml, would overwrite each other."""
    seen: dict[str, Path] = {}
    for path in paths:
        name = id_of(path, root)
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
