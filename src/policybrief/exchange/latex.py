"""LaTeX of bibliographies: its accents and signs as letters, and letters as LaTeX. No command is carried out."""

import re
from unicodedata import normalize

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł",
    "L": "Ł", "i": "ı", "j": "ȷ", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "dh": "ð", "DH": "Ð", "ldots": "…",
    "dots": "…", "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textquotedblleft": "“", "textquotedblright": "”", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "S": "§", "P": "¶", "copyright": "©", "pounds": "£", "texteuro": "€", "euro": "€",
    "textdegree": "°", "guillemotleft": "«", "guillemotright": "»", "quotedblbase": "„", "slash": "/",
}  # fmt: skip
_FRAMES = ("emph", "textit", "textbf", "textsc", "textrm", "texttt", "textsf", "enquote", "url", "mbox", "text")

_ACCENT = re.compile(
    r"\{?\\(?:([`'^~=.\"])\s*|([urHvdckb])(?:\s+|(?=\{)))(?:\{\s*(\\[ij](?![A-Za-z])|\w?)\s*\}|(\\[ij](?![A-Za-z])\s?|\w))\}?"
)
_LETTER = re.compile(rf"\{{?\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?:\{{\}}|(?![A-Za-z])\s?)\}}?")
_FRAME = re.compile(rf"\\(?:{'|'.join(_FRAMES)})\s*(?=\{{)")
_ESCAPED = re.compile(r"\\([{}%&$#_ ])")
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip
_HELD = {"{": "\ue000", "}": "\ue001", "\\": "\ue002", "~": "\ue003"}
"""Stand for the letters themselves while the same signs are LaTeX."""


def plain(latex: str) -> str:
    """The text with its accents, signs and dashes as letters. A command that is not known stays as it is written."""
    text = _ACCENT.sub(_accented, latex)
    text = _LETTER.sub(lambda found: _HELD.get(_LETTERS[found[1]], _LETTERS[found[1]]), text)
    text = _FRAME.sub("", text)
    text = _ESCAPED.sub(lambda found: _HELD.get(found[1], found[1]), text)
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    text = re.sub(r"(?<!\\)~", " ", text)
    # Of a command that is not known the braces tell what it is done to.
    text = text if re.search(r"\\[A-Za-z]", text) else text.replace("{", "").replace("}", "")
    for letter, stand_in in _HELD.items():
        text = text.replace(stand_in, letter)
    return text.strip()


def _accented(found: re.Match[str]) -> str:
    letter = (found[3] or found[4] or "").strip()
    letter = {"\\i": "i", "\\j": "j"}.get(letter, letter)
    return normalize("NFC", letter + _ACCENTS[found[1] or found[2]]) if letter else found[0]


def address(latex: str) -> str:
    """A URL or DOI as it is typed into a browser: every backslash of LaTeX is off."""
    inner = re.sub(r"^\\(?:url|href|nolinkurl)\s*\{(.*)\}[^{}]*$", r"\1", latex.strip(), flags=re.DOTALL)
    text = inner.replace(r"\textasciitilde", "~").replace(r"\textunderscore", "_").replace(r"{\_}", "_")
    text = re.sub(r"\\([%&$#_~{}^])", r"\1", text)
    return re.sub(r"[{}]", "", text).strip().strip("<>")


def escaped(text: str) -> str:
    """A text as LaTeX; letters of all alphabets stay."""
    return "".join(_SPECIAL.get(letter, letter) for letter in text)
