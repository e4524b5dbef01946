"""The length of a brief as a table for a terminal, and of many as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from textwrap import shorten

from policybrief import words
from policybrief.length import LONG, RATE, Length, Measured
from policybrief.load import Loaded
from policybrief.problem import Place, dotted

JSON_VERSION = 1
"""Raised when a name in the JSON goes or changes its meaning; a name that is added leaves it."""

_WIDTH = 80

Row = tuple[str, str, str]
"""What is counted, the number, and what it is measured against."""


def as_text(loaded: Loaded, length: Length) -> str:
    """The file and the title, then a row for each part, the total, the time and the sentences, in 80 columns.

    At the end stands the longest sentence at its place, for an editor to open.
    """
    date = f", {loaded.brief.date.iso()}"
    title = shorten(loaded.brief.title, _WIDTH - len(date), placeholder="…")
    parts, sentences = list(_parts(length)), list(_sentences(length))
    widths = tuple(max(len(row[column]) for row in (*parts, *sentences)) for column in (0, 1))
    counts, reading = ([_line(row, *widths) for row in rows] for rows in (parts, sentences))
    if length.longest:
        reading.append(_quoted(_place(loaded, length.longest), length.longest))
    elif not length.knows_sentences:
        reading.append("  Sentences are counted in English only.")
    head = [str(loaded.file.path), f"{title}{date}"]
    return "\n\n".join("\n".join(block) for block in (head, counts, reading))


def _line(row: Row, name: int, number: int) -> str:
    return f"  {row[0]:<{name}}  {row[1]:>{number}}  {row[2]}".rstrip()


def _parts(length: Length) -> Iterator[Row]:
    """Parts that are printed under one heading are one."""
    held: Counter[str] = Counter()
    for part, count in length.parts.items():
        held[words.heading(part)] += count
    yield from ((heading, f"{count:,}", "") for heading, count in held.items())
    yield "Total", f"{length.words:,}", _measured(length)


def _measured(length: Length) -> str:
    if length.limit is None:
        return f"no limit for a {length.kind}"
    if length.words > length.limit:
        return f"{length.words - length.limit:,} over the {length.limit:,} of a {length.kind}"
    return f"of {length.limit:,} for a {length.kind}"


def _sentences(length: Length) -> Iterator[Row]:
    yield "Minutes to read", f"{length.minutes:,}", f"at {RATE} words a minute"
    if length.longest:
        yield "Sentences", f"{len(length.sentences):,}", f"{len(length.long):,} of them over {LONG} words"
        yield "Mean length", f"{length.mean:.1f}", "words"
        yield "Longest", f"{length.longest.words:,}", "words"


def _place(loaded: Loaded, measured: Measured) -> Place:
    return loaded.file.place(measured.sentence.steps, word=measured.sentence.opening)


def _quoted(place: Place, measured: Measured) -> str:
    """`briefs/strait.yaml:14: Years of exercises…`; the place is never cut."""
    where = f"  {place.file}:{place.line}:"
    room = _WIDTH - len(where) - 1
    return f"{where} {shorten(measured.sentence.text, room, placeholder='…')}" if room > _SHORT else where[:-1]


_SHORT = 12
"""Fewer letters of a sentence tell nothing."""


def as_json(briefs: Iterable[tuple[Loaded, Length]]) -> str:
    """One object: `version` 1, and `briefs`, each with its file, its words by field, and its sentences.

    `limit` is null for a kind that has none, `sentences` null where they are not known.
    """
    told = [_record(loaded, length) for loaded, length in briefs]
    return json.dumps({"version": JSON_VERSION, "briefs": told}, ensure_ascii=False, indent=2)


def _record(loaded: Loaded, length: Length) -> dict[str, object]:
    brief = loaded.brief
    return {
        "id": brief.id,
        "file": loaded.file.path.as_posix(),
        "title": brief.title,
        "language": brief.language,
        "kind": length.kind,
        "parts": length.parts,
        "words": length.words,
        "limit": length.limit,
        "minutes": length.minutes,
        "words_per_minute": RATE,
        "sentences": _sentence_record(loaded, length, length.longest) if length.longest else None,
    }


def _sentence_record(loaded: Loaded, length: Length, longest: Measured) -> dict[str, object]:
    place = _place(loaded, longest)
    return {
        "count": len(length.sentences),
        "mean": round(length.mean, 1),
        "over": {"words": LONG, "count": len(length.long)},
        "longest": {
            "words": longest.words,
            "path": dotted(longest.sentence.steps),
            "line": place.line,
            "column": place.column,
            "text": longest.sentence.text,
        },
    }
