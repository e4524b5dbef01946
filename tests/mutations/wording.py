"""Faults in sentences: each is said in the main text of every item, and in the brief's own texts, where it matters."""

import re
from collections.abc import Iterable, Iterator
from random import Random

from mutations.desk import Desk, Mutant
from mutations.estimates import foreign_words
from mutations.ready import that_recommends
from policybrief import vocabulary
from policybrief.problem import Steps

OWN = (("bottom_line",), ("question",), ("method",), ("source_summary",), ("disclaimer",), ("scenario_set", "method"))
REPORTED = ("findings", "disagreements", "timeline")
"""What stands there is what sources say."""
ABOUT_ITSELF = ("method", "source_summary", "disclaimer")
"""Where a brief may explain its words."""

CONFIDENT = (
    "The desk judges with |{level} confidence that this is {word}.",
    "It is {word} to go on, and |confidence in this is {level}.",
    "We have |{level} confidence that the outcome is {word}.",
    "The outcome is {word} (|{level} confidence).",
    "This is {word}, a judgement of |{level} confidence.",
)
HEDGES = (
    "The step |may possibly come later.",
    "It |could perhaps take longer.",
    "|Perhaps it might be delayed.",
    "|It is possible that the date might move.",
    "|There is a chance that it could fail.",
    "A delay |might also conceivably follow.",
    "This |may likely be so.",
)
VAGUE = (
    "No desk can discount a sudden turn, and a clash |cannot be entirely excluded.",
    "A further step |cannot be ruled out.",
    "One |can’t exclude a longer delay.",
    "A sudden turn |could not be discounted.",
    "It is |impossible to rule out a sudden turn.",
)
MODAL = ("A further step |could follow.", "The talks |might fail.", "A new rotation |may arrive.")
LOADED = (
    "The |brutal act is known to all.",
    "All know the |so-called agreement.",
    "|The regime agrees.",
    "Its |outrageous demands are known.",
    "This was a |shameful act.",
)
ACRONYMS = ("QZV", "XKPT", "WGBR", "ZTF")
PASSIVE = (
    "The step |was taken late.",
    "Both of the dates have |been moved again.",
    "The form |is now being changed.",
    "It |was never fully explained.",
)
LONG = (
    "The readers took the reports one by one and graded each of them and then compared their grades in a table and "
    "asked a third reader where the grades were not the same and wrote down how they settled each of these differences."
)


def mix_confidence_and_likelihood(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A sentence of the desk's own gives a likelihood and the confidence in it."""
    words = [word for word in desk.scale.words if word not in ("possible", "remote")]
    for steps in prose(desk) if words else ():
        if not (steps[0] in ABOUT_ITSELF or (steps[0] in REPORTED and not desk.brief.get((*steps[:2], "basis")))):
            level = dice.choice(["low", "moderate", "high", "moderate to high"])
            yield _said(desk, steps, dice.choice(CONFIDENT).format(level=level, word=dice.choice(words)), dice)


def stack_hedges(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A sentence hedges twice."""
    for steps in prose(desk):
        yield _said(desk, steps, dice.choice(HEDGES), dice)


def judge_vaguely(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A judgement of the desk's is said with 'could' or 'cannot be ruled out'."""
    if desk.items("key_judgements"):
        for steps in prose(desk):
            if steps[0] in ("bottom_line", "key_judgements", "threats", "scenarios"):
                choice = VAGUE if steps[0] in ("threats", "scenarios") else (*VAGUE, *MODAL)
                yield _said(desk, steps, dice.choice(choice), dice)


def say_a_word_of_another_scale(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """Bottom line, key judgements or scenarios say a word of probability that another scale has."""
    if desk.items("key_judgements"):
        words = foreign_words(vocabulary.scale(desk.settings.get(("scale",))))
        for steps in prose(desk):
            if steps[0] in ("bottom_line", "key_judgements", "scenarios"):
                yield _said(desk, steps, f"A further step is |{dice.choice(words)}.", dice)


def take_sides(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A sentence says a loaded word in the desk's own voice."""
    for steps in prose(desk):
        yield _said(desk, steps, dice.choice(LOADED), dice)


def leave_a_short_form_unexplained(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A short form is used twice and never spelled out."""
    for steps in prose(desk):
        short = dice.choice(ACRONYMS)
        yield _said(desk, steps, f"The |{short} meets, and the {short} agrees.", dice)


def bury_the_bottom_line(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """The bottom line runs on below the first screen."""
    brief = desk.brief
    for _ in range(dice.randint(3, 6)):
        brief = brief.say(("bottom_line",), "All of the texts were read in full and weighed by two readers.")
    yield Mutant(desk.with_brief(brief), ("bottom_line",))


def call_it_a_flash(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A text of full length is called a flash."""
    flash = that_recommends(desk).brief.put(("kind",), "flash")
    yield Mutant(desk.with_brief(flash), ("kind",))


def draw_out_the_sentences(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A third of all sentences have more than 35 words; the longest of them stands in a finding."""
    drawn_out = desk.brief.say(("method",), " ".join([LONG] * 70))
    for item in desk.items("findings"):
        steps, longest = (*item, "text"), f"{LONG[:-1]} and who took part."
        yield Mutant(desk.with_brief(drawn_out.say(steps, longest)), steps, longest)


def hide_who_acts(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """Half of all sentences are in the passive; the first of them is the first sentence of all."""
    for step in PASSIVE:
        sentence = step.replace("|", "")
        brief = desk.brief.say(("method",), " ".join([sentence] * 150))
        steps = (*desk.items()[0], "text")
        yield Mutant(desk.with_brief(brief.say(steps, sentence, first=True)), steps, step.partition("|")[2])


def spell_a_name_otherwise(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A name is transcribed in another way than in the rest of the brief."""
    for steps in prose(desk):
        yield _said(desk, steps, dice.choice(["Mr |Lukashenko agrees.", "This was |Lukashenko’s wish."]), dice)


def link_to_a_script(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A text links to what is no web page."""
    for steps in prose(desk):
        target = dice.choice(["javascript:alert", "data:text/html;x", "file:///etc/hosts", "ftp://example.org"])
        yield _said(desk, steps, f"See [the page](|{target}).", dice)


def prose(desk: Desk) -> list[Steps]:
    """The path of each item's main text, and of the brief's own texts."""
    mains: Iterable[Steps] = ((*item, name) for item in desk.items() for name in ("text", "do", "question"))
    return [steps for steps in (*OWN, *mains) if desk.brief.get(steps)]


def _said(desk: Desk, steps: Steps, sentence: str, dice: Random) -> Mutant:
    """With a sentence more, first or last in a text, and on two lines if that has lines of its own.

    In the sentence | stands where the fault begins.
    """
    before, _, fault = sentence.partition("|")
    lines = f"{before}{fault}"
    if desk.brief.is_folded(steps) and dice.random() < 0.5:
        place = dice.choice([found.start() for found in re.finditer(" ", lines)])
        lines = f"{lines[:place]}\n{lines[place + 1 :]}"
    return Mutant(desk.with_brief(desk.brief.say(steps, lines, first=dice.random() < 0.5)), steps, fault)
