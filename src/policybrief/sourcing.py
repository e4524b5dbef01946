"""What a reader wants to know of a source, when it can have been out, and what it relies on itself."""

import datetime
from collections.abc import Iterator, Mapping

from policybrief.part import SourceKey
from policybrief.source import Source

LAW = ("bill", "legal_case", "legislation", "regulation", "treaty")
"""The types of a source that speaks for itself, in the words of CSL."""

_PRINTED = ("book", "chapter", "classic", "entry-dictionary", "entry-encyclopedia", "thesis")
_UNPUBLISHED = ("event", "hearing", "interview", "manuscript", "performance", "personal_communication", "speech")
_ASKED = {
    "author": ("author", "editor", "compiler", "director", "host", "interviewer", "organizer"),
    "publisher": ("publisher", "container_title", "authority"),
    "issued": ("issued", "original_date", "event_date"),
    "URL": ("URL", "DOI", "archive_url", "ISBN", "PMID", "PMCID", "page", "archive_location", "call_number"),
}
"""Each field that is asked for, and those any one of which will do: printed pages are an address too."""

ASKED = {"author": "author", "publisher": "publisher", "issued": "date", "URL": "web address"}
"""What the fields that are asked for are called."""


def lacking(source: Source) -> Iterator[str]:
    """The fields that one would look for in vain, and that a source of its type is expected to have."""
    for field, enough in _ASKED.items():
        if not any(getattr(source, name) for name in enough) and not _is_spared(field, source.type or ""):
            yield field


def _is_spared(field: str, kind: str) -> bool:
    return (
        (field in ("author", "publisher") and kind in LAW)
        or (field == "URL" and kind in (*_PRINTED, *LAW))
        or (field in ("publisher", "URL") and kind in _UNPUBLISHED)
    )


def first_out(source: Source) -> datetime.date | None:
    """The first day on which it can have been out; None where that is not known, or only about."""
    given = (source.issued, source.available_date)
    if not source.issued or any(date and date.circa for date in given):
        return None
    return min(date.first_day for date in given if date)


def origins(sources: Mapping[SourceKey, Source]) -> dict[str, tuple[str, ...]]:
    """What each source relies on: keys as its record has them, other words in small letters."""
    keys = {str(key).casefold(): str(key) for key in sources}
    named: dict[str, tuple[str, ...]] = {}
    for key, source in sources.items():
        folded = (" ".join(origin.casefold().split()).removeprefix("@") for origin in source.origin or ())
        named[str(key)] = tuple(dict.fromkeys(keys.get(origin, origin) for origin in folded))
    return named


def behind(key: str, named: Mapping[str, tuple[str, ...]]) -> set[str]:
    """All that a source, or an item, relies on in the end; itself only if it stands in a circle."""
    found: set[str] = set()
    ahead = list(named.get(key, ()))
    while ahead:
        origin = ahead.pop()
        if origin not in found:
            found.add(origin)
            ahead += named.get(origin, ())
    return found
