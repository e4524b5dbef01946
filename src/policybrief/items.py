"""The numbered things in a brief: findings, threats, scenarios, recommendations and the rest."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationInfo

from policybrief.date import PartialDate
from policybrief.estimate import Estimate, Likelihood
from policybrief.part import (
    AcceptedKey,
    Block,
    Cited,
    Confidence,
    FindingId,
    Inline,
    Item,
    ItemId,
    Known,
    Many,
    Maybe,
    Part,
    Plain,
    ScenarioId,
    unknown_id,
)
from policybrief.prose import Fault
from policybrief.source import Sha256

Trend = Literal["up", "down", "steady"]
Impact = Annotated[int, Field(ge=1, le=5)]
_ID = "#?[A-Za-z][0-9]+"


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
    reviewed: Mapping[AcceptedKey, Sha256] = Field({}, description="sources as they were when the finding was accepted")


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
    rests_on: Many[ItemId] = Field((), description="ids of the findings that carry it")
    moved_because: Maybe[Inline] = Field(None, description="why it changed since the last edition")


class ScenarioSet(Part):
    """What the scenarios answer, and how they were made."""

    question: Maybe[Inline] = Field(None, description="the question that the scenarios answer")
    horizon: Maybe[PartialDate] = Field(None, description="the date to which they run")
    exclusive: bool = Field(False, description="yes, where no two can both come true")
    exhaustive: bool = Field(False, description="yes, where one of them must come true")
    method: Maybe[Inline] = Field(None, description="how they were made")

    @property
    def kinds(self) -> list[str]:
        """`exclusive`, `exhaustive`: those that it is."""
        return [word for word, holds in (("exclusive", self.exclusive), ("exhaustive", self.exhaustive)) if holds]


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
    rests_on: Many[ItemId] = Field((), description="ids of the findings that carry it")
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

    @property
    def every(self) -> tuple[Recommendation, ...]:
        """In print order: the short term first."""
        return (*self.short_term, *self.long_term)


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
