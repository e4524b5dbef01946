"""Edits that leave a brief as sound as it was: another order or layout, other words, something well-formed more."""

import json
import re
import textwrap
from collections.abc import Iterator
from random import Random

import yaml

from mutations.desk import Desk
from mutations.evidence import CITATION, quoted
from mutations.ready import accepted, both_ways, marked, that_recommends, with_own_sources, with_two_sources
from mutations.sheet import Sheet
from mutations.wording import prose
from policybrief.problem import Steps

ABOUT_SOURCES = (
    "The text takes up the matter and gives its own view of it",
    "On this the author writes at some length",
    "Here the reading follows the words of the original",
    "The passage tells of the matter in a few lines",
)
ABOUT_ITSELF = (
    "The desk sets out its own view of the matter here.",
    "These words are the desk’s, and say how it sees the matter.",
    "So the desk puts it, for readers who know the region.",
)
SYNONYMS = {
    "reports": "says",
    "adds": "says too",
    "judge": "find",
    "holds": "finds",
    "argues": "maintains",
    "calls": "names",
    "conclude": "infer",
    "counts": "lists",
}
NEW = {
    "key_judgements": "id: K90\ntext: The two forces train together in 2026.\nbasis: editorial\nconfidence: low\n"
    "probability: {word: likely, point: 70}\nrests_on: [F1, F2]",
    "findings": "id: F90\ntitle: A further finding\ntext: >\n  The text tells of a further matter, and gives its\n  "
    "reasons [@nta].\nkind: fact\nconfidence: low\nas_of: 2023-12",
    "disagreements": "id: D90\ntext: Who pays for the exercises?\npositions: {review2021: Both., nta: Moscow.}",
    "gaps": "id: G90\ntext: How many officers know both languages.\ncollect: A list of courses",
    "assumptions": "id: A90\ntext: Both capitals keep their treaties.\nbasis: editorial",
    "alternatives": "id: H90\ntext: The union ends.\nbasis: editorial\nwhy_rejected: No text says so [@nta].",
    "timeline": "date: 2021\ntext: The two armies hold an exercise [@review2021].",
    "indicators": "id: I90\ntext: A joint staff moves into a building of its own.\nbasis: editorial\nlevel: green",
}
"""Well-formed entries, by the part that takes one without a word elsewhere."""


def reorder_the_items(desk: Desk, dice: Random) -> Iterator[Desk]:
    """The items of a part stand in another order, those without an id too: nothing points to them."""
    parts = dict.fromkeys(item[:-1] for item in desk.items())
    for part in parts:
        yield desk.with_brief(_shuffled(desk.brief, part, dice))


def reorder_the_keys(desk: Desk, dice: Random) -> Iterator[Desk]:
    """The fields of an item, or of the whole brief, stand in another order."""
    for item in ((), *desk.items()):
        yield desk.with_brief(_shuffled(desk.brief, item, dice))


def reorder_the_sources(desk: Desk, dice: Random) -> Iterator[Desk]:
    """The library, or the brief, lists its sources in another order, and their fields too."""
    own = with_own_sources(desk)
    yield own.with_brief(_shuffled(own.brief, ("sources",), dice))
    library = _shuffled(desk.library, (), dice)
    for key in desk.library.data:
        library = _shuffled(library, (key,), dice)
    yield desk._replace(library=library)


def reorder_the_references(desk: Desk, dice: Random) -> Iterator[Desk]:
    """The ids of every list stand in another order."""
    brief = desk.brief
    for item in desk.items():
        for steps in brief.keys(item):
            if re.fullmatch(r"\[[A-Z][0-9].*\]", brief.words(steps)):
                ids = brief.get(steps)
                brief = brief.put(steps, f"[{', '.join(dice.sample(ids, len(ids)))}]")
    yield desk.with_brief(brief)


def change_the_comments(desk: Desk, dice: Random) -> Iterator[Desk]:
    """Every comment on a line of its own goes, or new ones come between the items."""
    bare = re.sub(r"(?m)^ *#.*\n", "", desk.brief.text)
    yield desk.with_brief(Sheet(bare))
    yield desk.with_brief(
        Sheet(re.sub(r"(?m)^( *)- (id|date):", r"\1# A remark [@nobody]: cannot be ruled out.\n\g<0>", bare))
    )


def reflow_the_texts(desk: Desk, dice: Random) -> Iterator[Desk]:
    """Folded texts have lines of another length."""
    folded = {steps: desk.brief.get(steps) for steps, style in desk.brief.scalars() if style == ">"}
    for width in (40, 72, 100, 4000):
        flow = textwrap.TextWrapper(width, " " * 12, " " * 12, break_long_words=False, break_on_hyphens=False)
        yield desk.with_brief(desk.brief.put_each({steps: f">\n{flow.fill(text)}" for steps, text in folded.items()}))


