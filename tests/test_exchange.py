"""Sources as other programs keep them: what is read, what is told, and that nothing is lost."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policybrief.exchange import bibtex, csljson, format_of, ris
from policybrief.exchange.bibfile import parse
from policybrief.exchange.custom import kept, meant
from policybrief.exchange.dates import written
from policybrief.exchange.item import Reading, exported, held
from policybrief.exchange.keys import as_key, made_key
from policybrief.exchange.latex import address, escaped, plain
from policybrief.project import Library
from policybrief.source import Source
from policybrief.validate import validate
from policybrief.yamlfile import parse_yaml
from policybrief.yamltext import block

FILES = Path(__file__).parent / "exchange"


def text_of(name: str) -> str:
    return (FILES / name).read_text(encoding="utf-8")


def fields_of(reading: Reading) -> dict[str, Mapping[str, Any]]:
    """The fields of each source by its key, or by its line where it has none."""
    return {entry.key or str(entry.line): held(entry.item).fields for entry in reading.entries}


def told(reading: Reading) -> list[tuple[int, str]]:
    return [(fault.line, fault.message) for fault in reading.unread]


def through_yaml(fields: Mapping[str, Any]) -> Source:
    """The source that the library gives back when these fields were written into it."""
    file = parse_yaml(block({"key": fields}), Path("sources.yaml"))
    assert file.data == {"key": fields}
    library, problems = validate(file, {"sources": file.data}, Library)
    assert library and not problems and not file.problems
    (source,) = library.sources.values()
    return source


def texts(value: Any) -> Any:
    """Numbers as text: CSL-JSON makes no difference between them."""
    if isinstance(value, dict):
        return {name: texts(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [texts(inner) for inner in value]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def back(item: Mapping[str, Any]) -> Any:
    """An item after a stay in the library."""
    (entry,) = csljson.read(json.dumps([item])).entries
    source = through_yaml(held(entry.item).fields)
    (exported_item,) = json.loads(csljson.write({entry.key or "made": source}))
    return exported_item


# CSL-JSON -> library -> CSL-JSON


@pytest.mark.parametrize("name", ["zotero.json", "mendeley.json", "editors-own.json"])
def test_an_export_comes_back_as_it_was(name: str) -> None:
    data = json.loads(text_of(name))
    items = data.get("items", [data]) if isinstance(data, dict) else data
    assert [texts(back(item)) for item in items] == texts(items)


_ODD = st.sampled_from(["no", "1.10", "12", "null", "a: b", "x #y", "<i>a</i>", "[@a]"])
_TEXT = st.text(max_size=12) | _ODD
_SCALAR = st.one_of(_TEXT, st.integers(-9, 3000), st.booleans(), st.none())
_ANY = st.recursive(
    _SCALAR, lambda held: st.lists(held, max_size=3) | st.dictionaries(_TEXT, held, max_size=3), max_leaves=6
)
_POINT = st.lists(st.one_of(st.integers(0, 2500), st.sampled_from(["2021", "9", ""])), max_size=4)
_DATE = st.fixed_dictionaries(
    {},
    optional={
        "date-parts": st.lists(_POINT, max_size=3),
        "circa": st.sampled_from([True, False, 1, "true"]),
        "season": st.integers(1, 4),
        "raw": st.sampled_from(["2021-09", "14 Sep 2021", "c. 1920", "soon", ""]),
        "literal": _TEXT,
    },
)
_NAME = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(["family", "given", "literal", "suffix", "dropping-particle", "parse-names"], _SCALAR)
)
_ITEM = st.fixed_dictionaries(
    {"id": _TEXT | st.integers(0, 99), "type": st.sampled_from(["report", "webpage", "article-journal", "nothing"])},
    optional={
        "title": _ANY,
        "URL": st.sampled_from(["https://example.org/a#b", "www.example.org", "javascript:alert(1)", 1]),
        "author": st.lists(_NAME, max_size=3) | _TEXT,
        "issued": _DATE,
        "accessed": _DATE | _TEXT,
        "volume": _SCALAR,
        "abstract": _TEXT,
        "note": _ANY,
        "keyword": _ANY,
        "journalAbbreviation": _ANY,
        "custom": _ANY
        | st.dictionaries(st.sampled_from(["grade", "tlp", "updated", "origin", "csl", "mine", "not-known"]), _ANY),
    },
)


@given(_ITEM)
@settings(deadline=None, max_examples=250)
def test_any_item_comes_back_as_it_was(item: dict[str, Any]) -> None:
    assert texts(back(item)) == texts(item)


def test_the_desks_own_fields_travel_under_custom() -> None:
    desk = {
        "grade": "B2", "read": "full", "descriptor": "Good.", "origin": ["a", "b"], "archive_url": "https://a.lt/x",
        "archived": "2021-09", "sha256": "a" * 64, "tlp": "GREEN", "updated": "~2022",
    }  # fmt: skip
    source = Source.model_validate({"type": "report", "title": "T", "author": None, "URL": None} | desk)
    (item,) = json.loads(csljson.write({"k": source}))
    assert item == {"id": "k", "type": "report", "title": "T", "custom": desk | {"not-known": ["author", "URL"]}}
    (entry,) = csljson.read(json.dumps([item])).entries
    assert through_yaml(held(entry.item).fields) == source


def test_what_an_editor_has_corrected_is_not_put_back() -> None:
    fields = dict(held({"type": "report", "URL": "www.example.org", "issued": {"raw": "Spring 2021"}}).fields)
    kept_as_it_came = exported("k", through_yaml(fields))
    assert kept_as_it_came["URL"] == "www.example.org" and kept_as_it_came["issued"] == {"raw": "Spring 2021"}
    corrected = exported("k", through_yaml(fields | {"URL": "https://example.org", "issued": "2021-04"}))
    assert corrected["URL"] == "https://example.org" and corrected["issued"] == {"date-parts": [[2021, 4]]}


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ('The <i>Suwałki</i> <span class="nocase">Gap</span>', "The Suwałki Gap"),
        ("CO<sub>2</sub> on 10 km<sup>2</sup>", "CO₂ on 10 km²"),
        ("a < b <c> d", "a < b <c> d"),
    ],
)
def test_the_marks_of_a_title_are_not_printed_and_not_lost(title: str, printed: str) -> None:
    fields, source, _ = held({"type": "book", "title": title})
    assert fields["title"] == printed
    assert exported("k", source)["title"] == title


def test_a_refused_field_leaves_the_others_alone() -> None:
    fields, source, remarks = held({"type": "report", "title": "T", "URL": "javascript:alert(1)", "volume": 3})
    assert fields == {"type": "report", "title": "T", "volume": "3", "custom": {"csl": {"URL": "javascript:alert(1)"}}}
    assert remarks == ("URL is 'javascript:alert(1)', which is no web address",)
    assert source.URL is None


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[{"id": "a", "type": "book"},\n {"id": }]', 2, "is no JSON"),
        ('[{"id": "a", "type": "book"},\n 17]', 2, "is no item of CSL-JSON: 17"),
        ("[" * 100_000, 1, "is no JSON that can be read"),
        ('[{"type": "book", "volume": NaN}]', 1, "NaN is no number of JSON"),
        (f'[{{"type": "book", "x": {"[" * 60}{"]" * 60}}}]', 1, "nested deeper than 40 levels"),
    ],
)
def test_json_that_is_no_csl_is_told_with_its_line(text: str, line: int, said: str) -> None:
    ((at, message),) = told(csljson.read(text))
    assert at == line and said in message


def test_items_have_the_lines_on_which_they_begin() -> None:
    assert [entry.line for entry in csljson.read(text_of("zotero.json")).entries] == [2, 27, 43]
    assert [entry.line for entry in csljson.read(text_of("mendeley.json")).entries] == [2, 6]


# BibTeX


def test_a_bibtex_file_of_zotero_is_read_whole() -> None:
    reading = bibtex.read(text_of("zotero.bib"))
    assert not reading.unread
    fields = fields_of(reading)["zukauskaite_zapad_2021"]
    assert fields["title"] == "The Zapad exercises: a “quiet” change of Belarusian habits"
    assert fields["author"] == [
        {"family": "Žukauskaitė", "given": "Jūratė"},
        {"family": "Beek", "given": "Anna", "dropping-particle": "van der"},
    ]
    assert fields["URL"] == "https://example.org/a_b~c?x=1&y=%20z"
    assert fields["issued"] == "2021-09" and fields["accessed"] == "2021-10-01" and fields["language"] == "en"
    assert "file" not in fields.get("custom", {}).get("bibtex", {}), "a path on somebody's disk"


def test_double_braces_make_an_organisation() -> None:
    fields = fields_of(bibtex.read(text_of("zotero.bib")))["institute_of_examples_gresmiu_2022"]
    assert fields["author"] == ["Second Investigation Department", "European Commission"]


@pytest.fixture(scope="module")
def latex() -> dict[str, Mapping[str, Any]]:
    reading = bibtex.read(text_of("latex.bib"))
    assert not reading.unread
    return fields_of(reading)


def test_accents_macros_and_percent_signs_of_latex_become_letters(latex: Mapping[str, Any]) -> None:
    entry = latex["accents"]
    assert entry["title"] == "On NATO, 100% and the Suwałki Gap"
    assert entry["author"][1] == {"family": "Świątek", "given": "Łukasz"}
    assert entry["container-title"] == "Journal of Example Studies Review"
    assert entry["issued"] == "2021-09-03"
    assert entry["abstract"] == "Costs 50% more & été — “quoted”."


def test_and_others_is_no_author(latex: Mapping[str, Any]) -> None:
    assert len(latex["accents"]["author"]) == 3
    assert latex["accents"]["custom"]["and-others"] == ["author"]
    remarks = [said for entry in bibtex.read(text_of("latex.bib")).entries for said in entry.remarks]
    assert "author: 'and others' stands for names that the file does not give" in remarks


def test_a_ministry_without_braces_is_an_organisation(latex: Mapping[str, Any]) -> None:
    assert latex["thing"]["author"] == "State Security Department of Lithuania"


def test_an_address_in_howpublished_is_the_url(latex: Mapping[str, Any]) -> None:
    assert latex["thing"]["URL"] == "https://example.org/thing_1"
    assert latex["thing"]["type"] == "webpage"


def test_an_entry_takes_over_what_crossref_and_xdata_lend(latex: Mapping[str, Any]) -> None:
    assert latex["child"]["container-title"] == "The Whole Book"
    assert (latex["xchild"]["publisher"], latex["xchild"]["publisher-place"]) == ("The House", "Vilnius")
    assert "house" not in latex


@pytest.mark.parametrize(
    ("key", "date"), [("parent", "2019-05"), ("xchild", "2022-09/2022-11"), ("odd:key/1", "~2021"), ("29", "~1920")]
)
def test_open_ranges_spans_and_about_are_dates(latex: Mapping[str, Any], key: str, date: str) -> None:
    assert latex[key]["issued"] == date


def test_what_is_no_date_is_kept_as_words(latex: Mapping[str, Any]) -> None:
    assert "issued" not in latex["thing"]
    assert latex["thing"]["custom"]["csl"]["issued"] == {"raw": "n.d."}


def test_latex_that_pandoc_drops_is_kept_as_it_is_written(latex: Mapping[str, Any]) -> None:
    assert latex["lost"]["title"] == r"A \begin{foo} Thesis"
    assert latex["lost"]["publisher"] == "U $x"


def test_unknown_fields_and_types_are_kept(latex: Mapping[str, Any]) -> None:
    assert latex["wild"]["type"] == "document"
    assert latex["wild"]["custom"]["bibtex"] == {"foo": "bar", "entrytype": "unknown"}


def test_broken_entries_are_told_and_take_no_other_with_them() -> None:
    reading = bibtex.read(text_of("broken.bib"))
    assert [entry.key for entry in reading.entries] == ["first", "second", "third", None]
    assert [line for line, _ in told(reading)] == [3, 8, 11, 12, 15, 14]
    messages = "\n".join(message for _, message in told(reading))
    assert "@book unclosed: is never closed before the next entry" in messages
    assert "@article no-comma: a comma is missing after title, before 'year = 2004'" in messages
    assert len(reading.entries) + len(reading.unread) == 10


def test_entries_that_take_over_from_one_another_in_a_circle_are_read() -> None:
    circle = "@book{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}\n@book{c, title={C}, crossref={c}}"
    reading = bibtex.read(circle)
    assert [fields["title"] for fields in fields_of(reading).values()] == ["A", "B", "C"]
    assert all("in a circle" in entry.remarks[0] for entry in reading.entries)


def test_one_entry_that_pandoc_refuses_is_found_among_many(monkeypatch: pytest.MonkeyPatch) -> None:
    from policybrief.exchange import bibpandoc
    from policybrief.pandoc import PandocError, run_pandoc

    def refusing(arguments: list[str], text: str) -> str:
        if "Poison" in text:
            raise PandocError("pandoc failed (25): Error at (line 1)")
        return run_pandoc(arguments, text)

    monkeypatch.setattr(bibpandoc, "run_pandoc", refusing)
    entries = [f"@book{{k{number}, title = {{{'Poison' if number == 3 else 'Good'}}}}}" for number in range(8)]
    reading = bibtex.read("\n".join(entries))
    assert [entry.key for entry in reading.entries] == ["k0", "k1", "k2", "k4", "k5", "k6", "k7"]
    assert told(reading) == [(4, "@book k3: pandoc cannot read it: (25): Error at (line 1)")]


def test_a_pandoc_that_is_missing_is_no_fault_of_an_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    from policybrief.exchange import bibpandoc
    from policybrief.pandoc import PandocError

    def missing(arguments: list[str], text: str) -> str:
        raise PandocError("pandoc is missing")

    monkeypatch.setattr(bibpandoc, "run_pandoc", missing)
    with pytest.raises(PandocError, match="missing"):
        bibtex.read("@book{a, title = {A}}")


def test_bibtex_that_we_write_is_read_as_the_same() -> None:
    names = ["accents", "zukauskaite_zapad_2021", "institute_of_examples_gresmiu_2022", "xchild", "odd:key/1", "paren"]
    readings = [bibtex.read(text_of(name)) for name in ("latex.bib", "zotero.bib")]
    sources = {entry.key: held(entry.item).source for reading in readings for entry in reading.entries if entry.key}
    again = fields_of(bibtex.read(bibtex.write(sources)))
    for name in names:
        before = {field: value for field, value in sources[name].csl().items() if field != "custom"}
        assert Source.model_validate(again[name]).csl() == before


@pytest.mark.parametrize(
    "name",
    [
        {"family": "King", "given": "Martin", "suffix": "Jr."},
        {"family": "Berg", "given": "Ludwig", "dropping-particle": "von"},
        {"family": "Müller and Söhne", "given": "A."},
        {"family": "Cruz", "given": "Juana", "non-dropping-particle": "de la"},
        "Müller & Söhne and 50% {more}, Inc.",
    ],
)
def test_a_name_survives_bibtex(name: Any) -> None:
    source = Source.model_validate({"type": "book", "title": "T", "author": name})
    (entry,) = bibtex.read(bibtex.write({"k": source})).entries
    assert held(entry.item).source.author == source.author


@given(st.text(st.characters(categories=["L", "N", "P", "S"]) | st.just(" "), min_size=1))
@settings(deadline=None, max_examples=60)
def test_any_title_survives_bibtex(title: str) -> None:
    # Pandoc sets what is a letter in another dress, such as º, as that letter raised.
    plain_letters = normalize("NFKC", title) == title and "[" not in title and title.strip()
    source = Source.model_validate({"title": title if plain_letters else None, "volume": "1"})
    (entry,) = bibtex.read(bibtex.write({"k": source})).entries
    read = held(entry.item).source.title
    assert _bare(read) == _bare(source.title)


def _bare(title: str | None) -> str:
    """Its letters: LaTeX sets quotation marks and dashes."""
    return "".join(letter for letter in title or "" if letter.isalnum())


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\v{Z}}ukauskait{\.e}", "Žukauskaitė"),
        (r"J{\=u}rat{\.{e}} \'{\i} \'\i x", "Jūratė í íx"),
        (r"\"o {\ss} \L{}\'od\'z \aa ngstr\"{o}m", "ö ß Łódź ångström"),
        (r"50\% \& \_ \{x\}", "50% & _ {x}"),
        (r"a---b ``q'' c~d", "a—b “q” c d"),
        (r"\unknown{x} {y}", r"\unknown{x} {y}"),
    ],
)
def test_latex_becomes_letters(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_letters_become_latex_and_letters_again() -> None:
    odd = "50% & #1 $x_1$ {a} \\ ^ ~ Ž"
    assert plain(escaped(odd)) == odd


def test_an_address_sheds_its_latex() -> None:
    assert address(r"\url{https://a.b/c\_d\%20e?x=1\&y={\_}z~q}") == "https://a.b/c_d%20e?x=1&y=_z~q"


# RIS


@pytest.fixture(scope="module")
def endnote() -> Reading:
    return ris.read(text_of("endnote.ris"))


def test_organisations_are_not_split_into_persons(endnote: Reading) -> None:
    fields = held(endnote.entries[0].item).fields
    assert fields["author"] == [
        {"family": "Žukauskaitė", "given": "Jūratė"},
        "European Commission",
        "Ministry of Foreign Affairs, Lithuania",
        {"family": "King", "given": "Martin L.", "suffix": "Jr."},
    ]


def test_a_record_of_ris_keeps_all_its_tags(endnote: Reading) -> None:
    fields = held(endnote.entries[0].item).fields
    assert fields["issued"] == "2021-09-14"
    assert (fields["container-title"], fields["container-title-short"]) == (
        "Journal of Example Studies",
        "J. Ex. Stud.",
    )
    assert (fields["volume"], fields["issue"], fields["page"], fields["ISSN"]) == ("14", "2", "101-127", "1234-5679")
    assert fields["abstract"] == "First line\nsecond line\n\na paragraph"
    assert (fields["keyword"], fields["URL"]) == ("exercises, Belarus", "https://example.org/a;b=c")
    assert meant(fields["custom"]["ris"]) == {
        "L1": "internal-pdf://12/zapad.pdf",
        "AN": "WOS:0001",
        "C1": ["one", "two"],
        "ID": "125",
        "UR": "https://example.org/second",
    }


def test_what_is_odd_in_ris_is_told_and_nothing_is_lost(endnote: Reading) -> None:
    assert [(entry.line, entry.remarks[0][:23]) for entry in endnote.entries if entry.remarks] == [
        (44, "the record has no end, "),
        (58, "its type ODD is unknown"),
    ]
    assert told(endnote) == [
        (57, "XX stands outside of a record: 'XX  - outside'"),
        (62, "a record with nothing in it"),
    ]


def test_the_second_title_of_a_report_is_that_of_its_series(endnote: Reading) -> None:
    fields = held(endnote.entries[1].item).fields
    assert (fields["collection-title"], fields["genre"]) == ("Reports of the State", "Annual report")
    assert (fields["note"], fields["annote"]) == ("a note", "a research note")


@pytest.mark.parametrize("name", ["endnote.ris", "zotero.ris"])
def test_ris_that_we_write_is_read_as_the_same(name: str) -> None:
    sources = {f"k{entry.line}": held(entry.item).source for entry in ris.read(text_of(name)).entries}
    again = {entry.key: held(entry.item).source for entry in ris.read(ris.write(sources)).entries}
    assert again == sources


# Texts of any kind


_BITS = st.sampled_from(
    ["@book{k,", "@string{", "@comment{", "title", " = ", "{", "}", '"', "#", ",", "\\", "%", "~", "\n", "TY  - ",
     "ER  - ", "AU  - ", "PY  - 2021", "[", "]", ":", "null", "a", "1"]
)  # fmt: skip
_SOUP = st.lists(_BITS | st.text(max_size=3), max_size=30).map("".join)


@given(_SOUP)
@settings(deadline=None)
def test_no_text_makes_ris_or_csl_json_fail(text: str) -> None:
    for read in (ris.read, csljson.read):
        for entry in read(text).entries:
            through_yaml(held(entry.item).fields)


@given(_SOUP.map(lambda text: text.encode("utf-8", "ignore").decode()))
@settings(deadline=None, max_examples=40)
def test_no_text_makes_bibtex_fail_and_every_entry_is_accounted_for(text: str) -> None:
    entries, broken = parse(text)
    reading = bibtex.read(text)
    assert len(reading.entries) + len(reading.unread) == len(entries) + len(broken)
    for entry in reading.entries:
        through_yaml(held(entry.item).fields)


def test_many_unclosed_comments_are_read_in_no_time() -> None:
    assert parse("@comment{" * 100_000) == ([], [])


# Words that all formats share


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ({"date-parts": [[2021, 9, 14]]}, "2021-09-14"),
        ({"date-parts": [["2021", "9"], [2022]]}, "2021-09/2022"),
        ({"date-parts": [[2021, 0, 0]], "circa": True}, "~2021"),
        ({"date-parts": [[2020], [0]]}, "2020"),
        ({"date-parts": [[2021, 21]]}, "2021"),
        ({"date-parts": [[]], "raw": "14 Sep 2021"}, "2021-09-14"),
        ("September 14, 2021", "2021-09-14"),
        ("14.9.2021", "2021-09-14"),
        ("3/4/2021", "2021"),
        ("2021/09/14", "2021-09-14"),
        ("2021-09-14T10:20:30Z", "2021-09-14"),
        ("2020/..", "2020"),
        ("2020-01/", "2020-01"),
        ("1998-2001", "1998/2001"),
        ("c. 1920", "~1920"),
        ("[1920?]", "~1920"),
        ("Spring 2021", "2021"),
        ("n.d.", None),
        ("2020 or 2021", None),
        ({"date-parts": [[]]}, None),
        ({}, None),
        (None, None),
        (["2021"], None),
    ],
)
def test_a_date_is_read_as_far_as_it_says_one(given: Any, date: str | None) -> None:
    assert written(given) == date


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"author": {"family": "Žukauskaitė", "given": "J."}, "issued": "2021-09"}, "zukauskaite2021"),
        ({"author": {"family": "van der Łoś-Ø"}, "issued": "~1999"}, "vanderloso1999"),
        ({"author": "The European Commission", "issued": "2020"}, "european2020"),
        ({"title": "A Quiet Change"}, "quiet"),
        ({"author": "Бюро", "issued": "2020"}, "бюро2020"),
        ({"title": "…"}, "source"),
    ],
)
def test_a_key_is_made_of_a_name_and_a_year(fields: dict[str, Any], key: str) -> None:
    source = Source.model_validate(fields)
    assert made_key(source, ()) == key
    assert made_key(source, {key}) == f"{key}a"
    assert made_key(source, {key, *(key + letter for letter in "abcdefghijklmnopqrstuvwxyz")}) == f"{key}aa"


@pytest.mark.parametrize("name", ["zuk:2021", "a/b-c.d_e", "17", "ITEM-1", "žuk"])
def test_a_key_that_can_be_cited_is_kept(name: str) -> None:
    assert as_key(name) == as_key(f"@{name}") == name


@pytest.mark.parametrize("name", ["http://zotero.org/users/1/items/AB", "a b", "", "a,b", "-a", "a" * 300])
def test_what_cannot_be_cited_is_no_key(name: str) -> None:
    assert as_key(name) is None


@given(st.recursive(_SCALAR | st.floats(allow_nan=False), lambda held: st.lists(held) | st.dictionaries(_TEXT, held)))
def test_what_is_kept_means_what_it_was(value: Any) -> None:
    assert meant(kept(value)) == value


@pytest.mark.parametrize(
    ("ending", "text", "name"),
    [
        (".BIB", "", "bibtex"),
        (".json", "", "csl-json"),
        (".txt", " [{}]", "csl-json"),
        (".txt", "\nTY  - BOOK\n", "ris"),
        ("", "% by me@x.org\n@Book{a,", "bibtex"),
        (".pdf", "%PDF-1.7", None),
    ],
)
def test_a_format_is_known_by_its_ending_or_by_its_content(ending: str, text: str, name: str | None) -> None:
    assert format_of(ending, text) == name


def test_paths_on_somebodys_disk_stay_behind() -> None:
    reading = bibtex.read("@report{a, title={A}, date={2021}, file={PDF:/home/me/a.pdf:application/pdf}, note={Kept}}")
    assert "/home/me" not in repr(reading)


def test_names_joined_by_a_semicolon_are_told() -> None:
    (entry,) = bibtex.read("@report{a, title={A}, author={Žukas, Jonas; Berg, Jan}, date={2021}}").entries
    assert any("joined by 'and'" in remark for remark in entry.remarks)


def test_a_day_that_is_none_is_told() -> None:
    (entry,) = bibtex.read("@report{a, title={A}, date={2014-13-41}}").entries
    assert any("2014-13-41" in remark for remark in entry.remarks)
