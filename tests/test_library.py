"""The library's file: what is new to it, and that nothing of it is touched."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policybrief.exchange.item import Entry
from policybrief.library import Shelf, Sifted, append
from policybrief.problem import BriefError
from policybrief.project import open_project
from policybrief.source import Source
from policybrief.yamlfile import parse_yaml
from policybrief.yamltext import block

SMITH = {"type": "report", "title": "On Nothing", "author": [{"family": "Smith"}], "issued": {"date-parts": [[2021]]}}
NEW = {"new2024": {"type": "report", "title": "A: new one", "issued": "2024-01"}}
ADDED = 'new2024:\n  type: report\n  title: "A: new one"\n  issued: 2024-01\n'


def sift(*entries: Entry, **library: dict[str, Any]) -> Sifted:
    return Shelf({key: Source.model_validate(fields) for key, fields in library.items()}).sift(entries)


def messages(sifted: Sifted) -> list[tuple[str, str]]:
    return [(note.severity, note.message) for note in sifted.notes]


# What is new


def test_a_key_is_kept_and_a_missing_one_is_made() -> None:
    sifted = sift(Entry(SMITH, "own:key"), Entry({**SMITH, "title": "On Something"}))
    assert list(sifted.new) == ["own:key", "smith2021"]
    assert not sifted.notes


def test_an_entry_is_written_as_an_editor_reads_it() -> None:
    more = {"URL": "https://a.lt", "abstract": "A", "custom": {"grade": "B2", "mine": 1}, "ISSN": "1"}
    (fields,) = sift(Entry(more | SMITH, "k")).new.values()
    assert list(fields) == ["type", "title", "author", "issued", "ISSN", "URL", "abstract", "grade", "custom"]


def test_what_stands_there_already_is_passed_over_whatever_the_desk_has_added() -> None:
    there = {"type": "report", "title": "On Nothing", "author": {"family": "Smith"}, "issued": "2021"}
    more = {"grade": "B2", "language": "en", "descriptor": "Good.", "publisher": None}
    assert sift(Entry(SMITH, "k"), k=there | more) == Sifted({}, ["k"], [])
    assert sift(Entry(SMITH), anything=there | more) == Sifted({}, ["anything"], [])


@pytest.mark.parametrize("key", ["k", None])
def test_the_same_with_other_words_is_told_and_not_taken(key: str | None) -> None:
    there = {"type": "book", "title": "On Nothing", "author": {"family": "Smith"}, "issued": "2021"}
    sifted = sift(Entry(SMITH, key, 7), k=there)
    assert not sifted.new
    assert [(note.line, note.severity) for note in sifted.notes] == [(7, "error")]
    assert "stands in the library as k, but type is 'book' there and 'report' here" in sifted.notes[0].message


def test_a_second_import_adds_nothing_and_renames_nothing() -> None:
    entries = [Entry(SMITH), Entry({**SMITH, "title": "On Something"}), Entry({"type": "book"}), Entry(SMITH, "k")]
    entries += [Entry({**SMITH, "title": "Odd id", "id": "a b"}), Entry({"type": "book", "DOI": "10.1/X"})]
    first = sift(*entries)
    assert list(first.new) == ["smith2021", "smith2021a", "source", "k", "smith2021b", "sourcea"]
    again = sift(*entries, **{key: dict(fields) for key, fields in first.new.items()})
    assert again == Sifted({}, list(first.new), [])


def test_a_key_given_twice_in_a_file_is_taken_once() -> None:
    sifted = sift(Entry(SMITH, "k"), Entry(SMITH, "k"), Entry({**SMITH, "title": "Other"}, "k", 9))
    assert (list(sifted.new), sifted.there) == (["k"], ["k"])
    assert [(note.line, note.severity) for note in sifted.notes] == [(9, "error")]


def test_one_work_under_two_keys_is_added_and_told() -> None:
    entry = Entry({**SMITH, "title": "Another Title", "DOI": "https://doi.org/10.5555/ABC"}, "second")
    sifted = sift(entry, first={"title": "A title", "DOI": "10.5555/abc"})
    assert list(sifted.new) == ["second"]
    assert messages(sifted) == [("warning", "second is probably the same work as first: the same DOI")]


def test_another_programs_id_finds_the_source_whose_title_has_changed() -> None:
    address = "http://zotero.org/users/1/items/AB"
    library = {"made2021": {"title": "Old", "custom": {"csl": {"id": address}}}}
    sifted = sift(Entry({"type": "report", "title": "New", "id": address}), **library)
    assert not sifted.new and "title is 'Old' there and 'New' here" in sifted.notes[0].message


def test_two_ids_of_one_program_are_two_works_unless_they_say_the_same() -> None:
    one, two = ({**SMITH, "id": f"http://zotero.org/users/1/items/{number}"} for number in (1, 2))
    assert sift(Entry(one), Entry(two)).there == ["smith2021"]
    sifted = sift(Entry(one), Entry({**two, "page": "7"}), Entry({**two, "page": "7"}))
    assert (list(sifted.new), sifted.there) == (["smith2021", "smith2021a"], ["smith2021a"])
    said = "smith2021a is probably the same work as smith2021: the same title, first author and date"
    assert messages(sifted) == [("warning", said)]


def test_what_an_editor_has_taken_out_of_custom_is_no_difference() -> None:
    entry = Entry({**SMITH, "URL": "www.example.org", "custom": {"x": "1"}}, "k")
    (fields,) = sift(entry).new.values()
    cleaned = {name: value for name, value in fields.items() if name != "custom"} | {"URL": "https://example.org"}
    assert sift(entry, k=cleaned).there == ["k"]


# How it is added


def add(tmp_path: Path, before: bytes) -> bytes:
    path = tmp_path / "briefs" / "sources.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(before)
    append(path, NEW)
    open_project(tmp_path)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ADDED),
        ("# only a comment\n", f"# only a comment\n\n{ADDED}"),
        ("---\n", f"---\n\n{ADDED}"),
        ("a: {title: A}\n", f"a: {{title: A}}\n\n{ADDED}"),
        ("a:\n  title: A   # why", f"a:\n  title: A   # why\n\n{ADDED}"),
        ("a:\n  title: A\n# the end\n", f"a:\n  title: A\n# the end\n\n{ADDED}"),
        ("a:\n  title: A\n\n\n", f"a:\n  title: A\n\n\n{ADDED}"),
        ("a:\n  note: |+\n    kept\n", f"a:\n  note: |+\n    kept\n{ADDED}"),
        ("a:\n  title: A\n...\n# after\n", f"a:\n  title: A\n\n{ADDED}...\n# after\n"),
        ("  a:\n    title: A\n", "  a:\n    title: A\n\n  " + ADDED.rstrip().replace("\n", "\n  ") + "\n"),
        ("a:\n  note: |+\n    kept\n\n", f"a:\n  note: |+\n    kept\n\n{ADDED}"),
        ("a:\n  descriptor: |\n    no end", f"a:\n  descriptor: |\n    no end\n\n{ADDED}"),
        ('"@a":\n  title: A\n', f'"@a":\n  title: A\n\n{ADDED}'),
    ],
)
def test_what_stands_there_stays_and_the_new_follows(tmp_path: Path, before: str, after: str) -> None:
    assert add(tmp_path, before.encode()).decode() == after


def test_line_ends_of_windows_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    before = b"\xef\xbb\xbf# Zdroje\r\na:\r\n  title: A\r\n"
    assert add(tmp_path, before) == before + b"\r\n" + ADDED.replace("\n", "\r\n").encode()


def test_a_library_is_made_where_there_is_none(tmp_path: Path) -> None:
    append(tmp_path / "briefs" / "sources.yaml", NEW)
    assert (tmp_path / "briefs" / "sources.yaml").read_text(encoding="utf-8") == ADDED


def test_a_link_to_a_shared_library_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared.yaml").write_text("a: {title: A}\n", encoding="utf-8")
    (tmp_path / "sources.yaml").symlink_to(tmp_path / "shared.yaml")
    append(tmp_path / "sources.yaml", NEW)
    assert (tmp_path / "sources.yaml").is_symlink()
    assert (tmp_path / "shared.yaml").read_text(encoding="utf-8").endswith(ADDED)


@pytest.mark.parametrize(
    "before", ["{}\n", "{a: {title: A}}\n", "- a\n", "a\n", "a: {title: A}\na: {title: B}\n", "a: [\n"]
)
def test_a_library_that_cannot_be_added_to_is_left_as_it_is(tmp_path: Path, before: str) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(before, encoding="utf-8")
    with pytest.raises(BriefError) as caught:
        append(path, NEW)
    assert path.read_text(encoding="utf-8") == before
    assert caught.value.problems[0].hint


def test_a_library_does_not_grow_beyond_what_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text("a: {title: A}\n", encoding="utf-8")
    with pytest.raises(BriefError, match="limit is 5,000,000") as caught:
        append(path, {"b": {"abstract": "long words " * 500_000}})
    assert "nothing was written" in caught.value.problems[0].hint
    assert path.read_text(encoding="utf-8") == "a: {title: A}\n"


# How it is written


_LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], include_characters="\t\n\r\x85\u2028")
_TEXT = st.one_of(
    st.text(_LETTERS),
    st.text(st.sampled_from("ab :#-'\"[]{}@*&!%?|>,\n\t~=<`\\\u00a001")),
    st.sampled_from(["no", "1.10", "null", "~", "", "...", "---", "- a", "a: b", "a #b", "=", "Long " * 60, "x" * 200]),
)
_KEYS = st.one_of(st.sampled_from(["title", "no", "null", "123"]), st.text(_LETTERS, min_size=1).filter("<<".__ne__))
_DATA = st.recursive(
    st.none() | _TEXT,
    lambda held: st.lists(held, min_size=1, max_size=4) | st.dictionaries(_KEYS, held, min_size=1, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(_KEYS, _DATA, min_size=1, max_size=4), st.integers(0, 3))
@settings(deadline=None, max_examples=200)
def test_yaml_gives_back_exactly_what_was_written(data: dict[str, Any], indent: int) -> None:
    file = parse_yaml(block(data, indent), Path("sources.yaml"))
    assert file.data == data
    assert not file.problems


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"author": {"family": "Žukas", "given": "J."}}, "author: {family: Žukas, given: J.}\n"),
        ({"author": ["A & B", {"family": "C"}]}, "author:\n  - A & B\n  - {family: C}\n"),
        ({"origin": ["a", "b"]}, "origin: [a, b]\n"),
        ({"issued": "~2020", "accessed": "2022-09/2022-11"}, "issued: ~2020\naccessed: 2022-09/2022-11\n"),
        ({"URL": "https://example.org/a#b?c=d:e"}, "URL: https://example.org/a#b?c=d:e\n"),
        ({"title": "Part two: the end"}, 'title: "Part two: the end"\n'),
        ({"title": "@home"}, 'title: "@home"\n'),
        ({"title": "no", "volume": "1.10"}, "title: no\nvolume: 1.10\n"),
        ({"title": "null", "author": None}, 'title: "null"\nauthor: null\n'),
        ({"abstract": "One.\n\nTwo: x"}, "abstract: |-\n  One.\n\n  Two: x\n"),
        ({"title": "word " * 24 + "end"}, "title: >-\n  " + ("word " * 23).rstrip() + "\n  word end\n"),
    ],
)
def test_yaml_is_written_as_an_editor_would(data: dict[str, Any], text: str) -> None:
    assert block(data) == text
