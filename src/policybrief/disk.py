"""Files that are there whole or not at all, and folders that one program writes to at a time."""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path


def write(files: Mapping[Path, bytes]) -> None:
    """All of the files or none: each under a temporary name beside it, renamed when every one of them is on the disk.

    What stood there stays until then. An OSError names the file that was meant.
    """
    temporary = {file: file.with_name(f"{_BEGUN}{os.urandom(8).hex()}") for file in files}
    try:
        for file, content in files.items():
            with _naming(file):
                _write_new(temporary[file], content)
                if file.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        for file in files:
            with _naming(file):
                temporary[file].replace(file)
    finally:
        for name in temporary.values():
            with suppress(OSError):
                name.unlink()


_BEGUN = ".policybrief-"
"""What the name of a file begins with until it is whole: no other program calls its files so."""


def clear_strays(folder: Path) -> None:
    """Takes away what a program that was killed had begun to write here or below."""
    for stray in folder.rglob(f"{_BEGUN}{'[0-9a-f]' * 16}"):
        if stray.is_file():
            stray.unlink(missing_ok=True)


@contextmanager
def locked(folder: Path, seconds: float, held: Callable[[str], None]) -> Iterator[None]:
    """Alone in a folder, with others that ask for it; the system gives it back however a program ends.

    Where another has it, `held` is told which, and this waits so many seconds for it: then it raises BlockingIOError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # Not through a link, as the file is written over.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    # Not buffered: what a full disk does not take is not tried once more at the end.
    with os.fdopen(os.open(folder / LOCK, flags, 0o666), "r+b", buffering=0) as file:
        _take(file, folder, seconds, held)
        with _naming(folder / LOCK):
            file.seek(0)
            file.truncate()
            file.write(b"%d" % os.getpid())
        yield


LOCK = ".lock"
_PAUSE = 0.05


def _take(file: FileIO, folder: Path, seconds: float, held: Callable[[str], None]) -> None:
    until, asked = time.monotonic() + seconds, False
    while not _lock(file):
        file.seek(0)
        holder = file.read(20).decode("ascii", "replace").strip() or "unknown"
        if time.monotonic() >= until:
            raise BlockingIOError(errno.EAGAIN, f"still in use by process {holder}", str(folder))
        if not asked:
            held(holder)
            asked = True
        time.sleep(_PAUSE)


def _lock(file: FileIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


_FAR = 1000
"""A byte behind the number of the process: Windows lets nobody read what is locked."""


def _write_new(name: Path, content: bytes) -> None:
    name.parent.mkdir(parents=True, exist_ok=True)
    with name.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """An author knows the file, not the temporary name."""
    try:
        yield
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(file)) from error
