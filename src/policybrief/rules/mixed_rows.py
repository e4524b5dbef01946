"""The estimates of a brief keep to one row of their scale: 'likely' or 'probable', not both.

Some scales have two words for a band. A reader who meets both looks for a difference that is not meant. ICD 203 has two
rows of terms, and asks that a product does not mix them, or else says that they mean the same.
"""

from collections.abc import Iterator

from policybrief.case import Case, Found

CODE = "mixed-rows"
SEVERITY = "warning"
GOOD = (
    "scale: none\nthreats.0.likelihood: {word: probable, point: 65}",
    """
key_judgements.0.probability: {word: probable, point: 65}
threats.0.likelihood: {word: probable, point: 65}
threats.1.likelihood: {word: highly improbable, point: 8}
scenarios.0.probability: {word: probable, point: 66}
scenarios.1.probability: {word: highly improbable, point: 8}
scenarios.2.probability: {word: improbable, point: 26}
bottom_line: Repair ships are the gap to close.
""",
)
BAD = (
    "threats.0.likelihood: {word: probable, point: 65}",
    "scenarios.2.probability: {word: improbable, point: 26}",
)


def check(case: Case) -> Iterator[Found]:
    """A word with a twin is of the first row or of the second; the row with fewer words is the stray one."""
    said = [(steps, given.word, case.scale.term(given.word)) for steps, _, given in case.estimates if given.word]
    first = [(steps, word, term.also[0]) for steps, word, term in said if term and term.also and word == term.word]
    second = [(steps, word, term.word) for steps, word, term in said if term and word in term.also]
    stray, main = (second, first) if len(second) <= len(first) else (first, second)
    for steps, word, twin in stray if main else ():
        message = f"says '{word}', where other estimates take the row of '{main[0][1]}'"
        yield Found(steps, message, f"write '{twin}', which means the same", word)
