"""BibTeX and biblatex: read by pandoc, which knows LaTeX, names and what an entry takes over from others; then mended.

Pandoc refuses a whole file for one fault, cuts a text at `%`, takes `others` for an author, writes titles in small
letters and drops what it cannot read. So each entry is taken apart here, handed over in one form and compared after.
"""

import re
from collections.abc import Mapping
from typing import Any

from policybrief.exchange.bibfields import DATES, KINDS, LANGUAGES, LINKS, NAMES, OURS, READ, bib_entry
from policybrief.exchange.bibfile import BibEntry, formatted, parse
from policybrief.exchange.bibpandoc import HANDED, Conversion
from policybrief.exchange.custom import printable
from policybrief.exchange.dates import MONTHS
from policybrief.exchange.item import Entry, Reading, Unread, exported
from policybrief.exchange.keys import as_key
from policybrief.exchange.latex import address, plain
from policybrief.source import Source

_URL_ONLY = re.compile(r"\s*(?:available (?:at|from):?\s*)?(\\url\s*\{[^{}]*\}|https?://\S+?)\.?\s*", re.IGNORECASE)


def read(text: str) -> Reading:
    """Raises PandocError where pandoc is missing or does not answer. @xdata only lends its fields to other entries."""
    entries, broken = parse(text)
    reading = Reading([], [Unread(*fault) for fault in broken])
    entries = [entry._replace(fields=_prepared(entry.fields)) for entry in entries]
    pandoc = Conversion(entries)
    items = pandoc.items()
    for number, entry in enumerate(entries):
        said = items.get(number)
        if entry.kind == "set":
            hint = "its members are read; cite them one by one"
            reading.unread.append(Unread(entry.line, f"@set {entry.key}: stands for several entries", hint))
        elif isinstance(said, dict):
            remarks = entry.remarks + tuple(pandoc.lost_links(number))
            reading.entries.append(_mended(entry._replace(remarks=remarks), said))
        elif entry.kind != "xdata":
            message = f"@{entry.kind} {entry.key}: pandoc cannot read it: {said}"
            reading.unread.append(Unread(entry.line, message, "look at its braces and commas"))
    return reading


def write(sources: Mapping[str, Source]) -> str:
    """Entries of biblatex in UTF-8. The desk's own fields have no place in them."""
    entries = ((key, *bib_entry(exported(key, source))) for key, source in sources.items())
    return printable("\n".join(formatted(kind, key, fields) for key, kind, fields in entries))


def _prepared(fields: Mapping[str, str]) -> dict[str, str]:
    """With the web address where biblatex has it, and a date in one field where it says one."""
    found = dict(fields)
    for name in ("howpublished", "note"):
        if "url" not in found and (only := _URL_ONLY.fullmatch(found.get(name, ""))):
            found["url"] = only[1]
            del found[name]
    month = re.fullmatch(r"\W*([A-Za-z]{3}|[0-9]{1,2})[a-z]*\W*", found.get("month", ""))
    if "date" not in found and month and re.fullmatch("[0-9]{4}", found.get("year", "").strip()):
        number = _MONTHS.get(month[1].lower()) or (int(month[1]) if month[1].isdecimal() else 0)
        day = re.fullmatch("[0-9]{1,2}", found.get("day", "").strip())
        if number:
            found["date"] = f"{found.pop('year').strip()}-{number:02}" + (f"-{int(found.pop('day')):02}" if day else "")
            del found["month"]
    return found


_MONTHS = {name: number for number, name in enumerate(MONTHS, 1)}


