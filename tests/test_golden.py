"""Every page of the three briefs, as a picture. The README shows some of them, so they stay true.

`pytest tests/test_golden.py --update-golden` writes them anew; look at each before it is committed.
"""

import os
from itertools import zip_longest
from pathlib import Path

import pypdfium2
import pytest
from conftest import BRIEFS, ROOT
from PIL import Image
from pixelmatch.contrib.PIL import pixelmatch

from policybrief.pdf import versions

pytestmark = pytest.mark.slow

GOLDEN = ROOT / "tests" / "golden"
DPI = 80
TOLERATED = 60
"""Pixels of a page that may differ: a letter that has changed makes some hundred, equal pages none."""


def pages(pdf: Path) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]


@pytest.mark.parametrize("brief", BRIEFS)
def test_every_page_looks_as_it_did(brief: str, output: Path, pytestconfig: pytest.Config, tmp_path: Path) -> None:
    drawn = pages(output / f"{brief}.pdf")
    if pytestconfig.getoption("--update-golden"):
        _write(brief, drawn)
    _same_library_or_skip()
    kept = [Image.open(path) for path in sorted(GOLDEN.glob(f"{brief}-[0-9][0-9].png"))]
    assert len(kept) == len(drawn), "the number of pages has changed"
    for number, (now, before) in enumerate(zip_longest(drawn, kept), 1):
        difference = Image.new("RGB", now.size)
        count = pixelmatch(now, before.convert("RGB"), difference, threshold=0.2)
        if count > TOLERATED:
            difference.save(tmp_path / f"page-{number}.png")
            pytest.fail(f"page {number} differs in {count} pixels; see {tmp_path}/page-{number}.png")


def test_one_changed_letter_would_be_seen(output: Path) -> None:
    before = pages(output / f"{BRIEFS[0]}.pdf")[0]
    after = before.copy()
    after.paste(before.crop((130, 250, 142, 268)), (300, 250))
    assert pixelmatch(before, after, threshold=0.2) > TOLERATED


def _write(brief: str, drawn: list[Image.Image]) -> None:
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob(f"{brief}-[0-9][0-9].png"):
        old.unlink()
    for number, page in enumerate(drawn, 1):
        # 64 colours keep the letters crisp and the repository small.
        page.quantize(64, dither=Image.Dither.NONE).save(GOLDEN / f"{brief}-{number:02}.png", optimize=True)
    (GOLDEN / "pango").write_text(versions()["Pango"] + "\n", encoding="utf-8")


def _same_library_or_skip() -> None:
    """Another Pango breaks lines at other places; in CI it is the one of the pictures."""
    kept, here = (GOLDEN / "pango").read_text(encoding="utf-8").strip(), versions()["Pango"]
    if kept != here and os.environ.get("CI") != "true":
        pytest.skip(f"NOT TESTED: the pictures were made with Pango {kept}, here is {here}")
