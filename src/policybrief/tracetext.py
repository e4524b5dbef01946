"""The evidence map as text for a terminal, as JSON, and as a table."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from textwrap import shorten, wrap
from typing import Any

from policybrief import words
from policybrief.brief import Brief
from policybrief.part import Item, SourceKey, bare
from policybrief.review import Review
from policybrief.source import Source
from policybrief.trace import CitedSource, Trace, TracedItem, TracedSource

JSON_VERSION = 1
"""Raised when a name in the JSON goes or changes its meaning; a name that is added leaves it."""

_WIDTH = 100
_NAME = 56

Records = Mapping[SourceKey, Source]


def as_text(brief: Brief, trace: Trace) -> str:
    """A block for each item, each text of the brief and each source, then what an editor should look at."""
    records = {source.key: source.record for source in trace.sources}
    parts: dict[str, list[str]] = defaultdict(list)
    for item in trace.items:
        parts[_spaced(item.part)].append(_item(item, records))
    for text in trace.texts:
        parts["The brief itself"].append(_block(_place(text.field), [("cites", _cites(text.cites, records))]))
    for source in trace.sources:
        parts["Sources"].append(_source(source))
    parts["To look at"] = [_block("", [("", line)]) for line in _open(trace)]
    titled = ["\n".join([title.upper(), *blocks]) for title, blocks in parts.items()]
    return "\n\n".join([f"{brief.title}, {brief.date.iso()}", *titled])


def name(item: Item) -> str:
    """What an item is called in a line: its short name, else its title, else the first words of its text."""
    names = (item.short, *(getattr(item, field, None) for field in ("title", "heading", "question", "do", "text")))
    # A citation that is left out leaves the blank before it.
    called = re.sub(r"\s+([,.;:])", r"\1", bare(next((given for given in names if given), "")))
    return shorten(called, _NAME, placeholder="…")


def _item(item: TracedItem, records: Records) -> str:
    marks = [f"{item.confidence} confidence" if item.confidence else "", "editorial" if item.editorial else ""]
    head = f"{item.id:<3} {name(item.record):<{_NAME}}  {', '.join(mark for mark in marks if mark)}"
    below = bool(item.rests_on or item.answers)
    rows = [
        ("cites", _cites(item.cites, records) or ("" if below else "nothing")),
        ("rests on", ", ".join(item.rests_on)),
        ("answers", ", ".join(item.answers)),
        ("for", ", ".join(item.meant_for)),
        ("grounds", ", ".join(_graded(key, records[key]) for key in item.grounds) or "no source" if below else ""),
        ("carries", ", ".join(item.carries)),
        ("met by", ", ".join(item.met_by)),
        ("review", _told(item.review) if item.review else ""),
    ]
    return _block(head, rows)


def _cites(cites: Iterable[CitedSource], records: Records) -> str:
    told = [_graded(key, records[key], records[key].read or "", *locators) for key, locators in cites]
    return f"only {told[0]}" if len(told) == 1 else ", ".join(told)


def _graded(key: str, source: Source, *more: str) -> str:
    """`nta (A2, extract)`."""
    return f"{key} ({', '.join([source.grade or 'no grade', *filter(None, more)])})"


def _told(review: Review) -> str:
    word = {"reviewed": "accepted", "partly": "accepted in part", "suspect": "suspect"}[review.state]
    return f"{word}: {words.listed(_news(review))}" if review.state != "reviewed" else word


def _news(review: Review) -> list[str]:
    """What has happened to a finding since it was accepted."""
    return [
        *(f"{key} has changed" for key in review.changed),
        *(f"{key} is not cited now" for key in review.gone),
        *(f"{key} was not accepted yet" for key in review.added),
    ]


def _source(source: TracedSource) -> str:
    title = shorten(source.record.title or "", _NAME, placeholder="…")
    cited_by = ", ".join(map(_place, source.cited_by)) or "nothing"
    rows = [("cited by", cited_by), ("alone in", ", ".join(source.only_source_of))]
    return _block(f"{_graded(source.key, source.record, source.record.read or '')}  {title}", rows)


def _open(trace: Trace) -> Iterator[str]:
    """What an editor should look at, in sentences."""
    yield f"On no source, and not marked editorial (gaps aside): {_ids(trace.ungrounded(), 'nothing')}."
    single: dict[str, list[TracedItem]] = defaultdict(list)
    for item in trace.single_sourced():
        single[str(item.only_source)].append(item)
    alone = [f"{_ids(held)} on {key}" for key, held in single.items()]
    yield f"Findings on a single source: {'; '.join(alone) or 'none'}."
    if any(item.carries for item in trace.items):
        yield f"Findings on which nothing rests: {_ids(trace.idle())}."
    if any(item.review for item in trace.items):
        suspect = [
            f"{item.id} ({words.listed(_news(item.review))})" for item in trace.in_state("suspect") if item.review
        ]
        yield f"Suspect findings: {'; '.join(suspect) or 'none'}."
        yield f"Findings accepted in part: {_ids(trace.in_state('partly'))}."
    yield f"Sources that nothing cites: {words.listed([source.key for source in trace.uncited()] or ['none'])}."


def _ids(items: Iterable[TracedItem], none: str = "none") -> str:
    return words.listed([item.id for item in items] or [none])


def _block(head: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [head.rstrip()] if head else []
    for label, said in rows:
        if said:
            first = f"    {label:<8} " if label else "    "
            lines += wrap(said, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first), **_WHOLE_WORDS)
    return "\n".join(lines)


_WHOLE_WORDS: Mapping[str, Any] = {"break_long_words": False, "break_on_hyphens": False}


def _place(owner: str) -> str:
    """An id as it stands; a field of the brief by the name under which it is printed."""
    return owner if owner[:1].isupper() else words.LABELS.get(owner, _spaced(owner))


def _spaced(field: str) -> str:
    return words.capital(field.replace("_", " "))


def as_json(brief: Brief, trace: Trace) -> str:
    """`version`, `brief`, `items`, `texts`, `sources` and `open`: what stands on what, with the digests of the sources.

    Every name is always there; what does not apply is null or an empty list. `open` holds ids and keys.
    """
    shape = {
        "version": JSON_VERSION,
        "brief": {"id": brief.id, "title": brief.title, "date": brief.date.iso()},
        "items": [_item_data(item) for item in trace.items],
        "texts": [{"field": text.field, "cites": _cites_data(text.cites)} for text in trace.texts],
        "sources": [_source_data(source) for source in trace.sources],
        "open": {
            "without_source": [item.id for item in trace.ungrounded()],
            "single_source": [item.id for item in trace.single_sourced()],
            "carries_nothing": [item.id for item in trace.idle()],
            "suspect": [item.id for item in trace.in_state("suspect")],
            "partly_reviewed": [item.id for item in trace.in_state("partly")],
            "never_cited": [source.key for source in trace.uncited()],
        },
    }
    return json.dumps(shape, ensure_ascii=False, indent=2)


def _item_data(item: TracedItem) -> Mapping[str, Any]:
    review = item.review
    return {
        "id": item.id,
        "part": item.part,
        "name": name(item.record),
        "editorial": item.editorial,
        "confidence": item.confidence,
        "cites": _cites_data(item.cites),
        "only_source": item.only_source,
        "rests_on": item.rests_on,
        "answers": item.answers,
        "meant_for": item.meant_for,
        "carries": item.carries,
        "met_by": item.met_by,
        "grounds": item.grounds,
        "review": {"state": review.state, **review._asdict()} if review else None,
    }


def _cites_data(cites: Iterable[CitedSource]) -> list[Mapping[str, Any]]:
    return [{"source": cited.key, "locators": cited.locators} for cited in cites]


def _source_data(source: TracedSource) -> Mapping[str, Any]:
    record = source.record
    return {
        "key": source.key,
        "title": record.title,
        "grade": record.grade,
        "read": record.read,
        "digest": record.digest(),
        "cited_by": source.cited_by,
        "only_source_of": source.only_source_of,
    }


COLUMNS = ("item", "part", "name", "relation", "target", "locator", "grade", "digest")


def as_csv(trace: Trace) -> str:
    """A table after RFC 4180, a row for each link.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    records = {source.key: source.record for source in trace.sources}
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    for item in trace.items:
        who = (item.id, item.part, name(item.record))
        links = (("rests on", item.rests_on), ("answers", item.answers), ("meant for", item.meant_for))
        _write(rows, ((*who, *cell) for cell in _cells(item.cites, records)))
        _write(rows, ((*who, relation, target, "", "", "") for relation, targets in links for target in targets))
    for text in trace.texts:
        _write(rows, (("", text.field, _place(text.field), *cell) for cell in _cells(text.cites, records)))
    return table.getvalue()


def _cells(cites: Iterable[CitedSource], records: Records) -> Iterator[tuple[str, ...]]:
    for key, locators in cites:
        yield "cites", key, "; ".join(locators), records[key].grade or "", records[key].digest()


def _write(table: Any, rows: Iterable[tuple[str, ...]]) -> None:
    table.writerows([f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in row] for row in rows)


_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
