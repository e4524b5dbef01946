"""An item of CSL-JSON to the fields of a source, and back: what the fields cannot hold exactly goes under `custom`.

`custom` holds `csl`, the variables as they came where the source says them in other words or not at all, and beside
it whatever the item had under its own `custom`. An exact variable is given back only while its field still says the
same: what an editor has corrected stays corrected.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from policybrief.date import PartialDate
from policybrief.exchange.custom import is_printable, kept, meant, printable
from policybrief.exchange.dates import written
from policybrief.problem import Problem, dotted
from policybrief.source import DESK, Name, Names, Source, When
from policybrief.validate import validate
from policybrief.yamlfile import Mark, YamlFile

Item = Mapping[str, Any]


class Entry(NamedTuple):
    """An item of CSL-JSON without its id, the key that its file gives it, its line, and what needs a word."""

    item: Item
    key: str | None = None
    line: int = 1
    remarks: tuple[str, ...] = ()


class Unread(NamedTuple):
    """An entry that could not be read: its line, why, and the way out."""

    line: int
    message: str
    hint: str = ""


class Reading(NamedTuple):
    """A file of another program, whole: each of its entries is among the one or the other."""

    entries: list[Entry]
    unread: list[Unread]


class Held(NamedTuple):
    """An item as a source: the fields as YAML has them, the same as a record, and what needs a word."""

    fields: Mapping[str, Any]
    source: Source
    remarks: tuple[str, ...]


_FIELDS = {field.alias or name: field for name, field in Source.model_fields.items()}
_VARIABLES = _FIELDS.keys() - {*DESK, "custom"}
_NAMES = {name for name in _VARIABLES if _FIELDS[name].annotation == Names}
_DATES = {name for name in _VARIABLES if _FIELDS[name].annotation == When}
_PASSAGES = {"abstract", "annote", "note"}
_NAME_PARTS = [field.alias or name for name, field in Name.model_fields.items()]
_NOT_KNOWN = "not-known"
"""Under an exported item's custom: the fields that the library holds as null."""


# From CSL-JSON


def held(item: Item) -> Held:
    """Nothing of the item is lost: `exported` gives it back, numbers as text."""
    fields, remarks = _accepted({name: value for name, value in item.items() if name in _VARIABLES})
    desk, beside = _parted(item)
    fields |= desk
    source = Source.model_validate(fields)
    said = _said(source)
    exact = {name: value for name, value in item.items() if name != "custom" and not _is_said(value, said.get(name))}
    if "custom" in item and not _can_stand(beside, item["custom"]):
        exact["custom"], beside = item["custom"], {}
    if custom := ({"csl": exact} if exact else {}) | beside:
        fields["custom"] = kept(custom)
        source = source.model_copy(update={"custom": fields["custom"]})
    return Held(fields, source, remarks)


def field(name: str, value: Any) -> Any:
    """What a field can say of a variable, as YAML has it; None where it can say nothing."""
    if name in _NAMES:
        names = [_name(entry) for entry in (value if isinstance(value, list) else [value])]
        found = [name for name in names if name]
        return found[0] if len(found) == 1 else found or None
    if name in _DATES:
        return written(value)
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = ", ".join(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    text = printable(str(value))
    # The pages print a text as it stands.
    return text or None if name in _PASSAGES else " ".join(unmarked(text).split()) or None


def unmarked(text: str) -> str:
    """Without the marks of CSL for italics and the like; raised and lowered digits are letters of their own."""
    raised = _RAISED.sub(lambda found: found[1].translate(_TO_RAISED), text)
    lowered = _LOWERED.sub(lambda found: found[1].translate(_TO_LOWERED), raised)
    return _MARKUP.sub("", lowered)


_RAISED, _LOWERED = re.compile("<sup>([0-9+-]+)</sup>"), re.compile("<sub>([0-9+-]+)</sub>")
_TO_RAISED, _TO_LOWERED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"), str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>")


