"""Markdown: what it may hold, the citations in it, and safe HTML."""

import time
from collections.abc import Callable

import pytest
from markupsafe import Markup

from policybrief import prose
from policybrief.prose import MAX_NESTING, Cite, citations, faults, item_links, to_html


def codes(text: str, *, block: bool = True) -> list[str]:
    return [fault.code for fault in faults(text, block=block)]


CITED = {
    "[@a]": [(Cite("a"),)],
    "[@a, p. 12]": [(Cite("a", suffix=", p. 12"),)],
    "[see @a; @b, ch. 3]": [(Cite("a", "see"), Cite("b", suffix=", ch. 3"))],
    "[-@a]": [(Cite("a", author_suppressed=True),)],
    "[see -@a]": [(Cite("a", "see", author_suppressed=True),)],
    "[@a p. 3; see also @b]": [(Cite("a", suffix="p. 3"), Cite("b", "see also"))],
    "[@a\n, p.  3]": [(Cite("a", suffix=", p. 3"),)],
    "[@a:b/c.d-e_f.]": [(Cite("a:b/c.d-e_f", suffix="."),)],
    "[@Яновский2024] [@ž]": [(Cite("Яновский2024"),), (Cite("ž"),)],
    "[*see* @a, p. 5\\*, \\@b]": [(Cite("a", "see", ", p. 5*, @b"),)],
    "[see me@a.lt, @a]": [(Cite("a", "see me@a.lt,"),)],
    "*so [@a]* and **[@b]**": [(Cite("a"),), (Cite("b"),)],
    "| a | b |\n|---|---|\n| x [@a] | [@b] |": [(Cite("a"),), (Cite("b"),)],
    "> - so [@a]": [(Cite("a"),)],
    "so [we think [@a] of it]": [(Cite("a"),)],
    "[[@a]]": [(Cite("a"),)],
    "[@a] (1999)": [(Cite("a"),)],
    "[@a]: so they say": [(Cite("a"),)],
}


@pytest.mark.parametrize(("text", "found"), CITED.items(), ids=CITED.keys())
def test_brackets_around_a_key_are_a_citation(text: str, found: list[tuple[Cite, ...]]) -> None:
    assert citations(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "@word",
        "mail a@b.lt or [a@b.lt]",
        r"\[@a\]",
        r"\[@a]",
        "[@]",
        "[@@a]",
        "[@a;]",
        "[@a; b]",
        "`[@a]`",
        "[@a](https://example.org)",
        "(@a)",
        "[@ a]",
    ],
)
def test_anything_else_with_an_at_sign_stays_text(text: str) -> None:
    assert citations(text) == []
    assert "@" in to_html(text, [Markup("MARK")], block=True)


LOST = {
    "a second locator": ("[@a, p. 3; p. 5]", "[@a, p. 3; p. 5]"),
    "brackets in brackets": ("so [@a, see [app]]", "[@a, see"),
    "a key beside none": ("[@a; other]", "[@a; other]"),
    "an empty part": ("[@a;]", "[@a;]"),
    "a bracket left open": ("we say [@a and so on", "[@a and so on"),
    "a comma between keys": ("[@a, @b]", "[@a, @b]"),
    "two signs": ("[@@a]", "[@@a]"),
    "a link left open": ("[@a](https://a.lt", "[@a]"),
    "a citation in a citation": ("[@a, see [@b]]", "[@a, see"),
    "in emphasis": ("*x [@a; b]*", "[@a; b]"),
    "in a table": ("| a |\n|---|\n| [@a; b] |", "[@a; b]"),
    "in the words of a link": ("[x [@a; b]](https://a.lt)", "[@a; b]"),
}


@pytest.mark.parametrize(("text", "word"), LOST.values(), ids=LOST.keys())
def test_brackets_that_fail_to_cite_are_a_fault(text: str, word: str) -> None:
    assert [(fault.code, fault.word) for fault in faults(text, block=True)] == [("citation", word)]


@pytest.mark.parametrize(
    "text",
    [
        "[write to me@example.org]",
        "[write to <mailto:me@example.org>]",
        "[@]",
        "[@ a]",
        "@word",
        "[x] @word",
        r"\[@a; b]",
        r"[the \@home project]",
        "[`@a; b`]",
        "[see @a](https://a.lt)",
        "[sic]",
        "(@a; b)",
    ],
)
def test_brackets_that_cannot_mean_a_citation_stay_text(text: str) -> None:
    assert codes(text) == []
    assert codes(text, block=False) == []


