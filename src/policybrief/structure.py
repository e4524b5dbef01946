"""The tags of a PDF as a tree of nodes: from the elements of the page, and the pieces in which they were printed.

The tree follows the page and not the paper: what runs over several pages is one, and stands where it is read.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias
from xml.etree.ElementTree import Element

from policybrief.headers import Cell, cells_of, headers
from policybrief.linkwords import HEADINGS, classes, parents_of, words
from policybrief.pieces import Hotspot, Piece, Pieces

Kids: TypeAlias = "list[Node | Piece | Hotspot]"
Value = str | int | Sequence[str] | Sequence[float]


@dataclass(slots=True)
class Node:
    """A structure element of PDF 1.7 (ISO 32000-1, 14.7 and 14.8); `name` is its ID.

    `traits` are its attributes by owner; a value that begins with a slash is a name of PDF.
    """

    role: str
    kids: Kids
    language: str = ""
    alt: str = ""
    actual: str = ""
    expansion: str = ""
    name: str = ""
    traits: dict[str, dict[str, Value]] = field(default_factory=dict)

    def nodes(self) -> Iterator["Node"]:
        """Itself and all nodes below, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes()


def structure(root: Element, pieces: Pieces) -> tuple[Node, list[str]]:
    """The tree of the page, and what is amiss with it. What says nothing is put to the furniture of `pieces`."""
    _set_aside(root, pieces)
    body = root.find("body")
    assert body is not None, "the parser gives every page a body"
    scribe = _Scribe(pieces, parents_of(root))
    tree = Node("Document", _in_paragraphs(scribe.contents(body)))
    placed = sum(isinstance(kid, Piece) for node in tree.nodes() for kid in node.kids)
    assert placed == sum(map(len, pieces.of.values())), "every piece has its place"
    return tree, [*_amiss(root, pieces), *scribe.told]


def _amiss(root: Element, pieces: Pieces) -> Iterator[str]:
    if not root.get("lang"):
        yield "the page does not say its language"
    if pieces.is_faded:
        yield "opacity keeps what stands there from those who listen: give it a paler colour instead"


