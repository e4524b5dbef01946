"""The schemas for editors: they take what the program takes, say what the README says, and are what the model is."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

import jsonschema
import pytest
import yaml
from conftest import ROOT

from policybrief import brand, items, project, source
from policybrief import brief as model
from policybrief.disk import write
from policybrief.folder import brief_paths
from policybrief.load import load_brief
from policybrief.numbering import PARTS
from policybrief.part import Item, Part
from policybrief.problem import BriefError
from policybrief.project import Project, Settings, open_project
from policybrief.rules import RULES
from policybrief.schema import as_json, modeline, old_schema, schema_files, schemas
from policybrief.schemaforms import EDITOR, editor_data
from policybrief.start import start_project
from policybrief.vocabulary import scale, scale_names

Schema = dict[str, Any]
FILES = ("brief", "project", "sources")


class Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: `yes` and dates are texts."""


Core.yaml_implicit_resolvers = {
    letter: [(tag, regex) for tag, regex in resolvers if not tag.endswith(("bool", "timestamp"))]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), ["t", "f"])


@cache
def validator(name: str, scale_name: str = "icd203") -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(schemas(Settings(scale=scale_name))[name])


def faults(name: str, text: str) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(yaml.load(text, Core))]


def walked(schema: Any, path: str = "") -> Iterator[tuple[str, Schema]]:
    """Every schema in a schema, with where it stands."""
    if isinstance(schema, dict):
        yield path, schema
        for key, held in schema.items():
            if key in ("properties", "definitions"):
                for name, inner in held.items():
                    yield from walked(inner, f"{path}/{key}/{name}")
            elif key in ("items", "additionalProperties", "propertyNames", "if", "then", "else"):
                yield from walked(held, f"{path}/{key}")
            elif key in ("anyOf", "allOf"):
                for number, inner in enumerate(held):
                    yield from walked(inner, f"{path}/{key}/{number}")


