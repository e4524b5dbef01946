"""Citation styles by name, and their languages."""

from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from policybrief import csl
from policybrief.csl import StyleError, citation_format, find_style, locales, merged_style, style_names
from policybrief.cslfaults import faults_of

CSL = "{http://purl.org/net/xbiblio/csl}"
NUMERIC = Path(__file__).parent.parent / "styles" / "citation" / "numeric.csl"

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Small</title><id>small</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <locale xml:lang="lt"><terms><term name="and">bei</term></terms></locale>
  <locale><terms><term name="and">&amp;</term><term name="by">of</term></terms></locale>
  <locale xml:lang="en"><terms><term name="and">plus</term></terms></locale>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout><names variable="editor"><label/></names></layout></bibliography>
</style>"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    style = tmp_path / "small.csl"
    style.write_text(STYLE)
    return style


def terms(style: Path, locale: str) -> dict[str, Element]:
    """The long terms of the one locale in a merged style."""
    root = ElementTree.fromstring(merged_style(style, locale))
    (merged,) = root.findall(f"{CSL}locale")
    return {term.get("name", ""): term for term in merged.iter(f"{CSL}term") if term.get("form", "long") == "long"}


def test_a_folder_of_the_project_comes_before_the_shipped_styles(tmp_path: Path) -> None:
    own = tmp_path / "apa.csl"
    own.write_text(STYLE)
    assert find_style("apa", [tmp_path]) == own
    shipped = find_style("apa", [])
    assert shipped is not None
    assert shipped.parent.name == "styles"


def test_a_dependent_style_is_its_parent() -> None:
    assert find_style("nature-climate-change", []) == find_style("nature", [])


@pytest.mark.parametrize(
    ("once", "today"),
    [("vancouver", "nlm-citation-sequence"), ("vancouver-superscript", "nlm-citation-sequence-superscript")],
)
def test_a_style_is_found_by_a_name_that_it_bore_once(once: str, today: str) -> None:
    assert find_style(once, []) == find_style(today, [])
    assert find_style(once, []) is not None


def dependent(folder: Path, name: str, parent: str) -> Path:
    link = f'<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/>'
    style = folder / f"{name}.csl"
    style.write_text(f'<style xmlns="{CSL[1:-1]}"><info><title>A</title>{link}</info></style>')
    return style


def test_parents_are_followed_to_the_last(tmp_path: Path, small: Path) -> None:
    dependent(tmp_path, "a", "b")
    dependent(tmp_path, "b", "small")
    dependent(tmp_path, "c", "nature-climate-change")
    assert find_style("a", [tmp_path]) == small
    assert find_style("c", [tmp_path]) == find_style("nature", [])


def test_a_parent_that_is_not_there_is_named(tmp_path: Path) -> None:
    dependent(tmp_path, "a", "nosuchparent")
    with pytest.raises(StyleError, match=r"a\.csl stands for 'nosuchparent', which is not there"):
        find_style("a", [tmp_path])


def test_styles_that_stand_for_each_other_are_named(tmp_path: Path) -> None:
    dependent(tmp_path, "own", "own")
    with pytest.raises(StyleError, match=r"own\.csl stands for 'own', which leads back to it"):
        find_style("own", [tmp_path])
    dependent(tmp_path, "a", "b")
    dependent(tmp_path, "b", "c")
    dependent(tmp_path, "c", "b")
    with pytest.raises(StyleError, match=r"c\.csl stands for 'b', which leads back to it"):
        find_style("a", [tmp_path])


@pytest.mark.parametrize("namespace", ["", ' xmlns="urn:other"'])
def test_pandoc_never_learns_of_a_parent(small: Path, namespace: str) -> None:
    links = f'<link{namespace} rel="independent-parent" href="http://localhost/x"/>' * 2
    small.write_text(STYLE.replace("</info>", f"{links}</info>"))
    assert "independent-parent" not in merged_style(small, "en-GB")
    assert "<ns0:title>Small" in merged_style(small, "en-GB")


def test_the_file_of_a_project_may_have_capitals(tmp_path: Path) -> None:
    own = tmp_path / "Our-Style.csl"
    own.write_text(STYLE)
    assert find_style("our-style", [tmp_path]) == own


def test_an_unknown_style_is_none() -> None:
    assert find_style("no-such-style", [NUMERIC.parent]) is None


@pytest.mark.parametrize("name", ["../citation/numeric", "/etc/passwd", "a/b", "..", "", "numeric\n", "numeric.csl"])
def test_a_name_is_no_path(name: str) -> None:
    assert find_style(name, [NUMERIC.parent]) is None


def test_the_names_hold_dependent_styles_too() -> None:
    names = style_names()
    assert {"apa", "oscola", "nature-climate-change"} <= set(names)
    assert names == sorted(names)


def test_the_locales_are_bare_language_tags() -> None:
    assert {"en-GB", "lt-LT", "uk-UA", "ru-RU", "pl-PL"} <= set(locales())


