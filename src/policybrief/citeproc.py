"""Citations set by pandoc's citeproc: keys and plain CSL-JSON in, safe HTML of marks, notes and entries out."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from policybrief.csl import citation_format, default_style, merged_style
from policybrief.locators import english_labels
from policybrief.pandoc import run_pandoc
from policybrief.prose import Cite

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Formatted:
    """Marks in the order of their groups, note i for mark i, and entries in the order of the bibliography.

    Only a note style has notes. Only a numeric one is `numbered`: the place of an entry, from 1, is then its number,
    which the entry itself leaves to the page.
    """

    marks: tuple[Markup, ...]
    notes: tuple[Markup, ...]
    entries: tuple[tuple[str, Markup], ...]
    note_style: bool
    numbered: bool = False


def format_citations(
    groups: Sequence[Sequence[Cite]], sources: Mapping[str, Mapping[str, object]], style: Path, locale: str = "en-GB"
) -> Formatted:
    """Every citation of a text, in one run of pandoc.

    `sources` holds CSL-JSON without ids, for every key that is cited at least. Fails with `StyleError` where the style
    is no CSL, and with `PandocError` where pandoc refuses the style or a source.
    """
    form = citation_format(style)
    # Pandoc sees c1, c2 ...: a key of the author's may hold anything.
    names = {key: f"c{number}" for number, key in enumerate(_cited_keys(groups), 1)}
    items = [_item(name, sources[key]) for key, name in names.items()]
    merged = merged_style(style, locale)
    labels = english_labels(merged) if any(cite.suffix for group in groups for cite in group) else {}
    blocks = _citeproc([_paragraph(group, names, labels) for group in groups], items, merged)
    writer = _Writer({f"#ref-{name}": key for key, name in names.items()}, numbered=form == "numeric")
    texts = [writer.text([block]) for block in blocks[: len(groups)]]
    if 'punctuation-in-quote="true"' in merged:
        texts = [_drawn_into_quotes(text) for text in texts]
    texts = [text or _plain_links(group) for text, group in zip(texts, groups, strict=True)]
    printed = writer.entries(blocks[len(groups) :])
    left_out = [key for key in names if not printed.get(key)]
    entries = printed | _own_entries(left_out, sources, style, locale)
    note_style = form == "note"
    return Formatted(
        marks=tuple(_mark(number, None if note_style else text) for number, text in enumerate(texts, 1)),
        notes=tuple(texts) if note_style else (),
        entries=tuple(entries.items()),
        note_style=note_style,
        numbered=form == "numeric",
    )


def anchor(key: str) -> str:
    """A key as part of an id or a link: `source-` + anchor(key). Letters, digits and `:.-` stay, the rest is spelt."""
    return re.sub(r"[^A-Za-z0-9_:.-]", lambda found: f"_{ord(found[0]):x}_", key)


# To pandoc


def _cited_keys(groups: Iterable[Iterable[Cite]]) -> list[str]:
    return list(dict.fromkeys(cite.key for group in groups for cite in group))


def _item(name: str, source: Mapping[str, object]) -> dict[str, object]:
    literal = {field: _hidden(value, field) if isinstance(value, str) else value for field, value in source.items()}
    # Without a language citeproc takes a title for English, and some styles then write It Like This.
    return {"language": "und", **literal, "id": name}


_LESS_THAN = "\ue000"
"""Stands for `<` while pandoc has a text, which would take `<b>` for bold print; reading lets no author write it."""


def _hidden(text: str, field: str) -> str:
    literal = text.replace("<", _LESS_THAN)
    # Chicago would begin an address that is given as the shelf of an archive with "Https:".
    is_address = field == "archive_location" and text.startswith(("http://", "https://"))
    return f'<span class="nocase">{literal}</span>' if is_address else literal


def _paragraph(group: Iterable[Cite], names: Mapping[str, str], labels: Mapping[str, str]) -> Node:
    citations = [
        {
            "citationId": names[cite.key],
            "citationPrefix": _inlines(cite.prefix),
            "citationSuffix": _inlines(_in_its_language(cite.suffix, labels)),
            "citationMode": {"t": "SuppressAuthor" if cite.author_suppressed else "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for cite in group
    ]
    return {"t": "Para", "c": [{"t": "Cite", "c": [citations, []]}]}


_ROMAN = r"(?=[ivxlcdm])m*(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})(?!\w)"
_LOCATOR = re.compile(
    rf"(?P<before>\s*,?\s*\{{?\s*)(?P<label>[^\W\d_]+)(?P<dot>\.\s*|\s+)(?=[^\s\d,;]*\d|{_ROMAN})", re.IGNORECASE
)
_WORDS = ("no", "v", "col")
"""Labels that mean something else without a dot: "no 3 of them", or "v 3. poglavju", Slovene for "in chapter 3"."""


def _in_its_language(suffix: str, labels: Mapping[str, str]) -> str:
    """A locator in English, such as ", p. 12", with the label of the text's language, as pandoc knows no other."""
    found = _LOCATOR.match(suffix)
    word = found["label"].lower() if found else ""
    if not found or word not in labels or (word in _WORDS and not found["dot"].startswith(".")):
        return suffix
    return f"{found['before']}{labels[word]} {suffix[found.end() :]}"


