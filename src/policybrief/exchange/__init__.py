"""Sources as other programs keep them. Each member reads a text to items of CSL-JSON, and writes sources as a text.

`read(text) -> Reading` holds every entry of the text: as an item, or with the reason why it could not be read.
`write(sources) -> str` gives what `read` takes.
"""

import re
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policybrief.exchange.item import Reading
    from policybrief.source import Source

FORMATS = {"csl-json": "csljson", "bibtex": "bibtex", "ris": "ris"}
"""The formats by name, each with its module; a module is loaded when it is used."""

_ENDINGS = {"bib": "bibtex", "bibtex": "bibtex", "ris": "ris", "json": "csl-json", "csljson": "csl-json"}
_CONTENTS = {
    "csl-json": re.compile(r"\s*[\[{]"),
    "ris": re.compile(r"(?:.*\n)*?\s*TY {1,2}- ", re.ASCII),
    "bibtex": re.compile(r"[^@]*(?:@[^@]*)*?@\s*\w+\s*[{(]", re.ASCII),
}


class Format(Protocol):
    """What each member is."""

    def read(self, text: str) -> "Reading": ...
    def write(self, sources: "Mapping[str, Source]") -> str: ...


def format_named(name: str) -> Format:
    return cast(Format, import_module(f"policybrief.exchange.{FORMATS[name]}"))


def format_of(ending: str, text: str) -> str | None:
    """The name of a file's format by its ending, else by how the text begins; None where neither tells."""
    known = _ENDINGS.get(ending.lower().removeprefix("."))
    return known or next((name for name, begins in _CONTENTS.items() if begins.match(text)), None)
