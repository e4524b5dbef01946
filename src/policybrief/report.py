"""What a check found, in each of its formats: text, JSON, the annotations of GitHub's workflows, SARIF."""

import json
from collections.abc import Callable, Iterable, Mapping

from policybrief.problem import Place, Problem, dotted
from policybrief.sarif import as_sarif


def as_text(problems: Iterable[Problem]) -> str:
    """As an author reads it: the place, the fault, the line with a caret, the way out."""
    return "".join(f"{problem}\n" for problem in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """One object: `version` 1, and `problems` in the order of the files.

    Each has code, severity, path, message, hint, and file, line, column and length of what it points at; lines and
    columns count from 1. All names are always there; without a place `file` is null and the numbers are 0.
    """
    found = [record(problem) for problem in problems]
    return json.dumps({"version": 1, "problems": found}, ensure_ascii=False, indent=2) + "\n"


def record(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity,
        "path": dotted(problem.path),
        "message": problem.message,
        "hint": problem.hint,
        "file": place.file.as_posix() if place else None,
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "length": place.length if place else 0,
    }


def as_github(problems: Iterable[Problem]) -> str:
    """A workflow command for each problem, which GitHub shows beside its line."""
    return "".join(f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    level = {"info": "notice"}.get(problem.severity, problem.severity)
    where = _where(problem.place) if problem.place else {}
    properties = ",".join(
        f"{name}={_escaped(value, ',:')}" for name, value in (where | {"title": problem.code}).items()
    )
    return f"::{level} {properties}::{_escaped(problem.in_a_line())}"


def _where(place: Place) -> dict[str, str]:
    ends = {"col": place.column, "endColumn": place.column + place.length}
    return {
        "file": place.file.as_posix(),
        "line": str(place.line),
        **{name: str(value) for name, value in ends.items()},
    }


def _escaped(text: str, also: str = "") -> str:
    """Percent-encoded, as a workflow command wants its line ends and, in a property, its commas and colons."""
    for letter in "%\r\n" + also:
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
