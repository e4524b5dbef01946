"""The library's file, briefs/sources.yaml: what is new to it, and how that is added without touching what is there."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import eq
from pathlib import Path
from typing import Any, NamedTuple

from policybrief.date import PartialDate
from policybrief.disk import write
from policybrief.exchange.item import Entry, held
from policybrief.exchange.keys import identities, made_key, original_id
from policybrief.problem import BriefError, Place, Problem, Severity
from policybrief.source import DESK, Name, Source
from policybrief.yamlfile import MAX_BYTES, YamlFile, parse_yaml
from policybrief.yamltext import block

Fields = Mapping[str, Any]
Same = Callable[[Any, Any], bool]


class Note(NamedTuple):
    """What is told of one entry: its line in the file that it came from, what is so, and the way out."""

    line: int
    message: str
    hint: str = ""
    severity: Severity = "warning"


class Sifted(NamedTuple):
    """New entries by their keys, the keys that hold the same already, and notes: one that is an error was not taken."""

    new: dict[str, Fields]
    there: list[str]
    notes: list[Note]


class Shelf:
    """The sources by key, those of the library and those that come to it."""

    def __init__(self, library: Mapping[Any, Source]) -> None:
        self.sources: dict[str, Source] = {}
        self.keys: dict[Any, str] = {}
        for key, source in library.items():
            self._put(str(key), source)

    def sift(self, entries: Iterable[Entry]) -> Sifted:
        """An entry that says no more of a source than the library does is there, whatever the desk has added to it."""
        sifted = Sifted({}, [], [])
        for entry in entries:
            fields, source, remarks = held(entry.item)
            key = self._twin(entry, source)
            if key is None:
                key = entry.key or made_key(source, self.sources)
                sifted.notes.extend(Note(entry.line, f"{key}: {said}") for said in entry.remarks)
                sifted.notes.extend(Note(entry.line, f"{key}: {said}", _KEPT) for said in remarks)
                sifted.notes.extend(self._double(key, entry.line, source))
                sifted.new[key] = _ordered(fields)
                self._put(key, source)
            elif differing := _differences(self.sources[key], source):
                sifted.notes.append(_clash(key, entry, differing))
            else:
                sifted.there.append(key)
        return sifted

    def _put(self, key: str, source: Source) -> None:
        self.sources[key] = source
        for mark in _marks(source):
            self.keys.setdefault(mark, key)

    def _twin(self, entry: Entry, source: Source) -> str | None:
        """The key under which the same stands: its own, else that of the same id, else that of the same work."""
        if entry.key:
            return entry.key if entry.key in self.sources else None
        mark = next((mark for mark in _marks(source) if mark in self.keys), None)
        if mark is None:
            return None
        key = self.keys[mark]
        ids = {original_id(source), original_id(self.sources[key])}
        # Two ids of one program with different words are two works, such as two editorials of one issue.
        are_two = mark[0] != "id" and None not in ids and len(ids) == 2 and _differences(self.sources[key], source)
        return None if are_two else key

    def _double(self, key: str, line: int, source: Source) -> Iterable[Note]:
        same = next((mark for mark in sorted(identities(source)) if mark in self.keys), None)
        if same:
            message = f"{key} is probably the same work as {self.keys[same]}: the same {_ALIKE[same[0]]}"
            yield Note(line, message, "both stand in the library now; cite one of them and delete the other")


def _marks(source: Source) -> list[tuple[str, ...]]:
    """What it can be found by, the surest first."""
    given = original_id(source)
    return ([] if given is None else [("id", given)]) + sorted(identities(source))


_KEPT = "what came is kept under custom; write the field by hand where you know better"
_ALIKE = {"doi": "DOI", "address": "title and address", "title": "title, first author and date", "words": "words"}


def _clash(key: str, entry: Entry, differing: list[str]) -> Note:
    more = f" and {len(differing) - 3} more" if len(differing) > 3 else ""
    message = f"{entry.key or 'an entry'} stands in the library as {key}, but {'; '.join(differing[:3])}{more}"
    hint = "the library was left as it is: correct the one or the other; if they are two works, give this one a new key"
    return Note(entry.line, message, hint, "error")


def _differences(old: Source, new: Source) -> list[str]:
    """The fields in which an entry says something that the library does not."""
    said = []
    for name, field in type(new).model_fields.items():
        mine, other = getattr(old, name), getattr(new, name)
        if name != "custom" and other is not None and mine != other:
            said.append(f"{field.alias or name} is {_shown(mine)} there and {_shown(other)} here")
    return said + (["its custom fields differ"] if _conflict(old.custom, new.custom) else [])


def _conflict(old: Any, new: Any) -> bool:
    """What an editor has taken out of custom is no conflict, and neither is another program's id."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return any(_conflict(old[name], new[name]) for name in old.keys() & new.keys() - {"id"})
    return old is not None and new is not None and old != new


