"""The printed pages: tags, metadata, typefaces, marking, reading order."""

import json
import re
from io import BytesIO
from pathlib import Path
from shutil import rmtree

import pikepdf
import pytest
from building import build_brief
from conftest import BRIEFS, FLAGSHIP
from pypdf import PdfReader

from policybrief.look import Look
from policybrief.pdf import print_pdf
from policybrief.problem import RenderError
from policybrief.project import Project
from policybrief.theme import custom_properties

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session", params=BRIEFS)
def pdf(request: pytest.FixtureRequest, output: Path) -> PdfReader:
    return PdfReader(output / f"{request.param}.pdf")


@pytest.fixture(scope="session")
def flagship(output: Path) -> PdfReader:
    return PdfReader(output / f"{FLAGSHIP}.pdf")


@pytest.fixture
def look(project: Project) -> Look:
    return Look(project.homes, "institute")


def test_it_is_tagged_and_says_its_language_and_title(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata and pdf.metadata.title and pdf.metadata.author == "Baltic desk"


def test_it_has_an_outline_of_its_parts(flagship: PdfReader) -> None:
    titles = [entry.title for entry in flagship.outline if not isinstance(entry, list)]
    assert len(titles) >= 1
    assert "Findings" in str(flagship.outline) or "The forces fit together" in str(flagship.outline)


def test_only_the_two_typefaces_are_in_it_and_embedded(output: Path) -> None:
    for name in BRIEFS:
        with pikepdf.open(output / f"{name}.pdf") as file:
            fonts = [
                item for item in file.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
            ]
            descriptors = [item for item in file.objects if _is_descriptor(item)]
            assert fonts and descriptors
            for descriptor in descriptors:
                family = re.sub(r"^/[A-Z]{6}\+", "", str(descriptor.FontName))
                assert family.startswith(("Source-Serif-4", "Source-Sans-3"))
                assert any(key in descriptor for key in ("/FontFile2", "/FontFile3"))


def _is_descriptor(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"


def test_every_page_bears_the_marking_and_its_number(flagship: PdfReader) -> None:
    count = len(flagship.pages)
    for number, page in enumerate(flagship.pages, 1):
        text = page.extract_text()
        assert text.count("TLP:CLEAR") >= 2, f"page {number}"
        assert re.search(rf"{number}\s*/\s*{count}", text), f"page {number}"


def test_page_one_answers_everything(flagship: PdfReader) -> None:
    text = " ".join(flagship.pages[0].extract_text().split())
    for words in ("Bottom line", "31 January 2024", "31 December 2023", "K1", "K2", "K3", "Very likely", "confidence"):
        assert words in text


def test_text_comes_out_in_reading_order(flagship: PdfReader) -> None:
    text = "\n".join(page.extract_text() for page in flagship.pages)
    places = [text.index(f"\n{mark}") for mark in ("F1", "F2", "F3", "D1", "T1", "S1", "S2", "R1", "R6")]
    assert places == sorted(places)


def test_lithuanian_and_cyrillic_letters_come_out_as_they_went_in(look: Look) -> None:
    words = "Žemaitė ąčęėįšųūž Suwałki Беларусь ўіґїє"
    html = f'<html lang="en"><head><title>t</title></head><body><h1>{words}</h1></body></html>'
    text = PdfReader(BytesIO(print_pdf(html, look))).pages[0].extract_text()
    assert words in " ".join(text.split())


def test_a_page_that_asks_for_something_outside_is_refused(look: Look) -> None:
    html = '<html lang="en"><head><title>t</title></head><body><img src="file:///etc/passwd" alt="x"></body></html>'
    with pytest.raises(RenderError, match="Failed to load image at 'file:///etc/passwd': is not fetched"):
        print_pdf(html, look)


def test_a_letter_that_the_typefaces_lack_is_told(look: Look) -> None:
    html = '<html lang="en"><head><title>t</title></head><body><p>日本</p></body></html>'
    with pytest.raises(RenderError, match="the typefaces have no such character"):
        print_pdf(html, look)


def test_drawings_take_the_light_colours_of_the_theme(look: Look) -> None:
    css = ":root { --ink: #111111; }\n@media (prefers-color-scheme: dark) { :root { --ink: #EEEEEE; } }"
    assert custom_properties(css) == {"ink": "#111111"}


def test_the_same_brief_makes_the_same_bytes(project: Project, output: Path, cache: Path, tmp_path: Path) -> None:
    built = build_brief(project.briefs / f"{BRIEFS[1]}.yaml", project, ("html", "pdf"), tmp_path, cache)
    for file in built.files:
        assert file.read_bytes() == (output / file.name).read_bytes()


def test_a_cache_may_be_cleared_while_the_program_runs(look: Look, tmp_path: Path) -> None:
    """A preview that ran for hours would have gone on without a typeface."""
    html = '<html lang="en"><head><title>t</title></head><body><p>Two words, a word</p></body></html>'
    first = print_pdf(html, look, tmp_path / "one")
    assert print_pdf(html, look, tmp_path / "other") == first
    rmtree(tmp_path / "one")
    rmtree(tmp_path / "other")
    assert print_pdf(html, look, tmp_path / "one") == first
    assert print_pdf(html, look) == first


def test_a_note_stands_at_the_foot_of_the_page_of_its_mark(in_notes: Path) -> None:
    with pikepdf.open(in_notes) as file:
        names = file.Root.Names.Dests.Names
        at = {
            str(name): (place[0].objgen, float(place[3])) for name, place in zip(names[::2], names[1::2], strict=True)
        }
    marks = [name.removeprefix("cite-") for name in at if name.startswith("cite-")]
    assert len(marks) > 10
    for mark in marks:
        (mark_page, mark_height), (note_page, note_height) = at[f"cite-{mark}"], at[f"note-{mark}"]
        assert (mark_page, mark_height > note_height) == (note_page, True), mark
    assert "notes" not in at, "there is no list of them at the end"


def test_a_mark_leads_to_its_note_and_back(in_notes: Path) -> None:
    with pikepdf.open(in_notes) as file:
        links = {str(link.Dest) for page in file.pages for link in page.get("/Annots", []) if "/Dest" in link}
    assert {"note-1", "note-2", "cite-1", "cite-2"} <= links


def test_notes_that_the_pages_would_lose_stand_in_a_list(look: Look) -> None:
    """A footnote in what is not shown stands for one out of a long table."""
    html = """<html lang="en"><head><title>t</title></head><body><h1>t</h1><p><a href="#note-1">See the note.</a></p>
    <div style="display: none"><span class="cite"><a href="#note-1" role="doc-noteref">1</a></span></div>
    <section id="notes"><ol class="note-list"><li id="note-1">Smith, <i>Acts</i>.</li></ol></section></body></html>"""
    text = PdfReader(BytesIO(print_pdf(html, look))).pages[0].extract_text()
    assert "Smith, Acts." in " ".join(text.split())


def test_the_sources_are_attached_as_data(output: Path, flagship: PdfReader) -> None:
    (text,) = flagship.attachments["sources.json"]
    items = json.loads(text)
    assert [item["id"] for item in items] == ["review2021", "unionstate2023", "nta"]
    assert items[0]["title"].startswith("Durability of the Belarusian-Russian military union")
