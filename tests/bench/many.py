"""How long `policybrief check` of many briefs takes: as large as the flagship, and with no text in common.

The same command is run with all cores and with one, in turn; then each brief is read and judged once in this process.

python tests/bench/many.py [BRIEFS] [RUNS]
"""

import datetime
import gc
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from flagship import FLAGSHIP

from policybrief.case import Case
from policybrief.folder import brief_paths
from policybrief.lint import lint
from policybrief.load import load_brief
from policybrief.project import open_project
from policybrief.yamlfile import Mark, read_yaml

DAY = datetime.date(2024, 2, 1)
CHECK = [sys.executable, "-m", "policybrief", "check", "--on", DAY.isoformat()]
_FIRST = re.compile(r"[^\s\"']*\w[^\s,:;.@\]]*")
"""The first word of a text."""


def write_briefs(folder: Path, number: int) -> None:
    """The flagship, again and again: each time with another number in every text of three words or more."""
    file, draw = read_yaml(FLAGSHIP), random.Random(number)
    marks = sorted(_texts(file.data, file.mark), reverse=True)
    shutil.copytree(FLAGSHIP.parent, folder, ignore=shutil.ignore_patterns("*-*"))
    for brief in range(number):
        lines = list(file.lines)
        for line, column in marks:
            word = _FIRST.search(lines[line], column)
            assert word, lines[line]
            lines[line] = f"{lines[line][: word.end()]} {draw.randint(10_000, 99_999)}{lines[line][word.end() :]}"
        (folder / f"brief-{brief:04}.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def _texts(data: object, mark: Mark) -> Iterator[tuple[int, int]]:
    """Line and column of every text that is no probability in words of the scale."""
    if isinstance(data, str) and len(data.split()) > 2:
        # A block ends where a line begins, and begins on the line below its `>`.
        yield (mark.line, mark.column) if mark.end_column else (mark.line + 1, 0)
    held = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in held:
        yield from _texts(value, mark.children[step]) if step != "word" else ()


def run(folder: Path, cores: set[int]) -> tuple[float, float, float]:
    """Seconds on the clock, seconds of all processors, and the MB of the largest process. The briefs must pass."""
    os.sched_setaffinity(0, cores)  # the command inherits it
    start = time.perf_counter()
    process = subprocess.Popen(CHECK, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    clock, process.returncode = time.perf_counter() - start, os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, "a brief did not pass"
    return clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def in_process(folder: Path) -> tuple[float, float]:
    """Milliseconds of the processor for reading one brief, and for judging it."""
    gc.set_threshold(1_000_000, 20, 20)  # as the command line does
    project = open_project(folder)
    reading, judging = [], []
    for path in brief_paths(project.root):
        start = time.process_time()
        loaded = load_brief(path, project)
        read = time.process_time()
        lint(Case(loaded.brief, project.settings, DAY), loaded.file)
        reading.append(read - start)
        judging.append(time.process_time() - read)
    return statistics.median(reading) * 1000, statistics.median(judging) * 1000


def main(number: int, runs: int) -> None:
    cores = os.sched_getaffinity(0)
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_briefs(folder / "briefs", number)
        pairs = [(run(folder, cores), run(folder, {min(cores)})) for _ in range(runs)]
        reading, judging = in_process(folder)
    for count, times in zip((len(cores), 1), zip(*pairs, strict=True), strict=True):
        clock, busy, memory = (statistics.median(values) for values in zip(*times, strict=True))
        print(f"{number} briefs, cores: {count}: {clock:.2f} s, processors {busy:.2f} s, {memory:.0f} MB")  # noqa: T201
    ratio = statistics.median(many[0] / one[0] for many, one in pairs)
    print(f"ratio {ratio:.2f} (median of {runs} pairs)")  # noqa: T201
    print(f"one brief: reading {reading:.1f} ms, rules {judging:.1f} ms (median of {number})")  # noqa: T201


if __name__ == "__main__":
    main(*(int(given) for given in (*sys.argv[1:], *("500", "3")[len(sys.argv) - 1 :])))