def _shown(value: Any) -> str:
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, tuple):
        return "; ".join(name.shown if isinstance(name, Name) else str(name) for name in value)[:60]
    words = " ".join(str(value).split())
    return "missing" if value is None else f"'{words[:60]}{'…' if len(words) > 60 else ''}'"


_FIRST = (
    "type", "genre", "title", "title-short", "author", "editor", "translator", "container-title", "collection-title",
    "collection-number", "volume", "issue", "number", "edition", "page", "publisher", "publisher-place", "issued",
    "language", "ISBN", "ISSN", "DOI", "URL", "accessed",
)  # fmt: skip
_LAST = ("keyword", "abstract", "annote", "note", *DESK, "custom")


def _ordered(fields: Fields) -> Fields:
    """As an editor reads a source: what it is, who made it, where it stands; then the desk's own fields."""
    middle = [name for name in fields if name not in _FIRST and name not in _LAST]
    return {name: fields[name] for name in (*_FIRST, *middle, *_LAST) if name in fields}


def append(path: Path, entries: Mapping[str, Fields]) -> None:
    """Adds the entries at the end of the file. What stands there stays byte by byte, and is read as before.

    Raises BriefError, and writes nothing, where that cannot be done; OSError where the file cannot be written.
    """
    raw = path.read_bytes() if path.exists() else b""
    text = raw.decode("utf-8-sig")
    bom = raw[: len(raw) - len(text.encode())]
    file = _parsed(text, path)
    attempts = _attempts(text, entries, _column(file) if file else 0)
    wanted = {**(file.data if file else {}), **entries}
    grown = next((grown for grown, same in attempts if same(_data(grown, path), wanted)), None)
    if grown is None:
        raise BriefError([_refusal(path, "cannot be added to without changing what stands there", "add by hand")])
    if len(bom) + len(grown.encode()) > MAX_BYTES:
        message = f"would have {len(grown.encode()):,} bytes; the limit is {MAX_BYTES:,}"
        raise BriefError([_refusal(path, message, "import fewer entries, or leave abstracts and notes out")])
    write({path.resolve(): bom + grown.encode()})


def _attempts(text: str, entries: Mapping[str, Fields], column: int) -> Iterator[tuple[str, Same]]:
    """Ways to write the new text, each with what it is held against."""
    yield _grown(text, entries, column, "\n"), eq
    # A blank line would belong to a text above that keeps its line ends, `|+`.
    yield _grown(text, entries, column, ""), eq
    # The last text of a file may have no line end, and has one when something follows.
    yield _grown(text, entries, column, "\n"), lambda data, wanted: _ended(data) == _ended(wanted)


def _grown(text: str, entries: Mapping[str, Fields], column: int, gap: str) -> str:
    """The text with the entries before its end: before `...`, where a line says that the document ends."""
    ends = [*_DOCUMENT_END.finditer(text)]
    at = ends[-1].start() if ends else len(text)
    before = text[:at] + ("" if text[:at].endswith(("\n", "\r")) or not text[:at] else "\n")
    added = "\n".join(block({key: fields}, column) for key, fields in entries.items())
    grown = (gap if before and not before.endswith(("\n\n", "\n\r\n")) else "") + added
    newline = "\r\n" if "\r\n" in text else "\n"
    return text[:at] + (before[at:] + grown).replace("\n", newline) + text[at:]


_DOCUMENT_END = re.compile(r"^\.\.\.(?=\s|\Z)", re.MULTILINE)


def _column(file: YamlFile) -> int:
    place = file.place(())
    if not isinstance(file.data, dict) or place.source[place.column - 1 : place.column] == "{":
        hint = "write each entry on lines of its own, its key first, without { } around them"
        raise BriefError([_refusal(file.path, "is written between braces, so nothing can be added at its end", hint)])
    return place.column - 1


def _parsed(text: str, path: Path) -> YamlFile | None:
    """None of a file that is empty or holds only comments."""
    try:
        return parse_yaml(text, path)
    except BriefError as error:
        if [problem.code for problem in error.problems] == ["empty-file"]:
            return None
        raise


def _data(text: str, path: Path) -> Any:
    file = _parsed(text, path)
    return file.data if file and not any(problem.severity == "error" for problem in file.problems) else None


def _ended(data: Any) -> Any:
    """Without the line ends after each text."""
    if isinstance(data, Mapping):
        return {key: _ended(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_ended(value) for value in data]
    return data.rstrip("\n") if isinstance(data, str) else data


def _refusal(path: Path, message: str, hint: str) -> Problem:
    return Problem("library", f"the library {message}", hint=f"{hint}; nothing was written", place=Place(path))
