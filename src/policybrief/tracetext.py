"""The evidence map as text for a terminal, as JSON, and as a table."""

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    """A block for each item, each text of the brief and each source, then what an editor should look at, and a legend.

    Parts have the names under which they are printed.
    """
    records = {source.key: source.record for source in trace.sources}
    parts: dict[str, list[str]] = defaultdict(list)
    for item in trace.items:
        parts[words.heading(item.part)].append(_item(item, records))
    for text in trace.texts:
        parts["The brief itself"].append(_block(_place(text.field), [("cites", _cites(text.cites, records))]))
    for source in trace.sources:
        parts["Sources"].append(_source(source))
    legend = list(_legend([block for blocks in parts.values() for block in blocks]))
    parts["To look at"] = [_block("", [("", line)]) for line in _open(trace)]
    if legend:
        parts["What the words say"] = legend
    titled = ["\n".join([title.upper(), *blocks]) for title, blocks in parts.items()]
    return "\n\n".join([f"{brief.title}, {brief.date.iso()}", *titled])


_LEGEND = {
    "cites": "the sources to which it refers itself",
    "rests on": "the items that carry it: where they fall, it falls",
    "answers": "the items that are the reason for this recommendation",
    "for": "the scenarios for which this recommendation is meant",
    "grounds": "all sources behind it in the end: its own, and those of what it rests on or answers",
    "carries": "the items that rest on it, and the recommendations that answer it",
    "met by": "the recommendations that are meant for this scenario",
    "alone in": "the items that cite this source and no other",
}


def _legend(blocks: Iterable[str]) -> Iterator[str]:
    """A line for each word that stands before a row of these blocks."""
    used = {label for block in blocks for label in re.findall(r"^ {4}(\S.{7}) ", block, re.MULTILINE)}
    return (f"    {word:<8}  {said}" for word, said in _LEGEND.items() if f"{word:<8}" in used)


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
        ("grounds", _sources(_graded(key, records[key]) for key in item.grounds) or "no source" if below else ""),
        ("carries", ", ".join(item.carries)),
        ("met by", ", ".join(item.met_by)),
        ("review", _told(item.review) if item.review else ""),
    ]
    return _block(head, rows)


def _cites(cites: Iterable[CitedSource], records: Records) -> str:
    return _sources(_graded(key, records[key], _read(records[key]), *_by_page(places)) for key, places in cites)


def _sources(told: Iterable[str]) -> str:
    """One source alone is said to be so."""
    sources = list(told)
    return f"one source only: {sources[0]}" if len(sources) == 1 else ", ".join(sources)


def _graded(key: str, source: Source, *more: str) -> str:
    """`nta (grade A2, extract read)`."""
    # The blank does not break until the lines are set: a grade stands on one line.
    grade = f"grade{_FIXED}{source.grade}" if source.grade else f"no{_FIXED}grade"
    return f"{key} ({', '.join([grade, *filter(None, more)])})"


def _read(source: Source) -> str:
    return words.READ[source.read] if source.read else ""


def _by_page(locators: Sequence[str]) -> list[str]:
    """Pages in their order; where a place is no page, all stand in the order in which they are cited."""
    pages = [_PAGE.match(locator) for locator in locators]
    numbers = [int(page[1]) for page in pages if page]
    if len(numbers) < len(locators):
        return list(locators)
    return [locator for _, locator in sorted(zip(numbers, locators, strict=True), key=lambda numbered: numbered[0])]


_PAGE = re.compile(r"(?:pp?\.|pages?\b|[sс]\.)?\s*([0-9]+)", re.IGNORECASE)
"""`p. 12`, `pp. 3–4`, `12`, and as a Lithuanian, a German or a Russian writes it."""


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
    alone = source.only_source_of if source.only_source_of != source.cited_by else ()
    rows = [("cited by", cited_by), ("alone in", ", ".join(alone))]
    return _block(f"{_graded(source.key, source.record, _read(source.record))}  {title}", rows)


