"""The walk of one brief: what is at work at the same time, and what is loaded where."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policybrief import pdf
from policybrief.build import make_brief
from policybrief.citations import cite
from policybrief.crew import FORKS
from policybrief.pandoc import PandocError
from policybrief.project import Project

BRIEF = "title: A brief\ndate: 2024-01-31\nauthors: [Desk]\nfindings: [Something is so.]\n"
CITED = (
    f"{BRIEF}sources: {{log: {{title: Log, type: report}}}}\nsections: [{{heading: Week, text: 'A week. [@log]'}}]\n"
)
HEAVY = {"weasyprint", "jinja2", "policybrief.build"}
IMPORTED = f"""
import sys
from policybrief.cli import main
try:
    main(["build", "--to", "html"])
except SystemExit as end:
    print(*{HEAVY} & {{*sys.modules}})
    sys.exit(end.code)
"""
SLOW_PANDOC = "#!/bin/sh\necho $$ > {pid}\nexec sleep 60\n"


def test_pandoc_is_at_work_while_weasyprint_is_loaded(
    make_project: Callable[..., Project], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, loaded = threading.Event(), threading.Event()

    def cite_late(*given: Any) -> Any:
        begun.set()
        assert loaded.wait(30), "nothing was loaded meanwhile"
        return cite(*given)

    def versions(*given: Any) -> Any:
        assert begun.wait(30), "the citations were not begun"
        loaded.set()
        return pdf.versions(*given)

    monkeypatch.setattr("policybrief.build.cite", cite_late)
    monkeypatch.setattr("policybrief.build.versions", versions)
    project = make_project(brief=CITED)
    made = make_brief(project.briefs / "brief.yaml", project, ("html",), cache)
    assert b'id="source-log"' in made.files["html"]


def test_what_pandoc_cannot_do_is_raised(
    make_project: Callable[..., Project], cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cite_badly(*_given: object) -> None:
        raise PandocError("pandoc failed (4): no")

    monkeypatch.setattr("policybrief.build.cite", cite_badly)
    project = make_project(brief=CITED)
    with pytest.raises(PandocError, match="failed"):
        make_brief(project.briefs / "brief.yaml", project, ("html",), cache)
    assert threading.active_count() == 1, "of a process with more threads there is no fork"


@pytest.mark.skipif(not FORKS, reason="a child that is no fork loads all by itself")
@pytest.mark.parametrize(("briefs", "loaded"), [({"a": BRIEF}, set()), ({"a": BRIEF, "b": BRIEF}, HEAVY)])
def test_what_several_briefs_need_is_loaded_before_them_and_for_one_in_its_child(
    briefs: dict[str, str], loaded: set[str], make_project: Callable[..., Project]
) -> None:
    root = make_project(**briefs).root
    command = [sys.executable, "-c", IMPORTED]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=120, check=True)
    assert {*done.stdout.splitlines()[-1].split()} == loaded


@pytest.mark.skipif(not FORKS, reason="looks at a process as Linux shows it")
def test_an_interruption_ends_pandoc_too(
    make_project: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(a=CITED).root
    written = tmp_path / "pid"
    (tmp_path / "pandoc").write_text(SLOW_PANDOC.format(pid=written), encoding="utf-8")
    (tmp_path / "pandoc").chmod(0o755)
    code = (
        "from policybrief import citeproc, pandoc\nfrom pathlib import Path\n"
        f"pandoc.pandoc_path = lambda: Path({str(tmp_path / 'pandoc')!r})\n"
        "from policybrief.cli import main\nmain(['build', '--to', 'html'])"
    )
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    running = subprocess.Popen([sys.executable, "-c", code], cwd=root, stderr=subprocess.PIPE, text=True)
    while not written.exists() or not written.read_text():
        assert running.poll() is None
        time.sleep(0.02)
    began = time.monotonic()
    running.send_signal(signal.SIGINT)
    assert "interrupted" in running.communicate()[1]
    assert time.monotonic() - began < 1
    process = Path("/proc", written.read_text().strip(), "cmdline")
    assert not process.exists() or not process.read_bytes(), "it is gone, or nobody has taken note of its end yet"
