"""`policybrief trace`, as a shell meets it."""

import csv
import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_cli import run

from policybrief.cli.trace import trace

BRIEF = (
    "title: A brief\ndate: 2024-01-31\nauthors: [Desk]\nbottom_line: It is so.\n"
    "findings: # all\n  - It is so [@a].\n  - text: So [@b]\nsources:\n  a: {title: A}\n  b: {title: B}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "one.yaml").write_text(BRIEF, encoding="utf-8")
    return tmp_path


def test_trace_prints_the_map_of_a_brief(folder: Path) -> None:
    done = run("trace", "one", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        "A brief, 2024-01-31\n\nFINDINGS\nF1  It is so.\n    cites    one source only: a (no grade)\n"
    )


def test_the_only_brief_need_not_be_named(folder: Path) -> None:
    done = run("trace", "--format", "json", cwd=folder)
    assert json.loads(done.stdout)["brief"]["id"] == "one"


def test_one_of_several_briefs_must_be_named(folder: Path) -> None:
    (folder / "briefs" / "two.yaml").write_text(BRIEF, encoding="utf-8")
    done = run("trace", cwd=folder)
    assert done.returncode == 2
    assert "which brief? there are: one, two" in done.stderr


def test_the_table_ends_its_lines_as_the_standard_says(folder: Path) -> None:
    command = [sys.executable, "-m", "policybrief", "trace", "briefs/one.yaml", "--format", "csv"]
    raw = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=True).stdout
    assert raw.startswith(b"\xef\xbb\xbfitem,")
    table = raw.decode("utf-8-sig")
    assert table.count("\r\n") == table.count("\n") == 3
    assert [row["target"] for row in csv.DictReader(table.splitlines())] == ["a", "b"]


def test_accepting_writes_the_digests_and_says_of_which_findings(folder: Path) -> None:
    done = run("trace", "one", "--accept", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "F1   a\nF2   b\n", "")
    assert "suspect" not in run("check", cwd=folder).stdout
    again = run("trace", "one", "--accept", cwd=folder)
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr == "nothing to accept: every finding stands as it was accepted\n"


def test_a_record_that_changes_makes_its_finding_suspect_until_it_is_accepted_again(folder: Path) -> None:
    path = folder / "briefs" / "one.yaml"
    run("trace", "one", "--accept", cwd=folder)
    path.write_text(path.read_text("utf-8").replace("{title: B}", "{title: B, grade: E5}"), encoding="utf-8")
    told = run("check", cwd=folder).stdout
    assert (
        "warning[suspect-finding] findings[1].reviewed.b is out of date: the record of b has changed since F2" in told
    )
    assert "read F2 again, then `policybrief trace briefs/one.yaml --accept --finding F2`" in told
    assert "    Suspect findings: F2 (b has changed).\n" in run("trace", cwd=folder).stdout
    assert run("trace", "briefs/one.yaml", "--accept", "--finding", "F2", cwd=folder).stdout == "F2   b\n"
    assert "suspect" not in run("check", cwd=folder).stdout


def test_a_review_of_a_source_that_is_gone_is_suspect_and_accepting_takes_it_out(folder: Path) -> None:
    path = folder / "briefs" / "one.yaml"
    run("trace", "one", "--accept", cwd=folder)
    accepted = path.read_text("utf-8")
    path.write_text(accepted.replace("      b: ", f"      gone: {'0' * 64}\n      b: "), encoding="utf-8")
    told = run("check", cwd=folder).stdout
    assert "warning[suspect-finding] findings[1].reviewed.gone is not cited by F2 now" in told
    assert "read F2 again, then `policybrief trace briefs/one.yaml --accept --finding F2`" in told
    done = run("trace", "one", "--accept", "--finding", "F2", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "F2   b\n")
    assert path.read_text("utf-8") == accepted


def test_accepting_a_finding_that_cites_no_source_now_takes_its_review_out(folder: Path) -> None:
    path = folder / "briefs" / "one.yaml"
    run("trace", "one", "--accept", cwd=folder)
    path.write_text(path.read_text("utf-8").replace("So [@b]", "So"), encoding="utf-8")
    done = run("trace", "one", "--accept", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "F2   cites no source now: its review is taken out\n")
    assert "- text: So\nsources:" in path.read_text("utf-8")
    assert "suspect" not in run("check", cwd=folder).stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--accept", "--finding", "f2"], "there is no finding 'f2'; did you mean 'F2'?"),
        (["--accept", "--finding", "F1", "--finding", "K1"], "there is no finding 'K1'"),
        (["--finding", "F1"], "--finding goes with --accept"),
        (["--accept", "--format", "json"], "--format shows, --accept writes"),
        (["--accept", "--format", "csv"], "--format shows, --accept writes"),
        (["--format", "xml"], "'xml' is not one of"),
    ],
)
def test_wrong_usage_ends_with_two_and_writes_nothing(folder: Path, arguments: list[str], told: str) -> None:
    done = run("trace", "one", *arguments, cwd=folder)
    assert done.returncode == 2
    assert told in done.stderr
    assert (folder / "briefs" / "one.yaml").read_text("utf-8") == BRIEF


def test_a_brief_with_errors_is_not_accepted(folder: Path) -> None:
    faulty = BRIEF.replace("[@b]", "[@nobody]")
    (folder / "briefs" / "one.yaml").write_text(faulty, encoding="utf-8")
    done = run("trace", "--accept", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[unknown-source]" in done.stderr
    assert (folder / "briefs" / "one.yaml").read_text("utf-8") == faulty


def test_what_is_left_to_the_editor_is_told_and_ends_with_one(folder: Path) -> None:
    text = BRIEF.replace("- text: So", "- &f\n    text: So")
    (folder / "briefs" / "one.yaml").write_text(text, encoding="utf-8")
    done = run("trace", "--accept", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "F1   a\n")
    assert "error[not-accepted] findings[1] (F2) has an anchor or an alias" in done.stderr
    assert "write it yourself, reviewed: {b: " in done.stderr


def test_a_disk_that_is_full_ends_with_three(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(files: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "briefs/one.yaml")

    monkeypatch.chdir(folder)
    monkeypatch.setattr("policybrief.disk.write", full)
    done = CliRunner().invoke(trace, ["--accept"])
    assert (done.exit_code, done.stderr) == (3, "briefs/one.yaml: No space left on device\n")
    assert (folder / "briefs" / "one.yaml").read_text("utf-8") == BRIEF
