"""Build: a brief, or all of them."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policybrief.cli.console import (
    CONTENT,
    ENVIRONMENT,
    cache_folder,
    find,
    of_the_system,
    progress,
    tell,
    tell_files,
)

if TYPE_CHECKING:
    from policybrief.build import Format
    from policybrief.project import Project


@click.command(short_help="Make the PDF and the web page of briefs.")
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
    project, paths = find(briefs)
    _refuse_twins(project, paths)
    for warning in project.warnings:
        tell(str(warning), 0)
    build_one = _Builder(project, wanted, out or project.root / "output")
    codes = []
    for number, path in enumerate(paths, 1):
        progress(f"[{number}/{len(paths)}] {path}")
        codes.append(build_one(path))
    sys.exit(max(codes))


class _Builder:
    """Builds one brief after the other, prints what comes of each, and gives its exit code."""

    def __init__(self, project: "Project", formats: "Sequence[Format]", out: Path) -> None:
        self.project = project
        self.formats = formats
        self.out = out
        self.written: set[Path] = set()

    def __call__(self, path: Path) -> int:
        from policybrief.build import build_brief
        from policybrief.pandoc import PandocError, PandocMissingError
        from policybrief.pdf import PrintError
        from policybrief.problem import BriefError, RenderError

        try:
            built = build_brief(path, self.project, self.formats, self.out, cache_folder(), self.written)
        except RenderError as error:
            return tell(f"{path}: the page could not be set\n{error}", ENVIRONMENT)
        except BriefError as error:
            return tell(str(error), CONTENT)
        except (PandocMissingError, PrintError) as error:
            return tell(f"{path}: {error}; `policybrief doctor` says how to get it", ENVIRONMENT)
        except PandocError as error:
            return tell(f"{path}: {error}", ENVIRONMENT)
        except OSError as error:
            return tell(f"{path}: {of_the_system(error)}", ENVIRONMENT)
        for warning in built.warnings:
            tell(str(warning), 0)
        self.written.update(built.files)
        tell_files(built.files)
        return 0


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