def _inlines(text: str) -> list[Node]:
    words = re.split(r"(\s+)", text)
    return [{"t": "Space"} if word.isspace() else {"t": "Str", "c": word} for word in words if word]


def _citeproc(blocks: Sequence[Node], items: Sequence[Mapping[str, object]], style: str) -> Sequence[Node]:
    """The blocks with their citations set, and after them the bibliography."""
    document = {
        "pandoc-api-version": _api_version(),
        "meta": {"link-citations": {"t": "MetaBool", "c": True}},
        "blocks": blocks,
    }
    with TemporaryDirectory(prefix="policybrief-") as folder:
        csl, bibliography = Path(folder, "style.csl"), Path(folder, "sources.json")
        csl.write_text(style, "utf-8")
        bibliography.write_text(json.dumps(items), "utf-8")
        options = ["--from=json", "--to=json", "--sandbox", "--citeproc"]
        answer = run_pandoc([*options, f"--csl={csl}", f"--bibliography={bibliography}"], json.dumps(document))
    result: list[Node] = json.loads(answer)["blocks"]
    return result


@cache
def _api_version() -> list[int]:
    """Pandoc reads only JSON of its own version, and says which that is on an empty document, in 10 ms."""
    version: list[int] = json.loads(run_pandoc(["--from=markdown", "--to=json"], ""))["pandoc-api-version"]
    return version


# From pandoc

