"""The README holds what it says: its commands run, its example is valid, its tables are those of the model."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import click
import pytest
from conftest import ROOT
from pydantic import BaseModel

from policybrief import brief as model
from policybrief.cli import main
from policybrief.estimate import Estimate
from policybrief.part import Item
from policybrief.project import Settings
from policybrief.rules import RULES, holds
from policybrief.source import Source

README = ROOT / "README.md"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.slow
def test_its_commands_run_in_order_and_its_example_prints(tmp_path: Path) -> None:
    example, _ = blocks("yaml")
    folder = tmp_path
    for line in "".join(blocks("sh")).splitlines():
        words = shlex.split(line)
        if words[0] == "cd":
            folder = folder / words[1]
            (folder / "briefs" / "strait.yaml").write_text(example, encoding="utf-8")
            continue
        assert words[0] == "policybrief"
        command = [sys.executable, "-m", "policybrief", *words[1:]]
        command = [word.replace("/tmp/site", str(tmp_path / "site")) for word in command]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    assert (folder / "output" / "strait.pdf").is_file()
    assert (tmp_path / "site" / "strait.html").is_file()


def test_its_report_of_a_problem_is_what_the_program_says(tmp_path: Path) -> None:
    example, _ = blocks("yaml")
    (report,) = [block for block in blocks("text") if "error[" in block]
    (tmp_path / "briefs").mkdir()
    broken = example.replace("confidence: moderate", "confidence: hgh")
    (tmp_path / "briefs" / "strait.yaml").write_text(broken, encoding="utf-8")
    command = [sys.executable, "-m", "policybrief", "check"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout == report


def test_its_table_of_words_is_what_the_program_counts(tmp_path: Path) -> None:
    example, _ = blocks("yaml")
    (table,) = [block for block in blocks("text") if "Minutes to read" in block]
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "strait.yaml").write_text(example, encoding="utf-8")
    command = [sys.executable, "-m", "policybrief", "length", "strait"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout == table


def test_it_names_every_command_and_no_other() -> None:
    named = set(re.findall(r"^\| `policybrief (\w+)", README.read_text(encoding="utf-8"), re.MULTILINE))
    assert isinstance(main, click.Group)
    assert named == set(main.commands)


def test_its_pictures_are_there() -> None:
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", README.read_text(encoding="utf-8"))
    assert pictures
    assert all((ROOT / picture).is_file() for picture in pictures)


@pytest.mark.parametrize("name", ["fields", "item", "source", "settings", "rules"])
def test_its_tables_of_fields_are_those_of_the_model(name: str, pytestconfig: pytest.Config) -> None:
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(f"<!-- {name} -->\n")
    inside, after = rest.split(f"<!-- /{name} -->")
    table = TABLES[name]()
    if pytestconfig.getoption("--update-golden"):
        README.write_text(f"{before}<!-- {name} -->\n{table}<!-- /{name} -->{after}", encoding="utf-8")
    else:
        assert inside == table


def _table(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(["| field | says |\n|---|---|\n", *(f"| `{name}` | {says} |\n" for name, says in rows)])


def _fields_of_a_brief() -> str:
    """The fields of the brief itself, then a table for each part that holds fields."""
    parts = {name: held for name, field in model.Brief.model_fields.items() if (held := _record(field.annotation))}
    left_out = ("authors", "reviewers", "sources", "headlines")
    own = _table(
        (name, _says(field) + (f" ([below](#{name}))" if name in parts and name not in left_out else ""))
        for name, field in model.Brief.model_fields.items()
    )
    tables = [f"\n#### {name}\n\n{_table(_rows(held))}" for name, held in parts.items() if name not in left_out]
    return own + "".join(tables)


def _rows(record: type[BaseModel]) -> Iterable[tuple[str, str]]:
    for name, field in record.model_fields.items():
        if name not in Item.model_fields or not issubclass(record, Item):
            inner = _record(field.annotation)
            yield name, _says(field) + (f": {', '.join(_own(inner))}" if inner and inner is not Estimate else "")


def _own(record: type[BaseModel]) -> Iterable[str]:
    names = (field.alias or name for name, field in record.model_fields.items())
    return (f"`{name}`" for name in names if name not in Item.model_fields or not issubclass(record, Item))


def _says(field: Any) -> str:
    """The description of a field, with the words that it takes where those are few and not in it."""
    said, words = str(field.description or ""), [word for word in _choices(field.annotation) if isinstance(word, str)]
    return f"{said}: {', '.join(words)}" if 0 < len(words) < 8 and words[0] not in said else said


def _choices(annotation: Any) -> Iterable[Any]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    for argument in get_args(annotation) if get_origin(annotation) is not Literal else ():
        yield from _choices(argument)


def _record(annotation: Any) -> type[BaseModel] | None:
    """The record that an annotation holds, if it holds one that an editor writes as keys."""
    if isinstance(annotation, type):
        plain = {"PartialDate", "Day", "Estimate", "Likelihood"}
        return annotation if issubclass(annotation, BaseModel) and annotation.__name__ not in plain else None
    return next((found for argument in get_args(annotation) if (found := _record(argument))), None)


def _rules() -> str:
    rows = (f"| `{rule.CODE}` | {rule.SEVERITY} | {holds(rule)} |\n" for rule in RULES)
    return "".join(["| rule | is | holds |\n|---|---|---|\n", *rows])


TABLES = {
    "fields": _fields_of_a_brief,
    "item": lambda: _table((name, _says(field)) for name, field in Item.model_fields.items()),
    "source": lambda: _table(
        (field.alias or name, _says(field)) for name, field in Source.model_fields.items() if field.description
    ),
    "settings": lambda: _table(_rows(Settings)),
    "rules": _rules,
}
