"""HTML to a page of one file: the typefaces inside, cut down to the letters that it needs, and nothing let in.

No script runs, nothing is fetched, and no style applies but those of the page itself, which its policy names by hash.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from policybrief.cache import kept
from policybrief.fonts import faces
from policybrief.typefaces import Typeface, font_face

_LATIN = frozenset(
    "".join(map(chr, range(0x20, 0x7F)))
    + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
    + "ĀāĄąĆćČčĎďĒēĖėĘęĚěĢģĪīĮįĶķĹĺĻļĽľŁłŃńŅņŇňŌōŐőŒœŔŕŖŗŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŹźŻżŽžȘșȚț"
    + "\u00a0\u202f¡¿§°·×«»–—‘’‚“”„†…‹›€→"
)
_CYRILLIC = frozenset("".join(map(chr, range(0x410, 0x450))) + "ЁёЂђЃѓЄєЅѕІіЇїЈјЉљЊњЋћЌќЎўЏџҐґ№")
_GREEK = frozenset(map(chr, (*range(0x386, 0x38B), 0x38C, *range(0x38E, 0x3A2), *range(0x3A3, 0x3CF))))

_FEATURES = ["kern", "liga", "lnum", "tnum", "locl", "ccmp", "mark", "mkmk"]
_WEIGHTS = (400, 700)


_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
# Pictures may stand in a project's own templates.
_POLICY = "default-src 'none'; style-src {styles}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"


def publish(html: str, cache: Path, own: Iterable[Typeface] = ()) -> str:
    """The page as it goes out, with the typefaces that a brand brings; `cache` keeps them all."""
    return _sealed(embed_fonts(html, cache, own))


def _sealed(html: str) -> str:
    """With a Content-Security-Policy in front of the title, before anything that it governs."""
    hashes = (sha256(style.encode()).digest() for style in dict.fromkeys(_STYLE.findall(html)))
    styles = " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in hashes)
    tag = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(styles=styles)}">'
    return html.replace("<title>", f"{tag}\n<title>", 1)


def embed_fonts(html: str, cache: Path, own: Iterable[Typeface] = ()) -> str:
    """The page with its typefaces, and those that a brand brings, as WOFF2 in a style of its own.

    Letters are taken by the alphabet, so that nearly all briefs share what `cache` keeps from the first one on.
    """
    letters = _alphabets(set(html))
    weight = " ".join(map(str, _WEIGHTS))
    shipped = [
        font_face(face.family, weight, _subset(face.path, letters, cache), "woff2", italic=face.italic)
        for face in faces()
    ]
    brought = [face.rule(_subset(face.path, letters, cache), "woff2") for face in own]
    rules = "\n".join([*shipped, *brought])
    return html.replace("</head>", f'<style class="web">\n{rules}\n</style>\n</head>', 1)


def _alphabets(used: set[str]) -> frozenset[str]:
    """Latin always, other alphabets whole where one of their letters stands, any other character by itself."""
    others = (alphabet for alphabet in (_CYRILLIC, _GREEK) if used & alphabet)
    return frozenset(char for char in _LATIN.union(used, *others) if char.isprintable() or char in "\u00a0\u202f")


def _subset(path: Path, letters: Iterable[str], cache: Path) -> bytes:
    text = "".join(sorted(letters))
    recipe = (path.name, _digest(path, path.stat().st_mtime_ns), text, *_FEATURES, str(_WEIGHTS))
    return kept(cache, "fonts", recipe, lambda: _make_subset(path, text))


@lru_cache
def _digest(path: Path, _changed: int) -> str:
    """A program that makes page after page reads each typeface once."""
    return sha256(path.read_bytes()).hexdigest()


def _make_subset(path: Path, text: str) -> bytes:
    from fontTools import subset
    from fontTools.varLib.instancer import instantiateVariableFont

    options = subset.Options(layout_features=_FEATURES, hinting=False, recalc_timestamp=False)
    options.drop_tables += ["FFTM"]  # FontForge writes it, and the subsetter would complain
    with subset.load_font(path, options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        if "fvar" in font:
            instantiateVariableFont(font, {"wght": _WEIGHTS}, inplace=True)
        font.flavor = "woff2"
        packed = BytesIO()
        font.save(packed)
    return packed.getvalue()
