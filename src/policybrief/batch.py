"""Many briefs: which must be made anew, each made in a process of its own, and their files onto the disk in order."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic
from traceback import extract_tb
from typing import TYPE_CHECKING, Literal, NamedTuple

from policybrief import fingerprint
from policybrief.crew import FORKS, each
from policybrief.disk import clear_strays, write
from policybrief.folder import id_of, within
from policybrief.made import Format, Made
from policybrief.manifest import NAME, Entry, Output, as_json, read_manifest, written
from policybrief.problem import BriefError, Problem, RenderError, of_the_system

if TYPE_CHECKING:
    from policybrief.project import Project


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: briefs of the project at `root`, in these formats, into `out`, so many at a time.

    With `force` all are made, whether or not anything has changed.
    """

    root: Path
    paths: tuple[Path, ...]
    formats: tuple[Format, ...]
    out: Path
    cache: Path
    hands: int = 1
    force: bool = False


class Refused(NamedTuple):
    """Why a brief was not made, as its author should read it, and whether its content is at fault or what is here."""

    told: str
    at_fault: Literal["content", "environment"]
    problems: tuple[Problem, ...] = ()


class Outcome(NamedTuple):
    """What became of a brief: `files` are those that were written now, and `why` says what for.

    `seconds` is what it took in its process.
    """

    path: Path
    state: Literal["built", "unchanged", "failed"]
    why: str = ""
    files: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: Refused | None = None
    seconds: float = 0.0


class Batch:
    """An order at work, in a folder that no other program writes to meanwhile."""

    def __init__(self, order: Order) -> None:
        """Raises OSError where what the briefs share cannot be read."""
        self.order = order
        self.manifest = read_manifest(order.out)
        self._folder = order.out.resolve()
        self._keys = {path: Path(os.path.relpath(path.resolve(), self._folder)).as_posix() for path in order.paths}
        self._surroundings = fingerprint.surroundings(order.root)
        self._inputs = {path: self._inputs_of(path) for path in order.paths}
        self.stale = {path: why for path in order.paths if (why := self._reason(path))}
        self._waiting = {self._keys[path] for path in self.stale}
        self._ids: set[str] = set()
        self._saved, self._told = monotonic(), as_json(self.manifest)

    def run(self, project: Callable[[], "Project"]) -> Iterator[Outcome]:
        """Each brief of the order, in that order; `project` opens it where something is to be made."""
        clear_strays(self.order.out)
        self._let_go()
        made = self._made(project()) if self.stale else None
        try:
            for path in self.order.paths:
                if made and path in self.stale:
                    answer, seconds = next(made)
                    yield self._settled(path, answer)._replace(seconds=seconds)
                else:
                    yield self._unchanged(path)
        finally:
            if made:
                made.close()
            self._save()

    def left(self) -> list[Path]:
        """The files in the folder that no brief makes any more."""
        return [file for name in sorted(self.manifest.left) if (file := self.order.out / name).exists()]

    def prune(self) -> list[Path]:
        """Takes those away, but for what somebody has changed since it was written."""
        left = ((name, output) for name, output in self.manifest.left.items() if self._is_inside(name))
        unchanged = [name for name, output in left if output.stands(self.order.out / name)]
        for name in unchanged:
            (self.order.out / name).unlink()
            del self.manifest.left[name]
        self._save()
        return [self.order.out / name for name in sorted(unchanged)]

    def outputs(self, path: Path) -> list[tuple[Path, Output]]:
        """The files of a brief in the formats of the order, as far as there are any."""
        entry = self.manifest.entries.get(self._keys[path])
        endings = [ending for ending in self.order.formats if entry and ending in entry.outputs]
        return [(self._file(entry.id, ending), entry.outputs[ending]) for ending in endings if entry]

    def _file(self, brief_id: str, ending: str) -> Path:
        return self.order.out / f"{brief_id}.{ending}"

    def _is_inside(self, name: str) -> bool:
        """Whoever can write a manifest, or a link into the folder, is to remove nothing elsewhere."""
        with suppress(PermissionError):
            return within(self.order.out, name) is not None
        return False

    def _is_gone(self, key: str) -> bool:
        # Not through the folder itself, as that may be a link: what is above it depends on how it is called.
        return not Path(os.path.normpath(self._folder / key)).exists()

    def _inputs_of(self, path: Path) -> str:
        """Where a brief cannot be read, reading it again will say why."""
        with suppress(OSError):
            return fingerprint.digest([self._surroundings, id_of(path, self.order.root), fingerprint.of_file(path)])
        return ""

    def _reason(self, path: Path) -> str:
        """Why a brief must be made; "" where it need not."""
        entry = self.manifest.entries.get(self._keys[path])
        outputs = [entry.outputs.get(ending) for ending in self.order.formats] if entry else [None]
        if self.order.force:
            return "forced"
        if entry is None or None in outputs:
            return "new"
        if any(output and output.inputs != self._inputs[path] for output in outputs):
            return "changed"
        return "" if set(self.order.formats) <= self._standing(path).keys() else "missing"

    def _standing(self, path: Path) -> Mapping[str, str]:
        """The formats in which a brief stands as it was written, and of what content."""
        entry = self.manifest.entries.get(self._keys[path])
        outputs = entry.outputs.items() if entry else ()
        return {
            ending: output.content
            for ending, output in outputs
            if entry and output.stands(self._file(entry.id, ending))
        }

    def _let_go(self) -> None:
        """Of the briefs whose files are gone."""
        for key in list(filter(self._is_gone, self.manifest.entries)):
            self.manifest.drop(key)

    def _made(self, project: "Project") -> Generator[tuple[Made | Refused, float]]:
        """What is stale, in its order, each brief in a child of its own. What several need is loaded before them."""
        if FORKS and len(self.stale) > 1:
            from policybrief.build import warm

            warm(self.order.cache)
        bounds = project.settings.build.bounds()
        known = {} if self.order.force else {path: self._standing(path) for path in self.stale}
        work = partial(_timed, project=project, order=self.order, known=known)
        for answer, path in zip(each(work, [*self.stale], self.order.hands, bounds), self.stale, strict=True):
            if isinstance(answer, ChildProcessError):
                yield Refused(f"{path}: {answer.strerror}", "environment"), 0.0
            else:
                yield answer

    def _settled(self, path: Path, made: Made | Refused) -> Outcome:
        """What was made, onto the disk and into the manifest."""
        why = self.stale[path]
        self._waiting.discard(self._keys[path])
        if refused := made if isinstance(made, Refused) else self._twin(path, made):
            return Outcome(path, "failed", why, refused=refused)
        assert not isinstance(made, Refused), "what was refused has been told"
        files = {self._file(made.id, ending): content for ending, content in made.files.items()}
        try:
            # An id may name a folder, and the folder may be a link that leads away: then this raises.
            within(self.order.out, str(Path(made.id).parent))
            write(files)
            self._enter(path, made)
        except OSError as error:
            return Outcome(path, "failed", why, refused=_prevented(path, error))
        return Outcome(path, "built" if files else "unchanged", why, tuple(files), self._warnings(path))

    def _unchanged(self, path: Path) -> Outcome:
        entry = self.manifest.entries[self._keys[path]]
        self._ids.add(entry.id)
        return Outcome(path, "unchanged", warnings=self._warnings(path))

    def _warnings(self, path: Path) -> tuple[str, ...]:
        entry = self.manifest.entries[self._keys[path]]
        return (*entry.warnings, *(entry.printed if "pdf" in self.order.formats else ()))

    def _twin(self, path: Path, made: Made) -> Refused | None:
        """Where another brief has the same id. Of those that are made later, each is asked when its turn comes."""
        others = self.manifest.entries.keys() - self._waiting - {self._keys[path]}
        if made.id not in self._ids | {self.manifest.entries[key].id for key in others}:
            self._ids.add(made.id)
            return None
        hint = "each brief needs an id of its own; left out, it is the path of the file"
        problem = Problem(
            "duplicate-id", f"is '{made.id}', that of another brief", ("id",), hint, place=made.place_of_id
        )
        return Refused(str(problem), "content", (problem,))

    def _enter(self, path: Path, made: Made) -> None:
        key, inputs = self._keys[path], self._inputs[path]
        before = self.manifest.entries.get(key)
        kept = before.outputs if before and before.id == made.id else {}
        printed = before.printed if before and "pdf" not in made.files else tuple(map(str, made.printed))
        outputs = {
            ending: replace(output, inputs=inputs) if output.content == made.content else output
            for ending, output in kept.items()
        }
        for ending, content in made.files.items():
            outputs[ending] = written(self._file(made.id, ending), content, inputs, made.content)
        self.manifest.made_with = made.made_with
        self.manifest.enter(key, Entry(made.id, outputs, tuple(map(str, made.warnings)), printed))
        if monotonic() - self._saved > _PAUSE:
            self._save()

    def _save(self) -> None:
        self._saved, told = monotonic(), as_json(self.manifest)
        if told != self._told:
            write({self.order.out / NAME: told})
            self._told = told


