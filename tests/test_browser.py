"""The web page in a real browser: it fits its window, wide and narrow, and asks for nothing."""

import json
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from conftest import BRIEFS, FLAGSHIP, needs

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


def in_chromium(frame: str, folder: Path) -> Any:
    """What a frame around a page leaves in its title, as JSON."""
    chromium = needs("chromium", why="the web page is measured in it")
    (folder / "frame.html").write_text(frame, encoding="utf-8")
    command = [chromium, *QUIET, f"--user-data-dir={folder}/profile", "--dump-dom", "--window-size=1400,1000"]
    address = (folder / "frame.html").as_uri()
    done = subprocess.run([*command, address], capture_output=True, text=True, timeout=120, check=False)
    title = re.search(r"<title>(\{.*?\})</title>", done.stdout, re.DOTALL)
    assert title, done.stderr
    return json.loads(unescape(title[1]))


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("brief", BRIEFS)
def test_the_page_fits_its_window_and_fetches_nothing(brief: str, width: int, output: Path, tmp_path: Path) -> None:
    page = in_chromium(FRAME.format(page=(output / f"{brief}.html").as_uri(), width=width), tmp_path)
    assert page["width"] <= width
    assert page["wide"] == []
    assert [name for name in page["fetched"] if not name.startswith("data:")] == []
    assert {name.strip('"') for name in page["fonts"]} == {"Source Serif 4", "Source Sans 3"}
    assert page["small"] == 0


ZOTERO = """<!DOCTYPE html><title>waiting</title><body><iframe src="{page}"></iframe>
<script>
// What Zotero's translator for embedded metadata reads: tags in the head, their prefix up to the first of . : and _.
document.querySelector("iframe").onload = (event) => {{
  const head = event.target.contentDocument.head, read = {{}}, prefixed = {{}};
  for (const tag of head.getElementsByTagName("meta")) {{
    const name = tag.getAttribute("name") || tag.getAttribute("property"), value = tag.getAttribute("content");
    if (!name || !value) continue;
    (read[name] = read[name] || []).push(value);
    const prefix = name.slice(0, name.search(/[.:_]/));
    if (["dc", "dcterms", "og", "article"].includes(prefix)) prefixed[name] = value;
  }}
  const type = prefixed["dc.type"] || ("citation_technical_report_institution" in read && "report");
  const bylines = event.target.contentDocument.querySelectorAll(".byline, .vcard").length;
  document.title = JSON.stringify({{ type, read, bylines }});
}};
</script>"""


def test_zotero_recognises_the_page_as_a_report(output: Path, tmp_path: Path) -> None:
    page = in_chromium(ZOTERO.format(page=(output / f"{FLAGSHIP}.html").as_uri()), tmp_path)
    read = page["read"]
    assert page["type"] == "report"
    assert page["bylines"] == 0, "a byline is taken for authors"
    assert [len(read[name]) for name in ("citation_title", "citation_publication_date", "citation_language")] == [
        1,
        1,
        1,
    ]
    assert read["citation_title"][0].startswith("The Belarus–Russia military union: ")
    assert read["citation_publication_date"] == ["2024/01/31"]
    assert read["citation_technical_report_institution"] == ["Baltic desk"]
    assert read["dc.description"][0].startswith("Belarus and Russia very likely tie their forces closer")
    assert read["citation_keywords"][:2] == ["Belarus", "Russia"]
    assert "citation_author" not in read, "the desk is no person"
