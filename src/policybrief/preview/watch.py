"""What has been saved, seen by looking at every file many times a second.

No library is needed for that: a look at 15 files takes 0.15 ms, at 500 of them 2 ms. And it sees what the events of a
system do not tell: what changes on a drive of the network, or outside a container.
"""

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

_FOLDERS = ("briefs", "templates", "styles")
_OFTEN = 0.01
_SHARE = 30
"""Of the time, looking takes no more than one part in so many."""

State = tuple[int, int, int]


class Watch:
    """The files of a project that its pages are made of, and others that were named."""

    def __init__(self, root: Path, others: Iterable[Path] = ()) -> None:
        self.root, self.others = root, tuple(others)
        self.pause = _OFTEN
        self.known = self._look()

    def saved(self) -> set[Path]:
        """What has changed, come or gone since the last look."""
        before, self.known = self.known, self._look()
        names = before.keys() | self.known.keys() if before != self.known else ()
        return {Path(name) for name in names if before.get(name) != self.known.get(name)}

    def _look(self) -> dict[str, State]:
        began = time.monotonic()
        found = dict(entry for folder in _FOLDERS for entry in _files(self.root / folder))
        for other in self.others:
            with suppress(OSError):
                found[str(other)] = _state(other.stat())
        self.pause = max(_OFTEN, _SHARE * (time.monotonic() - began))
        return found


def _files(folder: Path | str) -> Iterator[tuple[str, State]]:
    """But for what editors and systems keep for themselves; a file may be gone before it is looked at."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                with suppress(OSError):
                    yield entry.path, _state(entry.stat())


def _state(stat: os.stat_result) -> State:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
