"""One piece of work for each of many files, each in a child process that has bounds.

What a file does to its child leaves the others alone. A child takes a share of several files where the work is short;
where it ends before its time, the files that it had not done are tried once more, each in a child of its own, and what
ends that one too is told as lost.
"""

import errno
import gc
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from traceback import format_exc
from typing import Any, NamedTuple, TypeVar

R = TypeVar("R")

FORKS = sys.platform == "linux"
"""A fork has all that was read here, but must be of a process with one thread: macOS may have begun others."""
CONTEXT: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
_AHEAD = 64
"""Answers that may wait for an earlier one: a batch of any length takes no more memory than this."""
_MOST = 60
"""Children at a time: Windows can wait for no more."""


class Bounds(NamedTuple):
    """The most that one file may take. Memory and what is written are in megabytes, times in seconds.

    Where the system knows no such limit, as Windows does for all but the time on the wall, there is none.
    """

    memory: int = 4000
    processor: int = 300
    wall: int = 600
    file: int = 500

    def hold(self, files: int) -> None:
        """From now on, for a process that works on so many files one after the other."""
        if sys.platform == "win32":
            return
        import resource

        limits = {
            resource.RLIMIT_DATA: self.memory * 10**6,
            resource.RLIMIT_CPU: self.processor * files,
            resource.RLIMIT_FSIZE: self.file * 10**6,
            resource.RLIMIT_CORE: 0,
        }
        for limit, most in limits.items():
            # What the system sets lower already stays so.
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))