def test_brackets_that_fail_to_cite_print_as_they_are_written() -> None:
    assert to_html("*a* [@b; *c*]", block=False) == "<em>a</em> [@b; <em>c</em>]"


def test_a_definition_of_a_link_does_not_make_a_line_vanish() -> None:
    assert to_html("[note]: so it is", block=True) == "<p>[note]: so it is</p>"


def test_marks_are_filled_in_in_order() -> None:
    html = to_html("a [@x] *b [@y]*", [Markup("<b>1</b>"), Markup("<b>2</b>")], block=False)
    assert html == "a <b>1</b> <em>b <b>2</b></em>"


def test_a_citation_without_a_mark_prints_as_it_is_written() -> None:
    assert to_html("a [@x, p. <1>]", block=False) == "a [@x, p. &lt;1&gt;]"


def test_a_link_to_an_item_prints_its_label() -> None:
    html = to_html("see [](#T1), [](#T2) and [this](#T1)", labels={"T1": "Threat <1>"}, block=False)
    assert html == (
        'see <a class="item-link" href="#T1">Threat &lt;1&gt;</a>, <a class="item-link" href="#T2">T2</a> '
        'and <a href="#T1">this</a>'
    )


def test_links_to_items_are_found() -> None:
    assert item_links("[](#T1), [words](#F2), [](https://example.org/#x) and `[](#T3)`") == ["T1", "F2"]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "&#x6A;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org",
        "//example.org",
        "/path",
        "page.html",
        "",
        '#T1"onclick="x',
    ],
)
def test_a_link_with_an_unsafe_scheme_is_refused_and_never_rendered(href: str) -> None:
    text = f"[x]({href})"
    assert codes(text) == ["link-scheme"]
    assert to_html(text, block=True) == "<p><a>x</a></p>"


@pytest.mark.parametrize("href", ["https://a.lt", "http://a.lt", "HTTPS://A.LT", "mailto:a@b.lt", "#F1"])
def test_a_link_with_a_safe_scheme_is_kept(href: str) -> None:
    assert codes(f"[x]({href})") == []
    assert to_html(f"[x]({href})", block=False).casefold() == f'<a href="{href}">x</a>'.casefold()


def test_an_address_between_angles_is_a_link_of_its_scheme() -> None:
    assert codes("<https://a.lt> <a@b.lt>") == []
    assert codes("<ftp://a.lt>") == ["link-scheme"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:x">y</a>',
        "&lt;script&gt;",
        "&#60;script&#62;",
        "<!-- x --><style>",
        '[x](https://a.lt"onmouseover="x)',
        '[x](https://a.lt "a\\" onclick=\\"x")',
        "![x](javascript:x)",
        "[@a<script>]",
    ],
)
@pytest.mark.parametrize("block", [True, False])
def test_no_tag_and_no_attribute_of_the_author_reaches_the_page(text: str, block: bool) -> None:
    rest = to_html(text, block=block).removeprefix("<p>").removesuffix("</p>")
    if rest.startswith('<a href="https://a.lt'):
        assert rest.count('"') == 2
        rest = rest.partition(">")[2].removesuffix("</a>")
    assert "<" not in rest


MARKUP = {
    "a heading": "# x",
    "a heading underlined": "x\n===",
    "a second heading underlined": "x\n---",
    "a heading in a list": "- # x",
    "a picture": "![x](https://a.lt/b.png)",
    "a picture in a link": "[![x](https://a.lt/b.png)](https://a.lt)",
    "a code block": "```\nx\n```",
    "an open code block": "~~~\nx",
    "an indented code block": "a\n\n    x",
    "a rule": "a\n\n* * *",
}


@pytest.mark.parametrize("text", MARKUP.values(), ids=MARKUP.keys())
def test_headings_pictures_code_and_rules_are_refused(text: str) -> None:
    assert codes(text) == ["markup"]


def test_columns_are_set_by_classes_as_the_page_lets_no_style_in() -> None:
    html = to_html("| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | 3 |", (), {}, block=True)
    assert '<th>a</th>\n<th class="to-right">b</th>\n<th class="to-center">c</th>' in html
    assert '<td>1</td>\n<td class="to-right">2</td>' in html
    assert "style=" not in html


