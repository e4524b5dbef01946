"""The logo of the house, which stands in every file that is built."""

from pathlib import Path
from typing import NamedTuple

from policybrief.media import MediaError, as_address

_LARGEST = 500_000
"""Bytes. A logo stands in every file that is built."""
_KINDS = (".svg", ".png")


class Logo(NamedTuple):
    """A picture as a data: address, and what is said instead of it."""

    source: str
    name: str


def read_logo(path: Path) -> str:
    """A picture as a data: address. Raises MediaError where it is missing, too large, or not what it says it is."""
    if path.suffix.lower() not in _KINDS:
        raise MediaError("is neither PNG nor SVG", "save it as .svg or .png")
    if not path.is_file():
        raise MediaError("is not there", f"put the picture into {path.parent}")
    if path.stat().st_size > _LARGEST:
        raise MediaError(
            f"holds {path.stat().st_size:,} bytes, over {_LARGEST:,}", "save it smaller; it is printed 12 mm high"
        )
    address = as_address(path.read_bytes())
    if not address.startswith("data:image/"):
        raise MediaError("is no picture, whatever its name says", "save it as .svg or .png anew")
    return address
