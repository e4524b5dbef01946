"""The numbered things of a brief as a template sees them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from policybrief import items as model
from policybrief import prose, vocabulary, words
from policybrief import shown as view
from policybrief.brief import Brief
from policybrief.citations import Citations, source_anchor
from policybrief.estimate import Estimate
from policybrief.figures import ruler
from policybrief.part import Inline, Item, Part, SourceKey, Spot, bare
from policybrief.source import Name, Source
from policybrief.trace import Trace
from policybrief.vocabulary import ConfidenceScale, Scale, Term


@dataclass(frozen=True, slots=True)
class Pen:
    """Sets the texts of a brief: knows its citations, the labels of its items, its scales."""

    citations: Citations
    labels: Mapping[str, str]
    sources: Mapping[SourceKey, Source]
    scale: Scale
    confidence_scale: ConfidenceScale
    traced: Trace

    def text(self, part: Part, field: str, within: str = "") -> Markup:
        """A text field as HTML, "" where it was left out; `within` is the field of the brief that holds the part."""
        owner = (part.id,) if isinstance(part, Item) else ("", within) if within else ("",)
        return self._set(getattr(part, field), (*owner, field))

    def texts(self, part: Item, field: str) -> tuple[Markup, ...]:
        """A field with a list of texts."""
        given = enumerate(getattr(part, field))
        return tuple(self._set(text, (part.id, field, str(number))) for number, text in given)

    def under(self, part: Item, field: str, key: str) -> Markup:
        """The text under a key of a mapping."""
        return self._set(getattr(part, field)[key], (part.id, field, key))

    def cites(self, *spot: str) -> Markup:
        """The marks of a field that holds keys of sources."""
        return Markup("").join(self.citations.marks.get(spot, ()))

    def _set(self, text: Inline | None, spot: Spot) -> Markup:
        if text is None:
            return Markup("")
        marks = self.citations.marks.get(spot, ())
        return tucked(prose.to_html(text, marks, self.labels, block=text.block))

    def entry(self, item: Item, text: str = "") -> dict[str, Any]:
        """The fields that every numbered thing has; `text` is what its own marks are printed behind."""
        cites = behind(text, self.cites(item.id, "sources"))
        return {"id": item.id, "editorial": item.basis == "editorial", "tlp": marking(item.tlp), "cites": cites}

    def links(self, ids: Iterable[str]) -> tuple[view.Link, ...]:
        return tuple(view.Link(f"#{item_id}", self.labels.get(item_id, item_id)) for item_id in ids)

    def refs(self, owner: str) -> tuple[view.Ref, ...]:
        """The sources that an item cites, as the margin names them."""
        return tuple(self.ref(key) for key in self.citations.keys_at(owner))

    def ref(self, key: SourceKey) -> view.Ref:
        number = self.citations.numbers.get(key)
        source = self.sources[key]
        label = str(number) if number else source_name(source, key)
        return view.Ref(f"#{source_anchor(key)}", label, source.grade or "")

    def confidence(self, word: str | None) -> view.Confidence | None:
        if word is None:
            return None
        levels = self.confidence_scale.words
        return view.Confidence(words.capital(word), levels.index(word) + 1, len(levels))

    def odds(self, estimate: Estimate | None) -> view.Odds | None:
        if estimate is None:
            return None
        return odds(estimate, self.scale)


_MARK = r'<span class="cite" id="cite-\d+">(?:<sup>.*?</sup>|<a [^>]*doc-noteref[^>]*>\d+</a>)</span>'
_RAISED = re.compile(rf"(?<!\s)\s*({_MARK}(?:\s*{_MARK})*)([.,;:]?)")


_BETWEEN = Markup('<sup class="between">,\u202f</sup>')
"""Between marks side by side: 1 and 2 would read as 12."""


def tucked(html: Markup) -> Markup:
    """Raised marks stand close to the word, after its comma or full stop: an author writes `word [@key].`"""
    raised = _RAISED.sub(r"\2\1", str(html))
    return Markup(re.sub(rf"({_MARK})\s*(?={_MARK})", rf"\1{_BETWEEN}", raised))


def behind(text: str, cites: Markup) -> Markup:
    """Marks that follow a text, set off from a mark at its end."""
    return _BETWEEN + cites if cites and re.search(rf"{_MARK}\s*$", str(text)) else cites


def marking(label: str | None) -> view.Marking | None:
    return next((known for known in markings() if known.label == f"TLP:{label}"), None)


def markings() -> list[view.Marking]:
    """All labels of the Traffic Light Protocol."""
    tlp = vocabulary.tlp()
    keys = {label: f"tlp-{label.lower().replace('+', '-')}" for label in tlp.colours}
    return [view.Marking(keys[label], f"TLP:{label}", tlp.colours[label], tlp.shared[label]) for label in keys]


def source_name(source: Source, key: str) -> str:
    """What a margin calls a source: its author, else its short title, what it calls itself, where it stands; a year."""
    title = cut(source.title, 32) if source.title else key
    names = (_surnames(source.author or ()), source.title_short, source.genre, source.container_title, title)
    name = next(name for name in names if name)
    return f"{name}, {source.issued.start[0]}" if source.issued else str(name)


def _surnames(names: Sequence[Name]) -> str:
    """`Smith`, `Smith and Jones`, `Smith et al.`"""
    short = [cut(name.literal or name.surname, 32) for name in names]
    return f"{short[0]} et al." if len(short) > 2 else " and ".join(short)


def cut(text: str, limit: int) -> str:
    """A text of at most `limit` characters, cut between words."""
    plain = bare(text)
    if len(plain) <= limit:
        return plain
    return plain[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def short_name(item: Item, limit: int = 28) -> str:
    """A name of a few words, for figures and tables."""
    return cut(item.short, limit) if item.short else title(item, limit)


def title(item: Item, limit: int) -> str:
    """What heads it, or else the beginning of its text."""
    names = (getattr(item, field, None) for field in ("title", "heading", "text", "question", "do"))
    return cut(next((name for name in names if name), item.id), limit)


def term_of(estimate: Estimate, scale: Scale) -> Term | None:
    """The term that an estimate's word names, or else the one that holds its number, or its whole range."""
    if estimate.word and (named := scale.term(estimate.word)):
        return named
    if estimate.point is not None:
        return scale.at(estimate.point)
    return scale.holding(*estimate.range) if estimate.range else None


