"""Whatever a file holds, it is read or refused with problems that have a place; nothing else comes out."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from pydantic import BaseModel

from policybrief import prose
from policybrief.brief import Brief
from policybrief.items import Recommendations
from policybrief.load import load_brief
from policybrief.numbering import PARTS
from policybrief.part import SourceKey
from policybrief.problem import BriefError, Problem
from policybrief.project import Project, Settings
from policybrief.source import Source

BRIEFS = Path(__file__).parent / "briefs"
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
settings.register_profile("reading", deadline=None, derandomize=True, max_examples=150, database=None)
READING = settings.get_profile("reading")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(tmp_path_factory.mktemp("project"), Settings(), {SourceKey("shared"): Source()})


def check(project: Project, content: bytes) -> None:
    """Reads a file of these bytes; every problem of it has a place inside it, a message and a report."""
    path = project.root / "b.yaml"
    path.write_bytes(content)
    found: tuple[Problem, ...]
    try:
        found = load_brief(path, project).warnings
        assert all(problem.severity != "error" for problem in found)
    except BriefError as error:
        found = error.problems
        assert any(problem.severity == "error" for problem in found)
    lines = LINE_END.split(content.decode("utf-8-sig", "replace"))
    for problem in found:
        assert problem.place
        assert problem.code
        assert problem.message
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.place.length >= 1
        report = str(problem)
        report.encode()
        assert all(line.isprintable() for line in report.splitlines() if line.lstrip()[:1].isdigit())


def names(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    """The field names of a model and of all models in it."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        yield field.alias or name
        for held in models(field.annotation):
            yield from names(held, seen)


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from models(argument)


FIELDS = sorted({*names(Brief, set()), "date-parts"})
SAID = ["F1", "S1", "R1", "#F1", "shared", "@shared", "[@shared, p. 3]", "[](#F1)", "[@x]", "likely", "30 %", "20–40"]
SAID += ["0.3", "2024-02-30", "0000", "9999-12-31/2020", "~2020", "high", "red", "TLP:AMBER+STRICT", "uk-nrr", "none"]
SAID += [
    "lt-nta",
    "yes",
    "1",
    "9" * 400,
    "https://a.lt",
    "[x](javascript:y)",
    "# x",
    "> > x",
    "report",
    "en",
    "B2",
    "日本 x",
]

TEXTS = st.one_of(st.sampled_from(SAID), st.text(max_size=12))
KEYS = st.one_of(st.sampled_from(FIELDS), st.sampled_from(SAID), st.text(max_size=5))
TREES = st.recursive(
    st.one_of(st.none(), TEXTS),
    lambda below: st.one_of(st.lists(below, max_size=4), st.dictionaries(KEYS, below, max_size=5)),
    max_leaves=25,
)


def record(model: type[BaseModel]) -> st.SearchStrategy[dict[str, Any]]:
    """A record with some of its own fields, which hold anything."""
    own = [field.alias or name for name, field in model.model_fields.items()]
    return st.dictionaries(st.sampled_from(own), TREES, max_size=6)


GOOD = {"title": "T", "date": "2026-01-02", "authors": "Desk", "findings": "x"}
HELD: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(Brief.model_fields, TREES),
    **{name: st.lists(record(model), max_size=2) for name, (_, model) in PARTS.items()},
    "recommendations": record(Recommendations),
    "sources": st.dictionaries(st.sampled_from(["a", "shared", "b c"]), record(Source), max_size=2),
}
FIELD = st.one_of([st.tuples(st.just(name), values) for name, values in HELD.items()])
BRIEFS_OF_ANYTHING = st.lists(FIELD, min_size=1, max_size=3).map(lambda fields: {**GOOD, **dict(fields)})


def dumped(tree: object) -> bytes:
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).encode("utf-8", "surrogatepass")


@settings(READING)
@given(text=st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str, project: Project) -> None:
    check(project, text.encode("utf-8", "surrogatepass"))


@settings(READING)
@given(text=st.text(alphabet="ab:-[]{}#&*!|>'\"%@`?,~<\n\t \\x0", max_size=80))
def test_any_text_of_yaml_signs_is_read_or_refused(text: str, project: Project) -> None:
    check(project, text.encode())


@settings(READING)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes, project: Project) -> None:
    check(project, content)


@settings(READING)
@given(tree=TREES)
def test_any_tree_is_read_or_refused(tree: object, project: Project) -> None:
    check(project, dumped(tree))


@settings(READING, max_examples=300)
@given(brief=BRIEFS_OF_ANYTHING)
def test_a_brief_with_anything_in_its_fields_is_read_or_refused(brief: Mapping[str, Any], project: Project) -> None:
    check(project, dumped(brief))


@settings(READING)
@given(data=st.data())
def test_a_good_brief_with_one_wound_is_read_or_refused(data: st.DataObject, project: Project) -> None:
    text = (BRIEFS / "everything.yaml").read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 30, len(text))))
    check(project, (text[:start] + data.draw(st.text(max_size=8)) + text[end:]).encode("utf-8", "surrogatepass"))


@settings(READING, max_examples=400)
@given(
    text=st.one_of(st.text(max_size=60), st.text(alphabet="ab @[]()#!*_`>-|\\<&;:.\n\t1", max_size=60)),
    block=st.booleans(),
)
def test_any_markdown_is_safe(text: str, block: bool) -> None:
    faults = list(prose.faults(text, block=block))
    html = prose.to_html(text, block=block)
    assert "<script" not in html
    assert "javascript:" not in html or "href" not in html
    # A citation that is found is a citation that is rendered: each takes one mark.
    found = prose.citations(text, block=block)
    marks = iter([Markup("\ue000")] * len(found) + [Markup("\ue001")])
    if not faults and "\ue000" not in text and "\ue001" not in text:
        marked = prose.to_html(text, list(marks), block=block)
        assert marked.count("\ue000") == len(found)
        assert "\ue001" not in marked
