"""What is told to an author: one `Problem` at a time, and `BriefError`, the one exception that carries them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple
from unicodedata import combining, east_asian_width

Severity = Literal["error", "warning", "info"]
Steps = tuple[str | int, ...]


class Place(NamedTuple):
    """Where in a file: line and column count from 1, `length` is in characters of `source`, the whole line."""

    file: Path
    line: int = 1
    column: int = 1
    length: int = 1
    source: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Problem(NamedTuple):
    """One fault: its code, the path into the brief, what is wrong, and the way out."""

    code: str
    message: str
    path: Steps = ()
    hint: str = ""
    severity: Severity = "error"
    place: Place | None = None

    def __str__(self) -> str:
        """The report of the terminal: `file:line:col: error[code] path message`, the line, a caret and the hint."""
        where = f"{self.place}: " if self.place else ""
        spot = dotted(self.path)
        message = self.message if len(self.message) <= _LONG else f"{self.message[:_LONG]}…"
        head = f"{where}{self.severity}[{self.code}] {spot}{' ' if spot else ''}{message}"
        return "\n".join([head, *self._excerpt()])

    def in_a_line(self) -> str:
        """For programs that show the place in their own way: path, message and hint."""
        said = " ".join(part for part in (dotted(self.path), self.message) if part)
        return f"{said}: {self.hint}" if self.hint else said

    def _excerpt(self) -> list[str]:
        if not self.place or not self.place.source or self.place.source.isspace():
            return [f"  {self.hint}"] if self.hint else []
        number = f"{self.place.line:>6}"
        source, start, end = _window(self.place)
        caret = " " * _cells(source[:start]) + "^" * max(1, _cells(source[start:end]))
        return [f"{number} | {source}", f"{' ' * len(number)} | {caret} {self.hint}".rstrip()]


class BriefError(Exception):
    """A brief, or a project file, that cannot be used: every problem found in it, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))


class RenderError(BriefError):
    """A page that cannot be set: a fault in a template or a style sheet, or a letter that the typefaces lack."""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sorted by place; the same fault is told once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda problem: _position(problem.place)))


def of_the_system(error: OSError) -> str:
    """What an error of the system says, with its file where it names one."""
    return f"{error.filename}: {error.strerror}" if error.filename and error.strerror else error.strerror or str(error)


def dotted(path: Steps) -> str:
    """`("findings", 1, "text")` as `findings[1].text`: positions count from 0, as in every YAML tool."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


def _position(place: Place | None) -> tuple[str, int, int]:
    return (str(place.file), place.line, place.column) if place else ("", 0, 0)


_WIDTH = 100
_LONG = 300


def _window(place: Place) -> tuple[str, int, int]:
    """The part of a long line around the fault, and where the fault begins and ends in it."""
    first = 0 if len(place.source) <= _WIDTH else max(0, place.column - 1 - _WIDTH // 3)
    cut = place.source[first : first + _WIDTH].rstrip()
    shown = "".join(c if c.isprintable() else " " if c == "\t" else "\ufffd" for c in cut)
    before, after = "…" if first else "", "…" if len(place.source) > first + _WIDTH else ""
    start = place.column - 1 - first + len(before)
    return f"{before}{shown}{after}".ljust(start), start, min(start + place.length, len(before + shown + after))


def _cells(text: str) -> int:
    """The columns of a terminal that a text takes: Chinese and Japanese characters two, combining ones none."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