def word_of(estimate: Estimate, scale: Scale) -> str:
    """The word that was given, or that the scale has for its number; "" where it has none."""
    term = term_of(estimate, scale)
    return estimate.word or (term.word if term else "")


def reading(estimate: Estimate, scale: Scale) -> ruler.Reading:
    """What the ruler shows, and what a screen reader says of it."""
    term, word = term_of(estimate, scale), word_of(estimate, scale)
    band = (term.low, term.high) if term else None
    told = (
        [f"{words.capital(word)} means {words.from_to(*band)} percent." if band else f"The word is {word}."]
        if word
        else []
    )
    if estimate.range:
        told.append(f"The range is {words.from_to(*estimate.range)} percent.")
    if estimate.point is not None:
        told.append(f"The best estimate is {words.number(estimate.point)} percent.")
    return ruler.Reading(" ".join(told), band, estimate.range, estimate.point)


def odds(estimate: Estimate, scale: Scale) -> view.Odds:
    """An estimate in print. Without a band its own number or range stands beside the word."""
    if estimate.level:
        figure = vocabulary.register_likelihoods()[estimate.level].figure
        return view.Odds(f"Level {estimate.level}", figure, figure, "", Markup(""), Markup(""))
    read = reading(estimate, scale)
    word = word_of(estimate, scale)
    best = words.percent_range(estimate.point, estimate.point) if estimate.point is not None else ""
    own = words.percent_range(*estimate.range) if estimate.range else best
    figure = words.percent_range(*read.band) if read.band else own
    if not figure:
        return view.Odds(words.capital(word), "", "", "", Markup(""), Markup(""))
    large, small = ruler.draw(read, scale.bounds), ruler.draw_small(read, scale.bounds)
    return view.Odds(words.capital(word), figure, own or figure, best if best != figure else "", large, small)


