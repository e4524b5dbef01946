"""The page of the web made fit for paper: notes go to the foot of the page, drawings take plain colours."""

from xml.etree.ElementTree import Element, fromstring

from policybrief.paper import created, make_paper, settle, sources_data

PAGE = """<html><head><meta name="dcterms.created" content="2024-01-31"/><style class="web">b { color: red }</style>
<script id="sources-data">[{"id": "a"}]</script></head><body>
<nav><ol><li><a href="#findings">Findings</a></li><li><a href="#notes">Notes</a></li></ol></nav>
<p>One<span class="cite" id="cite-1"><a href="#note-1" role="doc-noteref">1</a></span> word, and
another<span class="cite" id="cite-2"><a href="#note-2" role="doc-noteref">2</a></span>.</p>
<svg xmlns="http://www.w3.org/2000/svg"><rect fill="var(--ink)"/><rect fill="var(--nosuch)"/></svg>
<section id="notes"><ol class="note-list">
<li id="note-1"><a class="note-number" href="#cite-1">1</a> A <i>title</i>.</li>
<li id="note-2"><a class="note-number" href="#cite-2">2</a> <a href="#source-b">Smith, <i>Arms</i></a>.</li>
</ol></section></body></html>"""


def paper(page: str = PAGE) -> Element:
    root = fromstring(page)
    make_paper(root, {"ink": "#111111"}, "p { margin: 0 }")
    return root


def found(root: Element, tag: str, **attributes: str) -> list[Element]:
    return [one for one in root.iter(tag) if all(one.get(name) == value for name, value in attributes.items())]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_a_note_stands_behind_its_mark() -> None:
    marks = {mark.get("id"): mark for mark in found(paper(), "span") if mark.get("class") == "cite"}
    assert [words(note) for note in found(marks["cite-1"], "span", id="note-1")] == ["1 A title."]
    assert [words(note) for note in found(marks["cite-2"], "span", id="note-2")] == ["2 Smith, Arms."]


def test_the_words_around_a_mark_stay_where_they_were() -> None:
    (paragraph,) = found(paper(), "p")
    assert words(paragraph) == "One11 A title. word, and another22 Smith, Arms.."


def test_the_list_of_notes_is_gone_and_with_it_the_line_in_the_contents() -> None:
    root = paper()
    assert not found(root, "section")
    assert [words(line) for line in found(root, "li")] == ["Findings"]


def test_a_note_without_a_mark_keeps_the_list() -> None:
    root = paper(PAGE.replace('<a href="#note-2" role="doc-noteref">2</a>', ""))
    assert [words(note) for note in found(root, "section")] == ["2 Smith, Arms."]


def test_drawings_take_the_colours_of_the_theme() -> None:
    painted = [one.get("fill") for one in paper().iter("{http://www.w3.org/2000/svg}rect")]
    assert painted == ["#111111", "currentColor"]


def test_styles_of_the_web_go_and_those_of_print_come() -> None:
    styles = [style.text for style in found(paper(), "style") if style.text]
    assert styles == [":root {--ink: #111111;}\np { margin: 0 }"]


def test_nothing_is_left_of_what_the_web_alone_has_but_what_stands_behind_it() -> None:
    root = paper(PAGE.replace("<p>One", '<div class="narrow"><p>Small</p></div>Behind it. <p>One'))
    assert words(found(root, "body")[0]).startswith("Findings Behind it. One")
    assert len(found(root, "div", hidden="")) == 1


def test_the_data_of_the_sources_and_the_day_are_found() -> None:
    root = fromstring(PAGE)
    assert sources_data(root) == '[{"id": "a"}]'
    assert created(root).isoformat() == "2024-01-31T00:00:00+00:00"
    bare = fromstring("<html><head/></html>")
    assert (sources_data(bare), created(bare).year) == ("", 1970)


def test_the_title_of_an_item_bears_its_name_and_the_item_ends_with_a_mark() -> None:
    article = '<article id="F1"><h3>Title</h3><h4>Another</h4></article><article id="F2"><p>None</p></article>'
    root = paper(PAGE.replace("<body>", f"<body>{article}"))
    assert [(title.tag, title.get("data-item")) for title in root.iter() if title.get("data-item")] == [("h3", "F1")]
    assert [[child.get("class") for child in item if child.tag == "div"] for item in root.iter("article")] == [
        ["item-end"],
        [],
    ]


def settled(css: str, theme: dict[str, str], body: str = "") -> str:
    root = fromstring(f"<html><head><style>{css}</style></head><body>{body}</body></html>")
    settle(root, theme)
    return root.findtext("head/style") or ""


THEME = {"ink": "#111111", "text": "var(--ink)", "far": "var(--later)", "later": "1pt"}
ROOT = ":root{--ink: #111111;--text: var(--ink);--far: var(--later);--later: 1pt;}"


def test_a_value_of_the_theme_stands_where_it_is_asked_for() -> None:
    assert settled(f"{ROOT}p {{ color: var(--text); margin: calc(2 * var(--later)) }}", THEME).endswith(
        "p { color: #111111; margin: calc(2 * 1pt) }"
    )


def test_what_is_declared_again_is_left_to_be_looked_for() -> None:
    again = f"{ROOT}p {{ color: var(--ink) }} b {{ --ink: red }}"
    assert settled(again, THEME).endswith("p { color: var(--ink) } b { --ink: red }")
    inline = settled(f"{ROOT}p {{ color: var(--ink) }}", THEME, '<p style="--ink: red"/>')
    assert inline.endswith("p { color: var(--ink) }")


def test_what_the_theme_does_not_say_is_left() -> None:
    rule = "p { color: var(--room); margin: var(--later, 2pt) var(--far) }"
    assert settled(ROOT + rule, THEME).endswith(rule)


def test_values_of_values_do_not_grow_without_end() -> None:
    theme = {"a0": "1pt"} | {f"a{step}": f"var(--a{step - 1}) " * 9 for step in range(1, 30)}
    declared = "".join(f"--a{step}: {value};" for step, (_, value) in enumerate(theme.items()))
    assert len(settled(f":root {{{declared}}} p {{ margin: var(--a29) }}", theme)) < 20_000
    assert settled(":root { --a: var(--a) } p { margin: var(--a) }", {"a": "var(--a)"}).endswith("margin: var(--a) }")