def _open(trace: Trace) -> Iterator[str]:
    """What an editor should look at, in sentences."""
    yield f"On no source, and not marked editorial (gaps aside): {_ids(trace.ungrounded(), 'nothing')}."
    single: dict[str, list[TracedItem]] = defaultdict(list)
    for item in trace.single_sourced():
        single[str(item.only_source)].append(item)
    alone = [f"{_ids(held)} on {key}" for key, held in single.items()]
    yield f"Findings on a single source: {'; '.join(alone) or 'none'}."
    circling = trace.in_circle()
    if circling:
        kinds = ([held for held in circling if isinstance(held, kind)] for kind in (TracedItem, TracedSource))
        yield f"In a circle: {'; '.join(', '.join(map(_called, held)) for held in kinds if held)}."
    if any(item.carries for item in trace.items):
        yield f"Findings on which nothing rests: {_ids(trace.idle())}."
    if any(item.review for item in trace.items):
        suspect = [
            f"{item.id} ({words.listed(_news(item.review))})" for item in trace.in_state("suspect") if item.review
        ]
        yield f"Suspect findings: {'; '.join(suspect) or 'none'}."
        yield f"Findings accepted in part: {_ids(trace.in_state('partly'))}."
    yield f"Sources that nothing cites: {words.listed([source.key for source in trace.uncited()] or ['none'])}."


def _called(held: TracedItem | TracedSource) -> str:
    return held.id if isinstance(held, TracedItem) else held.key


def _ids(items: Iterable[TracedItem], none: str = "none") -> str:
    return words.listed([item.id for item in items] or [none])


def _block(head: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [head.rstrip()] if head else []
    for label, said in rows:
        if said:
            first = f"    {label:<8} " if label else "    "
            lines += wrap(said, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first), **_WHOLE_WORDS)
    return "\n".join(lines).replace(_FIXED, " ")


_FIXED = "\0"
"""A blank at which no line ends: no text of a brief holds the letter that stands for it."""

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
            "in_circle": [_called(held) for held in trace.in_circle()],
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


COLUMNS = (
    "item", "part", "name", "editorial", "confidence", "state", "relation", "target", "locator", "grade", "digest",
)  # fmt: skip
_NO_LINK = ("", "", "", "", "")


def as_csv(trace: Trace) -> str:
    """A table after RFC 4180: a row for each link, and one for an item without any and for a source that nothing cites.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    records = {source.key: source.record for source in trace.sources}
    table = io.StringIO(newline="")
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    for item in trace.items:
        state = item.review.state if item.review else ""
        marks = ("yes" if item.editorial else "", item.confidence or "", state)
        links = [*_cells(item.cites, records), *_links(item)]
        _write(rows, ((item.id, item.part, name(item.record), *marks, *link) for link in links or [_NO_LINK]))
    for text in trace.texts:
        who = ("", text.field, _place(text.field), "", "", "")
        _write(rows, ((*who, *cell) for cell in _cells(text.cites, records)))
    for source in trace.uncited():
        cells = (source.key, "", source.record.grade or "", source.record.digest())
        _write(rows, [("", "sources", source.record.title or "", "", "", "", "", *cells)])
    return table.getvalue()


def _cells(cites: Iterable[CitedSource], records: Records) -> Iterator[tuple[str, ...]]:
    for key, locators in cites:
        yield "cites", key, "; ".join(_by_page(locators)), records[key].grade or "", records[key].digest()


def _links(item: TracedItem) -> Iterator[tuple[str, ...]]:
    relations = (("rests on", item.rests_on), ("answers", item.answers), ("meant for", item.meant_for))
    return ((relation, target, "", "", "") for relation, targets in relations for target in targets)


def _write(table: Any, rows: Iterable[tuple[str, ...]]) -> None:
    table.writerows([f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in row] for row in rows)


_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
