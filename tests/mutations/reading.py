"""Faults that keep a brief from being read: words, keys, ids and dates that are none."""

import re
from collections.abc import Iterator
from random import Random

from mutations.desk import Desk, Mutant
from mutations.ready import both_ways, that_recommends
from policybrief.problem import Steps

REQUIRED = {
    "timeline": ("date", "text"),
    "threats": ("title",),
    "scenarios": ("title",),
    "forecasts": ("question",),
    "recommendations": ("do",),
}
"""What an item cannot be without; in all other parts that is its text."""
WORDS = ("basis", "kind", "level", "linchpin", "priority", "status", "trend")
DATES = ("as_of", "closes", "date", "due", "opened", "start")
NAMES = ("title", "short", "owner", "actor", "target")
BAD_DATES = ("2023-13", "2023-02-30", "31.12.2023", "last autumn", "2023-9-31", "2023/2022", "2O23")


def point_to_no_item(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A reference names an item that is not there."""
    for steps, _ in desk.brief.scalars():
        given, number = desk.brief.get(steps), dice.randint(70, 99)
        if re.fullmatch("[A-Z][0-9]+", given) and steps[-1] != "id":
            yield Mutant(desk.with_brief(desk.brief.put(steps, f"{given[0]}{number}")), steps)
        if "](#" in given:
            spoilt = desk.brief.sub(steps, r"\]\(#([A-Z])[0-9]+\)", rf"](#\g<1>{number})")
            yield Mutant(desk.with_brief(spoilt), steps, f"{number})")


def point_to_the_wrong_kind(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A finding stands where a scenario or an indicator has to."""
    for item in desk.items("scenarios", "recommendations"):
        steps = (*item, "scenarios" if item[0] == "recommendations" else "indicators")
        if desk.brief.get(steps):
            yield Mutant(desk.with_brief(desk.brief.put(steps, "[F1]")), steps)


def cite_no_source(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """The key of a citation is misspelt."""
    for steps, _ in desk.brief.scalars():
        given = desk.brief.get(steps)
        if keys := re.findall(r"@(\w+)", given):
            key = dice.choice(keys)
            wrong = _misspelt(key, dice)
            yield Mutant(desk.with_brief(desk.brief.sub(steps, f"@{key}", f"@{wrong}")), steps, f"@{wrong}")
        elif given in desk.cited and steps[-1] != "id":
            yield Mutant(desk.with_brief(desk.brief.put(steps, _misspelt(given, dice))), steps)
    for position in (steps for item in desk.items("disagreements") for steps in desk.brief.keys((*item, "positions"))):
        wrong = _misspelt(str(position[-1]), dice)
        yield Mutant(desk.with_brief(desk.brief.rekey(position, wrong)), (*position[:-1], wrong))


def tear_a_citation(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """The brackets of a citation hold what no citation does, or do not close."""
    for steps, _ in desk.brief.scalars():
        if keys := re.findall(r"\[@(\w+)\]", desk.brief.get(steps)):
            key = dice.choice(keys)
            torn = dice.choice([f"[@{key}; p. 3]", f"[@{key}, @{key}]", f"[@@{key}]", f"[@{key}"])
            yield Mutant(desk.with_brief(desk.brief.sub(steps, rf"\[@{key}\]", torn)), steps, torn)


def cite_in_a_name(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A title, an owner or another name carries a citation."""
    for steps in _fields(desk, NAMES):
        yield Mutant(desk.with_brief(desk.brief.say(steps, f"[@{dice.choice(desk.cited)}]")), steps)


def misspell_a_key(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A field has two letters changed."""
    for steps in ((), *desk.items(), *_fields(desk, ("probability", "likelihood"))):
        key = dice.choice(desk.brief.keys(steps))
        wrong = _misspelt(str(key[-1]), dice)
        yield Mutant(desk.with_brief(desk.brief.rekey(key, wrong)), (*steps, wrong))


def leave_out_what_is_required(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """An item lacks the field that makes it one, or the brief its title, date or authors."""
    for item in desk.items():
        for field in REQUIRED.get(str(item[0]), ("text",)):
            if len(desk.brief.keys(item)) > 1:
                yield Mutant(desk.with_brief(desk.brief.drop((*item, field))), item)
    for field in ("title", "date", "authors"):
        yield Mutant(desk.with_brief(desk.brief.drop((field,))), ())


def leave_a_field_empty(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A field has its key and no value; `confidence` alone may be left empty."""
    for item in desk.items():
        fields = [key for key in desk.brief.keys(item) if key[-1] != "confidence"]
        steps = dice.choice([key for key in fields if isinstance(desk.brief.get(key), str)])
        yield Mutant(desk.with_brief(desk.brief.put(steps, dice.choice(["", "null", "~"]))), steps)


def give_an_id_twice(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """Two items have one id; the later one is told."""
    for item in desk.items():
        others = [other for other in desk.items(str(item[0])) if other != item and desk.brief.get((*other, "id"))]
        if others:
            other = dice.choice(others)
            spoilt = desk.brief.put((*item, "id"), desk.brief.get((*other, "id")))
            later = max(item, other, key=desk.brief.line)
            yield Mutant(desk.with_brief(spoilt), (*later, "id"))


def give_an_id_of_another_part(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """An id has the letter of another part, or no number."""
    for item in desk.items():
        yield Mutant(
            desk.with_brief(desk.brief.put((*item, "id"), dice.choice(["X1", "f1", "F", "Q07", "1F"]))), (*item, "id")
        )


def misspell_a_word(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A field that knows a few words has none of them."""
    for steps in _fields(desk, WORDS):
        if steps[-1] != "linchpin":
            wrong = _misspelt(desk.brief.get(steps), dice)
            yield Mutant(desk.with_brief(desk.brief.put(steps, wrong)), steps)


def misspell_a_confidence(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """Confidence is given in a word that its scale does not have."""
    for steps in _fields(desk, ("confidence",)):
        wrong = dice.choice([_misspelt(desk.brief.get(steps), dice), "medium", "very high", "80", "likely"])
        yield Mutant(desk.with_brief(desk.brief.put(steps, wrong)), steps)


def rate_an_impact_out_of_range(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """An impact is below 1 or above 5."""
    for steps in _fields(desk, ("impact",)):
        yield Mutant(desk.with_brief(desk.brief.put(steps, dice.choice(["0", "6", "-1", "10"]))), steps)


def write_a_list_for_a_word(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A name is a list, or an impact a word."""
    for steps in _fields(desk, ("title", "short", "owner", "impact")):
        yield Mutant(desk.with_brief(desk.brief.put(steps, "[high, low]")), steps)


def write_no_date(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A date is one that no calendar has, or is not written as one."""
    for steps in _fields(desk, DATES):
        yield Mutant(desk.with_brief(desk.brief.put(steps, dice.choice(BAD_DATES))), steps)


def give_a_key_twice(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """An item has one field twice; the second is told."""
    for item in desk.items():
        line = f"{dice.choice(desk.brief.keys(item))[-1]}: given again"
        yield Mutant(desk.with_brief(desk.brief.append(item, line)), item, line)


def leave_a_bracket_open(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A list or record on one line is not closed; it is told where it opens."""
    for item in desk.items():
        for steps in desk.brief.keys(item):
            if desk.brief.words(steps)[0] in "[{":
                torn = desk.brief.put(steps, desk.brief.words(steps)[:-1])
                yield Mutant(desk.with_brief(torn), steps, told=desk.brief)


def mark_with_no_label(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A label that TLP 2.0 does not have."""
    for steps in ((), *desk.items()):
        label = dice.choice(["WHITE", "PURPLE", "TLP:YELLOW", "AMBERSTRICT", "public"])
        yield Mutant(desk.with_brief(desk.brief.put((*steps, "tlp"), label)), (*steps, "tlp"))


def mark_as_classified(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """The brief bears a marking of classified work of the EU."""
    for marking in ("SECRET UE/EU SECRET", "Très secret UE", "eu restricted", "To be handled as EU Confidential"):
        yield Mutant(desk.with_brief(desk.brief.put(("handling",), marking)), ("handling",))


def grade_beyond_the_scale(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A grade outside A to F and 1 to 6; a shared source is told in its own file."""
    for told in both_ways(desk):
        for key in told.cited:
            spoilt = told.with_source(key, {"grade": dice.choice(["G2", "B7", "22", "AB", "B0"])})
            steps = ("sources", key, "grade") if told.has_own_sources else (key, "grade")
            yield Mutant(spoilt, steps, in_library=not told.has_own_sources)


def bring_another_source_of_that_key(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A source in the brief has the key of a shared one, and is not the same."""
    for key in desk.cited:
        steps = ("sources", key)
        yield Mutant(desk.with_brief(desk.brief.put(("sources",), f"{{{key}: {{title: Another}}}}")), steps)


def draw_nothing(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A figure is asked for, and the brief holds nothing that could stand in it."""
    drawable = _fields(desk, ("likelihood", "probability"))
    wishes = [] if drawable else ["kind: matrix", "kind: probability"]
    ids = [desk.brief.get((*item, "id")) for item in desk.items("findings", "recommendations")]
    wishes += [f"kind: {dice.choice(['matrix', 'probability'])}, of: [{one}]" for one in ids]
    for wish in wishes:
        yield Mutant(desk.with_brief(desk.brief.put(("figures",), f"[{{{wish}}}]")), ("figures", 0))


def drop_the_bottom_line(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A brief has no answer on top; what was a briefing is called a brief."""
    brief = that_recommends(desk).brief.put(("kind",), "brief")
    yield Mutant(desk.with_brief(brief.drop(("bottom_line",))), ("bottom_line",))


def lose_words_to_a_comment(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A # in a plain text makes YAML drop the rest."""
    for steps in _fields(desk, ("title", "short", "measure", "actor")):
        words = desk.brief.words(steps).split()
        if len(words) > 1 and words[0][0].isalpha():
            place = dice.randrange(1, len(words))
            cut = " ".join([*words[:place], f"#{dice.randint(1, 9)}", *words[place:]])
            yield Mutant(desk.with_brief(desk.brief.put(steps, cut)), steps)


def _fields(desk: Desk, names: tuple[str, ...]) -> list[Steps]:
    """The paths of these fields in all items, where they are given."""
    return [(*item, name) for item in desk.items() for name in names if desk.brief.get((*item, name)) is not None]


def _misspelt(word: str, dice: Random) -> str:
    """A word with two neighbouring letters changed, such that it is another word."""
    places = [place for place in range(len(word) - 1) if word[place] != word[place + 1]]
    place = dice.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