def _mended(entry: BibEntry, item: dict[str, Any]) -> Entry:
    fields, remarks, left = entry.fields, list(entry.remarks), _left_over(entry)
    item = {name: _without_spans(value) for name, value in item.items() if name not in ("id", "language") and value}
    if "event" in item:
        item["event-title"] = item.pop("event")
    if "shorttitle" not in fields:
        item.pop("title-short", None)
    if entry.kind not in KINDS and not item.get("type"):
        left["entrytype"] = entry.kind
    kind = KINDS.get(entry.kind) or item.get("type") or "document"
    item["type"] = "webpage" if kind == "document" and "url" in fields else kind
    if language := fields.get("langid") or fields.get("hyphenation") or fields.get("language"):
        item["language"] = LANGUAGES.get(language.strip().lower(), plain(language))
    item |= {OURS[name]: plain(fields[name]) for name in OURS if fields.get(name)}
    item |= {name: address(fields[field]) for field, name in (("doi", "DOI"), ("url", "URL")) if field in fields}
    cut = _without_others(item)
    remarks += [f"{name}: 'and others' stands for names that the file does not give" for name in cut]
    remarks += _mend_names(item)
    remarks += _take_dates(fields, item)
    remarks += _lost(fields, item, left)
    custom = ({"bibtex": left} if left else {}) | ({"and-others": cut} if cut else {})
    key = as_key(entry.key)
    item |= ({"custom": custom} if custom else {}) | ({"id": entry.key} if entry.key and key != entry.key else {})
    return Entry(item, key, entry.line, tuple(remarks))


_PATHS = ("file", "local-url", "bdsk-file-1", "bdsk-file-2")


def _left_over(entry: BibEntry) -> dict[str, str]:
    """The fields that pandoc does not know, as they are written; paths on somebody's disk are for nobody else."""
    known = {*HANDED, *OURS, *LINKS, *_PATHS, "url", "doi", "langid", "hyphenation", "language"}
    return {name: value for name, value in entry.fields.items() if name not in known and value.strip()}


def _without_spans(value: Any) -> Any:
    return re.sub(r"</?span[^<>]*>", "", value) if isinstance(value, str) else value


def _without_others(item: dict[str, Any]) -> list[str]:
    """The variables whose names end in `and others`: it is taken out, as it would be printed as a name."""
    cut = [name for name, value in item.items() if isinstance(value, list) and {"literal": "others"} in value]
    for name in cut:
        item[name] = [person for person in item[name] if person != {"literal": "others"}]
    for name in cut:
        if not item[name]:
            del item[name]
    return cut


def _mend_names(item: dict[str, Any]) -> list[str]:
    """Without braces `Ministry of Defence` is a person of that name to BibTeX; nobody has the particle `of`.

    A given name that begins with a command, as \\L{}ukasz, is a particle to pandoc.
    """
    remarks = []
    for name in NAMES.values():
        for person in item.get(name, ()):
            if any(";" in str(part) for part in person.values()):
                words = ", ".join(map(str, person.values()))
                remarks.append(f"{name}: '{words}' holds a ';', where names are joined by 'and'")
            if person.get("dropping-particle", "")[:1].isupper() and "given" not in person:
                person["given"] = person.pop("dropping-particle")
            if person.get("dropping-particle") in ("of", "for", "and", "the", "on", "in"):
                words = " ".join(person[part] for part in ("given", "dropping-particle", "family") if part in person)
                person.clear()
                person["literal"] = words
                remarks.append(f"{name}: '{words}' was taken for an organisation, though it stands without braces")
    return remarks


def _take_dates(fields: Mapping[str, str], item: dict[str, Any]) -> list[str]:
    """A date that pandoc cannot read goes on as its words, which `dates` tries; one that it cuts short is told."""
    remarks = []
    for name, variable in DATES.items():
        words = fields.get(name) or (fields.get("year", "") if name == "date" else "")
        parts = item.get(variable, {}).get("date-parts")
        if not parts and words.strip():
            item[variable] = {"raw": plain(words)}
        elif not parts:
            item.pop(variable, None)
        elif re.search(r"[?%]", words):
            item[variable]["circa"] = True
        if parts and any(number > most for number, most in zip(parts[0][1:], (12, 31), strict=False)):
            remarks.append(f"{name} is '{words.strip()}', which is no day: the year is kept")
    return remarks


def _lost(fields: Mapping[str, str], item: dict[str, Any], left: dict[str, str]) -> list[str]:
    """What pandoc left out: a text is taken as it stands, the rest goes under custom."""
    remarks = []
    for name, variables in READ.items():
        words = "" if any(variable in item for variable in variables) else plain(fields.get(name, ""))
        if words:
            item[variables[0]] = words
            remarks += [f"{name}: its LaTeX could not be read; look at '{words[:60]}'"] if "\\" in fields[name] else []
    for name, variable in NAMES.items():
        if fields.get(name, "").strip() and variable not in item and plain(fields[name]) != "others":
            left[name] = fields[name]
            remarks.append(f"{name} could not be read: kept under custom")
    return remarks