def each(
    work: Callable[[Path], R], paths: Sequence[Path], hands: int, bounds: Bounds, share: int = 1
) -> Iterator[R | ChildProcessError]:
    """What `work` makes of each file, in their order; a ChildProcessError for one that ended its child.

    What `work` raises is raised here. OSError and NotImplementedError where the system has no process to give. When
    the caller ends before the files do, so do the children.
    """
    # To begin a child that is no fork takes as long as many files do.
    size = share if FORKS or share == 1 else -(-len(paths) // hands)
    crew = _Crew(work, paths, bounds)
    crew.shares.extend(range(first, min(first + size, len(paths))) for first in range(0, len(paths), size))
    try:
        for number in range(len(paths)):
            while number not in crew.done:
                crew.begin(min(hands, _MOST))
                crew.collect()
            yield crew.done.pop(number)
    finally:
        crew.end()


class Child:
    """A process at work on so many files, which it answers for one after the other."""

    def __init__(self, work: Callable[[Any], Any], files: Iterable[Any], count: int, bounds: Bounds) -> None:
        self.answers, writer = CONTEXT.Pipe(duplex=False)
        self.bounds = bounds
        self.late = False
        self.process = CONTEXT.Process(
            target=_serve, args=(work, files, count, writer, bounds, os.getpid()), daemon=True
        )
        try:
            with _undisturbed():
                self.process.start()
        except BaseException:
            self.answers.close()
            raise
        finally:
            writer.close()
        self.wait_anew()

    def wait_anew(self) -> None:
        self.deadline = time.monotonic() + self.bounds.wall

    def hear(self) -> Any:
        """The next answer. Raises ChildProcessError where there will be none, and what the work raised."""
        try:
            answer = self.answers.recv()
        except (EOFError, OSError):
            raise ChildProcessError(errno.ECHILD, self._fate()) from None
        if isinstance(answer, _Fault):
            raise answer.error from _ToldError(answer.told)
        self.wait_anew()
        return answer.made

    def check(self) -> None:
        """Ends it where it is late: its end is the next thing that is heard of it."""
        if self.deadline < time.monotonic() and not self.late:
            self.late = True
            self.kill()

    def kill(self) -> None:
        """The child, and what it began in its turn, such as pandoc."""
        if sys.platform != "win32" and self.process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()

    def end(self) -> None:
        self.kill()
        self.process.join()
        self.answers.close()
        self.process.close()

    def _fate(self) -> str:
        """Why it ended, as far as one can tell from outside."""
        self.process.join()
        code = self.process.exitcode
        if self.late:
            return f"it took more than {_seconds(self.bounds.wall)}"
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return f"it took more than {_seconds(self.bounds.processor)} of processor time"
        return "its process ended before its time, as one does that runs out of memory"


def _seconds(count: int) -> str:
    return f"{count} second" if count == 1 else f"{count} seconds"


class _Crew:
    """The files that wait, the children at work, and what is done, by the number of the file."""

    def __init__(self, work: Callable[[Path], Any], paths: Sequence[Path], bounds: Bounds) -> None:
        self.work, self.paths, self.bounds = work, paths, bounds
        self.shares: deque[Sequence[int]] = deque()
        self.children: dict[Connection, tuple[Child, deque[int]]] = {}
        self.done: dict[int, Any] = {}

    def begin(self, hands: int) -> None:
        """Children for what waits, until there are as many as hands."""
        while self.shares and len(self.children) < hands and (len(self.done) < _AHEAD or not self.children):
            share = self.shares.popleft()
            child = Child(self.work, [self.paths[number] for number in share], len(share), self.bounds)
            self.children[child.answers] = child, deque(share)

    def collect(self) -> None:
        """The next answers, at least one of them or the end of a child."""
        soonest = min(child.deadline for child, _ in self.children.values())
        ready = wait(self.children, max(0.0, soonest - time.monotonic()))
        for answers in ready:
            assert isinstance(answers, Connection), "nothing else is waited for"
            self._take(answers)
        for answers, (child, _) in self.children.items():
            if answers not in ready:
                child.check()

    def _take(self, answers: Connection) -> None:
        child, numbers = self.children[answers]
        try:
            made = child.hear()
        except ChildProcessError as lost:
            self._ended(answers, lost)
            return
        self.done[numbers.popleft()] = made
        if not numbers:
            del self.children[answers]
            child.end()

    def _ended(self, answers: Connection, lost: ChildProcessError) -> None:
        child, numbers = self.children.pop(answers)
        child.end()
        if len(numbers) > 1:
            self.shares.extendleft([number] for number in reversed(numbers))
        else:
            self.done |= {
                number: ChildProcessError(errno.ECHILD, lost.strerror, str(self.paths[number])) for number in numbers
            }

    def end(self) -> None:
        for child, _ in self.children.values():
            child.end()


_STOPS = {signal.SIGINT, signal.SIGTERM}


@contextmanager
def _undisturbed() -> Iterator[None]:
    """What stops this program waits meanwhile: Python loses what is raised in the middle of a fork."""
    if sys.platform == "win32":
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


class _Made(NamedTuple):
    made: Any


class _Fault(NamedTuple):
    """What the work raised, and where: a traceback does not pass from one process to another."""

    error: Exception
    told: str


class _ToldError(Exception):
    def __str__(self) -> str:
        return f"\n{self.args[0]}"


def _serve(
    work: Callable[[Any], Any], files: Iterable[Any], count: int, writer: Connection, bounds: Bounds, parent: int
) -> None:
    """In the child."""
    # The terminal interrupts all processes at once: the first one ends the others, each with all that it began.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
        os.setpgid(0, 0)
    end_with(parent)
    # What was loaded before the work is no rubbish of it, and is not looked through again.
    gc.freeze()
    bounds.hold(count)
    # Where nobody listens any more, there is nobody to tell.
    with suppress(BrokenPipeError):
        for file in files:
            try:
                writer.send(_Made(work(file)))
            except BrokenPipeError:
                raise
            except MemoryError:
                return  # which is heard as an end before its time
            except Exception as error:
                writer.send(_Fault(error, format_exc()))


def end_with(parent: int) -> None:
    """A parent that was killed cannot end its children: on Linux the system does (prctl(2), PR_SET_PDEATHSIG)."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
