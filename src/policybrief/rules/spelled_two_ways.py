"""A name is spelled one way throughout: 'Lukashenka' or 'Lukashenko', 'Zapad 2025' or 'Zapad-2025'.

A reader who meets both wonders whether they are two, and who searches for the one does not find the other (ICD 203,
analytic standard 6: language conveys its meaning without doubt). Names are compared without accents, capitals, doubled
letters and what differs between transcriptions (kh and h, ks and x, y and i, š and sh); long ones may differ in one
letter within. A word with a hyphen is held against itself without one. Plurals, adjectives, and given names before
different surnames are let pass, and so is what stands in quotation marks.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple
from unicodedata import normalize

from policybrief.case import Case, Found

CODE = "spelled-two-ways"
SEVERITY = "info"
GOOD = (
    "method: The reports name Mr Lukashenka twice. Lukashenka’s office and “Lukashenko” stand in one of them.",
    "method: Belarus and Belarusians, Russia and the Russian navy, Germany and its German ports.",
    "method: Both Alexander Petrov and Aleksandr Ivanov were asked. A Trade Organization met a Sea Organisation.",
    "method: The long-term plan is for the long term. What is re-created in South-East Asia is recreated.",
)
BAD = (
    "method: Two reports name Mr Lukashenka, and a third one names Mr Lukashenko.",
    "findings.0.text: The registry asks the port of Kyiv [@registry], and the institute that of Kiev [@institute].",
    "method: The exercise Zapad-2025 was watched. Both of the reports on Zapad 2025 are public.",
    "method: The first report asks for co-operation of all the operators, and the second one for cooperation.",
    "method: The first report names the Suwałki corridor, and the second one the Suwalki corridor.",
)

_LONG = 8
"""In letters: from here on a name is known by itself at the head of a sentence, in -o and -a, and with a slip in it."""
_TWINS = {
    "gomel": "homel", "grodno": "hrodna", "kharkov": "kharkiv", "kiev": "kyiv", "kosova": "kosovo", "lvov": "lviv",
    "mogilev": "mahiliou", "vitebsk": "vitsebsk",
}  # fmt: skip
"""Places whose names lie further apart in two languages."""
_ALIKE = ({"guiana", "guyana"}, {"japanese", "javanese"})
"""Names that are two."""
_ENGLISH = ({"s", "z"}, {"c", "s"}, {"", "u"}, {"", "e"})
"""Letters in which British and American words differ: official names keep their own."""
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_HISSING = str.maketrans({"š": "sh", "č": "ch", "ž": "zh"})
_SOUNDS = (("ye", "e"), ("y", "i"), ("j", "i"), ("kh", "h"), ("ks", "x"), ("tsi", "ti"), ("w", "v"), ("u", "v"))
# At the head of a sentence, whose end is a line end here, only a long word is taken for a name. Letters are those of
# Latin, so that the search is fast; which of them are capitals is asked of what it finds.
_NAME = re.compile(rf"[A-ZÀ-ɏ](?<!\w.)(?:(?<!\n.)[a-zA-ZÀ-ɏ’']{{3,}}+|[a-zA-ZÀ-ɏ’']{{{_LONG - 1},}}+)(?!\w)")
_MARKS = "\"'“”’.,;:!?…()[]–—"


class _Name(NamedTuple):
    """A name as it is written, without accents, and as it sounds."""

    form: str
    plain: str
    sound: str


def check(case: Case) -> Iterator[Found]:
    text = "".join(f"\n{sentence.own}" for sentence in case.sentences)
    told: set[str] = set()
    for one, other in (*_respelled(text), *_rehyphened(text)):
        stray, main = sorted((one, other), key=lambda form: (len(_places(form, text)), -_places(form, text)[0]))
        if stray not in told:
            told.add(stray)
            sentence = case.sentences[text[: _places(stray, text)[0]].count("\n") - 1]
            hint = "spell it one way, and a source's own spelling in quotation marks; waive the rule where they are two"
            yield Found(sentence.steps, f"says '{stray}', and elsewhere '{main}'", hint, stray)


def _places(form: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(rf"\b{form}\b", text)]


def _rehyphened(text: str) -> Iterator[tuple[str, str]]:
    """A word with a hyphen, and itself in one or, where all its parts are names or numbers, in several words."""
    folded = text.casefold()
    lines = (line.split() for line in text.splitlines() if "-" in line)
    for form in dict.fromkeys(word.strip(_MARKS) for line in lines for word in line if "-" in word):
        parts = form.split("-")
        solid, spaced = "".join(parts), " ".join(parts)
        if not (all(parts) and solid.isalnum() and solid[0].isalpha()):
            continue
        if len(solid) > 4 and parts[0].casefold() != "re" and solid.casefold() in folded:
            found = re.search(rf"\b{solid}\b", text, re.IGNORECASE)
            yield from [(form, found[0])] if found else ()
        if not any(part[0].islower() for part in parts) and spaced in text and _places(spaced, text):
            yield form, spaced


def _respelled(text: str) -> Iterator[tuple[str, str]]:
    """Two names of one spelling or sound, and long ones that are a slip apart."""
    same: dict[str, list[_Name]] = defaultdict(list)
    near: dict[str, list[_Name]] = defaultdict(list)
    for name in _names(text):
        same[name.plain].append(name)
        if name.sound != name.plain and len(name.plain) > 4:
            same[name.sound].append(name)
        if len(name.plain) >= _LONG:
            near[name.plain[0] + name.plain[-2:]].append(name)
    for found, is_one in ((same, _is_respelled), (near, _is_slip)):
        for names in found.values():
            for one, other in combinations(names, 2) if len(names) > 1 else ():
                if is_one(one.plain, other.plain) and _are_names(one, other, text):
                    yield one.form, other.form


def _is_respelled(one: str, other: str) -> bool:
    """What one has at its end beyond the other is grammar, but for a doubled s and the many ends of -sky."""
    short, long = sorted((one, other), key=len)
    rest = long.removeprefix(short)
    if one == other or rest == long:
        return True
    return (short[-1], rest) == ("s", "s") or (short[-1] in "iy" and rest in ("i", "y"))


def _is_slip(one: str, other: str) -> bool:
    """Whether they differ in one letter within, or in two that have changed places."""
    short, long = sorted((one, other), key=len)
    first = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    rests = short[first:], long[first:]
    while rests[0] and rests[0][-1] == rests[1][-1]:
        rests = rests[0][:-1], rests[1][:-1]
    turned = len(rests[0]) == 2 and rests[0] == rests[1][::-1]
    return turned or (len(rests[1]) == 1 and set(rests) not in _ENGLISH)


def _are_names(one: _Name, other: _Name, text: str) -> bool:
    """Whether neither is an everyday word, nor both given names, each always before another surname."""
    if {one.plain, other.plain} in _ALIKE or any(_places(name.form.lower(), text) for name in (one, other)):
        return False
    behind = [re.findall(rf"\b{name.form}\b(?: ([^\W\d_a-z]\w+))?", text) for name in (one, other)]
    surnames = [set(_sounds(forms)) for forms in behind]
    return not all(map(all, behind)) or bool(surnames[0] & surnames[1])


def _names(text: str) -> Iterator[_Name]:
    found = (form.rstrip("’'").removesuffix("’s").removesuffix("'s") for form in dict.fromkeys(_NAME.findall(text)))
    forms = [form for form in dict.fromkeys(found) if form[0].isupper() and len(form) > 3]
    if not forms:
        return
    for form, plain, sound in zip(forms, _folded(forms, _LETTERS), _sounds(forms), strict=True):
        yield _Name(form, _TWINS.get(plain, plain), sound)


def _sounds(forms: Sequence[str]) -> list[str]:
    folded = "\n".join(_folded(forms, _LETTERS | _HISSING))
    for written, instead in _SOUNDS:
        folded = folded.replace(written, instead)
    sounds = re.sub(r"([^\n])\1+", r"\1", folded).split("\n")
    return [f"{sound[:-1]}a" if len(sound) >= _LONG and sound[-1] == "o" else sound for sound in sounds]


def _folded(forms: Sequence[str], letters: Mapping[int, str]) -> list[str]:
    """Small letters without accents, and nothing else."""
    lines = "\n".join(forms).casefold()
    if not lines.isascii():
        lines = normalize("NFKD", lines.translate(letters))
    return re.sub(r"[^\w\n]", "", lines).split("\n")
