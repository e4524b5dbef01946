"""What a check found, for programs."""

import json
from pathlib import Path

import click

from policybrief.cli.check import check
from policybrief.problem import Place, Problem
from policybrief.report import FORMATS, as_github, as_json, as_text

PLACED = Problem(
    "no-owner",
    "has no owner,\nyet",
    ("recommendations", 0),
    "add owner: who",
    "warning",
    Place(Path("b/a,b.yaml"), 4, 7, 3),
)
BARE = Problem("not-yet", "is 100% not applied", hint="", severity="info")


def test_json_names_everything_always() -> None:
    report = json.loads(as_json([PLACED, BARE]))
    assert report["version"] == 1
    first, second = report["problems"]
    assert first == {
        "code": "no-owner",
        "severity": "warning",
        "path": "recommendations[0]",
        "message": "has no owner,\nyet",
        "hint": "add owner: who",
        "file": "b/a,b.yaml",
        "line": 4,
        "column": 7,
        "length": 3,
    }
    assert (second["file"], second["line"], second.keys()) == (None, 0, first.keys())


def test_a_workflow_command_is_one_line_and_its_properties_hold_no_comma() -> None:
    assert as_github([PLACED, BARE]).splitlines() == [
        "::warning file=b/a%2Cb.yaml,line=4,col=7,endColumn=10,title=no-owner"
        "::recommendations[0] has no owner,%0Ayet: add owner: who",
        "::notice title=not-yet::is 100%25 not applied",
    ]


def test_text_is_what_the_terminal_shows() -> None:
    assert as_text([BARE]) == "info[not-yet] is 100% not applied\n"


def test_the_command_offers_every_format() -> None:
    (option,) = (option for option in check.params if option.name == "form")
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(FORMATS)