def fields(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """Every field that an author may write, but those that only narrow another one's words."""
    for path, held in walked(schema):
        if re.search("/properties/[^/]+$", path) and not re.search("^/allOf|/if/|/rules/", path):
            yield path, held


@pytest.mark.parametrize("name", FILES)
def test_each_is_a_schema_of_draft_07(name: str) -> None:
    schema = schemas(Settings())[name]
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(schema)


@pytest.mark.parametrize("name", FILES)
def test_every_field_says_what_it_is_in_words_and_in_markdown(name: str) -> None:
    told = [(path, held) for path, held in fields(schemas(Settings())[name]) if "/icd203" not in path]
    assert told or name == "sources"
    for path, held in told:
        assert held.get("description"), path
        if not re.search(r"/definitions/[a-z]", path):
            assert held["markdownDescription"].startswith(f"**{path.rsplit('/', 1)[1]}**: {held['description']}"), path


@pytest.mark.parametrize("name", FILES)
def test_nothing_bears_a_title_and_every_record_refuses_unknown_keys(name: str) -> None:
    for path, held in walked(schemas(Settings())[name]):
        assert "title" not in held, path
        if "properties" in held and not re.search("^/allOf|/if$", path):
            assert held["additionalProperties"] is False, path


@pytest.mark.parametrize("name", FILES)
def test_every_pattern_says_in_words_what_it_wants(name: str) -> None:
    silent = ("/anyOf/",)  # another of them speaks
    for path, held in walked(schemas(Settings())[name]):
        if "pattern" in held and not any(part in path for part in silent):
            assert held["patternErrorMessage"], path


def test_null_is_taken_where_the_model_takes_it_and_nowhere_else() -> None:
    for path, kind in RECORDS.items():
        for name, field in kind.model_fields.items():
            alias = field.alias or name
            taken = not faults(*filled(path, kind, alias, "null"))
            assert taken == (type(None) in get_args(get_type_hints(kind)[name])), f"{path}.{alias}"


@pytest.mark.parametrize("name", sorted(path.stem for path in brief_paths(ROOT)))
def test_the_briefs_are_valid(name: str) -> None:
    assert faults("brief", (ROOT / "briefs" / f"{name}.yaml").read_text(encoding="utf-8")) == []


def test_the_settings_and_the_library_are_valid() -> None:
    for name in ("project", "sources"):
        assert faults(name, (ROOT / "briefs" / f"{name}.yaml").read_text(encoding="utf-8")) == []


RECORDS: dict[str, type[Part]] = {
    "": model.Brief,
    "headlines": model.Headlines,
    "figures.0": model.FigureWish,
    "waivers.0": model.Waiver,
    "authors.0": source.Name,
    "scenario_set": items.ScenarioSet,
    "recommendations": items.Recommendations,
    "recommendations.short_term.0": items.Recommendation,
    "findings.0.quoted_probability.0": items.QuotedProbability,
    "forecasts.0.resolution": items.Resolution,
    "sources.key": source.Source,
    **{f"{part}.0": kind for part, (_, kind) in PARTS.items()},
    "project:": Settings,
    "project:brand": brand.Brand,
    "project:limits": project.Limits,
    "project:audiences.public": project.AudienceSettings,
}
"""Where each record stands in a file; those of the settings begin with "project:"."""

WHOLE: dict[str, Any] = {
    "title": "T", "date": "2024-01-31", "authors": ["A desk"], "bottom_line": "x", "sources": {"key": {"title": "x"}},
    "findings": [{"text": "x"}], "scenarios": [{"title": "x", "probability": "likely"}], "indicators": [{"text": "x"}],
}  # fmt: skip
NEEDED: dict[type[Part], dict[str, Any]] = {
    model.FigureWish: {"kind": "probability"},
    model.Waiver: {"rule": "no-owner", "because": "x"},
    source.Name: {"literal": "x"},
    items.QuotedProbability: {"term": "x", "source": "key"},
    items.Resolution: {"outcome": "yes", "date": "2024"},
    items.Event: {"date": "2024", "text": "x"},
    items.Section: {"heading": "x", "text": "x"},
    items.Forecast: {"question": "x"},
}


def filled(path: str, kind: type[Part], field: str, value: str) -> tuple[str, str]:
    """The name of a schema and a file, valid but for one field, which holds a value as it is written in YAML."""
    name, _, steps = path.partition(":") if ":" in path else ("brief", "", path)
    data: Any = {} if name == "project" else json.loads(json.dumps(WHOLE))
    holder = data
    for step, following in zip(steps.split("."), [*steps.split(".")[1:], ""], strict=True) if steps else ():
        # A list or a record, as what leads on from it wants.
        made: Any = [] if following.isdigit() else {}
        if step.isdigit():
            holder.append(made)
        else:
            holder[step] = made
        holder = made
    main = {kind.main: "x"} if kind.main and kind.main in kind.model_fields else {}
    holder |= NEEDED.get(kind, main) | {field: "HOLE"}
    for held, needed in (("quoted_probability", {"text": "x"}), ("resolution", {"question": "x"})):
        if held in steps:
            data[steps.split(".")[0]][0] |= needed
    return name, json.dumps(data).replace('"HOLE"', value)


VALUES = [
    "likely", "Very likely", "very  likely", "65", "65.5", "0", "0.5", "101", "60-75", "60 – 75 %", '"7 %"', "nonsense",
    "2021", "2021-09", "2021-09-14", "~2020", "2022-09/2022-11", "2021-13-40x", "{date-parts: [[2021, 9]]}",
    "{word: likely, point: 65, range: 60-75}", "{word: likely, range: [60, 75]}", "{point: 65, pont: 65}", "{}", "[]",
    "yes", "no", "On", "true", "F", "'1'", "1", "5", "6", "F1", "[F1, S1]", "'#F1'", "S1", "I1", "f1", "[[F1]]",
    "key", "[key]", "'@key'", "{key: x}", "{key: {x: y}}", "B2", "b2", "G2", "en", "en-GB", "English",
    "https://example.org/x", "HTTP://example.org/x", "example.org",
    "10.1000/182", "'doi: 10.1000/182'",
    "https://doi.org/10.1000/182", "2669-0000", "2669-000x", "a" * 64, "A" * 64, f'"{"1" * 64}"', "apa", "APA",
    "apa.csl", "AMBER", "amber+strict", "'TLP:AMBER'", "chatham-house",
    "low", "moderate", "High", "fact", "current", "report",
    "webpage", "up", "high", "draft", "flash", "uk-nrr", "words", "icd203", "uk-phia", "none", "us-ic", "editorial",
    "matrix", "no-owner", "{no-owner: error}", "{no-owner: off}", "{nonsense: error}", "{report: 12}", "{report: x}",
    "{public: {tlp: GREEN}}", "{public: {languages: en}}", "institute", "Upper", "full", "green", '""', "' '",
    "{family: Smith, given: Ann}", "[{family: Smith}, An institute]", "{surname: Smith}", "[x, y]", "[x, [y]]",
    "A text of a few words.", "'[@key, p. 12]'", "{text: x}", "[{text: x}]", "[{title: x}, y]", "-5", "1e3", "0x10",
]  # fmt: skip


@pytest.mark.parametrize("path", RECORDS)
def test_what_the_program_takes_is_marked_in_no_editor(path: str, tmp_path: Path) -> None:
    """Each field of each record with each of many values: no red line under what `check` lets pass."""
    kind, taken, refused = RECORDS[path], 0, []
    for name, annotation in distinct(path).items():
        for value in VALUES:
            schema, text = filled(path, kind, kind.model_fields[name].alias or name, value)
            if (value != "true" or annotation is bool) and accepted(schema, text, tmp_path):
                taken += 1
                refused += [f"{name}: {value}: {fault}" for fault in faults(schema, text)]
    assert refused == []
    assert taken


def distinct(path: str) -> dict[str, Any]:
    """One field of each type in a record; those that all items have, in a finding alone, but for the id."""
    hints = get_type_hints(RECORDS[path], include_extras=True)
    common = {name for name in Item.model_fields if name != "id"} if path != "findings.0" else set()
    by_type = {str(hints[name]): name for name in RECORDS[path].model_fields if name not in common}
    return {name: hints[name] for name in by_type.values()}


def accepted(name: str, text: str, folder: Path) -> bool:
    briefs = folder / "briefs"
    briefs.mkdir(exist_ok=True)
    file = briefs / ("project.yaml" if name == "project" else "brief.yaml")
    file.write_text(text, encoding="utf-8")
    try:
        opened = open_project(folder) if name == "project" else Project(folder, Settings(), {})
        if name == "brief":
            load_brief(file, opened)
    except BriefError:
        return False
    data = yaml.load(text, Core)
    named = {*data.get("rules", ()), *(waiver["rule"] for waiver in data.get("waivers", ()))}
    return named <= {rule.CODE for rule in RULES}


@pytest.mark.parametrize("path", RECORDS)
def test_what_has_the_wrong_shape_is_marked(path: str) -> None:
    kind = RECORDS[path]
    assert faults(*filled(path, kind, "nonsense", "x"))
    hints = get_type_hints(kind)
    for name, field in kind.model_fields.items():
        alias = field.alias or name
        if name in ("custom", "colours", "typefaces"):
            continue
        assert faults(*filled(path, kind, alias, "[[x]]")), alias
        assert faults(*filled(path, kind, alias, "{nonsense: [[{x: [y]}]]}")), alias
        if not re.search("<class 'str'>|tuple.str|Optional.str", str(hints[name])):
            assert faults(*filled(path, kind, alias, '""')), alias


@pytest.mark.parametrize("name", scale_names())
def test_a_brief_is_held_to_the_words_of_its_own_scale(name: str) -> None:
    plain = {**WHOLE, "scenarios": [{"title": "x"}]}
    brief = {**plain, "scale": name, "key_judgements": [{"text": "x", "probability": "PLACE"}]}
    threat = {**plain, "scale": name, "threats": {"title": "x", "likelihood": "PLACE"}}
    for other in scale_names():
        for word in scale(other).words:
            allowed = name == "none" or word in scale(name).words
            for text in (json.dumps(brief), json.dumps(threat)):
                assert (faults("brief", text.replace("PLACE", word)) == []) == allowed, f"{word} on {name}"


def test_a_brief_without_a_scale_is_held_to_that_of_its_project() -> None:
    data = {**WHOLE, "scenarios": [{"title": "x", "probability": "realistic possibility"}]}
    ours, theirs = validator("brief"), validator("brief", "uk-phia")
    assert not ours.is_valid(data)
    assert theirs.is_valid(data)
    assert not theirs.is_valid({**data, "scale": "icd203"})


def test_levels_of_the_risk_register_are_taken_where_the_brief_uses_it() -> None:
    threats = {**WHOLE, "threats": [{"title": "x", "likelihood": 3}], "risk": "uk-nrr"}
    assert validator("brief").is_valid(threats)
    assert not validator("brief").is_valid({**threats, "threats": [{"title": "x", "likelihood": 7}]})
    assert validator("brief").is_valid({**threats, "risk": "words", "threats": [{"title": "x", "likelihood": 7}]})


def test_the_words_of_a_scale_say_what_they_mean_in_numbers() -> None:
    means = schemas(Settings())["brief"]["definitions"]["icd203"]["anyOf"][0]
    assert dict(zip(means["enum"], means["enumDescriptions"], strict=True))["likely"] == "55–80 %"


def test_every_word_of_a_short_list_says_what_it_means() -> None:
    for kind in RECORDS.values():
        for name, field in kind.model_fields.items():
            choices = [word for word in literals(field.annotation) if isinstance(word, str)]
            if 0 < len(choices) < 10 and name != "rules":
                owners = [base.__name__ for base in kind.__mro__]
                known = next(
                    (
                        editor_data("words")[key]
                        for key in (f"{o}.{name}" for o in owners)
                        if key in editor_data("words")
                    ),
                    {},
                )
                assert sorted(known) == sorted(choices), f"{kind.__name__}.{name}"


def literals(annotation: Any) -> Iterator[Any]:
    if getattr(annotation, "__origin__", None) is Literal:
        yield from get_args(annotation)
    else:
        for argument in get_args(annotation):
            yield from literals(argument)


def test_each_kind_of_item_has_a_snippet_that_makes_a_valid_one(tmp_path: Path) -> None:
    snippets = editor_data("snippets")
    kinds = {kind: path for path, kind in RECORDS.items() if issubclass(kind, Item)}
    assert {kind.__name__ for kind in kinds} <= snippets.keys()
    for kind, path in kinds.items():
        body = snippets[kind.__name__]["body"]
        schema, text = filled(path, kind, "short", '"x"')
        data = json.loads(text)
        holder = data
        for step in path.split("."):
            holder = holder[int(step) if step.isdigit() else step]
        holder |= {name: placed(name, value) for name, value in body.items()}
        holder.pop("short")
        assert faults(schema, json.dumps(data)) == [], kind
        assert accepted(schema, json.dumps(data), tmp_path), kind


def placed(name: str, value: Any) -> Any:
    """What stands in a snippet with its places filled: what it proposes, else something that fits."""
    if isinstance(value, dict):
        return {placed("key", key): placed(name, held) for key, held in value.items()}
    if isinstance(value, list):
        return [placed(name, held) for held in value]
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", str(value)).replace("[@$3]", "[@key]").replace("[@$2]", "[@key]")
    fitting = {"as_of": "2024", "date": "2024", "closes": "2024", "due": "2024", "indicators": "I1"}
    return re.sub(r"\$\d+", fitting.get(name, "x"), text)


def test_the_rules_are_offered_in_waivers_and_settings() -> None:
    codes = [rule.CODE for rule in RULES]
    held = schemas(Settings())
    assert held["brief"]["definitions"]["Waiver"]["properties"]["rule"]["enum"] == codes
    assert list(held["project"]["properties"]["rules"]["properties"]) == codes


TABLES = [
    ("fields", "brief", None),
    ("item", "brief", "Finding"),
    ("source", "sources", "Source"),
    ("settings", "project", None),
]


@pytest.mark.parametrize(("table", "name", "definition"), TABLES)
def test_it_says_of_each_field_what_the_readme_says(table: str, name: str, definition: str | None) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    text = readme.partition(f"<!-- {table} -->\n")[2].partition(f"<!-- /{table} -->")[0].partition("\n####")[0]
    rows = dict(re.findall(r"^\| `([\w-]+)` \| (.*?) \|$", text, re.MULTILINE))
    schema = schemas(Settings())[name]
    properties = schema["definitions"][definition]["properties"] if definition else schema["properties"]
    told = {field: held["description"] for field, held in properties.items()}
    if table == "item":
        told = {field: told[field] for field in Item.model_fields}
    assert rows.keys() == told.keys()
    assert [field for field, says in told.items() if not rows[field].startswith(says)] == []


def test_it_says_of_each_part_what_the_readme_says() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("<!-- /fields -->")[0]
    definitions = schemas(Settings())["brief"]["definitions"]
    for part, (_, kind) in PARTS.items():
        text = readme.partition(f"#### {part}\n")[2].partition("\n####")[0]
        rows = dict(re.findall(r"^\| `([\w-]+)` \| (.*?) \|$", text, re.MULTILINE))
        own = {
            name: held
            for name, held in definitions[kind.__name__]["properties"].items()
            if name not in Item.model_fields
        }
        assert rows.keys() == own.keys(), part
        assert all(rows[name].startswith(held["description"]) for name, held in own.items()), part


@pytest.mark.parametrize("name", FILES)
def test_the_shipped_schemas_are_those_of_the_model(name: str, pytestconfig: pytest.Config) -> None:
    file, made = EDITOR / f"{name}.schema.json", as_json(schemas(Settings())[name])
    if pytestconfig.getoption("--update-golden"):
        file.write_bytes(made)
    assert file.read_bytes() == made


def test_the_modeline_leads_from_a_brief_to_its_schema() -> None:
    root = Path("project")
    assert modeline(root / "briefs" / "a.yaml", root).endswith("$schema=../.policybrief/brief.schema.json")
    assert modeline(root / "briefs" / "w" / "a.yaml", root).endswith("=../../.policybrief/brief.schema.json")


def test_a_schema_of_another_scale_is_told(tmp_path: Path) -> None:
    start_project(tmp_path)
    assert list(old_schema(open_project(tmp_path))) == []
    settings = tmp_path / "briefs" / "project.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("icd203", "uk-phia"), encoding="utf-8")
    (problem,) = old_schema(open_project(tmp_path))
    assert (problem.code, problem.severity) == ("old-schema", "info")
    write(schema_files(tmp_path, open_project(tmp_path).settings))
    assert list(old_schema(open_project(tmp_path))) == []
