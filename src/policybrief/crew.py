"""One piece of work for each of many files, shared out over processes.

What a file does to its process leaves the others alone: it is tried once more in a process of its own, and told as lost
if it ends that one too.
"""

import errno
import multiprocessing
import signal
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

R = TypeVar("R")

_SHARE = 8
"""Files that a process takes at a time: few, so that all end together; not one, as each share costs two messages."""
_MOST = 60
"""Processes: Windows can wait for no more."""


def each(work: Callable[[Path], R], paths: Sequence[Path], hands: int) -> list[R | ChildProcessError]:
    """What `work` makes of each file, in their order; a ChildProcessError for one that ended its process.

    What `work` raises is raised here. OSError and NotImplementedError where the system has no process to give.
    """
    shares = [paths[first : first + _SHARE] for first in range(0, len(paths), _SHARE)]
    done = _done(work, shares, hands)
    for path in paths:
        if path not in done:
            done |= _done(work, [[path]], 1)
    return [done[path] if path in done else _lost(path) for path in paths]


def _done(work: Callable[[Path], R], shares: Sequence[Sequence[Path]], hands: int) -> dict[Path, R]:
    """What was made of the files, of all of them unless a process ended before its time."""
    # A fork has all that was read here, but must be of a process with one thread: macOS may have begun others.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    done: dict[Path, R] = {}
    pool = ProcessPoolExecutor(min(hands, len(shares), _MOST), context, _take_up, (work,))
    try:
        with suppress(BrokenProcessPool):
            for made in [pool.submit(_do, share) for share in shares]:
                done |= made.result()
    finally:
        pool.shutdown(cancel_futures=True)
    return done


def _lost(path: Path) -> ChildProcessError:
    message = "its process ended before its time, as one does that runs out of memory"
    return ChildProcessError(errno.ECHILD, message, str(path))


_work: Callable[[Path], Any]
"""What this process does, if it is one of many."""


def _take_up(work: Callable[[Path], Any]) -> None:
    global _work  # noqa: PLW0603 (a fork has it without its being written out, and once)
    _work = work
    # The terminal interrupts all processes at once: the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(share: Sequence[Path]) -> dict[Path, Any]:
    return {path: _work(path) for path in share}
