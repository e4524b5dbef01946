"""How a brief is recognised and cited: what Zotero, search engines and link previews read off its page.

Zotero's embedded-metadata translator reads `citation_*` (the institution of a technical report makes the item a
report), Dublin Core and Open Graph; Google Scholar wants title, author and date as YYYY/MM/DD; search engines read
schema.org. Zotero would split the name of an organisation into a first and a last name: only persons are given as
authors, an organisation as institution and publisher.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from policybrief import document as view
from policybrief import words
from policybrief.brief import Brief
from policybrief.exchange import format_named
from policybrief.part import Plain, bare
from policybrief.project import Settings
from policybrief.source import Name, Source


class Address(NamedTuple):
    """Where a brief stands on the web; "" where the project names no site."""

    page: str
    pdf: str


def address(brief: Brief, settings: Settings) -> Address:
    if not settings.site:
        return Address("", "")
    base = f"{settings.site.rstrip('/')}/{quote(brief.id or '')}"
    return Address(f"{base}.html", f"{base}.pdf")


def record(brief: Brief, settings: Settings) -> Source:
    """The brief as a source that others cite."""
    return Source(
        type="report",
        title=_full_title(brief),
        author=brief.authors,
        publisher=Plain(settings.organisation.shown) if settings.organisation else None,
        issued=brief.date,
        URL=address(brief, settings).page or None,
        language=Plain(brief.language),
        genre=Plain(words.KINDS[brief.kind]),
        DOI=brief.doi,
        ISSN=brief.issn,
        **{"collection-title": brief.series, "number": brief.edition},
    )


def _full_title(brief: Brief) -> Plain:
    return Plain(f"{brief.title}: {brief.subtitle}") if brief.subtitle else brief.title


def meta(brief: Brief, settings: Settings) -> list[view.Meta]:
    """The tags of the page's head, in a fixed order; what is not known is left out."""
    return [view.Meta(kind, name, value) for kind, name, value in _tags(brief, settings) if value]


def _tags(brief: Brief, settings: Settings) -> Iterator[tuple[str, str, str]]:
    organisation = _organisation(brief, settings)
    page, pdf = address(brief, settings)
    title, told = str(_full_title(brief)), description(brief)
    licence = bare(brief.licence) if brief.licence else ""
    persons = [_family_first(name) for name in brief.authors if not name.literal]
    yield "name", "dcterms.created", brief.date.iso()
    yield "name", "citation_title", title
    yield from (("name", "citation_author", person) for person in persons)
    yield "name", "citation_publication_date", brief.date.iso().replace("-", "/")
    yield "name", "citation_technical_report_institution", organisation
    yield "name", "citation_technical_report_number", brief.edition or ""
    yield "name", "citation_series_title", brief.series or ""
    yield "name", "citation_doi", brief.doi or ""
    yield "name", "citation_issn", brief.issn or ""
    yield "name", "citation_language", brief.language
    yield from (("name", "citation_keywords", topic) for topic in brief.topics)
    yield "name", "citation_pdf_url", pdf
    yield "name", "citation_public_url", page
    yield "name", "dc.title", title
    yield from (("name", "dc.creator", person) for person in persons)
    yield "name", "dc.type", "report"
    yield "name", "dc.date", brief.date.iso()
    yield "name", "dc.publisher", organisation
    yield "name", "dc.description", told
    yield "name", "dc.language", brief.language
    yield "name", "dc.identifier", f"doi:{brief.doi}" if brief.doi else page
    yield "name", "dc.rights", licence
    yield "property", "og:type", "article"
    yield "property", "og:title", title
    yield "property", "og:description", told
    yield "property", "og:site_name", organisation
    yield "property", "og:url", page
    yield "property", "article:published_time", brief.date.iso()


def description(brief: Brief) -> str:
    return bare(brief.bottom_line or brief.subtitle or brief.title)


def _organisation(brief: Brief, settings: Settings) -> str:
    """Who publishes, else the organisations among the authors; "" where there are only persons."""
    authors = [name.shown for name in brief.authors if name.literal]
    return settings.organisation.shown if settings.organisation else "; ".join(authors)


