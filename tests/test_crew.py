"""Many briefs over several processes: the same words in the same order, and no brief takes another down with it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_cli import BROKEN, GOOD

CHECK = """
import importlib, os, signal, sys
from policybrief import load
from policybrief.cli import main

cores, limit = map(int, sys.argv[1:])
importlib.import_module("policybrief.cli.check").cores = lambda: cores
read_yaml = load.read_yaml

def read(path):
    if path.stem == "fatal":
        os.kill(os.getpid(), signal.SIGKILL)
    if path.stem == "locked":
        raise PermissionError(13, "Permission denied", str(path))
    return read_yaml(path)

load.read_yaml = read

if __name__ == "__main__":
    if limit:
        import resource
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))
    main(["check"])
"""
EACH = """
import os, sys, time
from pathlib import Path
from policybrief.crew import Bounds, each

def work(path):
    if path.name == "bug":
        raise KeyError("a bug")
    if path.name == "fatal":
        time.sleep(0.5)
        os.kill(os.getpid(), 9)
    if path.name == "slow":
        Path(f"begun-{os.getpid()}").touch()
        time.sleep(0.2)
    return path.name

if __name__ == "__main__":
    try:
        print(list(each(work, [Path(name) for name in sys.argv[1:]], 2, Bounds(), 8)))
    except KeyboardInterrupt:
        print("interrupted")
"""
SPAWNED = """
import multiprocessing
from policybrief import crew
crew.FORKS, crew.CONTEXT = False, multiprocessing.get_context("spawn")
"""
BUILD = """
from policybrief.cli import main
if __name__ == "__main__":
    main(["build", "--to", "html", "--jobs", "2"])
"""


def command(script: str, *arguments: object) -> list[str]:
    """Of a program of its own: where other threads run, as they may among tests, a process is not to be forked."""
    Path("script.py").write_text(script, encoding="utf-8")
    return [sys.executable, "-W", "error", "script.py", *map(str, arguments)]


def check(cores: int, limit: int = 0) -> subprocess.CompletedProcess[str]:
    """`policybrief check` on a machine of so many cores, with so many open files."""
    return subprocess.run(command(CHECK, cores, limit), capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def briefs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """40 of them in the current folder, every fifth broken."""
    folder = tmp_path / "briefs"
    folder.mkdir()
    for number in range(40):
        text = BROKEN if number % 5 == 0 else f"{GOOD}question: Which side has #{number} now?\n"
        (folder / f"brief-{number:02}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def test_two_processes_say_what_one_says_in_the_same_order(briefs: Path) -> None:
    (briefs / "locked.yaml").write_text(GOOD, encoding="utf-8")
    one, two = check(cores=1), check(cores=2)
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)
    assert one.returncode == 3
    assert one.stderr == "briefs/locked.yaml: Permission denied\n"
    assert one.stdout.count("warning[hash-in-text]") == 32
    assert one.stdout.count("error[unknown-source]") == 8


def test_a_brief_that_ends_its_process_is_told_and_the_others_are_checked(briefs: Path) -> None:
    whole = check(cores=2).stdout
    (briefs / "fatal.yaml").write_text(GOOD, encoding="utf-8")
    done = check(cores=2)
    assert done.returncode == 3
    assert done.stdout == whole
    assert done.stderr == (
        "briefs/fatal.yaml: its process ended before its time, as one does that runs out of memory\n"
    )


def test_where_a_fork_is_not_to_be_had_all_is_as_with_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["a", "b", "fatal", "c", "d"]

    def said(script: str) -> str:
        done = subprocess.run(command(script, *names), capture_output=True, text=True, timeout=300, check=True)
        return done.stdout

    assert said(SPAWNED + EACH) == said(EACH)
    assert said(EACH).count("ChildProcessError") == 1


@pytest.mark.slow
def test_where_a_fork_is_not_to_be_had_briefs_are_built_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "briefs").mkdir()
    for name in "ab":
        (tmp_path / "briefs" / f"{name}.yaml").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    built = []
    for script in (BUILD, SPAWNED + BUILD):
        done = subprocess.run(command(script), capture_output=True, text=True, timeout=300, check=True)
        assert done.stdout == "output/a.html\noutput/b.html\n"
        built.append([path.read_bytes() for path in sorted(Path("output").glob("*.html"))])
        shutil.rmtree("output")
    assert built[0] == built[1]


@pytest.mark.skipif(sys.platform != "linux", reason="knows how many files a process has open")
def test_where_no_process_is_to_be_had_one_does_it_all(briefs: Path) -> None:
    assert check(cores=2, limit=6).stdout == check(cores=1).stdout


def test_files_come_back_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [f"file-{number}" for number in range(30)]
    done = subprocess.run(command(EACH, "slow", *names), capture_output=True, text=True, timeout=300, check=True)
    assert done.stdout == f"{['slow', *names]}\n"


def test_a_bug_stays_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = subprocess.run(command(EACH, "a", "bug", "b"), capture_output=True, text=True, timeout=300, check=False)
    assert done.stderr.rstrip().endswith("KeyError: 'a bug'")


def test_a_file_that_is_tried_again_keeps_no_other_waiting_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = [f"file-{number}" for number in range(300)]
    done = subprocess.run(command(EACH, "fatal", *names), capture_output=True, text=True, timeout=300, check=True)
    assert done.stdout.startswith("[ChildProcessError(")
    assert done.stdout.endswith(f"{str(names)[1:]}\n")


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts a group of processes")
def test_an_interrupt_ends_all_processes_without_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    crew = subprocess.Popen(
        command(EACH, *["slow"] * 400),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while len(list(tmp_path.glob("begun-*"))) < 2 and crew.poll() is None:
        time.sleep(0.01)
    os.killpg(crew.pid, signal.SIGINT)
    assert crew.communicate(timeout=30) == ("interrupted\n", "")
