"""The fields and entry types of biblatex in the variables and types of CSL: tables, and a source as an entry.

The table for reading follows pandoc 3.9 (what its reader makes of a field); the one for writing the manual of biblatex.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from policybrief.exchange.dates import written
from policybrief.exchange.item import unmarked
from policybrief.exchange.latex import escaped

READ: Mapping[str, Sequence[str]] = {
    "title": ["title"], "subtitle": ["title"], "titleaddon": ["title"], "shorttitle": ["title-short"],
    "maintitle": ["container-title", "title"], "booktitle": ["container-title", "title", "volume-title"],
    "booksubtitle": ["container-title", "volume-title"], "journaltitle": ["container-title"],
    "journal": ["container-title"], "journalsubtitle": ["container-title"], "shortjournal": ["container-title-short"],
    "origtitle": ["original-title"], "eventtitle": ["event-title"], "series": ["collection-title"],
    "number": ["number", "issue", "collection-number"], "issue": ["issue"], "volume": ["volume"],
    "part": ["volume", "part-title"], "volumes": ["number-of-volumes"], "pages": ["page"],
    "pagetotal": ["number-of-pages"], "chapter": ["chapter-number"], "edition": ["edition"], "version": ["version"],
    "publisher": ["publisher"], "institution": ["publisher"], "school": ["publisher"], "organization": ["publisher"],
    "howpublished": ["publisher"], "location": ["publisher-place"], "address": ["publisher-place"],
    "origpublisher": ["original-publisher"], "origlocation": ["original-publisher-place"], "venue": ["event-place"],
    "type": ["genre"], "note": ["note"], "addendum": ["note"], "pubstate": ["status"], "library": ["call-number"],
    "isbn": ["ISBN"], "issn": ["ISSN"], "pmid": ["PMID"], "pmcid": ["PMCID"],
}  # fmt: skip
"""Texts, each with the variables that it may become."""

NAMES = {
    "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
    "director": "director",
}  # fmt: skip
DATES = {"date": "issued", "urldate": "accessed", "eventdate": "event-date", "origdate": "original-date"}
LINKS = ("crossref", "xdata")
"""Fields that name other entries, whose fields the entry takes over."""
OURS = {"abstract": "abstract", "annotation": "annote", "annote": "annote", "keywords": "keyword"}
"""Long texts that are read without pandoc: they are seldom LaTeX, and would take two thirds of its time."""

KINDS = {
    "conference": "paper-conference", "newspaper": "article-newspaper", "standard": "standard", "webpage": "webpage",
    "blog": "post-weblog", "podcast": "broadcast", "map": "map", "speech": "speech", "treaty": "treaty",
    "misc": "document",
}  # fmt: skip
"""Entry types that pandoc does not know, or takes for something else."""

LANGUAGES = {
    "english": "en", "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "lithuanian": "lt", "latvian": "lv", "estonian": "et", "polish": "pl", "german": "de", "ngerman": "de",
    "russian": "ru", "ukrainian": "uk", "belarusian": "be", "french": "fr", "finnish": "fi", "swedish": "sv",
    "norwegian": "no", "norsk": "nb", "nynorsk": "nn", "danish": "da", "dutch": "nl", "italian": "it",
    "spanish": "es", "portuguese": "pt", "czech": "cs", "slovak": "sk", "hungarian": "hu", "romanian": "ro",
    "bulgarian": "bg", "greek": "el", "turkish": "tr", "croatian": "hr", "serbian": "sr", "slovene": "sl",
    "icelandic": "is", "japanese": "ja", "chinese": "zh", "arabic": "ar", "hebrew": "he",
}  # fmt: skip

_KIND_OF = {
    "article": "article", "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review": "review", "review-book": "review", "book": "book", "chapter": "incollection",
    "paper-conference": "inproceedings", "report": "report", "thesis": "thesis", "webpage": "online",
    "post": "online", "post-weblog": "online", "dataset": "dataset", "software": "software", "patent": "patent",
    "manuscript": "unpublished", "pamphlet": "booklet", "legislation": "legislation", "bill": "legislation",
    "regulation": "legislation", "legal_case": "jurisdiction", "treaty": "treaty", "standard": "standard",
    "motion_picture": "movie", "entry-encyclopedia": "inreference", "entry-dictionary": "inreference",
    "entry": "inreference", "personal_communication": "letter", "song": "audio", "graphic": "image", "map": "map",
    "speech": "speech", "broadcast": "podcast", "periodical": "periodical", "collection": "collection",
}  # fmt: skip
_SERIALS = {
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "review",
    "review-book",
    "periodical",
}
_INSTITUTIONS = {"report": "institution", "thesis": "institution", "webpage": "organization", "post": "organization"}
_FIELD_OF = {
    "title": "title", "title-short": "shorttitle", "original-title": "origtitle", "container-title": "booktitle",
    "container-title-short": "shortjournal", "collection-title": "series", "collection-number": "number",
    "number": "number", "issue": "number", "volume": "volume", "number-of-volumes": "volumes", "page": "pages",
    "number-of-pages": "pagetotal", "chapter-number": "chapter", "edition": "edition", "version": "version",
    "publisher": "publisher", "publisher-place": "location", "original-publisher": "origpublisher",
    "original-publisher-place": "origlocation", "event-title": "eventtitle", "event-place": "venue", "genre": "type",
    "status": "pubstate", "call-number": "library", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid",
    "keyword": "keywords", "abstract": "abstract", "annote": "annotation", "note": "note",
}  # fmt: skip
_NAME_OF = {variable: name for name, variable in NAMES.items()}
_DATE_OF = {variable: name for name, variable in DATES.items()}
_VERBATIM = {"DOI": "doi", "URL": "url"}


def bib_entry(item: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """The entry type and the fields of an item, as LaTeX. What biblatex has no field for is left out."""
    custom = item.get("custom") if isinstance(item.get("custom"), dict) else {}
    cut = custom.get("and-others", []) if isinstance(custom, dict) else []
    fields: dict[str, str] = {}
    for variable, value in item.items():
        if variable in _NAME_OF and isinstance(value, list):
            names = [*map(_name, value), *(["others"] if variable in cut else [])]
            fields[_NAME_OF[variable]] = " and ".join(names)
        elif variable in _DATE_OF and (date := written(value)):
            fields[_DATE_OF[variable]] = _date(date)
        elif variable in _VERBATIM:
            fields[_VERBATIM[variable]] = str(value).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
        elif variable in _FIELD_OF and isinstance(value, str | int | float):
            fields.setdefault(_field(variable, item["type"]), _text(variable, str(value)))
    if language := item.get("language"):
        fields["langid"] = next((name for name, tag in LANGUAGES.items() if tag == language), escaped(str(language)))
    kept = custom.get("bibtex") if isinstance(custom, dict) else None
    for name, value in kept.items() if isinstance(kept, dict) else ():
        latex = str(value)
        fields.setdefault(name, latex if latex.count("{") == latex.count("}") else escaped(latex))
    return _KIND_OF.get(item["type"], fields.pop("entrytype", "misc")), fields


def _field(variable: str, kind: str) -> str:
    if variable == "container-title" and kind in _SERIALS:
        return "journaltitle"
    return _INSTITUTIONS.get(kind, "publisher") if variable == "publisher" else _FIELD_OF[variable]


def _text(variable: str, value: str) -> str:
    """Capitals are kept by a second pair of braces, as other programs write titles in small letters."""
    text = escaped(unmarked(value))
    if variable == "page":
        return re.sub(r"(?<=\w)[-–](?=\w)", "--", text)
    return f"{{{text}}}" if variable in ("title", "container-title", "collection-title", "publisher") else text


def _name(name: Mapping[str, str]) -> str:
    if "family" not in name:
        return f"{{{escaped(name.get('literal') or name.get('given', ''))}}}"
    parts = {part: escaped(str(text)) for part, text in name.items() if isinstance(text, str)}
    family = " ".join(parts[part] for part in ("non-dropping-particle", "family") if part in parts)
    # A word in small letters before the name is a particle that is dropped, unless braces hold it there.
    if any(word[:1].islower() for word in family.split()) or "," in family:
        family = f"{{{family}}}"
    given = parts.get("given", "")
    given = f"{{{given}}}" if "," in given else given
    pieces = [f"{parts.get('dropping-particle', '')} {family}".strip(), parts.get("suffix", ""), given]
    return ", ".join(piece for number, piece in enumerate(pieces) if piece or number == 2)


def _date(date: str) -> str:
    """biblatex has the sign for about after each end."""
    about = "~" if date.startswith("~") else ""
    return "/".join(end + about for end in date.removeprefix("~").split("/"))
