"""Brief and citations to Document: numbers, labels, drawings and words, ready for a template to walk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from policybrief import document as view
from policybrief import entries, metadata, views, vocabulary, words
from policybrief.annex import evidence_annex
from policybrief.brief import Brief
from policybrief.citations import Citations
from policybrief.drawings import figures
from policybrief.estimate import Estimate, estimate_of
from policybrief.figures import ruler
from policybrief.part import Item
from policybrief.project import Settings
from policybrief.register import risks
from policybrief.shown import Link, TermView
from policybrief.trace import trace
from policybrief.views import Pen
from policybrief.vocabulary import Scale

RULER_KEY = (
    "One scale of 0 to 100 throughout. Faint: the band of the word. Strong: the range. Stroke: the best estimate."
)

TITLE_WIDTHS, HEADLINE_WIDTH = (24, 30), 36
"""Characters that a line of the title, large or smaller, and a line of a headline hold in print."""

TITLE_WIDTH = 72
"""Characters of a title in the contents."""

RUNNING_WIDTHS = 60, 44
"""Characters of a name in the running head and the foot: narrow, as the marking stands beside it."""

DESK_NOTE = "marks what the desk adds to the sources: its own estimates and illustration."


def compose(brief: Brief, citations: Citations, settings: Settings, generator: str) -> view.Document:
    """`generator` names the program and its version, for the metadata."""
    pen = pen_of(brief, citations)
    shown = {str(text) for scenario in brief.scenarios for text in scenario.indicators}
    scenarios = brief.scenario_set
    annex = evidence_annex(brief, pen.traced, pen)
    rest = [views.indicator(item, pen) for item in brief.indicators if item.id not in shown]
    heads = {head.anchor: head for head in _heads(brief, citations, bool(rest), bool(annex))}
    return view.Document(
        **_front(brief, settings, generator),
        **_for_machines(brief, citations, settings),
        contents=list(_contents(heads.values(), brief)),
        heads=heads,
        question=pen.text(brief, "question"),
        correction=pen.text(brief, "correction"),
        bottom_line=pen.text(brief, "bottom_line"),
        ruler_key=RULER_KEY if any(item.probability for item in brief.key_judgements) else "",
        judgements=[views.judgement(item, pen) for item in brief.key_judgements],
        sections=[views.section(item, pen) for item in brief.sections],
        findings=[views.finding(item, pen) for item in brief.findings],
        disagreements=[views.disagreement(item, pen) for item in brief.disagreements],
        gaps=views.gaps(brief, pen),
        timeline=[views.event(item, pen) for item in brief.timeline],
        threats=[views.threat(item, pen) for item in brief.threats],
        risks=risks(brief, pen),
        scenario_question=pen.text(scenarios, "question", "scenario_set") if scenarios else Markup(""),
        scenario_method=pen.text(scenarios, "method", "scenario_set") if scenarios else Markup(""),
        scenario_remark=_scenario_remark(brief),
        scenarios=views.scenarios(brief, pen),
        indicators=rest,
        forecasts=[views.forecast(item, pen) for item in brief.forecasts],
        terms=_terms(brief, pen),
        figures=figures(brief, pen),
        evidence=annex,
        notes=_notes(citations),
        sources=entries.sources(citations, pen, brief.language),
        method=_method(brief, pen, settings),
        desk_note=DESK_NOTE if any(item.basis for item in brief.items()) else "",
    )


def pen_of(brief: Brief, citations: Citations) -> Pen:
    """What sets the texts and figures of a brief."""
    labels = {item.id: item.id for item in brief.items()}
    labels |= {section.id: str(section.heading) for section in brief.sections}
    scale, confidence = vocabulary.scale(brief.scale), vocabulary.confidence_scale(brief.confidence_scale)
    return Pen(citations, labels, brief.sources, scale, confidence, trace(brief))


def _front(brief: Brief, settings: Settings, generator: str) -> dict[str, Any]:
    """Title, marking, metadata, and what the running head and foot say."""
    authors = words.listed(name.shown for name in brief.authors)
    organisation = settings.brand.name or (settings.organisation.shown if settings.organisation else "")
    edition = f"Edition {brief.edition}" if brief.edition else ""
    day = words.date(brief.date)
    return {
        "id": brief.id or "",
        "language": brief.language,
        "title": brief.title,
        "title_lines": _title_lines(brief.title),
        "subtitle": brief.subtitle or "",
        "description": metadata.description(brief),
        "form": brief.kind,
        "kind": words.KINDS[brief.kind],
        "series": brief.series or "",
        "edition": edition.lower(),
        "authors": authors,
        "organisation": organisation,
        "iso_date": brief.date.iso(),
        "keywords": brief.topics,
        "generator": generator,
        "draft": brief.status == "draft",
        "withdrawn": brief.status == "withdrawn",
        "marking": views.marking(brief.tlp),
        "markings": views.markings(),
        "handling": vocabulary.handling_rules().get(brief.handling or "", brief.handling or ""),
        "facts": _facts(brief, day, authors),
        "running_title": views.cut(brief.title, RUNNING_WIDTHS[0]),
        "running_date": " · ".join(part for part in (edition, day) if part),
        "running_foot": " · ".join(
            dict.fromkeys(
                views.cut(part, RUNNING_WIDTHS[1]) for part in (organisation or authors, brief.series) if part
            )
        ),
    }


def _for_machines(brief: Brief, citations: Citations, settings: Settings) -> dict[str, Any]:
    """What programs read off the page."""
    sources = {str(key): brief.sources[key] for key, _ in citations.entries}
    return {
        "meta": metadata.meta(brief, settings),
        "address": metadata.address(brief, settings).page,
        "linked_data": metadata.linked_data(brief, settings, sources),
        "sources_data": metadata.sources_data(sources),
        "citation": metadata.own_citation(brief, settings),
    }


def _title_lines(title: str) -> Sequence[str]:
    for width in TITLE_WIDTHS:
        lines = words.in_lines(title, width)
        if max(map(len, lines)) <= width:
            return lines
    return (title,)


def _facts(brief: Brief, day: str, authors: str) -> list[tuple[str, str]]:
    """The line under the title: what was given, with a name for each."""
    facts = [("Date", day)]
    if brief.information_cutoff:
        facts.append(("Information cut-off", words.date(brief.information_cutoff)))
    if brief.supersedes:
        facts.append(("Replaces", brief.supersedes))
    facts.append(("Prepared by", authors))
    if brief.audience:
        facts.append(("For", brief.audience))
    if brief.status in ("draft", "corrected", "withdrawn"):
        facts.append(("Status", words.capital(brief.status)))
    return facts


def _heads(brief: Brief, citations: Citations, indicators: bool, evidence: bool) -> Iterator[view.Head]:
    """The parts that the brief has, in print order."""
    gaps = brief.gaps or brief.assumptions or brief.alternatives
    recommendations = brief.recommendations.short_term or brief.recommendations.long_term
    present = {
        "sections": brief.sections,
        "findings": brief.findings,
        "disagreements": brief.disagreements,
        "gaps": gaps,
        "timeline": brief.timeline,
        "threats": brief.threats,
        "scenarios": brief.scenarios,
        "indicators": indicators,
        "forecasts": brief.forecasts,
        "recommendations": recommendations,
        "evidence": evidence,
        "notes": citations.notes,
        "sources": citations.entries,
        "method": True,
    }
    for name in brief.in_print_order(present):
        if present[name]:
            label = words.LABELS["risks" if (brief.kind, name) == ("register", "threats") else name]
            headline = getattr(brief.headlines, name, None) or ""
            lines = words.in_lines(headline or label, HEADLINE_WIDTH)
            yield view.Head(name, label, headline, lines, list(_titles(brief, name)))


def _titles(brief: Brief, part: str) -> Iterator[Link]:
    """What a paper's contents name below a part."""
    items = brief.recommendations.every if part == "recommendations" else getattr(brief, part, ())
    for item in items if part in _TITLED else ():
        yield Link(f"#{item.id}", views.title(item, TITLE_WIDTH))


