"""What other programs keep with a source, in a mapping that YAML can hold: every value comes back exactly.

A text stands as it is. Anything that is no text, and a text that would be taken for JSON or that YAML cannot hold,
stands as JSON: `12`, `true`, `"12"`.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEEP = 6


def kept(value: Any, depth: int = 0) -> Any:
    """A value of JSON as mappings, lists and texts."""
    if isinstance(value, dict) and value and depth < _DEEP and all(map(_is_plain_key, value)):
        return {key: kept(held, depth + 1) for key, held in value.items()}
    if isinstance(value, list) and value and depth < _DEEP:
        return [kept(held, depth + 1) for held in value]
    if isinstance(value, str) and is_printable(value) and not _is_json(value):
        return value
    text = json.dumps(value, ensure_ascii=False)
    return text if is_printable(text) else json.dumps(value)


def meant(value: Any) -> Any:
    """The value of JSON that `kept` stands for."""
    if isinstance(value, Mapping):
        return {key: meant(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [meant(held) for held in value]
    return json.loads(value) if isinstance(value, str) and _is_json(value) else value


def is_printable(text: str) -> bool:
    """Whether the library can hold it: YAML refuses control characters and halves of characters."""
    return not _UNPRINTABLE.search(text)


def printable(text: str) -> str:
    return _UNPRINTABLE.sub("", text)


def _is_plain_key(key: str) -> bool:
    return key not in ("", "<<") and is_printable(key)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
