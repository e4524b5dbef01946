"""Length: the words of briefs, the time that they take to read, and their sentences."""

import sys
from typing import TYPE_CHECKING

import click

from policybrief.cli.console import CONTENT, ENVIRONMENT, find, tell
from policybrief.problem import of_the_system

if TYPE_CHECKING:
    from pathlib import Path

    from policybrief.length import Length
    from policybrief.load import Loaded
    from policybrief.project import Project

_FORMATS = click.Choice(["text", "json"])


@click.command(short_help="Count words, minutes and sentences.")
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@click.option("--format", "form", type=_FORMATS, default="text", show_default=True, help="How to show it.")
def length(briefs: tuple[str, ...], form: str) -> None:
    """Count the words of each BRIEF, or of all in briefs/, by part and against the limit of its kind.

    \b
    policybrief length                         all briefs
    policybrief length strait                  one
    policybrief length --format json           for programs

    Running text counts, without titles, citations and the list of sources. With the words comes the time that they
    take to read, and, of a brief in English, how long its sentences are and where the longest stands.
    """
    from policybrief.lengthtext import as_json, as_text
    from policybrief.problem import BriefError

    project, paths = find(briefs)
    counted, codes = [], [0]
    for path in paths:
        try:
            counted.append(_counted(path, project))
        except BriefError as error:
            codes.append(tell(str(error), CONTENT))
        except OSError as error:
            codes.append(tell(of_the_system(error), ENVIRONMENT))
    if form == "json":
        click.echo(as_json(counted))
    elif counted:
        click.echo("\n\n".join(as_text(*one) for one in counted))
    sys.exit(max(codes))


def _counted(path: "Path", project: "Project") -> "tuple[Loaded, Length]":
    from policybrief.case import Case
    from policybrief.length import Length
    from policybrief.load import load_brief

    loaded = load_brief(path, project)
    case = Case(loaded.brief, project.settings, loaded.brief.date.first_day)
    return loaded, Length(case)