_TITLED = ("sections", "findings", "disagreements", "threats", "scenarios", "forecasts", "recommendations")


def _contents(heads: Iterable[view.Head], brief: Brief) -> Iterator[view.Head]:
    """A briefing is made of its sections: they stand there instead of the part that holds them."""
    for head in heads:
        if (brief.kind, head.anchor) == ("briefing", "sections"):
            yield from (view.Head(link.href[1:], link.label, "", ()) for link in head.items)
        else:
            yield head


def _scenario_remark(brief: Brief) -> str:
    given = brief.scenario_set
    if not given:
        return ""
    parts = [words.capital(words.listed(given.kinds))] if given.kinds else []
    return ", ".join([*parts, *([f"to {words.date(given.horizon)}"] if given.horizon else [])])


def _terms(brief: Brief, pen: Pen) -> list[TermView]:
    given = brief.recommendations
    terms = []
    for name, items in (("Short term", given.short_term), ("Long term", given.long_term)):
        last = max((item.due.last_day for item in items if item.due), default=None)
        until = f"to {words.month(last)}" if last else ""
        if items:
            terms.append(TermView(name, until, [views.recommendation(item, pen) for item in items]))
    return terms


def _notes(citations: Citations) -> list[view.NoteView]:
    return [
        view.NoteView(f"note-{number}", number, text, f"#cite-{number}")
        for number, text in enumerate(citations.notes, 1)
    ]


