"""The tags of the printed pages: what veraPDF does not look at, and then what it does."""

import re
from collections.abc import Callable, Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
import verapdf
from building import build_brief
from conftest import BRIEFS, FLAGSHIP, KINDS, ROOT, kind_file, needs
from tagged import Tag, Tagged, read_tags

from policybrief.look import Look
from policybrief.pdf import print_pdf
from policybrief.problem import RenderError
from policybrief.project import Project

pytestmark = pytest.mark.slow

PAPERS = ("a4", "letter")
THEMES = sorted(path.stem for path in (ROOT / "styles" / "themes").glob("*.css"))

VERBS = "is|are|has|means|stand|stands|rest|rests|cites|carries|leads|takes|points|falls|have"
"""Those of the sentences that pictures are told in."""
RED_BOX = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><title>A red box stands alone</title>'
    '<desc>It is 200 wide.</desc><rect width="200" height="40" fill="#f00"/></svg>'
)
LONG_TABLE = (
    "<table><caption>Counts</caption><thead><tr><th rowspan='2'>Place</th><th colspan='2'>2023</th></tr>"
    "<tr><th>Seen</th><th>Missed</th></tr></thead><tbody>"
    + "".join(f"<tr><th scope='row'>P{n}</th><td>{n}</td><td>{n + 1}</td></tr>" for n in range(1, 121))
    + "</tbody></table>"
)


@pytest.fixture(scope="session", params=[*BRIEFS, *KINDS])
def brief(request: pytest.FixtureRequest, output: Path) -> Tagged:
    return read_tags(output / f"{request.param}.pdf")


@pytest.fixture(scope="session")
def flagship(output: Path) -> Tagged:
    return read_tags(output / f"{FLAGSHIP}.pdf")


