"""How each kind of value is written in YAML, as JSON Schema, draft-07: texts, dates, estimates, words of a scale.

A form takes all that the model takes, in the types that YAML gives to a plain value: `2021` is a number there, and
`2021-09` a text. It need not refuse all that the model refuses: what a text cites, only `check` can look up.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from policybrief import vocabulary
from policybrief.brief import BriefId, ConfidenceScaleName, Doi, Issn, ScaleName
from policybrief.date import Day, PartialDate
from policybrief.estimate import Estimate, Likelihood
from policybrief.items import Impact, Sign
from policybrief.part import (
    AcceptedKey,
    Block,
    Cited,
    Confidence,
    FindingId,
    Handling,
    Inline,
    ItemId,
    Language,
    Plain,
    ScenarioId,
    Slug,
    SourceKey,
    StyleName,
    TlpLabel,
    Url,
)
from policybrief.project import Count, Months, Site
from policybrief.source import AsGiven, Grade, Sha256
from policybrief.vocabulary import ConfidenceScale, Scale
from policybrief.yamlfile import read_yaml

Schema = dict[str, Any]

EDITOR = Path(__file__).parent / "editor"
"""Data for editors: what forms, words and snippets say, and the schemas as they come out without a project."""


@cache
def editor_data(name: str) -> Mapping[str, Any]:
    """One of the data files under editor/: forms, words or snippets."""
    data: Mapping[str, Any] = read_yaml(EDITOR / f"{name}.yaml").data
    return data


def form_of(kind: Any) -> tuple[str, Schema] | None:
    """The name of a form in editor/forms.yaml and its schema; None of a type that is none of these."""
    return next(((name, make()) for known, name, make in _FORMS if known == kind), None)


def words(meanings: Iterable[tuple[Any, str]], *also: Schema) -> Schema:
    """One of some words, each with what it means; `also` is taken too, and not offered."""
    given = dict(meanings)
    schema: Schema = {"enum": list(given)}
    if any(given.values()):
        schema["enumDescriptions"] = list(given.values())
    return {"anyOf": [schema, *also]} if also else schema


def listed(one: Schema) -> Schema:
    """A list, or one alone."""
    return or_type(one, "array") | {"items": one}


def or_type(schema: Schema, kind: str) -> Schema:
    """A value of another type of JSON too."""
    if kind == "null" and "if" in schema:
        schema = schema | {"if": {"type": "object"}}
    if "type" not in schema:
        return {"anyOf": [schema, {"type": kind}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return schema | {"type": [kind, *types] if kind == "array" else [*types, kind]}


def record(fields: Schema, *, or_text: bool = False) -> Schema:
    """A record; where `or_text`, a text may stand for the field of it that matters most."""
    # What is still empty is offered the fields too. It is refused all the same, by its type.
    return {
        "type": ["object", "string", "number"] if or_text else ["object"],
        "minLength": 1,
        "if": {"type": ["object", "null"]},
        "then": fields,
    }


def estimate(scale: Scale, *, levels: bool = False) -> Schema:
    """A probability in the words of a scale, or in numbers; with `levels` a number is one of the risk register."""
    meanings = [(word, f"{term.low:g}–{term.high:g} %") for term in scale.terms for word in (term.word, *term.also)]
    word = words(meanings, _any_case(word for word, _ in meanings)) if meanings else _text()
    register = vocabulary.register_likelihoods().items()
    number = words((level, entry.figure) for level, entry in register) if levels else {"type": "number"}
    held = {"word": word, "point": {"type": ["number", "string"]}, "range": {"type": ["string", "array"]}}
    fields = {
        name: {"description": Estimate.model_fields[name].description} | written for name, written in held.items()
    }
    whole = {"type": "object", "additionalProperties": False, "minProperties": 1, "properties": fields}
    return {
        "anyOf": [*word.get("anyOf", [word]), number, {"type": "string", "pattern": _PERCENT}, whole],
        "minimum": 0,
        "maximum": 100,
        # Meant for a share of one. A type that no number has refuses it in our words.
        "if": {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        "then": {"type": "string", "errorMessage": "in percent: write 65, not 0.65"},
    }


def confidence(scale: ConfidenceScale) -> Schema:
    return words((level.word, level.means) for level in scale.levels)


def _any_case(given: Iterable[str]) -> Schema:
    spelled = ("".join(_ANY_CASE.get(a, f"[{a.upper()}{a.lower()}]") for a in word) for word in given)
    return {"type": "string", "pattern": f"^({'|'.join(spelled)})$"}


def _text() -> Schema:
    return {"type": ["string", "number"], "minLength": 1}


def _as_given() -> Schema:
    return {"type": ["string", "number"]}


def _pattern(regex: str, hint: str, *, number: bool = False) -> Callable[[], Schema]:
    """A text of a certain form. The pattern is written for ECMAScript, which knows less of Unicode than Python."""
    kind = ["string", "number"] if number else "string"
    return lambda: {"type": kind, "pattern": f"^{regex}$", "patternErrorMessage": hint}


def _date(regex: str, hint: str) -> Schema:
    """A year alone is a number; the record is that of CSL-JSON."""
    written = {"type": ["string", "integer", "object"], "pattern": f"^{regex}$", "patternErrorMessage": hint}
    return written | {"required": ["date-parts"]}


def _tlp() -> Schema:
    shared = vocabulary.tlp().shared.items()
    any_case = _any_case([*vocabulary.tlp().shared, *(f"TLP:{label}" for label in vocabulary.tlp().shared)])
    return words(((label, f"shared {who}") for label, who in shared), any_case)


def _switch() -> Schema:
    number = {"type": "integer", "minimum": 0, "maximum": 1}
    return words([("yes", ""), ("no", "")], {"type": "boolean"}, number, _any_case(_SWITCHES))


def _impact() -> Schema:
    return words(vocabulary.impacts().items(), {"type": "string", "pattern": "^[1-5]$"})


def _number(hint: str = "a whole number, 1 or more") -> Schema:
    return {"type": ["integer", "string"], "minimum": 1, "pattern": "^[0-9]+$", "patternErrorMessage": hint}


def _style() -> Schema:
    hint = "numeric, or the name of a style of citationstyles.org"
    style = _pattern(r"[A-Za-z0-9][\w-]*(\.[Cc][Ss][Ll])?", hint)()
    return style | {"examples": ["numeric", "chicago-notes-bibliography", "apa"]}


def _confidence_scales() -> Schema:
    return words((name, vocabulary.confidence_scale(name).title) for name in vocabulary.confidence_scale_names())


_ANY_CASE = {" ": r"\s+", "+": r"\+", "-": "-", ":": ":", "0": "0", "1": "1"}
_PERCENT = r"^[0-9]+([.,][0-9]+)?\s*%?(\s*[-–—]\s*[0-9]+([.,][0-9]+)?\s*%?)?$"
_POINT = "[0-9]{4}(-[0-9]{1,2}){0,2}"
_SWITCHES = ("yes", "no", "true", "false", "on", "off", "y", "n", "t", "f", "0", "1")
_URL = r"[Hh][Tt][Tt][Pp][Ss]?://\S+"
_URL_HINT = "a web address begins with https:// or http://"
_KEY = r"@?[^\s@\[\]{},;]+"
_KEY_HINT = "a key is letters and digits, with _ : . / - inside it, as in review2021"


def _item_id(letter: str, example: str) -> Callable[[], Schema]:
    return _pattern(f"#?{letter}[1-9][0-9]*", f"an id here is a letter and a number, as in {example}")


_FORMS: tuple[tuple[Any, str, Callable[[], Schema]], ...] = (
    (Plain, "text", _text),
    (str, "text", _as_given),
    (AsGiven, "text", _as_given),
    (Inline, "inline", _text),
    (Block, "block", _text),
    (Sign, "sign", _text),
    (PartialDate, "date", lambda: _date(f"[~≈]?{_POINT}[~?]?(/{_POINT})?", "write 2021, 2021-09 or 2021-09-14")),
    (Day, "day", lambda: _date(_POINT, "write one day, as in 2024-01-31")),
    (Estimate, "estimate", lambda: {"type": ["string", "number", "object"]}),
    (Likelihood, "estimate", lambda: {"type": ["string", "number", "object"]}),
    (Confidence, "word", lambda: {"type": "string"}),
    (bool, "switch", _switch),
    (Impact, "word", _impact),
    (Months, "months", partial(_number, "a whole number of months")),
    (Count, "count", _number),
    (SourceKey, "source_key", _pattern(_KEY, _KEY_HINT, number=True)),
    (Cited, "source_key", _pattern(_KEY, _KEY_HINT, number=True)),
    (AcceptedKey, "source_key", _pattern(_KEY, _KEY_HINT, number=True)),
    (ItemId, "item", _item_id("[A-Z]", "F1")),
    (FindingId, "finding", _item_id("F", "F1")),
    (ScenarioId, "scenario", _item_id("S", "S1")),
    (TlpLabel, "word", _tlp),
    (Handling, "text", lambda: words(vocabulary.handling_rules().items(), _text())),
    (Grade, "grade", _pattern("[A-Fa-f][1-6]", "a letter A to F and a digit 1 to 6, as in B2")),
    (Sha256, "sha256", _pattern("[0-9A-Fa-f]{64}", "64 digits 0-9 and a-f", number=True)),
    (Url, "url", _pattern(_URL, _URL_HINT)),
    (Site, "url", _pattern(_URL, _URL_HINT)),
    (Language, "language", _pattern("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language tag, such as en, lt or en-GB")),
    (Slug, "slug", _pattern("[a-z0-9][a-z0-9_-]{0,99}", "letters a to z, digits, - and _", number=True)),
    (StyleName, "style", _style),
    (ScaleName, "word", lambda: words((name, vocabulary.scale(name).title) for name in vocabulary.scale_names())),
    (ConfidenceScaleName, "word", _confidence_scales),
    (
        BriefId,
        "brief",
        _pattern(r"[^\s/._-][^/]*(/[^\s/._-][^/]*)*", "letters, digits, blanks, . - _, and / for folders", number=True),
    ),
    (Doi, "doi", _pattern(r".*10\.[0-9]{4,9}/\S+", "a DOI begins with 10., as in 10.1000/182")),
    (Issn, "issn", _pattern("[0-9]{4}-[0-9]{3}[0-9Xx]", "eight digits, as in 2669-0000")),
    (Any, "anything", dict),
)
"""Each type of the model that is written as one value, the name of its form, and its schema."""
