"""What a page names by its address becomes a part of it, on paper and on the web."""

import re
import struct
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from building import build_brief
from hostile import SVG, chunk, data_of, png
from PIL import Image

from policybrief import fingerprint
from policybrief.fetch import embed, embed_in_style, fetch
from policybrief.media import MediaError, as_address, kind_of, of_address
from policybrief.problem import RenderError
from policybrief.project import open_project

DOT = SVG.format('<path d="M0 0h9v9z"/>').encode()
PNG = png(1, 1, b"\0\0")


def jpeg(width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("L", (width, height)).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name, data in {"briefs/media/a b.png": PNG, "styles/dot.svg": DOT, "templates/c.jpg": jpeg(3, 2)}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.mark.parametrize(
    ("address", "data"),
    [("media/a b.png", PNG), ("media/a%20b.png", PNG), ("styles/dot.svg", DOT), ("templates/c.jpg", jpeg(3, 2))],
)
def test_an_address_leads_into_a_folder_of_the_project(address: str, data: bytes, home: Path) -> None:
    assert fetch(address, [home]) == data


def test_the_first_home_that_has_a_file_gives_it(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "styles").mkdir()
    (other / "styles" / "dot.svg").write_bytes(b"another")
    assert fetch("styles/dot.svg", [other, home]) == b"another"
    assert fetch("media/a b.png", [other, home]) == PNG


def test_a_folder_may_be_a_link_itself(home: Path) -> None:
    (home / "styles").rename(home / "elsewhere")
    (home / "styles").symlink_to("elsewhere")
    assert fetch("styles/dot.svg", [home]) == DOT


PICTURE = as_address(PNG)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<img src="media/a b.png" alt="">', f'<img src="{PICTURE}" alt="">'),
        ("<img alt='' class=x src='media/a%20b.png'>", f"<img alt='' class=x src='{PICTURE}'>"),
        ("<IMG\n alt\n SRC = media/a%20b.png>", f"<IMG\n alt\n SRC = {PICTURE}>"),
        ('<svg><image xlink:href="media/a b.png"/></svg>', f'<svg><image xlink:href="{PICTURE}"/></svg>'),
        ('<img src="media/a&#32;b.png">', f'<img src="{PICTURE}">'),
        ("<style>p { background: url(media/a%20b.png) }</style>", f"<style>p {{ background: url({PICTURE}) }}</style>"),
        ('<style class="web">a > b { x: URL( "media/a b.png" ) }</style>', PICTURE),
        (f'<img src="{PICTURE}">', f'<img src="{PICTURE}">'),
        ('<img alt="see src=nothing.png" src="media/a b.png">', f'<img alt="see src=nothing.png" src="{PICTURE}">'),
    ],
)
def test_a_picture_of_the_page_becomes_a_part_of_it(before: str, after: str, home: Path) -> None:
    assert after in embed(before, [home])


@pytest.mark.parametrize(
    "page",
    [
        '<p>url(nothing.png) and &lt;img src="nothing.png"></p>',
        '<svg><path fill="url(#paint)"/><style>p { fill: url(#paint) }</style></svg>',
        "<style>/* url(nothing.png) */</style>",
        '<a href="nothing.png">words</a>',
        "<imgs src=nothing.png>",
    ],
)
def test_what_names_no_picture_stays_as_it_is(page: str, home: Path) -> None:
    assert embed(page, [home]) == page


