"""Edits that change nothing of what a brief says, and make room for a fault: some need a brief of another build."""

import re
from functools import cache

from conftest import ROOT

from mutations.desk import Desk
from mutations.sheet import Sheet
from policybrief.problem import Steps
from policybrief.project import open_project


def with_own_sources(desk: Desk) -> Desk:
    """The sources that it cites stand in the brief, and no longer in the library."""
    records = {key: desk.library.words((key,)).replace("\n", "\n  ") for key in desk.cited}
    block = "".join(f"\n  {key}:\n    {words}" for key, words in records.items())
    brief = Sheet(f"{desk.brief.text.rstrip()}\n\nsources:{block}\n")
    return desk._replace(brief=brief, library=desk.library.drop(*((key,) for key in records)))


def both_ways(desk: Desk) -> tuple[Desk, Desk]:
    """With its sources in the library, and in the brief."""
    return desk, with_own_sources(desk)


def with_two_sources(desk: Desk) -> Desk:
    """A brief that cites one source alone has a finding from a second one."""
    if len(desk.cited) > 1:
        return desk
    other = next(key for key in desk.library.data if key not in desk.cited)
    finding = f"id: F90\ntext: Another text says the same in other words [@{other}].\nconfidence: moderate"
    return desk.with_brief(desk.brief.add(("findings",), finding, len(desk.items("findings"))))


def that_recommends(desk: Desk) -> Desk:
    """A briefing on the measures of others becomes a brief with its own, each with an owner."""
    if not desk.items("recommendations"):
        return desk
    brief = desk.brief.put(("kind",), "brief")
    for item in desk.items("recommendations"):
        brief = brief if brief.get((*item, "owner")) else brief.put((*item, "owner"), "Western governments")
    return desk.with_brief(brief)


def marked(desk: Desk, label: str = "AMBER") -> Desk:
    """The brief and all its sources bear a closed label of TLP."""
    for key in desk.cited:
        desk = desk.with_source(key, {"tlp": label})
    return desk.with_brief(desk.brief.put(("tlp",), label))


def accepted(desk: Desk, item: Steps) -> Desk:
    """A finding has been accepted with its sources as they are."""
    keys = dict.fromkeys(re.findall(r"@(\w+)", desk.brief.words(item)))
    digests = ", ".join(f"{key}: {_digests()[key]}" for key in keys)
    return desk.with_brief(desk.brief.put((*item, "reviewed"), f"{{{digests}}}"))


@cache
def _digests() -> dict[str, str]:
    return {key: source.digest() for key, source in open_project(ROOT).library.items()}
