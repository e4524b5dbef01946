"""RIS, as Zotero, Mendeley, EndNote and publishers write it: one tag a line, a record from TY to ER."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from policybrief.exchange.custom import printable
from policybrief.exchange.dates import written
from policybrief.exchange.item import Entry, Reading, Unread, exported
from policybrief.exchange.keys import as_key
from policybrief.exchange.rislines import TAGGED, record_lines
from policybrief.exchange.ristags import (
    BOOK_TITLE,
    CONTAINERS,
    CSL_TYPE,
    NAMES,
    PASSAGES,
    RIS_TYPE,
    SERIAL,
    SHORT_CONTAINERS,
    TEXTS,
    TITLES,
    WHOLE,
)
from policybrief.source import Source

_IS_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/)?10\.[0-9]{4,9}/\S+", re.IGNORECASE)


class _Record(NamedTuple):
    """Its values by tag, each in the lines that it stands on."""

    line: int
    tags: dict[str, list[list[str]]]
    is_closed: bool


def read(text: str) -> Reading:
    """A record without ER ends where the next begins. What stands outside of records is told."""
    reading = Reading([], [])
    for record in _records(re.split("\r\n?|\n", text)):
        if isinstance(record, Unread):
            reading.unread.append(record)
        elif record.tags.keys() == {"TY"}:
            reading.unread.append(Unread(record.line, "a record with nothing in it", "delete it"))
        else:
            reading.entries.append(_entry(record))
    return reading


def write(sources: Mapping[str, Source]) -> str:
    """Records with the key as ID. The desk's own fields have no place in them."""
    records = ("\n".join(record_lines(exported(key, source))) for key, source in sources.items())
    return printable("\n\n".join(records) + "\n")


def _records(lines: Iterable[str]) -> Iterator[_Record | Unread]:
    record: _Record | None = None
    tag = ""
    for number, line in enumerate(lines, 1):
        found = TAGGED.fullmatch(line)
        if found and found[1] == "TY":
            yield from [record] if record else []
            record, tag = _Record(number, {"TY": [[found[2] or ""]]}, False), "TY"
        elif found and found[1] == "ER":
            yield from [record._replace(is_closed=True)] if record else []
            record = None
        elif record is None:
            if found:
                hint = "a record begins with TY  - and its type"
                yield Unread(number, f"{found[1]} stands outside of a record: '{line.strip()[:60]}'", hint)
        elif found:
            tag = found[1]
            record.tags.setdefault(tag, []).append([found[2] or ""])
        elif line.strip() or tag in PASSAGES:
            record.tags[tag][-1].append(line)
    yield from [record] if record else []


def _entry(record: _Record) -> Entry:
    values = {tag: [_joined(tag, lines) for lines in given] for tag, given in record.tags.items()}
    tags = {tag: kept for tag, given in values.items() if (kept := [value for value in given if value])}
    kind = tags.get("TY", [""])[0].upper()
    left = dict(tags)
    item: dict[str, Any] = {"type": CSL_TYPE.get(kind, "document")}
    if RIS_TYPE.get(item["type"], "GEN") == kind:
        del left["TY"]
    for take in (_take_titles, _take_names, _take_texts, _take_numbers, _take_dates):
        take(left, item)
    name = left.get("ID", [""])[0]
    key = as_key(name) if re.search("[^\\W\\d]", name) else None
    if key:
        _take(left, ["ID"])
    rest = {tag: values[0] if len(values) == 1 else values for tag, values in left.items()}
    remarks = (
        []
        if kind in CSL_TYPE
        else [f"its type {kind or 'is missing'}{' is unknown' if kind else ''}; it became a document"]
    )
    remarks += [] if record.is_closed else ["the record has no end, ER; it was taken as far as it goes"]
    return Entry(item | ({"custom": {"ris": rest}} if rest else {}), key, record.line, tuple(remarks))


def _joined(tag: str, lines: list[str]) -> str:
    return ("\n" if tag in PASSAGES else " ").join(line.strip() for line in lines).strip()


Tags = dict[str, list[str]]


def _take(left: Tags, tags: Iterable[str]) -> str:
    """The first value among the tags. A tag is left where it says something else as well."""
    found = ""
    for tag in tags:
        values = left.get(tag, [])
        found = found or next(iter(values), "")
        rest = [value for value in values if value != found]
        left.pop(tag, None)
        if rest:
            left[tag] = rest
    return found


