"""What was made once is kept, under a name that says all that it was made from."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from policybrief.disk import write

_DIGEST = 32
"""Bytes before the content that vouch for it: a file that was cut short is made anew."""


def kept(cache: Path | None, kind: str, recipe: Iterable[str], make: Callable[[], bytes]) -> bytes:
    """What `make` makes, from `cache/<kind>/` where it stands already: no two recipes may have the same parts.

    Without a cache, or where it cannot be read or written, this costs time and nothing else.
    """
    if cache is None:
        return make()
    name = sha256("\0".join(recipe).encode()).hexdigest()[:32]
    file = cache / kind / name
    with suppress(OSError):
        found = file.read_bytes()
        if sha256(found[_DIGEST:]).digest() == found[:_DIGEST]:
            return found[_DIGEST:]
    made = make()
    with suppress(OSError):
        write({file: sha256(made).digest() + made})
    return made
