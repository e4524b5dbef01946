"""The numbered things of a brief as a template sees them: safe, labelled and in the reader's words.

A text of type `Markup` is HTML; a plain `str` is words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another place of the page; `href` begins with #."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Marking:
    """A label of the Traffic Light Protocol: `TLP:AMBER`, its colour, and who may see it; `key` is its class."""

    key: str
    label: str
    colour: str
    shared: str


@dataclass(frozen=True, slots=True)
class Odds:
    """A probability in print: the word of the scale, its band or range in words, and the ruler that shows them.

    `figure` is the band, "80–95 %"; `range` is the estimate's own where it has one, else the band; `best` the best
    estimate. All are "" where a word stands on no scale and no number was given.
    """

    word: str
    figure: str
    range: str
    best: str
    ruler: Markup
    small_ruler: Markup


@dataclass(frozen=True, slots=True)
class Confidence:
    """A level of confidence: its word, and how many of the scale's steps it fills, for the bars beside it."""

    word: str
    step: int
    steps: int


@dataclass(frozen=True, slots=True)
class State:
    """A word with a sign of its own shape: the status of a finding, the light of an indicator, a trend."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A source in the margin: its number (or its short name, where the style has no numbers), its grade, its entry."""

    href: str
    label: str
    grade: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What every numbered thing has: id and anchor, whether the desk added it, its marking, citations of its own."""

    id: str
    editorial: bool
    tlp: Marking | None
    cites: Markup


@dataclass(frozen=True, slots=True)
class Judgement(Entry):
    text: Markup
    odds: Odds | None
    confidence: Confidence | None
    because: Markup
    rests_on: Sequence[Link]
    moved: Markup


@dataclass(frozen=True, slots=True)
class FindingView(Entry):
    title: str
    text: Markup
    status: State | None
    as_of: str
    confidence: Confidence | None
    kind: str
    refs: Sequence[Ref]
    contradicts: Sequence[Link]
    quoted: Markup


@dataclass(frozen=True, slots=True)
class Position:
    """What one source says of a question: its name and year, its grade, its words and the mark of its citation."""

    source: str
    ref: Ref
    text: Markup
    cites: Markup


@dataclass(frozen=True, slots=True)
class DisagreementView(Entry):
    question: Markup
    positions: Sequence[Position]


@dataclass(frozen=True, slots=True)
class Row(Entry):
    """A gap, an assumption or a rejected hypothesis: a lead-in, the text, and what follows from it."""

    lead: str
    text: Markup
    then_lead: str
    then: Markup


@dataclass(frozen=True, slots=True)
class EventView(Entry):
    date: str
    text: Markup


@dataclass(frozen=True, slots=True)
class ThreatView(Entry):
    title: str
    text: Markup
    actor: str
    target: str
    odds: Odds | None
    trend: State | None
    impact: int
    impact_word: str
    horizon: str
    domains: str
    confidence: Confidence | None
    refs: Sequence[Ref]
    rests_on: Sequence[Link]
    moved: Markup


@dataclass(frozen=True, slots=True)
class Related:
    """An item that another one names: the way there, what it says in a few words, and how sure it is."""

    link: Link
    says: str
    odds: Odds | None
    confidence: Confidence | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A recommendation in brief, as a risk names it."""

    link: Link
    does: str
    owner: str
    due: str
    status: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A source on which a risk stands in the end, with its title."""

    ref: Ref
    title: str


@dataclass(frozen=True, slots=True)
class RiskView:
    """A threat on a page of its own: what it rests on, what shows it coming, where it leads and what answers it."""

    threat: ThreatView
    rests_on: Sequence[Related]
    signs: Sequence["IndicatorView"]
    scenarios: Sequence[Related]
    answers: Sequence[Answer]
    grounds: Sequence[Ground]


@dataclass(frozen=True, slots=True)
class IndicatorView(Entry):
    """An indicator of the list, or (without id) a text that stands in a scenario only."""

    text: Markup
    light: State | None
    trend: State | None
    as_of: str
    threshold: Markup


@dataclass(frozen=True, slots=True)
class ScenarioView(Entry):
    title: str
    text: Markup
    odds: Odds | None
    impact: int
    impact_word: str
    drivers: Sequence[Markup]
    indicators: Sequence[IndicatorView]
    implications: Sequence[Markup]
    rests_on: Sequence[Link]
    moved: Markup


@dataclass(frozen=True, slots=True)
class ForecastView(Entry):
    question: Markup
    odds: Odds | None
    opened: str
    closes: str
    resolves_by: Markup
    outcome: str
    outcome_cites: Markup


@dataclass(frozen=True, slots=True)
class RecommendationView(Entry):
    do: Markup
    owner: str
    measure: Markup
    because: Sequence[Link]
    scenarios: Sequence[Link]
    start: str
    due: str
    priority: str
    cost: str
    feasibility: str
    status: str
    risks: Sequence[Markup]


@dataclass(frozen=True, slots=True)
class TermView:
    """The short term or the long term: its name, the last due date in it, its measures."""

    name: str
    until: str
    items: Sequence[RecommendationView]


@dataclass(frozen=True, slots=True)
class SectionView(Entry):
    heading: str
    text: Markup