@pytest.mark.parametrize(
    ("name", "form"),
    [("numeric", "numeric"), ("apa", "author-date"), ("chicago-notes-bibliography", "note"), ("nature", "numeric")],
)
def test_a_style_says_how_it_cites(name: str, form: str) -> None:
    style = find_style(name, [NUMERIC.parent])
    assert style is not None
    assert citation_format(style) == form


@pytest.mark.parametrize(
    ("asked", "given"),
    [("en-GB", "en-GB"), ("en-US", "en-US"), ("en", "en-GB"), ("lt", "lt-LT"), ("de-LU", "de-DE"), ("be", "en-GB")],
)
def test_every_language_finds_a_locale(small: Path, asked: str, given: str) -> None:
    assert ElementTree.fromstring(merged_style(small, asked)).get("default-locale") == given


def test_the_terms_are_those_of_the_language(small: Path) -> None:
    assert terms(small, "lt-LT")["accessed"].text == "žiūrėta"


def test_the_own_words_of_a_style_win_and_the_nearest_language_last(small: Path) -> None:
    assert terms(small, "lt")["and"].text == "bei"
    assert terms(small, "en-GB")["and"].text == "plus"
    assert terms(small, "pl-PL")["and"].text == "&"
    assert terms(small, "pl-PL")["by"].text == "of"


def test_the_house_corrects_the_public_locales_and_a_style_corrects_the_house(small: Path) -> None:
    assert terms(small, "ru")["month-03"].text == "марта"
    own = '<locale xml:lang="ru"><terms><term name="month-03">март</term></terms></locale>'
    small.write_text(STYLE.replace("</style>", f"{own}</style>"))
    assert terms(small, "ru")["month-03"].text == "март"


def test_a_style_that_sets_one_option_keeps_the_others(small: Path) -> None:
    options = '<locale xml:lang="en"><style-options limit-day-ordinals-to-day-1="true"/></locale>'
    small.write_text(STYLE.replace("</style>", f"{options}</style>"))
    merged = ElementTree.fromstring(merged_style(small, "en-US")).find(f"{CSL}locale/{CSL}style-options")
    assert merged is not None
    assert merged.attrib == {"punctuation-in-quote": "true", "limit-day-ordinals-to-day-1": "true"}


@pytest.mark.parametrize(("locale", "kept"), [("lt", False), ("ru", False), ("uk", False), ("fr", True)])
def test_ordinals_by_gender_are_left_out_where_citeproc_gets_them_wrong(small: Path, locale: str, kept: bool) -> None:
    assert ("gender-form=" in merged_style(small, locale)) is kept


def test_a_label_never_stands_without_its_name(small: Path) -> None:
    names = ElementTree.fromstring(merged_style(small, "en-GB")).find(f"{CSL}bibliography//{CSL}names")
    assert names is not None
    assert [child.tag for child in names] == [f"{CSL}name", f"{CSL}label"]


def merged_layout(small: Path, part: str, text: str) -> str:
    """What becomes of a layout, `citation` or `bibliography`, that holds `text`."""
    style = ElementTree.fromstring(STYLE)
    small.write_text(STYLE.replace(_layout(style, part), text))
    return _layout(ElementTree.fromstring(merged_style(small, "en-GB")), part)


def _layout(style: Element, part: str) -> str:
    layout = style.find(f"{CSL}{part}/{CSL}layout")
    assert layout is not None
    text = "".join(ElementTree.tostring(child, encoding="unicode") for child in layout)
    return text.replace("ns0:", "").replace(f' xmlns:ns0="{CSL[1:-1]}"', "").replace(" />", "/>")


def test_an_event_is_asked_for_by_its_name_of_today(small: Path) -> None:
    assert merged_layout(small, "bibliography", '<text variable="event"/>') == '<text variable="event-title"/>'
    both = '<text variable="event"/><text variable="event-title"/>'
    assert merged_layout(small, "bibliography", both) == both


def test_a_date_that_is_not_certain_says_so_inside_its_brackets(small: Path) -> None:
    date = '<date variable="issued" form="text" prefix="(" suffix=")"/>'
    assert merged_layout(small, "bibliography", date) == (
        '<choose><if is-uncertain-date="issued"><group delimiter=" " prefix="(" suffix=")">'
        '<text term="circa" form="short"/><date variable="issued" form="text"/></group></if>'
        f"<else>{date}</else></choose>"
    )


@pytest.mark.parametrize(
    "date",
    [
        '<date variable="issued"><date-part name="month"/></date>',
        '<date variable="accessed" form="text"/>',
        '<choose><if is-uncertain-date="issued"><text value="?"/></if></choose><date variable="issued" form="text"/>',
    ],
)
def test_other_dates_stay_as_they_are(small: Path, date: str) -> None:
    assert merged_layout(small, "bibliography", date) == date


