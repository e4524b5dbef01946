"""What every part of a brief is made of: frozen records, three kinds of text, references that lead somewhere."""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple, Optional, Self, TypeVar, get_args
from unicodedata import combining, normalize

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError, core_schema

from policybrief import fonts, prose, vocabulary
from policybrief.prose import Citation, Cite, Fault
from policybrief.vocabulary import ConfidenceScale, Scale


class Known(NamedTuple):
    """What the fields of one brief may refer to: the context in which it is validated.

    Without it a reference is taken as it stands and words are held against the default scales.
    """

    ids: frozenset[str]
    sources: frozenset[str]
    scale: Scale
    confidence: ConfidenceScale
    numbered_risk: bool = False


class Part(BaseModel):
    """A frozen record. A lone text stands for the record whose `main` field it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)
    main: ClassVar[str] = ""
    printed: ClassVar[tuple[str, ...]] = ()
    """The fields that may cite, in the order in which they are printed, where that is not the order of the fields."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        return {cls.main: data} if cls.main and isinstance(data, str) else data


def refuse(faults: Iterable[Fault]) -> None:
    """Raises all faults of one value as one error, which `validate` takes apart again."""
    found = list(faults)
    if found:
        raise PydanticCustomError("faults", "{count} faults", {"count": len(found), "faults": found})


_FEW = 8
_TWINS = {"medium": "moderate", "moderate": "medium"}
"""Words of one scale that stand for words of another."""


def choose(word: str, words: Iterable[str]) -> str:
    """The hint for a word that is none of these: all of them where they are few, and the nearest one."""
    choices = list(words)
    twin = [_TWINS[word.casefold()]] if _TWINS.get(word.casefold()) in choices else []
    part = [choice for choice in choices if choice in word.casefold().split()]
    near = twin or part or _close(word.casefold(), choices) or _close(word, choices)
    guess = f"did you mean '{near[0]}'?" if near else ""
    if not choices or (near and len(choices) > _FEW):
        return guess
    return f"choose {either(choices)}" + (f"; {guess}" if guess else "")


def _close(word: str, choices: list[str]) -> list[str]:
    return get_close_matches(word, choices, 1, 0.6)


def either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


