"""Citation styles by name, and their languages."""

from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from policybrief.csl import StyleError, citation_format, find_style, locales, merged_style, style_names

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