def _method(brief: Brief, pen: Pen, settings: Settings) -> view.MethodView:
    """Each legend stands only where the brief uses what it explains; a scale other than the house's always stands."""
    lights = {item.level for item in brief.indicators}
    statuses = {item.status for item in brief.findings}
    graded = any(brief.sources[key].grade for key, _ in pen.citations.entries)
    estimates = [(item, given) for item in brief.items() if (given := estimate_of(item))]
    sure = any(getattr(item, "confidence", None) for item in brief.items())
    scaled = estimates or brief.scale != (settings.scale or vocabulary.DEFAULT_SCALE)
    return view.MethodView(
        scale=_scale(pen.scale, estimates, pen) if scaled and pen.scale.terms else None,
        confidence=_confidence(pen) if sure else [],
        reliability=_meanings(vocabulary.reliability()) if graded else [],
        credibility=_meanings(vocabulary.credibility()) if graded else [],
        lights=[view.Meaning(word, means, key) for key, (word, means) in words.LIGHTS.items()]
        if lights - {None}
        else [],
        statuses=[view.Meaning(*words.STATUSES[key], key) for key in words.STATUSES if key in statuses],
        texts=list(_method_texts(brief, pen, settings)),
    )


def _confidence(pen: Pen) -> list[view.Meaning]:
    levels = pen.confidence_scale.levels
    return [
        view.Meaning(words.capital(level.word), level.means, "", step, len(levels))
        for step, level in reversed(list(enumerate(levels, 1)))
    ]


def _meanings(table: Mapping[str, str]) -> list[view.Meaning]:
    return [view.Meaning(word, means) for word, means in table.items()]


def _scale(scale: Scale, estimates: Sequence[tuple[Item, Estimate]], pen: Pen) -> view.ScaleView:
    rows = []
    for number, term in enumerate(scale.terms, 1):
        band = (term.low, term.high)
        held = [(item, given) for item, given in estimates if views.reading(given, scale).band == band]
        points = [given.point for _, given in held if given.point is not None]
        figure = f"{words.number(term.low)}–{words.number(term.high)}"
        told = f"{words.capital(term.word)} means {words.from_to(*band)} percent."
        bar = ruler.draw_band(band, points, scale.bounds, told)
        links = pen.links(item.id for item, _ in held)
        side, edge = ("left", term.high) if term.low + term.high <= 100 else ("right", 100 - term.low)
        below = not ruler.fits_beside([link.label for link in links], edge)
        word, also = words.capital(term.word), ", ".join(term.also)
        rows.append(view.ScaleRow(f"scale-{number}", word, also, figure, bar, side, edge, below, links))
    return view.ScaleView(
        title=scale.title,
        source=scale.source,
        note=scale.note,
        axis=ruler.draw_axis(scale.bounds, scale.title),
        rows=rows,
        twins=any(term.also for term in scale.terms),
        estimated=bool(estimates),
    )


def _address(settings: Settings) -> str:
    """The house and where it sits; "" where the brand gives no address."""
    name, address = settings.brand.name, settings.brand.address
    return escape(", ".join(part for part in (name, address) if part)) if address else ""


def _method_texts(brief: Brief, pen: Pen, settings: Settings) -> Iterator[tuple[str, Markup]]:
    """What the last page says in words, each with its label."""
    marking = views.marking(brief.tlp)
    given = {
        "method": pen.text(brief, "method"),
        "source_summary": pen.text(brief, "source_summary"),
        "retrospective": pen.text(brief, "retrospective"),
        "reviewers": escape(words.listed(name.shown for name in brief.reviewers)) if brief.reviewers else "",
        "acknowledgements": pen.text(brief, "acknowledgements"),
        "funding": pen.text(brief, "funding"),
        "contact": pen.text(brief, "contact"),
        "licence": pen.text(brief, "licence"),
        "disclaimer": pen.text(brief, "disclaimer"),
        "address": _address(settings),
        "tlp": escape(f"{marking.label}: may be shared {marking.shared}.") if marking else "",
    }
    yield from ((words.LABELS[name], Markup(text)) for name, text in given.items() if text)
