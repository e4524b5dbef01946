"""YAML text to plain data, with the place of every fault."""

import time
from pathlib import Path
from typing import Any

import pytest

from policybrief.problem import BriefError, Problem
from policybrief.yamlfile import MAX_BYTES, MAX_DEPTH, MAX_NODES, YamlFile, parse_yaml, read_yaml

PATH = Path("b.yaml")


def parsed(text: str) -> YamlFile:
    return parse_yaml(text, PATH)


def refused(text: str | bytes, folder: Path | None = None) -> Problem:
    """The one problem that keeps a text, or a file of these bytes, from being read."""
    with pytest.raises(BriefError) as caught:
        if isinstance(text, str):
            parse_yaml(text, PATH)
        else:
            path = (folder or Path()) / "b.yaml"
            path.write_bytes(text)
            read_yaml(path)
    (problem,) = caught.value.problems
    return problem


def spot(problem: Problem) -> tuple[int, int]:
    assert problem.place
    return problem.place.line, problem.place.column


def under_caret(problem: Problem) -> str:
    assert problem.place
    start = problem.place.column - 1
    return problem.place.source[start : start + problem.place.length]


@pytest.mark.parametrize(
    "scalar", ["no", "yes", "on", "1.10", "12:30", "012", "0x1F", "1e5", "1_000", "=", "<<", ".inf", "2024-02-30"]
)
def test_a_scalar_stays_as_it_is_written(scalar: str) -> None:
    assert parsed(f"a: {scalar}").data == {"a": scalar}


@pytest.mark.parametrize("key", ["no", "on", "1.10", "012", "12:30", "2024-02-30", "=", "[key]"])
def test_a_key_stays_as_it_is_written(key: str) -> None:
    assert parsed(f"'{key}': x").data == {key: "x"}


@pytest.mark.parametrize("scalar", ["", "~", "null", "Null", "NULL"])
def test_an_empty_value_is_none(scalar: str) -> None:
    assert parsed(f"a: {scalar}").data == {"a": None}


@pytest.mark.parametrize("scalar", ["'null'", '"~"', "!!str null", "! null", "''"])
def test_a_quoted_null_is_a_text_unless_a_tag_leaves_it_plain(scalar: str) -> None:
    value = parsed(f"a: {scalar}").data["a"]
    assert value == (scalar.strip("'\"") if scalar[0] in "'\"" else None)


def test_a_key_given_twice_names_the_line_of_the_first() -> None:
    file = parsed("a: 1\nb: 2\na: 3\n")
    (problem,) = file.problems
    assert (problem.code, spot(problem), under_caret(problem)) == ("duplicate-key", (3, 1), "a")
    assert "line 1" in problem.hint
    assert file.data["a"] == "1"


def test_two_faults_of_a_file_are_told_in_one_run() -> None:
    assert [problem.code for problem in parsed("a: 1\na: 2\nb: !x 3\nc: 4 #5\n").problems] == [
        "duplicate-key",
        "unknown-tag",
        "hash-in-text",
    ]


def test_a_duplicate_key_is_told_even_where_a_later_line_is_no_yaml() -> None:
    with pytest.raises(BriefError) as caught:
        parsed("a: 1\na: 2\nb: @x\n")
    assert [problem.code for problem in caught.value.problems] == ["duplicate-key", "syntax"]


@pytest.mark.parametrize("key", ["? [a, b]\n: c", "? {a: b}\n: c", "~: c", "'': c"])
def test_a_key_that_is_no_word_is_refused_and_not_kept(key: str) -> None:
    file = parsed(key)
    assert [problem.code for problem in file.problems] == ["bad-key"]
    assert file.data == {}


@pytest.mark.parametrize("text", ["a: !!python/object:os.system x", "a: !x {b: c}", "a: !!int 5", "a: !!binary x"])
def test_a_tag_has_no_meaning(text: str) -> None:
    (problem,) = parsed(text).problems
    assert problem.code == "unknown-tag"
    assert under_caret(problem).startswith("!")


@pytest.mark.parametrize(("opens", "closes"), [("[", "]"), ("{a: ", "}")])
def test_nesting_ends_at_sixty_levels(opens: str, closes: str) -> None:
    parsed(opens * MAX_DEPTH + closes * MAX_DEPTH)
    problem = refused(opens * (MAX_DEPTH + 1) + closes * (MAX_DEPTH + 1))
    assert problem.code == "too-deep"
    assert spot(problem) == (1, len(opens) * MAX_DEPTH + 1)


def test_a_hundred_thousand_open_brackets_are_refused_at_once() -> None:
    assert refused("[" * 100_000).code == "too-deep"


def test_aliases_do_not_multiply_beyond_the_limit() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    problem = refused("\n".join(lines))
    assert problem.code == "too-many-values"
    assert f"{MAX_NODES:,}" in problem.message


