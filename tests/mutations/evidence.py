"""Faults in what stands on what: citations, `rests_on`, `because`."""

import re
from collections.abc import Iterator
from itertools import permutations
from random import Random

from mutations.desk import Desk, Mutant
from mutations.ready import both_ways, that_recommends, with_own_sources, with_two_sources
from mutations.sheet import Sheet
from policybrief.problem import Steps

CITATION = r"\s*\[[^\[\]]*@[^\[\]]*\]"
SPARE = "{type: book, title: Borders, author: A. Writer, publisher: Press, issued: 2020, grade: B2, descriptor: Sound.}"


def drop_the_citations(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A finding loses every citation."""
    for item in desk.items("findings"):
        yield Mutant(desk.with_brief(_uncited(desk.brief, item)), item)


def bare_a_threat(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A threat loses its citations, what it rests on, and the mark of the desk."""
    for item in desk.items("threats"):
        brief = _uncited(desk.brief, item).drop((*item, "rests_on"), (*item, "basis"))
        yield Mutant(desk.with_brief(brief), item)


def take_the_ground_away(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A key judgement rests on nothing."""
    for item in desk.items("key_judgements"):
        yield Mutant(desk.with_brief(desk.brief.drop((*item, "rests_on"))), item)
        yield Mutant(desk.with_brief(desk.brief.put((*item, "rests_on"), "[]")), item)


def lean_on_one_finding(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A key judgement rests on one finding from one source."""
    single = [desk.brief.get((*item, "id")) for item in desk.items("findings") if len(_cited(desk.brief, item)) == 1]
    for item in desk.items("key_judgements"):
        for finding in single:
            steps = (*item, "rests_on")
            yield Mutant(desk.with_brief(desk.brief.put(steps, f"[{finding}]")), steps)


def draw_all_from_one_source(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """All that a key judgement rests on cites one and the same source."""
    for item in desk.items("key_judgements"):
        for only in desk.cited:
            brief = desk.brief
            for below in _below(desk, item):
                brief = brief.sub(below, r"(?<=@)\w+|(?<=source: )\w+", only)
            yield Mutant(desk.with_brief(brief), (*item, "rests_on"))


def cite_the_echo(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A finding cites, beside its source, one that relies on that source alone."""
    for item in desk.items("findings"):
        first, *more = _cited(desk.brief, item)
        echo = more[0] if more else dice.choice([key for key in desk.library.data if key != first])
        brief = desk.brief if more else desk.brief.sub(item, r"\[@", f"[@{echo}; @")
        yield Mutant(Desk.with_source(desk.with_brief(brief), echo, {"origin": f"[{first}]"}), item)


def cite_two_of_one_origin(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """The sources of a finding all retell one third text."""
    for item in desk.items("findings"):
        told, first = desk, _cited(desk.brief, item)
        other = dice.choice([key for key in desk.library.data if key not in first[:1]])
        brief = desk.brief if len(first) > 1 else desk.brief.sub(item, r"\[@", f"[@{other}; @")
        for key in {*first, *_cited(brief, item)}:
            told = told.with_source(key, {"origin": dice.choice(["[a leaked memorandum]", "[A leaked  memorandum]"])})
        yield Mutant(told.with_brief(brief), item)


def rely_on_itself(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A source names itself as its origin."""
    for told in both_ways(desk):
        for key in told.cited:
            yield Mutant(told.with_source(key, {"origin": f"[{key}]"}), *told.about(key, "origin"))


def rely_on_each_other(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """Two sources name each other as their origin; the one that is cited first is told."""
    for told in both_ways(desk):
        for one, other in permutations(told.cited, 2):
            ring = told.with_source(one, {"origin": f"[{other}]"}).with_source(other, {"origin": f"['@{one}']"})
            yield Mutant(ring, *told.about(min(one, other, key=desk.cited.index), "origin"))


def carry_a_source_that_nothing_cites(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """The brief brings a source along that it does not use."""
    own = with_own_sources(desk)
    for key in ("spare", *own.library.data):
        record = SPARE if key == "spare" else _flow(own.library.get((key,)))
        carrying = own._replace(brief=own.brief.put(("sources", key), record), library=own.library.drop((key,)))
        yield Mutant(carrying, ("sources", key))


def cite_one_source_elsewhere(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """Every citation of a source that the brief brings along becomes one of another."""
    own = with_own_sources(with_two_sources(desk))
    for key in own.cited:
        other = dice.choice([name for name in own.cited if name != key])
        positions = [(*item, "positions", key) for item in own.items("disagreements")]
        said, mark, records = own.brief.drop(*positions).text.partition("\nsources:")
        brief = Sheet(re.sub(rf"(?<![\w-]){key}\b", other, said) + mark + records)
        yield Mutant(own.with_brief(brief), ("sources", key))


def unlink_a_recommendation(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """A recommendation loses both `because` and `scenarios`."""
    for item in desk.items("recommendations"):
        yield Mutant(desk.with_brief(desk.brief.drop((*item, "because"), (*item, "scenarios"))), item)


def leave_a_threat_unanswered(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """Every recommendation forgets one threat, and answers a finding instead."""
    advised = that_recommends(desk)
    for threat in advised.items("threats"):
        brief = advised.brief
        for item in advised.items("recommendations"):
            kept = [target for target in brief.get((*item, "because")) if target != brief.get((*threat, "id"))]
            brief = brief.put((*item, "because"), f"[{', '.join(kept or ['F1'])}]")
        yield Mutant(advised.with_brief(brief), threat)


def rest_on_itself(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """An item names itself among what carries it, or as its reason."""
    for item in desk.items("key_judgements", "threats", "scenarios", "recommendations"):
        steps = (*item, "because" if item[0] == "recommendations" else "rests_on")
        held = [*(desk.brief.get(steps) or ()), desk.brief.get((*item, "id"))]
        yield Mutant(desk.with_brief(desk.brief.put(steps, f"[{', '.join(held)}]")), steps)


def rest_on_each_other(desk: Desk, dice: Random) -> Iterator[Mutant]:
    """Two items carry each other; the one that is printed first is told."""
    items = desk.items("key_judgements", "threats", "scenarios")
    for place, item in enumerate(items[:-1]):
        other = dice.choice(items[place + 1 :])
        brief = desk.brief
        for above, below in ((item, other), (other, item)):
            held = [*(brief.get((*above, "rests_on")) or ()), brief.get((*below, "id"))]
            brief = brief.put((*above, "rests_on"), f"[{', '.join(dict.fromkeys(held))}]")
        yield Mutant(desk.with_brief(brief), (*item, "rests_on"))


def _uncited(brief: Sheet, item: Steps) -> Sheet:
    return brief.sub(item, CITATION, "").drop((*item, "sources"), (*item, "quoted_probability"))


def _cited(brief: Sheet, item: Steps) -> list[str]:
    return list(dict.fromkeys(re.findall(r"@(\w+)", brief.words(item))))


def _below(desk: Desk, item: Steps) -> list[Steps]:
    """What an item rests on, directly and through others."""
    named = {desk.brief.get((*steps, "id")): steps for steps in desk.items("findings", "threats")}
    found = [item]
    for steps in found:
        targets = [named[name] for name in desk.brief.get((*steps, "rests_on")) or ()]
        found += [target for target in targets if target not in found]
    return found[1:]


def _flow(record: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {quoted(value)}" for key, value in record.items()) + "}"


def quoted(value: str) -> str:
    return value if value == "null" else "'" + value.strip().replace("'", "''") + "'"
