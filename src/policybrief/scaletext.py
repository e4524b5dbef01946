"""The vocabularies as text for a terminal."""

from collections.abc import Iterable, Mapping

from policybrief import vocabulary
from policybrief.vocabulary import ConfidenceScale, Scale


def tables() -> Mapping[str, str]:
    """A table for each vocabulary, by its name: the words, what they mean, and where that is from."""
    probability = [vocabulary.scale(name) for name in vocabulary.scale_names() if name != "none"]
    confidence = [vocabulary.confidence_scale(name) for name in vocabulary.confidence_scale_names()]
    return {
        **{scale.name: _probability(scale) for scale in probability},
        **{scale.name: _confidence(scale) for scale in confidence},
        "admiralty": _grades(),
        "tlp": _tlp(),
        "uk-nrr": _risk(),
    }


def _probability(scale: Scale) -> str:
    rows = [(" or ".join((term.word, *term.also)), f"{term.low:g}-{term.high:g} %") for term in scale.terms]
    horizons = [f"Horizons: {', '.join(f'{name} {span}' for name, span in scale.horizons)}."] if scale.horizons else []
    source = scale.source if scale.read == "primary" else f"{scale.source} (read in a transcript)"
    return _table(scale.name, scale.title, rows, [*horizons, scale.note], source)


def _confidence(scale: ConfidenceScale) -> str:
    rows = [(level.word, level.means) for level in scale.levels]
    return _table(scale.name, scale.title, rows, [scale.note], scale.source)


def _grades() -> str:
    rows = [*vocabulary.reliability().items(), *vocabulary.credibility().items()]
    about = vocabulary.about("grading")
    return _table("admiralty", about.title, rows, [about.note], about.source)


def _tlp() -> str:
    rows = [(f"TLP:{label}", f"may be shared {shared}") for label, shared in vocabulary.tlp().shared.items()]
    about = vocabulary.about("tlp")
    return _table("tlp", about.title, rows, [about.note], about.source)


def _risk() -> str:
    likelihoods = [(f"likelihood {n}", level.figure) for n, level in vocabulary.register_likelihoods().items()]
    impacts = [(f"impact {n}", word) for n, word in vocabulary.impacts().items()]
    about = vocabulary.about("risk")
    return _table("uk-nrr", about.title, [*likelihoods, *impacts], [about.note], about.source)


def _table(name: str, title: str, rows: Iterable[tuple[str, str]], notes: Iterable[str], source: str) -> str:
    rows = list(rows)
    width = max(len(word) for word, _ in rows)
    lines = [f"  {word:<{width}}  {means}".rstrip() for word, means in rows]
    return "\n".join([f"{name}: {title}", *lines, *(f"  {note}" for note in notes if note), f"  Source: {source}."])
