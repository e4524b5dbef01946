"""How probable: a word of the scale, a number, a range, or all three."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Annotated, Any, ClassVar

from pydantic import Field, ValidationInfo, model_validator

from policybrief import vocabulary
from policybrief.part import Item, Known, Part, either, refuse
from policybrief.prose import Fault
from policybrief.vocabulary import Scale

Range = tuple[float, float]

_NUMBER = r"[0-9]+(?:[.,][0-9]+)?"
_POINT = re.compile(rf"({_NUMBER})\s*%?")
_RANGE = re.compile(rf"({_NUMBER})\s*%?\s*[-–—]\s*({_NUMBER})\s*%?")


class Estimate(Part):
    """A probability in percent. `level` is set instead where likelihood is numbered 1 to 5 (`risk: uk-nrr`)."""

    word: str | None = Field(None, description="a word of the scale")
    point: float | None = Field(None, description="the best estimate, in percent")
    range: Range | None = Field(None, description="from the lowest to the highest that is held possible, in percent")
    level: Annotated[int, Field(ge=1, le=5)] | None = Field(
        None, description="a level of the register, with risk: uk-nrr"
    )
    levels: ClassVar[bool] = False

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        numbered = bool(cls.levels and info.context and info.context.numbered_risk)
        given = value if isinstance(value, dict) else _from_text(value, numbered)
        fields = {"word", "point", "range"} if info.context and not numbered else set(cls.model_fields)
        unknown = sorted(set(given) - fields)
        if unknown:
            hint = "it holds word, point and range"
            refuse(Fault("unknown-key", f"has a key '{key}' that is not known", hint, key) for key in unknown)
        if all(entry is None for entry in given.values()):
            refuse([Fault("probability", "is empty", _FORMS)])
        word, level = _word(given.get("word"), info.context), given.get("level")
        point, ends = _percent(given.get("point")), _range(given.get("range"))
        refuse(_apart(point, ends))
        return {"word": word, "point": point, "range": ends, "level": level}


class Likelihood(Estimate):
    """The probability of a threat, which alone may be a level."""

    levels = True


def estimate_of(item: Item) -> Estimate | None:
    """The probability or likelihood of an item, where it stands on the scale of words."""
    # Not getattr: pydantic takes long to say that a record has no such field.
    given: Estimate | None = vars(item).get("likelihood") or vars(item).get("probability")
    return given if given and given.level is None else None


def middle(estimate: Estimate, scale: Scale) -> float | None:
    """Where it stands, in percent: its best estimate, else the middle of its range, else of the band of its word."""
    term = scale.term(estimate.word) if estimate.word else None
    spread = estimate.range or ((term.low, term.high) if term else None)
    return estimate.point if estimate.point is not None else sum(spread) / 2 if spread else None


_FORMS = "write a word of the scale, a percent number, a range such as 20-40, or {word: ..., point: ..., range: ...}"


def _from_text(value: Any, numbered: bool) -> dict[str, Any]:
    if not isinstance(value, str) or not value.strip():
        refuse([Fault("probability", "is no probability", _FORMS)])
    text = str(value).strip()
    if numbered and re.fullmatch(r"\d+", text):
        if text not in ("1", "2", "3", "4", "5"):
            refuse([Fault("likelihood", f"is {text}", "with risk: uk-nrr a likelihood is a level from 1 to 5")])
        return {"level": text}
    if _RANGE.fullmatch(text):
        return {"range": text}
    return {"point": text} if re.match(r"[-+]?[\d.,]", text) else {"word": text}


def _word(value: Any, known: Known | None) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        refuse([Fault("probability", "has a word that is no text", _FORMS)])
    scale = known.scale if known else vocabulary.scale(vocabulary.DEFAULT_SCALE)
    word = " ".join(str(value).casefold().split())
    if scale.terms and not scale.term(word):
        message = f"is '{value}', which is no word of the scale {scale.name}"
        refuse([Fault("word-outside-scale", message, _other_word(word, scale))])
    return word


def _other_word(word: str, scale: Scale) -> str:
    """What may be meant: by its band where another scale has the word, as its letters lead astray; else by those."""
    meant = vocabulary.nearest(word, scale)
    if meant:
        return (
            f"'{meant.word}', {_short(meant.low)}-{_short(meant.high)} %, is nearest to what it means on other scales"
        )
    near = get_close_matches(word, scale.words, 1, _ALIKE)
    choice = f"choose {either(term.word for term in scale.terms)}"
    return f"{choice}; did you mean '{near[0]}'?" if near else choice


_ALIKE = 0.8
"""How like another a word must be to be a slip of the keyboard: 'highly likely' is none for 'likely'."""


def _percent(value: Any) -> float | None:
    if value is None:
        return None
    match = _POINT.fullmatch(str(value).strip())
    number = float(match[1].replace(",", ".")) if match else -1
    if 0 < number < 1:
        hint = f"in percent: write {_short(number * 100)}, not {value}"
        if "%" in str(value):
            hint = "it is below 1 percent, where the scale begins: write 1, or 0 for what cannot happen"
        refuse([Fault("probability", f"is {value}", hint)])
    if not 0 <= number <= 100:
        refuse(
            [
                Fault(
                    "probability",
                    f"is '{value}'",
                    "a percent number lies between 0 and 100, and a range is written 60-75",
                )
            ]
        )
    return number


def _range(value: Any) -> Range | None:
    if value is None:
        return None
    match = _RANGE.fullmatch(str(value).strip())
    unit = " %" if "%" in str(value) else ""
    ends = [end + unit for end in match.groups()] if match else value
    if not isinstance(ends, list | tuple) or len(ends) != 2:
        refuse([Fault("probability", f"has the range '{value}'", "write a range such as 20-40")])
    if any(end is None for end in ends):
        refuse([Fault("probability", "has a range with one end", "write a range such as 20-40")])
    low, high = (_percent(end) or 0.0 for end in ends)
    if low > high:
        refuse(
            [Fault("probability", f"has a range from {_short(low)} to {_short(high)}", "the lower end stands first")]
        )
    return low, high


def _apart(point: float | None, ends: Range | None) -> Iterator[Fault]:
    if point is not None and ends and not ends[0] <= point <= ends[1]:
        message = f"has the point {_short(point)} outside its own range, {_short(ends[0])} to {_short(ends[1])}"
        yield Fault(
            "point-outside-range", message, "a best estimate lies within its range: change the one or the other"
        )


def _short(number: float) -> str:
    return f"{number:.10g}"