def _name(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(printable(value).split())
    given = value if isinstance(value, dict) else {}
    texts = {part: given[part] for part in _NAME_PARTS if isinstance(given.get(part), str)}
    parts = {part: words for part, text in texts.items() if (words := " ".join(printable(text).split()))}
    return parts["literal"] if parts.keys() == {"literal"} else parts


def _accepted(variables: Item) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields without those that the model refuses, and what is against them."""
    fields = {name: said for name, value in variables.items() if (said := field(name, value)) is not None}
    problems = _problems(fields)
    refused = {problem.path[0] for problem in problems}
    remarks = [f"{dotted(problem.path)} {problem.message}" for problem in problems]
    remarks += [f"{name} cannot be read" for name in variables if name not in fields and _is_full(variables[name])]
    return {name: value for name, value in fields.items() if name not in refused}, tuple(remarks)


def _problems(fields: Mapping[str, Any]) -> list[Problem]:
    nowhere = YamlFile(Path(), (), fields, Mark(0, 0, 0, 0), ())
    return validate(nowhere, fields, Source)[1]


def _is_full(value: Any) -> bool:
    if isinstance(value, dict | list):
        return any(map(_is_full, value.values() if isinstance(value, dict) else value))
    return value not in (None, "")


def _parted(item: Item) -> tuple[dict[str, Any], dict[str, Any]]:
    """The desk's own fields under an item's custom, and what stands beside them: only what we wrote so is ours."""
    custom = item.get("custom")
    if not isinstance(custom, dict):
        return {}, {}
    given = {name: custom[name] for name in DESK if _is_words(custom.get(name))}
    refused = {problem.path[0] for problem in _problems(given)}
    source = Source.model_validate({name: value for name, value in given.items() if name not in refused})
    ours: dict[str, Any] = {name: given[name] for name, value in _desk_values(source).items() if value == given[name]}
    nulls, taken = custom.get(_NOT_KNOWN), item.keys() | ours.keys()
    if isinstance(nulls, list) and nulls and nulls == [n for n in _ATTRIBUTES if n in nulls and n not in taken]:
        ours |= {_NOT_KNOWN: nulls}
    beside = {name: value for name, value in custom.items() if name not in ours}
    return ours | dict.fromkeys(ours.pop(_NOT_KNOWN, ())), beside


def _is_words(value: Any) -> bool:
    texts = value if isinstance(value, list) else [value]
    return bool(texts) and all(isinstance(text, str) and is_printable(text) for text in texts)


def _can_stand(beside: dict[str, Any], custom: Any) -> bool:
    """Whether what is beside the desk's fields can stand beside `csl` in our own custom."""
    fits = "csl" not in beside and isinstance(kept({"csl": "", **beside}), dict)
    return isinstance(custom, dict) and bool(custom) and fits


# To CSL-JSON


def exported(key: str, source: Source) -> dict[str, Any]:
    """A whole item: the id and the variables as they came, and our own fields under custom."""
    custom: dict[str, Any] = meant(source.custom or {})
    exact = custom.pop("csl") if isinstance(custom.get("csl"), dict) else {}
    has_own = "custom" in exact
    foreign = exact.pop("custom", None)
    item = {"id": key, "type": "document", **_said(source)}
    item |= {name: value for name, value in exact.items() if _says_no_other(source, name, value)}
    custom |= _desk_values(source) | _nulls(source)
    if has_own:
        custom = (foreign if isinstance(foreign, dict) else {"custom": foreign}) | custom if custom else foreign
    return item | ({"custom": custom} if custom or has_own else {})


_ATTRIBUTES = {field.alias or name: name for name, field in Source.model_fields.items()}


def _said(source: Source) -> dict[str, Any]:
    """What the source says in the variables of CSL, its note among them."""
    said = source.csl() | ({"note": source.note} if source.note else {})
    return said if source.type else {name: value for name, value in said.items() if name != "type"}


def _is_said(value: Any, said: Any) -> bool:
    return value is not None and _texts(value) == _texts(said)


def _says_no_other(source: Source, name: str, value: Any) -> bool:
    if name not in _VARIABLES:
        return True
    now = Source.model_validate(_accepted({name: value})[0])
    return bool(getattr(now, _ATTRIBUTES[name]) == getattr(source, _ATTRIBUTES[name]))


def _texts(value: Any) -> Any:
    """A value with its numbers as text: CSL-JSON makes no difference."""
    if isinstance(value, dict):
        return {name: _texts(held) for name, held in value.items()}
    if isinstance(value, list):
        return [_texts(held) for held in value]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _desk_values(source: Source) -> dict[str, Any]:
    values = {name: getattr(source, name) for name in DESK}
    return {name: _plain(value) for name, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value.iso()
    return list(value) if isinstance(value, tuple) else str(value)


def _nulls(source: Source) -> dict[str, list[str]]:
    given = source.model_fields_set
    names = [
        name for name, attribute in _ATTRIBUTES.items() if attribute in given and getattr(source, attribute) is None
    ]
    return {_NOT_KNOWN: names} if names else {}