_PICTURES = ("img", "{http://www.w3.org/2000/svg}svg")
_ROLES = {
    "main": "Part", "article": "Art", "section": "Sect", "nav": "Sect", "blockquote": "BlockQuote", "figure": "Div",
    "p": "P", "pre": "P", "figcaption": "Caption", "caption": "Caption",
    "table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD",
    "ul": "L", "ol": "L", "dl": "L", "dt": "Lbl", "dd": "LBody",
}  # fmt: skip
_HOLDS_BLOCKS = {"Part", "Art", "Sect", "Div", "BlockQuote"}
_IN_TEXT = {
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip
_ROLES_IN_TEXT = {"Span", "Link", "Reference", "Note", "Lbl"}


def _set_aside(root: Element, pieces: Pieces) -> None:
    """The head of a table where it is printed again, and pictures that are decoration."""
    for group in (group for group in root.iter() if group.tag in ("thead", "tfoot")):
        held = [element for element in group.iter() if element in pieces.of]
        first = min((piece.page for element in held for piece in pieces.of[element]), default=0)
        for element in held:
            again = [piece for piece in pieces.of[element] if piece.page != first]
            pieces.of[element] = [piece for piece in pieces.of[element] if piece.page == first]
            pieces.furniture.update(((piece.page, piece.mark), "Header") for piece in again)
        for link in (link for link in group.iter("a") if link in pieces.hotspots):
            pieces.hotspots[link] = [spot for spot in pieces.hotspots[link] if spot.page == first]
    for picture in [element for element in pieces.of if element.tag in _PICTURES and element.get("alt") == ""]:
        pieces.furniture.update(((piece.page, piece.mark), "") for piece in pieces.of.pop(picture))


@dataclass(slots=True)
class _Scribe:
    """Makes nodes of elements. One that has no role of its own hands its kids to what it stands in."""

    pieces: Pieces
    parents: Mapping[Element, Element]
    told: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    cells: dict[Element, dict[str, Value]] = field(default_factory=dict)
    names: dict[Element, str] = field(default_factory=dict)

    def contents(self, element: Element) -> Kids:
        """Its own text, and what its children make, as they follow each other."""
        own = deque(map(_line, self.pieces.of.get(element, ())))
        kids: Kids = []
        for child in element:
            met = self.pieces.met.get(child)
            if met is None:
                continue
            while own and own[0][0] < met:
                kids.append(own.popleft()[1])
            kids += self._in_its_language(child, self._made(child))
        return [*kids, *(line for _, line in own)]

    def _in_its_language(self, element: Element, kids: Kids) -> Kids:
        language = element.get("lang", "")
        if not language or not kids:
            return kids
        first = kids[0]
        if len(kids) > 1 or not isinstance(first, Node):
            first = Node("Span" if all(map(_is_in_text, kids)) else "Div", kids)
        first.language = language
        return [first]

    def _made(self, element: Element) -> Kids:
        tag = element.tag
        if tag in _PICTURES:
            return [self._figure(element, own)] if (own := self.pieces.of.get(element)) else []
        if tag == "table":
            self._read_table(element)
        kids = self.contents(element)
        if tag == "li" or (tag in ("div", "dt", "dd") and self._is_in(element, "dl")):
            return self._item(element, kids)
        if tag in ("tr", "th", "td"):
            return [self._cell(element, kids)]
        if not kids:
            return []
        if tag in HEADINGS:
            return [Node(self._level(int(tag[1])), kids)]
        if tag in _IN_TEXT:
            return self._run(element, kids)
        return self._block(element, kids)

    def _is_in(self, element: Element, tag: str) -> bool:
        return self.parents[element].tag == tag

    def _level(self, asked: int) -> str:
        """A heading's level without gaps: below an h2, an h4 is H3, and so are those that follow it."""
        while self.levels and self.levels[-1] >= asked:
            self.levels.pop()
        self.levels.append(asked)
        return f"H{len(self.levels)}"

    def _block(self, element: Element, kids: Kids) -> Kids:
        role = _ROLES.get(element.tag, "")
        if self._is_contents(element):
            role = "TOC"
        if not role or role in _HOLDS_BLOCKS:
            kids = _in_paragraphs(kids)
        node = Node(role, kids)
        if role == "Table":
            self._table(element, node)
        if role == "L" and any(kid.role == "Lbl" for item in kids if isinstance(item, Node) for kid in item.nodes()):
            node.traits["List"] = {"ListNumbering": "/Decimal" if element.tag == "ol" else "/None"}
        return [node] if role else kids

    def _table(self, element: Element, node: Node) -> None:
        caption = element.find("caption")
        if caption is not None and caption not in self.pieces.met:
            node.traits["Table"] = {"Summary": words(caption)}
        groups = [kid for kid in node.kids if isinstance(kid, Node)]
        if all(group.role != "TBody" for group in groups):
            # PDF/UA wants a body in a table that has a head (ISO 14289-1, 7.2).
            for head in (group for group in groups if group.role == "THead"):
                head.role = "TBody"

    def _is_contents(self, element: Element) -> bool:
        """A list of contents, or one within an entry of it."""
        if element.tag != "ol":
            return False
        holder = self.parents[element]
        return holder.tag == "nav" or (holder.tag == "li" and self._is_contents(self.parents[holder]))

    def _run(self, element: Element, kids: Kids) -> Kids:
        """A piece of running text."""
        if "footnote" in classes(element):
            return [Node("Note", kids, name=element.get("id", ""))]
        if element.tag == "abbr" and (meaning := element.get("title")):
            return [Node("Span", kids, expansion=meaning)]
        if element not in self.pieces.hotspots:
            return kids
        link = Node("Link", [*kids, *self.pieces.hotspots[element]])
        if element.get("role") == "doc-noteref" or self._leads_from_contents(element):
            return [Node("Reference", [link])]
        return [Node("Lbl", [link])] if "note-number" in classes(element) else [link]

    def _leads_from_contents(self, link: Element) -> bool:
        return self._is_in(link, "li") and self._is_contents(self.parents[self.parents[link]])

    def _item(self, element: Element, kids: Kids) -> Kids:
        """An entry of a list, of the contents or of the notes."""
        if not kids:
            return []
        holder = self.parents[element]
        if self._is_contents(holder):
            return [Node("TOCI", kids)]
        if element.tag == "div":
            return [Node("LI", kids)]
        if element.tag in ("dt", "dd"):
            return [Node("LI", [Node(_ROLES[element.tag], kids)])]
        labels = [kid for kid in kids if isinstance(kid, Piece) and kid.is_label]
        rest: Kids = [kid for kid in kids if not (isinstance(kid, Piece) and kid.is_label)]
        if "note-list" in classes(holder):
            rest = [Node("Note", rest, name=element.get("id", ""))]
        label: Kids = [Node("Lbl", [*labels])] if labels else []
        return [Node("LI", [*label, Node("LBody", rest)])]

    def _cell(self, element: Element, kids: Kids) -> Node:
        """A row, or a cell, which is one when it is empty too."""
        node = Node(_ROLES[element.tag], kids, name=self.names.get(element, ""))
        if element.tag == "th" and not kids:
            node.alt = "".join(element.itertext()).strip()
        if self.cells.get(element):
            node.traits["Table"] = self.cells[element]
        return node

    def _read_table(self, table: Element) -> None:
        cells = cells_of(table)
        named = {cell.element: f"cell-{len(self.names) + n}" for n, cell in enumerate(cells, 1) if cell.scope}
        self.names |= named
        speaking = headers(cells)
        for cell in cells:
            own = [named[header] for header in speaking.get(cell.element, ())]
            self.cells[cell.element] = _traits(cell, own)

    def _figure(self, picture: Element, own: Sequence[Piece]) -> Node:
        alt = picture.get("alt") or " ".join(_sentence(said) for held in picture if (said := _told(held)))
        if not alt:
            self.told.append(f"a picture has no words for those who cannot see it: {picture.get('src', 'a drawing')}")
        return Node("Figure", [*own], alt=_sentence(alt), traits={"Layout": {"BBox": own[0].box}})


def _line(piece: Piece) -> tuple[int, "Node | Piece"]:
    """A piece, and its place in the order of all. Where a word is parted, it says what the hyphen is."""
    return piece.order, Node("Span", [piece], actual=piece.parted) if piece.parted else piece


def _told(held: Element) -> str:
    return words(held) if held.tag.rpartition("}")[2] in ("title", "desc") else ""


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def _traits(cell: Cell, own: Sequence[str]) -> dict[str, Value]:
    traits: dict[str, Value] = {"Scope": f"/{cell.scope}"} if cell.scope else {}
    if cell.rows > 1:
        traits["RowSpan"] = cell.rows
    if cell.columns > 1:
        traits["ColSpan"] = cell.columns
    if own:
        traits["Headers"] = own
    return traits


def _is_in_text(kid: "Node | Piece | Hotspot") -> bool:
    return not isinstance(kid, Node) or kid.role in _ROLES_IN_TEXT


def _in_paragraphs(kids: Kids) -> Kids:
    """Groups hold no text but in paragraphs."""
    made: Kids = []
    for is_text, run in groupby(kids, _is_in_text):
        held = list(run)
        made += [Node("P", held)] if is_text else held
    return made
