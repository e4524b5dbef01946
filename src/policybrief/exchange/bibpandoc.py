"""Entries of a .bib file to items of CSL-JSON, by pandoc: many in one run, and each fault kept to its entry."""

import json
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from policybrief.exchange.bibfields import DATES, LINKS, NAMES, READ
from policybrief.exchange.bibfile import BibEntry, formatted
from policybrief.exchange.latex import address
from policybrief.pandoc import PandocError, run_pandoc

_AT_ONCE = 250
_MOST_REFUSED = 50
_MOST_STEPS = 8


class Conversion:
    """Entries to items by their numbers. Of one that pandoc refuses, its reason: halving finds it."""

    def __init__(self, entries: Sequence[BibEntry]) -> None:
        self.entries = entries
        self.numbers = {entry.key: number for number, entry in reversed([*enumerate(entries)])}
        self.refused = 0
        self.endless: frozenset[int] = frozenset()
        self.endless = frozenset(number for number in range(len(entries)) if self._has_no_end(number))

    def items(self) -> dict[int, dict[str, Any] | str]:
        numbers = range(len(self.entries))
        parts = [numbers[first : first + _AT_ONCE] for first in numbers[::_AT_ONCE]]
        found: dict[int, dict[str, Any] | str] = {}
        with ThreadPoolExecutor(2) as pool:
            for part in pool.map(self._read, parts):
                found |= part
        return found

    def _read(self, numbers: Sequence[int]) -> dict[int, dict[str, Any] | str]:
        wanted = self._with_parents(numbers)
        try:
            answer = run_pandoc(["--from=biblatex", "--to=csljson", "--sandbox"], "".join(map(self._text, wanted)))
        except PandocError as fault:
            # Missing, or too slow: that is no fault of an entry.
            if not str(fault).startswith("pandoc failed"):
                raise
            if len(numbers) == 1 or self.refused > _MOST_REFUSED:
                self.refused += 1
                return dict.fromkeys(numbers, " ".join(str(fault).split()[2:])[:120])
            half = len(numbers) // 2
            return self._read(numbers[:half]) | self._read(numbers[half:])
        items = {int(item["id"].removeprefix("e")): item for item in json.loads(answer)}
        return {number: items[number] for number in numbers if number in items}

    def _with_parents(self, numbers: Sequence[int]) -> list[int]:
        found, waiting = set(numbers), list(numbers)
        while waiting:
            more = set(self.parents(waiting.pop())) - found
            found |= more
            waiting += more
        return sorted(found)

    def parents(self, number: int, names: Sequence[str] = LINKS) -> list[int]:
        """The entries that it takes fields over from."""
        found = [self.numbers[key] for key in _links(self.entries[number], names) if key in self.numbers]
        return [] if number in self.endless else found

    def lost_links(self, number: int) -> list[str]:
        """What is to be told of them."""
        links = _links(self.entries[number])
        told = [
            f"takes fields over from {key}, which the file does not hold" for key in links if key not in self.numbers
        ]
        endless = f"takes fields over from {', '.join(links)} in a circle, or over too many steps: they were left out"
        return told + ([endless] if number in self.endless else [])

    def _has_no_end(self, number: int) -> bool:
        """Whether its parents' parents go in a circle, or on and on: pandoc would never be done with them."""
        line = {number}
        for _ in range(_MOST_STEPS):
            line = {parent for child in line for parent in self.parents(child)}
        return bool(line)

    def _text(self, number: int) -> str:
        entry = self.entries[number]
        fields = {name: _for_pandoc(value) for name, value in entry.fields.items() if name in HANDED}
        fields |= {name: _address(entry.fields[name]) for name in ("url", "doi") if name in entry.fields}
        for name in LINKS:
            fields[name] = ",".join(f"e{parent}" for parent in self.parents(number, [name]))
        # Of a language that it does not know pandoc leaves the capitals of a title alone.
        return formatted(entry.kind, f"e{number}", fields | {"langid": "und"})


def _links(entry: BibEntry, names: Sequence[str] = LINKS) -> list[str]:
    """The keys of the entries that it takes fields over from."""
    keys = (key.strip() for name in names for key in entry.fields.get(name, "").split(","))
    return [key for key in keys if key]


HANDED = {*READ, *NAMES, *DATES, "year", "entrysubtype"}


def _for_pandoc(value: str) -> str:
    """`%` would begin a comment; in a bibliography it is a percent sign."""
    text = re.sub(r"(\\.)|%", lambda found: found[1] or r"\%", value, flags=re.DOTALL)
    return f"{text} " if text.endswith("\\") else text


def _address(value: str) -> str:
    return address(value).replace("\\", "%5C")
