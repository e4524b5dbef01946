"""Faults in probabilities and in the scenarios that share them out."""

from collections.abc import Iterator
from random import Random

from mutations.desk import Desk, Mutant
from mutations.ready import both_ways
from policybrief import vocabulary
from policybrief.problem import Steps
from policybrief.vocabulary import Scale, Term

SHARES = ("scenarios",)
"""What is wrong with the shares of all scenarios is told at the list."""


def take_a_word_of_another_scale(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """An estimate has a word that its scale does not know."""
    for steps in _estimates(desk):
        word = dice.choice(foreign_words(desk.scale))
        yield Mutant(desk.with_brief(desk.brief.put((*steps, "word"), word)), steps)


def swap_a_word(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """An estimate keeps its number and takes the word of another band."""
    for steps in _estimates(desk):
        point = float(desk.brief.get((*steps, "point")))
        words = [term.word for term in desk.scale.terms if not term.low <= point <= term.high]
        yield Mutant(desk.with_brief(desk.brief.put((*steps, "word"), dice.choice(words))), steps)


def swap_a_number(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """An estimate keeps its word and takes a number outside the band, or a range that runs out of it."""
    for steps in _estimates(desk):
        word, number = desk.brief.get((*steps, "word")), _outside(desk, steps, dice)
        low, high = sorted((int(_term(desk, steps).low) + 1, number))
        for numbers in (f"point: {number}", f"range: {low}-{high}"):
            yield Mutant(desk.with_brief(desk.brief.put(steps, f"{{word: {word}, {numbers}}}")), steps)


def leave_its_own_range(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """The point of an estimate lies beside the range that stands next to it."""
    for steps in _estimates(desk):
        low, high = _range(desk, steps)
        number = dice.choice([number for number in range(1, 100) if not low <= number <= high])
        yield Mutant(desk.with_brief(desk.brief.put((*steps, "point"), str(number))), steps)


def change_rows(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """One estimate takes the twin of its word: 'probable' among words such as 'likely'."""
    for steps in _estimates(desk):
        for twin in _term(desk, steps).also:
            yield Mutant(desk.with_brief(desk.brief.put((*steps, "word"), twin)), steps)


def garble_a_number(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A share for a percentage, more than all, a range that runs backwards or has one end."""
    for steps in _estimates(desk):
        forms = [
            ("point", "0.4"),
            ("point", "140"),
            ("point", "ten"),
            ("range", "40-20"),
            ("range", "20-"),
            ("range", "20"),
        ]
        field, words = dice.choice(forms)
        yield Mutant(desk.with_brief(desk.brief.put((*steps, field), words)), steps)


def break_the_sum(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """The point of a scenario moves within its range, and the others stay."""
    for item in desk.items("scenarios"):
        steps = (*item, "probability")
        (low, high), point = _range(desk, steps), int(desk.brief.get((*steps, "point")))
        for number in (number for number in range(low, high + 1) if abs(number - point) > 1):
            yield Mutant(desk.with_brief(desk.brief.put((*steps, "point"), str(number))), SHARES)


def add_a_share(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A further scenario comes in, and the others keep their points."""
    for place in range(len(desk.items("scenarios")) + 1 if desk.items("scenarios") else 0):
        fields = "id: S90\ntitle: Another way\nbasis: editorial\nprobability: {word: very unlikely, point: 10}"
        entry = f"{fields}\nindicators: [The two capitals call their envoys home.]"
        yield Mutant(desk.with_brief(desk.brief.add(SHARES, entry, place)), SHARES)


def leave_no_room(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """One scenario has a word alone, whose band fits no whole with the ranges of the others."""
    items = desk.items("scenarios")
    for item in items:
        ranges = [_range(desk, (*other, "probability")) for other in items if other != item]
        low, high = (sum(ends) for ends in zip(*ranges, strict=True))
        for term in desk.scale.terms:
            if low + term.low > 102 or high + term.high < 98:
                yield Mutant(desk.with_brief(desk.brief.put((*item, "probability"), term.word)), SHARES)


def keep_one_scenario(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """All scenarios but one are deleted, with what points to them."""
    for item in desk.items("scenarios"):
        links = [(*measure, "scenarios") for measure in desk.items("recommendations")]
        links += [(*assumption, "if_wrong") for assumption in desk.items("assumptions")]
        others = [other for other in desk.items("scenarios") if other != item]
        yield Mutant(desk.with_brief(desk.brief.drop(("scenario_set",), *links, *others)), ("scenarios", 0))


def drop_the_indicators(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A scenario has no indicator."""
    for item in desk.items("scenarios"):
        yield Mutant(desk.with_brief(desk.brief.drop((*item, "indicators"))), item)
        yield Mutant(desk.with_brief(desk.brief.put((*item, "indicators"), "[]")), item)


def borrow_the_indicators(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A scenario has some of another's indicators, and none of its own."""
    for item in desk.items("scenarios"):
        steps = (*item, "indicators")
        for other in desk.items("scenarios"):
            if other != item:
                signs = desk.brief.get((*other, "indicators"))
                taken = dice.sample(signs, dice.randint(1, len(signs) - 1))
                yield Mutant(desk.with_brief(desk.brief.put(steps, f"[{', '.join(taken)}]")), steps)


def lend_the_indicators(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """All indicators of a scenario are given to the others too."""
    for item in desk.items("scenarios"):
        brief, steps = desk.brief, (*item, "indicators")
        takers = [other for other in desk.items("scenarios") if other != item]
        for sign in desk.brief.get(steps):
            taker = (*dice.choice(takers), "indicators")
            brief = brief.put(taker, f"[{', '.join([*brief.get(taker), sign])}]")
        yield Mutant(desk.with_brief(brief), steps)


def play_the_worst_down(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """The one scenario that is both unlikely and grave is made mild, or probable."""
    for item in desk.items("scenarios"):
        if int(desk.brief.get((*item, "impact"))) > 3:
            yield Mutant(desk.with_brief(desk.brief.put((*item, "impact"), str(dice.randint(1, 3)))), SHARES)
            word = dice.choice(["unlikely", "roughly even chance", "likely"])
            yield Mutant(desk.with_brief(desk.brief.put((*item, "probability"), word)), SHARES)


def drop_the_confidence(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A key judgement has a probability and no confidence."""
    for item in desk.items("key_judgements"):
        yield Mutant(desk.with_brief(desk.brief.drop((*item, "confidence"), (*item, "confidence_because"))), item)


def raise_confidence_on_one_source(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A finding or threat that cites one source, and rests on nothing else, has high confidence."""
    for item in desk.items("findings", "threats"):
        cited = {key for key in desk.cited if f"@{key}" in desk.brief.words(item)}
        if len(cited) == 1 and not desk.brief.get((*item, "rests_on")):
            yield Mutant(desk.with_brief(desk.brief.put((*item, "confidence"), "high")), (*item, "confidence"))


def raise_confidence_on_poor_sources(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """High confidence on several sources, none of which is graded C3 or better."""
    for told in both_ways(desk):
        poor = told
        for key in told.cited:
            poor = poor.with_source(key, {"grade": dice.choice(["C4", "D2", "D3", "E1", "E5", "B4", "A6"])})
        for item in told.items("key_judgements", "findings"):
            cited = {key for key in told.cited if f"@{key}" in told.brief.words(item)}
            if item[0] == "key_judgements" or len(cited) > 1:
                yield Mutant(poor.with_brief(poor.brief.put((*item, "confidence"), "high")), (*item, "confidence"))


def foreign_words(scale: Scale) -> list[str]:
    """Words of probability that only other scales have, without those that mean other things as well."""
    everyday = ("possible", "remote", "probably not", "almost certainly not")
    others = (word for name in vocabulary.scale_names() for word in vocabulary.scale(name).words)
    return [word for word in dict.fromkeys(others) if word not in (*scale.words, *everyday)]


def _estimates(desk: Desk) -> list[Steps]:
    """The path of every probability and likelihood."""
    paths = [(*item, field) for item in desk.items() for field in ("likelihood", "probability")]
    return [steps for steps in paths if desk.brief.get(steps)]


def _term(desk: Desk, steps: Steps) -> Term:
    word = desk.brief.get((*steps, "word"))
    return next(term for term in desk.scale.terms if term.word == word)


def _range(desk: Desk, steps: Steps) -> tuple[int, int]:
    low, high = desk.brief.get((*steps, "range")).split("-")
    return int(low), int(high)


def _outside(desk: Desk, steps: Steps, dice: Random) -> int:
    term = _term(desk, steps)
    return dice.choice([number for number in range(1, 100) if not term.low <= number <= term.high])