@pytest.mark.parametrize("text", ["- a\n- b", "1. a\n2. b", "> a", "| a |\n|---|\n| b |", "a\n\nb", "*a* **b** `c`"])
def test_paragraphs_lists_quotations_and_tables_are_blocks(text: str) -> None:
    assert codes(text) == []


PARAGRAPHS = {
    "two": "a\n\nb",
    "a list": "- a\n- b",
    "a list below words": "so:\n- a\n- b",
    "a numbered list": "1. a\n2. b",
    "a heading": "# Head",
    "a heading above words": "# Head\n\nwords",
    "a heading underlined": "Head\n---",
    "a table": "| a |\n|---|\n| b |",
    "a quotation below words": "a\n\n> b",
    "a code block": "a\n\n    b",
}


@pytest.mark.parametrize("text", PARAGRAPHS.values(), ids=PARAGRAPHS.keys())
def test_an_inline_text_is_one_paragraph(text: str) -> None:
    assert codes(text, block=False) == ["markup"]


@pytest.mark.parametrize(
    "text",
    [
        "- a",
        "1. Do this",
        "2024. A year",
        "2024. A year\nof change",
        "#5",
        "> 50 % of trade",
        "a\nb  \nc",
        "a folded text\n",
        "-",
        "* * *",
    ],
)
def test_an_inline_text_may_begin_as_a_list_does(text: str) -> None:
    assert codes(text, block=False) == []
    assert "<li>" not in to_html(text, block=False)


NESTED: dict[str, Callable[[int], str]] = {
    "quotations": lambda n: "> " * n + "x",
    "lists": lambda n: "\n".join("  " * i + "- x" for i in range(n)),
    "emphasis": lambda n: "**" * n + "x" + "**" * n,
    "quoted lists": lambda n: "> - " * (n // 2) + "x",
}


@pytest.mark.parametrize("kind", NESTED)
def test_nesting_ends_at_twenty_levels(kind: str) -> None:
    assert codes(NESTED[kind](MAX_NESTING)) == []
    assert "nested-too-deep" in codes(NESTED[kind](MAX_NESTING + 2))
    assert "nested-too-deep" in codes(NESTED[kind](100 * MAX_NESTING))


@pytest.mark.parametrize("kind", NESTED)
def test_nothing_that_is_allowed_is_dropped(kind: str) -> None:
    text = NESTED[kind](MAX_NESTING)
    assert to_html(text, block=True).count("x") == text.count("x")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**a** [@b] c", "a c"),
        ("[x](https://a.lt) `y`", "x y"),
        ("see [](#T1) and\n[](#T2).", "see T1 and T2."),
        ("so [@a; b]", "so [@a; b]"),
        ("a &amp; b", "a & b"),
        (r"\*a\*", "*a*"),
    ],
)
def test_plain_words_hold_no_markup(text: str, words: str) -> None:
    assert prose.plain(text) == words


def test_the_words_of_two_paragraphs_do_not_run_together() -> None:
    assert prose.plain("One *word* [@a].\n\n1. Two\n2. Three", block=True) == "One word. Two Three"


BOMBS = {
    "open brackets": "[" * 10_000,
    "open brackets with keys": "[@a;" * 3_000,
    "an open bracket before many keys": "[" + "@a " * 20_000,
    "many keys without a bracket": "[x @" * 3_000,
    "a bracket of signs": "[" + "@ " * 30_000 + "]",
    "a key of colons": "[@a" + ":" * 60_000 + "]",
    "pictures": "![" * 4_000,
    "stars": "*" * 60_000,
    "stars and words": "*a **a " * 8_000,
    "emphasis in emphasis": "*" * 5_000 + "a" + "*" * 5_000,
    "quotations": ">" * 60_000,
    "lists": "- " * 30_000,
    "backticks": "".join("a" + "`" * n for n in range(300)),
    "links": "[a](" * 10_000,
    "table": "|" * 30_000 + "\n" + "|-" * 15_000,
    "entities": "&#" * 30_000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    list(faults(text, block=True))
    citations(text, block=True)
    item_links(text, block=True)
    # Most take a tenth of a second; a quadratic one takes ten.
    assert time.process_time() - start < 6


def test_a_citation_in_a_link_is_a_fault() -> None:
    (fault,) = prose.faults("See [what [@a] says](https://example.org/a).", block=True)
    assert (fault.code, fault.word) == ("markup", "](")
