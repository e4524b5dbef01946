"""The grammar of a .bib file: its entries with their fields as written, and what is broken, each with its line.

A broken entry ends where a line begins the next one, so it takes none of its neighbours with it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policybrief.exchange.dates import MONTHS


class BibEntry(NamedTuple):
    """A field's value is a LaTeX text: its quotation marks or braces are off, its macros and `#` are resolved."""

    kind: str
    key: str
    line: int
    fields: Mapping[str, str]
    remarks: tuple[str, ...] = ()


class Broken(NamedTuple):
    """An entry that cannot be taken apart: its line, what is wrong, and the way out."""

    line: int
    message: str
    hint: str


class _BibError(Exception):
    def __init__(self, position: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.position, self.message, self.hint = position, message, hint


class _Block(NamedTuple):
    kind: str
    start: int
    inside: int
    end: int
    fault: _BibError | None = None


_START = re.compile(r"@[^\S\n]*([A-Za-z][\w-]*)\s*([{(])", re.ASCII)
_NEXT = re.compile(r"^[^\S\n]*@[^\S\n]*[A-Za-z]+\s*[{(][^\S\n]*(?:[^\s{}(),=]*\s*,|\w+\s*=)", re.MULTILINE | re.ASCII)
_BRACKET = re.compile(r"\\.|[{}()\"]", re.DOTALL)
_LEFT_OVER = re.compile(r"\s*,?\s*[A-Za-z]\w*\s*=", re.ASCII)
_KEY = re.compile(r"\s*([^,={}\"\n]*?)\s*(?:,|\Z)")
_GAP = re.compile(r"[\s,]*")
_NAME = re.compile(r"([^\s,={}\"#%'()]+)\s*=\s*")
_BARE = re.compile(r"[^\s,{}\"#=()]+")
_JOIN = re.compile(r"\s*#\s*")
_BLANK = re.compile(r"\s*")


def parse(text: str) -> tuple[list[BibEntry], list[Broken]]:
    """Every entry and every broken one, in the order of the file; what stands between them is comment."""
    entries: list[BibEntry] = []
    broken: list[Broken] = []
    macros = {month: month for month in MONTHS}
    line, counted = 1, 0
    for block in _blocks(text):
        line, counted = line + text.count("\n", counted, block.start), block.start
        try:
            if block.fault:
                raise block.fault
            if block.kind == "string":
                macros |= {name.casefold(): value for name, value in _fields(text, block.inside, block.end, macros)[0]}
            elif block.kind not in ("comment", "preamble"):
                entries.append(_entry(text, block, line, macros))
        except _BibError as fault:
            at = line + text.count("\n", block.start, fault.position)
            key = _KEY.match(text, block.inside)
            name = f"@{block.kind} {key[1] if key else ''}".strip()[:80]
            broken.append(Broken(at, f"{name}: {fault.message}", fault.hint))
    return entries, broken


def _blocks(text: str) -> Iterator[_Block]:
    position, open_comment = 0, False
    while start := _START.search(text, position):
        kind, inside = start[1].lower(), start.end()
        following = None if kind == "comment" else _NEXT.search(text, inside)
        limit = following.start() if following else len(text)
        # An unclosed comment is looked through to the end of the file, so this is done once.
        is_word = kind == "comment" and open_comment
        end = None if is_word else _closing(text, inside, limit, "}" if start[2] == "{" else ")")
        position = limit if end is None else end + 1
        if end is None and kind == "comment":
            position, open_comment = inside, True
        elif end is None:
            where = "before the next entry" if following else "before the end of the file"
            hint = "close it, or find the bracket that is open in one of its fields"
            yield _Block(kind, start.start(), inside, limit, _BibError(inside, f"is never closed {where}", hint))
        elif _LEFT_OVER.match(text, position):
            fault = _BibError(end, "is closed before its last field", "delete the closing bracket that is too many")
            yield _Block(kind, start.start(), inside, end, fault)
        else:
            yield _Block(kind, start.start(), inside, end)


def _closing(text: str, position: int, limit: int, closer: str) -> int | None:
    """Where a bracket closes that is open: braces within it stand in pairs, those after a backslash do not count."""
    depth = 0
    for found in _BRACKET.finditer(text, position, limit):
        if found[0] == closer and depth == 0:
            return found.start()
        depth += {"{": 1, "}": -1}.get(found[0], 0)
    return None


def _entry(text: str, block: _Block, line: int, macros: Mapping[str, str]) -> BibEntry:
    key = _KEY.match(text, block.inside, block.end)
    found, remarks = _fields(text, key.end() if key else block.inside, block.end, macros)
    fields: dict[str, str] = {}
    for name, value in found:
        place = name.lower()
        while place in fields:
            place += "-again"
        fields[place] = value
    return BibEntry(block.kind, key[1] if key else "", line, fields, tuple(remarks))


def _fields(text: str, position: int, end: int, macros: Mapping[str, str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Names and values, and a remark on every macro that is not defined."""
    fields: list[tuple[str, str]] = []
    remarks: list[str] = []
    while (position := _after(_GAP, text, position, end)) < end:
        name = _NAME.match(text, position, end)
        if not name:
            hint = "a field is written name = {value}, with a comma after it"
            raise _BibError(position, f"{_excerpt(text, position, end)} is no field", hint)
        parts, position = _value(text, name.end(), end, name[1])
        unknown = [part for part, is_macro in parts if is_macro and part.casefold() not in macros]
        remarks += [f"{name[1]}: no @string defines {part}; the word itself was taken" for part in unknown]
        value = "".join(macros.get(part.casefold(), part) if is_macro else part for part, is_macro in parts)
        fields.append((name[1], value))
        position = _after(_BLANK, text, position, end)
        if position < end and text[position] != ",":
            message = f"a comma is missing after {name[1]}, before {_excerpt(text, position, end)}"
            raise _BibError(position, message, "put it there")
    return fields, remarks


def _value(text: str, position: int, end: int, name: str) -> tuple[list[tuple[str, bool]], int]:
    """The parts of a value that # joins, each with whether it is a macro, and where it ends."""
    parts: list[tuple[str, bool]] = []
    while True:
        opener = text[position : position + 1] if position < end else ""
        if opener in ("{", '"') and opener:
            close = _closing(text, position + 1, end, "}" if opener == "{" else '"')
            if close is None:
                raise _BibError(position, f"the value of {name} is never closed", "close it")
            parts.append((text[position + 1 : close], False))
            position = close + 1
        elif bare := _BARE.match(text, position, end):
            parts.append((bare[0], not bare[0].isdecimal()))
            position = bare.end()
        else:
            raise _BibError(
                min(position, end - 1), f"{name} has no value", "write one between braces, or delete the field"
            )
        join = _JOIN.match(text, position, end)
        if not join:
            return parts, position
        position = join.end()


def _after(pattern: re.Pattern[str], text: str, position: int, end: int) -> int:
    found = pattern.match(text, position, end)
    return found.end() if found else position


def _excerpt(text: str, position: int, end: int) -> str:
    return f"'{' '.join(text[position : min(end, position + 40)].split())}'"


def formatted(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry as a text, its values as LaTeX."""
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@{kind}{{{key},\n{lines}}}\n"
