"""The number of an estimate lies within the band of its word.

A word of probability stands for a band of the scale; a reader who sees both must find them to agree (ICD 203, analytic
standard 2: terms of likelihood are used as defined). A bound belongs to both of its bands, as the standard leaves it
open. A number in a gap of the scale belongs to no word.
"""

from collections.abc import Iterator

from policybrief import words
from policybrief.case import Case, Found

CODE = "number-outside-band"
SEVERITY = "error"
GOOD = (
    "key_judgements.0.probability: {word: likely, point: 80}",
    "key_judgements.0.probability: {word: likely, point: 60, range: 55-80}",
    "scale: none\nkey_judgements.0.probability: {word: likely, point: 95}",
)
BAD = (
    "key_judgements.0.probability: {word: likely, point: 85}",
    "threats.0.likelihood: {word: very unlikely, range: 5-30}",
)


def check(case: Case) -> Iterator[Found]:
    for steps, _, given in case.estimates:
        term = case.scale.term(given.word) if given.word else None
        if term is None:
            continue
        points = [given.point] if given.point is not None else []
        low, high = (end((*points, *(given.range or points)), default=term.low) for end in (min, max))
        if not term.low <= low <= high <= term.high:
            band = words.percent_range(term.low, term.high)
            told = words.percent_range(low, high)
            fitting = case.scale.at(low) if low == high else case.scale.holding(low, high)
            hint = f"the word for {told} is '{fitting.word}'" if fitting else f"no word holds {told}"
            pointed = low if low < term.low else high
            message = f"says '{given.word}', {band}, and {told}"
            yield Found(steps, message, f"{hint}; change the one or the other", words.number(pointed))
