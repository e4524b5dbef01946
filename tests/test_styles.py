"""Every kind of source in the styles that institutes ask for, compared with tables that were read line by line.

tests/citations/sources.yaml holds the sources. A table such as tests/citations/apa.yaml holds, for each of them, what
is printed and the rule that it follows. `differs` tells what a manual wants instead, and why it is not printed;
`unverified` tells what could not be held against a manual. A blank that does not break stands as ⍽.

`pytest tests/test_styles.py --update-golden` writes what is printed anew, and leaves rules and remarks alone: read
every line that has changed before it is committed.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from conftest import ROOT

from policybrief.citeproc import Formatted, format_citations
from policybrief.csl import find_style
from policybrief.project import Library
from policybrief.prose import Cite
from policybrief.validate import validate
from policybrief.yamlfile import read_yaml

FOLDER = ROOT / "tests" / "citations"
REMARKS = ("rule", "differs", "unverified")


class Printed(NamedTuple):
    """A style, the language of its manual, and what of it is compared."""

    style: str
    locale: str
    columns: tuple[str, ...]


STYLES = (
    Printed("numeric", "en-GB", ("mark", "entry")),
    Printed("chicago-notes-bibliography", "en-US", ("note", "later", "entry")),
    Printed("chicago-author-date", "en-US", ("mark", "entry")),
    Printed("apa", "en-US", ("mark", "entry")),
    Printed("oscola", "en-GB", ("note", "later", "entry")),
    Printed("nlm-citation-sequence", "en-US", ("mark", "entry")),
)

LOCATORS = {
    "law-lt": "art. 3",
    "act-uk": "s. 6",
    "regulation-eu": "art. 17",
    "treaty": "art. 5",
    "treaty-bare": "art. 2",
    "un-resolution": "para. 2",
    "un-document": "para. 20",
    "bill": "cl. 4",
    "book-edited": "vol. 2",
    "webpage-dated": "para. 2",
    "webpage-undated": "para. 2",
    "dataset": "tab. 4",
    "speech": "",
    "interview": "",
    "post": "",
    "blog": "para. 2",
    "map": "",
    "letter": "",
    "software": "",
    "podcast": "",
}
"""How one points into a source that has no pages, or not at all; into others with `p. 12`."""

LOCALES = ("en-GB", "en-US", "lt", "ru", "uk", "be", "pl", "de")
PAGES = {"lt": "p. 12", "ru": "с. 12", "uk": "с. 12", "be": "с. 12", "pl": "s. 12", "de": "S. 12"}
"""How an author points at a page in each language."""
IN_ALL_LANGUAGES = (
    "report-institution",
    "webpage-undated",
    "magazine",
    "article-nine",
    "chapter",
    "book-edition",
    "archive",
)


@cache
def sources() -> Mapping[str, Mapping[str, object]]:
    file = read_yaml(FOLDER / "sources.yaml")
    library, problems = validate(file, {"sources": file.data}, Library, None)
    assert library is not None
    assert not [*problems, *file.problems]
    return {str(key): source.csl() for key, source in library.sources.items()}


def locator(key: str, locale: str) -> str:
    return LOCATORS.get(key, "p. 12") if locale.startswith("en") else PAGES[locale]


def cited(style: str, locale: str, groups: Sequence[Sequence[Cite]]) -> Formatted:
    path = find_style(style, [ROOT / "styles" / "citation"])
    assert path is not None
    return format_citations(groups, sources(), path, locale)


@cache
def formatted(style: str, locale: str, keys: tuple[str, ...]) -> Formatted:
    """Each source cited once, and then each of them again with its locator."""
    pointed = ((key, locator(key, locale)) for key in keys)
    again = [[Cite(key, suffix=f", {place}" if place else "")] for key, place in pointed]
    return cited(style, locale, [*([Cite(key)] for key in keys), *again])


def plain(text: str) -> str:
    """Italics and raised numbers stay; links and the page's own frames go."""
    return html.unescape(re.sub(r"</?(a|span)\b[^>]*>", "", text)).replace("\u00a0", "⍽")


def rows(printed: Printed, keys: tuple[str, ...]) -> dict[str, dict[str, str]]:
    result = formatted(printed.style, printed.locale, keys)
    texts = [plain(text) for text in result.notes or result.marks]
    entries = {key: plain(text) for key, text in result.entries}
    first, again = texts[: len(keys)], texts[len(keys) :]
    marks = zip(first, again, strict=True) if "later" in printed.columns else ((mark,) for mark in again)
    return {
        key: dict(zip(printed.columns, (*some, entries[key]), strict=True))
        for key, some in zip(keys, marks, strict=True)
    }


# The tables


