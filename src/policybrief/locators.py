"""Labels of locators, such as `p. 12`, from the English notation into the language of a style."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from policybrief.csl import CSL

# The terms that pandoc takes for a locator. Where two have the same label, the first wins.
_LOCATORS = (
    *("book", "chapter", "column", "figure", "folio", "issue", "line", "note", "opus", "page", "number-of-pages"),
    *("paragraph", "part", "section", "sub-verbo", "verse", "volume"),
)
_ENGLISH = {
    "book": ("book bk", "books bks"),
    "chapter": ("chapter chap ch", "chapters chaps chs"),
    "column": ("column col", "columns cols"),
    "figure": ("figure fig", "figures figs"),
    "folio": ("folio fol", "folios fols"),
    "issue": ("issue no", "issues nos"),
    "line": ("line l", "lines ll"),
    "note": ("note n", "notes nn"),
    "page": ("page p", "pages pp"),
    "paragraph": ("paragraph para", "paragraphs paras"),
    "part": ("part pt", "parts pts"),
    "section": ("section sect sec", "sections sects secs"),
    "verse": ("verse v", "verses vv"),
    "volume": ("volume vol", "volumes vols"),
}
"""What an author may write for one and for several, with a dot behind it or without."""
_MISREAD = {"ряд.": "line", "пар.": "section", "параграф": "section", "параграфи": "section"}
"""Labels in Ukrainian that are a column and a paragraph in the locale inside pandoc, which it reads as well."""


def english_labels(style: str) -> dict[str, str]:
    """What the language of a merged style has for English labels of locators: {"p": "S.", "pp": "S.", ...} in German.

    A label that the language has itself keeps its meaning there: "l" is "l.", a leaf, in Lithuanian.
    """
    terms = [term for term in ElementTree.fromstring(style).iter(f"{CSL}term") if term.get("name") in _LOCATORS]
    terms.sort(key=lambda term: (-_LOCATORS.index(term.get("name", "")), term.get("form") != "short"))
    meant = {label.casefold(): term.get("name", "") for term in terms for label in _words(term) if label}
    misread = [label for label, name in meant.items() if _MISREAD.get(label) == name]
    # In Latvian and Welsh "p." is a verse: there too, a page is likelier.
    unlikely = [label for label, name in meant.items() if name in ("verse", "number-of-pages")]
    own = {label.rstrip("."): label for label in meant if label not in misread + unlikely}
    labels: dict[str, str] = {}
    for name, written in _ENGLISH.items():
        for place, english in enumerate(written):
            known = [_words(term)[place] for term in terms if term.get("name") == name]
            fitting = [word for word in known if meant.get(word.casefold()) == name and word.casefold() not in misread]
            words = [*english.split(), *(label.rstrip(".") for label in misread if meant[label] == name)]
            labels |= {word: own.get(word) or fitting[0] for word in words if word in own or fitting}
    return labels


def _words(term: Element) -> tuple[str, str]:
    """A term in the singular and in the plural."""
    one, many = term.findtext(f"{CSL}single"), term.findtext(f"{CSL}multiple")
    both = (term.text or "").strip() if one is None else one.strip()
    return both, both if many is None else many.strip()
