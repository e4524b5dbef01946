"""What building costs: where nothing has changed, one brief among many, a batch, its memory, and long briefs.

Naive is a process for each brief that writes PDF/UA-1 from its final HTML and CSS, two at a time. What is compared is
run in turn.

python tests/bench/building.py [--runs N] [nothing] [batch] [memory] [growth]
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from many import write_briefs
from printing import write_pages

HERE = Path(__file__).parent
BUILD = [sys.executable, "-m", "policybrief", "build"]
PAGES = [*BUILD, "--to", "html"]
"""Web pages alone: quick to make, and what is measured of them does not depend on what is made."""
SMALL = """\
title: The strait, week {number}
date: 2026-01-02
authors: [Desk]
bottom_line: The strait is open, and likely to stay so.
sections:
  - {{heading: This week, text: Forty ships passed.}}
"""
LONG = """\
title: A long watch
date: 2026-01-02
authors: [Desk]
sources:
  log: {{type: report, title: Log of the strait, author: Desk, issued: 2026-01-01}}
findings:
{findings}
"""
FINDING = """\
  - title: Week {number} passed without an incident at the strait
    text: >
      The log of week {number} names forty ships, of which thirty-eight passed on the day that they gave. Two came
      late, as the pilots were on strike; the log gives no other reason, and the desk knows none. [@log, p. {number}]
"""


def run(command: Sequence[str], folder: Path) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=_environment(folder), stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache")}


def write_small(folder: Path, count: int) -> None:
    (folder / "briefs").mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / "briefs" / f"week-{number:03}.yaml").write_text(SMALL.format(number=number), encoding="utf-8")


def nothing(folder: Path, runs: int) -> None:
    """A build of 200 briefs of which none has changed, or one."""
    write_small(folder / "many", 200)
    write_small(folder / "one", 1)
    for project in ("many", "one"):
        run(PAGES, folder / project)
    idle = [(run(PAGES, folder / "many"), run([*BUILD, "--help"], folder / "many")) for _ in range(runs)]
    more = statistics.median(ours - other for ours, other in idle)
    tell(f"no-op of 200 briefs: {more:.3f} s more than --help")
    changed = [
        (_changed(folder / "many", number), _changed(folder / "one", number)) for number in range(1000, 1000 + runs)
    ]
    ratio = statistics.median(ours / other for ours, other in changed)
    tell(f"one of 200 changed: {ratio:.2f} of one of one")


def _changed(project: Path, number: int) -> float:
    (project / "briefs" / "week-000.yaml").write_text(SMALL.format(number=number), encoding="utf-8")
    return run(PAGES, project)


def batch(folder: Path, runs: int) -> None:
    """20 briefs made of the flagship, with no text in common, their citations kept.

    Naive prints the first of them again and again: all have the same number of pages, one more than the flagship, as
    the numbers that tell their texts apart take room.
    """
    write_briefs(folder / "large" / "briefs", 20)
    (folder / "page").mkdir()
    write_pages(folder / "page", folder / "large" / "briefs" / "brief-0000.yaml")
    run(PAGES, folder / "large")
    force = [*BUILD, "--force", "--to", "pdf", "--jobs", "2"]
    pairs = [(run(force, folder / "large"), _naive(folder / "page", 20)) for _ in range(runs)]
    ours, other = (statistics.median(times) / 20 for times in zip(*pairs, strict=True))
    ratio = statistics.median(ours / other for ours, other in pairs)
    pages = {_pages(file) for file in (folder / "large" / "output").glob("*.pdf")}
    assert pages == {_pages(folder / "page" / "naive.pdf")}, pages
    told = f"{ours:.2f} s a brief of {pages.pop()} pages, naive {other:.2f} s, ratio {ratio:.2f}"
    tell(f"batch of 20, two at a time: {told}")


def _naive(folder: Path, count: int) -> float:
    once = [sys.executable, str(HERE / "printing.py"), "--in", str(folder), "--once", "naive"]
    start = time.perf_counter()
    with ThreadPoolExecutor(2) as two:
        list(two.map(lambda _: run(once, folder), range(count)))
    return time.perf_counter() - start


def memory(folder: Path, _runs: int) -> None:
    """The most that the parent takes, of a short batch and of a long one."""
    code = (
        "import resource, sys\nfrom policybrief.cli import main\ntry: main(['build', '--force', '--to', 'html'])\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    for count in (20, 100):
        project = folder / f"week-{count}"
        write_small(project, count)
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=project, env=_environment(project), capture_output=True, check=True
        )
        tell(f"batch of {count}: the parent takes {int(done.stderr) / 1024:.0f} MB")


def growth(folder: Path, _runs: int) -> None:
    """Milliseconds a page of the whole command, and the most memory that its child takes."""
    for findings in (75, 615, 2480):
        project = folder / f"long-{findings}"
        (project / "briefs").mkdir(parents=True)
        text = LONG.format(findings="".join(FINDING.format(number=number) for number in range(1, findings + 1)))
        (project / "briefs" / "long.yaml").write_text(text, encoding="utf-8")
        run(PAGES, project)
        start = time.perf_counter()
        process = subprocess.Popen(
            [*BUILD, "--to", "pdf"], cwd=project, env=_environment(project), stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds, process.returncode = time.perf_counter() - start, os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, "the long brief was not built"
        pages = _pages(project / "output" / "long.pdf")
        tell(f"{pages} pages: {1000 * seconds / pages:.0f} ms a page, {used.ru_maxrss / 1024:.0f} MB")


def _pages(file: Path) -> int:
    import pikepdf

    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201


PARTS = {work.__name__: work for work in (nothing, batch, memory, growth)}


def main(parts: Iterable[str], runs: int) -> None:
    for part in parts:
        with TemporaryDirectory() as name:
            PARTS[part](Path(name), runs)


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("--runs", type=int, default=5)
    given.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[*PARTS])
    args = given.parse_args()
    main(args.parts, args.runs)
