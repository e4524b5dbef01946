"""What the author wrote, valid and frozen: a Brief.

The fields of `Brief` stand in the order in which they are printed, but for a register, whose threats come first;
citations are numbered in that order.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from policybrief import vocabulary
from policybrief.date import Day, PartialDate
from policybrief.items import (
    Alternative,
    Assumption,
    Disagreement,
    Event,
    Finding,
    Forecast,
    Gap,
    Indicator,
    KeyJudgement,
    Recommendations,
    Scenario,
    ScenarioSet,
    Section,
    Threat,
)
from policybrief.part import (
    Block,
    Cited,
    Handling,
    Inline,
    Item,
    ItemId,
    Language,
    Many,
    Maybe,
    Part,
    Plain,
    Slug,
    SourceKey,
    Spot,
    StyleName,
    TlpLabel,
    choose,
    citations_in,
    holding,
    pattern,
    refuse,
)
from policybrief.prose import Citation, Fault
from policybrief.source import Name, Source

BRIEF_ID = r"[^\W_][\w. -]*(/[^\W_][\w. -]*)*"
BriefId = Annotated[
    str, pattern(BRIEF_ID, "name", "which is no id of a brief", "letters, digits, blanks, . - _, and / for folders")
]


Doi = Annotated[
    Plain,
    pattern(
        r"10\.[0-9]{4,9}/\S+",
        "doi",
        "which is no DOI",
        "it begins with 10., as in 10.1000/182",
        fold=lambda text: re.sub(r"(?i)^(https?://(dx\.)?doi\.org/|doi:\s*)", "", text),
    ),
]
Issn = Annotated[
    Plain,
    pattern("[0-9]{4}-[0-9]{3}[0-9X]", "issn", "which is no ISSN", "eight digits, as in 2669-0000", fold=str.upper),
]


def _one_of(code: str, names: tuple[str, ...]) -> Any:
    def check(value: str) -> str:
        if value not in names:
            refuse([Fault(code, f"is '{value}'", choose(value, names))])
        return value

    return AfterValidator(check)


ScaleName = Annotated[str, _one_of("scale", vocabulary.scale_names())]
ConfidenceScaleName = Annotated[str, _one_of("confidence-scale", vocabulary.confidence_scale_names())]


Paper = Literal["a4", "letter"]


class FigureWish(Part):
    """A figure to show instead of the default choice."""

    kind: Literal["timeline", "matrix", "cone", "board", "probability", "roadmap", "evidence", "mix"] = Field(
        description="timeline, matrix, cone, board, probability, roadmap, evidence or mix"
    )
    of: Many[ItemId] = Field((), description="ids of the items in it; all that fit, where left out")
    title: Maybe[Plain] = Field(None, description="its title, which says what it shows")

    def shows(self, item_id: str) -> bool:
        """Whether an item may stand in it."""
        return not self.of or item_id in self.of


class Waiver(Part):
    """A rule that does not apply here, and why."""

    rule: str = Field(description="the code of the rule")
    item: Maybe[ItemId] = Field(None, description="the id of an item; the whole brief, where left out")
    because: Plain = Field(description="the reason")


class Headlines(Part):
    """The message that heads each part; where one is left out, the name of the part stands alone."""

    sections: Maybe[Plain] = Field(None, description="what heads the sections")
    findings: Maybe[Plain] = Field(None, description="what heads the findings")
    disagreements: Maybe[Plain] = Field(None, description="what heads the disagreements")
    gaps: Maybe[Plain] = Field(None, description="what heads the gaps")
    timeline: Maybe[Plain] = Field(None, description="what heads the timeline")
    threats: Maybe[Plain] = Field(None, description="what heads the threats")
    scenarios: Maybe[Plain] = Field(None, description="what heads the scenarios")
    indicators: Maybe[Plain] = Field(None, description="what heads the indicators")
    forecasts: Maybe[Plain] = Field(None, description="what heads the forecasts")
    recommendations: Maybe[Plain] = Field(None, description="what heads the recommendations")
    evidence: Maybe[Plain] = Field(None, description="what heads the annex of evidence")
    sources: Maybe[Plain] = Field(None, description="what heads the list of sources")
    method: Maybe[Plain] = Field(None, description="what heads the notes on method")


class Brief(Part):
    """One brief, whole."""

    title: Plain = Field(description="its title")
    subtitle: Maybe[Plain] = Field(None, description="a second line under the title")
    date: Day = Field(description="the date that it bears")
    authors: Many[Name] = Field(min_length=1, description="who wrote it")
    id: Maybe[BriefId] = Field(None, description="its id; where left out, its path under briefs/ without the ending")
    kind: Literal["flash", "brief", "paper", "register", "briefing"] = Field(
        "brief", description="what kind of document, which says how it is laid out"
    )
    language: Language = Field("en", description="its language, as a tag")
    information_cutoff: Maybe[PartialDate] = Field(None, description="nothing later was taken into account")
    status: Literal["draft", "final", "published", "corrected", "withdrawn"] = Field("final", description="its state")
    tlp: Maybe[TlpLabel] = Field(None, description="its marking, a label of TLP 2.0")
    handling: Maybe[Handling] = Field(None, description="how it is to be handled: chatham-house, or in words")
    series: Maybe[Plain] = Field(None, description="the series that it belongs to")
    edition: Maybe[Plain] = Field(None, description="the number of the edition, as printed")
    supersedes: Maybe[BriefId] = Field(None, description="the id of the edition that it replaces")
    doi: Maybe[Doi] = Field(None, description="its digital object identifier")
    issn: Maybe[Issn] = Field(None, description="the ISSN of its series")
    theme: Slug = Field("institute", description="the theme of its pages")
    paper: Paper = Field("a4", description="the size of the printed pages: a4 or letter")
    citation_style: StyleName = Field("numeric", description="numeric, or the name of a CSL style")
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

    evidence_map: bool = Field(True, description="no, to leave out the annex that shows what rests on what")
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
    waivers: Many[Waiver] = Field((), description="rules that do not apply here, and why")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any((self.key_judgements, self.findings, self.threats, self.scenarios, self.sections)):
            hint = "it needs at least one of key_judgements, findings, threats, scenarios or sections"
            refuse([Fault("no-content", "the brief says nothing yet", hint)])
        return self

    def in_print_order(self, parts: Iterable[str]) -> list[str]:
        """Names of parts that stand in the order of the fields: a register sets out its risks before all else."""
        names = list(parts)
        if self.kind == "register":
            names.remove("threats")
            names.insert(names.index("sections"), "threats")
        return names

    def citations(self) -> Iterator[tuple[Spot, Citation]]:
        """Every citation with its spot, in print order: an indicator stands in the first scenario that names it."""
        named: dict[str, Item] = {item.id: item for item in self.indicators}
        for name in self.in_print_order(holding(type(self), Inline, Cited)):
            value = tuple(named.values()) if name == "indicators" else getattr(self, name)
            yield from citations_in(value, ("", name), named if name == "scenarios" else None)

    def items(self) -> Iterator[Item]:
        """Every numbered thing, in print order."""
        for name in self.in_print_order(holding(type(self), Item)):
            held = getattr(self, name)
            yield from held if isinstance(held, tuple) else held.every
