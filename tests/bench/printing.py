"""What printing costs: the flagship as we do it, as a ratio to a naive WeasyPrint of the same page, run in turn.

The naive one writes PDF/UA-1 from the final HTML and CSS, with the same typefaces as @font-face. Cold is a process of
its own with all its imports, warm the second print of a process and all after it, whole the command with its citations
kept. The shortcuts through WeasyPrint that are named are left out, to see what each is worth; `cache` leaves out what
was made once, `rubbish` the rarer collections.

python tests/bench/printing.py [--runs N] [--without NAME]...
"""

import argparse
import gc
import os
import pickle
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import tostring

from flagship import FLAGSHIP, NAME, ROOT, rendered, set_on_paper

Spent = tuple[float, float]
"""Seconds on the clock, and seconds of the processor."""


def write_pages(folder: Path, brief: Path = FLAGSHIP) -> None:
    """The page of a brief as we take it, with its Look, and as a naive program takes it."""
    import tinyhtml5

    from policybrief.fonts import faces

    html, look = rendered(brief)
    (folder / "page.pickle").write_bytes(pickle.dumps((html, look)))
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    set_on_paper(root, look)
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]
        element.attrib = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    rules = "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-style: {"italic" if face.italic else "normal"}; '
        f'src: url("{face.path.as_uri()}"); }}'
        for face in faces()
    )
    page = tostring(root, encoding="unicode", method="html")
    naive = page.replace("</head>", f"<style>{rules}</style></head>", 1)
    (folder / "naive.html").write_text(f"<!DOCTYPE html>{naive}", encoding="utf-8")


def naive(folder: Path, left_out: Sequence[str]) -> Callable[[], bytes]:
    import weasyprint

    def work() -> bytes:
        made: bytes = weasyprint.HTML(folder / "naive.html").write_pdf(pdf_variant="pdf/ua-1")
        return made

    return work


def ours(folder: Path, left_out: Sequence[str]) -> Callable[[], bytes]:
    from policybrief.pdf import print_pdf

    html, look = pickle.loads((folder / "page.pickle").read_bytes())
    if "rubbish" not in left_out:
        gc.set_threshold(1_000_000, 20, 20)  # as the command line does
    cache = None if "cache" in left_out else folder / "cache"
    return lambda: print_pdf(html, look, cache, left_out)


KINDS = {"naive": naive, "ours": ours}


def serve(work: Callable[[], object]) -> None:
    """Prints once for each line that comes, and says what it took."""
    for _ in sys.stdin:
        clock, busy = time.perf_counter(), time.process_time()
        work()
        print(time.perf_counter() - clock, time.process_time() - busy, flush=True)  # noqa: T201


def spent(command: Sequence[str], environment: dict[str, str]) -> Spent:
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    clock, process.returncode = time.perf_counter() - start, os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return clock, used.ru_utime + used.ru_stime


def asked(process: "subprocess.Popen[str]") -> Spent:
    assert process.stdin and process.stdout
    process.stdin.write("\n")
    process.stdin.flush()
    clock, busy = process.stdout.readline().split()
    return float(clock), float(busy)


def tell(what: str, rounds: Sequence[tuple[Spent, Spent]]) -> None:
    """The medians, and the median of the ratios of each pair: on the clock, and of the processor."""
    ours, naive = (statistics.median(clock for clock, _ in side) for side in zip(*rounds, strict=True))
    clock, busy = (statistics.median(mine[n] / other[n] for mine, other in rounds) for n in (0, 1))
    print(f"{what:<6} {ours:.2f} s, naive {naive:.2f} s, ratio {clock:.3f}, of the processor {busy:.3f}")  # noqa: T201


def main(runs: int, left_out: Sequence[str]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
        write_pages(folder)
        me = [sys.executable, __file__, *(part for gain in left_out for part in ("--without", gain)), "--in", name]
        once = {kind: [*me, "--once", kind] for kind in KINDS}
        whole = [sys.executable, "-m", "policybrief", "build", NAME, "--force", "--out", str(folder / "output")]
        for command in (once["ours"], whole):
            spent(command, environment)
        cold = [(spent(once["ours"], environment), spent(once["naive"], environment)) for _ in range(runs)]
        tell("cold", cold)
        tell("whole", [(spent(whole, environment), other) for _, other in cold])
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": environment}
        serving = [subprocess.Popen([*me, "--serve", kind], **pipes) for kind in ("ours", "naive")]  # type: ignore[call-overload]
        for process in serving:
            asked(process)
        tell("warm", [(asked(serving[0]), asked(serving[1])) for _ in range(runs)])
        for process in serving:
            process.communicate()


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("--runs", type=int, default=7)
    given.add_argument("--without", action="append", default=[])
    for hidden in ("--in", "--once", "--serve"):
        given.add_argument(hidden, help=argparse.SUPPRESS, dest=hidden.strip("-") + "_")
    args = given.parse_args()
    if args.in_:
        work = KINDS[args.once_ or args.serve_](Path(args.in_), args.without)
        if args.once_:
            Path(args.in_, f"{args.once_}.pdf").write_bytes(work())
        else:
            serve(work)
    else:
        main(args.runs, args.without)
