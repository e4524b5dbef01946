"""A picture of the house, looked through before it goes into a page."""

import re
import struct
from base64 import b64encode
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

_LARGEST = 500_000
"""Bytes. A logo stands in every file that is built."""
_WIDEST = 4000
"""Pixels: a small PNG may unfold to hundreds of megabytes."""
_KINDS = {".svg": "image/svg+xml", ".png": "image/png"}
_RUNS = {"script", "foreignObject", "iframe", "use", "image", "style", "animate", "set", "handler"}
"""Elements of SVG that run, fetch or unfold."""


class LogoError(ValueError):
    """Why a picture is not taken, with a way out."""

    def __init__(self, fault: str, hint: str) -> None:
        super().__init__(fault)
        self.hint = hint


class Logo(NamedTuple):
    """A picture as a data: address, and what is said instead of it."""

    source: str
    name: str


def read_logo(path: Path) -> str:
    """A picture as a data: address. Raises LogoError where it is missing, too large, or not what it says it is."""
    if path.suffix.lower() not in _KINDS:
        raise LogoError("is neither PNG nor SVG", "save it as .svg or .png")
    if not path.is_file():
        raise LogoError("is not there", f"put the picture into {path.parent}")
    if path.stat().st_size > _LARGEST:
        raise LogoError(
            f"holds {path.stat().st_size:,} bytes, over {_LARGEST:,}", "save it smaller; it is printed 12 mm high"
        )
    data, kind = path.read_bytes(), _KINDS[path.suffix.lower()]
    (_check_svg if kind.endswith("xml") else _check_png)(data)
    return f"data:{kind};base64,{b64encode(data).decode('ascii')}"


def _check_png(data: bytes) -> None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 24:
        raise LogoError("is no PNG, whatever its name says", "save it as PNG anew")
    width, height = struct.unpack_from(">II", data, 16)
    if max(width, height) > _WIDEST:
        raise LogoError(f"is {width} by {height} pixels, over {_WIDEST}", "save it smaller")


def _check_svg(data: bytes) -> None:
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise LogoError("declares a document type, which may unfold or fetch", "save it as plain SVG")
    try:
        root = fromstring(data)
    except ParseError as error:
        raise LogoError(f"is no SVG: {error}", "save it as plain SVG anew") from error
    if root.tag.rpartition("}")[2] != "svg":
        raise LogoError("is XML, but no SVG", "save it as plain SVG anew")
    for element in root.iter():
        _check_element(element)


def _check_element(element: Element) -> None:
    name = str(element.tag).rpartition("}")[2]
    if name in _RUNS:
        raise LogoError(f"holds <{name}>, which may run or fetch something", "save it as plain SVG, text as outlines")
    for key, value in element.attrib.items():
        plain = key.rpartition("}")[2].lower()
        outside = re.search(r"url\(\s*['\"]?(?!#)", value) or (plain == "href" and not value.startswith("#"))
        if plain.startswith("on") or outside:
            raise LogoError(
                f"has {plain}={value[:40]!r}, which leads out of it", "take it out, and embed what it shows"
            )
