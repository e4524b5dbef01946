"""The list of sources, and what the desk makes of each, as a template sees them."""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from policybrief import document as view
from policybrief import vocabulary, words
from policybrief.citations import Citations, source_anchor
from policybrief.part import SourceKey
from policybrief.source import Source
from policybrief.sourcing import ASKED, lacking
from policybrief.views import Pen, marking, source_name


def sources(citations: Citations, pen: Pen, language: str) -> Sequence[view.SourceView]:
    """The list of a brief that is written in `language`."""
    marked = ((key, in_its_language(html, pen.sources[key], language)) for key, html in citations.entries)
    return [_source(key, html, citations, pen) for key, html in marked]


def in_its_language(entry: Markup, source: Source, language: str) -> Markup:
    """An entry with its titles marked as being in the language of the source, so that they are read out in it.

    Where a style has changed the letters of a title, it is left as it is.
    """
    if not source.language or _primary(source.language) == _primary(language):
        return entry
    for title in (source.title, source.container_title):
        entry = _marked(entry, title, source.language) if title else entry
    return entry


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


_QUOTES = re.compile("[\"'“”„‘’‚«»]")


def _marked(html: Markup, title: str, language: str) -> Markup:
    """Outside of tags, and with whatever quotation marks the style has put into the title."""
    words = re.escape("\0").join(re.escape(escape(part)) for part in _QUOTES.split(title))
    words = words.replace(re.escape("\0"), "(?:&#3[49];|[“”„‘’‚«»])")
    found = re.compile(rf"<[^>]*>|(?<![\w/.])({words})(?![\w/])")
    span = Markup('<span lang="{}">').format(language)
    return Markup(found.sub(lambda hit: f"{span}{hit[1]}</span>" if hit[1] else hit[0], html))


def _source(key: SourceKey, html: Markup, citations: Citations, pen: Pen) -> view.SourceView:
    source = pen.sources[key]
    number = citations.numbers.get(key)
    kind = [words.capital(source.genre or ""), words.READ.get(source.read or "", "")]
    return view.SourceView(
        anchor=source_anchor(key),
        number=str(number) if number else "",
        grade=source.grade or "",
        grade_meaning=_grade_meaning(source.grade) if source.grade else "",
        kind=words.capital(", ".join(part for part in kind if part)),
        entry=html,
        missing=_missing(source),
        read_on=_read_on(source, html),
        updated=f"Updated {words.date(source.updated)}." if source.updated else "",
        archive=source.archive_url or "",
        archived=words.date(source.archived) if source.archived else "",
        tlp=marking(source.tlp),
        origin=_origin(key, source, pen),
        descriptor=source.descriptor or "",
        cited_in=_back_links(key, citations, pen),
    )


def _read_on(source: Source, html: Markup) -> str:
    """When a web page was read, where the style does not say so itself: its numbers then stand in the entry."""
    if source.accessed is None:
        return ""
    numbers = {str(part) for part in source.accessed.start[::2]}
    said = re.findall(r"\d+", str(html.striptags()).replace(source.URL or "\0", ""))
    return "" if numbers <= set(said) else f"Accessed {words.date(source.accessed)}."


def _grade_meaning(grade: str) -> str:
    reliability, credibility = vocabulary.reliability()[grade[0]], vocabulary.credibility()[grade[1]]
    return f"{reliability}; {credibility[0].lower()}{credibility[1:]}"


def _missing(source: Source) -> str:
    """What a reader would look for in vain: said, not left out. A null counts even where something stands in for it."""
    nulls = {name for name in source.model_fields_set if getattr(source, name) is None}
    lacks = {*lacking(source), *nulls}
    said = [word for field, word in ASKED.items() if field in lacks]
    return f"Not known: {words.listed(said)}." if said else ""


def _origin(key: SourceKey, source: Source, pen: Pen) -> str:
    """What the source itself relies on: other sources of the brief by their names, anything else in its own words."""
    known = {str(key): held for key, held in pen.sources.items()}
    others = [name for name in source.origin or () if name != key]
    names = [source_name(known[name], SourceKey(name)) if name in known else name for name in others]
    return f"Relies on {words.listed(names)}." if names else ""


def _back_links(key: SourceKey, citations: Citations, pen: Pen) -> list[view.BackLink]:
    """One for each item that cites the source, in print order; the brief's own texts go by their names."""
    places: dict[str, list[str]] = {}
    for (owner, part, *_), href in citations.cited_at[key]:
        label = pen.labels.get(owner, owner) or words.LABELS[part]
        places.setdefault(label, []).append(href)
    return [view.BackLink(label, hrefs[:_SHOWN], len(hrefs[_SHOWN:])) for label, hrefs in places.items()]


_SHOWN = 12
"""Marks of one item that are linked back to; the others are counted."""
