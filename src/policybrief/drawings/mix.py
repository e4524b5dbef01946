"""What kinds of sources a brief rests on, how they were read, how old they are, and their grades."""

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from policybrief import words
from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.drawable import shown
from policybrief.drawings.pair import figure
from policybrief.figures import mix
from policybrief.figures.mix import Group, Row
from policybrief.source import Source
from policybrief.views import Pen

_LEAST = 6
"""Fewer sources than these are seen at a glance in their list."""

_AGES = ((12, "Up to a year"), (24, "One to two years"), (60, "Two to five years"), (120, "Five to ten years"))
"""Up to how many months before the date of the brief, and what that is called."""


def worth_drawing(brief: Brief) -> bool:
    return len(brief.sources) >= _LEAST


def source_mixes(brief: Brief, pen: Pen, wish: FigureWish) -> Iterator[FigureView]:
    """Of the sources that are cited, or of those that some items cite."""
    placed = shown(brief, wish)
    if not placed:
        return
    cited_at = pen.citations.cited_at
    keys = [key for key, _ in pen.citations.entries if any((at[0] or at[1]) in placed for at, _ in cited_at[key])]
    sources = [pen.sources[key] for key in keys]
    groups = list(_groups(sources, brief.date.first_day))
    yield figure(
        partial(mix.draw, groups),
        wish.title or _message(sources),
        " ".join(_told(group) for group in groups),
        remark="Square: a source, with its grade",
    )


def _groups(sources: Sequence[Source], day: datetime.date) -> Iterator[Group]:
    """By kind, and by all else of which something is known."""
    ways: Mapping[str, Callable[[Source], str]] = {
        "Kind": lambda source: words.source_type(source.type or ""),
        "Read": lambda source: words.capital(words.READ.get(source.read or "", "")),
        "Stands on": lambda source: "Other sources" if source.origin else "",
        "Language": lambda source: words.language(source.language or ""),
        "Age": lambda source: _age(source, day),
    }
    for name, way in ways.items():
        held: dict[str, list[str]] = {}
        for source in sorted(sources, key=lambda source: source.grade or "Z"):
            held.setdefault(way(source), []).append((source.grade or "")[:1])
        unknown = held.pop("", [])
        if held or name == "Kind":
            rows = [Row(called, grades) for called, grades in _in_order(name, held)]
            yield Group(name, [*rows, *([Row(_UNKNOWN.get(name, "Not said"), unknown)] if unknown else [])])


_UNKNOWN = {"Stands on": "None that is known", "Age": "Not dated"}
"""What is said of the sources about which a field says nothing."""


def _in_order(name: str, held: Mapping[str, list[str]]) -> list[tuple[str, list[str]]]:
    """Ages from the youngest on, reading from the best; all else by number."""
    ranks = (
        [called for _, called in _AGES] + [_OLDER] if name == "Age" else list(map(words.capital, words.READ.values()))
    )
    return sorted(held.items(), key=lambda row: (ranks.index(row[0]) if row[0] in ranks else 99, -len(row[1]), row[0]))


_OLDER = "Over ten years"


def _age(source: Source, day: datetime.date) -> str:
    if not source.issued:
        return ""
    return next((called for months, called in _AGES if not source.issued.is_older(months, day)), _OLDER)


def _message(sources: Sequence[Source]) -> str:
    """How many have a good grade, or else how many there are; and how many were read whole."""
    if len(sources) == 1:
        return f"The only source is graded {sources[0].grade}" if sources[0].grade else "The only source is not graded"
    whole = sum(source.read == "full" for source in sources)
    good = sum((source.grade or "")[:1] in ("A", "B") for source in sources)
    all_of_them = words.count(len(sources), "source")
    if not any(source.grade for source in sources):
        message = f"None of {all_of_them} is graded"
    else:
        part = words.capital(words.count(good)) if good else "None"
        message = f"{part} of {all_of_them} {'is' if good == 1 else 'are'} graded A or B"
    told = any(source.read for source in sources)
    return (
        f"{message}; {words.count(whole) if whole else 'none'} {'was' if whole == 1 else 'were'} read in full"
        if told
        else message
    )


def _told(group: Group) -> str:
    first, *others = group.rows
    sources = "source stands" if len(first.grades) == 1 else "sources stand"
    rows = [f"{len(first.grades)} {sources} under {_graded(first)}"]
    rows += [f"{len(row.grades)} under {_graded(row)}" for row in others]
    return f"By {_WAYS.get(group.name, group.name.lower())}, {words.listed(rows)}."


_WAYS = {"Read": "how they were read", "Stands on": "what they stand on"}
"""What a sentence calls a way to sort, where it is not its name."""


def _graded(row: Row) -> str:
    """`report (1 of grade B and 1 of grade C)`."""
    grades = [f"{row.grades.count(grade)} of grade {grade}" for grade in sorted(set(row.grades)) if grade]
    return f"“{row.name}”" + (f" ({words.listed(grades)})" if grades else "")
