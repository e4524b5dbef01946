"""Trace: what stands on what, and which findings an editor has accepted."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from policybrief.cli.console import CONTENT, ENVIRONMENT, choose, find, tell
from policybrief.problem import of_the_system

if TYPE_CHECKING:
    from policybrief.load import Loaded


_FORMATS = click.Choice(["text", "json", "csv"])


@click.command(short_help="Show what stands on what: sources, findings, recommendations.")
@click.argument("brief", required=False)
@click.option("--format", "form", type=_FORMATS, default="text", show_default=True, help="How to show it.")
@click.option("--accept", is_flag=True, help="Keep the digests of the sources with the findings, in the file of BRIEF.")
@click.option("--finding", "findings", multiple=True, metavar="ID", help="With --accept: this one only; repeatable.")
def trace(brief: str | None, form: str, accept: bool, findings: tuple[str, ...]) -> None:
    """Show what stands on what in BRIEF: the sources of each item, what it rests on, and what rests on it.

    \b
    policybrief trace strait                   to read
    policybrief trace strait --format csv      a row for each link, for Excel and other spreadsheets
    policybrief trace strait --accept          every finding was read against its sources and holds
    policybrief trace strait --accept --finding F1 --finding F3

    BRIEF may be left out where there is only one. With --accept the SHA-256 of the record of each cited source is
    written under `reviewed` of the finding, and the findings are printed; when a record changes later, `check` and
    `build` warn that the finding is suspect. In CSV, an item without a link and a source that nothing cites have a
    row of their own, with an empty relation; the file is UTF-8 with a byte order mark, and a cell that a spreadsheet
    would take for a formula begins with an apostrophe.
    """
    if findings and not accept:
        raise click.UsageError("--finding goes with --accept")
    if accept and form != "text":
        raise click.UsageError("--format shows, --accept writes: one of the two")
    loaded = _loaded(brief)
    if accept:
        sys.exit(_accept(loaded, findings))
    from policybrief.trace import trace
    from policybrief.tracetext import as_csv, as_json, as_text

    map_ = trace(loaded.brief)
    if form == "csv":
        # Without the mark at its beginning Excel reads no letter beyond ASCII.
        click.echo(as_csv(map_).encode("utf-8-sig"), nl=False)
    else:
        click.echo(as_json(loaded.brief, map_) if form == "json" else as_text(loaded.brief, map_))


def _loaded(brief: str | None) -> "Loaded":
    """The one brief that is meant. Ends the program where it has errors."""
    from policybrief.folder import id_of
    from policybrief.load import load_brief
    from policybrief.problem import BriefError

    project, paths = find([brief] if brief else [])
    if len(paths) > 1:
        raise click.UsageError(f"which brief? there are: {', '.join(id_of(path, project.root) for path in paths)}")
    try:
        return load_brief(paths[0], project)
    except BriefError as error:
        sys.exit(tell(str(error), CONTENT))
    except OSError as error:
        sys.exit(tell(of_the_system(error), ENVIRONMENT))


def _accept(loaded: "Loaded", ids: Sequence[str]) -> int:
    """Prints the findings that were accepted, and gives the exit code."""
    from policybrief.accept import accept
    from policybrief.problem import BriefError

    known = [finding.id for finding in loaded.brief.findings]
    for finding in ids:
        if finding not in known:
            raise click.UsageError(f"there is no finding '{finding}'; {choose(finding.upper(), known)}")
    try:
        accepted = accept(loaded.brief, loaded.file, ids)
    except BriefError as error:
        return tell(str(error), CONTENT)
    except OSError as error:
        return tell(of_the_system(error), ENVIRONMENT)
    for finding, digests in accepted.findings.items():
        click.echo(f"{finding:<4} {', '.join(digests) or 'cites no source now: its review is taken out'}")
    for problem in accepted.by_hand:
        tell(str(problem), CONTENT)
    if not accepted.findings and not accepted.by_hand:
        tell("nothing to accept: every finding stands as it was accepted", 0)
    return CONTENT if accepted.by_hand else 0
