"""A build that nobody watches: what its options do, and what it reports to programs."""

import datetime
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from conftest import needs
from test_batch import start, write_brief
from test_cli import GOOD, run

from policybrief.disk import LOCK
from policybrief.manifest import NAME


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with three briefs, the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "project.yaml").write_text("build: {memory: 1000, wall: 60}\n", encoding="utf-8")
    for name in ("a", "b", "c"):
        write_brief(name, f"title: The {name}")
    return tmp_path


def build(*arguments: str, through: Sequence[str] = ()) -> tuple[int, list[str], str]:
    """Exit code, the lines on stdout, and stderr but for the warnings: with what stands for the stages in it."""
    running = start(*arguments, through=through)
    stdout, stderr = running.communicate(timeout=60)
    told = [line for line in stderr.splitlines(keepends=True) if not line.startswith("warning[")]
    return running.returncode, stdout.splitlines(), "".join(told)


def report() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(Path("build.json").read_bytes())
    return told


def test_a_report_says_of_each_brief_what_became_of_it() -> None:
    build("c")
    write_brief("b", "title: The b\ndoes: raise KeyError('x')")
    code, written, stderr = build("--to", "pdf", "--report", "build.json")
    told = report()
    assert (code, written) == (3, ["output/a.pdf"])
    assert [(brief["brief"], brief["state"], brief["why"]) for brief in told["briefs"]] == [
        ("briefs/a.yaml", "built", "new"),
        ("briefs/b.yaml", "failed", "new"),
        ("briefs/c.yaml", "unchanged", ""),
    ]
    first, second, third = told["briefs"]
    data = Path("output/a.pdf").read_bytes()
    assert first["outputs"] == [
        {
            "file": "output/a.pdf",
            "sha256": hashlib.sha256(data).hexdigest(),
            "bytes": len(data),
            "written": True,
        }
    ]
    assert (first["error"], first["problems"]) == ("", [])
    assert first["warnings"] == ["warning[read] is told", "warning[printed] is told"]
    assert second["outputs"] == []
    assert "a fault of policybrief itself: KeyError: 'x'" in second["error"]
    assert second["error"] in stderr
    assert [(output["file"], output["written"]) for output in third["outputs"]] == [("output/c.pdf", False)]
    assert 0 < first["seconds"] < told["seconds"] < 60
    assert third["seconds"] == 0


def test_a_report_has_all_its_names_whatever_happened() -> None:
    build("--report", "build.json")
    told = report()
    named = {"version", "began", "seconds", "made_with", "problems", "briefs", "left", "differing"}
    assert set(told) == named
    named = {"brief", "state", "why", "seconds", "outputs", "warnings", "error", "problems"}
    assert all(set(brief) == named for brief in told["briefs"])
    assert (told["version"], told["problems"], told["left"], told["differing"]) == (1, [], [], [])
    assert told["made_with"]["policybrief"] == version("policybrief")
    assert datetime.datetime.fromisoformat(told["began"]).utcoffset() == datetime.timedelta(0)


def test_what_is_wrong_with_a_brief_is_told_as_check_tells_it() -> None:
    write_brief("b", "title: [")
    code, _, _ = build("--report", "build.json")
    (brief,) = (brief for brief in report()["briefs"] if brief["state"] == "failed")
    (problem,) = brief["problems"]
    assert (code, problem["code"], problem["file"], problem["line"]) == (1, "syntax", "briefs/b.yaml", 1)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is a text")
def test_a_report_is_json_whatever_a_file_is_called() -> None:
    odd = os.fsdecode(b"odd\xff")
    write_brief(odd, "title: The odd\ndoes: raise KeyError")
    assert build("--report", "build.json")[0] == 3
    assert [brief["brief"] for brief in report()["briefs"] if brief["state"] == "failed"] == [f"briefs/{odd}.yaml"]


def test_what_is_wrong_with_the_project_keeps_all_of_it_from_being_built() -> None:
    Path("briefs/project.yaml").write_text("scale: icd204\n", encoding="utf-8")
    code, written, stderr = build("--verify", "--report", "build.json")
    told = report()
    assert (code, written, told["briefs"]) == (1, [], [])
    assert [(problem["file"], problem["line"]) for problem in told["problems"]] == [("briefs/project.yaml", 1)]
    assert stderr.count("error[") == 1


def test_a_report_says_what_keeps_the_build_from_its_end() -> None:
    Path("output", NAME).mkdir(parents=True)
    code, written, stderr = build("--report", "build.json")
    (problem,) = report()["problems"]
    assert (code, len(written), stderr) == (3, 6, "output/manifest.json: Is a directory\n")
    assert (problem["code"], problem["message"]) == ("system", "output/manifest.json: Is a directory")
    assert {brief["state"] for brief in report()["briefs"]} == {"built"}


@pytest.mark.parametrize("option", [("--wait", "-1"), ("--jobs", "0"), ("--jobs", "-1"), ("--report", "briefs")])
def test_an_option_that_makes_no_sense_builds_nothing(option: tuple[str, str], folder: Path) -> None:
    code, written, stderr = build(*option)
    assert (code, written, f"'{option[0]}'" in stderr) == (2, [], True)
    assert not (folder / "output").exists()


def test_a_second_build_that_fails_says_why() -> None:
    """What stands for the stages takes a brief that has a title alone; the real ones do not."""
    code, written, stderr = build("a", "--to", "html", "--verify")
    assert (code, written) == (3, ["output/a.html"])
    assert stderr.startswith("built again, it fails:\nbriefs/a.yaml:1:1: error[")
    assert stderr.endswith("\noutput/a.html: built again, it comes out otherwise\n")


