"""Everything a template may see of a brief: already safe, numbered, labelled and in the reader's words.

A text of type `Markup` is HTML; a plain `str` is words. A template walks this and decides nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from policybrief.shown import (
    DisagreementView,
    EventView,
    FindingView,
    ForecastView,
    IndicatorView,
    Judgement,
    Link,
    Marking,
    Ref,
    RiskView,
    Row,
    ScenarioView,
    SectionView,
    State,
    TermView,
    ThreatView,
)


@dataclass(frozen=True, slots=True)
class FigureView:
    """A drawn figure: `svg` for the page, `narrow` for a telephone, where it is drawn anew."""

    number: int
    title: str
    remark: str
    editorial: bool
    svg: Markup
    narrow: Markup
    note: str
    legend: Sequence[State]


@dataclass(frozen=True, slots=True)
class BackLink:
    """Where a source is cited: the item, a link for each of the first marks in it, and how many more there are."""

    label: str
    hrefs: Sequence[str]
    more: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """An entry of the list of sources. `number` is "" where the style has none; `missing` says what is not known."""

    anchor: str
    number: str
    grade: str
    grade_meaning: str
    kind: str
    entry: Markup
    missing: str
    read_on: str
    updated: str
    archive: str
    archived: str
    tlp: Marking | None
    origin: str
    descriptor: str
    cited_in: Sequence[BackLink]


@dataclass(frozen=True, slots=True)
class Support:
    """A source that an item cites, and where in it: `p. 12, ch. 3`."""

    ref: Ref
    locators: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """An item, what it stands on, and what stands on it. `basis` is how a recommendation says it: `answers`.

    `meant_for` are its scenarios; a scenario carries what is meant for it.
    """

    link: Link
    name: str
    editorial: bool
    sources: Sequence[Support]
    basis: str
    rests_on: Sequence[Link]
    meant_for: Sequence[Link]
    carries: Sequence[Link]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The annex that shows which claim stands on what, as a table."""

    rows: Sequence[EvidenceRow]


@dataclass(frozen=True, slots=True)
class NoteView:
    """A numbered note of a note style, with the mark that it belongs to."""

    anchor: str
    number: int
    text: Markup
    back: str


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """A term of the scale, and where this brief's estimates fall in it.

    `side` and `edge` say where there is room for the items beside the bar: left 20 is one fifth from the left. Too
    many for that stand below it.
    """

    anchor: str
    word: str
    also: str
    band: str
    bar: Markup
    side: str
    edge: float
    below: bool
    items: Sequence[Link]


@dataclass(frozen=True, slots=True)
class ScaleView:
    title: str
    source: str
    note: str
    axis: Markup
    rows: Sequence[ScaleRow]
    twins: bool
    estimated: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word of a legend and what it means; `key` names its sign, `step` and `steps` draw bars of confidence."""

    word: str
    means: str
    key: str = ""
    step: int = 0
    steps: int = 0


@dataclass(frozen=True, slots=True)
class MethodView:
    """How to read the brief: the scale, levels of confidence, grades and signs, and texts with a label each."""

    scale: ScaleView | None
    confidence: Sequence[Meaning]
    reliability: Sequence[Meaning]
    credibility: Sequence[Meaning]
    lights: Sequence[Meaning]
    statuses: Sequence[Meaning]
    texts: Sequence[tuple[str, Markup]]


@dataclass(frozen=True, slots=True)
class Meta:
    """A tag of the page's head; `kind` is the attribute that holds its name: name or property."""

    kind: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class CitationFile:
    """The brief's own citation in a format that reference managers read, to be saved under a name."""

    label: str
    name: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """How to cite the brief: in words, and as files."""

    text: Markup
    files: Sequence[CitationFile]


@dataclass(frozen=True, slots=True)
class Head:
    """A part's place: its anchor, its name, the message that heads it, that message (or the name) in lines.

    `items` are the titles of what stands in it.
    """

    anchor: str
    label: str
    headline: str
    lines: Sequence[str]
    items: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    language: str
    title: str
    title_lines: Sequence[str]
    subtitle: str
    description: str
    form: str
    """The kind as its author writes it: flash, brief, paper, register, briefing. It names the style sheet."""
    kind: str
    series: str
    edition: str
    authors: str
    organisation: str
    iso_date: str
    keywords: Sequence[str]
    generator: str
    meta: Sequence[Meta]
    address: str
    linked_data: Mapping[str, Any]
    sources_data: Sequence[Mapping[str, Any]]
    citation: CitationView
    draft: bool
    withdrawn: bool
    marking: Marking | None
    markings: Sequence[Marking]
    handling: str
    facts: Sequence[tuple[str, str]]
    running_title: str
    running_date: str
    running_foot: str
    contents: Sequence[Head]
    heads: dict[str, Head]

    question: Markup
    correction: Markup
    bottom_line: Markup
    ruler_key: str
    judgements: Sequence[Judgement]
    sections: Sequence[SectionView]
    findings: Sequence[FindingView]
    disagreements: Sequence[DisagreementView]
    gaps: Sequence[Row]
    timeline: Sequence[EventView]
    threats: Sequence[ThreatView]
    risks: Sequence[RiskView]
    """The threats of a register, which has a page for each; they then stand before all other parts."""
    scenario_question: Markup
    scenario_method: Markup
    scenario_remark: str
    scenarios: Sequence[ScenarioView]
    indicators: Sequence[IndicatorView]
    forecasts: Sequence[ForecastView]
    terms: Sequence[TermView]
    figures: Mapping[str, Sequence[FigureView]]
    evidence: EvidenceView | None
    notes: Sequence[NoteView]
    sources: Sequence[SourceView]
    method: MethodView
    desk_note: str
