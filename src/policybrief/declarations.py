"""WeasyPrint's declarations in C as cffi understood them once: it reads them with a parser that is written in Python.

Made for WeasyPrint 70.0; where its module has another form, it is loaded as it stands. What the cache holds is run like
the files that Python itself keeps: who can write there is the user.
"""

import marshal
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import _cffi_backend
import cffi

from policybrief.cache import kept

_DECLARED = re.compile(r"^ffi = cffi\.FFI\(\)\nffi\.cdef\('''(.*?)'''\)$", re.MULTILINE | re.DOTALL)


class _Known(_cffi_backend.FFI):  # type: ignore[misc]
    """What cffi makes of the declarations."""

    def cdef(self, text: str) -> None:
        """They are known already."""


@contextmanager
def known_declarations(cache: Path | None) -> Iterator[None]:
    """Within, WeasyPrint is imported in 45 ms less, where `cache` holds what it declares or can take it.

    On Linux alone: elsewhere cffi looks for the libraries by more names than one.
    """
    plain, known = cffi.FFI, _known(cache) if cache and sys.platform == "linux" else None
    if known is not None:
        cffi.FFI = lambda: known
    try:
        yield
    finally:
        cffi.FFI = plain


def _known(cache: Path) -> _Known | None:
    """None where WeasyPrint declares nothing that is found, or nothing can be written."""
    text, names = _declarations(), dict[str, Any](Known=_Known)
    recipe = text, cffi.__version__, sys.version
    if text:
        with suppress(OSError):
            exec(marshal.loads(kept(cache, "declarations", recipe, partial(_understood, text))), names)
    return names.get("ffi")


def _declarations() -> str:
    """As they stand in WeasyPrint, which is not imported for that."""
    spec = find_spec("weasyprint")
    module = Path(spec.origin).with_name("text") / "ffi.py" if spec and spec.origin else None
    found = _DECLARED.search(module.read_text(encoding="utf-8")) if module and module.is_file() else None
    return found[1] if found else ""


def _understood(text: str) -> bytes:
    """As code that makes them known; cffi writes it into a file, for a class of its own."""
    builder = cffi.FFI()
    builder.cdef(text)
    builder.set_source("declarations", None)
    with TemporaryDirectory(prefix="policybrief-") as folder:
        file = Path(folder, "declarations.py")
        builder.emit_python_code(str(file))
        source = file.read_text(encoding="utf-8").replace("= _cffi_backend.FFI(", "= Known(")
    return marshal.dumps(compile(source, file.name, "exec"))
