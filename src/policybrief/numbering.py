"""Ids: a letter for each part and a number, given by position where the author gave none."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from policybrief import items as model
from policybrief.part import Item
from policybrief.problem import Problem, Steps
from policybrief.yamlfile import YamlFile

PARTS: Mapping[str, tuple[str, type[Item]]] = {
    "key_judgements": ("K", model.KeyJudgement),
    "sections": ("N", model.Section),
    "findings": ("F", model.Finding),
    "disagreements": ("D", model.Disagreement),
    "gaps": ("G", model.Gap),
    "assumptions": ("A", model.Assumption),
    "alternatives": ("H", model.Alternative),
    "timeline": ("E", model.Event),
    "threats": ("T", model.Threat),
    "scenarios": ("S", model.Scenario),
    "indicators": ("I", model.Indicator),
    "forecasts": ("P", model.Forecast),
}
"""Each part's letter, with which its ids begin, and what it holds. Recommendations are R, short term first."""

TERMS = ("short_term", "long_term")


def numbered(data: Any) -> Any:
    """The raw data of a brief with an id on every item that bears none: the letter of its part and its position."""
    if not isinstance(data, dict):
        return data
    numbered = dict(data)
    for part, (letter, item) in PARTS.items():
        if part in data:
            numbered[part] = _with_ids(data[part], letter, 1, item.main)
    terms = data.get("recommendations")
    if isinstance(terms, dict):
        numbered["recommendations"] = new = dict(terms)
        first = 1
        for term in TERMS:
            if term in terms:
                new[term] = _with_ids(terms[term], "R", first, model.Recommendation.main)
                first += len(new[term]) if isinstance(new[term], list) else 0
    return numbered


def _with_ids(items: Any, letter: str, first: int, main: str) -> Any:
    if items is None:
        return None
    listed = items if isinstance(items, list) else [items]
    records = [{main: item} if main and isinstance(item, str) else item for item in listed]
    return [
        {"id": f"{letter}{number}", **record} if isinstance(record, dict) else record
        for number, record in enumerate(records, first)
    ]


def ids(data: Any) -> Iterator[tuple[str, str, Steps]]:
    """Every id in numbered raw data, with the letter that it should begin with and its path."""
    if not isinstance(data, dict):
        return
    lists: list[tuple[Steps, str, Any]] = [((name,), letter, data.get(name)) for name, (letter, _) in PARTS.items()]
    terms = data.get("recommendations")
    if isinstance(terms, dict):
        lists += [(("recommendations", term), "R", terms.get(term)) for term in TERMS]
    for steps, letter, items in lists:
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict) and isinstance(item.get("id"), str):
                yield item["id"], letter, (*steps, index, "id")


def id_problems(data: Any, file: YamlFile) -> Iterator[Problem]:
    """Ids that do not fit their part, and ids that stand twice."""
    first: dict[str, Steps] = {}
    for item_id, letter, steps in ids(data):
        place = file.place(steps)
        if not re.fullmatch(rf"{letter}[1-9][0-9]*", item_id):
            message = f"is '{item_id}'"
            yield Problem("id", message, steps, f"an id here is {letter} and a number, as in {letter}1", place=place)
        elif item_id in first:
            line = file.place(first[item_id]).line
            hint = f"line {line} has it too; an item without an id takes its position for one"
            yield Problem("duplicate-id", f"is '{item_id}', which is taken", steps, hint, place=place)
        first.setdefault(item_id, steps)
