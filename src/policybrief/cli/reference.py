"""Scales and doctor: what a brief may say, and what the machine lacks."""

import sys

import click

from policybrief.cli.console import ENVIRONMENT, choose


@click.command(short_help="Print the words that a brief may use.")
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
            raise click.UsageError(f"there is no scale '{name}'; {choose(name, list(tables))}")
    click.echo("\n\n".join(tables[name] for name in names or tables))


@click.command(short_help="Look whether all that is needed is here.")
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
