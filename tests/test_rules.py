"""Each rule by its own examples: a good one gives no problem at all, a bad one gives the rule's code and no other."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest

from policybrief.case import Case
from policybrief.lint import lint
from policybrief.load import load_brief
from policybrief.problem import Problem
from policybrief.project import Project, Settings
from policybrief.rules import RULES, Rule
from policybrief.yamlfile import parse_yaml, read_yaml

CLEAN = Path(__file__).parent / "rules" / "clean.yaml"
ON = datetime.date(2026, 1, 15)


def patched(patch: str) -> tuple[dict[str, Any], dict[str, Any], datetime.date]:
    """The data of the clean brief and of its settings, and the day, after a patch.

    A key of a patch is a dotted path, `findings.0.confidence`; one that begins with a dash is deleted. Paths that begin
    with `project` lead into the settings, and `on` is the day.
    """
    whole: dict[str, Any] = {"project": {}, **read_yaml(CLEAN).data}
    on = ON
    for key, value in (parse_yaml(patch, CLEAN).data if patch else {}).items():
        *steps, last = (int(step) if step.isdigit() else step for step in key.removeprefix("-").split("."))
        if key == "on":
            on = datetime.date.fromisoformat(value)
            continue
        holder: Any = whole
        for step in steps:
            holder = holder[step]
        if key.startswith("-"):
            del holder[last]
        elif isinstance(holder, list) and last == len(holder):
            holder.append(value)
        else:
            holder[last] = value
    settings = whole.pop("project")
    return whole, settings, on


def judged(patch: str, folder: Path) -> tuple[Problem, ...]:
    data, settings, on = patched(patch)
    path = folder / "brief.yaml"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    project = Project(folder, Settings.model_validate(settings), {})
    loaded = load_brief(path, project)
    assert loaded.warnings == (), "an example is a brief without other faults"
    return lint(Case(loaded.brief, project.settings, on), loaded.file)


def examples(kind: str) -> list[Any]:
    return [
        pytest.param(rule, patch, id=f"{rule.CODE}-{number}")
        for rule in RULES
        for number, patch in enumerate(getattr(rule, kind), 1)
    ]


def test_the_clean_brief_is_clean(tmp_path: Path) -> None:
    assert [str(problem) for problem in judged("", tmp_path)] == []


@pytest.mark.parametrize(("rule", "patch"), examples("GOOD"))
def test_a_good_example_gives_no_problem(rule: Rule, patch: str, tmp_path: Path) -> None:
    assert [str(problem) for problem in judged(patch, tmp_path)] == []


@pytest.mark.parametrize(("rule", "patch"), examples("BAD"))
def test_a_bad_example_gives_the_code_of_its_rule(rule: Rule, patch: str, tmp_path: Path) -> None:
    problems = judged(patch, tmp_path)
    assert {problem.code for problem in problems} == {rule.CODE}, [str(problem) for problem in problems]
    assert {problem.severity for problem in problems} == {rule.SEVERITY}
    assert all(problem.hint and problem.place for problem in problems)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.CODE)
def test_a_rule_says_why_and_has_examples(rule: Rule) -> None:
    said = (rule.__doc__ or "").split("\n\n")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.CODE)
    assert rule.__name__.rpartition(".")[2] == rule.CODE.replace("-", "_")  # type: ignore[attr-defined]
    assert said[0].endswith(".") and "\n" not in said[0], "its first line is one sentence: what holds"
    assert len(said) > 1, "and then why"
    assert len(rule.GOOD) >= 2
    assert len(rule.BAD) >= 2


def test_no_two_rules_have_one_code() -> None:
    codes = [rule.CODE for rule in RULES]
    assert len(set(codes)) == len(codes)
