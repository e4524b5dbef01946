"""The weekly job of the README, its very files and commands, on clean clones of a small project."""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, needs
from test_cli import BROKEN, GOOD
from test_readme import blocks

from policybrief.yamlfile import parse_yaml

(SCRIPT,) = blocks("shell")
WORKFLOW = blocks("yaml")[1]
SERVICE, TIMER = blocks("ini")
STEPS: Sequence[dict[str, Any]] = parse_yaml(WORKFLOW, Path("briefs.yaml")).data["jobs"]["briefs"]["steps"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with two briefs and the files of the weekly job, and policybrief on the path."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "policybrief"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m policybrief "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    files = {
        "briefs/a.yaml": GOOD,
        "briefs/b.yaml": GOOD.replace("A good", "Another good"),
        "weekly.sh": SCRIPT,
        ".github/workflows/briefs.yaml": WORKFLOW,
    }
    git(tmp_path, "init", "-q", "project")
    commit(tmp_path / "project", files)
    return tmp_path / "project"


def git(folder: Path, *arguments: str) -> None:
    named = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org"]
    command = [needs("git", why="a clean clone is made with it"), *named, *arguments]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)


def commit(project: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Write")


@pytest.fixture
def work(project: Path, tmp_path: Path, cache: Path) -> Callable[[str], tuple[int, list[str], dict[str, Any], str]]:
    """Does a week's work in a clean clone, with what the last week left in the cache: exit code, the files that were
    handed over, the report, and all that was printed."""
    clones = iter(range(9))

    def clone(command: str) -> tuple[int, list[str], dict[str, Any], str]:
        number = next(clones)
        folder, last = tmp_path / f"clone{number}", tmp_path / f"clone{number - 1}"
        git(tmp_path, "clone", "-q", str(project), str(folder))
        if last.exists():
            shutil.copytree(last / "output", folder / "output")
        environ = {
            **os.environ,
            "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
            "XDG_CACHE_HOME": str(cache.parent),
        }
        done = subprocess.run(
            ["sh", "-e", "-c", command],
            cwd=folder,
            env=environ,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        with tarfile.open(folder / "changed.tar") as changed:
            names = changed.getnames()
        told = json.loads((folder / "build.json").read_bytes())
        return done.returncode, names, told, done.stdout + done.stderr

    return clone


def command_of_the_workflow() -> str:
    """The one of its steps that is not there to get the program."""
    (command,) = (step["run"] for step in STEPS if "run" in step and "install" not in step["run"])
    return str(command)


def command_of_the_service() -> str:
    return re.findall(r"^ExecStart=(.*)$", SERVICE, re.MULTILINE)[0]


@pytest.mark.slow
def test_a_week_builds_what_has_changed_and_fails_at_its_end(
    project: Path, work: Callable[[str], tuple[int, list[str], dict[str, Any], str]]
) -> None:
    code, changed, told, said = work(command_of_the_workflow())
    assert (code, said) == (0, "")
    assert changed == ["output/a.html", "output/a.pdf", "output/b.html", "output/b.pdf"]
    assert {brief["state"] for brief in told["briefs"]} == {"built"}

    code, changed, told, said = work(command_of_the_service())
    assert (code, changed, said) == (0, [], "")
    assert {brief["state"] for brief in told["briefs"]} == {"unchanged"}

    commit(project, {"briefs/a.yaml": BROKEN, "briefs/b.yaml": GOOD.replace("A good", "A better")})
    code, changed, told, said = work(command_of_the_workflow())
    assert (code, changed) == (1, ["output/b.html", "output/b.pdf"])
    states = {brief["brief"]: brief["state"] for brief in told["briefs"]}
    assert states == {"briefs/a.yaml": "failed", "briefs/b.yaml": "built"}
    assert "briefs/a.yaml:2:7: error[date] date is '2024-02-30'" in said


def test_github_shows_what_is_wrong_beside_its_line(project: Path, tmp_path: Path) -> None:
    """The line of the script that checks, where GitHub runs it."""
    commit(project, {"briefs/a.yaml": BROKEN})
    (line,) = (line for line in SCRIPT.splitlines() if line.startswith("policybrief check"))
    environ = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "GITHUB_ACTIONS": "true"}
    done = subprocess.run(["sh", "-c", line], cwd=project, env=environ, capture_output=True, text=True, check=True)
    assert "::error file=briefs/a.yaml,line=2" in done.stdout


def test_the_workflow_installs_what_a_checkout_does() -> None:
    (libraries, program) = (step["run"] for step in STEPS if "install" in step.get("run", ""))
    assert program == "pip install policybrief"
    packages = re.findall(r"\blib\S+", libraries)
    assert f"missing {' '.join(packages)}" in (ROOT / "dev").read_text(encoding="utf-8").replace("$missing", "missing")


def test_the_workflow_keeps_and_hands_over_what_the_job_makes() -> None:
    restored, saved, uploaded = (step for step in STEPS if "path" in step.get("with", {}))
    assert restored["with"]["path"] == saved["with"]["path"]
    assert restored["with"]["key"] == saved["with"]["key"]
    assert saved["with"]["key"].startswith(restored["with"]["restore-keys"])
    assert uploaded["with"]["path"].split() == ["changed.tar", "build.json"]
    assert all(name in SCRIPT for name in uploaded["with"]["path"].split())
    assert saved["if"] == uploaded["if"] == "${{ !cancelled() }}", "also where a brief has failed"
    actions = [step["uses"] for step in STEPS if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z/-]+@v\d+", action) for action in actions)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="NOT TESTED: systemd-analyze is missing")
def test_systemd_takes_the_units_without_a_word(tmp_path: Path) -> None:
    units = {"briefs.service": SERVICE, "briefs.timer": TIMER}
    for name, text in units.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", *(str(tmp_path / name) for name in units)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout + done.stderr == ""
