"""The PDF that WeasyPrint wrote, with its tags: PDF/A-3a and PDF/UA-1 in one. The one place that touches pikepdf."""

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree.ElementTree import Element

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from policybrief.linkwords import Leads
from policybrief.paper import content_of
from policybrief.pieces import Hotspot, Piece, Pieces
from policybrief.structure import Node, Value, structure


def tag_pdf(printed: bytes, root: Element, pieces: Pieces) -> tuple[bytes, list[str]]:
    """The file with the tags of the page that it was printed from, and what is amiss with that page.

    The same page makes the same bytes.
    """
    tree, told = structure(root, pieces)
    with pikepdf.open(BytesIO(printed)) as pdf:
        _mark_furniture(pdf, pieces.furniture)
        _name_links(pdf, root, pieces)
        _tell_letters(pdf)
        _Writer(pdf).write(tree)
        _declare(pdf, content_of(root))
        made = BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue(), told


def count_pages(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


_MARK = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC\b")


def _mark_furniture(pdf: pikepdf.Pdf, furniture: Mapping[tuple[int, int], str]) -> None:
    """What stands on every page is no part of the text."""
    for number in sorted({page for page, _ in furniture}):

        def artifact(match: re.Match[bytes], number: int = number) -> bytes:
            kind = furniture.get((number, int(match[1])))
            if kind is None:
                return match[0]
            kinds = f"/Pagination /Subtype /{kind}" if kind else "/Layout"
            return f"/Artifact <</Type {kinds}>> BDC".encode()

        content = pdf.pages[number].obj.Contents
        content.write(_MARK.sub(artifact, content.read_bytes()))


def _name_links(pdf: pikepdf.Pdf, root: Element, pieces: Pieces) -> None:
    """Says in words where links lead; those on furniture, and those that lie on another, are taken off."""
    leads = Leads(root)
    said = {
        spot.number: leads.words(link) for link, spots in pieces.hotspots.items() if link.tag == "a" for spot in spots
    }
    for page in pdf.pages:
        kept = [note for note in page.obj.get("/Annots", ()) if note.objgen[0] in said]
        if "/Annots" in page.obj:
            page.obj.Annots = Array(kept)
        for annotation in kept:
            annotation.Contents = String(said[annotation.objgen[0]])


def _tell_letters(pdf: pikepdf.Pdf) -> None:
    """A font has one sign for two blanks, and one for two hyphens; WeasyPrint says the rarer of both.

    An address that is copied would lead nowhere, and what is looked for would not be found.
    """
    for font in pdf.pages[0].obj.Resources.get("/Font", {}).values():
        table = font.ToUnicode
        table.write(table.read_bytes().replace(b"<00a0>", b"<0020>").replace(b"<2010>", b"<002d>"))


class _Writer:
    """Writes nodes into a file as its structure tree, with the tables that lead from marks and names to them."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._held: list[dict[int, pikepdf.Object]] = [{} for _ in self._pages]
        self._clicked: list[pikepdf.Object] = []
        self._named: dict[str, pikepdf.Object] = {}

    def write(self, tree: Node) -> None:
        root = self._pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        root.K = Array([self._element(tree, root)])
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(self._numbers())))
        root.ParentTreeNextKey = len(self._pages) + len(self._clicked)
        if self._named:
            names = [part for name in sorted(self._named) for part in (String(name), self._named[name])]
            root.IDTree = self._pdf.make_indirect(Dictionary(Names=Array(names)))
        self._pdf.Root.StructTreeRoot = root

    def _element(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        element = self._pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent))
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            element.Pg = self._pages[page]
        kids = [self._kid(kid, element, page) for kid in node.kids]
        if kids:
            element.K = Array(kids)
        texts = {
            "/Lang": node.language,
            "/Alt": node.alt,
            "/ActualText": node.actual,
            "/E": node.expansion,
            "/ID": node.name,
        }
        for key, text in texts.items():
            if text:
                element[key] = String(text)
        if node.name:
            self._named[node.name] = element
        if node.traits:
            element.A = Array([_attributes(owner, traits) for owner, traits in node.traits.items()])
        return element

    def _kid(self, kid: Node | Piece | Hotspot, element: pikepdf.Object, page: int | None) -> pikepdf.Object | int:
        if isinstance(kid, Node):
            return self._element(kid, element)
        if isinstance(kid, Piece):
            self._held[kid.page][kid.mark] = element
            if kid.page == page:
                return kid.mark
            return Dictionary(Type=Name.MCR, Pg=self._pages[kid.page], MCID=kid.mark)
        annotation = self._pdf.get_object(kid.number, 0)
        annotation.StructParent = len(self._pages) + len(self._clicked)
        self._clicked.append(element)
        return Dictionary(Type=Name.OBJR, Pg=self._pages[kid.page], Obj=annotation)

    def _numbers(self) -> Iterator[pikepdf.Object | int]:
        """The parent tree: for each page the elements of its marks, then the element of each annotation."""
        for number, held in enumerate(self._held):
            yield number
            yield self._pdf.make_indirect(Array([held.get(mark) for mark in range(max(held, default=-1) + 1)]))
        for number, element in enumerate(self._clicked, len(self._pages)):
            yield number
            yield element


def _attributes(owner: str, traits: Mapping[str, Value]) -> Dictionary:
    made = Dictionary(O=Name(f"/{owner}"))
    for name, value in traits.items():
        made[f"/{name}"] = _object(value)
    return made


def _object(value: Value) -> pikepdf.Object | int:
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        return Name(value) if value.startswith("/") else String(value)
    return Array([String(part) if isinstance(part, str) else part for part in value])


def _declare(pdf: pikepdf.Pdf, content: str) -> None:
    """Says that the file is tagged, what standards it keeps, and what vouches for its content."""
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if "/AF" in pdf.Root:
        # WeasyPrint names each attached file twice.
        pdf.Root.AF = Array({file.objgen: file for file in pdf.Root.AF}.values())
    told = pdf.Root.Metadata.read_bytes()
    end = b"</rdf:RDF>"
    assert told.count(end) == 1, "the metadata are one tree of RDF"
    more = _ACCESSIBLE + (_MADE_OF.format(content) if content else "")
    pdf.Root.Metadata.write(told.replace(end, more.encode() + end))


_MADE_OF = """
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:Identifier><rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag></xmp:Identifier>
</rdf:Description>
"""

# PDF/A wants a schema for each name that it does not know itself, and PDF/UA's is one of them (ISO 19005-3, 6.6.2.3.3).
_ACCESSIBLE = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
