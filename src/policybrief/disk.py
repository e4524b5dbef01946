"""Files that are there whole or not at all."""

import errno
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex


def write(files: Mapping[Path, bytes]) -> None:
    """All of the files or none: each under a temporary name beside it, renamed when every one of them is on the disk.

    What stood there stays until then. An OSError names the file that was meant.
    """
    temporary = {file: file.with_name(f".{file.name}.{token_hex(4)}") for file in files}
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
