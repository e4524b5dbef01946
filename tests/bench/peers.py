"""The same text as a PDF by other programs, where they are here: each as a ratio to a naive WeasyPrint, run in turn.

Chromium prints the web page, figures and all, called with what makes it quickest, and as most people call it. Its
notes stand at the end, its pages have no heads, numbers or margins of ours, and it neither attaches the sources nor
writes an archive. Typst, pandoc with xelatex, and asciidoctor-pdf set what pandoc reads off that page: its text,
tables and notes on A4, as they do by themselves, without figures or links within the page. The reading is not timed,
but for xelatex, where pandoc is what its users call. RenderCV sets its own sample of a curriculum, repeated until it
is as long, without the icons that it would fetch from the network. None is as accessible or as fit for the archive.

Debian has chromium, ruby-asciidoctor-pdf, and texlive-xetex with texlive-fonts-recommended. RenderCV brings Typst:
`pip install "rendercv[full]" "typer<0.26"` into an environment of its own, whose bin/ then stands on the PATH; without
that bound its 2.3, the last for Python 3.11, says that it is installed in part, as typer no longer brings click.

python tests/bench/peers.py [--runs N] [PEER]...
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
from xml.etree.ElementTree import tostring

import pikepdf
import tinyhtml5
import yaml
from flagship import NAME, ROOT
from printing import write_pages

from policybrief.pandoc import pandoc_path, run_pandoc

Commands = list[list[str]]
ONCE = [sys.executable, str(Path(__file__).parent / "printing.py"), "--once"]
SVG = "{http://www.w3.org/2000/svg}svg"
NOT_ON_PAPER = {"narrow", "cell-name", "cite-files"}
"""Classes of what the web page alone shows."""
READING = ["--from", "html-native_divs-native_spans-auto_identifiers", "--standalone", "--variable", "papersize=a4"]
MADE = "made.pdf"
ICONS = '#import "@preview/fontawesome:0.5.0": fa-icon'


def chromium(_folder: Path, program: str) -> Commands:
    quickest = ["--disable-gpu", "--disable-extensions", "--disable-background-networking", "--no-pdf-header-footer"]
    return [[program, "--headless", "--no-sandbox", *quickest, f"--print-to-pdf={MADE}", f"output/{NAME}.html"]]


def chromium_plain(_folder: Path, program: str) -> Commands:
    # Without the sandbox, as it refuses to run as root in one.
    return [[program, "--headless", "--no-sandbox", f"--print-to-pdf={MADE}", f"output/{NAME}.html"]]


def typst(folder: Path, program: str) -> Commands:
    """Its command, or else its binding for Python, which stands where RenderCV does."""
    _read(folder, "typst", "page.typ")
    if Path(program).name == "typst":
        return [[program, "compile", "page.typ", MADE]]
    python = Path(program).resolve().parent / "python"
    return [[str(python), "-c", f"import typst; typst.compile('page.typ', output='{MADE}')"]]


def xelatex(folder: Path, _program: str) -> Commands:
    _read(folder, "html", "text.html")
    return [[str(pandoc_path()), *READING, "--pdf-engine=xelatex", "--output", MADE, "text.html"]]


def asciidoctor_pdf(folder: Path, program: str) -> Commands:
    _read(folder, "asciidoc", "page.adoc")
    return [[program, "page.adoc", "-o", MADE]]


def rendercv(folder: Path, program: str) -> Commands:
    subprocess.run([program, "new", "A Reader"], cwd=folder, capture_output=True, check=True)
    # It leaves its templates there for its users to change.
    preamble = folder / "classic" / "Preamble.j2.typ"
    preamble.write_text(preamble.read_text("utf-8").replace(ICONS, "#let fa-icon(..given) = []"), "utf-8")
    file = folder / "A_Reader_CV.yaml"
    data = yaml.safe_load(file.read_text("utf-8"))
    sections = data["cv"]["sections"]
    data["cv"]["sections"] = {f"{name} {again}": text for again in range(11) for name, text in sections.items()}
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    options = ["--dont-generate-markdown", "--dont-generate-html", "--dont-generate-png", "--pdf-path", MADE]
    return [[program, "render", file.name, *options]]


PEERS: dict[str, tuple[tuple[str, ...], Callable[[Path, str], Commands]]] = {
    "chromium": (("chromium",), chromium),
    "chromium, as called": (("chromium",), chromium_plain),
    "typst": (("typst", "rendercv"), typst),
    "pandoc+xelatex": (("xelatex",), xelatex),
    "asciidoctor-pdf": (("asciidoctor-pdf",), asciidoctor_pdf),
    "rendercv": (("rendercv",), rendercv),
}
"""The programs of which one must be here, and what is to be run once all is written that it reads."""


def _read(folder: Path, form: str, name: str) -> None:
    """What is text on the page, for another program."""
    page = (folder / "output" / f"{NAME}.html").read_text(encoding="utf-8")
    main = tinyhtml5.parse(page, namespace_html_elements=False).find(".//main")
    assert main is not None
    for element in list(main.iter()):
        if element.tag == SVG or not NOT_ON_PAPER.isdisjoint(element.get("class", "").split()):
            # An empty span, as what stands behind it hangs on it.
            rest = element.tail
            element.clear()
            element.tag, element.tail = "span", rest
        # Pandoc loses the ids of rows and articles, and Typst sets nothing of a page with a link that leads nowhere.
        elif element.get("href", "").startswith("#"):
            del element.attrib["href"]
    text = f"<html><title>{NAME}</title><body>{tostring(main, encoding='unicode', method='html')}</body></html>"
    (folder / name).write_text(run_pandoc([*READING, "--to", form], text), encoding="utf-8")


def spent(commands: Commands, folder: Path) -> float:
    # RenderCV asks each time whether it is the newest: nobody waits for the network.
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "https_proxy": "http://127.0.0.1:9"}
    start = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    return time.perf_counter() - start


def measured(commands: Commands, folder: Path, runs: int) -> str:
    """The medians of the seconds and of the ratios; the first run, which may fill a cache, does not count."""
    naive = [[*ONCE, "naive", "--in", str(folder)]]
    spent(commands, folder)
    pairs = [(spent(commands, folder), spent(naive, folder)) for _ in range(runs)]
    ratio, seconds = (statistics.median(values) for values in zip(*((a / b, a) for a, b in pairs), strict=True))
    return f"{seconds:.2f} s, ratio {ratio:.2f}"


def measured_peer(peer: str, folder: Path, runs: int) -> str:
    programs, prepare = PEERS[peer]
    program = next(filter(None, map(shutil.which, programs)), None)
    if program is None:
        return "not here"
    (folder / MADE).unlink(missing_ok=True)
    try:
        told = measured(prepare(folder, program), folder, runs)
    except subprocess.CalledProcessError as error:
        words = (error.stderr or error.stdout).decode(errors="replace").split()
        return f"fails: {' '.join(words)[-300:]}"
    with pikepdf.open(folder / MADE) as pdf:
        maker = pdf.docinfo.get("/Producer") or pdf.docinfo.get("/Creator")
        return f"{told}, {len(pdf.pages)} pages by {maker}"


def main(runs: int, named: Sequence[str]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_pages(folder)
        build = [sys.executable, "-m", "policybrief", "build", str(ROOT / "briefs" / f"{NAME}.yaml")]
        build += ["--out", str(folder / "output")]
        spent([[*build, "--to", "html"]], folder)
        if not named:
            tell(f"policybrief, printing: {measured([[*ONCE, 'ours', '--in', name]], folder, runs)}")
            tell(f"policybrief build: {measured([[*build, '--force']], folder, runs)}")
        for peer in named or PEERS:
            tell(f"{peer}: {measured_peer(peer, folder, runs)}")


def tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    given = argparse.ArgumentParser()
    given.add_argument("--runs", type=int, default=5)
    given.add_argument("peers", nargs="*", choices=[*PEERS, []], default=[])
    args = given.parse_args()
    main(args.runs, args.peers)
