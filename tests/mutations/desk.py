"""One brief on a desk with the project's settings and sources, ready to be changed and judged."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import NamedTuple

from conftest import BRIEFS, ROOT

from mutations.sheet import Sheet
from policybrief import vocabulary
from policybrief.case import Case
from policybrief.lint import lint
from policybrief.load import load_brief
from policybrief.numbering import PARTS, TERMS
from policybrief.problem import BriefError, Problem, Steps
from policybrief.project import Project, open_project
from policybrief.vocabulary import Scale

ON = datetime.date(2024, 3, 15)
"""The day on which the last of the three briefs is dated: nothing in them is overdue yet."""

ADVICE = "recommendations"


class Desk(NamedTuple):
    """A brief and what it is read with."""

    name: str
    brief: Sheet
    library: Sheet
    settings: Sheet

    def items(self, *parts: str) -> list[Steps]:
        """The paths of the items of these parts, or of all."""
        return [item for part in parts or (*PARTS, ADVICE) for steps in _lists(part) for item in self.brief.keys(steps)]

    def with_brief(self, brief: Sheet) -> "Desk":
        return self._replace(brief=brief)

    @property
    def has_own_sources(self) -> bool:
        return self.brief.get(("sources",)) is not None

    @property
    def cited(self) -> list[str]:
        """The keys of the sources that the brief cites, in the order in which it does."""
        return list(dict.fromkeys(re.findall(r"@(\w+)", self.brief.text)))

    @property
    def date(self) -> datetime.date:
        return datetime.date.fromisoformat(self.brief.get(("date",)))

    @property
    def scale(self) -> Scale:
        return vocabulary.scale(self.brief.get(("scale",)) or self.settings.get(("scale",)))

    def source(self, key: str, field: str) -> str:
        sheet, steps = (self.brief, ("sources", key)) if self.has_own_sources else (self.library, (key,))
        return sheet.get((*steps, field)) or ""

    def with_source(self, key: str, fields: Mapping[str, str | None]) -> "Desk":
        """With other fields in the record of a source; None takes one out."""
        own = self.has_own_sources
        sheet, steps = (self.brief, ("sources", key)) if own else (self.library, (key,))
        sheet = sheet.drop(*((*steps, field) for field, value in fields.items() if value is None))
        for field, value in fields.items():
            sheet = sheet if value is None else sheet.put((*steps, field), value)
        return self._replace(brief=sheet) if own else self._replace(library=sheet)

    def about(self, key: str, word: str = "") -> tuple[Steps, str]:
        """Where a fault of a source is told: at its record in the brief, or where the first finding cites it."""
        if self.has_own_sources:
            return ("sources", key), word
        return next(item for item in self.items("findings") if f"@{key}" in self.brief.words(item)), f"@{key}"


def _lists(part: str) -> list[Steps]:
    return [(part, term) for term in TERMS] if part == ADVICE else [(part,)]


class Mutant(NamedTuple):
    """A desk with one fault, and where it has to be told: the line of this path, or of this word in its value."""

    desk: Desk
    steps: Steps
    word: str = ""
    in_library: bool = False
    told: Sheet | None = None
    """Where the fault leaves no YAML: the text of before, in which the line is still the same."""

    @property
    def line(self) -> int:
        return (self.told or (self.desk.library if self.in_library else self.desk.brief)).line(self.steps, self.word)


class Operator(NamedTuple):
    """A way to spoil a brief, the code of the problem that it must raise, and others that may come with it, and why."""

    spoil: Callable[[Desk, Random], Iterator[Mutant]]
    code: str
    company: Mapping[str, str] = {}

    @property
    def name(self) -> str:
        return self.spoil.__name__

    def mutants(self, seed: int) -> Iterator[Mutant]:
        """One after the other, of all three briefs; the same ones for the same seed."""
        for desk in desks():
            yield from self.spoil(desk, Random(f"{self.name} {desk.name} {seed}"))


@cache
def desks() -> tuple[Desk, ...]:
    """The three briefs, unspoilt."""
    library, settings = (_sheet(name) for name in ("sources", "project"))
    return tuple(Desk(name, _sheet(name), library, settings) for name in BRIEFS)


def _sheet(name: str) -> Sheet:
    return Sheet((ROOT / "briefs" / f"{name}.yaml").read_text(encoding="utf-8"))


def judged(desk: Desk, folder: Path) -> list[Problem]:
    """What `policybrief check` says of it, without the waivers that it tells."""
    try:
        project = _project(folder, desk.settings, desk.library)
        path = project.briefs / f"{desk.name}.yaml"
        path.write_bytes(desk.brief.text.encode())
        loaded = load_brief(path, project)
    except BriefError as error:
        return [*error.problems]
    case = Case(loaded.brief, project.settings, ON, project.shared(loaded.brief.sources))
    problems = [*project.warnings, *loaded.warnings, *lint(case, loaded.file)]
    return [problem for problem in problems if problem.code != "waived"]


@lru_cache(maxsize=16)
def _project(folder: Path, settings: Sheet, library: Sheet) -> Project:
    """Opened once for all the mutants that leave these two files as they are."""
    (folder / "briefs").mkdir(exist_ok=True)
    for name, sheet in (("sources", library), ("project", settings)):
        (folder / "briefs" / f"{name}.yaml").write_bytes(sheet.text.encode())
    return open_project(folder)