@pytest.fixture(scope="session")
def build(project: Project, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """The PDF of a brief of ours, or of those for tests, with other words in it."""

    def make(path: Path, **fields: str) -> Path:
        text = path.read_text("utf-8")
        for key, value in fields.items():
            text = re.sub(rf"^{key}: .*\n", "", text, flags=re.MULTILINE) + f"\n{key}: {value}\n"
        folder = tmp_path_factory.mktemp("brief")
        (folder / path.name).write_text(text, "utf-8")
        return build_brief(folder / path.name, project, ("pdf",), folder, cache).files[0]

    return make


@pytest.fixture(scope="session")
def withdrawn(build: Callable[..., Path]) -> Path:
    """A brief with every field of every part, and a watermark."""
    return build(ROOT / "tests" / "briefs" / "everything.yaml", status="withdrawn")


@pytest.fixture(scope="session")
def kinds(build: Callable[..., Path], project: Project) -> list[Path]:
    """Each kind in each theme, and on the paper of the United States."""
    files = [*map(kind_file, KINDS), project.briefs / f"{BRIEFS[2]}.yaml"]
    return [
        build(file, theme=theme, paper=paper) for file in files for theme, paper in zip(THEMES, PAPERS, strict=True)
    ]


@pytest.fixture(scope="session")
def printed(project: Project) -> Callable[[str], bytes]:
    """The PDF of the body of a page."""

    def make(body: str) -> bytes:
        html = f'<html lang="en"><head><title>Torture</title></head><body>{body}</body></html>'
        return print_pdf(html, Look(project.homes, "institute"))

    return make


@pytest.fixture(scope="session")
def tagged(printed: Callable[[str], bytes]) -> Callable[[str], Tagged]:
    return lambda body: read_tags(BytesIO(printed(body)))


def only(tags: Sequence[Tag]) -> Tag:
    (tag,) = tags
    return tag


def roles(tag: Tag) -> str:
    """The roles of what stands in it, in brackets: `L(LI(Lbl LBody))`."""
    below = " ".join(roles(kid) for kid in tag.kids if isinstance(kid, Tag))
    return f"{tag.role}({below})" if below else tag.role


# --- What every brief holds to


def test_every_word_is_in_the_tree_or_furniture(brief: Tagged) -> None:
    assert brief.bare == []
    placed = [mark for tag in brief.root.below() for mark in tag.marks]
    assert len(placed) == len(set(placed))
    furniture = {words for _, _, words in brief.furniture}
    unplaced = {words for mark, words in brief.shown.items() if mark not in placed}
    assert unplaced == set()
    assert furniture


def test_marks_and_annotations_lead_to_the_tags_that_hold_them(brief: Tagged) -> None:
    numbers = list(brief.pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for tag in brief.root.below():
        for page, mark in tag.marks:
            row = parents[int(brief.pdf.pages[page].obj.StructParents)]
            assert row[mark].objgen == tag.element.objgen
        for annotation in tag.annotations:
            assert parents[int(annotation.StructParent)].objgen == tag.element.objgen


def test_running_heads_feet_and_page_numbers_are_furniture(brief: Tagged) -> None:
    count = len(brief.pdf.pages)
    for number in range(count):
        feet = " ".join(words for page, kind, words in brief.furniture if (page, kind) == (number, "Footer"))
        assert f"{number + 1} / {count}" in feet
        assert number == 0 or (number, "Header") in {(page, kind) for page, kind, _ in brief.furniture}
    assert f"/ {count}" not in brief.root.text


def test_blanks_and_hyphens_are_those_that_people_type(tagged: Callable[[str], Tagged]) -> None:
    body = "<p>10\u00a0000 euros in mid-2023</p><p style='hyphens: auto; width: 20pt'>presidential</p>"
    assert tagged(body).root.below("P")[0].kids == ["10 000 euros in mid-2023"]


def test_a_word_that_is_parted_at_the_end_of_a_line_can_be_put_together(tagged: Callable[[str], Tagged]) -> None:
    told = tagged("<p style='hyphens: auto; width: 30pt'>presidential</p>").root.below("P")[0]
    parts = [str(kid.element.ActualText) if isinstance(kid, Tag) else kid for kid in told.kids]
    assert len(parts) > 1
    assert "".join(parts).replace("\xad", "") == "presidential"


def test_a_watermark_is_furniture(withdrawn: Path) -> None:
    told = read_tags(withdrawn)
    marked = [page for page, kind, words in told.furniture if (kind, words) == ("Watermark", "Withdrawn")]
    assert marked == list(range(len(told.pdf.pages)))
    assert all(tag.text != "Withdrawn" for tag in told.root.below("P"))


def test_headings_skip_no_level(brief: Tagged) -> None:
    levels = [int(tag.role[1]) for tag in brief.root.below(*(f"H{n}" for n in range(1, 7)))]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_groups_hold_no_text_but_in_paragraphs(brief: Tagged) -> None:
    groups = ("Document", "Part", "Art", "Sect", "Div", "Table", "TR", "TBody", "THead", "L", "LI", "TOC", "TOCI")
    assert [tag for tag in (brief.root, *brief.root.below(*groups)) if tag.marks] == [] and brief.root.marks == []


def test_alternative_texts_are_sentences(brief: Tagged, withdrawn: Path) -> None:
    for figure in [*brief.root.below("Figure"), *read_tags(withdrawn).root.below("Figure")]:
        for sentence in re.split(r"(?<=\.) (?=[A-Z])", str(figure.element.Alt)):
            assert re.fullmatch(rf"[A-Z‘“].*\b({VERBS})\b.*\.", sentence, re.DOTALL), sentence


def test_links_are_described_in_words(brief: Tagged) -> None:
    for page in brief.pdf.pages:
        for link in page.obj.get("/Annots", ()):
            told = str(link.Contents)
            assert re.search(r"\w{3,}.*\w{3,}|\w{5,}", told), told
            assert "://" not in told.partition(": ")[0]
            assert told not in (str(link.get("/Dest")), str(link.get("/A", {}).get("/URI")))


def test_every_link_has_its_tag(brief: Tagged) -> None:
    clicked = {annotation.objgen for tag in brief.root.below("Link") for annotation in tag.annotations}
    assert clicked == {link.objgen for page in brief.pdf.pages for link in page.obj.get("/Annots", ())}
    assert all(tag.annotations and tag.text for tag in brief.root.below("Link"))


def test_header_cells_say_what_they_head(brief: Tagged) -> None:
    assert {str(tag.traits["/Scope"]) for tag in brief.root.below("TH")} <= {"/Row", "/Column"}
    named = {str(tag.element.ID) for tag in brief.root.below("TH")}
    asked = {str(name) for tag in brief.root.below("TD", "TH") for name in tag.traits.get("/Headers", ())}
    assert asked <= named
    assert all(tag.text or str(tag.element.Alt) for tag in brief.root.below("TH"))


def test_it_says_that_it_is_pdf_a_3a_and_pdf_ua_1(brief: Tagged) -> None:
    with brief.pdf.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("3", "A", "1")
    (intent,) = brief.pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert b"sRGB" in intent.DestOutputProfile.read_bytes()


def test_the_sources_are_attached_once_as_data(flagship: Tagged) -> None:
    (file,) = flagship.pdf.Root.AF
    assert (str(file.UF), str(file.AFRelationship)) == ("sources.json", "/Data")


# --- Reading order


def test_the_flagship_is_read_in_the_order_of_its_parts(flagship: Tagged) -> None:
    text = flagship.root.text
    parts = ["Baltic desk", "In this brief", "The Belarus–Russia military union", "31 January 2024", "Bottom line"]
    parts += ["Key judgements", "The forces fit together;", "The texts part ways", "Talk about incidents now"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_an_item_is_read_id_confidence_title_text(flagship: Tagged) -> None:
    finding = next(tag for tag in flagship.root.below("Art") if tag.text.startswith("F1"))
    heard = [(kid.role, kid.text) for kid in finding.kids if isinstance(kid, Tag)]
    assert [role for role, _ in heard] == ["P", "P", "P", "P", "H3", "P"]
    assert [text.split()[0] for _, text in heard[:5]] == ["F1", "Current", "Moderate", "Judgement", "The"]


def test_the_contents_are_a_list_of_references(flagship: Tagged) -> None:
    entries = only(flagship.root.below("TOC")).kids
    assert len(entries) == 11
    for entry in entries:
        assert isinstance(entry, Tag) and roles(entry) == "TOCI(Reference(Link))"
        assert re.fullmatch(r"\d+ \w.*", entry.text)


def test_the_contents_of_a_paper_are_read_after_its_cover_and_nest(output: Path) -> None:
    told = read_tags(output / "paper.pdf").root
    outer = told.below("TOC")[0]
    entries = [entry for entry in outer.kids if isinstance(entry, Tag)]
    assert [roles(entry) for entry in entries[:2]] == [
        f"TOCI(Reference(Link) TOC({' '.join(['TOCI(Reference(Link))'] * count)}))" for count in (3, 4)
    ]
    assert roles(entries[-1]) == "TOCI(Reference(Link))"
    assert re.fullmatch(r"4 Findings The stores are the weak point, not the ship", entries[1].below("Link")[0].text)
    assert told.text.index("longer lease on the spare ship") < told.text.index("In this paper")


def test_a_risk_is_one_article_with_all_that_is_said_of_it(output: Path) -> None:
    risks = [tag for tag in read_tags(output / "register.pdf").root.below("Art") if re.match(r"T\d ", tag.text)]
    assert [risk.text[:2] for risk in risks] == ["T1", "T2", "T3", "T4"]
    headings = [tag.text for tag in risks[1].below("H3", "H4")]
    labels = ["Likelihood", "Impact", "Actor", "Target", "Rests on", "Warning signs", "Scenarios", "What answers it"]
    assert headings == ["Two weeks without a crossing", *labels, "Sources"]


def test_floats_and_what_is_placed_absolutely_are_read_where_they_are_written(tagged: Callable[[str], Tagged]) -> None:
    body = """<p>One</p><div style="float: right"><p>two</p></div><p>three</p>
    <p style="position: absolute; top: 0">four</p><p>five <span style="float: left">six</span> seven</p>"""
    assert tagged(body).root.text == "One two three four five six seven"


# --- Torture


def test_a_table_over_three_pages_is_one(tagged: Callable[[str], Tagged]) -> None:
    told = tagged(LONG_TABLE)
    table = only(told.root.below("Table"))
    assert len(table.pages()) >= 3
    assert [tag.role for tag in table.kids if isinstance(tag, Tag)] == ["Caption", "THead", "TBody"]
    assert [tag.text for tag in table.below("TR")] == [
        "Place 2023",
        "Seen Missed",
        *(f"P{n} {n} {n + 1}" for n in range(1, 121)),
    ]


def test_the_head_of_a_table_is_furniture_where_it_comes_again(tagged: Callable[[str], Tagged]) -> None:
    told = tagged(LONG_TABLE)
    again = [(page, words) for page, kind, words in told.furniture if kind == "Header"]
    later = range(1, max(only(told.root.below("Table")).pages()) + 1)
    assert again == [(page, words) for page in later for words in ("Place", "2023", "Seen", "Missed")]


def test_a_head_of_two_rows_speaks_for_the_right_cells(tagged: Callable[[str], Tagged]) -> None:
    table = only(tagged(LONG_TABLE).root.below("Table"))
    words = {str(tag.element.ID): tag.text for tag in table.below("TH")}
    cells = {tag.text: [words[str(name)] for name in tag.traits["/Headers"]] for tag in table.below("TR")[2].below()}
    assert cells == {"P1": ["Place"], "1": ["2023", "Seen", "P1"], "2": ["2023", "Missed", "P1"]}
    spans = {tag.text: (tag.traits.get("/RowSpan"), tag.traits.get("/ColSpan")) for tag in table.below("TH")[:2]}
    assert spans == {"Place": (2, None), "2023": (None, 2)}
    names = table.element.P.P.IDTree.Names
    assert [str(name) for name in names[::2]] == sorted(words)


def test_a_table_of_a_head_alone_has_a_body(tagged: Callable[[str], Tagged]) -> None:
    told = tagged("<table><thead><tr><th>A</th></tr></thead><tbody></tbody></table>")
    assert roles(told.root) == "Document(Table(TBody(TR(TH))))"


def test_a_table_in_a_table_keeps_its_own_headers(tagged: Callable[[str], Tagged]) -> None:
    inner = "<table><tr><th>in</th><td>a</td></tr></table>"
    told = tagged(f"<table><tr><th>out</th><td>{inner}</td></tr></table>")
    words = {str(tag.element.ID): tag.text for tag in told.root.below("TH")}
    assert [[words[str(name)] for name in tag.traits["/Headers"]] for tag in told.root.below("TD")] == [["out"], ["in"]]


def test_a_link_in_a_head_that_comes_again_is_one(tagged: Callable[[str], Tagged]) -> None:
    told = tagged(LONG_TABLE.replace("Place", '<a href="https://example.org/">Place</a>'))
    assert len(only(told.root.below("Link")).annotations) == 1
    assert sum(len(page.obj.get("/Annots", ())) for page in told.pdf.pages) == 1


def test_parts_keep_their_languages(tagged: Callable[[str], Tagged]) -> None:
    body = """<h1>Words</h1><p>He said <i lang="fr">de facto</i>, and <span lang="lt">Žemaitė <b>ne</b></span>.</p>
    <blockquote lang="ru"><p>Союз</p></blockquote><div lang="lt"><p>Taip</p><p>Ne</p></div>
    <table><tbody><tr><td lang="fr">oui</td><td>yes</td></tr></tbody></table>"""
    told = tagged(body)
    languages = {(tag.role, tag.text): str(tag.element.Lang) for tag in told.root.below() if "/Lang" in tag.element}
    assert languages == {
        ("Span", "de facto"): "fr",
        ("Span", "Žemaitė ne"): "lt",
        ("BlockQuote", "Союз"): "ru",
        ("Div", "Taip Ne"): "lt",
        ("TD", "oui"): "fr",
    }
    assert str(told.pdf.Root.Lang) == "en"


def test_lists_nest_in_the_body_of_their_entry(tagged: Callable[[str], Tagged]) -> None:
    css = "<style>ul, ol { list-style: decimal outside; margin-left: 20pt }</style>"
    told = tagged(f"{css}<ol><li>One<ul><li>under</li></ul></li><li>Two</li></ol>")
    outer = told.root.below("L")[0]
    assert roles(outer) == "L(LI(Lbl LBody(L(LI(Lbl LBody)))) LI(Lbl LBody))"
    assert [tag.text for tag in outer.below("Lbl")] == ["1.", "1.", "2."]
    assert str(outer.traits["/ListNumbering"]) == "/Decimal"


def test_what_is_not_printed_is_not_read(tagged: Callable[[str], Tagged]) -> None:
    told = tagged("<section><h1>One</h1><ul style='display: none'><li>no</li></ul></section><p></p><p>two</p>")
    assert roles(told.root) == "Document(Sect(H1) P)"


def test_a_list_of_terms_has_labels(tagged: Callable[[str], Tagged]) -> None:
    told = tagged("<dl><div><dt>Date</dt><dd>today</dd></div><dt>For</dt><dd>all</dd></dl>")
    assert roles(only(told.root.below("L"))) == "L(LI(Lbl LBody) LI(Lbl) LI(LBody))"


def test_headings_that_skip_a_level_are_brought_together(tagged: Callable[[str], Tagged]) -> None:
    told = tagged("<h2>a</h2><h4>b</h4><h4>c</h4><h6>d</h6><h2>e</h2><h3>f</h3>")
    assert [tag.role for tag in told.root.below()] == ["H1", "H2", "H2", "H3", "H1", "H2"]


def test_notes_are_notes_and_their_marks_refer_to_them(in_notes: Path) -> None:
    told = read_tags(in_notes)
    notes = told.root.below("Note")
    assert len(notes) > 10
    assert [str(tag.element.ID) for tag in notes] == [f"note-{n}" for n in range(1, len(notes) + 1)]
    for number, note in enumerate(notes, 1):
        assert note.holder is not None
        mark = note.holder.kids[note.holder.kids.index(note) - 1]
        assert isinstance(mark, Tag) and (roles(mark), mark.text) == ("Reference(Link)", str(number))
        assert roles(note).startswith("Note(Lbl(Link)") and note.text.startswith(f"{number} ")
        assert str(mark.below("Link")[0].annotations[0].Contents).startswith(f"Note {number}: ")


def test_a_note_in_a_table_and_one_between_words_stay_where_their_marks_are(tagged: Callable[[str], Tagged]) -> None:
    note = '<span class="footnote" id="note-{0}">Note {0}.</span>'
    body = (
        f"<p>Before{note.format(1)} after.</p><table><tbody><tr><td>Cell{note.format(2)} end</td></tr></tbody></table>"
    )
    told = tagged(body)
    assert only(told.root.below("P")).text == "Before Note 1. after."
    assert only(told.root.below("TD")).text == "Cell Note 2. end"


def test_notes_in_a_list_are_notes_too(tagged: Callable[[str], Tagged]) -> None:
    body = """<p>One<a id="cite-1" href="#note-1">1</a></p><ol class="note-list" style="list-style: none">
    <li id="note-1"><a class="note-number" href="#cite-1">1</a> Smith.</li></ol>"""
    told = tagged(body)
    assert roles(only(told.root.below("L"))) == "L(LI(LBody(Note(Lbl(Link)))))"


def test_a_link_over_two_lines_is_one_link(tagged: Callable[[str], Tagged]) -> None:
    words = "a very long <i>description of</i> the place " * 6
    told = tagged(f'<p>See <a href="https://example.org/">{words}</a> there.</p>')
    link = only(told.root.below("Link"))
    assert link.text == " ".join(words.replace("<i>", "").replace("</i>", "").split())
    assert len(link.annotations) >= 2
    assert len(told.pdf.pages[0].obj.Annots) == len(link.annotations)


def test_a_paragraph_and_a_link_over_two_pages_are_one_each(tagged: Callable[[str], Tagged]) -> None:
    words = "one place after the other " * 20
    told = tagged(f'<div style="height: 228mm"></div><p>See <a href="https://example.org/">{words}</a> there.</p>')
    paragraph, link = only(told.root.below("P")), only(told.root.below("Link"))
    assert paragraph.pages() == link.pages() == {0, 1}
    assert {annotation.objgen for annotation in link.annotations} == {
        annotation.objgen for page in told.pdf.pages for annotation in page.obj.Annots
    }


def test_a_figure_says_what_it_shows_and_where_it_stands(printed: Callable[[str], bytes]) -> None:
    file = printed(f'<table><tbody><tr><td>Red</td><td style="padding: 30pt">{RED_BOX}</td></tr></tbody></table>')
    figure = only(read_tags(BytesIO(file)).root.below("Figure"))
    assert figure.holder and figure.holder.role == "TD"
    assert str(figure.element.Alt) == "A red box stands alone. It is 200 wide."
    assert [float(side) for side in figure.traits["/BBox"]] == pytest.approx(red_box(file), abs=0.6)


def red_box(file: bytes) -> list[float]:
    """Where the first page is red, in points from its lower left corner."""
    with pypdfium2.PdfDocument(file) as pdf:
        picture = pdf[0].render(scale=2).to_pil().convert("RGB")
    red = picture.point(lambda value: 255 if value > 127 else 0).split()
    only_red = [r and not g and not b for r, g, b in zip(*(band.tobytes() for band in red), strict=True)]
    spots = [divmod(place, picture.width) for place, is_red in enumerate(only_red) if is_red]
    lines, columns = zip(*spots, strict=True)
    height = picture.height
    sides = (min(columns), height - max(lines) - 1, max(columns) + 1, height - min(lines))
    return [side / 2 for side in sides]


PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="
)


def test_a_picture_that_is_decoration_is_furniture(tagged: Callable[[str], Tagged]) -> None:
    told = tagged(f'<p>Words <img src="{PIXEL}" alt=""></p><p><img src="{PIXEL}" alt="A white dot"></p>')
    assert [str(tag.element.Alt) for tag in told.root.below("Figure")] == ["A white dot."]


def test_a_picture_without_words_is_refused(printed: Callable[[str], bytes]) -> None:
    with pytest.raises(RenderError, match="a picture has no words"):
        printed('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')


def test_a_page_without_a_language_is_refused(project: Project) -> None:
    with pytest.raises(RenderError, match="does not say its language"):
        print_pdf("<html><head><title>t</title></head><body><p>t</p></body></html>", Look(project.homes, "institute"))


def test_what_no_tag_reaches_is_refused(printed: Callable[[str], bytes]) -> None:
    with pytest.raises(RenderError, match="give it a paler colour instead"):
        printed("<p style='opacity: .5'>Words</p>")


def test_the_meaning_of_a_grade_stands_with_it(flagship: Tagged) -> None:
    grades = {tag.text: str(tag.element.E) for tag in flagship.root.below("Span") if "/E" in tag.element}
    assert grades["B2"] == "Usually reliable; probably true"


def test_a_table_whose_caption_is_for_the_ear_has_it_as_its_summary(flagship: Tagged) -> None:
    summaries = [str(tag.traits["/Summary"]) for tag in flagship.root.below("Table") if "/Summary" in tag.traits]
    assert "Sources, with grade, worth and where they are cited" in summaries


# --- veraPDF


def test_verapdf_finds_no_fault_in_any_brief_theme_or_kind(
    output: Path, in_notes: Path, withdrawn: Path, kinds: list[Path], printed: Callable[[str], bytes], tmp_path: Path
) -> None:
    java = needs("java", why="veraPDF checks the PDF against PDF/UA-1 and PDF/A-3a")
    torture = tmp_path / "torture.pdf"
    nested = "<h1>All</h1><ol><li>One<ul><li>under</li></ul></li></ol><p lang='lt'>Žemaitė</p>"
    torture.write_bytes(
        printed(f'{nested}<p><a href="https://example.org/">{"far " * 60}</a></p>{RED_BOX}{LONG_TABLE}')
    )
    files = [*(output / f"{name}.pdf" for name in BRIEFS), in_notes, withdrawn, *kinds, torture]
    results = verapdf.validate(java, ["ua1", "3a"], files)
    assert [
        (result["file"], result["flavour"], result["failed"]) for result in results if not result["compliant"]
    ] == []
