"""The inside of WeasyPrint, as it is looked at by the tests of what rests on it."""

import inspect
from hashlib import sha256
from types import ModuleType
from typing import Any


def part(weasyprint: ModuleType, name: str) -> Any:
    """A module, class or function by its dotted name."""
    found: Any = weasyprint
    for step in name.split("."):
        found = getattr(found, step)
    return found


def digest_of(held: Any) -> str:
    """The beginning of the SHA-256 of a part's source."""
    return sha256(inspect.getsource(held).encode()).hexdigest()[:12]
