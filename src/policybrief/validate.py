"""A file and a model to a valid record, or to every problem at its place."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from policybrief.part import Known, Part, choose, either
from policybrief.problem import Problem, Steps
from policybrief.yamlfile import YamlFile

P = TypeVar("P", bound=Part)


def validate(file: YamlFile, data: Any, model: type[P], known: Known | None = None) -> tuple[P | None, list[Problem]]:
    """The record, or None and what keeps the data from being one. `data` may hold more than the file says itself."""
    try:
        return model.model_validate(data, context=known), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [problem for detail in details for problem in _problems(detail, file, model)]


def _problems(detail: Any, file: YamlFile, model: type[Part]) -> Iterator[Problem]:
    kind = detail["type"]
    steps = detail["loc"] if kind in ("missing", "extra_forbidden") else _steps(detail["loc"])
    on_key = len(steps) < len(detail["loc"])
    if kind not in ("missing", "extra_forbidden") and detail["input"] is None:
        hint = "write a value, or delete the line"
        yield Problem("empty", "is empty", steps, hint, place=file.place(steps))
    elif kind == "faults":
        for fault in detail["ctx"]["faults"]:
            place = file.place(steps, on_key=True) if on_key else file.place(steps, word=fault.word)
            yield Problem(fault.code, fault.message, steps, fault.hint, place=place)
    elif kind == "missing":
        yield Problem("missing-field", "is missing", steps, _purpose(model, steps), place=file.place(steps[:-1]))
    elif kind == "extra_forbidden":
        hint = _nearest_field(model, steps)
        yield Problem("unknown-key", "is no field", steps, hint, place=file.place(steps, on_key=True))
    # To pydantic a list is too short also where its items are wrong, and they have problems of their own.
    elif kind != "too_short" or not detail["input"]:
        code, message, hint = _wording(kind, detail.get("ctx", {}), detail["input"])
        more = _fields(model, steps) if kind.startswith("model_") else ""
        more = more or (_description(model, steps) if kind.startswith("int_") else "")
        place = file.place(steps, on_key=on_key)
        yield Problem(code, message, steps, f"{hint}: {more}" if more else hint, place=place)


def _fields(model: type[Part], steps: Steps) -> str:
    """The fields of the record at a path, where they are few enough to be named."""
    owner = _model_at(model, steps)
    names = [field.alias or name for name, field in owner.model_fields.items()] if owner else []
    return either(names) if 0 < len(names) <= 8 else ""


def _wording(kind: str, context: Mapping[str, Any], given: Any) -> tuple[str, str, str]:
    """Code, message and hint, by pydantic's type of error; its English is never shown."""
    if kind == "literal_error":
        words = str(context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return "unknown-word", f"is {_shown(given)}", choose(str(given), words)
    if kind in _SHAPES:
        return "wrong-shape", f"is {_shown(given)}", _SHAPES[kind]
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = "at least" if "ge" in context else "at most"
        return "out-of-range", f"is {_shown(given)}", f"it is {bound} {context.get('ge', context.get('le'))}"
    if kind == "too_short":
        return "empty", "is empty", "write at least one"
    return "wrong-value", f"is {_shown(given)}", "it does not fit this field"


_SHAPES = {
    "string_type": "write one text",
    "tuple_type": "write a list, each item after a dash",
    "list_type": "write a list, each item after a dash",
    "mapping_type": "write its fields under it, each with a colon",
    "dict_type": "write its fields under it, each with a colon",
    "model_type": "write its fields under it, each with a colon",
    "model_attributes_type": "write its fields under it, each with a colon",
    "int_type": "write a whole number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "float_type": "write a number",
    "float_parsing": "write a number",
    "bool_type": "write yes or no",
    "bool_parsing": "write yes or no",
}


def _shown(given: Any) -> str:
    if isinstance(given, list | tuple):
        return "a list"
    return "a set of keys" if isinstance(given, dict) else f"'{str(given)[:60]}'"


def _steps(loc: tuple[Any, ...]) -> Steps:
    """Pydantic's location as the author's path: what is wrong with a mapping's key stands at "[key]" below it."""
    return loc[:-1] if loc[-1:] == ("[key]",) else loc


def _purpose(model: type[Part], steps: Steps) -> str:
    return f"add {steps[-1]}: {_description(model, steps)}".rstrip()


def _description(model: type[Part], steps: Steps) -> str:
    owner = _model_at(model, steps[:-1])
    field = owner.model_fields.get(str(steps[-1])) if owner else None
    return (field.description or "") if field else ""


_MEANT = {
    "author": ("authors",),
    "because": ("rests_on", "confidence_because"),
    "date": ("issued", "as_of"),
    "deadline": ("due",),
    "journal": ("container-title",),
    "link": ("URL",),
    "name": ("title",),
    "probability": ("likelihood",),
    "likelihood": ("probability",),
    "recommendation": ("recommendations",),
    "summary": ("bottom_line", "descriptor"),
    "website": ("URL",),
    "what": ("do",),
    "who": ("owner",),
    "year": ("issued",),
}
"""What an editor may have meant by a word that is no field, the likeliest first."""


def _nearest_field(model: type[Part], steps: Steps) -> str:
    owner = _model_at(model, steps[:-1])
    names = [field.alias or name for name, field in owner.model_fields.items()] if owner else []
    given = str(steps[-1]).casefold().replace(" ", "_")
    folded = {name.casefold(): name for name in names}
    meant = [name for name in _MEANT.get(given, ()) if name in names]
    near = meant or [folded[name] for name in get_close_matches(given, folded, 1, 0.6)]
    if near:
        return f"did you mean '{near[0]}'?"
    few = 0 < len(names) <= 24
    return f"the fields here are {either(sorted(names))}" if few else "delete it; the README lists the fields"


def _model_at(model: type[Part], steps: Steps) -> type[BaseModel] | None:
    """The model of the record at a path, read off the annotations."""
    found: Any = model
    for step in steps:
        if isinstance(found, type) and issubclass(found, BaseModel):
            fields = {field.alias or name: field for name, field in found.model_fields.items()}
            found = _bare(fields[str(step)].annotation) if step in fields else None
        else:
            held = [argument for argument in get_args(found) if argument is not Ellipsis]
            found = _bare(held[-1]) if held else None
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _bare(annotation: Any) -> Any:
    """An annotation without its validators and without its `| None`."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _bare(arguments[0])
    if origin in (Union, UnionType):
        return next(_bare(argument) for argument in arguments if argument is not type(None))
    return annotation