def change_the_quotes(desk: Desk, dice: Random) -> Iterator[Desk]:
    """Texts stand in quotation marks of YAML, or their own are straight ones."""
    texts = {steps: desk.brief.get(steps).strip() for steps, _ in desk.brief.scalars()}
    texts = {steps: text for steps, text in texts.items() if len(text.split()) > 2}
    yield desk.with_brief(desk.brief.put_each({steps: json.dumps(text) for steps, text in texts.items()}))
    yield desk.with_brief(desk.brief.put_each({steps: quoted(text) for steps, text in texts.items()}))
    straight = {steps: re.sub("[“”]", '"', text).replace("’", "'") for steps, text in texts.items()}
    yield desk.with_brief(desk.brief.put_each({steps: json.dumps(text) for steps, text in straight.items()}))


def write_it_anew(desk: Desk, dice: Random) -> Iterator[Desk]:
    """Another program writes the same data: YAML without braces, JSON, line ends of Windows."""
    data = {key: _real(value) for key, value in desk.brief.data.items()}
    yield desk.with_brief(Sheet(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=60, indent=4)))
    yield desk.with_brief(Sheet(yaml.safe_dump(data, sort_keys=True, default_flow_style=True)))
    yield desk.with_brief(Sheet(json.dumps(data, ensure_ascii=False, indent=1)))
    yield desk.with_brief(Sheet("\ufeff" + desk.brief.text.replace("\n", "\r\n")))


def reword_a_text(desk: Desk, dice: Random) -> Iterator[Desk]:
    """A text says something else, in neutral sentences, with the same citations and references.

    One that spells a short form out is left as it is: others use it.
    """
    texts = [(steps, desk.brief.get(steps)) for steps in prose(desk)]
    for steps, said in (text for text in texts if not re.search(r"\([A-Z]{3,}\)", text[1])):
        cited = [found.strip() for found in re.findall(CITATION, said)]
        pointed = " ".join(re.findall(r"\[\]\(#\w+\)", said))
        sentences = [f"{dice.choice(ABOUT_SOURCES)} {citation}." for citation in cited] or [dice.choice(ABOUT_ITSELF)]
        text = " ".join([*sentences, *([f"It bears on {pointed}."] if pointed else [])])
        yield desk.with_brief(desk.brief.put(steps, json.dumps(text, ensure_ascii=False)))


def say_it_in_synonyms(desk: Desk, dice: Random) -> Iterator[Desk]:
    """Plain verbs give way to others throughout, alone and all together."""
    for words in (*([word] for word in SYNONYMS), list(SYNONYMS)):
        brief = desk.brief.text
        for word in words:
            brief = re.sub(rf"\b{word}\b", SYNONYMS[word], brief)
        yield desk.with_brief(Sheet(brief))


def add_an_item(desk: Desk, dice: Random) -> Iterator[Desk]:
    """A well-formed item stands at the top, at the end, or between two others."""
    for part, entry in NEW.items():
        for place in range(len(desk.items(part)) + 1 if desk.items(part) else 0):
            yield desk.with_brief(desk.brief.add((part,), entry, place))


def add_a_threat_that_is_answered(desk: Desk, dice: Random) -> Iterator[Desk]:
    """A threat comes in with its source, and a recommendation takes it up."""
    for place in range(len(desk.items("threats")) + 1 if desk.items("threats") else 0):
        entry = "id: T90\ntitle: Lost records\ntext: Archives burn [@unionstate2023].\nshort: Lost records"
        brief = desk.brief.add(("threats",), entry, place)
        steps = (*dice.choice(desk.items("recommendations")), "because")
        yield desk.with_brief(brief.put(steps, f"[{', '.join([*brief.get(steps), 'T90'])}]"))


def add_a_recommendation(desk: Desk, dice: Random) -> Iterator[Desk]:
    """A measure with owner, date and measure answers a finding."""
    for item in desk.items("recommendations"):
        entry = "id: R90\ndo: Print the maps anew [@unionstate2023].\nbasis: editorial\nowner: National Land Service"
        entry += "\nbecause: [F1]\nmeasure: The maps are out\ndue: 2025-06"
        yield desk.with_brief(desk.brief.add(item[:-1], entry, int(item[-1])))


