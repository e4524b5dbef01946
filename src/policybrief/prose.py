"""Markdown in text fields: what it may hold, the citations and links in it, and safe HTML."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup, escape

MAX_NESTING = 20
"""Levels of lists, quotations and emphasis together."""

KEY = r"\w(?:[\w:./-]*\w)?"
SCHEMES = ("https://", "http://", "mailto:")
_CITE = re.compile(rf"(?P<prefix>.*?)(?:(?<=\s)|^)(?P<minus>-?)@(?P<key>{KEY})(?P<suffix>.*)", re.DOTALL)
_GROUP = re.compile(r"\[([^\[\]]*)\](?!\()")
# What an author took for a citation: a mail address, code and `\@` are none.
_STRAY_KEY = re.compile(r"(?<![\w.\\])@+\w")
_STRAY = re.compile(rf"\[[^\[\]`]*?{_STRAY_KEY.pattern}[^\[\]]*\]?")
_MARKUP = re.compile(r"[*_`\\&<]")
_ITEM_LINK = re.compile(r"\[\]\(#([\w.-]+)\)")


class Cite(NamedTuple):
    """One source in a citation: `[see @key, p. 12]` has the prefix `see` and the suffix `, p. 12`."""

    key: str
    prefix: str = ""
    suffix: str = ""
    author_suppressed: bool = False


Citation = tuple[Cite, ...]
"""All that stands in one pair of brackets: `[@a; @b, ch. 3]`."""


class Fault(NamedTuple):
    """What a text may not hold; `word` is the part of it to point at."""

    code: str
    message: str
    hint: str
    word: str = ""


def citations(text: str, *, block: bool = True) -> list[Citation]:
    """The citations of a text, in order; brackets without a source key are text."""
    return [token.meta["citation"] for token in _leaves(text, block) if token.type == "citation"]


def item_links(text: str, *, block: bool = True) -> list[str]:
    """The ids that a text points to, in `[](#T1)` and in `[words](#T1)`."""
    return [target for token in _leaves(text, block) if (target := _item_target(token))]


def faults(text: str, *, block: bool) -> Iterator[Fault]:
    """What the kind of text does not allow: headings, pictures, code, links with a scheme that is not known as safe.

    Brackets with a key in them that are no citation are a fault too, so that no source is lost without a word.
    """
    if not block:
        yield from _more_than_a_paragraph(text)
    depth = 0
    for token in _walk(_parse(text, block)):
        if token.type in _NOT_ALLOWED:
            what, hint, word = _NOT_ALLOWED[token.type]
            yield Fault("markup", f"holds {what}", hint, word)
        elif token.type == "stray":
            yield Fault(
                "citation", f"holds '{token.meta['word']}', which is no citation", _CITE_HINT, token.meta["word"]
            )
        elif token.type == "text" and "](" in token.content and not stray_citations(text, block=block):
            hint = "write [words](https://example.org) without blanks in it; a citation stands beside a link, not in it"
            yield Fault("markup", "holds a link that is none", hint, "](")
        elif token.type == "link_open" and not _is_safe(str(token.attrs["href"])):
            message = f"links to '{token.attrs['href']}'"
            word = re.sub(":.*", ":", str(token.attrs["href"]), flags=re.DOTALL)
            yield Fault("link-scheme", message, "a link begins with https://, http:// or mailto:, or is (#F1)", word)
        depth += token.nesting if token.tag in _NESTED else 0
        if depth > MAX_NESTING:
            yield Fault("nested-too-deep", f"nests deeper than {MAX_NESTING} levels", "write it in fewer levels")
            return


def stray_citations(text: str, *, block: bool = True) -> list[str]:
    """What is between brackets with a key in it, and yet no citation: `[@a; p. 3]`."""
    return [token.meta["word"] for token in _leaves(text, block) if token.type == "stray"]


def to_html(text: str, marks: Sequence[Markup] = (), labels: Mapping[str, str] = {}, *, block: bool) -> Markup:
    """Safe HTML. `marks` stand in for the citations, in order; `labels` print for `[](#T1)`, by id."""
    env = {"marks": iter(marks), "labels": labels}
    parser = _parser()
    html = parser.renderer.render(list(_parse(text, block)), parser.options, env)
    return Markup(html.strip())


def item_link(item_id: str, label: str) -> Markup:
    """A link to an item of the same page."""
    return Markup('<a class="item-link" href="#{}">{}</a>').format(item_id, label)


def plain(text: str, *, block: bool = False) -> str:
    """The words of a text alone, without markup and citations, for names of few words and for metadata.

    An item link gives its id. A Plain text is its words already: `part.bare` takes any kind.
    """
    words = "\n".join("".join(map(_word, token.children or ())) for token in _parse(text, block))
    return " ".join(re.sub(rf"\s*{_CITED}", "", words).split())


def letters(text: str, *, block: bool) -> str:
    """All that a text prints as its author wrote it: its words, and its citations in their brackets."""
    return "".join(token.content for token in _leaves(text, block))


_HEADING = ("a heading", "headings belong to the parts; use sections: for free prose", "#")
_NOT_ALLOWED = {
    "heading_open": _HEADING,
    "image": ("a picture", "pictures are drawn from the data; see figures:", "!["),
    "fence": ("a code block", "indent less, or delete the marks", "```"),
    "code_block": ("a code block", "indent the line less than four blanks", ""),
    "hr": ("a rule", "leave an empty line instead", ""),
}


_CITE_HINT = "write [@key], [@key, p. 12] or [@a; @b], a key in each part between semicolons; for other brackets \\["
_NESTED = {"blockquote", "li", "em", "strong"}


def _more_than_a_paragraph(text: str) -> Iterator[Fault]:
    """What begins with a dash or a number and goes on as one paragraph is a sentence: `2024. A year`."""
    if "\n" not in text and not text.startswith("#"):
        return
    blocks = _parse(text, True)
    if any(token.type == "heading_open" for token in blocks):
        what, hint, word = _HEADING
        yield Fault("markup", f"holds {what}", hint, word)
    elif sum(token.type in ("inline", "fence", "code_block", "hr") for token in blocks) > 1:
        yield Fault("markup", "holds more than one paragraph", "one paragraph here, without lists and tables")


_CITED = "\0"
"""Stands for a citation, which goes with the blank before it: no text holds it."""


def _word(token: Token) -> str:
    if token.type == "citation":
        return _CITED
    if token.type in ("text", "code_inline", "text_special", "item_link", "stray"):
        return token.content
    return " " if token.type in ("softbreak", "hardbreak") else ""


def _leaves(text: str, block: bool) -> Iterator[Token]:
    """The tokens of running text, without those of the blocks around them."""
    for token in _parse(text, block):
        yield from token.children or ()


def _walk(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.children or [])


@lru_cache(maxsize=2048)
def _parse(text: str, block: bool) -> Sequence[Token]:
    """A text is asked for its faults, its citations and its links before it is printed: nobody changes its tokens."""
    return _parser().parse(text) if block else _parser().parseInline(text)


@cache
def _parser() -> MarkdownIt:
    # Beyond maxNesting the parser drops text; a list takes two of its levels.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 2 * MAX_NESTING + 4}).enable("table")
    # `[@key]: words` would be a definition, and vanish.
    parser.disable("reference")
    # Every link is parsed, so that an unsafe one can be named; the renderer lets no unsafe one through.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "citation", _citation_rule)
    parser.inline.ruler.before("link", "item_link", _item_link_rule)
    parser.inline.ruler.after("link", "stray", _stray_rule)
    rules = {"citation": _render_citation, "item_link": _render_item_link, "stray": _render_content}
    rules |= {
        "link_open": _render_link_open,
        "table_open": _render_table_open,
        "table_close": _render_table_close,
        "th_open": _render_cell_open,
        "td_open": _render_cell_open,
        "image": _render_content,
    }
    for name, rule in rules.items():
        parser.add_render_rule(name, rule)
    return parser


def _citation_rule(state: StateInline, silent: bool) -> bool:
    match = _GROUP.match(state.src, state.pos)
    cites = [_CITE.fullmatch(part) for part in match[1].split(";")] if match and "@" in match[1] else []
    if not match or not cites or not all(map(_is_whole, cites)):
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[0]
        token.meta["citation"] = tuple(_cite(cite) for cite in cites if cite)
    state.pos = match.end()
    return True


def _is_whole(match: re.Match[str] | None) -> bool:
    """Whether it is the citation of one source, with no further key in the words around it."""
    return match is not None and not any(_STRAY_KEY.search(match[side]) for side in ("prefix", "suffix"))


def _cite(match: re.Match[str]) -> Cite:
    sides = (" ".join(match[side].split()) for side in ("prefix", "suffix"))
    prefix, suffix = (plain(side) if _MARKUP.search(side) else side for side in sides)
    return Cite(match["key"], prefix, suffix, bool(match["minus"]))


def _stray_rule(state: StateInline, silent: bool) -> bool:
    """The open bracket of what was meant for a citation, for `faults` to name; it prints as it is written."""
    match = _STRAY.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("stray", "", 0)
        token.content, token.meta["word"] = "[", match[0].rstrip()
    state.pos += 1
    return True


def _item_link_rule(state: StateInline, silent: bool) -> bool:
    match = _ITEM_LINK.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("item_link", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _item_target(token: Token) -> str:
    if token.type == "item_link":
        return token.content
    href = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
    return href[1:] if href.startswith("#") else ""


def _is_safe(href: str) -> bool:
    return href.lower().startswith(SCHEMES) or bool(re.fullmatch(r"#[\w.-]+", href))


def _render_citation(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return str(next(env["marks"], escape(tokens[index].content)))


def _render_item_link(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    target = tokens[index].content
    return str(item_link(target, env["labels"].get(target, target)))


def _render_link_open(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    href = str(tokens[index].attrs["href"])
    return str(Markup('<a href="{}">').format(href)) if _is_safe(href) else "<a>"


def _render_content(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return str(escape(tokens[index].content))


def _render_table_open(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return '<div class="scroller" role="group" aria-label="Table" tabindex="0"><table class="prose-table">\n'


def _render_cell_open(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """The parser sets a column with style="", which the policy of the page forbids."""
    side = str(tokens[index].attrs.get("style", "")).removeprefix("text-align:")
    return f'<{tokens[index].tag} class="to-{side}">' if side else f"<{tokens[index].tag}>"


def _render_table_close(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</table></div>\n"
