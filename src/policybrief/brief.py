"""What the author wrote, valid and frozen: a Brief and the numbered things in it.

The fields of `Brief` stand in the order in which they are printed; citations are numbered in that order.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from policybrief import vocabulary
from policybrief.date import Day, PartialDate
from policybrief.estimate import Estimate, Likelihood
from policybrief.part import (
    Block,
    Cited,
    Confidence,
    FindingId,
    Handling,
    Inline,
    Item,
    ItemId,
    Known,
    Language,
    Many,
    Maybe,
    Part,
    Plain,
    ScenarioId,
    Slug,
    SourceKey,
    Spot,
    TlpLabel,
    choose,
    citations_in,
    pattern,
    refuse,
    unknown_id,
)
from policybrief.prose import Citation, Fault
from policybrief.source import Name, Sha256, Source

Trend = Literal["up", "down", "steady"]
Impact = Annotated[int, Field(ge=1, le=5)]
BRIEF_ID = r"[^\W_][\w. -]*(/[^\W_][\w. -]*)*"
_ID = "#?[A-Za-z][0-9]+"
BriefId = Annotated[
    str, pattern(BRIEF_ID, "name", "which is no id of a brief", "letters, digits, . - _, and / for folders")
]


def _one_of(code: str, names: tuple[str, ...]) -> Any:
    def check(value: str) -> str:
        if value not in names:
            refuse([Fault(code, f"is '{value}'", choose(value, names))])
        return value

    return AfterValidator(check)


ScaleName = Annotated[str, _one_of("scale", vocabulary.scale_names())]
ConfidenceScaleName = Annotated[str, _one_of("confidence-scale", vocabulary.confidence_scale_names())]


class KeyJudgement(Item):
    """What the brief judges, in one sentence: the first thing that is read."""

    main = "text"
    printed = ("confidence_because", "text", "sources", "moved_because")
    text: Inline = Field(description="the judgement, in one sentence")
    probability: Maybe[Estimate] = Field(None, description="how probable it is")
    confidence: Confidence | None = Field(None, description="how good the ground is for saying so")
    confidence_because: Maybe[Inline] = Field(None, description="why no more and no less")
    rests_on: Many[ItemId] = Field((), description="ids of the findings and threats that carry it")
    moved_because: Maybe[Inline] = Field(None, description="why it changed since the last edition")


class QuotedProbability(Part):
    """A probability word of a source, in its own scale or none: quoted, never scored."""

    term: Plain = Field(description="the word, as the source has it")
    source: Cited = Field(description="the key of the source")
    locator: Maybe[Plain] = Field(None, description="where in the source: p. 12")


class Finding(Item):
    """What the sources say or show."""

    main = "text"
    printed = ("quoted_probability", "text", "sources")
    title: Maybe[Plain] = Field(None, description="the finding in a few words")
    text: Block = Field(description="the finding, with its citations")
    confidence: Confidence | None = Field(None, description="how good the ground is")
    kind: Maybe[Literal["fact", "judgement"]] = Field(None, description="fact, or judgement of a source")
    as_of: Maybe[PartialDate] = Field(None, description="the date for which it holds")
    status: Maybe[Literal["current", "stale", "contested", "superseded"]] = Field(None, description="how it has aged")
    contradicts: Many[FindingId] = Field((), description="ids of the findings that it speaks against")
    quoted_probability: Many[QuotedProbability] = Field((), description="a source's own words of probability")
    reviewed: Mapping[SourceKey, Sha256] = Field({}, description="sources as they were when the finding was accepted")


class Disagreement(Item):
    """A question on which the sources differ."""

    main = "text"
    printed = ("text", "sources", "positions")
    text: Inline = Field(description="the question")
    positions: Mapping[Cited, Inline] = Field({}, description="what each source says: {key: position}")


class Assumption(Item):
    """What the brief takes for granted."""

    main = "text"
    printed = ("text", "sources", "if_wrong")
    text: Inline = Field(description="the assumption")
    if_wrong: Maybe[Inline] = Field(None, description="what falls if it does not hold")
    linchpin: bool = Field(False, description="yes, where much hangs on it")


class Gap(Item):
    """What is not known."""

    main = "text"
    printed = ("text", "sources", "collect")
    text: Inline = Field(description="what is not known")
    collect: Maybe[Inline] = Field(None, description="what would tell")


class Alternative(Item):
    """A competing hypothesis."""

    main = "text"
    printed = ("text", "sources", "why_rejected")
    text: Inline = Field(description="the hypothesis")
    why_rejected: Maybe[Inline] = Field(None, description="what speaks against it")


class Event(Item):
    """A dated event of the timeline."""

    printed = ("text", "sources")

    date: PartialDate = Field(description="when")
    text: Inline = Field(description="what happened")


class Threat(Item):
    """What may do harm, to whom, how likely and how badly."""

    main = "title"
    printed = ("text", "sources", "moved_because")
    title: Plain = Field(description="the threat in a few words")
    text: Maybe[Block] = Field(None, description="how it would come about")
    actor: Maybe[Plain] = Field(None, description="who would do it")
    target: Maybe[Plain] = Field(None, description="whom it would hit")
    likelihood: Maybe[Likelihood] = Field(None, description="how probable it is, or a level 1-5 with risk: uk-nrr")
    impact: Maybe[Impact] = Field(None, description="how bad it would be, 1 to 5")
    horizon: Maybe[Plain] = Field(None, description="by when")
    domains: Many[Plain] = Field((), description="military, cyber, information, ...")
    trend: Maybe[Trend] = Field(None, description="up, down or steady")
    confidence: Confidence | None = Field(None, description="how good the ground is")
    moved_because: Maybe[Inline] = Field(None, description="why it changed since the last edition")


class ScenarioSet(Part):
    """What the scenarios answer, and how they were made."""

    question: Maybe[Inline] = Field(None, description="the question that the scenarios answer")
    horizon: Maybe[PartialDate] = Field(None, description="the date to which they run")
    exclusive: bool = Field(False, description="yes, where no two can both come true")
    exhaustive: bool = Field(False, description="yes, where one of them must come true")
    method: Maybe[Inline] = Field(None, description="how they were made")


class Sign(Inline):
    """The id of an indicator, or a text that stands for one. A letter and a number alone are meant for an id."""

    __slots__ = ()

    @classmethod
    def _checked(cls, value: str, info: ValidationInfo) -> Self:
        sign = value.strip()
        return super()._checked(sign.removeprefix("#") if re.fullmatch(_ID, sign) else sign, info)

    @classmethod
    def faults(cls, text: str, known: Known | None) -> Iterator[Fault]:
        if re.fullmatch(_ID, text):
            yield from unknown_id(text, known, "I") if known else ()
        else:
            yield from super().faults(text, known)


class Scenario(Item):
    """A way in which things may go."""

    main = "title"
    printed = ("text", "sources", "drivers", "implications", "indicators", "moved_because")
    title: Plain = Field(description="the scenario in a few words")
    text: Maybe[Block] = Field(None, description="what happens in it")
    probability: Maybe[Estimate] = Field(None, description="how probable it is")
    impact: Maybe[Impact] = Field(None, description="how bad it would be, 1 to 5")
    drivers: Many[Inline] = Field((), description="what drives it")
    indicators: Many[Sign] = Field((), description="ids of indicators, or plain texts")
    implications: Many[Inline] = Field((), description="what it would mean")
    moved_because: Maybe[Inline] = Field(None, description="why it changed since the last edition")


class Indicator(Item):
    """A sign to watch for."""

    main = "text"
    printed = ("text", "sources", "threshold")
    text: Inline = Field(description="the sign, such that one can say whether it is there")
    level: Maybe[Literal["green", "amber", "red"]] = Field(None, description="green not seen, amber partly, red seen")
    trend: Maybe[Trend] = Field(None, description="up, down or steady")
    as_of: Maybe[PartialDate] = Field(None, description="when it was looked at last")
    threshold: Maybe[Inline] = Field(None, description="what makes it red")


class Recommendation(Item):
    """What is to be done, by whom and by when."""

    main = "do"
    printed = ("do", "sources", "measure", "risks")
    do: Inline = Field(description="the measure, beginning with a verb")
    owner: Maybe[Plain] = Field(None, description="who is to do it")
    because: Many[ItemId] = Field((), description="ids of the findings, threats and other items that it answers")
    scenarios: Many[ScenarioId] = Field((), description="ids of the scenarios for which it is meant")
    priority: Maybe[Literal["high", "medium", "low"]] = Field(None, description="high, medium or low")
    cost: Maybe[Plain] = Field(None, description="what it costs")
    feasibility: Maybe[Plain] = Field(None, description="how easily it can be done")
    measure: Maybe[Inline] = Field(None, description="how one sees that it is done")
    start: Maybe[PartialDate] = Field(None, description="when it begins")
    due: Maybe[PartialDate] = Field(None, description="when it is to be done")
    status: Maybe[Plain] = Field(None, description="proposed, accepted, under way, done, ...")
    risks: Many[Inline] = Field((), description="what may go wrong with it")


class Recommendations(Part):
    """Measures for now, and measures that take longer."""

    short_term: Many[Recommendation] = Field((), description="measures for now")
    long_term: Many[Recommendation] = Field((), description="measures that take longer")


class Resolution(Part):
    """How a forecast came out."""

    outcome: Plain = Field(description="yes, no, or in words")
    date: PartialDate = Field(description="when it was settled")
    source: Maybe[Cited] = Field(None, description="the key of the source that settles it")


class Forecast(Item):
    """A question that the future answers with yes or no."""

    main = "question"
    printed = ("question", "sources", "resolves_by", "resolution")
    question: Inline = Field(description="the question")
    probability: Maybe[Estimate] = Field(None, description="the probability of a yes")
    opened: Maybe[PartialDate] = Field(None, description="when it was asked")
    closes: Maybe[PartialDate] = Field(None, description="when it is answered at the latest")
    resolves_by: Maybe[Inline] = Field(None, description="what settles it")
    resolution: Maybe[Resolution] = Field(None, description="how it came out")


class Section(Item):
    """Free prose, where the structure does not fit."""

    printed = ("text", "sources")

    heading: Plain = Field(description="its heading")
    text: Block = Field(description="its text")


class FigureWish(Part):
    """A figure to show instead of the default choice."""

    kind: Literal["matrix", "probability"] = Field(description="matrix of likelihood and impact, or probability bars")
    of: Many[ItemId] = Field((), description="ids of the items in it; all that fit, where left out")
    title: Maybe[Plain] = Field(None, description="its title, which says what it shows")


class Waiver(Part):
    """A rule that does not apply here, and why."""

    rule: str = Field(description="the code of the rule")
    item: Maybe[ItemId] = Field(None, description="the id of an item; the whole brief, where left out")
    because: Plain = Field(description="the reason")


class Headlines(Part):
    """The message that heads each part; where one is left out, the name of the part stands alone."""

    sections: Maybe[Plain] = None
    findings: Maybe[Plain] = None
    disagreements: Maybe[Plain] = None
    gaps: Maybe[Plain] = None
    timeline: Maybe[Plain] = None
    threats: Maybe[Plain] = None
    scenarios: Maybe[Plain] = None
    indicators: Maybe[Plain] = None
    forecasts: Maybe[Plain] = None
    recommendations: Maybe[Plain] = None
    sources: Maybe[Plain] = None
    method: Maybe[Plain] = None


class Brief(Part):
    """One brief, whole."""

    title: Plain = Field(description="its title")
    subtitle: Maybe[Plain] = Field(None, description="a second line under the title")
    date: Day = Field(description="the date that it bears")
    authors: Many[Name] = Field(min_length=1, description="who wrote it")
    id: Maybe[BriefId] = Field(None, description="its id; where left out, its path under briefs/ without the ending")
    kind: Literal["flash", "brief", "paper", "register", "briefing"] = Field(
        "brief", description="what kind of document"
    )
    language: Language = Field("en", description="its language, as a tag")
    information_cutoff: Maybe[PartialDate] = Field(None, description="nothing later was taken into account")
    status: Literal["draft", "final", "published", "corrected", "withdrawn"] = Field("final", description="its state")
    tlp: Maybe[TlpLabel] = Field(None, description="its marking, a label of TLP 2.0")
    handling: Maybe[Handling] = Field(None, description="how it is to be handled: chatham-house, or in words")
    series: Maybe[Plain] = Field(None, description="the series that it belongs to")
    edition: Maybe[Plain] = Field(None, description="the number of the edition, as printed")
    supersedes: Maybe[BriefId] = Field(None, description="the id of the edition that it replaces")
    doi: Maybe[Plain] = Field(None, description="its digital object identifier")
    issn: Maybe[Plain] = Field(None, description="the ISSN of its series")
    theme: Slug = Field("institute", description="the theme of its pages")
    citation_style: Slug = Field("numeric", description="numeric, or the name of a CSL style")
    scale: ScaleName = Field(vocabulary.DEFAULT_SCALE, description="the scale of its probability words")
    confidence_scale: ConfidenceScaleName = Field(
        vocabulary.DEFAULT_CONFIDENCE, description="the scale of its confidence words"
    )
    risk: Literal["words", "uk-nrr"] = Field("words", description="how likelihood is given: words, or levels 1-5")
    headlines: Headlines = Field({}, validate_default=True, description="the message that heads each part")

    correction: Maybe[Block] = Field(None, description="what was corrected, and when")
    question: Maybe[Inline] = Field(None, description="the question that the brief answers")
    audience: Maybe[Plain] = Field(None, description="whom it is written for")
    bottom_line: Maybe[Inline] = Field(None, description="the answer, in two or three sentences")
    key_judgements: Many[KeyJudgement] = Field((), description="what the brief judges")
    sections: Many[Section] = Field((), description="free prose")
    findings: Many[Finding] = Field((), description="what the sources say or show")
    disagreements: Many[Disagreement] = Field((), description="where the sources differ")
    gaps: Many[Gap] = Field((), description="what is not known")
    assumptions: Many[Assumption] = Field((), description="what is taken for granted")
    alternatives: Many[Alternative] = Field((), description="competing hypotheses")
    timeline: Many[Event] = Field((), description="dated events")
    threats: Many[Threat] = Field((), description="what may do harm")
    scenario_set: Maybe[ScenarioSet] = Field(None, description="what the scenarios answer")
    scenarios: Many[Scenario] = Field((), description="ways in which things may go")
    indicators: Many[Indicator] = Field((), description="signs to watch for")
    forecasts: Many[Forecast] = Field((), description="questions that the future answers")
    recommendations: Recommendations = Field({}, validate_default=True, description="what is to be done")
    figures: Maybe[Many[FigureWish]] = Field(None, description="which figures to show instead of the default choice")

    method: Maybe[Block] = Field(None, description="how the brief was made")
    source_summary: Maybe[Block] = Field(None, description="what the sources are worth, taken together")
    retrospective: Maybe[Block] = Field(None, description="how the last edition's judgements came out")
    topics: Many[Plain] = Field((), description="keywords")
    reviewers: Many[Name] = Field((), description="who reviewed it")
    acknowledgements: Maybe[Block] = Field(None, description="whom the authors thank")
    funding: Maybe[Block] = Field(None, description="who paid for it")
    contact: Maybe[Inline] = Field(None, description="whom to write to")
    licence: Maybe[Inline] = Field(None, description="under which terms it may be used")
    disclaimer: Maybe[Block] = Field(None, description="what the brief is not")
    sources: Mapping[SourceKey, Source] = Field(
        {}, description="its sources, by key; more stand in briefs/sources.yaml"
    )
    waivers: Many[Waiver] = Field((), description="rules that do not apply here, and why; for checks to come")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any((self.key_judgements, self.findings, self.threats, self.scenarios, self.sections)):
            hint = "it needs at least one of key_judgements, findings, threats, scenarios or sections"
            refuse([Fault("no-content", "the brief says nothing yet", hint)])
        return self

    def citations(self) -> Iterator[tuple[Spot, Citation]]:
        """Every citation with its spot, in print order: an indicator stands in the first scenario that names it."""
        named: dict[str, Item] = {item.id: item for item in self.indicators}
        for name in type(self).model_fields:
            value = tuple(named.values()) if name == "indicators" else getattr(self, name)
            yield from citations_in(value, ("", name), named if name == "scenarios" else None)

    def items(self) -> Iterator[Item]:
        """Every numbered thing, in print order."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            yield from (item for item in (value if isinstance(value, tuple) else ()) if isinstance(item, Item))
        yield from self.recommendations.short_term
        yield from self.recommendations.long_term
