"""How long it takes from a save of the flagship to its new web page on the screen, and to its new PDF, in Chromium.

A save puts another word into a finding, by renaming, as many editors do. The web page is there when it is painted with
that word. The PDF is held against a print of the same brief in a process that has printed it before.

python tests/bench/preview.py [SAVES] [PDFS]
"""

import shutil
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from chromium import Chromium, Tab  # noqa: E402

from policybrief.build import make_brief  # noqa: E402
from policybrief.cli.console import cache_folder  # noqa: E402
from policybrief.project import open_project  # noqa: E402

FLAGSHIP = "belarus-russia-military-union"
PREVIEW = [sys.executable, "-m", "policybrief", "preview", FLAGSHIP, "--port", "0", "--no-browser"]
PAINTED = """void (window.awaited = new Promise((done) => {
  const look = () => {
    const item = document.querySelector(".html iframe:not(.coming)")?.contentDocument.getElementById("F2");
    if (!item?.textContent.includes(" WORD strands")) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => done((performance.timeOrigin + performance.now()) / 1000)));
  };
  look();
}))"""
PRINTED = """void (window.awaited = new Promise((done) => {
  const before = shown.pdf;
  const look = () => shown.pdf === before ? setTimeout(look, 5)
    : done((performance.timeOrigin + performance.now()) / 1000);
  look();
}))"""


def save(brief: Path, word: str) -> float:
    """The moment of the save."""
    start, _, rest = (ROOT / "briefs" / brief.name).read_text("utf-8").partition("counts three strands")
    new = brief.with_name(".new")
    new.write_text(f"{start}counts {word} strands{rest}", "utf-8")
    new.replace(brief)
    return time.time()


def seconds(tab: Tab, brief: Path, script: str, word: str) -> float:
    """From a save until what the script waits for."""
    tab.run(script.replace("WORD", word))
    saved = save(brief, word)
    there: float = tab.run("window.awaited")
    return there - saved


def print_seconds(brief: Path) -> float:
    """The web page and the PDF of a brief, made in this process, as a build makes them."""
    start = time.perf_counter()
    make_brief(brief, open_project(brief.parents[1]), ("html", "pdf"), cache_folder())
    return time.perf_counter() - start


def main(saves: int, pdfs: int) -> None:
    with TemporaryDirectory() as folder:
        brief = Path(folder, "briefs", f"{FLAGSHIP}.yaml")
        shutil.copytree(ROOT / "briefs", brief.parent)
        preview = subprocess.Popen(PREVIEW, cwd=folder, stdout=subprocess.PIPE, text=True)
        assert preview.stdout
        address = preview.stdout.readline().strip()
        browser = Chromium(str(shutil.which("chromium")), Path(folder, "profile"))
        try:
            with browser.open(address, 1600) as tab:
                seconds(tab, brief, PAINTED, "first")
                pages = [(time.sleep(0.4), seconds(tab, brief, PAINTED, f"page{number}"))[1] for number in range(saves)]
                seconds(tab, brief, PRINTED, "set")
                papers = [seconds(tab, brief, PRINTED, f"paper{number}") for number in range(pdfs)]
        finally:
            browser.close()
            preview.send_signal(signal.SIGINT)
            preview.wait()
        warm = [print_seconds(brief) for _ in range(pdfs + 1)][1:] if pdfs else []
    told = f"median {statistics.median(pages) * 1000:.0f} ms, {min(pages) * 1000:.0f} to {max(pages) * 1000:.0f}"
    print(f"save to web page: {told} ({saves} saves)")  # noqa: T201
    if pdfs:
        made, alone = statistics.median(papers), statistics.median(warm)
        print(f"save to PDF: {made:.2f} s; a warm print alone {alone:.2f} s (medians of {pdfs})")  # noqa: T201


if __name__ == "__main__":
    main(*(int(given) for given in (*sys.argv[1:], *("20", "3")[len(sys.argv) - 1 :])))
