"""Pictures and typefaces, looked through before they go into a page: what would run, fetch or unfold is refused."""

import re
import struct
from base64 import b64decode, b64encode
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element, ParseError, fromstring

LARGEST = 5_000_000
"""Bytes: a page holds all that it shows."""
_WIDEST = 4000
"""Pixels: a small PNG may unfold to hundreds of megabytes. Four thousand are more than a sheet at 300 to the inch."""
_RUNS = {"script", "foreignObject", "iframe", "use", "image", "style", "animate", "set", "handler"}
"""Elements of SVG that run, fetch or unfold."""
_REPEATS = {"pattern", "marker", "mask", "clipPath", "symbol", "filter"}
"""Elements of SVG that are drawn again wherever they are named."""
_NAMED = re.compile(r"url\(\s*['\"]?#([^)'\"]+)")
_TYPEFACES = {b"\0\1\0\0": "font/ttf", b"true": "font/ttf", b"OTTO": "font/otf"}


class MediaError(ValueError):
    """Why a picture or a typeface is not taken, with a way out."""

    def __init__(self, fault: str, hint: str) -> None:
        super().__init__(fault)
        self.hint = hint


def kind_of(data: bytes) -> str:
    """The media type, by what a file holds and not by what it is called.

    Raises MediaError where it is none of PNG, JPEG, SVG, TTF and OTF, or would harm the page.
    """
    if len(data) > LARGEST:
        raise MediaError(f"holds over {LARGEST:,} bytes", "save it smaller: it becomes a part of the page")
    if kind := _TYPEFACES.get(data[:4]):
        return kind
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        _check_size(*_size_of_png(data))
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        _check_size(*_size_of_jpeg(data))
        return "image/jpeg"
    if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<":
        _check_svg(data)
        return "image/svg+xml"
    raise MediaError("is none of PNG, JPEG, SVG, TTF and OTF, whatever its name says", "save it as one of these anew")


def as_address(data: bytes) -> str:
    """A data: address; raises MediaError as `kind_of` does."""
    return f"data:{kind_of(data)};base64,{b64encode(data).decode('ascii')}"


def of_address(address: str) -> tuple[bytes, str]:
    """What a data: address holds, and its media type by what that is (RFC 2397).

    Raises MediaError where it cannot be read, or would harm.
    """
    head, comma, body = address.partition(",")
    try:
        held = unquote_to_bytes(body)
        data = b64decode(held) if head.endswith(";base64") else held
    except ValueError as error:
        raise MediaError("cannot be read", "write the address anew") from error
    if not comma:
        raise MediaError("has no comma before what it holds", "write data:image/png;base64,…")
    return data, kind_of(data)


def _check_size(width: int, height: int) -> None:
    if max(width, height) > _WIDEST:
        raise MediaError(f"is {width} by {height} pixels, over {_WIDEST}", "save it smaller")


def _size_of_png(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR" or len(data) < 24:
        raise MediaError("is no PNG, whatever its name says", "save it as PNG anew")
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    """From the first start of a frame: the markers C0 to CF, but for three that begin tables (ITU T.81, B.1.1.3)."""
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, place + 5)
            return width, height
        place += 2 + length
    raise MediaError("is no JPEG that can be read", "save it as JPEG anew")


def _check_svg(data: bytes) -> None:
    try:
        # As a text it is read as UTF-8, whatever it says itself: what is looked at here is what a page will show.
        text = data.decode("utf-8-sig")
        if re.match(r"\s*<\?xml[^>]*\sencoding\s*=\s*['\"](?!utf-8['\"])", text, re.IGNORECASE):
            raise MediaError("is not written in UTF-8", "save it as plain SVG anew")
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise MediaError("declares a document type, which may unfold or fetch", "save it as plain SVG")
        root = fromstring(text)
    except (ParseError, UnicodeDecodeError) as error:
        raise MediaError(f"is no SVG: {error}", "save it as plain SVG anew") from error
    if root.tag.rpartition("}")[2] != "svg":
        raise MediaError("is XML, but no SVG", "save it as plain SVG anew")
    for element in root.iter():
        _check_element(element)
    _check_repeats(root)


def _check_element(element: Element) -> None:
    name = _name(element)
    if name in _RUNS:
        raise MediaError(f"holds <{name}>, which may run or fetch something", "save it as plain SVG, text as outlines")
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        outside = re.search(r"url\(\s*+['\"]?+(?!#)", value) or (plain == "href" and not value.startswith("#"))
        if plain.startswith("on") or outside:
            raise MediaError(
                f"has {plain}={value[:40]!r}, which leads out of it", "take it out, and embed what it shows"
            )


def _check_repeats(root: Element) -> None:
    """What is drawn again may not hold what is drawn again: ten in ten in ten are a thousand."""
    repeated = {element.get("id") for element in root.iter() if _name(element) in _REPEATS}
    waiting = [(root, "")]
    while waiting:
        element, around = waiting.pop()
        around = around or (_name(element) if _name(element) in _REPEATS else "")
        named = {name for value in element.attrib.values() for name in _NAMED.findall(value)} if around else set()
        if named & repeated:
            message = f"holds a <{around}> that draws another one, which may unfold without end"
            raise MediaError(message, "save it as plain SVG, shapes as outlines")
        waiting += [(child, around) for child in element]


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