def _family_first(name: Name) -> str:
    """A person as both Zotero and Google Scholar take it: `von Berg, Ludwig, Jr`."""
    return ", ".join(part for part in (name.surname, name.given, name.suffix) if part)


def linked_data(brief: Brief, settings: Settings, sources: Mapping[str, Source]) -> dict[str, Any]:
    """The brief as a Report of schema.org, with what it cites."""
    page, pdf = address(brief, settings)
    series = {"@type": "CreativeWorkSeries", "name": brief.series, "issn": brief.issn} if brief.series else None
    data = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": brief.title,
        "alternativeHeadline": brief.subtitle,
        "abstract": description(brief),
        "author": [_agent(name) for name in brief.authors],
        "publisher": _agent(settings.organisation) if settings.organisation else None,
        "datePublished": brief.date.iso(),
        "inLanguage": brief.language,
        "keywords": list(brief.topics),
        "reportNumber": brief.edition,
        "isPartOf": _given(series) if series else None,
        "identifier": f"https://doi.org/{brief.doi}" if brief.doi else None,
        "url": page,
        "encoding": {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": pdf} if pdf else None,
        "license": bare(brief.licence) if brief.licence else None,
        "creativeWorkStatus": words.capital(brief.status),
        "citation": [_work(source) for source in sources.values()],
    }
    return _given(data)


def _work(source: Source) -> dict[str, Any]:
    data = {
        "@type": "CreativeWork",
        "name": source.title,
        "author": [_agent(name) for name in source.author or ()],
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        "datePublished": source.issued.iso() if source.issued and not source.issued.circa else None,
        "inLanguage": source.language,
        "url": source.URL,
        "identifier": f"https://doi.org/{source.DOI}" if source.DOI else None,
    }
    return _given(data)


def _agent(name: Name) -> dict[str, Any]:
    if name.literal:
        return {"@type": "Organization", "name": name.shown}
    return _given({"@type": "Person", "name": name.shown, "familyName": name.family, "givenName": name.given})


def _given(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value}


def own_citation(brief: Brief, settings: Settings) -> view.CitationView:
    """How to cite the brief: in words, for BibTeX and for RIS."""
    name = (brief.id or "brief").rpartition("/")[2]
    # Not every program takes every letter in a key.
    own = {re.sub("[^A-Za-z0-9_.-]+", "-", name).strip("-") or "brief": record(brief, settings)}
    files = [
        view.CitationFile(label, f"{name}.{ending}", kind, format_named(form).write(own).strip())
        for form, (label, ending, kind) in _FILES.items()
    ]
    return view.CitationView(_suggested(brief, settings), files)


_FILES = {
    "bibtex": ("BibTeX (biblatex)", "bib", "application/x-bibtex"),
    "ris": ("RIS", "ris", "application/x-research-info-systems"),
}
"""By the format's name: what it is called, the ending of its files, their media type."""


def _suggested(brief: Brief, settings: Settings) -> Markup:
    """In the order author, year, title, publisher, series, date, identifier: what is not known is left out."""
    authors = words.listed(name.shown for name in brief.authors)
    publisher = settings.organisation.shown if settings.organisation else ""
    edition = f"edition {brief.edition}" if brief.edition else ""
    rest = [part for part in (publisher if publisher != authors else "", brief.series, edition) if part]
    named = {"ISSN": brief.issn, "DOI": brief.doi}
    ids = [f"{name} {value}" for name, value in named.items() if value]
    page = address(brief, settings).page
    after = ", ".join([*rest, words.date(brief.date), *ids, *([page] if page and not brief.doi else [])])
    title = _full_title(brief)
    stop = "" if title[-1] in ".?!" else "."
    return Markup("{} ({}). <i>{}</i>{} {}.").format(authors, brief.date.start[0], title, stop, words.capital(after))


def sources_data(sources: Mapping[str, Source]) -> Sequence[Mapping[str, Any]]:
    """The sources as CSL-JSON, for whoever wants to keep them: what is printed of them, and no note of the desk's."""
    items = ({"id": str(key), **source.csl()} for key, source in sources.items())
    return [{name: value for name, value in item.items() if name != "annote"} for item in items]
