"""Init and new: a project, a brief to fill in."""

import datetime
from pathlib import Path

import click

from policybrief.cli.console import brief_name, progress, project_root, tell_files, writing


@click.command(short_help="Start a project, with a first brief.")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Start a project in DIR: settings, a source library, and a first brief to change.

    \b
    policybrief init my-briefs && cd my-briefs && policybrief build
    """
    from policybrief.start import start_project

    with writing():
        files = start_project(folder)
    tell_files(files)
    progress(f"Next:  cd {folder} && policybrief build")


@click.command(short_help="Write a new brief to fill in.")
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

    name = brief_name(name)
    if not is_brief_id(name):
        rule = "letters, digits, . - and _, with / for folders; project and sources are taken"
        raise click.UsageError(f"'{name}' is no name for a brief: {rule}")
    file = project_root() / "briefs" / f"{name}.yaml"
    today = datetime.datetime.now(tz=datetime.UTC).astimezone().date()
    words = title or name.rsplit("/", 1)[-1].replace("-", " ").replace("_", " ").capitalize()
    with writing():
        start_brief(file, words, today.isoformat())
    tell_files([file])
    progress(f"Next:  edit it, then  policybrief build {name}")