def test_a_style_without_a_place_for_pages_gets_one(small: Path) -> None:
    title, page = '<text variable="title"/>', '<text variable="locator"/>'
    assert merged_layout(small, "citation", title) == (
        f'{title}<group prefix=", " delimiter="\u00a0"><label variable="locator" form="short"/>{page}</group>'
    )
    assert merged_layout(small, "citation", page) == page


def test_a_place_for_pages_may_be_in_a_macro(small: Path) -> None:
    macro = '<macro name="page"><group><text variable="locator"/></group></macro>'
    style = STYLE.replace("<citation>", f"{macro}<citation>")
    small.write_text(style)
    assert merged_style(small, "en-GB").count('"locator"') == 3
    small.write_text(style.replace('<text variable="title"/>', '<text macro="page"/>'))
    assert merged_style(small, "en-GB").count('"locator"') == 1


@pytest.mark.parametrize("text", ["<style", "<html/>", '<style xmlns="http://purl.org/net/xbiblio/csl"/>'])
def test_a_file_that_is_no_style_is_named(tmp_path: Path, text: str) -> None:
    style = tmp_path / "broken.csl"
    style.write_text(text)
    with pytest.raises(StyleError, match=r"broken\.csl is not"):
        merged_style(style, "en-GB")


# Styles that pandoc would choke on


LAYOUT = '<layout><text variable="title"/></layout>'
FAULTS = {
    "no citation": (f"<citation>{LAYOUT}</citation>", "", "has no <citation>"),
    "two citations": ("<citation>", f"<citation>{LAYOUT}</citation><citation>", "has more than one <citation>"),
    "no layout": (LAYOUT, "", "has no <layout> in its <citation>"),
    "two layouts": (LAYOUT, LAYOUT * 2, "has more than one <layout> in its <citation>"),
    "an empty bibliography": (
        '<layout><names variable="editor"><label/></names></layout>',
        "",
        "has no <layout> in its <bibliography>",
    ),
    "an unknown element": ("<citation>", "<citation><foo/>", "holds <foo>, which CSL does not know"),
    "an unknown element in a group": (LAYOUT, "<layout><foo/></layout>", "holds <foo>, which CSL does not know"),
    "a misplaced element": (
        LAYOUT,
        '<layout><name/><text variable="title"/></layout>',
        "holds <name> in <layout>, where it cannot stand",
    ),
    "an element of another kind": (
        LAYOUT,
        '<layout><x xmlns="urn:x"/><text variable="title"/></layout>',
        "holds <x> in <layout>, where it cannot stand",
    ),
    "a text of nothing": (
        LAYOUT,
        "<layout><text/></layout>",
        "has a <text> without variable or macro or term or value",
    ),
    "a number of nothing": (LAYOUT, "<layout><number/></layout>", "has a <number> without variable"),
    "a macro without a name": ("<citation>", "<macro/><citation>", "has a <macro> without name"),
    "a term without a name": ('<term name="by">', "<term>", "has a <term> without name"),
    "a macro that is not there": (
        LAYOUT,
        '<layout><text macro="x"/></layout>',
        "calls the macro 'x', which it does not hold",
    ),
    "a key that is not there": (
        "<citation>",
        '<citation><sort><key macro="x"/></sort>',
        "calls the macro 'x', which it does not hold",
    ),
    "a circle": (
        "<citation>",
        '<macro name="a"><group><text macro="b"/></group></macro><macro name="b"><text macro="a"/></macro><citation>',
        "has macros that call each other in a circle: a, b",
    ),
    "a macro of itself": (
        "<citation>",
        '<macro name="a"><text macro="a"/></macro><citation>',
        "has macros that call each other in a circle: a",
    ),
    "an empty layout": (LAYOUT, "<layout/>", "prints nothing where a source is cited"),
    "an empty macro": (
        f"<citation>{LAYOUT}",
        '<macro name="a"/><citation><layout><group><text macro="a"/></group></layout>',
        "prints nothing where a source is cited",
    ),
}


@pytest.mark.parametrize(("old", "new", "fault"), FAULTS.values(), ids=FAULTS)
def test_what_pandoc_would_choke_on_is_told(small: Path, old: str, new: str, fault: str) -> None:
    assert old in STYLE
    small.write_text(STYLE.replace(old, new))
    assert faults_of(small) == [fault]


def test_all_faults_of_a_style_are_told_once(small: Path) -> None:
    small.write_text(STYLE.replace(LAYOUT, '<foo/><foo/><layout><text macro="x"/><text macro="x"/></layout>'))
    assert faults_of(small) == ["holds <foo>, which CSL does not know", "calls the macro 'x', which it does not hold"]


def test_the_shipped_styles_are_sound(small: Path) -> None:
    styles = sorted(csl._shipped_folders()[0].glob("*.csl"))
    sample = [NUMERIC, small, *styles[:: len(styles) // 30]]
    assert [style.name for style in sample if faults_of(style)] == []