@pytest.mark.parametrize("printed", STYLES, ids=[printed.style for printed in STYLES])
def test_every_kind_of_source_is_printed_as_the_table_says(printed: Printed, pytestconfig: pytest.Config) -> None:
    path = FOLDER / f"{printed.style}.yaml"
    now = rows(printed, tuple(sources()))
    if pytestconfig.getoption("--update-golden"):
        _write(path, now)
    _compare(now, _table(path))


@pytest.mark.parametrize("printed", STYLES, ids=[printed.style for printed in STYLES])
def test_every_row_names_its_rule(printed: Printed) -> None:
    table = _table(FOLDER / f"{printed.style}.yaml")
    assert list(table) == list(sources())
    assert [key for key, row in table.items() if not row.get("rule")] == []
    assert list(_faulty_remarks(table, printed.columns)) == []


def test_every_language_is_printed_as_the_table_says(pytestconfig: pytest.Config) -> None:
    path = FOLDER / "locales.yaml"
    now = {f"{locale} {key}": row for locale in LOCALES for key, row in _two_styles(locale).items()}
    if pytestconfig.getoption("--update-golden"):
        _write(path, now)
    table = _table(path)
    _compare(now, table)
    assert list(_faulty_remarks(table, ("mark", "entry", "chicago note", "chicago entry"))) == []
    assert [key for key, row in table.items() if not any(row.get(remark) for remark in REMARKS)] == []


@pytest.mark.parametrize("printed", STYLES, ids=[printed.style for printed in STYLES])
def test_an_address_is_its_own_link_and_no_stop_belongs_to_it(printed: Printed) -> None:
    result = formatted(printed.style, printed.locale, tuple(sources()))
    for key, entry in result.entries:
        links = re.findall(r'<a href="(http[^"]*)">(.*?)</a>', entry)
        assert all(text in (address, address.removeprefix("https://doi.org/")) for address, text in links), key
        assert not any(text.endswith(".") for _, text in links), key
        address = f"https://doi.org/{sources()[key]['DOI']}" if "DOI" in sources()[key] else sources()[key].get("URL")
        assert [found for found, _ in links] == ([address] if address else []), key


def test_chicago_never_says_ibid() -> None:
    result = cited("chicago-notes-bibliography", "en-US", [[Cite(key)] for key in sources() for _ in range(3)])
    assert not [note for note in result.notes if "ibid" in note.casefold()]


@pytest.mark.slow
@pytest.mark.parametrize("style", ["numeric", "chicago-notes-bibliography"])
def test_ten_thousand_marks_of_forty_sources_are_set_in_one_run(style: str) -> None:
    keys = tuple(sources())[:40]
    groups = [[Cite(keys[number % 40], suffix=f", p. {number}")] for number in range(10_000)]
    result = cited(style, "en-GB", groups)
    assert len(result.marks) == 10_000
    assert len(result.entries) == 40
    assert "9999" in (result.notes or result.marks)[-1]


def _two_styles(locale: str) -> dict[str, dict[str, str]]:
    numeric = rows(Printed("numeric", locale, ("mark", "entry")), IN_ALL_LANGUAGES)
    chicago = rows(Printed("chicago-notes-bibliography", locale, ("note", "later", "entry")), IN_ALL_LANGUAGES)
    return {
        key: row | {"chicago note": chicago[key]["later"], "chicago entry": chicago[key]["entry"]}
        for key, row in numeric.items()
    }


def _table(path: Path) -> dict[str, dict[str, Any]]:
    return yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}


def _compare(now: Mapping[str, Mapping[str, str]], table: Mapping[str, Mapping[str, Any]]) -> None:
    changed = [
        f"{key}, {column}\n  table    {table.get(key, {}).get(column)}\n  printed  {text}"
        for key, row in now.items()
        for column, text in row.items()
        if table.get(key, {}).get(column) != text
    ]
    gone = [f"{key} is no row any more" for key in table if key not in now]
    assert not changed + gone, "\n" + "\n".join(changed + gone)


def _faulty_remarks(table: Mapping[str, Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    for key, row in table.items():
        yield from (f"{key}: {name} is nothing that a row holds" for name in row.keys() - {*columns, *REMARKS})
        for remark in ("differs", "unverified"):
            cells = row.get(remark, {})
            yield from (f"{key}: {remark} of {name}" for name in cells if name not in columns or not cells[name])


def _write(path: Path, now: Mapping[str, Mapping[str, str]]) -> None:
    """The lines at the head of the file stay, and so do the remarks of every row."""
    before = _table(path)
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    head = [line for line in lines if line.startswith("#")]
    table = {
        key: {**row, **{remark: before[key][remark] for remark in REMARKS if remark in before.get(key, {})}}
        for key, row in now.items()
    }
    rows_of_yaml = (
        yaml.safe_dump({key: row}, allow_unicode=True, sort_keys=False, width=1000) for key, row in table.items()
    )
    path.write_text("\n".join(head) + "\n\n" + "\n".join(rows_of_yaml), "utf-8")
