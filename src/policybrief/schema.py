"""The model as JSON Schemas, draft-07, for editors: what may stand where, what it says, and what each word means.

They are read off the model, and what an editor shows beyond it (how a value is written, what a word means, what to
fill in) off the files under editor/. They mark nothing that `check` lets pass, but for a bare `true` as a text, and for
a waiver of a rule that there is none of, which `check` only warns of.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from policybrief import vocabulary
from policybrief.brief import Brief, Waiver
from policybrief.items import Recommendation
from policybrief.numbering import PARTS
from policybrief.part import Part, SourceKey
from policybrief.problem import Place, Problem
from policybrief.project import EDITOR_FOLDER, Project, Settings
from policybrief.rules import BY_CODE, holds
from policybrief.schemaforms import (
    Schema,
    confidence,
    editor_data,
    estimate,
    form_of,
    listed,
    or_type,
    record,
    words,
)
from policybrief.source import Source

_LETTERS: Mapping[type[Part], str] = {**{item: letter for letter, item in PARTS.values()}, Recommendation: "R"}
_ESTIMATES = ("key_judgements", "scenarios", "forecasts")
_CONFIDENT = ("key_judgements", "findings", "threats")


class _Written(NamedTuple):
    """How a value is written: as JSON Schema, and in Markdown."""

    schema: Schema
    says: str


def schemas(settings: Settings) -> Mapping[str, Schema]:
    """The schema of each kind of file, by its name: brief, project, sources.

    A brief that names no scale of its own takes its words from that of the settings.
    """
    return {"brief": _of_briefs(settings), "project": _of_settings(), "sources": _of_sources()}


def schema_files(root: Path, settings: Settings) -> Mapping[Path, bytes]:
    """The schemas as files of a project, where `modeline` and the settings of VS Code look for them."""
    return {root / EDITOR_FOLDER / f"{name}.schema.json": as_json(schema) for name, schema in schemas(settings).items()}


def modeline(file: Path, root: Path) -> str:
    """The comment that names the schema of a brief, for its first line."""
    up = "../" * len(file.relative_to(root).parent.parts)
    return f"# yaml-language-server: $schema={up}{EDITOR_FOLDER}/brief.schema.json"


def old_schema(project: Project) -> Iterator[Problem]:
    """Whether what editors are told of briefs is of another version of this program, or of another scale."""
    file = project.root / EDITOR_FOLDER / "brief.schema.json"
    with suppress(OSError), file.open(encoding="utf-8", errors="replace") as stream:
        # It stands in one of the first lines.
        if _origin(project.settings) not in stream.read(1000):
            message, hint = "is of another scale or version", "`policybrief schema --write` renews it"
            yield Problem("old-schema", message, (), hint, "info", Place(file))


def _origin(settings: Settings) -> str:
    names = (settings.scale or vocabulary.DEFAULT_SCALE, settings.confidence_scale or vocabulary.DEFAULT_CONFIDENCE)
    return f"Made by policybrief {version('policybrief')} for {' and '.join(names)}"


def as_json(schema: Schema) -> bytes:
    return json.dumps(schema, ensure_ascii=False, indent=1).encode() + b"\n"


def _of_briefs(settings: Settings) -> Schema:
    kinds = _Kinds()
    schema = {"$comment": _origin(settings), **kinds.record(Brief)}
    for name in vocabulary.scale_names():
        kinds.definitions[name] = estimate(vocabulary.scale(name))
        kinds.definitions[f"{name}-or-level"] = estimate(vocabulary.scale(name), levels=True)
    schema["allOf"] = [*_scale_words(settings), *_confidence_words(settings)]
    return kinds.whole("A policy brief", schema)


def _of_settings() -> Schema:
    kinds = _Kinds()
    return kinds.whole("The settings of a project", kinds.record(Settings))


def _of_sources() -> Schema:
    kinds = _Kinds()
    return kinds.whole("The shared sources of a project, by key", kinds.mapping(SourceKey, Source))


def _scale_words(settings: Settings) -> list[Schema]:
    """The words of each scale, where a brief is on that scale; likelihood may be numbered instead."""
    default = settings.scale or vocabulary.DEFAULT_SCALE
    cases = []
    for name in vocabulary.scale_names():
        word, level = ({"$ref": f"#/definitions/{held}"} for held in (name, f"{name}-or-level"))
        threats = [_items({"threats": {"properties": {"likelihood": held}}}) for held in (level, word)]
        judged = _items({part: {"properties": {"probability": word}} for part in _ESTIMATES})
        cases.append(
            _when("scale", name, {"allOf": [judged, _when("risk", "uk-nrr", *threats)]}, default=name == default)
        )
    return cases


def _confidence_words(settings: Settings) -> list[Schema]:
    default = settings.confidence_scale or vocabulary.DEFAULT_CONFIDENCE
    return [
        _when("confidence_scale", name, _items(dict.fromkeys(_CONFIDENT, _confident(name))), default=name == default)
        for name in vocabulary.confidence_scale_names()
    ]


def _confident(name: str) -> Schema:
    word = confidence(vocabulary.confidence_scale(name))
    return {"properties": {"confidence": {"anyOf": [word, {"type": "null"}]}}}


def _when(field: str, word: str, then: Schema, otherwise: Schema | None = None, *, default: bool = False) -> Schema:
    """What holds where a field has a word; where that is the default, also where the field is left out."""
    named: Schema = {"properties": {field: {"const": word}}}
    if not default:
        named["required"] = [field]
    return {"if": named, "then": then} | ({"else": otherwise} if otherwise else {})


def _items(parts: Mapping[str, Schema]) -> Schema:
    """What holds for each item of some parts, in a list or alone."""
    return {"properties": {part: {"items": schema, "doNotSuggest": True, **schema} for part, schema in parts.items()}}


class _Kinds:
    """Walks the types of the model, and takes down each record that lists hold under `definitions`, once."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def whole(self, description: str, schema: Schema) -> Schema:
        head = {"$schema": "http://json-schema.org/draft-07/schema#", "description": description}
        return head | schema | {"definitions": dict(sorted(self.definitions.items()))}

    def record(self, kind: type[Part]) -> Schema:
        """The fields of a record under the names that an author writes; no other is allowed."""
        fields = {name: field.alias or name for name, field in kind.model_fields.items()}
        snippet = editor_data("snippets").get(kind.__name__)
        required = [alias for name, alias in fields.items() if kind.model_fields[name].is_required()]
        return {
            "type": "object",
            "additionalProperties": False,
            **({"required": required} if required else {}),
            **({"defaultSnippets": [snippet]} if snippet else {}),
            "properties": {alias: self.field(kind, name) for name, alias in fields.items()},
        }

    def field(self, kind: type[Part], name: str) -> Schema:
        """What a field says, in plain words and in Markdown, and how it is written."""
        field, given = kind.model_fields[name], get_type_hints(kind, include_extras=True)[name]
        own = self._own(kind, name)
        written = (_nullable(own) if NoneType in get_args(given) else own) if own else self._written(given)
        said = f"**{field.alias or name}**: {field.description}."
        shown = {
            "description": field.description,
            "markdownDescription": "\n\n".join(filter(None, (said, written.says))),
        }
        default = {"default": field.default} if field.default and isinstance(field.default, str) else {}
        return shown | written.schema | default

    def _own(self, kind: type[Part], name: str) -> _Written | None:
        """Of a field that its type does not tell: one of few words, an id, the code of a rule."""
        meanings = next((known for base in kind.__mro__ if (known := _meanings(f"{base.__name__}.{name}"))), None)
        if meanings:
            return _Written(words(meanings.items()), "")
        if kind is Waiver and name == "rule":
            return _Written(words(_rules().items()), "")
        if kind is Settings and name == "rules":
            loud = words(_meanings("Severity").items())
            codes = {code: {"description": said} | loud for code, said in _rules().items()}
            return _Written({"type": "object", "additionalProperties": False, "properties": codes}, "")
        if name == "id" and (letter := _LETTERS.get(kind)):
            hint = f"an id here is {letter} and a number, as in {letter}1"
            return _Written({"type": "string", "pattern": f"^{letter}[1-9][0-9]*$", "patternErrorMessage": hint}, "")
        return None

    def _written(self, kind: Any) -> _Written:
        form = form_of(kind)
        if form:
            name, schema = form
            return _Written(schema, editor_data("forms")[name])
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self._written(arguments[0])
        if origin in (Union, UnionType):
            return _nullable(self._written(next(argument for argument in arguments if argument is not NoneType)))
        if origin is Literal:
            return _Written({"enum": list(arguments)}, "")
        if origin is tuple:
            return self._list(arguments[0])
        if isinstance(kind, type) and issubclass(kind, Part):
            return self._part(kind)
        key, value = arguments
        return _Written(self.mapping(key, value), self._written(value).says)

    def _list(self, kind: Any) -> _Written:
        held = self._written(kind)
        return _Written(listed(held.schema), f"{held.says} {editor_data('forms')['list']}".strip())

    def mapping(self, key: Any, value: Any) -> Schema:
        """Keys of one form, values of one type."""
        names = self._written(key).schema
        return {"type": "object", "propertyNames": names, "additionalProperties": self._written(value).schema}

    def _part(self, kind: type[Part]) -> _Written:
        """A record by reference; a text may stand for one whose main field it is."""
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.record(kind)
        reference = {"$ref": f"#/definitions/{name}"}
        return _Written(record(reference, or_text=bool(kind.main)), editor_data("forms").get(name, ""))


def _nullable(written: _Written) -> _Written:
    return _Written(or_type(written.schema, "null"), f"{written.says} {editor_data('forms')['null']}".strip())


def _meanings(of: str) -> Mapping[str, str]:
    known: Mapping[str, str] = editor_data("words").get(of, {})
    return known


def _rules() -> Mapping[str, str]:
    """What each rule holds, by its code."""
    return {code: holds(rule) for code, rule in BY_CODE.items()}