def test_an_alias_of_a_long_text_weighs_as_much_as_the_text() -> None:
    assert refused(f"a: &a {'x' * 100_000}\nb: [{'*a, ' * 300}]").code == "too-many-values"


def test_an_alias_shares_the_value_and_its_place() -> None:
    file = parsed("a: &x {b: c}\nd: *x\n")
    assert file.data["d"] == {"b": "c"}
    assert file.place(("d", "b")).line == 1


@pytest.mark.parametrize(
    ("text", "words"), [("a: &a [*a]", "inside itself"), ("a: &a {b: *a}", "inside itself"), ("a: *b", "nothing")]
)
def test_an_alias_that_leads_nowhere_is_refused(text: str, words: str) -> None:
    problem = refused(text)
    assert problem.code == "bad-alias"
    assert words in problem.message
    assert under_caret(problem).startswith("*")


def test_a_merge_key_lends_what_is_not_given() -> None:
    file = parsed("x: &x {a: 1, b: 2}\ny:\n  <<: [*x, {a: 3, c: 4}]\n  b: 5\n")
    assert file.data["y"] == {"b": "5", "a": "1", "c": "4"}
    assert str(file.place(("y", "a"))) == "b.yaml:1:11"
    assert str(file.place(("y", "b"))) == "b.yaml:4:6"


def test_a_merge_key_that_lends_nothing_stays_a_key() -> None:
    assert parsed("<<: x").data == {"<<": "x"}


@pytest.mark.parametrize("text", ["", "\n\n", "# only this\n", "---\n", "~", "---\n# nothing\n"])
def test_a_file_without_a_value_is_empty(text: str) -> None:
    problem = refused(text)
    assert problem.code == "empty-file"
    assert spot(problem) == (1, 1)


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "--- a\n--- b\n", "a: 1\n...\n---\nb: 2"])
def test_a_second_document_is_refused(text: str) -> None:
    problem = refused(text)
    assert problem.code == "several-documents"
    assert under_caret(problem) == "---"


def test_a_file_of_more_than_five_megabytes_is_not_read(tmp_path: Path) -> None:
    assert refused(b"#" * (MAX_BYTES + 1), tmp_path).code == "too-big"


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ("title: x\n".encode("utf-16"), (1, 1)),
        ("a: b\ntitle: café".encode("latin-1"), (2, 11)),
        ("ž: é".encode() + b"\xe9", (1, 5)),
        (b"\xef\xbb\xbfa: \xe9", (1, 4)),
        (b"a: \xed\xa0\xbd", (1, 4)),
    ],
    ids=["utf-16", "latin-1", "after wide characters", "after a BOM", "a lone surrogate"],
)
def test_a_file_that_is_not_utf8_is_refused_at_its_first_wrong_character(
    raw: bytes, place: tuple[int, int], tmp_path: Path
) -> None:
    problem = refused(raw, tmp_path)
    assert (problem.code, spot(problem)) == ("not-utf8", place)


def test_utf16_without_a_mark_is_refused(tmp_path: Path) -> None:
    assert refused("title: x\n".encode("utf-16-le"), tmp_path).code == "not-utf8"


