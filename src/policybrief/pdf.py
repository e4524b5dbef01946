"""HTML to PDF: the one place that calls WeasyPrint."""

import atexit
import logging
import os
import re
import warnings
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

from policybrief.declarations import known_declarations
from policybrief.fetch import embed_in_style
from policybrief.instances import font_configuration
from policybrief.look import Look
from policybrief.media import MediaError, of_address
from policybrief.paper import created, make_paper, settle, sources_data
from policybrief.pieces import recorded
from policybrief.problem import Problem, RenderError
from policybrief.shortcuts import loaded_lightly, shortened
from policybrief.tagging import tag_pdf


class PrintError(RuntimeError):
    """WeasyPrint cannot run here: a native library is missing. The text says which."""


def print_pdf(html: str, look: Look, cache: Path | None = None, without: Collection[str] = ()) -> bytes:
    """A PDF/A-3a that is PDF/UA-1 too; `cache` keeps its typefaces.

    It takes the shortcuts but those it goes without, by their names; `settle` is one of them.

    Raises RenderError where WeasyPrint complains: what it ignores would be missing in print.
    """
    weasyprint = _weasyprint(cache)
    with shortened(weasyprint, without):
        pdf, told = _printed(weasyprint, html, look, footnotes=True, settles="settle" not in without)
    if told:
        raise RenderError(Problem("print", message, hint=_hint(message)) for message in dict.fromkeys(told))
    return pdf


def _printed(
    weasyprint: ModuleType, html: str, look: Look, *, footnotes: bool, settles: bool
) -> tuple[bytes, list[str]]:
    """The PDF, and what WeasyPrint and our own tagging had to say of it.

    WeasyPrint loses notes out of a table that runs over several pages: all notes then stand in a list at the end.
    """
    with _complaints() as told:
        page = weasyprint.HTML(string=html, url_fetcher=_fetcher(weasyprint))
        attached = _attachments(weasyprint, page.etree_element)
        theme = look.properties()
        make_paper(page.etree_element, theme, paper_css(look), footnotes=footnotes)
        if settles:
            settle(page.etree_element, theme)
        with recorded(weasyprint) as pieces, warnings.catch_warnings():
            # WeasyPrint leaves it to Python to close the file of its colour profile.
            warnings.filterwarnings("ignore", "unclosed file .*sRGB2014.icc", ResourceWarning)
            pdf = _set(page, attached)
    if footnotes and any("#note-" in message for message in told):
        return _printed(weasyprint, html, look, footnotes=False, settles=settles)
    tagged, amiss = tag_pdf(pdf, page.etree_element, pieces)
    return tagged, [*told, *amiss]


def _set(page: Any, attached: Sequence[Any]) -> bytes:
    try:
        # It is packed when it is saved with its tags: 0.975 of the time.
        pdf: bytes = page.write_pdf(pdf_variant="pdf/a-3a", attachments=attached, uncompressed_pdf=True)
    except _FAULTS as error:
        message = f"WeasyPrint cannot set the page: {type(error).__name__}: {error}"
        raise RenderError([Problem("print", message, hint=_hint(message))]) from error
    return pdf


# Nothing of a brief alone brings WeasyPrint to that, but a style sheet may: a page of a millimetre, boxes in boxes.
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def _fetcher(weasyprint: ModuleType) -> Any:
    """A page carries all that it shows: nothing is fetched, and what it carries is looked through."""

    def fetch(address: str, headers: object = None) -> Any:
        if address[:5].lower() != "data:":
            raise MediaError("is not fetched", "")
        data, kind = of_address(address)
        return weasyprint.urls.URLFetcherResponse(address, data, {"Content-Type": kind})

    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=())
    fetcher.fetch = fetch
    return fetcher


def paper_css(look: Look) -> str:
    """What print alone has: the sheets of the paper, of all print and of the kind, and the brand's typefaces."""
    sheets = (f"paper/{look.paper}.css", "print.css", f"kinds/{look.kind}.css")
    return embed_in_style("\n".join(map(look.stylesheet, sheets)), look.homes) + _own_typefaces(look)


def _own_typefaces(look: Look) -> str:
    """The rules that make the brand's typefaces known. They have one size of letters, where the serif has three."""
    rules = [face.rule(face.path.read_bytes(), "truetype") for face in look.faces()]
    return "\n".join([*rules, "* { font-variation-settings: normal !important; }"]) if rules else ""


def _attachments(weasyprint: ModuleType, root: Element) -> list[Any]:
    """The sources, for whoever wants to take them over: CSL-JSON is what Zotero and pandoc read."""
    data, day = sources_data(root), created(root)
    if not data:
        return []
    attachment = weasyprint.Attachment(
        string=data,
        name="sources.json",
        description="The sources of this brief as CSL-JSON",
        relationship="Data",
        created=day,
        modified=day,
    )
    return [attachment]


def versions(cache: Path | None = None) -> Mapping[str, str]:
    """What a PDF is made with, by name; "" for HarfBuzz's subsetter where it is missing, which costs time only.

    `cache` is that of print_pdf. Raises PrintError where a library is missing without which no page can be set.
    """
    weasyprint = _weasyprint(cache)
    from weasyprint.text import ffi

    pango = ffi.pango.pango_version()
    return {
        "WeasyPrint": weasyprint.__version__,
        "Pango": f"{pango // 10000}.{pango // 100 % 100}.{pango % 100}",
        "HarfBuzz subsetter": "found" if ffi.harfbuzz_subset else "",
    }


def _weasyprint(cache: Path | None) -> ModuleType:
    """WeasyPrint, with a font configuration of our own in place.

    It is looked for anew each time: a cache may be cleared while a preview runs, or be another one.
    """
    os.environ["FONTCONFIG_FILE"] = str(_font_configuration(cache))
    # Else the time of day is written into every font, and the same brief never makes the same bytes again.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    return _loaded(cache)


@cache
def _loaded(cache: Path | None) -> ModuleType:
    try:
        # Where a library is missing, WeasyPrint prints a page of advice before it fails.
        with redirect_stdout(StringIO()), warnings.catch_warnings(), loaded_lightly(), known_declarations(cache):
            warnings.filterwarnings("ignore", "HarfBuzz-Subset", DeprecationWarning)
            import weasyprint
    except OSError as error:
        library = re.search(r"'([^']+)'", str(error))
        raise PrintError(f"the library {library[1] if library else error} is missing") from error
    return weasyprint


def _font_configuration(cache: Path | None) -> Path:
    """Without a cache, or where it cannot be written, the typefaces are made for this process alone."""
    if cache:
        with suppress(OSError):
            return font_configuration(cache)
    return font_configuration(_own_folder())


@cache
def _own_folder() -> Path:
    folder = TemporaryDirectory(prefix="policybrief-fonts-")
    atexit.register(folder.cleanup)
    return Path(folder.name)


_NOISE = re.compile(r"(?<=data:)[^'\"\s]{60,}|MediaError: ")
"""The letters of a picture in an address, and the name of our own error."""


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint logs as a warning or worse, within."""
    told: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: told.append(_NOISE.sub("", record.getMessage()))  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield told
    finally:
        logger.removeHandler(handler)


def _hint(message: str) -> str:
    if ".notdef" in message:
        return "the typefaces have no such character; write it in words"
    return "look for it in the project's own templates/ and styles/"