def share_an_indicator(desk: Desk, dice: Random) -> Iterator[Desk]:
    """A scenario borrows a sign from another, beside its own."""
    for item in desk.items("scenarios"):
        steps = (*item, "indicators")
        for other in desk.items("scenarios"):
            held = dict.fromkeys([*desk.brief.get(steps), dice.choice(desk.brief.get((*other, "indicators")))])
            yield desk.with_brief(desk.brief.put(steps, f"[{', '.join(held)}]"))


def add_a_source(desk: Desk, dice: Random) -> Iterator[Desk]:
    """A well-formed source comes into the brief, and a text cites it beside its own."""
    record = "{type: report, title: On roads, author: Road Office, publisher: Road Office, issued: 2023-05-04, "
    record += "URL: 'https://example.org/roads', grade: B2, descriptor: A yearly report with its method.}"
    for item in desk.items("findings"):
        brief = desk.brief.sub(item, r"\[@", "[@roads2023, p. 4; @")
        yield desk.with_brief(brief.put(("sources",), f"{{roads2023: {record}}}"))


def leave_out_what_no_rule_asks_for(desk: Desk, dice: Random) -> Iterator[Desk]:
    """Names for figures, notes and remarks are left out."""
    optional = ("subtitle", "audience", "headlines", "topics", "disclaimer", "information_cutoff", "question")
    for field in optional:
        yield desk.with_brief(desk.brief.drop((field,)))
    for field in ("short", "note", "drivers", "implications", "actor", "target", "domains", "trend", "cost", "risks"):
        yield desk.with_brief(desk.brief.drop(*((*item, field) for item in desk.items())))


def rename_the_ids(desk: Desk, dice: Random) -> Iterator[Desk]:
    """Every id has another number, here and wherever something points to it."""
    moved = re.sub(r"(?<=[\[ #])([KFDGAHTSIPR])([1-9])(?=[\],)\n]|\n)", r"\g<1>4\2", desk.brief.text)
    yield desk.with_brief(Sheet(moved))


def rename_a_source(desk: Desk, dice: Random) -> Iterator[Desk]:
    """A source has another key, in the library and wherever it is cited."""
    for key in desk.cited:
        brief = re.sub(rf"(?<![\w-]){key}\b", f"{key}-a", desk.brief.text)
        yield desk._replace(brief=Sheet(brief), library=desk.library.rekey((key,), f"{key}-a"))


def move_within_the_band(desk: Desk, dice: Random) -> Iterator[Desk]:
    """A threat or forecast has another number, which its word and its range still hold."""
    for part, field in (("threats", "likelihood"), ("forecasts", "probability")):
        for item in desk.items(part):
            if given := desk.brief.get((*item, field)):
                low, high = given["range"].split("-")
                for number in (low, high, str(dice.randint(int(low), int(high)))):
                    yield desk.with_brief(desk.brief.put((*item, field, "point"), number))


def share_out_anew(desk: Desk, dice: Random) -> Iterator[Desk]:
    """Two scenarios exchange a few percent, and the sum stays."""
    if desk.items("scenarios"):
        for step in (-2, -1, 1, 2):
            brief = desk.brief
            for place, change in ((0, step), (2, -step)):
                steps = ("scenarios", place, "probability", "point")
                brief = brief.put(steps, str(int(brief.get(steps)) + change))
            yield desk.with_brief(brief)


def make_it_ready(desk: Desk, dice: Random) -> Iterator[Desk]:
    """What operators do to make room for a fault is none itself."""
    yield from (with_own_sources(desk), with_two_sources(desk), marked(desk), that_recommends(desk))
    yield marked(with_own_sources(with_two_sources(desk)), "RED")
    for item in desk.items("findings"):
        yield from both_ways(accepted(desk, item))


EDITS = (
    reorder_the_items,
    reorder_the_keys,
    reorder_the_sources,
    reorder_the_references,
    change_the_comments,
    reflow_the_texts,
    change_the_quotes,
    write_it_anew,
    reword_a_text,
    say_it_in_synonyms,
    add_an_item,
    add_a_threat_that_is_answered,
    add_a_recommendation,
    share_an_indicator,
    add_a_source,
    leave_out_what_no_rule_asks_for,
    rename_the_ids,
    rename_a_source,
    move_within_the_band,
    share_out_anew,
    make_it_ready,
)


def _shuffled(sheet: Sheet, steps: Steps, dice: Random) -> Sheet:
    places = range(len(sheet.keys(steps)))
    return sheet.reorder(steps, dice.sample(places, len(places)))


def _real(value: object) -> object:
    """No text stands for nothing: `null` is the only one that the briefs have."""
    if isinstance(value, dict):
        return {key: _real(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_real(held) for held in value]
    return None if value == "null" else value