def judgement(item: model.KeyJudgement, pen: Pen) -> view.Judgement:
    text = pen.text(item, "text")
    return view.Judgement(
        **pen.entry(item, text),
        text=text,
        odds=pen.odds(item.probability),
        confidence=pen.confidence(item.confidence),
        because=pen.text(item, "confidence_because"),
        rests_on=pen.links(item.rests_on),
        moved=pen.text(item, "moved_because"),
    )


def finding(item: model.Finding, pen: Pen) -> view.FindingView:
    return view.FindingView(
        **pen.entry(item),
        title=item.title or "",
        text=pen.text(item, "text"),
        status=state(item.status, words.STATUSES),
        as_of=words.date(item.as_of, short=True) if item.as_of else "",
        confidence=pen.confidence(item.confidence),
        kind=words.capital(item.kind or ""),
        refs=pen.refs(item.id),
        contradicts=pen.links(item.contradicts),
        quoted=Markup("; ").join(_quoted(item, pen)),
    )


def _quoted(item: model.Finding, pen: Pen) -> Iterator[Markup]:
    for number, quoted in enumerate(item.quoted_probability):
        cites = pen.cites(item.id, "quoted_probability", str(number), "source")
        yield tucked(Markup("“{}” {}").format(quoted.term, cites))


def disagreement(item: model.Disagreement, pen: Pen) -> view.DisagreementView:
    positions = [
        view.Position(
            source=source_name(pen.sources[key], key),
            ref=pen.ref(key),
            text=(text := pen.under(item, "positions", key)),
            cites=behind(text, pen.cites(item.id, "positions", key, "source")),
        )
        for key in item.positions
    ]
    return view.DisagreementView(**pen.entry(item), question=pen.text(item, "text"), positions=positions)


def gaps(brief: Brief, pen: Pen) -> list[view.Row]:
    """What is not known, what is assumed, and what else was thought of."""
    rows = [_row(gap, pen, "", "What would tell:", "collect") for gap in brief.gaps]
    for assumption in brief.assumptions:
        lead = "Assumed, and a linchpin:" if assumption.linchpin else "Assumed:"
        rows.append(_row(assumption, pen, lead, "If wrong:", "if_wrong"))
    rows += [_row(other, pen, "Considered:", "Set aside:", "why_rejected") for other in brief.alternatives]
    return rows


def _row(item: Item, pen: Pen, lead: str, then_lead: str, then: str) -> view.Row:
    text = pen.text(item, "text")
    return view.Row(**pen.entry(item, text), lead=lead, text=text, then_lead=then_lead, then=pen.text(item, then))


def event(item: model.Event, pen: Pen) -> view.EventView:
    text = pen.text(item, "text")
    return view.EventView(**pen.entry(item, text), date=words.date(item.date, short=True), text=text)


def threat(item: model.Threat, pen: Pen) -> view.ThreatView:
    return view.ThreatView(
        **pen.entry(item),
        title=item.title,
        text=pen.text(item, "text"),
        actor=item.actor or "",
        target=item.target or "",
        odds=pen.odds(item.likelihood),
        trend=trend(item.trend),
        impact=item.impact or 0,
        impact_word=vocabulary.impacts()[item.impact] if item.impact else "",
        horizon=item.horizon or "",
        domains=", ".join(item.domains),
        confidence=pen.confidence(item.confidence),
        refs=pen.refs(item.id),
        rests_on=pen.links(item.rests_on),
        moved=pen.text(item, "moved_because"),
    )


