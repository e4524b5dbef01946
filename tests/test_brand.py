"""The brand of a house: what is taken, what is refused, and where it is seen."""

import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pikepdf
import pytest
from building import build_brief
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from policybrief.brief import Brief
from policybrief.citations import cite
from policybrief.compose import compose
from policybrief.fonts import faces
from policybrief.home import home
from policybrief.load import load_brief
from policybrief.logo import read_logo
from policybrief.look import Look
from policybrief.media import MediaError
from policybrief.problem import BriefError
from policybrief.project import Project, open_project
from policybrief.render import render_html
from policybrief.theme import colour_roles, contrast, custom_properties, faint_pairs
from policybrief.typefaces import TypefaceError, read_typeface

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><rect width="4" height="1" fill="#123456"/></svg>'
BRIEF = "title: A brief\ndate: 2024-01-31\nauthors: [Desk]\nfindings: [Something is so.]\n"


REPEATED = b"""<svg><pattern id="a"><rect fill="url('#b')"/></pattern><pattern id="b"/></svg>"""


def png(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


@pytest.fixture
def branded(tmp_path: Path) -> Callable[[str], Project]:
    """A project with these lines under `brand` and a logo in briefs/media/."""

    def make(lines: str) -> Project:
        (tmp_path / "briefs" / "media").mkdir(parents=True)
        (tmp_path / "briefs" / "media" / "logo.svg").write_text(SVG, encoding="utf-8")
        (tmp_path / "briefs" / "project.yaml").write_text(f"brand:\n{lines}", encoding="utf-8")
        (tmp_path / "briefs" / "brief.yaml").write_text(BRIEF, encoding="utf-8")
        return open_project(tmp_path)

    return make


def page(project: Project) -> str:
    brief = load_brief(project.briefs / "brief.yaml", project).brief
    document = compose(brief, cite(brief, project.style_folders), project.settings, "policybrief test")
    brand = project.settings.brand
    return render_html(
        document, Look(project.homes, "institute", colours=brand.colours, dark=brand.dark, logo=project.logo())
    )


def test_a_brand_is_seen_in_head_and_foot_and_on_the_last_page(branded: Callable[[str], Project]) -> None:
    html = page(branded("  name: Sea Institute\n  logo: logo.svg\n  address: 12 Harbour Street, Vilnius\n"))
    assert re.search(r'<img class="logo" src="data:image/svg\+xml;base64,[^"]+" alt="Sea Institute">', html)
    assert html.count("Sea Institute") >= 3
    assert "Sea Institute, 12 Harbour Street, Vilnius" in html


def test_its_colours_are_those_of_print_and_of_the_page_in_the_light(branded: Callable[[str], Project]) -> None:
    project = branded("  colours: {accent: '#7a1f3d'}\n")
    look = Look(project.homes, "institute", "a4", project.settings.brand.colours)
    assert look.properties()["accent"] == "#7A1F3D"
    assert look.properties()["ink"] == "#1A1E22"
    html = page(project)
    assert "@media (prefers-color-scheme: light) { :root { --accent: #7A1F3D; } }" in html
    assert html.index("--accent: #7A1F3D") > html.index("--accent: #0E5560"), "it comes after what it replaces"


def test_it_has_other_colours_for_the_dark(branded: Callable[[str], Project]) -> None:
    project = branded("  colours: {accent: '#7a1f3d'}\n  dark: {accent: '#f0a0b8'}\n")
    brand = project.settings.brand
    look = Look(project.homes, "institute", colours=brand.colours, dark=brand.dark)
    assert look.properties(dark=True)["accent"] == "#F0A0B8"
    assert look.properties()["accent"] == "#7A1F3D"
    assert "@media (prefers-color-scheme: dark) { :root { --accent: #F0A0B8; } }" in page(project)


@pytest.mark.parametrize(
    ("lines", "line", "told"),
    [
        ("  colours: {accent: '#D9A0B0'}\n", 2, "accent on ground at a contrast of 2.2 to 1, under 4.5"),
        ("  colours: {amber: '#E8C9A0'}\n", 2, "amber on ground at a contrast of 1.6 to 1, under 3.0"),
        ("  colours: {tint: '#606060'}\n", 2, "has muted on tint at a contrast of 1.1 to 1, under 4.5"),
        ("  dark: {accent: '#0E5560'}\n", 2, "has accent on ground at a contrast of 2.1 to 1, under 4.5"),
        ("  colours: {acent: '#0E5560'}\n", 2, "is no colour of the theme: 'acent'.*\n.*\n.*did you mean 'accent'"),
        ("  colours: {accent: teal}\n", 2, "is 'TEAL'|is 'teal', which is no colour"),
        ("  name: A\n  logo: nosuch.svg\n", 3, "but that is not there"),
        ("  name: A\n  logo: ../project.svg\n", 3, "leads out of briefs/media/"),
        ("  name: A\n  logo: logo.gif\n", 3, "is neither PNG nor SVG"),
        ("  logo: logo.svg\n", 2, "has no name beside it"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_place(
    lines: str, line: int, told: str, branded: Callable[[str], Project]
) -> None:
    with pytest.raises(BriefError, match=told) as caught:
        branded(lines)
    assert {problem.place.line for problem in caught.value.problems if problem.place} == {line}


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.svg", b"<svg", "is no SVG"),
        ("a.svg", b"<html/>", "is XML, but no SVG"),
        ("a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "declares a document type"),
        ("a.svg", b"<svg><script/></svg>", "holds <script>"),
        ("a.svg", b"<svg><g onclick='x'/></svg>", "has onclick="),
        ("a.svg", b"<svg><a href='https://example.org'/></svg>", "has href="),
        ("a.svg", b"<svg><rect fill='url(https://example.org/x)'/></svg>", "has fill="),
        ("a.svg", "<!DOCTYPE svg><svg/>".encode("utf-16"), "is none of PNG"),
        ("a.svg", b'<?xml version="1.0" encoding="cp037"?><svg/>', "is not written in UTF-8"),
        ("a.svg", REPEATED, "holds a <pattern> that draws another one"),
        ("a.svg", b"<svg>" + b" " * 600_000 + b"</svg>", "holds 600,011 bytes"),
        ("a.png", b"GIF89a" + b" " * 40, "is none of PNG, JPEG, SVG"),
        ("a.png", png(9000, 9000), "is 9000 by 9000 pixels"),
    ],
)
def test_a_picture_that_would_harm_a_page_is_refused(name: str, data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(MediaError, match=told):
        read_logo(tmp_path / name)


def test_a_sound_picture_is_taken_whole(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(20, 10))
    (tmp_path / "b.svg").write_text(SVG.replace("#123456", "url(#a)"), encoding="utf-8")
    assert read_logo(tmp_path / "a.png").startswith("data:image/png;base64,iVBOR")
    assert read_logo(tmp_path / "b.svg").startswith("data:image/svg+xml;base64,")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("path", sorted((home() / "styles" / "themes").glob("*.css")), ids=lambda path: path.stem)
def test_the_colours_of_every_theme_can_be_told_apart(path: Path) -> None:
    theme = custom_properties(path.read_text(encoding="utf-8"))
    assert list(faint_pairs(theme, colour_roles(theme))) == []


@pytest.mark.parametrize("path", sorted((home() / "styles" / "themes").glob("*.css")), ids=lambda path: path.stem)
def test_a_theme_sets_what_institute_sets_and_no_more(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    institute = (path.parent / "institute.css").read_text(encoding="utf-8")
    assert custom_properties(css).keys() == custom_properties(institute).keys()
    declared = re.findall(r"([\w-]+)\s*:[^;{}]*;", css)
    assert [name for name in declared if not name.startswith("--")] == []


@pytest.mark.parametrize("sheet", ["base", "print", "screen"])
def test_the_sheets_take_nothing_that_no_theme_sets(sheet: str) -> None:
    styles = home() / "styles"
    css = (styles / f"{sheet}.css").read_text(encoding="utf-8")
    paper = "".join((styles / name).read_text(encoding="utf-8") for name in ("paper/a4.css", "kinds/brief.css"))
    theme = custom_properties((styles / "themes" / "institute.css").read_text(encoding="utf-8"))
    own = set(re.findall(r"--([\w-]+)\s*:", css + paper))
    assert set(re.findall(r"var\(--([\w-]+)\)", css)) <= theme.keys() | own


@pytest.mark.parametrize("kind", get_args(Brief.model_fields["kind"].annotation))
def test_a_kind_sets_what_a_brief_sets(kind: str) -> None:
    kinds = home() / "styles" / "kinds"
    brief, own = (custom_properties((kinds / f"{name}.css").read_text(encoding="utf-8")) for name in ("brief", kind))
    assert brief.keys() <= own.keys()


# Typefaces


def typeface(path: Path, family: str, weight: int) -> None:
    """A static font of the shipped serif, under another name."""
    source = next(face.path for face in faces() if face.family == "Source Serif 4" and not face.italic)
    with TTFont(source) as font:
        instantiateVariableFont(font, {"wght": weight, "opsz": 12}, inplace=True)
        for record in font["name"].names:
            if record.nameID in (1, 16):
                record.string = family
        font["OS/2"].usWeightClass = weight
        font.save(path)


@pytest.mark.slow
def test_a_typeface_that_the_project_brings_is_in_the_pages(
    branded: Callable[[str], Project], tmp_path: Path, cache: Path
) -> None:
    fonts = tmp_path / "styles" / "fonts"
    fonts.mkdir(parents=True)
    typeface(fonts / "Sea-Regular.ttf", "Sea Serif", 400)
    typeface(fonts / "Sea-Semibold.ttf", "Sea Serif", 600)
    project = branded("  typefaces: {serif: Sea Serif}\n")
    built = build_brief(project.briefs / "brief.yaml", project, ("pdf", "html"), tmp_path / "out", cache)
    pdf, html = (next(file for file in built.files if file.suffix == suffix) for suffix in (".pdf", ".html"))
    with pikepdf.open(pdf) as file:
        fonts_of = [one for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
    assert any("Sea-Serif" in str(one.FontName) for one in fonts_of)
    text = html.read_text(encoding="utf-8")
    assert '--serif: "Sea Serif", "Source Serif 4", Georgia, serif;' in text
    assert len(re.findall(r'font-family: "Sea Serif"; font-style: normal; font-weight: [46]00; src', text)) == 2


def test_a_family_without_a_file_is_told_with_those_that_are_there(
    branded: Callable[[str], Project], tmp_path: Path
) -> None:
    (tmp_path / "styles" / "fonts").mkdir(parents=True)
    typeface(tmp_path / "styles" / "fonts" / "Sea.ttf", "Sea Serif", 400)
    with pytest.raises(
        BriefError, match=r"project\.yaml:2:22: error\[typeface\].*'See Serif', of which(.*\n)*.*Sea Serif"
    ):
        branded("  typefaces: {serif: See Serif}\n")


@pytest.mark.parametrize(
    ("data", "told"), [(b"", "no TTF or OTF"), (b"\x00\x01\x00\x00" + b"\xff" * 60, "no TTF or OTF")]
)
def test_a_file_that_is_no_typeface_is_refused(data: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(data)
    with pytest.raises(TypefaceError, match=told):
        read_typeface(tmp_path / "a.ttf")


def test_a_variable_font_is_refused_as_print_would_take_one_weight_of_it() -> None:
    with pytest.raises(TypefaceError, match="is a variable font"):
        read_typeface(faces()[0].path)
