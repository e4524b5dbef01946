"""An item of CSL-JSON as the lines of a RIS record."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policybrief.exchange.dates import written
from policybrief.exchange.item import unmarked
from policybrief.exchange.ristags import NAME_TAG, PASSAGE_TAG, RIS_TYPE, TEXT_TAG, WHOLE

TAGGED = re.compile(r"([A-Z][A-Z0-9]) {0,2}-(?: (.*)|\s*)")
"""A line with a tag: two blanks stand before its dash, one in some files, and none after an ER in others."""


def record_lines(item: Mapping[str, Any]) -> Iterator[str]:
    """From TY to ER. What RIS has no tag for is left out."""
    custom = item.get("custom")
    given = custom.get("ris") if isinstance(custom, dict) else None
    kept: dict[str, Any] = dict(given) if isinstance(given, dict) else {}
    yield _line("TY", kept.pop("TY", RIS_TYPE.get(item["type"], "GEN")))
    yield _line("ID", item["id"])
    for variable, value in item.items():
        yield from _lines_of(variable, value, item["type"])
    for tag, values in kept.items():
        yield from (_line(tag, value) for value in (values if isinstance(values, list) else [values]))
    yield "ER  - "


def _lines_of(variable: str, value: Any, kind: str) -> Iterator[str]:
    if variable in NAME_TAG and isinstance(value, list):
        yield from (_line(NAME_TAG[variable], _inverted(name)) for name in value if isinstance(name, dict))
    elif variable in ("issued", "accessed"):
        yield from _date_lines(variable, value)
    elif variable == "page":
        ends = re.split(r"\s*[-–]+\s*", str(value))
        pair = ends if len(ends) == 2 else [value]
        yield from (_line(tag, end) for tag, end in zip(("SP", "EP"), pair, strict=False))
    elif variable == "keyword":
        yield from (_line("KW", word) for word in str(value).split(", "))
    elif variable in PASSAGE_TAG:
        first, *more = str(value).split("\n")
        # A line that looks like a tag would be taken for one.
        yield _line(PASSAGE_TAG[variable], first)
        yield from (f" {line}" if TAGGED.match(line) else line for line in more)
    elif variable == "collection-title" and kind in WHOLE:
        yield _line("T2", value)
    elif tag := TEXT_TAG.get(variable):
        yield _line(tag, unmarked(str(value)))


def _date_lines(variable: str, value: Any) -> Iterator[str]:
    date = written(value)
    if date and variable == "accessed":
        yield _line("Y2", _slashed(date))
    elif date:
        yield _line("PY", date.removeprefix("~")[:4])
        yield from [_line("DA", _slashed(date))] if len(date) > 4 else []
    elif words := value.get("raw") or value.get("literal") if isinstance(value, dict) else value:
        yield _line("DA" if variable == "issued" else "Y2", words)


def _line(tag: str, value: Any) -> str:
    return f"{tag}  - {' '.join(str(value).split())}"


def _slashed(date: str) -> str:
    """RIS has one day: of a span the first; about when stands as a word."""
    year, month, day = (*date.removeprefix("~").split("/")[0].split("-"), "", "")[:3]
    return f"{year}/{month}/{day}/" + ("circa" if date.startswith("~") else "")


def _inverted(name: Mapping[str, Any]) -> str:
    if "family" not in name:
        literal = str(name.get("literal") or name.get("given", ""))
        return f"{literal}," if "," in literal else literal
    family = f"{name.get('non-dropping-particle', '')} {name['family']}".strip()
    given = f"{name.get('given', '')} {name.get('dropping-particle', '')}".strip()
    return ", ".join([family, given, *([name["suffix"]] if "suffix" in name else [])])