def _take_titles(left: Tags, item: dict[str, Any]) -> None:
    whole = item["type"] in WHOLE
    title = _take(left, (*TITLES, BOOK_TITLE) if whole else TITLES)
    container = _take(left, CONTAINERS if whole else (*CONTAINERS, BOOK_TITLE))
    short = _take(left, SHORT_CONTAINERS)
    if not title and not whole:
        title, container = container, ""
    series = "collection-title" if whole and item["type"] != "dataset" else "container-title"
    item |= {"title": title} if title else {}
    item |= {series: container} if container else {}
    if short and short != container:
        item |= {"container-title-short": short} if container else {"container-title": short}


def _take_names(left: Tags, item: dict[str, Any]) -> None:
    for tag, variable in NAMES.items():
        names = [name for text in left.pop(tag, []) for name in [_name(text)] if name]
        known = item.setdefault(variable, [])
        known += [name for name in names if name not in known]
        if not known:
            del item[variable]


def _name(text: str) -> dict[str, str] | None:
    """`Last, First, Suffix` is a person. An organisation has no comma, or as EndNote writes it one too many."""
    words = " ".join(text.split())
    if "," not in words or ",," in words or words.endswith(","):
        name = words.replace(",,", ",").strip(", ")
        return {"literal": name} if name else None
    parts = [part.strip() for part in words.split(",", 2)]
    named = dict(zip(("family", "given", "suffix"), parts, strict=False))
    return {part: value for part, value in named.items() if value}


def _take_texts(left: Tags, item: dict[str, Any]) -> None:
    if _IS_DOI.fullmatch(left.get("M3", [""])[0]) and "DO" not in left:
        left["DO"] = left.pop("M3")
    for tag, variable in TEXTS.items():
        if variable not in item and (value := _take(left, [tag])):
            item[variable] = value
    for tag, variable in PASSAGES.items():
        values = left.pop(tag, [])
        if text := "\n\n".join(dict.fromkeys(values)):
            item[variable] = f"{item[variable]}\n\n{text}" if item.get(variable, text) != text else text
    if words := left.pop("KW", []):
        item["keyword"] = ", ".join(words)
    if address := _take(left, ["UR"]) or _take(left, ["L2", "LK"]):
        item["URL"] = address


def _take_numbers(left: Tags, item: dict[str, Any]) -> None:
    serial = item["type"] in SERIAL
    if number := _take(left, ["IS"]) or ("" if serial else _take(left, ["M1"])):
        item["issue" if serial else "number"] = number
    first, last = _take(left, ["SP"]), _take(left, ["EP"])
    if first or last:
        item["page"] = f"{first}-{last}" if first and last and first != last and "-" not in first else first or last
    if "-" in first and last and last not in first:
        left["EP"] = [last]
    if number := _take(left, ["SN"]):
        item["ISSN" if re.search(r"\b[0-9]{4}-?[0-9]{3}[0-9Xx]\b", number) or serial else "ISBN"] = number


def _take_dates(left: Tags, item: dict[str, Any]) -> None:
    """The day stands in DA or Y1, the year in PY: of those that agree the longest, else the first that says a date."""
    said = {tag: left[tag].pop(0) for tag in ("PY", "Y1", "DA") if tag in left}
    dates = {tag: date for tag, words in said.items() if (date := _date(_with_year(words, said.get("PY", ""))))}
    longest = max(dates.values(), key=len, default="")
    agree = all(longest[:4] == date[:4] for date in dates.values())
    chosen = longest if agree else next(iter(dates.values()))
    if said:
        item["issued"] = _record_of(chosen) if chosen else {"raw": next(iter(said.values()))}
    for tag, words in said.items():
        if (chosen and tag not in dates) or (not agree and dates.get(tag) != chosen):
            left[tag].insert(0, words)
    if accessed := _take(left, ["Y2"]):
        date = _date(accessed)
        item["accessed"] = _record_of(date) if date else {"raw": accessed}
    for empty in [tag for tag, values in left.items() if not values]:
        del left[empty]


def _with_year(words: str, year: str) -> str:
    """EndNote writes `DA  - March 15` beside `PY  - 2020`."""
    return words if re.search("[0-9]{4}", words) else f"{words.strip('/ ')} {year.strip('/ ')}"


def _date(words: str) -> str | None:
    """`2021/09/14/`, `2021///`, `2021/09//Autumn`, or words."""
    parts = re.fullmatch(r"([0-9]{4})/([0-9]{0,2})/?([0-9]{0,2})/?(circa)?.*", words.strip())
    return written({"date-parts": [list(parts.groups()[:3])], "circa": bool(parts[4])} if parts else words)


def _record_of(date: str) -> dict[str, Any]:
    points = [[int(part) for part in end.split("-")] for end in date.removeprefix("~").split("/")]
    return {"date-parts": points} | ({"circa": True} if date.startswith("~") else {})
