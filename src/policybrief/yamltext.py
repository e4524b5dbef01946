"""Plain data as an editor writes it in YAML: what `parse_yaml` reads from the text is the data again."""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_WIDTH = 118
_FOLDED_FROM = 100
_NULLS = {"", "~", "null", "Null", "NULL"}
_PLAIN = re.compile(r"(?:[\w(‘“„«]|~(?=[0-9]))(?:[^\s:]|:(?=\S)| (?=[^\s#]))*")
_PLAIN_IN_BRACES = re.compile(r"\w[^\s:#,\[\]{}\"]*(?: [^\s:#,\[\]{}\"]+)*")


def block(data: Mapping[str, Any], indent: int = 0) -> str:
    """A mapping in block style, each line with its end; small mappings of texts in a list stand between braces."""
    return "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in _mapping(data, indent))


def _mapping(data: Mapping[str, Any], column: int) -> Iterator[str]:
    for key, value in data.items():
        yield from _pair(f"{_quoted(key, _PLAIN_IN_BRACES)}:", value, column)


def _pair(lead: str, value: Any, column: int) -> Iterator[str]:
    """`lead` is the key with its colon, or the dash of a list."""
    if value is None:
        yield f"{lead} null"
    elif isinstance(value, str):
        yield from _text(lead, value, column)
    elif _is_name(value):
        pairs = (f"{_quoted(key, _PLAIN_IN_BRACES)}: {_quoted(text, _PLAIN_IN_BRACES)}" for key, text in value.items())
        yield f"{lead} {{{', '.join(pairs)}}}"
    elif _is_short_list(value):
        yield f"{lead} [{', '.join(_quoted(text, _PLAIN_IN_BRACES) for text in value)}]"
    else:
        yield lead
        lines = _mapping(value, column + 2) if isinstance(value, Mapping) else _list(value, column + 2)
        yield from (f"  {line}" if line else "" for line in lines)


def _list(values: Iterable[Any], column: int) -> Iterator[str]:
    for value in values:
        yield from _pair("-", value, column)


def _is_name(value: Any) -> bool:
    if not isinstance(value, Mapping) or not value.keys() & {"family", "literal"}:
        return False
    return all(isinstance(text, str) for text in value.values()) and sum(map(len, value.values())) < _FOLDED_FROM


def _is_short_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value) and sum(map(len, value)) < 60


def _text(lead: str, text: str, column: int) -> Iterator[str]:
    lines = text.split("\n")
    is_printable = text.replace("\n", "").isprintable()
    is_long = len(lead) + len(text) > _FOLDED_FROM
    if is_printable and len(lines) > 1 and _can_be_literal(lines):
        yield f"{lead} |-"
        yield from (f"  {line}" if line else "" for line in lines)
    elif is_printable and is_long and len(words := text.split()) > 1 and " ".join(words) == text:
        yield f"{lead} >-"
        width = max(40, _WIDTH - column - 2)
        yield from (f"  {line}" for line in textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False))
    else:
        yield f"{lead} {_quoted(text, _PLAIN)}"


def _can_be_literal(lines: list[str]) -> bool:
    return lines[0][:1].strip() != "" and lines[-1] != "" and all(line == line.rstrip() for line in lines)


def _quoted(text: str, plain: re.Pattern[str]) -> str:
    """As it is where YAML takes it for that text, else between quotation marks."""
    if plain.fullmatch(text) and text.isprintable() and text not in _NULLS and not text.endswith(":"):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in quoted)


def _escape(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