def scenarios(brief: Brief, pen: Pen) -> list[view.ScenarioView]:
    """An indicator that is named by its id stands in full in the first scenario that names it, and as a link later."""
    full = {item.id: indicator(item, pen) for item in brief.indicators}
    seen: dict[str, view.IndicatorView] = {}
    views = []
    for item in brief.scenarios:
        rows = []
        for text, html in zip(item.indicators, pen.texts(item, "indicators"), strict=True):
            rows.append(seen.get(text) or full.get(text) or plain_indicator(html))
            if text in full:
                seen[text] = told_again(full[text], prose.item_link(text, text))
        views.append(_scenario(item, rows, pen))
    return views


def told_again(shown: view.IndicatorView, text: Markup) -> view.IndicatorView:
    """An indicator that stands in full elsewhere: its light, and the way there."""
    return replace(shown, id="", tlp=None, cites=Markup(""), text=text, threshold=Markup(""))


def _scenario(item: model.Scenario, rows: Sequence[view.IndicatorView], pen: Pen) -> view.ScenarioView:
    return view.ScenarioView(
        **pen.entry(item),
        title=item.title,
        text=pen.text(item, "text"),
        odds=pen.odds(item.probability),
        impact=item.impact or 0,
        impact_word=vocabulary.impacts()[item.impact] if item.impact else "",
        drivers=pen.texts(item, "drivers"),
        indicators=rows,
        implications=pen.texts(item, "implications"),
        rests_on=pen.links(item.rests_on),
        moved=pen.text(item, "moved_because"),
    )


def indicator(item: model.Indicator, pen: Pen) -> view.IndicatorView:
    text = pen.text(item, "text")
    return view.IndicatorView(
        **pen.entry(item, text),
        text=text,
        light=state(item.level, words.LIGHTS),
        trend=trend(item.trend),
        as_of=words.date(item.as_of, short=True) if item.as_of else "",
        threshold=pen.text(item, "threshold"),
    )


def plain_indicator(text: Markup) -> view.IndicatorView:
    return view.IndicatorView("", False, None, Markup(""), text, None, None, "", Markup(""))


def forecast(item: model.Forecast, pen: Pen) -> view.ForecastView:
    resolution = item.resolution
    text = pen.text(item, "question")
    return view.ForecastView(
        **pen.entry(item, text),
        question=text,
        odds=pen.odds(item.probability),
        opened=words.date(item.opened) if item.opened else "",
        closes=words.date(item.closes) if item.closes else "",
        resolves_by=pen.text(item, "resolves_by"),
        outcome=f"{words.capital(resolution.outcome)}, {words.date(resolution.date)}" if resolution else "",
        outcome_cites=pen.cites(item.id, "resolution", "source"),
    )


def recommendation(item: model.Recommendation, pen: Pen) -> view.RecommendationView:
    text = pen.text(item, "do")
    return view.RecommendationView(
        **pen.entry(item, text),
        do=text,
        owner=item.owner or "",
        measure=pen.text(item, "measure"),
        because=pen.links(item.because),
        scenarios=pen.links(item.scenarios),
        start=words.date(item.start, short=True) if item.start else "",
        due=words.date(item.due, short=True) if item.due else "",
        priority=f"{words.capital(item.priority)} priority" if item.priority else "",
        cost=item.cost or "",
        feasibility=item.feasibility or "",
        status=words.capital(item.status or ""),
        risks=pen.texts(item, "risks"),
    )


def section(item: model.Section, pen: Pen) -> view.SectionView:
    return view.SectionView(**pen.entry(item), heading=item.heading, text=pen.text(item, "text"))


def state(key: str | None, table: Mapping[str, tuple[str, str]]) -> view.State | None:
    return view.State(key, table[key][0]) if key else None


def trend(key: str | None) -> view.State | None:
    return view.State(key, words.TRENDS[key]) if key else None
