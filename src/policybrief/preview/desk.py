"""The desk: what is to be made anew after a save, in what order, and what became of it.

The web page comes first, then the PDF of the same content, each made in a child of its own that has bounds. What was
shown before stays until there is something new. The last save counts: a page that is not done when the next save comes
is given up.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from policybrief.batch import Refused, attempt
from policybrief.crew import Bounds, Child
from policybrief.folder import brief_paths, id_of
from policybrief.load import load_brief
from policybrief.made import Format, Made
from policybrief.preview.hand import Hand, Order
from policybrief.preview.server import Notice
from policybrief.preview.watch import Watch
from policybrief.problem import BriefError, Problem
from policybrief.project import Project, Settings, open_project
from policybrief.report import record

_PATIENCE = 0.25
"""Seconds for which a fault is kept back: it may be that of a file that is written only in part."""

_BREATH = 0.1
"""Seconds that the browser has for a new page, before the PDF takes a core of the machine."""


@dataclass
class Sheet:
    """A brief on the desk. `stale` says what to make anew, `shown` of what content the outputs are that are shown.

    What keeps it from being made is told from `told_at` on, and its PDF begins a while after `made_at`: seconds of a
    clock that only this process knows.
    """

    path: Path
    stale: set[Literal["page", "entry"]] = field(default_factory=lambda: {"page", "entry"})
    content: str = ""
    shown: dict[str, str] = field(default_factory=dict)
    refused: Refused | None = None
    told_at: float = 0.0
    made_at: float = 0.0
    warnings: tuple[Problem, ...] = ()
    printed: tuple[Problem, ...] = ()
    entry: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def wants(self) -> Format | None:
        """What is to be made next of it, if anything."""
        if "page" in self.stale:
            return "html"
        return "pdf" if not self.refused and self.shown.get("pdf") != self.content else None

    def renew(self) -> None:
        """What was wrong with it and has not been told yet is of no interest any more."""
        self.stale |= {"page", "entry"}
        if self.told_at:
            self.refused, self.told_at = None, 0.0


class Job(NamedTuple):
    """A child at work, on an output of one brief or on the entries of several in the list."""

    child: Child
    names: list[str]
    kind: Format | Literal["entry"]


class Desk:
    """Begins with nothing to make: `line` tells the names of the briefs that somebody looks at, "" for the list."""

    def __init__(self, root: Path, paths: Sequence[Path], cache: Path, line: Connection) -> None:
        """`paths` are briefs that may stand elsewhere than in briefs/. Raises OSError where a file cannot be read."""
        self.root, self.cache, self.line = root, cache, line
        self.others = {id_of(path, root): path for path in set(paths).difference(brief_paths(root))}
        self.watch = Watch(root, self.others.values())
        self.sheets: dict[str, Sheet] = {}
        self.listed: list[str] = []
        self.jobs: dict[Connection, Job] = {}
        self.given_up: list[Child] = []
        self.hand: Hand | None = None
        self.stopped = False
        self.seen: frozenset[str] = frozenset()
        self._open()
        self._lay_out()

    def stop(self, *_signal: object) -> None:
        """For a signal, which raises nothing here: in the middle of a fork, Python would lose what is raised."""
        self.stopped = True

    def work(self) -> None:
        """Until it is stopped; EOFError where there is nobody to show anything to any more."""
        try:
            while not self.stopped:
                self._renew(self.watch.saved())
                self._tell_faults()
                self._begin()
                for ready in wait([self.line, *self.jobs], self.watch.pause):
                    if ready is self.line:
                        self.seen = self.line.recv()
                    elif ready in self.jobs:
                        self._take(self.jobs[ready])
                for job in self.jobs.values():
                    job.child.check()
                while self.given_up:
                    self.given_up.pop().end()
        finally:
            idle = [self.hand] if self.hand else []
            for child in (*(job.child for job in self.jobs.values()), *idle, *self.given_up):
                child.end()

    # What was saved

    def _open(self) -> None:
        """The project anew: with errors in its settings nothing can be made, and every brief says so."""
        self.project, self.faults = Project(self.root, Settings(), {}), None
        try:
            self.project = open_project(self.root)
        except BriefError as error:
            self.faults = Refused(str(error), "content", error.problems)
        except (OSError, ArithmeticError, LookupError, ValueError) as error:
            # A file that is written only in part may hold anything; the next save mends it.
            self.faults = Refused(f"the project cannot be opened: {error}", "environment")
        if self.hand:
            self.hand.end()
            self.hand = None

    def _lay_out(self) -> None:
        """A sheet for every brief that is there; one that is gone is kept, as somebody may still look at it."""
        there = self.others | {id_of(path, self.root): path for path in brief_paths(self.root)}
        self.sheets |= {name: Sheet(path) for name, path in there.items() if name not in self.sheets}
        self.listed = sorted(there)
        self._tell_list()

    def _renew(self, saved: set[Path]) -> None:
        """What is no brief is shared by all of them; that most of them do not change by it is seen in their content."""
        names = {sheet.path: name for name, sheet in self.sheets.items()}
        shared = saved - names.keys()
        if shared:
            self._open()
        if shared or any(path.exists() != (names[path] in self.listed) for path in saved):
            self._lay_out()
        for name in self.sheets if shared else [names[path] for path in saved]:
            self.sheets[name].renew()
            self._give_up(name)

    def _give_up(self, name: str) -> None:
        """To wait for the end of a process takes 20 ms: that is left for when the next one is at work."""
        for job in list(self.jobs.values()):
            if job.kind != "entry" and name in job.names:
                del self.jobs[job.child.answers]
                job.child.kill()
                self.given_up.append(job.child)

    # What is to be made

    def _begin(self) -> None:
        """Pages of what somebody looks at, then one PDF at a time, and last the list."""
        busy = {name for job in self.jobs.values() if job.kind == "html" for name in job.names}
        kinds = {job.kind for job in self.jobs.values()}
        wanted = {name: wants for name in self.seen & self.sheets.keys() if (wants := self.sheets[name].wants)}
        for name in sorted(wanted.keys() - busy):
            if wanted[name] == "html":
                self._make(name, "html")
            elif "pdf" not in kinds and self.sheets[name].made_at + _BREATH < time.monotonic():
                self._make(name, "pdf")
                kinds.add("pdf")
        unread = [name for name in self.listed if "entry" in self.sheets[name].stale]
        if unread and "" in self.seen and "entry" not in kinds and not self.faults:
            self._read(unread)

    def _make(self, name: str, kind: Format) -> None:
        sheet = self.sheets[name]
        if kind == "html":
            sheet.stale.discard("page")
            if self.faults:
                self._refuse(sheet, self.faults)
            else:
                hand = self._free_hand()
                hand.make(Order(sheet.path, dict(sheet.shown)))
                self.jobs[hand.answers] = Job(hand, [name], kind)
        else:
            work = partial(attempt, project=self.project, formats=("pdf",), cache=self.cache, known=sheet.shown)
            child = Child(work, [sheet.path], 1, self.project.settings.build.bounds())
            self.jobs[child.answers] = Job(child, [name], kind)
        self._tell(name)

    def _free_hand(self) -> Hand:
        hand, self.hand = self.hand, None
        if hand and hand.is_fit:
            return hand
        if hand:
            self.given_up.append(hand)
        return Hand(self.project, self.cache)

    def _read(self, names: list[str]) -> None:
        for name in names:
            self.sheets[name].stale.discard("entry")
        work = partial(_entry, project=self.project)
        child = Child(work, [self.sheets[name].path for name in names], len(names), Bounds())
        self.jobs[child.answers] = Job(child, names, "entry")

    # What became of it

    def _take(self, job: Job) -> None:
        """The next answer of a child; where there will be none, the first brief that it has not done is at fault."""
        name = job.names[0]
        sheet = self.sheets[name]
        try:
            made = job.child.hear()
        except ChildProcessError as lost:
            made = Refused(f"{sheet.path}: {lost.strerror}", "environment")
            self._end(job)
            if job.kind == "entry":
                for other in job.names[1:]:
                    self.sheets[other].stale.add("entry")
        else:
            job.names.remove(name)
            if not job.names:
                self._done(job)
        self._settle(name, sheet, job.kind, made)

    def _done(self, job: Job) -> None:
        if isinstance(job.child, Hand) and not self.hand:
            del self.jobs[job.child.answers]
            self.hand = job.child
        else:
            self._end(job)

    def _end(self, job: Job) -> None:
        del self.jobs[job.child.answers]
        job.child.end()

    def _settle(self, name: str, sheet: Sheet, kind: Format | Literal["entry"], made: Any) -> None:
        if kind == "entry":
            sheet.entry = made if isinstance(made, dict) else {"problems": 1}
            self._tell_list()
        elif isinstance(made, Refused):
            self._refuse(sheet, made)
        else:
            self._show(name, sheet, kind, made)

    def _refuse(self, sheet: Sheet, refused: Refused) -> None:
        sheet.refused, sheet.told_at = refused, time.monotonic() + _PATIENCE

    def _tell_faults(self) -> None:
        for name, sheet in self.sheets.items():
            if sheet.told_at and sheet.told_at < time.monotonic():
                sheet.told_at = 0.0
                self._tell(name)

    def _show(self, name: str, sheet: Sheet, kind: Format, made: Made) -> None:
        sheet.refused, sheet.warnings = None, made.warnings
        if kind == "pdf":
            sheet.printed = made.printed
        if kind == "html":
            sheet.content, sheet.made_at = made.content, time.monotonic()
        sheet.shown[kind] = made.content
        self._tell(name, made.files)

    # What is told

    def _tell(self, name: str, outputs: Mapping[Format, bytes] = MappingProxyType({})) -> None:
        sheet = self.sheets[name]
        making = [job.kind for job in self.jobs.values() if name in job.names and job.kind != "entry"]
        facts = {
            "html": sheet.shown.get("html", ""),
            "pdf": sheet.shown.get("pdf", ""),
            "making": making[0] if making else sheet.wants,
            "problems": _told(sheet.refused) if sheet.refused and not sheet.told_at else [],
            "warnings": [_record(problem) for problem in (*self.project.warnings, *sheet.warnings, *sheet.printed)],
        }
        if outputs or facts != sheet.facts:
            sheet.facts = facts
            self.line.send(Notice(name, facts, outputs.get("html"), outputs.get("pdf")))

    def _tell_list(self) -> None:
        sheets = {name: self.sheets[name] for name in self.listed}
        entries = [{"name": name, "file": sheet.path.as_posix(), **sheet.entry} for name, sheet in sheets.items()]
        self.line.send(Notice("", {"briefs": entries, "problems": _told(self.faults) if self.faults else []}))


def _entry(path: Path, project: Project) -> dict[str, Any]:
    """In a child: how a brief stands in the list."""
    try:
        loaded = load_brief(path, project)
    except BriefError as error:
        return {"problems": len(error.problems)}
    except OSError:
        return {"problems": 1}
    brief = loaded.brief
    return {"title": brief.title, "date": brief.date.iso(), "problems": 0, "warnings": len(loaded.warnings)}


def _told(refused: Refused) -> list[dict[str, Any]]:
    return [_record(problem) for problem in refused.problems] or [{"message": refused.told, "severity": "error"}]


def _record(problem: Problem) -> dict[str, Any]:
    return {**record(problem), "source": problem.place.source if problem.place else ""}