def test_a_byte_order_mark_moves_no_column(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\n")
    file = read_yaml(path)
    assert file.data == {"a": "b"}
    assert file.place(("a",)).column == 4


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_as_one(newline: str) -> None:
    file = parsed(newline.join(["a: b", "c: |", "  d", "  e", "f: g", ""]))
    assert file.data == {"a": "b", "c": "d\ne\n", "f": "g"}
    assert str(file.place(("f",))) == "b.yaml:5:4"
    assert file.place(("f",)).source == "f: g"


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x0c", "\ufffe", "\ud800"])
def test_a_control_character_is_refused_where_it_stands(character: str) -> None:
    problem = refused(f"a: b\nc: d{character}e\n")
    assert (problem.code, spot(problem)) == ("control-character", (2, 5))
    assert f"U+{ord(character):04X}" in problem.message


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_control_character_is_found_under_every_line_end(newline: str) -> None:
    assert spot(refused(f"a: b{newline}c: \x08")) == (2, 4)


@pytest.mark.parametrize("escape", [r"\0", r"\x1b", r"\a", r"\uFFFE"])
def test_an_escape_brings_in_no_control_character(escape: str) -> None:
    (problem,) = parsed(f'a: "b{escape}"').problems
    assert problem.code == "control-character"


TRAPS = {
    "a tab": ("a:\n\t- b\n", (2, 1), "indent with spaces"),
    "a tab between": ("a:\n  - b: c\n\td: e\n", (3, 1), "indent with spaces"),
    "a citation first": ("a: [@key] says so\n", (1, 5), "citation"),
    "a bare @": ("a: @key says so\n", (1, 4), "citation"),
    "emphasis first": ("a: **Never** again\n", (1, 5), "begins with *"),
    "a backtick": ("a: `x`\n", (1, 4), "begins with `"),
    "a percent sign": ("a: %x\n", (1, 4), "begins with %"),
    "a colon in a title": ("title: Baltic: the next winter\n", (1, 14), "colon"),
    "an open quotation mark": ("a: 'b\nc: d\n", (1, 4), "close it"),
    "an open bracket": ("a: [b, c\nd: e\n", (1, 4), "close it"),
    "an open brace": ("a: {b: c\nd: e\n", (1, 4), "close it"),
    "a text after a quotation": ('a: "b" c\n', (1, 8), "whole text"),
    "a text after a bracket": ("a: [see @b] c\n", (1, 13), "whole text"),
    "a text beside >": ("a: > b\n", (1, 6), "next line"),
    "a lonely line": ("a: b\nlonely\nc: d\n", (2, 1), "indented too little"),
    "a line too far out": ("a:\n  b: c\n d: e\n", (3, 2), "indentation"),
}


@pytest.mark.parametrize(("text", "place", "hint"), TRAPS.values(), ids=TRAPS.keys())
def test_a_trap_of_yaml_has_a_hint_of_its_own(text: str, place: tuple[int, int], hint: str) -> None:
    problem = refused(text)
    assert (problem.code, spot(problem)) == ("syntax", place)
    assert hint in problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "a: War in the #Baltic region",
        "a: b #todo",
        "a: five words and more of them # 3 is the number",
        "a: two\n  lines #here",
    ],
)
def test_a_hash_that_swallows_text_is_a_warning(text: str) -> None:
    (problem,) = parsed(text).problems
    assert (problem.code, problem.severity) == ("hash-in-text", "warning")
    assert under_caret(problem) == text.splitlines()[-1].partition("#")[1] + text.rpartition("#")[2]


@pytest.mark.parametrize(
    "text",
    [
        "a: b # a comment",
        "a: A whole sentence that ends with a stop. # a comment",
        "a: 'x #y'",
        "a: >\n  x #y",
        "a: C#",
    ],
)
def test_a_hash_that_is_meant_is_no_warning(text: str) -> None:
    assert parsed(text).problems == ()


@pytest.mark.parametrize(
    ("steps", "place", "length"),
    [
        (("a",), (1, 1), 1),
        (("a", 0), (2, 5), 1),
        (("a", 1, "b"), (3, 8), 1),
        (("a", 1), (3, 5), 4),
        (("a", 9, "b"), (1, 1), 1),
        (("none",), (1, 1), 2),
        ((), (1, 1), 2),
    ],
)
def test_a_path_leads_to_its_value_or_to_what_is_around_it(
    steps: tuple[Any, ...], place: tuple[int, int], length: int
) -> None:
    found = parsed("a:\n  - x\n  - b: y\n").place(steps)
    assert ((found.line, found.column), found.length) == (place, length)


def test_a_path_may_name_the_one_item_that_stands_for_a_list() -> None:
    file = parsed("findings:\n  text: x\n")
    assert str(file.place(("findings", 0, "text"))) == "b.yaml:2:9"


@pytest.mark.parametrize(
    "text",
    [
        "a: >\n  some words\n  and ž 𝔸 日本 word here\nb: word\n",
        "a: |\n  x\n\n  ž 𝔸 日本 word\n",
        'a: "ž 𝔸\n  日本 word"\n',
    ],
)
def test_a_word_is_found_inside_a_text_of_several_lines(text: str) -> None:
    place = parsed(text).place(("a",), word="word")
    assert place.source[place.column - 1 :][: place.length] == "word"
    assert place.source.split("word")[0].strip()


@pytest.mark.parametrize(
    "text", ["a: >\n  these\n  two  words\n", "a: >\n  these two\n  words\n", "a: these two\n  words"]
)
def test_words_are_found_where_a_line_ends_between_them(text: str) -> None:
    place = parsed(text).place(("a",), word="two words")
    assert place.source[place.column - 1 :].startswith("two")
    assert place.length == len("two  words" if "two  words" in text else "two")


def test_a_word_is_not_looked_for_behind_its_value() -> None:
    assert parsed("{a: x, b: word}").place(("a",), word="word").column == 5


def test_a_part_of_a_longer_word_is_not_the_word() -> None:
    place = parsed("a: see @review-2 and @review.").place(("a",), word="@review")
    assert (place.column, place.length) == (22, 7)


def test_columns_count_characters_not_bytes() -> None:
    file = parsed('{"日本 𝔸": {ž: b, "ą": c}}')
    assert file.place(("日本 𝔸", "ą")).column == 22


def test_a_file_on_one_line_is_read_in_a_moment() -> None:
    start = time.process_time()
    parsed("{" + ", ".join(f"k{n}: [a, b]" for n in range(20_000)) + "}")
    assert time.process_time() - start < 10
