"""Figure: one figure of a brief, as a file of its own."""

import sys
from typing import TYPE_CHECKING

import click

from policybrief.cli.console import CONTENT, ENVIRONMENT, cache_folder, choose, find, tell
from policybrief.problem import of_the_system

if TYPE_CHECKING:
    from pathlib import Path

    from policybrief.document import FigureView
    from policybrief.project import Project


@click.command(short_help="Print one figure of a brief as SVG.")
@click.argument("brief")
@click.argument("kind")
@click.option("--theme", metavar="NAME", help="The theme whose colours it takes, if not that of the brief.")
@click.option("--dark", is_flag=True, help="In the colours of the dark.")
@click.option("--narrow", is_flag=True, help="As it is drawn for a telephone.")
@click.option("--sheet", default=1, show_default=True, help="Which sheet, where it runs over several.")
def figure(brief: str, kind: str, theme: str | None, dark: bool, narrow: bool, sheet: int) -> None:
    """Print one figure of BRIEF as SVG that stands on its own, for slides and other pages.

    \b
    policybrief figure strait matrix > matrix.svg
    policybrief figure strait cone --dark > cone.svg

    \b
    KIND is one of these:
    timeline      events on an axis of time
    matrix        threats by likelihood and impact
    cone          exclusive scenarios as shares of a hundred
    board         indicators by their light
    probability   every estimate on one ruler
    roadmap       recommendations by owner and time
    evidence      what rests on what
    mix           sources by kind, age and grade

    What `figures:` of the brief says of this kind holds here too: its title, and which items stand in it. The
    typefaces are named, not embedded.
    """
    from policybrief.drawings import FIGURES

    if kind not in FIGURES:
        raise click.UsageError(f"there is no figure '{kind}'; {choose(kind, list(FIGURES))}")
    project, (path, *_) = find([brief])
    if theme and theme not in project.themes():
        raise click.UsageError(f"there is no theme '{theme}'; {choose(theme, project.themes())}")
    sheets, colours = _drawn(path, kind, project, theme, dark=dark)
    if not sheets:
        from policybrief.drawable import NEEDS

        sys.exit(tell(f"{path}: has no figure '{kind}' to draw: it needs {NEEDS[kind]}", CONTENT))
    if not 1 <= sheet <= len(sheets):
        raise click.UsageError(f"there is no sheet {sheet}: the figure has {len(sheets)}")
    if len(sheets) > 1:
        tell(f"sheet {sheet} of {len(sheets)}; --sheet says which", 0)
    from policybrief.picture import stand_alone

    drawn = sheets[sheet - 1]
    click.echo(stand_alone(drawn.narrow if narrow else drawn.svg, colours), nl=False)


def _drawn(
    path: "Path", kind: str, project: "Project", theme: str | None, *, dark: bool
) -> "tuple[list[FigureView], dict[str, str]]":
    """The sheets of the figure, and the colours of the theme. Ends the program where the brief cannot be read."""
    from policybrief.citations import cite
    from policybrief.compose import pen_of
    from policybrief.drawings import figures_of
    from policybrief.load import load_brief
    from policybrief.look import Look
    from policybrief.pandoc import PandocError
    from policybrief.problem import BriefError

    try:
        loaded = load_brief(path, project).brief
        brand = project.settings.brand
        look = Look(project.homes, theme or loaded.theme, colours=brand.colours, dark=brand.dark)
        colours = dict(look.properties(dark=dark))
        pen = pen_of(loaded, cite(loaded, project.style_folders, cache_folder()))
        return figures_of(kind, loaded, pen), colours
    except BriefError as error:
        sys.exit(tell(str(error), CONTENT))
    except PandocError as error:
        sys.exit(tell(f"{path}: {error}", ENVIRONMENT))
    except OSError as error:
        sys.exit(tell(of_the_system(error), ENVIRONMENT))