def test_a_report_names_what_no_brief_makes_any_more() -> None:
    build()
    Path("briefs/b.yaml").unlink()
    code, _, stderr = build("--report", "reports/build.json")
    told = json.loads(Path("reports/build.json").read_bytes())
    assert (code, told["left"]) == (0, ["output/b.html", "output/b.pdf"])
    assert "output/b.pdf: its brief is gone; --prune removes it\n" in stderr


def test_what_no_brief_makes_is_removed_on_request_but_not_what_somebody_has_changed() -> None:
    build()
    Path("briefs/b.yaml").unlink()
    Path("output/b.html").write_bytes(b"mine")
    code, written, stderr = build("--prune")
    assert (code, written) == (0, [])
    assert stderr.splitlines() == [
        "output/b.pdf: removed, as its brief is gone",
        "output/b.html: its brief is gone; changed since it was built, so it stays; delete it by hand",
    ]
    assert not Path("output/b.pdf").exists()


@pytest.mark.parametrize(("jobs", "most"), [("1", 1), ("2", 2)])
def test_no_more_briefs_are_built_at_a_time_than_asked_for(jobs: str, most: int) -> None:
    for name in "abc":
        does = f"began = time.monotonic(); time.sleep(1); Path('{name}').write_text(str(began))"
        write_brief(name, f'title: The {name}\ndoes: "{does}"')
    assert build("--jobs", jobs)[0] == 0
    began = sorted(float(Path(name).read_text(encoding="utf-8")) for name in "abc")
    assert max(sum(0 <= other - one < 1 for other in began) for one in began) == most


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != LOCK}


@pytest.mark.skipif(sys.platform == "win32", reason="has no such folders")
def test_in_a_folder_that_is_read_only_all_stays_as_it_was(folder: Path) -> None:
    build()
    write_brief("a", "title: Another a")
    before = files_of(folder / "output")
    why = "who is root may write anywhere"
    weak = [needs("setpriv", why=why), "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    (folder / "output").chmod(0o555)
    code, written, stderr = build("--report", "build.json", through=weak)
    (folder / "output").chmod(0o755)
    assert (code, written, stderr) == (3, [], "briefs/a.yaml: output/a.html: Permission denied\n")
    assert files_of(folder / "output") == before
    assert [brief["state"] for brief in report()["briefs"]] == ["failed", "unchanged", "unchanged"]


WITHOUT_TYPEFACES = """
import sys
from policybrief import fonts
fonts._FAMILIES = (("Source Serif 4", "no_such_package", "", ""),)
from policybrief.cli import main
main(["build", "--report", "build.json", *sys.argv[1:]])
"""
MISSING = "the typeface Source Serif 4 is missing; install the package no-such-package"


@pytest.mark.parametrize(("briefs", "told"), [(["a"], f"briefs/a.yaml: {MISSING}"), (["a", "b"], MISSING)])
def test_a_typeface_that_is_missing_is_told_once_with_its_package(briefs: list[str], told: str) -> None:
    for brief in briefs:
        write_brief(brief, GOOD)
    command = [sys.executable, "-c", WITHOUT_TYPEFACES, *briefs]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", f"{told}\n")
    errors = [brief["error"] for brief in report()["briefs"]]
    assert [*errors, *(problem["message"] for problem in report()["problems"])] == [told]


def test_a_build_waits_for_another_one_of_the_folder_and_says_so(
    holder: Callable[[float], subprocess.Popen[str]],
) -> None:
    other = holder(2)
    code, written, stderr = build("--wait", "60")
    told = f"output: another build, process {other.pid}, is writing there; waiting up to 60 seconds for it\n"
    assert (code, len(written), stderr) == (0, 6, told)


def test_a_build_that_has_waited_long_enough_builds_nothing(holder: Callable[[float], subprocess.Popen[str]]) -> None:
    other = holder(60)
    code, written, stderr = build("--wait", "0")
    assert (code, written) == (3, [])
    assert stderr == f"output: still in use by process {other.pid}\n"


@pytest.mark.slow
def test_a_second_build_shows_what_comes_out_otherwise(folder: Path) -> None:
    for name in ("b", "c"):
        (folder / "briefs" / f"{name}.yaml").unlink()
    write_brief("a", GOOD)

    def verified() -> tuple[int, str, list[str]]:
        done = run(
            "build", "--to", "html", "--verify", "--report", "build.json", cwd=folder, XDG_CACHE_HOME=str(folder)
        )
        return done.returncode, done.stderr, report()["differing"]

    differs = "output/a.html: built again, it comes out otherwise\n"
    assert verified() == (0, "", [])
    page, manifest = Path("output/a.html"), Path("output", NAME)
    said = json.loads(manifest.read_bytes())
    page.write_bytes(page.read_bytes().replace(b"A good brief", b"A bad brief."))
    (entry,) = said["briefs"].values()
    stat = page.stat()
    entry["outputs"]["html"] |= {"size": stat.st_size, "modified": stat.st_mtime_ns}
    entry["outputs"]["html"]["sha256"] = hashlib.sha256(page.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(said), encoding="utf-8")
    assert verified() == (3, differs, ["output/a.html"])
    (folder / "templates").mkdir()
    chance = '{% extends "default/brief.html.j2" %}{% block head %}{{ range(99999)|random }}{% endblock %}'
    (folder / "templates" / "brief.html.j2").write_text(chance, encoding="utf-8")
    assert verified() == (3, differs, ["output/a.html"])
    assert not re.search(b"A bad brief", page.read_bytes())
