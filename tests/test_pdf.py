"""The printed pages: tags, metadata, typefaces, marking, reading order."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import verapdf
from conftest import BRIEFS, FLAGSHIP, needs
from pypdf import PdfReader

from policybrief.pdf import custom_properties, print_pdf
from policybrief.problem import RenderError
from policybrief.project import Project
from policybrief.render import Look

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
    with pytest.raises(RenderError, match="disallowed protocol"):
        print_pdf(html, look)


def test_a_letter_that_the_typefaces_lack_is_told(look: Look) -> None:
    html = '<html lang="en"><head><title>t</title></head><body><p>日本</p></body></html>'
    with pytest.raises(RenderError, match="the typefaces have no such character"):
        print_pdf(html, look)


def test_drawings_take_the_light_colours_of_the_theme(look: Look) -> None:
    css = ":root { --ink: #111111; }\n@media (prefers-color-scheme: dark) { :root { --ink: #EEEEEE; } }"
    assert custom_properties(css) == {"ink": "#111111"}


def test_the_same_brief_makes_the_same_bytes(project: Project, output: Path, cache: Path, tmp_path: Path) -> None:
    from policybrief.build import build_brief

    built = build_brief(project.briefs / f"{BRIEFS[1]}.yaml", project, ("html", "pdf"), tmp_path, cache)
    for file in built.files:
        assert file.read_bytes() == (output / file.name).read_bytes()


def test_verapdf_finds_no_fault_against_pdf_ua(output: Path) -> None:
    java = needs("java", why="veraPDF checks the tags of the PDF")
    results = verapdf.validate(java, ["ua1"], [output / f"{name}.pdf" for name in BRIEFS])
    assert [(result["file"], result["failed"]) for result in results if not result["compliant"]] == []
