"""Init, new and schema: a project, a brief to fill in, and what an editor needs to help with them."""

from pathlib import Path

import click

from policybrief.cli.console import as_written, brief_name, opened, progress, project_root, tell_files, today, writing


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
        rule = "letters, digits, blanks, . - and _, with / for folders; project and sources are taken"
        raise click.UsageError(f"'{name}' is no name for a brief: {rule}")
    project = opened(project_root())
    file = project.briefs / f"{name}.yaml"
    words = title or name.rsplit("/", 1)[-1].replace("-", " ").replace("_", " ").capitalize()
    with writing():
        start_brief(file, words, today().isoformat(), project)
    tell_files([file])
    progress(f"Next:  edit it, then  policybrief build {name}")


@click.command(short_help="Print the JSON Schema of a brief, for editors.")
@click.argument("kind", type=click.Choice(["brief", "project", "sources"]), default="brief")
@click.option("--write", "writes", is_flag=True, help="Write all three into the project, where its editors look.")
def schema(kind: str, writes: bool) -> None:
    """Print the JSON Schema (draft-07) of a brief, of project.yaml or of sources.yaml.

    It tells an editor which fields there are, what they say and which words they take: those of the scale that the
    project uses. `init` and `new` write it into .policybrief/; after a change of scale, or a new version of this
    program, --write renews it.

    \b
    policybrief schema > brief.schema.json
    policybrief schema --write
    """
    from policybrief.disk import write
    from policybrief.folder import find_project
    from policybrief.project import Settings
    from policybrief.schema import as_json, schema_files, schemas

    if writes:
        project = opened(project_root())
        files = schema_files(project.root, project.settings)
        with writing():
            write(files)
        tell_files(files)
        return
    root = find_project(Path.cwd())
    settings = opened(as_written(root)).settings if root else Settings()
    click.echo(as_json(schemas(settings)[kind]).decode(), nl=False)
