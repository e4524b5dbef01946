"""Keys of sources: those that other programs give, and those that are made of a name and a year."""

import re
from collections.abc import Container, Iterator
from itertools import count, product
from string import ascii_lowercase
from unicodedata import combining, normalize

from policybrief.prose import KEY
from policybrief.source import Name, Source

_ARTICLES = {"the", "a", "an", "der", "die", "das", "le", "la", "les", "los", "el", "of", "on", "and"}
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
)


def as_key(name: str) -> str | None:
    """The name as a key; None where it is none, as http://zotero.org/users/1/items/AB12, which nobody would type."""
    key = name.strip().removeprefix("@")
    return key if re.fullmatch(KEY, key) and "//" not in key and len(key) <= 200 else None


def made_key(source: Source, taken: Container[str]) -> str:
    """Author or organisation, else a word of the title, and the year: `zukauskaite2021`, then `zukauskaite2021a`."""
    stem = _word(source) + (str(source.issued.start[0]) if source.issued else "")
    return next(key for ending in _endings() if (key := stem + ending) not in taken)


def _word(source: Source) -> str:
    names = source.author or source.editor or ()
    texts = [_family(names[0])] if names else []
    texts += [str(text) for text in (source.publisher, source.title, source.container_title) if text and not names]
    words = [word for text in texts for word in re.findall(r"\w+", _folded(text))]
    strong = [word for word in words if word not in _ARTICLES and len(word) > 1 and not word.isdigit()]
    return (strong or words or ["source"])[0].strip("_")[:40] or "source"


def _family(name: Name) -> str:
    """Of a person the whole family name, in one word."""
    return re.sub(r"\W", "", name.family) if name.family else name.shown


def _folded(text: str) -> str:
    """Lower case without accents; other alphabets stay as they are."""
    letters = normalize("NFKD", text.casefold().translate(_LETTERS))
    return normalize("NFC", "".join(letter for letter in letters if not combining(letter)))


def _endings() -> Iterator[str]:
    yield ""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def identities(source: Source) -> set[tuple[str, ...]]:
    """What tells a work from others: its DOI, its title with its address or first name and date; else all it says."""
    title = re.sub(r"\W+", " ", (source.title or "").casefold()).strip()
    names = source.author or source.editor or ()
    who = names[0].shown.casefold() if names else ""
    found: set[tuple[str, ...]] = {("doi", doi)} if (doi := _doi(source)) else set()
    if title and source.URL:
        found.add(("address", title, str(source.URL)))
    if title:
        found.add(("title", title, who, source.issued.iso() if source.issued else ""))
    return found or {("words", source.digest())}


def original_id(source: Source) -> str | None:
    """The id that another program gave it, where that is no key."""
    exact = (source.custom or {}).get("csl")
    return str(exact["id"]) if isinstance(exact, dict) and "id" in exact else None


def _doi(source: Source) -> str:
    text = re.sub(r"(?i)^(?:https?://)?(?:dx\.)?doi\.org/|^doi:\s*", "", source.DOI or "")
    return text.strip().casefold()
