"""How long the citations of a large brief take, cold and kept, as a ratio to pandoc on an empty text, run in turn.

40 sources and 120 marks, in each of the styles that are tested line by line.

python tests/bench/citations.py [RUNS]
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from policybrief.brief import Brief
from policybrief.citations import cite
from policybrief.load import load_brief
from policybrief.pandoc import run_pandoc
from policybrief.project import open_project

STYLES = ("numeric", "chicago-notes-bibliography", "chicago-author-date", "apa", "oscola", "vancouver")
SOURCE = "{{type: report, title: Review {0}, author: [{{family: Smith{0}, given: J.}}], issued: 2021, publisher: P}}"


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def brief(style: str) -> str:
    marks = "\n".join(f"  - 'Finding [@s{number % 40}, p. {number}].'" for number in range(120))
    sources = "\n".join(f"  s{number}: {SOURCE.format(number)}" for number in range(40))
    head = f"title: T\ndate: 2024-01-31\nauthors: [Desk]\nbottom_line: So.\ncitation_style: {style}\n"
    return f"{head}findings:\n{marks}\nsources:\n{sources}\n"


def measured(read: Brief, styles: Sequence[Path], cache: Path) -> tuple[float, float, float]:
    """Seconds of one round: cold, kept, and of pandoc on an empty text."""
    return (
        seconds(lambda: cite(read, styles)),
        seconds(lambda: cite(read, styles, cache)),
        seconds(lambda: run_pandoc(["--from=markdown", "--to=json"], "")),
    )


def main(runs: int) -> None:
    with TemporaryDirectory() as folder:
        path, cache = Path(folder, "briefs", "large.yaml"), Path(folder, "cache")
        path.parent.mkdir()
        for style in STYLES:
            path.write_text(brief(style), "utf-8")
            project = open_project(Path(folder))
            read = load_brief(path, project).brief
            cite(read, project.style_folders, cache)
            rounds = [measured(read, project.style_folders, cache) for _ in range(runs)]
            cold, again, empty = (statistics.median(times) for times in zip(*rounds, strict=True))
            ratio = f"{cold / empty:.1f} times an empty pandoc"
            print(f"{style:<28} cold {cold:.3f} s ({ratio}), kept {again:.3f} s (median of {runs})")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
