"""What a page names by its address becomes a part of it: from the project's own folders, and from nowhere else."""

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from policybrief.folder import FOLDERS, first_within
from policybrief.media import LARGEST, MediaError, as_address, of_address
from policybrief.problem import Problem, RenderError

_STYLE = re.compile(r"(?<=<style)[^>]*+>.*?(?=</style>)", re.DOTALL | re.IGNORECASE)
_VALUE = r"""(?: "(?P<double>[^"]*+)" | '(?P<single>[^']*+)' | (?P<bare>[^"'()\s>]++) )"""
_URL = re.compile(rf"/\*.*?\*/ | \b url\(\s*+ {_VALUE}", re.VERBOSE | re.IGNORECASE | re.DOTALL)
_PICTURE = re.compile(
    rf"""(?<=<) (?:img|image) (?: \s++ (?! (?:src|(?:xlink:)?href) \s*+= ) [^\s=>]++
    (?: \s*+=\s*+ (?: "[^"]*+" | '[^']*+' | [^\s>"']++ ) )? )*+ \s++ (?:src|(?:xlink:)?href) \s*+=\s*+ {_VALUE}""",
    re.VERBOSE | re.IGNORECASE,
)
_SHOWN = 60


def embed(html: str, homes: Sequence[Path]) -> str:
    """The page with each picture and typeface that its `<img>` and its styles name as a data: address.

    `homes` are folders with the FOLDERS in them, the first before the others. Raises RenderError with every address
    that cannot be taken.
    """
    embedding = _Embedding(homes)
    html = _STYLE.sub(lambda style: _URL.sub(embedding.embedded, style[0]), html)
    return embedding.sound(_PICTURE.sub(embedding.embedded, html))


def embed_in_style(css: str, homes: Sequence[Path]) -> str:
    """The same for a style sheet that is in no page yet."""
    embedding = _Embedding(homes)
    return embedding.sound(_URL.sub(embedding.embedded, css))


def fetch(address: str, homes: Sequence[Path]) -> bytes:
    """The file of an address such as media/photo.png.

    Raises MediaError where there is none, and for all that leads out of the folders: a scheme, a host, a link.
    """
    top, name = _parts_of(address)
    try:
        path = first_within((home / FOLDERS[top] for home in homes), name)
        if path is None:
            raise MediaError("is not there", f"put it into {FOLDERS[top]}/")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise MediaError(error.strerror or "cannot be read", "put the file itself there, no link") from error


def _parts_of(address: str) -> tuple[str, str]:
    """The key of a folder, and a name in it."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise MediaError("is no address", "write media/NAME") from error
    top, _, name = unquote(parts.path).partition("/")
    if parts.scheme or parts.netloc or top not in FOLDERS:
        hint = "nothing else is fetched: put the file into briefs/media/ and write media/NAME"
        raise MediaError("is no file in media/, styles/ or templates/", hint)
    return top, name


class _Embedding:
    """The addresses of one page, and what is wrong with them."""

    def __init__(self, homes: Sequence[Path]) -> None:
        self.homes = homes
        self.problems: list[Problem] = []

    def embedded(self, match: re.Match[str]) -> str:
        """In a match of _URL or _PICTURE, the address alone is replaced."""
        quoted = next((name for name in ("double", "single", "bare") if match[name] is not None), None)
        # A comment names nothing, and # something in the page itself.
        if quoted is None or match[quoted].startswith("#"):
            return match[0]
        address = unescape(match[quoted]).strip()
        try:
            if address[:5].lower() == "data:":
                of_address(address)
                return match[0]
            data = as_address(fetch(address, self.homes))
        except MediaError as fault:
            shown = address if len(address) <= _SHOWN else f"{address[:_SHOWN]}…"
            self.problems.append(Problem("media", f"'{shown}' {fault}", hint=fault.hint))
            return match[0]
        start, end = (place - match.start() for place in match.span(quoted))
        return f"{match[0][:start]}{data}{match[0][end:]}"

    def sound(self, page: str) -> str:
        if self.problems:
            raise RenderError(self.problems)
        return page