_PAUSE = 1.0
"""Seconds between two writings of the manifest: of what is not in it yet, nothing worse comes than its being made
again."""


def _timed(
    path: Path, *, project: "Project", order: Order, known: Mapping[Path, Mapping[str, str]]
) -> tuple[Made | Refused, float]:
    began = monotonic()
    return attempt(path, project, order.formats, order.cache, known.get(path, {})), monotonic() - began


def attempt(
    path: Path, project: "Project", formats: Sequence[Format], cache: Path, known: Mapping[str, str]
) -> Made | Refused:
    """In a child. What is wrong with one brief is told and stops no other, be it a fault of this program."""
    from policybrief.build import make_brief
    from policybrief.pandoc import PandocError, PandocMissingError
    from policybrief.pdf import PrintError

    try:
        return make_brief(path, project, formats, cache, known)
    except RenderError as error:
        return Refused(f"{path}: the page could not be set\n{error}", "environment", error.problems)
    except BriefError as error:
        return Refused(str(error), "content", error.problems)
    except (PandocMissingError, PrintError) as error:
        return Refused(f"{path}: {error}; `policybrief doctor` says how to get it", "environment")
    except PandocError as error:
        return Refused(f"{path}: {error}", "environment")
    except OSError as error:
        return _prevented(path, error)
    except MemoryError:
        raise
    except Exception as bug:
        frame = extract_tb(bug.__traceback__)[-1]
        place = f"{Path(frame.filename).name}, line {frame.lineno}"
        return Refused(f"{path}: a fault of policybrief itself: {type(bug).__name__}: {bug} ({place})", "environment")


def _prevented(path: Path, error: OSError) -> Refused:
    """By the system, which names a file; that may be the brief itself."""
    said = of_the_system(error)
    return Refused(said if said.startswith(f"{path}: ") else f"{path}: {said}", "environment")