_FRAMES = {
    "Emph": Markup("<i>{}</i>"),
    "Strong": Markup("<b>{}</b>"),
    "Superscript": Markup("<sup>{}</sup>"),
    "Subscript": Markup("<sub>{}</sub>"),
    "Strikeout": Markup("<s>{}</s>"),
    "Underline": Markup("<u>{}</u>"),
    "SmallCaps": Markup('<span class="small-caps">{}</span>'),
    "DoubleQuote": Markup("“{}”"),
    "SingleQuote": Markup("‘{}’"),
    "Para": Markup("{}"),
    "Plain": Markup("{}"),
}
_NUMBER = re.compile(r"\W*\d+\W*")
_COMMA_AND_STOP = re.compile(r",((?:</\w+>)*\.)(?!\.)")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Pandoc's tree as HTML. `keys` holds the source that each internal link stands for."""

    keys: Mapping[str, str]
    numbered: bool

    def entries(self, blocks: Iterable[Node]) -> dict[str, Markup]:
        """The text of each entry in pandoc's bibliography, by key."""
        divs = (div["c"] for bibliography in blocks for div in bibliography["c"][1])
        return {self.keys[f"#{attributes[0]}"]: self.text(content) for attributes, content in divs}

    def text(self, blocks: Iterable[Node]) -> Markup:
        """Where a style ends a part with a comma and the whole with a stop, the stop alone stays."""
        return Markup(_COMMA_AND_STOP.sub(r"\1", self.blocks(blocks)))

    def blocks(self, blocks: Iterable[Node]) -> Markup:
        return Markup(" ").join(map(self.node, blocks)).strip()

    def inlines(self, nodes: Iterable[Node]) -> Markup:
        return Markup("").join(map(self.node, nodes))

    def node(self, node: Node) -> Markup:
        kind: str = node["t"]
        content: Any = node.get("c")
        match kind, content:
            case ("Str", text) | ("Code", [_, text]):
                return escape(text.replace(_LESS_THAN, "<"))
            case (("Space" | "SoftBreak"), _):
                return Markup(" ")
            case "LineBreak", _:
                return Markup("<br>")
            case "Quoted", [quotes, nodes]:
                return _FRAMES[quotes["t"]].format(self.inlines(nodes))
            case "Span", [attributes, nodes]:
                return self._span(attributes[1], self.inlines(nodes))
            case "Div", [attributes, blocks]:
                return self._span(attributes[1], self.blocks(blocks))
            case "Link", [_, nodes, [target, _]]:
                return self._link(nodes, target)
            case "Cite", [_, nodes]:
                return self.inlines(nodes)
            case "Note", blocks:
                return self.blocks(blocks)
        return _FRAMES[kind].format(self.inlines(content))

    def _span(self, classes: Iterable[str], text: Markup) -> Markup:
        """Citeproc's own classes stay, such as csl-indent; a number in the margin is left to the page."""
        if self.numbered and "csl-left-margin" in classes and _NUMBER.fullmatch(text):
            return Markup("")
        kept = " ".join(name for name in classes if name.startswith("csl-"))
        return Markup('<span class="{}">{}</span>').format(kept, text) if kept else text

    def _link(self, nodes: Sequence[Node], target: str) -> Markup:
        """A full note is one link with the work's own address inside: HTML wants them side by side."""
        target = target.replace(_LESS_THAN, "<")
        key = self.keys.get(target)
        href = f"#source-{anchor(key)}" if key else target
        if not key and not _is_safe(target):
            return self.inlines(nodes)
        runs = ((nested, self.inlines(run)) for nested, run in groupby(nodes, _holds_link))
        return Markup("").join(text if nested else _a(href, text) for nested, text in runs)


_AFTER_QUOTES = re.compile(r"(?<=(.))(’?”)((?:</\w+>)+)([.,])")


def _drawn_into_quotes(text: Markup) -> Markup:
    """American commas and stops stand inside quotation marks; pandoc leaves them behind where a link ends with one."""
    return Markup(_AFTER_QUOTES.sub(_point_inside, text))


def _point_inside(found: re.Match[str]) -> str:
    before, quotes, tags, point = found.groups()
    return ("" if before in ".,?!" else point) + quotes + tags


def _a(href: str, text: Markup) -> Markup:
    words = text.rstrip()
    return Markup('<a href="{}">{}</a>{}').format(href, words, text[len(words) :])


def _holds_link(tree: object) -> bool:
    if isinstance(tree, dict):
        return tree.get("t") == "Link" or _holds_link(tree.get("c"))
    return isinstance(tree, list) and any(map(_holds_link, tree))


def _is_safe(url: str) -> bool:
    """Pandoc puts https:// before a scheme it does not know: the port of `https://javascript:alert(1)` is no number."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme == "mailto" or (parts.scheme in {"http", "https"} and bool(host))


# What citeproc leaves empty, and what stands in the running text


def _plain_links(group: Iterable[Cite]) -> Markup:
    return Markup(", ").join(_a(f"#source-{anchor(cite.key)}", escape(cite.key)) for cite in group)


def _own_entries(
    keys: Sequence[str], sources: Mapping[str, Mapping[str, object]], style: Path, locale: str
) -> dict[str, Markup]:
    """Some styles have no bibliography, and Chicago keeps speeches and posts out of it: our default style sets them."""
    if not keys or style == default_style():
        return {key: escape(str(sources[key].get("title") or key)) for key in keys}
    return dict(format_citations([[Cite(key)] for key in keys], sources, default_style(), locale).entries)


def _mark(number: int, text: Markup | None) -> Markup:
    """Without a text the mark is the number of its note."""
    inner = Markup('<a href="#note-{0}" role="doc-noteref">{0}</a>').format(number) if text is None else text
    return Markup('<span class="cite" id="cite-{}">{}</span>').format(number, inner)
