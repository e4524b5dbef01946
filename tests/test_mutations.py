"""Faults put into the three briefs, one at a time, are told with their code and line; edits that are none, are not."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from mutations.desk import Desk, Mutant, Operator, desks, judged
from mutations.neutral import EDITS
from mutations.table import OPERATORS

from policybrief.problem import Problem
from policybrief.rules import RULES

SEED = 1
CAUGHT = 0.95
"""The share of its places at which an operator has to be caught."""

Told = tuple[str, str, int]
"""The code of a problem, the name of its file and its line."""


def told(problem: Problem) -> Told:
    return (problem.code, problem.place.file.stem, problem.place.line) if problem.place else (problem.code, "", 0)


def expected(operator: Operator, mutant: Mutant) -> Told:
    return operator.code, "sources" if mutant.in_library else mutant.desk.name, mutant.line


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.name)
def test_a_mutant_is_caught_with_the_right_code_and_line(operator: Operator, tmp_path: Path) -> None:
    places, missed, strays = 0, [], []
    for mutant in operator.mutants(SEED):
        places += 1
        problems, fault = {*map(told, judged(mutant.desk, tmp_path))}, expected(operator, mutant)
        missed += [] if fault in problems else [f"{fault} is not told of {mutant.steps} {mutant.word!r}: {problems}"]
        strays += [f"{one} beside {fault}" for one in problems - {fault} if one[0] not in operator.company]
    assert places, "it applies somewhere"
    assert len(missed) <= (1 - CAUGHT) * places, "\n".join(missed)
    assert not strays, "\n".join(strays)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_a_neutral_edit_raises_nothing(edit: Callable[[Desk, Random], Iterator[Desk]], tmp_path: Path) -> None:
    places = 0
    for desk in desks():
        for edited in edit(desk, Random(f"{desk.name} {SEED}")):
            places += edited != desk
            assert [str(problem) for problem in judged(edited, tmp_path)] == []
    assert places, "it changes something"


def test_the_briefs_themselves_raise_nothing(tmp_path: Path) -> None:
    assert [str(problem) for desk in desks() for problem in judged(desk, tmp_path)] == []


def test_every_rule_has_its_operator() -> None:
    assert {rule.CODE for rule in RULES} <= {operator.code for operator in OPERATORS}


def test_there_are_enough_operators() -> None:
    assert len({operator.name for operator in OPERATORS}) == len(OPERATORS) >= 25
