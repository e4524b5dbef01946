"""The web page in a real browser: it fits its window, wide and narrow, and asks for nothing."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from conftest import BRIEFS, needs

pytestmark = pytest.mark.slow

QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--allow-file-access-from-files",
    "--virtual-time-budget=8000",
]  # fmt: skip
FRAME = """<!DOCTYPE html><title>waiting</title><body>
<iframe src="{page}" style="width: {width}px; height: 900px; border: 0"></iframe>
<script>
const frame = document.querySelector("iframe");
frame.onload = () => {{
  const page = frame.contentDocument, view = frame.contentWindow;
  const seen = [...page.body.querySelectorAll("*")].filter((one) => one.offsetParent);
  const wide = seen.filter((one) => one.getBoundingClientRect().right > {width} + 1 && !one.closest("svg, thead"));
  document.title = JSON.stringify({{
    width: page.documentElement.scrollWidth,
    wide: wide.map((one) => one.tagName + "." + one.className),
    fetched: view.performance.getEntriesByType("resource").map((one) => one.name.slice(0, 60)),
    fonts: [...page.fonts].filter((one) => one.status === "loaded").map((one) => one.family),
    small: seen.filter((one) => one.innerText && !one.closest("sup, .cite"))
      .filter((one) => parseFloat(view.getComputedStyle(one).fontSize) < 11).length,
  }});
}};
</script>"""


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("brief", BRIEFS)
def test_the_page_fits_its_window_and_fetches_nothing(brief: str, width: int, output: Path, tmp_path: Path) -> None:
    chromium = needs("chromium", why="the web page is measured in it")
    frame = tmp_path / "frame.html"
    frame.write_text(FRAME.format(page=(output / f"{brief}.html").as_uri(), width=width), encoding="utf-8")
    command = [chromium, *QUIET, f"--user-data-dir={tmp_path}/profile", "--dump-dom", "--window-size=1400,1000"]
    done = subprocess.run([*command, frame.as_uri()], capture_output=True, text=True, timeout=120, check=False)
    title = re.search(r"<title>(\{.*?\})</title>", done.stdout)
    assert title, done.stderr
    page = json.loads(title[1].replace("&amp;", "&").replace("&lt;", "<"))
    assert page["width"] <= width
    assert page["wide"] == []
    assert [name for name in page["fetched"] if not name.startswith("data:")] == []
    assert {name.strip('"') for name in page["fonts"]} == {"Source Serif 4", "Source Sans 3"}
    assert page["small"] == 0
