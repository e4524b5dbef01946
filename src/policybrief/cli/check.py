"""Check, rules and explain: what is wrong with briefs, and why."""

import datetime
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import click

from policybrief.cli.console import CONTENT, ENVIRONMENT, cores, counted, find, progress, tell, today
from policybrief.problem import of_the_system

if TYPE_CHECKING:
    from pathlib import Path

    from policybrief.problem import Problem
    from policybrief.project import Project

    Found = list[Problem] | OSError


@click.command(short_help="Say all that is wrong with briefs, line by line.")
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@click.option("--strict", is_flag=True, help="Warnings fail too.")
@click.option("--select", multiple=True, metavar="CODE", help="Only this rule; repeatable, or CODE,CODE.")
@click.option("--ignore", multiple=True, metavar="CODE", help="All rules but this one; likewise.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How to say it.",
)
@click.option(
    "--on", metavar="DATE", help="The day that counts for what is overdue or in the future; today, where left out."
)
def check(
    briefs: tuple[str, ...], strict: bool, select: tuple[str, ...], ignore: tuple[str, ...], form: str, on: str | None
) -> None:
    """Say all that is wrong with each BRIEF, or with all in briefs/, with its line.

    \b
    policybrief check                          all briefs
    policybrief check briefs/strait.yaml       one, by its file
    policybrief check --strict                 for a build that nobody watches: warnings fail too
    policybrief check --select single-source   one rule alone
    policybrief check --format github          annotations in a workflow of GitHub
    policybrief check --format sarif           alerts in GitHub's code scanning

    After what keeps a brief from being read come the rules of the analysis: `policybrief rules` lists them, and
    `policybrief explain CODE` says why. What a rule says of one item is waived, with a reason, under waivers: in the
    brief; for all briefs a rule is made louder or quieter under rules: in project.yaml.
    """
    from policybrief.lint import settings_problems

    select, ignore = _codes(select), _codes(ignore)
    day = _day(on)
    project, paths = find(briefs)
    problems, codes = [*project.warnings, *settings_problems(project), *_old_schema(project)], [0]
    look = partial(_problems_of, project=project, day=day, select=select, ignore=ignore)
    for found in _of_each(look, paths):
        if isinstance(found, OSError):
            codes.append(tell(of_the_system(found), ENVIRONMENT))
        else:
            problems += found
    _report(problems, len(paths), form)
    grave = {"error", "warning"} if strict else {"error"}
    sys.exit(max(*codes, CONTENT if any(problem.severity in grave for problem in problems) else 0))


def _old_schema(project: "Project") -> "Iterable[Problem]":
    from policybrief.project import EDITOR_FOLDER

    if not (project.root / EDITOR_FOLDER).is_dir():
        return ()
    from policybrief.schema import old_schema

    return old_schema(project)


def _of_each(look: "Callable[[Path], Found]", paths: "Sequence[Path]") -> "Iterator[Found]":
    """What is found in each brief, in their order; in several at once, where that is quicker."""
    hands, told = min(cores(), len(paths) // _FEW), 0
    if hands > 1:
        from policybrief.crew import Bounds, each

        # Where there are no processes to be had, this one goes on alone.
        with suppress(OSError, NotImplementedError):
            for found in each(look, paths, hands, Bounds(), _SHARE):
                yield found
                told += 1
    yield from map(look, paths[told:])


_SHARE = 8
"""Briefs that a process takes: few, so that all end together; not one, as each process costs as long as one brief."""
_FEW = 16
"""Briefs for which it does not pay to begin a process: where a fork is not to be had, that takes as long as they do."""


def _problems_of(
    path: "Path", project: "Project", day: datetime.date, select: Iterable[str], ignore: Iterable[str]
) -> "Found":
    """All that is wrong with a brief, or why the system does not let it be read."""
    from policybrief.case import Case
    from policybrief.lint import lint
    from policybrief.load import load_brief
    from policybrief.problem import BriefError

    try:
        loaded = load_brief(path, project)
        case = Case(loaded.brief, project.settings, day, project.shared(loaded.brief.sources))
        return [*loaded.warnings, *lint(case, loaded.file, set(select), set(ignore))]
    except BriefError as error:
        return [*error.problems]
    except OSError as error:
        return error


def _report(problems: "Iterable[Problem]", briefs: int, form: str) -> None:
    from policybrief.problem import in_order
    from policybrief.report import FORMATS

    told = in_order(problems)
    click.echo(FORMATS[form](told), nl=False)
    kinds = (("error", "error"), ("warning", "warning"), ("info", "note"))
    counts = [counted(sum(problem.severity == kind for problem in told), noun) for kind, noun in kinds]
    progress(", ".join([counted(briefs, "brief"), *counts]))


def _day(given: str | None) -> datetime.date:
    if given is None:
        return today()
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        raise click.BadParameter(f"'{given}' is no day, such as 2026-11-20", param_hint="--on") from None


def _codes(given: Iterable[str]) -> tuple[str, ...]:
    """The codes of rules, also where several stand in one word with commas between."""
    from policybrief.lint import unknown_code
    from policybrief.rules import BY_CODE

    codes = [code for word in given for code in word.split(",")]
    for code in codes:
        if code not in BY_CODE:
            hint = "what reading says has no page, and cannot be waived or made quieter"
            raise click.UsageError(f"there is no rule '{code}': {unknown_code(code)}; {hint}")
    return tuple(codes)


@click.command(short_help="List the rules of the analysis.")
def rules() -> None:
    """List the rules of the analysis: code, severity, and what holds."""
    from policybrief.rules import RULES, holds

    wide = max(len(rule.CODE) for rule in RULES)
    for rule in RULES:
        click.echo(f"{rule.CODE:<{wide}}  {rule.SEVERITY:<7}  {holds(rule)}")


@click.command(short_help="Say why a rule is one, with examples.")
@click.argument("code")
def explain(code: str) -> None:
    """Say what the rule CODE holds and why, with examples of what it lets pass and what it does not."""
    from policybrief.rules import BY_CODE

    _codes([code])
    rule = BY_CODE[code]
    click.echo(f"{rule.CODE} ({rule.SEVERITY})\n\n{(rule.__doc__ or '').strip()}\n\n{_EXAMPLES}")
    for title, examples in (("It lets pass:", rule.GOOD), ("It objects to:", rule.BAD)):
        click.echo(f"\n{title}")
        for example in examples:
            lines = example.splitlines() or ["(that brief as it is)"]
            click.echo("\n".join(f"    {_shortened(line)}" for line in lines) + "\n")


_EXAMPLES = """\
Each example is a change to one sound brief: the path of a field, with items counted from 0, and its new value. What
begins with - is taken out; `project` is project.yaml, and `on` the day of the check."""


def _shortened(line: str) -> str:
    """Without the middle of a very long one: its beginning says where it is, its end what is the matter."""
    return line if len(line) <= 3 * _END else f"{line[: 2 * _END]} … {line[-_END:]} ({len(line):,} letters)"


_END = 40