def test_all_that_is_missing_is_told_at_once(home: Path) -> None:
    page = (
        '<style>p { background: url(media/x.png) }</style><img src="http://example.org/y.png"><img src="media/z.png">'
    )
    with pytest.raises(RenderError) as caught:
        embed(page, [home])
    assert [(problem.message, problem.hint) for problem in caught.value.problems] == [
        ("'media/x.png' is not there", "put it into briefs/media/"),
        (
            "'http://example.org/y.png' is no file in media/, styles/ or templates/",
            "nothing else is fetched: put the file into briefs/media/ and write media/NAME",
        ),
        ("'media/z.png' is not there", "put it into briefs/media/"),
    ]
    with pytest.raises(RenderError, match=r"'styles/x\.png' is not there"):
        embed_in_style("p { background: url(styles/x.png) }", [home])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "image/png"),
        (jpeg(3, 2), "image/jpeg"),
        (DOT, "image/svg+xml"),
        (b"\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>" + DOT, "image/svg+xml"),
        (b"OTTO" + bytes(40), "font/otf"),
        (SVG.format('<mask id="m"><path fill="url(#g)"/></mask><path mask="url( #m )"/>').encode(), "image/svg+xml"),
    ],
)
def test_what_a_file_is_is_read_off_what_it_holds(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind
    assert of_address(as_address(data)) == (data, kind)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (jpeg(3, 2).replace(struct.pack(">HH", 2, 3), struct.pack(">HH", 9000, 9000)), "is 9000 by 9000 pixels"),
        (jpeg(3, 2)[:30], "is no JPEG"),
        (b"\x89PNG\r\n\x1a\n" + chunk(b"IDAT", b""), "is no PNG"),
        (b"GIF89a", "is none of PNG, JPEG, SVG, TTF and OTF"),
        (b"", "is none of PNG, JPEG, SVG, TTF and OTF"),
    ],
)
def test_what_cannot_be_read_or_is_too_large_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(MediaError, match=told):
        kind_of(data)


@pytest.mark.parametrize(
    ("address", "told"), [("data:image/png;base64,AAAAA", "cannot be read"), ("data:x", "no comma")]
)
def test_an_address_that_holds_nothing_is_refused(address: str, told: str) -> None:
    with pytest.raises(MediaError, match=told):
        of_address(address)


BRIEF = "title: A brief\ndate: 2024-01-31\nauthors: [Desk]\nfindings: [{text: Something is so., basis: editorial}]\n"
OWN = """{% extends "default/brief.html.j2" %}
{% block findings %}{{ super() }}<p><img src="media/photo.jpg" alt="A harbour"></p>{% endblock %}
"""


@pytest.mark.slow
def test_a_picture_of_a_projects_own_template_is_printed_and_published(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "briefs" / "media").mkdir(parents=True)
    (tmp_path / "briefs" / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    (tmp_path / "briefs" / "media" / "photo.jpg").write_bytes(jpeg(30, 20))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "brief.html.j2").write_text(OWN, encoding="utf-8")
    project = open_project(tmp_path)
    html, pdf = build_brief(tmp_path / "briefs" / "brief.yaml", project, ("html", "pdf"), tmp_path, cache).files
    (found,) = re.findall(r'src="data:image/jpeg;base64,([^"]+)" alt="A harbour"', html.read_text(encoding="utf-8"))
    assert b64decode(found) == jpeg(30, 20)
    with pikepdf.open(pdf) as printed:
        (picture,) = (held for page in printed.pages for held in page.Resources.get("/XObject", {}).values())
        assert (picture.Width, picture.Height) == (30, 20)


def test_another_picture_makes_other_pages(home: Path) -> None:
    before = fingerprint.look(home)
    (home / "briefs" / "media" / "a b.png").write_bytes(jpeg(1, 1))
    assert fingerprint.look(home) != before


def test_what_a_link_leads_out_to_is_not_read(home: Path) -> None:
    before = fingerprint.look(home)
    (home / "styles" / "endless").symlink_to("/dev/zero")
    assert fingerprint.look(home) == before
    (home / "secret").write_bytes(b"one")
    (home / "styles" / "out").symlink_to("../secret")
    linked = fingerprint.look(home)
    (home / "secret").write_bytes(b"two")
    assert fingerprint.look(home) == linked


def test_a_picture_that_says_it_is_a_text_is_looked_through_too() -> None:
    assert of_address(data_of("text/plain", PNG)) == (PNG, "image/png")
