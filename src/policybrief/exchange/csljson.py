"""CSL-JSON, as Zotero, Mendeley and pandoc write it: a list of items, an object with `items`, or one item."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from policybrief.exchange.item import Entry, Reading, Unread, exported
from policybrief.exchange.keys import as_key
from policybrief.source import Source

_BEGINS_LIST = re.compile(r'\s*(?:\{(?:.*?)"items"\s*:\s*)?\[', re.DOTALL)
_DEEP = 40
_GAP = re.compile(r"[\s,]*")


def read(text: str) -> Reading:
    """An item that is none is told with its line; where the text is no JSON, the whole of it is one unread entry."""
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as fault:
        message = f"is no JSON: {fault.msg}, in column {fault.colno}"
        return Reading([], [Unread(fault.lineno, message, "nothing of the file was read; export it anew")])
    except (ValueError, RecursionError) as fault:
        return Reading([], [Unread(1, f"is no JSON that can be read: {fault}", "export it anew")])
    items = data.get("items", data) if isinstance(data, dict) else data
    items = items if isinstance(items, list) else [items]
    reading = Reading([], [])
    for line, item in zip(_lines(text, items), items, strict=True):
        if _is_deep(item):
            reading.unread.append(Unread(line, f"is nested deeper than {_DEEP} levels", "is it an item of CSL-JSON?"))
        elif isinstance(item, dict) and item.keys() & {"type", "title", "id"}:
            reading.entries.append(_entry(item, line))
        else:
            hint = "an item has an id, a type and a title, each with a colon"
            reading.unread.append(Unread(line, f"is no item of CSL-JSON: {json.dumps(item)[:60]}", hint))
    return reading


def write(sources: Mapping[str, Source]) -> str:
    """One list; what is the desk's own stands under `custom`."""
    items = [exported(key, source) for key, source in sources.items()]
    text = json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    # Halves of characters cannot be written in UTF-8.
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)


def _entry(item: dict[str, Any], line: int) -> Entry:
    """An id that is a key becomes the key; any other is kept as it is."""
    key = as_key(str(item["id"])) if isinstance(item.get("id"), str | int) else None
    rest = {name: value for name, value in item.items() if name != "id" or key != str(value)}
    return Entry(rest, key, line)


def _is_deep(item: Any) -> bool:
    layer, depth = [item], 0
    while layer and depth < _DEEP:
        layer, depth = [held for value in layer for held in _held(value)], depth + 1
    return bool(layer)


def _held(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _lines(text: str, items: list[Any]) -> list[int]:
    """The line on which each item begins; 1 for all where that cannot be told."""
    begin = _BEGINS_LIST.match(text)
    position, lines, line = begin.end() if begin else 0, [], 1
    line += text.count("\n", 0, position)
    decoder = json.JSONDecoder()
    for item in items:
        gap = _GAP.match(text, position)
        start = gap.end() if gap else position
        try:
            found, end = decoder.raw_decode(text, start)
        except ValueError:
            return [1] * len(items)
        if found != item:
            return [1] * len(items)
        line += text.count("\n", position, start)
        lines.append(line)
        line, position = line + text.count("\n", start, end), end
    return lines
