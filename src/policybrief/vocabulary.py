"""The words that a brief may use and what they mean in numbers: data under vocabularies/, each with its source."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from policybrief.yamlfile import read_yaml

DEFAULT_SCALE, DEFAULT_CONFIDENCE = "icd203", "us-ic"
"""Of a brief whose project and own file name none."""

_FOLDER = Path(__file__).parent / "vocabularies"


class Term(NamedTuple):
    """A word of probability, its twins, and its band in percent, both ends included."""

    word: str
    also: tuple[str, ...]
    low: float
    high: float


class Scale(NamedTuple):
    """Words of probability from the least to the most likely. `read` says whether the source itself was seen."""

    name: str
    title: str
    source: str
    read: str
    note: str
    nested: bool
    horizons: tuple[tuple[str, str], ...]
    terms: tuple[Term, ...]

    def term(self, word: str) -> Term | None:
        """The term that a word or its twin names."""
        plain = " ".join(word.casefold().split())
        return next((term for term in self.terms if plain in (term.word, *term.also)), None)

    def at(self, percent: float) -> Term | None:
        """The term of a probability in percent; None in a gap of the scale and beyond its ends.

        A bound belongs to the lower term (ICD 203 leaves it open); of bands within bands, the narrowest counts.
        """
        holding = [term for term in self.terms if term.low <= percent <= term.high]
        return min(holding, key=lambda term: (term.high - term.low if self.nested else 0, term.high), default=None)

    def holding(self, low: float, high: float) -> Term | None:
        """The term whose band holds a whole range in percent, the narrowest; None where no band does."""
        holding = [term for term in self.terms if term.low <= low and high <= term.high]
        return min(holding, key=lambda term: term.high - term.low, default=None)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word for term in self.terms for word in (term.word, *term.also))

    @property
    def bounds(self) -> tuple[float, ...]:
        """Where bands begin and end, in percent, rising, without 0 and 100."""
        ends = {end for term in self.terms for end in (term.low, term.high)}
        return tuple(sorted(ends - {0, 100}))


class Level(NamedTuple):
    """A word of confidence and what it means."""

    word: str
    means: str


class ConfidenceScale(NamedTuple):
    """Words of confidence, from low to high."""

    name: str
    title: str
    source: str
    note: str
    levels: tuple[Level, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(level.word for level in self.levels)


class RegisterLevel(NamedTuple):
    """A level of likelihood in a risk register: its band in percent, and the band as it is printed."""

    low: float
    high: float
    figure: str


class Tlp(NamedTuple):
    """The labels of the Traffic Light Protocol, from the most open to the most closed."""

    colours: Mapping[str, str]
    shared: Mapping[str, str]


NO_SCALE = Scale("none", "No scale", "", "primary", "", False, (), ())


class About(NamedTuple):
    """Where a vocabulary is from."""

    title: str
    source: str
    note: str


@cache
def about(name: str) -> About:
    """Of the vocabularies that stand alone: grading, tlp, risk."""
    raw = _read(f"{name}.yaml")
    return About(raw["title"], raw["source"], raw.get("note", ""))


def scale_names() -> tuple[str, ...]:
    return (*_names("probability"), NO_SCALE.name)


def confidence_scale_names() -> tuple[str, ...]:
    return _names("confidence")


@cache
def scale(name: str) -> Scale:
    if name == NO_SCALE.name:
        return NO_SCALE
    raw = _read(f"probability/{name}.yaml")
    terms = tuple(Term(entry["word"], tuple(entry.get("also", ())), *band(entry["band"])) for entry in raw["terms"])
    horizons = tuple(raw.get("horizons", {}).items())
    note, nested = raw.get("note", ""), raw.get("nested") == "true"
    return Scale(name, raw["title"], raw["source"], raw["read"], note, nested, horizons, terms)


def nearest(word: str, to: Scale) -> Term | None:
    """The term of a scale nearest to what a word means on another one, by the middle of their bands.

    None of a word that no scale has. Where several have it, the default scale goes first.
    """
    others = (scale(name) for name in sorted(scale_names(), key=lambda name: name != DEFAULT_SCALE) if name != to.name)
    meant = next((term for other in others if (term := other.term(word))), None)
    return min(to.terms, key=lambda term: abs(_middle(term) - _middle(meant)), default=None) if meant else None


def _middle(term: Term) -> float:
    return (term.low + term.high) / 2


@cache
def confidence_scale(name: str) -> ConfidenceScale:
    raw = _read(f"confidence/{name}.yaml")
    levels = tuple(Level(entry["word"], entry.get("means", "")) for entry in raw["levels"])
    return ConfidenceScale(name, raw["title"], raw["source"], raw.get("note", ""), levels)


@cache
def reliability() -> Mapping[str, str]:
    """The letters of the Admiralty code: how far a source is to be relied on."""
    grades: Mapping[str, str] = _read("grading.yaml")["reliability"]
    return grades


@cache
def credibility() -> Mapping[str, str]:
    """The digits of the Admiralty code: how far what a source says is to be believed."""
    grades: Mapping[str, str] = _read("grading.yaml")["credibility"]
    return grades


@cache
def tlp() -> Tlp:
    raw = _read("tlp.yaml")
    labels = raw["labels"]
    colours = {label: entry["colour"] for label, entry in labels.items()}
    return Tlp(colours, {label: entry["shared"] for label, entry in labels.items()})


@cache
def impacts() -> Mapping[int, str]:
    """The words for an impact from 1 to 5 (UK National Risk Register)."""
    return {int(level): word for level, word in _read("risk.yaml")["impact"].items()}


@cache
def register_likelihoods() -> Mapping[int, RegisterLevel]:
    """The likelihood levels 1 to 5 of the UK National Risk Register."""
    levels = {}
    for level, entry in _read("risk.yaml")["likelihood"].items():
        low, high = band(entry["band"])
        levels[int(level)] = RegisterLevel(low, high, f"{entry.get('shown') or f'{low:g}–{high:g}'}\u202f%")
    return levels


@cache
def handling_rules() -> Mapping[str, str]:
    rules: Mapping[str, str] = _read("handling.yaml")["rules"]
    return rules


@cache
def classified_markings() -> tuple[str, ...]:
    return tuple(_read("handling.yaml")["classified"])


def band(text: str) -> tuple[float, float]:
    """`"20-45"` as (20.0, 45.0), in percent."""
    low, high = text.split("-")
    return float(low), float(high)


def _names(folder: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (_FOLDER / folder).glob("*.yaml")))


def _read(name: str) -> Any:
    return read_yaml(_FOLDER / name).data
