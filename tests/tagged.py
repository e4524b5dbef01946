"""The tags of a PDF as a reader of the page meets them: a tree with the words of each part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

Mark = tuple[int, int]
"""A page, from 0, and the number of a mark in it."""


@dataclass
class Tag:
    """A structure element, which lives as long as its file; `text` is its own and that of what is below."""

    role: str
    holder: "Tag | None"
    element: Any
    pdf: pikepdf.Pdf = field(repr=False)
    kids: "list[Tag | str]" = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    annotations: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(kid if isinstance(kid, str) else kid.text for kid in self.kids).split())

    @property
    def traits(self) -> dict[str, Any]:
        return {name: value for held in self.element.get("/A", ()) for name, value in held.items()}

    def below(self, *roles: str) -> "list[Tag]":
        """Those of these roles below, in reading order; without roles all."""
        return [tag for tag in self._walk() if not roles or tag.role in roles]

    def pages(self) -> set[int]:
        return {page for tag in (self, *self.below()) for page, _ in tag.marks}

    def _walk(self) -> "Iterator[Tag]":
        for kid in self.kids:
            if isinstance(kid, Tag):
                yield kid
                yield from kid._walk()


@dataclass
class Tagged:
    """A file with its tree, and what it shows outside of it."""

    pdf: pikepdf.Pdf
    root: Tag
    shown: dict[Mark, str]
    furniture: list[tuple[int, str, str]]
    """Page, kind and words of all text that is an artifact; the kind is "" where none is said."""
    bare: list[str]
    """Words that are neither in the tree nor artifacts."""


def read_tags(source: Path | Any) -> Tagged:
    pdf = pikepdf.open(source)
    shown: dict[Mark, str] = {}
    furniture: list[tuple[int, str, str]] = []
    bare: list[str] = []
    for number, page in enumerate(pdf.pages):
        for place, words in _texts(page):
            if isinstance(place, int):
                shown[number, place] = shown.get((number, place), "") + words
            elif place is None:
                bare.append(words)
            else:
                furniture.append((number, place, words))
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    root = pdf.Root.StructTreeRoot
    return Tagged(pdf, _tag(pdf, root.K[0], None, pages, shown), shown, furniture, bare)


def _tag(pdf: pikepdf.Pdf, element: Any, holder: Tag | None, pages: dict[Any, int], shown: dict[Mark, str]) -> Tag:
    tag = Tag(str(element.S).removeprefix("/"), holder, element, pdf)
    for kid in element.get("/K", ()):
        if isinstance(kid, int):
            _add_mark(tag, (pages[element.Pg.objgen], kid), shown)
        elif kid.Type == "/MCR":
            _add_mark(tag, (pages[kid.Pg.objgen], int(kid.MCID)), shown)
        elif kid.Type == "/OBJR":
            tag.annotations.append(kid.Obj)
        else:
            assert kid.P.objgen == element.objgen
            tag.kids.append(_tag(pdf, kid, tag, pages, shown))
    return tag


def _add_mark(tag: Tag, mark: Mark, shown: dict[Mark, str]) -> None:
    tag.marks.append(mark)
    tag.kids.append(shown.get(mark, ""))


def _texts(page: pikepdf.Page) -> Iterator[tuple[int | str | None, str]]:
    """The words of a page as they are drawn: with the number of their mark, the kind of artifact, or None."""
    letters = {name: _letters(font) for name, font in page.resources.Font.items()}
    within: list[int | str] = []
    font: dict[str, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            within.append(_place(operands))
        elif name == "EMC":
            within.pop()
        elif name == "Tf":
            font = letters[str(operands[0])]
        elif name == "TJ":
            codes = "".join(bytes(part).hex() for part in operands[0] if isinstance(part, pikepdf.String))
            yield (within[0] if within else None), "".join(font.get(code, "") for code in re.findall("....", codes))


def _place(operands: Any) -> int | str:
    if str(operands[0]) != "/Artifact":
        return int(operands[1].MCID)
    return str(operands[1].get("/Subtype", "")).removeprefix("/") if len(operands) > 1 else ""


def _letters(font: Any) -> dict[str, str]:
    """What each glyph stands for, by the font's own table."""
    table = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table.partition("beginbfchar")[2])
    return {code.lower(): bytes.fromhex(word).decode("utf-16-be") for code, word in pairs}