class _CheckedText(str):
    """Words whose class says what they may be."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.with_info_after_validator_function(cls._checked, core_schema.str_schema())

    @classmethod
    def _checked(cls, value: str, info: core_schema.ValidationInfo) -> Self:
        raise NotImplementedError


class Text(_CheckedText):
    """A text as its author wrote it. The class says what it may hold, and how it is to be printed."""

    __slots__ = ()

    @classmethod
    def _checked(cls, value: str, info: core_schema.ValidationInfo) -> Self:
        text = value.strip()
        if not text:
            refuse([Fault("empty", "is empty", "write a text, or delete the line")])
        refuse(_too_long(text))
        letters = _missing_letters(cls.shown(text)) if info.context else ()
        refuse((*cls.faults(text, info.context), *letters))
        return cls(text)

    @classmethod
    def faults(cls, text: str, known: Known | None) -> Iterator[Fault]:
        raise NotImplementedError

    @classmethod
    def shown(cls, text: str) -> str:
        """What of it is printed."""
        return text


class Plain(Text):
    """Titles, names, owners: no markup and no citation, as it reaches metadata and figures."""

    __slots__ = ()

    @classmethod
    def _checked(cls, value: str, info: core_schema.ValidationInfo) -> Self:
        return super()._checked(" ".join(value.split()), info)

    @classmethod
    def faults(cls, text: str, known: Known | None) -> Iterator[Fault]:
        if "[" in text and (prose.citations(text) or prose.item_links(text) or prose.stray_citations(text)):
            hint = "cite in the text of the item, or name the keys under sources:"
            yield Fault("citation-in-title", "holds a citation or a link", hint, "[")


class Inline(Text):
    """Emphasis, links and citations, in one paragraph."""

    __slots__ = ()
    block: ClassVar[bool] = False

    @classmethod
    def faults(cls, text: str, known: Known | None) -> Iterator[Fault]:
        yield from prose.faults(text, block=cls.block)
        if known:
            for citation in prose.citations(text, block=cls.block):
                for cite in citation:
                    yield from _unknown_source(cite.key, known, f"@{cite.key}")
            for target in prose.item_links(text, block=cls.block):
                yield from unknown_id(target, known, word=f"#{target}")

    @classmethod
    def shown(cls, text: str) -> str:
        return prose.letters(text, block=cls.block)


class Block(Inline):
    """Paragraphs, lists, quotations and tables of inline text; no headings, no pictures."""

    __slots__ = ()
    block: ClassVar[bool] = True


def bare(text: str) -> str:
    """The words of a text of any kind: what is Plain, or no Text at all, holds no markup, whatever it looks like."""
    return prose.plain(text) if isinstance(text, Inline) else str(text)


_LETTERS, _LETTERS_OF_A_WORD = 50_000, 2000
"""Twenty pages, and the longest address that programs take. What is longer takes a page more time than it is worth."""


def _too_long(text: str) -> Iterator[Fault]:
    longest = max(text.split(), key=len)
    if len(text) > _LETTERS:
        yield Fault("too-long", f"holds {len(text):,} letters, over {_LETTERS:,}", "divide it, or leave something out")
    elif len(longest) > _LETTERS_OF_A_WORD:
        message = f"holds a word of {len(longest):,} letters, over {_LETTERS_OF_A_WORD:,}"
        yield Fault("too-long", message, "is a blank missing?", longest[:20])


def _missing_letters(shown: str) -> Iterator[Fault]:
    lacking = fonts.lacking(shown)
    if lacking:
        message, hint = fonts.told(lacking)
        # The whole word, as its first letters alone may stand in another.
        word = re.search(rf"{re.escape(lacking[0])}\S*", shown)
        yield Fault("missing-letter", message, hint, word[0] if word else lacking[0])


def _letters_of_url(value: str, info: ValidationInfo) -> str:
    if info.context:
        refuse(_missing_letters(value))
    return value


class SourceKey(_CheckedText):
    """The key of a source, in the brief or in the shared library."""

    __slots__ = ()
    must_be_known: ClassVar[bool] = True

    @classmethod
    def _checked(cls, value: str, info: core_schema.ValidationInfo) -> Self:
        key = value.removeprefix("@")
        if not re.fullmatch(prose.KEY, key):
            hint = "a key is letters and digits, with _ : . / - inside it, as in review2021"
            refuse([Fault("source-key", "cannot be cited", hint)])
        if info.context and cls.must_be_known:
            refuse(_unknown_source(key, info.context, key))
        return cls(key)


class Cited(SourceKey):
    """A key that prints as a citation where it stands."""

    __slots__ = ()


class AcceptedKey(SourceKey):
    """The key of a source with which something was accepted; the source may be gone since."""

    __slots__ = ()
    must_be_known: ClassVar[bool] = False


def _unknown_source(key: str, known: Known, word: str) -> Iterator[Fault]:
    if key not in known.sources:
        near = get_close_matches(key, known.sources, 1, 0.6)
        hint = f"did you mean '{near[0]}'?" if near else "add it under sources: or in briefs/sources.yaml"
        yield Fault("unknown-source", f"cites '{key}', which is no source", hint, word)


_NOUNS = {"F": "finding", "S": "scenario", "I": "indicator"}


def unknown_id(target: str, known: Known, letter: str = "", word: str = "") -> Iterator[Fault]:
    """With a letter, an id of that part only will do; `word` is what to point at."""
    if target not in known.ids or not target.startswith(letter):
        fitting = [name for name in known.ids if name.startswith(letter)]
        message = f"points to '{target}', which is no {_NOUNS.get(letter, 'item')}"
        alike = [name for name in fitting if name[:1] == target[:1].upper()] or fitting
        hint = choose(target.upper(), sorted(alike, key=_by_number)) or "there is none yet"
        yield Fault("unknown-id", message, hint, word or target)


def _by_number(item_id: str) -> tuple[str, int]:
    number = item_id[1:]
    return item_id[:1], int(number) if number.isdecimal() else 0


def _refers(letter: str = "") -> Callable[[str, ValidationInfo], str]:
    def check(value: str, info: ValidationInfo) -> str:
        target = value.removeprefix("#")
        if info.context:
            refuse(unknown_id(target, info.context, letter))
        return target

    return check


def _listed(value: Any) -> Any:
    return value if value is None or isinstance(value, list | tuple) else [value]


T = TypeVar("T")
Many = Annotated[tuple[T, ...], BeforeValidator(_listed)]
"""A list; one item may stand for a list of one."""

if TYPE_CHECKING:
    Maybe = Optional[T]  # noqa: UP045 (as a union it would not be generic)
else:

    class Maybe:
        """A field that may be left out, None then, but may not be null: its default is never validated."""

        def __class_getitem__(cls, item: Any) -> Any:
            return item


ItemId = Annotated[str, AfterValidator(_refers())]
FindingId = Annotated[str, AfterValidator(_refers("F"))]
ScenarioId = Annotated[str, AfterValidator(_refers("S"))]


def pattern(regex: str, code: str, says: str, hint: str, *, fold: Callable[[str], str] = str) -> Any:
    """A validator of a text of a certain form, folded before it is tried."""

    def check(value: str) -> str:
        text = fold(value)
        if not re.fullmatch(regex, text):
            refuse([Fault(code, f"is '{value}', {says}", hint)])
        return text

    return AfterValidator(check)


def _tlp(value: str) -> str:
    label = value.upper().removeprefix("TLP:").replace(" ", "")
    labels = vocabulary.tlp().colours
    if label not in labels:
        refuse([Fault("tlp", f"is '{value}', which is no label of TLP 2.0", choose(label, labels))])
    return label


def _confidence(value: str, info: ValidationInfo) -> str:
    scale = info.context.confidence if info.context else vocabulary.confidence_scale(vocabulary.DEFAULT_CONFIDENCE)
    if value not in scale.words:
        refuse([Fault("confidence", f"is '{value}'", choose(value, scale.words))])
    return value


def _handling(value: str) -> str:
    letters = "".join(letter for letter in normalize("NFKD", value) if not combining(letter))
    words = " ".join(re.findall(r"[^\W_]+", letters.upper()))
    if any(f" {marking} " in f" {words} " for marking in vocabulary.classified_markings()):
        hint = "this is no tool for classified work; nothing is built"
        refuse([Fault("classified-marking", f"is '{value}', a classified marking", hint)])
    return value


TlpLabel = Annotated[str, AfterValidator(_tlp)]
Confidence = Annotated[str, AfterValidator(_confidence)]
Handling = Annotated[Plain, AfterValidator(_handling)]
Url = Annotated[
    str,
    pattern(r"(?i)https?://\S+", "url", "which is no web address", "it begins with https:// or http://"),
    AfterValidator(_letters_of_url),
]
Language = Annotated[
    str, pattern(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "language", "which is no language tag", "such as en, lt or en-GB")
]
SLUG = r"[a-z0-9][a-z0-9_-]{0,99}"
Slug = Annotated[str, pattern(SLUG, "name", "which is no short name", "letters a to z, digits, - and _")]


def style_name(given: str) -> str:
    """The name of a citation style as its file bears it: "APA" and "apa.csl" are apa."""
    return given.strip().lower().removesuffix(".csl")


StyleName = Annotated[
    str, pattern(SLUG, "name", "which is no short name", "letters a to z, digits, - and _", fold=style_name)
]


class Item(Part):
    """One numbered thing of a brief: a finding, a threat, a recommendation."""

    id: str = Field("", description="its id: the letter of its part and a number; given by position where left out")
    tlp: Maybe[TlpLabel] = Field(None, description="its own marking")
    basis: Maybe[Literal["editorial"]] = Field(None, description="editorial: the desk's own addition, marked in print")
    sources: Many[Cited] = Field((), description="keys of sources, where there is no text to cite in")
    short: Maybe[Plain] = Field(None, description="a name of a few words for figures and tables")
    note: Maybe[str] = Field(None, description="a note to the editors, never printed")
    was: Many[str] = Field((), description="the ids that it came from, after a split or a merge")


@cache
def holding(kind: type[Part], *sought: type) -> tuple[str, ...]:
    """The fields of a record that may hold one of these, themselves or further down: most hold numbers and names."""
    return tuple(name for name, field in kind.model_fields.items() if _holds(field.annotation, sought))


def _holds(annotation: Any, sought: tuple[type, ...]) -> bool:
    if not isinstance(annotation, type):
        return any(_holds(argument, sought) for argument in get_args(annotation))
    return issubclass(annotation, sought) or (issubclass(annotation, Part) and bool(holding(annotation, *sought)))


Spot = tuple[str, ...]
"""Where a citation stands: the id of an item ("" for the brief itself), a field of it, and what leads on from there."""


def citations_in(
    value: Any, spot: Spot = ("",), named: dict[str, "Item"] | None = None
) -> Iterator[tuple[Spot, Citation]]:
    """Every citation of a value and of what it holds, in print order.

    A text that is an id in `named` stands for that item, which is taken out of `named`: it is printed there, and once.
    """
    if isinstance(value, Inline) and named and value in named:
        yield from citations_in(named.pop(value), named=named)
    elif isinstance(value, Inline):
        yield from ((spot, citation) for citation in prose.citations(value, block=value.block))
    elif isinstance(value, Cited):
        yield spot, (Cite(value),)
    elif isinstance(value, Part):
        yield from _citations_in_fields(value, spot, named)
    elif isinstance(value, tuple):
        for index, entry in enumerate(value):
            yield from citations_in(entry, (*spot, str(index)), named)
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from citations_in(entry, (*spot, key), named)
            yield from citations_in(key, (*spot, key, "source"), named)


def _citations_in_fields(part: Part, spot: Spot, named: dict[str, "Item"] | None) -> Iterator[tuple[Spot, Citation]]:
    is_item = isinstance(part, Item)
    spot = (part.id,) if isinstance(part, Item) else spot
    for name in part.printed or holding(type(part), Inline, Cited):
        value = getattr(part, name)
        if isinstance(value, Cited) and (locator := getattr(part, "locator", None)):
            yield (*spot, name), (Cite(value, suffix=f", {locator}"),)
        elif is_item and name == "sources" and value:
            yield (*spot, name), tuple(Cite(key) for key in value)
        elif not is_item or name != "sources":
            yield from citations_in(value, (*spot, name), named)
