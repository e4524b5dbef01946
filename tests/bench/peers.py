"""The same text as a PDF by other programs, where they are here: each as a ratio to a naive WeasyPrint, run in turn.

Chromium prints the web page of the flagship. Typst, xelatex and asciidoctor-pdf set what pandoc makes of that page: its
text and tables, without figures, marks of sources and margin notes. RenderCV sets a curriculum of its own, of two
pages. None of them makes the file accessible or fit for the archive as we do.

python tests/bench/peers.py [--runs N]
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from printing import NAME, write_pages

from policybrief.pandoc import run_pandoc

HERE = Path(__file__).parent
Commands = list[list[str]]


def chromium(_folder: Path, program: str) -> Commands:
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    return [[program, *options, "--print-to-pdf=chromium.pdf", f"output/{NAME}.html"]]


def typst(folder: Path, program: str) -> Commands:
    _translate(folder, "typst", "page.typ")
    return [[program, "compile", "page.typ", "typst.pdf"]]


def xelatex(folder: Path, program: str) -> Commands:
    _translate(folder, "latex", "page.tex")
    # The second run knows the pages of the first.
    return [[program, "-interaction=batchmode", "page.tex"]] * 2


def asciidoctor_pdf(folder: Path, program: str) -> Commands:
    _translate(folder, "asciidoc", "page.adoc")
    return [[program, "page.adoc", "-o", "asciidoctor.pdf"]]


def rendercv(folder: Path, program: str) -> Commands:
    subprocess.run([program, "new", "A Reader"], cwd=folder, stdout=subprocess.DEVNULL, check=True)
    options = ["--dont-generate-markdown", "--dont-generate-html", "--dont-generate-png"]
    return [[program, "render", "A_Reader_CV.yaml", *options]]


PEERS: dict[str, Callable[[Path, str], Commands]] = {
    "chromium": chromium,
    "typst": typst,
    "xelatex": xelatex,
    "asciidoctor-pdf": asciidoctor_pdf,
    "rendercv": rendercv,
}


def _translate(folder: Path, form: str, name: str) -> None:
    """What is text on the page, for another program."""
    page = (folder / "output" / f"{NAME}.html").read_text(encoding="utf-8")
    text = run_pandoc(["--from", "html-native_divs-native_spans", "--to", form, "--standalone"], page)
    (folder / name).write_text(text, encoding="utf-8")


def spent(commands: Commands, folder: Path) -> float:
    start = time.perf_counter()
    for command in commands:
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    return time.perf_counter() - start


def main(runs: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_pages(folder)
        ours = [[sys.executable, str(HERE / "printing.py"), "--in", name, "--once", "ours"]]
        naive = [[sys.executable, str(HERE / "printing.py"), "--in", name, "--once", "naive"]]
        root = str(HERE.parents[1] / "briefs" / f"{NAME}.yaml")
        build = [sys.executable, "-m", "policybrief", "build", root, "--out", str(folder / "output")]
        spent([[*build, "--to", "html"]], folder)
        given: dict[str, Commands] = {"policybrief, printing": ours, "policybrief build": [[*build, "--force"]]}
        for peer, prepare in PEERS.items():
            program = shutil.which(peer)
            if program:
                given[peer] = prepare(folder, program)
            else:
                tell(f"{peer}: not here")
        for peer, commands in given.items():
            try:
                _compare(peer, commands, naive, folder, runs)
            except subprocess.CalledProcessError as error:
                tell(f"{peer}: fails: {error.stderr.decode(errors='replace').strip()[-200:]}")


def _compare(peer: str, commands: Commands, naive: Commands, folder: Path, runs: int) -> None:
    spent(commands, folder)
    pairs: Sequence[tuple[float, float]] = [(spent(commands, folder), spent(naive, folder)) for _ in range(runs)]
    ratio, seconds = (statistics.median(values) for values in zip(*((a / b, a) for a, b in pairs), strict=True))
    tell(f"{peer}: {seconds:.2f} s, ratio {ratio:.2f}")


def tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("--runs", type=int, default=5)
    main(given.parse_args().runs)
