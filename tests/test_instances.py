"""The static typefaces: made once, as wide as the variable ones, and the only ones in a PDF."""

import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import uharfbuzz
from conftest import BRIEFS

from policybrief.instances import Instance, instances, static_faces
from policybrief.look import Look
from policybrief.pdf import print_pdf
from policybrief.project import Project

PAGE = '<html lang="en"><head><title>t</title></head><body><p>Žemė, Беларусь</p></body></html>'
WORDS = "AVATAR Žemaitė fi ffl “To” 1,001.5 Wąż ўїґє Ωμέγα"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return static_faces(tmp_path_factory.mktemp("cache"))


def widths(font: uharfbuzz.Font) -> list[tuple[int, int]]:
    """Each glyph of the words, and how far it takes the pen."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(WORDS)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    return [(info.codepoint, place.x_advance) for info, place in zip(infos, positions, strict=True)]


@pytest.mark.parametrize("instance", list(instances()), ids=lambda instance: instance.file)
def test_it_sets_words_as_the_variable_typeface_does(instance: Instance, folder: Path) -> None:
    variable = uharfbuzz.Font(uharfbuzz.Face(instance.face.path.read_bytes()))
    variable.set_variations(instance.axes)
    static = uharfbuzz.Font(uharfbuzz.Face((folder / instance.file).read_bytes()))
    pairs = list(zip(widths(variable), widths(static), strict=True))
    assert [one for (one, _), _ in pairs] == [other for _, (other, _) in pairs]
    assert all(abs(one - other) <= 2 for (_, one), (_, other) in pairs), "both are rounded, kerning by itself"


def test_they_are_made_once(folder: Path) -> None:
    made = {file: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert static_faces(folder.parent.parent) == folder
    assert {file: file.stat().st_mtime_ns for file in folder.iterdir()} == made


def test_one_that_is_lost_is_made_again(folder: Path) -> None:
    lost = sorted(folder.iterdir())[0]
    content = lost.read_bytes()
    lost.unlink()
    static_faces(folder.parent.parent)
    assert lost.read_bytes() == content


@pytest.mark.slow
def test_a_cache_that_cannot_be_written_costs_time_only(project: Project, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    look = Look(project.homes, "institute")
    assert print_pdf(PAGE, look, blocked) == print_pdf(PAGE, look, tmp_path / "cache")


@pytest.mark.slow
def test_a_weight_that_is_not_made_is_set_in_the_variable_typeface(project: Project, tmp_path: Path) -> None:
    light = print_pdf(PAGE.replace("<p>", '<p style="font-weight: 300">'), Look(project.homes, "institute"), tmp_path)
    with pikepdf.open(BytesIO(light)) as file:
        names = [str(font.BaseFont) for font in file.pages[0].Resources.Font.values()]
    assert [name for name in names if re.search(r"\+Source-\w+-\d-Light$", name)]


@pytest.mark.slow
@pytest.mark.parametrize("name", BRIEFS)
def test_no_brief_is_printed_in_a_variable_typeface(name: str, output: Path) -> None:
    """Where this fails, a style sheet asks for a weight or an optical size that instances.py does not make."""
    with pikepdf.open(output / f"{name}.pdf") as file:
        fonts = {str(font.BaseFont) for page in file.pages for font in page.Resources.Font.values()}
    assert fonts
    for font in fonts:
        assert re.search(r"-(\d+pt|Static)(-|,|$)", font), font
