"""Citations as they are printed, in the two styles that must be right: our numeric one and Chicago's notes."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from markupsafe import Markup

from policybrief import pandoc
from policybrief.citeproc import Formatted, anchor, format_citations
from policybrief.csl import find_style
from policybrief.pandoc import PandocError
from policybrief.prose import Cite

Source = Mapping[str, object]

HOME = Path(__file__).parent.parent / "styles" / "citation"


def date(*parts: int) -> Source:
    return {"date-parts": [list(parts)]}


REVIEW = {
    "type": "report",
    "title": "Durability of the Belarusian-Russian military union and scenarios of its dynamics",
    "genre": "Analytical review",
    "issued": date(2021, 9, 14),
}
ARMS = {
    "type": "book",
    "title": "Arms and influence",
    "author": [{"given": "Thomas C.", "family": "Schelling"}],
    "edition": 2,
    "publisher": "Yale University Press",
    "publisher-place": "New Haven",
    "issued": date(2008),
}
ALLIANCE = {
    "type": "article-journal",
    "title": "Alliance politics",
    "author": [{"given": "Ona", "family": "Žukauskaitė"}, {"given": "J. R.", "family": "Smith"}],
    "container-title": "Security Studies",
    "volume": 12,
    "issue": "3",
    "page": "101-20",
    "DOI": "10.1080/123",
    "URL": "https://doi.org/10.1080/123",
    "issued": date(2019),
}
SPEECH = {
    "type": "speech",
    "title": "Address to parliament",
    "author": [{"given": "Donald", "family": "Tusk"}],
    "event-place": "Warsaw",
    "issued": date(2024, 5, 9),
}
SOURCES: dict[str, Source] = {"review": REVIEW, "arms": ARMS, "alliance": ALLIANCE, "speech": SPEECH}


def cited(style: str, *groups: list[Cite], sources: Mapping[str, Source] = SOURCES, locale: str = "en-GB") -> Formatted:
    path = find_style(style, [HOME])
    assert path is not None
    return format_citations(groups, sources, path, locale)


def mark(*group: Cite, style: str = "numeric", locale: str = "en-GB") -> str:
    """A mark without its wrapper; the sources are 1, 2, 3 and 4 in the order of SOURCES."""
    first = [Cite(key) for key in SOURCES]
    text = str(cited(style, first, list(group), locale=locale).marks[1])
    start, end = '<span class="cite" id="cite-2">', "</span>"
    assert text.startswith(start)
    assert text.endswith(end)
    return text[len(start) : -len(end)]


def entry(source: Source, style: str = "numeric", locale: str = "en-GB") -> str:
    ((key, text),) = cited(style, [Cite("key")], sources={"key": source}, locale=locale).entries
    assert key == "key"
    return str(text)


# The numeric style: in the text


def test_a_mark_is_a_raised_number_that_leads_to_its_source() -> None:
    formatted = cited("numeric", [Cite("review")])
    assert formatted.marks == ('<span class="cite" id="cite-1"><sup><a href="#source-review">1</a></sup></span>',)
    assert formatted.numbered
    assert not formatted.note_style
    assert formatted.notes == ()


def test_a_source_keeps_its_number() -> None:
    assert mark(Cite("alliance")) == '<sup><a href="#source-alliance">3</a></sup>'


def test_a_group_is_sorted() -> None:
    assert mark(Cite("alliance"), Cite("review")) == (
        '<sup><a href="#source-review">1</a>, <a href="#source-alliance">3</a></sup>'
    )


def test_each_of_three_in_a_row_leads_to_its_source() -> None:
    assert mark(Cite("speech"), Cite("arms"), Cite("alliance")) == (
        '<sup><a href="#source-arms">2</a>, <a href="#source-alliance">3</a>, <a href="#source-speech">4</a></sup>'
    )


def test_a_locator_stands_in_brackets_beside_the_number() -> None:
    assert mark(Cite("arms", suffix=", pp. 12-15")) == '<sup><a href="#source-arms">2\u00a0(pp.\u00a012–15)</a></sup>'


def test_words_before_and_after_are_kept() -> None:
    group = Cite("review", "see", ", p. 3"), Cite("arms", "see also", ", ch. 3, for the theory")
    assert mark(*group) == (
        '<sup>see <a href="#source-review">1\u00a0(p.\u00a03)</a>, see also '
        '<a href="#source-arms">2\u00a0(ch.\u00a03)</a>, for the theory</sup>'
    )


@pytest.mark.parametrize("locale", ["en-GB", "de", "lt"])
def test_a_paragraph_of_a_law_keeps_its_sign(locale: str) -> None:
    text = mark(Cite("arms", suffix=", § 4"), locale=locale)
    assert text == '<sup><a href="#source-arms">2\u00a0(§\u00a04)</a></sup>'


@pytest.mark.parametrize(
    ("locale", "written", "printed"),
    [("ru", "с. 12-15", "с.\u00a012–15"), ("uk", "С. 12-15", "с.\u00a012–15"), ("pl", "s. 12-15", "s.\u00a012–15")],
)
def test_a_locator_is_known_in_the_language_of_the_text(locale: str, written: str, printed: str) -> None:
    text = mark(Cite("arms", suffix=f", {written}"), locale=locale)
    assert text == f'<sup><a href="#source-arms">2\u00a0({printed})</a></sup>'


@pytest.mark.parametrize(
    ("locale", "written", "printed"),
    [
        ("de", "p. 12", "S.\u00a012"),
        ("de", "Pages 12-15", "S.\u00a012–15"),
        ("de", "ch 3", "Kap.\u00a03"),
        ("de", "no. 7", "Nr.\u00a07"),
        ("ru", "p.12", "с.\u00a012"),
        ("ru", "vol. II", "т.\u00a0II"),
        ("pl", "p. 12", "s.\u00a012"),
        ("lt", "pp. 12-15", "p.\u00a012–15"),
        ("lt", "fig. 2", "il.\u00a02"),
        ("uk", "p. 12", "с.\u00a012"),
        ("uk", "sec. 4", "§\u00a04"),
        ("uk", "пар. 4", "§\u00a04"),
        ("uk", "l. 5", "ряд.\u00a05"),
        ("lv", "p. 12", "lpp.\u00a012"),
        ("en-GB", "sec. 4", "§\u00a04"),
        ("en-GB", "chap. 4", "ch.\u00a04"),
        ("en-US", "paras 4-5", "paras.\u00a04–5"),
    ],
)
def test_a_locator_in_english_is_printed_in_the_language_of_the_text(locale: str, written: str, printed: str) -> None:
    text = mark(Cite("arms", suffix=f", {written}"), locale=locale)
    assert text == f'<sup><a href="#source-arms">2\u00a0({printed})</a></sup>'


@pytest.mark.parametrize(("locale", "written"), [("lt", "l. 5"), ("pl", "n. 5"), ("be", "p. 5")])
def test_a_label_that_the_language_has_too_is_its_own(locale: str, written: str) -> None:
    text = mark(Cite("arms", suffix=f", {written}"), locale=locale)
    assert text == f'<sup><a href="#source-arms">2\u00a0({written.replace(" ", chr(0xA0))})</a></sup>'


@pytest.mark.parametrize("words", ["note that it fell", "no 3 of them", "line mid", "art. 5", "s. 6", "part of it"])
def test_words_that_are_no_locator_stay(words: str) -> None:
    assert mark(Cite("arms", suffix=f", {words}"), locale="lt") == f'<sup><a href="#source-arms">2</a>, {words}</sup>'


def test_a_page_stands_before_the_address_in_a_german_note_of_chicago() -> None:
    (note,) = cited("chicago-notes-bibliography", [Cite("alliance", suffix=", p. 102")], locale="de").notes
    assert note.striptags().endswith(" 12, Nr. 3 (2019): 102, https://doi.org/10.1080/123.")


# The numeric style: entries


NUMERIC_ENTRIES: dict[str, tuple[Source, str]] = {
    "a date that is not certain is about when": (
        {"title": "A", "issued": {"date-parts": [[2020]], "circa": True}},
        "<i>A</i>. c.\u00a02020.",
    ),
    "what looks like rich text is printed as it is written": (
        {"title": "A <b>x</b> <y", "publisher": "<i>P</i>", "DOI": "10.1/<b>1</b>"},
        "<i>A &lt;b&gt;x&lt;/b&gt; &lt;y</i>. &lt;i&gt;P&lt;/i&gt;, n.d. "
        '<a href="https://doi.org/10.1/&lt;b&gt;1&lt;/b&gt;">https://doi.org/10.1/&lt;b&gt;1&lt;/b&gt;</a>.',
    ),
    "a report without an author begins with its title": (
        REVIEW,
        "<i>Durability of the Belarusian-Russian military union and scenarios of its dynamics</i>. "
        "Analytical review, 14 September 2021.",
    ),
    "a report of an organisation": (
        {
            "type": "report",
            "title": "Hybrid threats",
            "author": [{"literal": "European Commission"}],
            "genre": "Working paper",
            "number": "12",
            "publisher": "Publications Office",
            "publisher-place": "Luxembourg",
            "URL": "https://example.org/a?b=1&c=2",
            "issued": date(2022, 3),
            "accessed": date(2023, 1, 5),
        },
        "European Commission. <i>Hybrid threats</i>. Working paper no. 12, Luxembourg: Publications Office, "
        'March 2022. <a href="https://example.org/a?b=1&amp;c=2">https://example.org/a?b=1&amp;c=2</a>. '
        "Accessed 5 January 2023.",
    ),
    "a web page whose title asks": (
        {"type": "webpage", "title": "Who are we?", "container-title": "Chatham House", "URL": "https://example.org/"},
        '‘Who are we?’ <i>Chatham House</i>, n.d. <a href="https://example.org/">https://example.org/</a>.',
    ),
    "a newspaper article in Cyrillic": (
        {
            "type": "article-newspaper",
            "title": "Доктрина подписана",
            "author": [{"given": "Артём", "family": "Шрайбман"}],
            "container-title": "Зеркало",
            "page": "3",
            "issued": date(2021, 9, 14),
        },
        "Артём Шрайбман. ‘Доктрина подписана’. <i>Зеркало</i>, 14 September 2021, p. 3.",
    ),
    "a journal article has its DOI once": (
        ALLIANCE,
        "Ona Žukauskaitė and J. R. Smith. ‘Alliance politics’. <i>Security Studies</i>, vol. 12, no. 3, 2019, "
        'pp. 101–20. <a href="https://doi.org/10.1080/123">https://doi.org/10.1080/123</a>.',
    ),
    "a book": (
        ARMS,
        "Thomas C. Schelling. <i>Arms and influence</i>. 2nd edn, New Haven: Yale University Press, 2008.",
    ),
    "a book of its editors": (
        {
            "type": "book",
            "title": "Handbook",
            "editor": [{"given": "Ivan", "family": "Ivanov"}, {"given": "P.", "family": "Petrov"}],
            "issued": date(2018),
        },
        "Ivan Ivanov and P. Petrov (eds). <i>Handbook</i>. 2018.",
    ),
    "a book with author, editor and translator": (
        {
            "type": "book",
            "title": "Essays",
            "author": [{"given": "Raymond", "family": "Aron"}],
            "editor": [{"given": "Ivan", "family": "Ivanov"}],
            "translator": [{"given": "Jane", "family": "Doe"}],
            "publisher": "OUP",
            "issued": date(2018),
        },
        "Raymond Aron. <i>Essays</i>. Edited by Ivan Ivanov. Translated by Jane Doe. OUP, 2018.",
    ),
    "a chapter names the editors of its book": (
        {
            "type": "chapter",
            "title": "Union State",
            "author": [{"given": "A.", "family": "Dall'Agnol"}],
            "editor": [{"given": "Ivan", "family": "Ivanov"}],
            "container-title": "Handbook",
            "publisher": "OUP",
            "page": "1-20",
            "issued": date(2018),
        },
        "A. Dall’Agnol. ‘Union State’. In Ivan Ivanov (ed.), <i>Handbook</i>, OUP, 2018, pp. 1–20.",
    ),
    "a law": (
        {"type": "legislation", "title": "Law on Defence", "number": "231", "issued": date(1992, 11, 3)},
        "<i>Law on Defence</i>. No. 231, 3 November 1992.",
    ),
    "a treaty": (
        {"type": "treaty", "title": "Union Treaty", "issued": date(1999, 12, 8), "URL": "https://example.org/t"},
        '<i>Union Treaty</i>. 8 December 1999. <a href="https://example.org/t">https://example.org/t</a>.',
    ),
    "a thesis": (
        {
            "type": "thesis",
            "title": "Deterrence",
            "author": [{"given": "Ana", "family": "Kovač"}],
            "genre": "PhD thesis",
            "publisher": "Vilnius University",
            "issued": date(2020),
        },
        "Ana Kovač. <i>Deterrence</i>. PhD thesis, Vilnius University, 2020.",
    ),
    "a dataset": (
        {"type": "dataset", "title": "Expenditure", "version": "4.1", "publisher": "SIPRI", "issued": date(2024)},
        "<i>Expenditure</i>. Version 4.1, SIPRI, 2024.",
    ),
    "a speech": (SPEECH, "Donald Tusk. ‘Address to parliament’. Warsaw, 9 May 2024."),
    "a post": (
        {
            "type": "post",
            "title": "We are ready",
            "author": [{"literal": "@MoD_LT"}],
            "container-title": "X",
            "issued": date(2024, 5, 9),
        },
        "@MoD_LT. ‘We are ready’. <i>X</i>, 9 May 2024.",
    ),
    "an interview has two people": (
        {
            "type": "interview",
            "title": "We plan",
            "author": [{"given": "Rein", "family": "Tamm"}],
            "interviewer": [{"given": "Marit", "family": "Olsen"}],
            "container-title": "Radio Fjord",
            "issued": date(2023, 10, 3),
        },
        "Rein Tamm. ‘We plan’. Interview by Marit Olsen. <i>Radio Fjord</i>, 3 October 2023.",
    ),
    "an episode is its host's": (
        {
            "type": "broadcast",
            "title": "The long border",
            "host": [{"given": "Aoife", "family": "Keane"}],
            "container-title": "Signals",
            "number": "41",
            "genre": "podcast episode",
            "issued": date(2023),
        },
        "Aoife Keane (host). ‘The long border’. Podcast episode no. 41, <i>Signals</i>, 2023.",
    ),
    "a letter says whom it reached": (
        {
            "type": "personal_communication",
            "genre": "email",
            "author": [{"given": "Ida", "family": "Holm"}],
            "recipient": [{"given": "Per", "family": "Lind"}],
            "issued": date(2023, 8, 30),
        },
        "Ida Holm. Email to Per Lind, 30 August 2023.",
    ),
    "a paper of an archive says where it lies": (
        {
            "type": "manuscript",
            "title": "Notes",
            "issued": {"date-parts": [[1920]], "circa": True},
            "archive_collection": "Holm Papers",
            "archive_location": "box 4",
            "archive": "State Archive",
            "archive-place": "Klaipėda",
        },
        "<i>Notes</i>. c.\u00a01920. Holm Papers, box 4, State Archive, Klaipėda.",
    ),
    "a judgment names its court": (
        {
            "type": "legal_case",
            "title": "A v B",
            "container-title": "AC",
            "authority": "HL",
            "page": 562,
            "issued": date(1932),
        },
        "<i>A v B</i>. <i>AC</i>, HL, 1932, p. 562.",
    ),
    "volumes and series": (
        {
            "type": "book",
            "title": "Handbook",
            "number-of-volumes": 3,
            "collection-title": "Border Studies",
            "collection-number": "7",
            "issued": date(2018),
        },
        "<i>Handbook</i>. 3 vols, Border Studies 7, 2018.",
    ),
    "of seven authors three are named": (
        {"type": "book", "title": "A", "author": [{"family": name} for name in "BCDEFGH"], "issued": date(2018)},
        "B, C, D et al. <i>A</i>. 2018.",
    ),
    "a span of dates": (
        {"title": "A", "issued": {"date-parts": [[2022, 9], [2022, 11]]}},
        "<i>A</i>. September–November 2022.",
    ),
    "nothing but a title": ({"type": "document", "title": "Minutes"}, "<i>Minutes</i>. n.d."),
    "nothing at all is its key": ({"type": "book"}, "key"),
}


@pytest.mark.parametrize(("source", "text"), NUMERIC_ENTRIES.values(), ids=NUMERIC_ENTRIES)
def test_the_numeric_style_prints(source: Source, text: str) -> None:
    assert entry(source) == text


def test_entries_stand_in_order_of_citation_and_once() -> None:
    formatted = cited("numeric", [Cite("speech")], [Cite("arms"), Cite("speech")], [Cite("review")])
    assert [key for key, _ in formatted.entries] == ["speech", "arms", "review"]


def test_months_are_declined_in_the_languages_that_do() -> None:
    assert entry(REVIEW, locale="ru").endswith("Analytical review, 14 сентября 2021 г.")
    assert entry(REVIEW, locale="uk").endswith("Analytical review, 14 вересня 2021.")


def test_lithuanian_words_and_dates() -> None:
    assert entry(ARMS, locale="lt") == (
        "Thomas C. Schelling. <i>Arms and influence</i>. 2-asis leid., New Haven: Yale University Press, 2008 m."
    )
    assert entry(REVIEW, locale="lt").endswith("Analytical review, 2021 m. rugsėjo 14 d.")


# Chicago: full note, short note, bibliography


def test_a_mark_of_a_note_style_is_the_number_of_its_note() -> None:
    formatted = cited("chicago-notes-bibliography", [Cite("review")], [Cite("arms")])
    assert formatted.marks[1] == ('<span class="cite" id="cite-2"><a href="#note-2" role="doc-noteref">2</a></span>')
    assert formatted.note_style
    assert not formatted.numbered


def test_chicago_is_full_at_first_then_short_and_never_ibid() -> None:
    groups = [Cite("arms", suffix=", p. 12")], [Cite("arms", suffix=", p. 13")], [Cite("arms", suffix=", p. 13")]
    short = '<a href="#source-arms">Schelling, <i>Arms and influence</i>, 13</a>.'
    assert cited("chicago-notes-bibliography", *groups).notes == (
        '<a href="#source-arms">Thomas C. Schelling, <i>Arms and influence</i>, 2nd edn '
        "(Yale University Press, 2008), 12</a>.",
        short,
        short,
    )


def test_the_address_in_a_full_note_is_a_link_of_its_own() -> None:
    (note,) = cited("chicago-notes-bibliography", [Cite("alliance")]).notes
    assert note == (
        '<a href="#source-alliance">Ona Žukauskaitė and J. R. Smith, ‘Alliance politics’, <i>Security Studies</i> 12, '
        'no. 3 (2019): 101–20,</a> <a href="https://doi.org/10.1080/123">https://doi.org/10.1080/123</a>.'
    )


def test_a_note_may_hold_several_works_and_words_around_them() -> None:
    group = [Cite("arms", prefix="see"), Cite("review", suffix=", for the scenarios")]
    _, note = cited("chicago-notes-bibliography", [Cite("arms"), Cite("review")], group).notes
    assert note == (
        'See <a href="#source-arms">Schelling, <i>Arms and influence</i></a>; <a href="#source-review">'
        "<i>Durability of the Belarusian-Russian military union and scenarios of its dynamics</i></a>, "
        "for the scenarios."
    )


def test_an_author_named_in_the_sentence_is_left_out_of_the_note() -> None:
    notes = cited("chicago-notes-bibliography", [Cite("arms")], [Cite("arms", author_suppressed=True)]).notes
    assert notes[1] == '<a href="#source-arms"><i>Arms and influence</i></a>.'


def test_the_bibliography_of_chicago_is_sorted_by_name() -> None:
    entries = dict(cited("chicago-notes-bibliography", [Cite("alliance"), Cite("arms"), Cite("review")]).entries)
    assert entries == {
        "review": "<i>Durability of the Belarusian-Russian military union and scenarios of its dynamics</i>. "
        "Analytical review. 2021.",
        "arms": "Schelling, Thomas C. <i>Arms and influence</i>. 2nd edn. Yale University Press, 2008.",
        "alliance": "Žukauskaitė, Ona, and J. R. Smith. ‘Alliance politics’. <i>Security Studies</i> 12, no. 3 (2019): "
        '101–20. <a href="https://doi.org/10.1080/123">https://doi.org/10.1080/123</a>.',
    }
    assert list(entries) == ["review", "arms", "alliance"]


@pytest.mark.parametrize("style", ["chicago-notes-bibliography", "chicago-notes"])
def test_what_a_style_keeps_out_of_its_bibliography_still_has_an_entry(style: str) -> None:
    assert entry(SPEECH, style) == "Donald Tusk. ‘Address to parliament’. Warsaw, 9 May 2024."


def test_an_american_stop_stands_inside_the_quotation_marks_of_a_note() -> None:
    sources = {"it": {"type": "article", "title": "On alliances"}, "who": {"type": "webpage", "title": "Who?"}}
    groups = [[Cite("it")], [Cite("it")], [Cite("it", suffix=", tab. 4")], [Cite("who")], [Cite("who")]]
    for locale, ends in {
        "en-US": ["“On alliances.”</a>", "“On alliances,”</a> tab. 4.", "“Who?”</a>"],
        "en-GB": ["‘On alliances’</a>.", "‘On alliances’</a>, tab. 4.", "‘Who?’</a>"],
    }.items():
        notes = cited("chicago-notes-bibliography", *groups, sources=sources, locale=locale).notes
        assert [notes[number].partition(">")[2] for number in (1, 2, 4)] == ends


def test_an_address_on_the_shelf_of_an_archive_begins_as_it_is_written() -> None:
    source = {"type": "webpage", "title": "Page", "archive": "Web archive", "archive_location": "https://example.org/1"}
    assert entry(source, "chicago-notes-bibliography") == "‘Page’. https://example.org/1. Web archive."


def test_a_title_is_not_written_like_this_unless_it_is_english() -> None:
    title = "Apie karo ir taikos teisę"
    style = "chicago-notes-bibliography"
    assert entry({"type": "book", "title": title}, style) == "<i>Apie karo ir taikos teisę</i>. n.d."
    assert "<i>Apie Karo" in entry({"type": "book", "title": title, "language": "en"}, style)


# Other styles


def test_an_author_and_date_are_the_mark_itself() -> None:
    assert mark(Cite("arms", suffix=", p. 12"), style="apa") == '(<a href="#source-arms">Schelling, 2008, p. 12</a>)'


def test_two_works_of_one_author_and_year_are_told_apart() -> None:
    sources = {key: {**ARMS, "title": f"Book {key}"} for key in ("x", "y")}
    formatted = cited("apa", [Cite("x"), Cite("y")], sources=sources)
    assert formatted.marks[0].striptags() == "(Schelling, 2008a, 2008b)"
    assert ["2008a" in formatted.entries[0][1], "2008b" in formatted.entries[1][1]] == [True, True]


@pytest.mark.parametrize(
    ("style", "text"), [("vancouver", "(2, p. 12)"), ("nature", "2, p. 12"), ("ieee", "[2, p. 12]")]
)
def test_no_numeric_style_loses_a_page(style: str, text: str) -> None:
    assert Markup(mark(Cite("arms", suffix=", p. 12"), style=style)).striptags() == text


def test_no_comma_stands_before_a_stop() -> None:
    assert cited("law-and-society-review", [Cite("review")]).entries[0][1].endswith("(2021) Analytical review.")


def test_a_date_is_about_when_in_styles_that_do_not_ask() -> None:
    source = {"type": "book", "title": "Notes", "issued": {"date-parts": [[1920]], "circa": True}}
    assert "(c. 1920)" in cited("oscola", [Cite("key")], sources={"key": source}).notes[0]


def test_a_speech_says_where_it_was_held_in_styles_that_ask_by_an_older_name() -> None:
    source = {**SPEECH, "event-title": "Assembly of Mayors"}
    (note,) = cited("oscola", [Cite("key")], sources={"key": source}).notes
    assert note.striptags() == "Donald Tusk, ‘Address to parliament’ (Assembly of Mayors, Warsaw, 9 May 2024)."


def test_the_number_in_an_entry_of_another_numeric_style_is_left_to_the_page() -> None:
    assert entry(SPEECH, "nature") == '<span class="csl-right-inline">Tusk, D. Address to parliament. (2024).</span>'


def test_a_label_in_the_margin_is_kept() -> None:
    assert entry(ARMS, "din-1505-2-alphanumeric").startswith('<span class="csl-left-margin">[Sche08] </span>')


def test_a_number_is_kept_where_the_style_does_not_call_itself_numeric(tmp_path: Path) -> None:
    style = tmp_path / "small.csl"
    style.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        "<info><title>Small</title><id>small</id><updated>2024-01-01T00:00:00+00:00</updated></info>"
        '<citation><layout><text variable="citation-number"/></layout></citation>'
        '<bibliography second-field-align="flush"><layout><text variable="citation-number" suffix=". "/>'
        '<text variable="title"/></layout></bibliography></style>'
    )
    formatted = format_citations([[Cite("arms")]], SOURCES, style)
    assert not formatted.numbered
    assert formatted.entries[0][1].striptags() == "1. Arms and influence"


# What may not happen


@pytest.mark.parametrize("style", ["numeric", "chicago-notes-bibliography", "apa"])
def test_markup_in_a_source_or_a_suffix_is_only_text(style: str) -> None:
    source = {"type": "book", "title": "R&D <script>alert(1)</script>", "author": [{"family": "<b onclick='x'>"}]}
    formatted = cited(style, [Cite("key", "<img src=x>", ', p. 1"><script>')], sources={"key": source})
    printed = "".join([*formatted.marks, *formatted.notes, *(text for _, text in formatted.entries)])
    assert "&lt;img src=x&gt;" in printed.lower()
    assert "r&amp;d &lt;script&gt;" in printed.lower()
    for tag in ("<script", "<img", "<b "):
        assert tag not in printed.lower()


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://example.org/a"]
)
def test_an_address_that_is_not_of_the_web_is_printed_without_a_link(url: str) -> None:
    text = entry({"type": "webpage", "title": "Page", "URL": url})
    assert url in text
    assert "<a" not in text


@pytest.mark.parametrize("key", ["a:b.c-d_2", "@x", "a]; @b", "ref 1", "ключ", '"><script>', "c2", "refs"])
def test_a_key_may_be_odd(key: str) -> None:
    sources: dict[str, Source] = {key: ARMS, "c1": REVIEW}
    formatted = cited("numeric", [Cite("c1")], [Cite(key)], sources=sources)
    assert formatted.marks[1] == (
        f'<span class="cite" id="cite-2"><sup><a href="#source-{anchor(key)}">2</a></sup></span>'
    )
    assert [found for found, _ in formatted.entries] == ["c1", key]


def test_an_anchor_is_the_key_where_that_is_safe() -> None:
    assert anchor("review:2021.a-b_c") == "review:2021.a-b_c"
    assert anchor('a "b') == "a_20__22_b"


def test_a_hundred_and_twenty_marks_in_one_run() -> None:
    sources = {f"s{number}": {**REVIEW, "title": f"Review {number}"} for number in range(1, 41)}
    groups = [[Cite(f"s{number % 40 + 1}")] for number in range(120)]
    formatted = cited("numeric", *groups, sources=sources)
    assert len(formatted.marks) == 120
    assert 'id="cite-120"><sup><a href="#source-s40">40</a>' in formatted.marks[119]
    assert [key for key, _ in formatted.entries] == list(sources)


def test_a_text_without_citations_has_no_marks_and_no_entries() -> None:
    assert cited("numeric") == Formatted((), (), (), note_style=False, numbered=True)


def test_a_missing_pandoc_is_told_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: None)
    with pytest.raises(PandocError, match="pandoc is missing"):
        cited("numeric", [Cite("arms")])


def test_a_source_that_pandoc_refuses_is_told_in_its_words() -> None:
    with pytest.raises(PandocError, match=r"pandoc failed \(\d+\): .*sources\.json"):
        entry({"type": "book", "title": ["no", "text"]})
