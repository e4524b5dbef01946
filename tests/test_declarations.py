"""WeasyPrint's declarations, kept between runs: the same bytes, and no harm where there are others."""

import pickle
import subprocess
import sys
from pathlib import Path

import cffi
import pytest
from conftest import BRIEFS
from torture import PAGES

from policybrief import declarations
from policybrief.citations import cite
from policybrief.compose import compose
from policybrief.declarations import known_declarations
from policybrief.load import load_brief
from policybrief.look import Look
from policybrief.project import Project
from policybrief.render import render_html

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cffi finds the libraries elsewhere by their names")

PRINT = """
import pickle, sys
from contextlib import nullcontext
from hashlib import sha256
from pathlib import Path
from policybrief import pdf

way, cache, briefs, tests = sys.argv[1:]
if way == "plain":
    pdf.known_declarations = nullcontext
weasyprint = pdf._weasyprint(Path(cache))
from weasyprint.text import ffi

sys.path.append(tests)
from torture import PAGES

print(type(ffi.ffi).__name__)
for body in PAGES.values():
    page = f'<html lang="en"><head><title>t</title></head><body>{body}</body></html>'
    print(sha256(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")).hexdigest())
for html, look in pickle.loads(Path(briefs).read_bytes()):
    print(sha256(pdf.print_pdf(html, look, Path(cache))).hexdigest())
"""


def test_those_of_this_weasyprint_are_found() -> None:
    text = declarations._declarations()
    assert "PangoLayout *" in text and text.count(";") > 200


def test_they_are_given_to_it_alone(tmp_path: Path) -> None:
    plain = cffi.FFI
    for _ in range(2):
        with known_declarations(tmp_path):
            known = cffi.FFI()
            known.cdef("anything")
            assert known.sizeof("PangoRectangle") == 4 * known.sizeof("int")
        assert cffi.FFI is plain
    assert len([*(tmp_path / "declarations").iterdir()]) == 1


def test_without_a_cache_or_in_another_form_they_are_read_as_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = cffi.FFI
    with known_declarations(None):
        assert cffi.FFI is plain
    monkeypatch.setattr(declarations, "_declarations", lambda: "")
    with known_declarations(tmp_path):
        assert cffi.FFI is plain


@pytest.mark.slow
def test_pages_have_the_bytes_that_they_have_without(project: Project, cache: Path, tmp_path: Path) -> None:
    briefs = []
    for name in BRIEFS:
        brief = load_brief(project.briefs / f"{name}.yaml", project).brief
        document = compose(brief, cite(brief, project.style_folders, cache), project.settings, "policybrief test")
        look = Look(project.homes, brief.theme)
        briefs.append((render_html(document, look), look))
    (tmp_path / "briefs").write_bytes(pickle.dumps(briefs))
    known, plain = (_printed(way, cache, tmp_path / "briefs") for way in ("known", "plain"))
    assert (known[0], plain[0]) == ("_Known", "FFI")
    assert known[1:] == plain[1:]
    assert len(known) == 1 + len(PAGES) + len(BRIEFS)


def _printed(way: str, cache: Path, briefs: Path) -> list[str]:
    command = [sys.executable, "-c", PRINT, way, str(cache), str(briefs), str(Path(__file__).parent)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=300, check=True)
    return done.stdout.splitlines()
