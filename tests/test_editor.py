"""A brief in an editor: what the language server of YAML makes of the schemas, driven as an editor drives it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, needs
from languageserver import LanguageServer

from policybrief.folder import brief_paths
from policybrief.project import open_project
from policybrief.start import start_brief, start_project
from policybrief.yamlfile import read_yaml

SERVER = ROOT / "tests" / "npm" / "node_modules" / ".bin" / "yaml-language-server"
HEAD = """\
# yaml-language-server: $schema=../.policybrief/brief.schema.json
title: A title
date: 2024-01-31
authors: [A desk]
"""


class Editor:
    """A new project, open in an editor with the settings that the project brings for VS Code."""

    def __init__(self, root: Path, command: list[str]) -> None:
        self.briefs, self.written = root / "briefs", 0
        given = read_yaml(root / ".vscode" / "settings.json").data
        yaml = {name.removeprefix("yaml."): value for name, value in given.items() if name.startswith("yaml.")}
        settings = {"schemas": yaml["schemas"], "schemaStore": {"enable": False}, "validate": True, "hover": True}
        self.server = LanguageServer(command, root, {"yaml": settings | {"completion": True}})

    def marked(self, text: str, name: str = "", *, head: str = HEAD) -> list[tuple[int, str]]:
        """What is underlined: the line, counted from 1 after the head, and what is said."""
        self.written += 1
        file = self.briefs / (name or f"brief-{self.written}.yaml")
        first = head.count("\n")
        problems = self.server.problems(file, head + text)
        return sorted((problem["range"]["start"]["line"] - first + 1, problem["message"]) for problem in problems)

    def offered(self, text: str) -> dict[str, dict[str, Any]]:
        """What is offered where | stands, by its label."""
        return {item["label"]: item for item in self._at("completion", text)["items"]}

    def said(self, text: str) -> str:
        """What is shown of the word in which | stands."""
        shown: str = self._at("hover", text)["contents"]["value"]
        return shown

    def _at(self, what: str, text: str) -> Any:
        self.written += 1
        before, after = (HEAD + text).split("|")
        file, line = self.briefs / f"brief-{self.written}.yaml", before.count("\n")
        return self.server.at(what, file, before + after, line, len(before) - before.rfind("\n") - 1)


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    command = [needs(str(SERVER), why="npm ci --prefix tests/npm installs it"), "--stdio"]
    root = tmp_path_factory.mktemp("project")
    start_project(root)
    opened = Editor(root, command)
    yield opened
    opened.server.close()


@pytest.mark.parametrize("name", ["first-brief", "project", "sources"])
def test_nothing_is_marked_in_a_new_project(name: str, editor: Editor) -> None:
    text = (editor.briefs / f"{name}.yaml").read_text(encoding="utf-8")
    assert editor.marked(text, f"{name}.yaml", head="") == []


def test_nothing_is_marked_in_a_new_brief_in_a_folder(editor: Editor) -> None:
    file = editor.briefs / "watch" / "week.yaml"
    start_brief(file, "A week", "2026-01-02", open_project(editor.briefs.parent))
    assert editor.marked(file.read_text(encoding="utf-8"), "watch/week.yaml", head="") == []


@pytest.mark.parametrize("path", brief_paths(ROOT), ids=lambda path: path.stem)
def test_nothing_is_marked_in_the_briefs_of_this_repository(path: Path, editor: Editor) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../src/policybrief/editor/brief.schema.json\n")
    assert editor.marked(text.partition("\n")[2], head=HEAD.partition("\n")[0] + "\n") == []


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("plain.yaml", "titel: x\n", "Property titel is not allowed."),
        ("project.yaml", "scael: icd203\n", "Property scael is not allowed."),
        ("sources.yaml", "key: {titel: x}\n", "Property titel is not allowed."),
    ],
)
def test_without_a_first_line_the_settings_say_which_schema_holds(
    file: str, text: str, said: str, editor: Editor
) -> None:
    assert (1, said) in editor.marked(text, file, head="")


MARKED = {
    "an unknown key of the brief": ("tilte: x\n", 1, "Property tilte is not allowed."),
    "an unknown key of an item": ("findings:\n- text: x\n  titel: y\n", 3, "Property titel is not allowed."),
    "a list for a text": ("bottom_line: [x]\n", 1, "Incorrect type. Expected one of string, number."),
    "a text for a record": ("recommendations: x\n", 1, "Incorrect type. Expected"),
    "a field that is missing": ("timeline:\n- text: x\n", 2, 'Missing property "date".'),
    "an empty text": ('bottom_line: ""\n', 1, "String is shorter than the minimum length of 1."),
    "nothing": ("bottom_line:\n", 1, "Incorrect type. Expected one of string, number."),
    "a word of no scale": (
        "key_judgements:\n- text: x\n  probability: likley\n",
        3,
        'Valid values: "almost no chance"',
    ),
    "a share of one": ("scenarios:\n- title: x\n  probability: 0.65\n", 3, "in percent: write 65, not 0.65"),
    "a wrong id": ("findings:\n- id: K1\n  text: x\n", 2, "an id here is F and a number, as in F1"),
    "a wrong date": ("findings:\n- text: x\n  as_of: May 2021\n", 3, "write 2021, 2021-09 or 2021-09-14"),
    "a wrong address": ("sources:\n  a: {URL: example.org}\n", 2, "a web address begins with https:// or http://"),
    "a rule that is none": ("waivers:\n- {rule: nowner, because: x}\n", 2, 'Valid values: "no-bottom-line"'),
}


@pytest.mark.parametrize(("text", "line", "said"), MARKED.values(), ids=MARKED.keys())
def test_what_is_wrong_is_marked_where_it_stands(text: str, line: int, said: str, editor: Editor) -> None:
    assert [message for at, message in editor.marked(text) if at == line and said in message]


def test_the_fields_are_offered_each_with_what_it_says(editor: Editor) -> None:
    offered = editor.offered("|\n")
    assert {"bottom_line", "key_judgements", "findings", "sources"} <= offered.keys()
    assert "title" not in offered, "it is there already"
    assert "the answer, in two or three sentences" in offered["bottom_line"]["documentation"]["value"]
    assert offered["findings"]["insertText"].startswith("findings:\n  - ")


@pytest.mark.parametrize("entry", ["- |\n", "- text: x\n- |\n"])
def test_the_fields_of_an_item_and_a_form_for_a_whole_one_are_offered(entry: str, editor: Editor) -> None:
    offered = editor.offered("findings:\n" + entry)
    assert {"text", "title", "as_of", "confidence"} <= offered.keys()
    assert offered["finding"]["insertText"].splitlines()[0] == "title: $1"
    assert "confidence: ${5:moderate}" in offered["finding"]["insertText"]


@pytest.mark.parametrize(
    ("part", "label"),
    [
        ("key_judgements:\n- |", "judgement"),
        ("threats:\n- |", "threat"),
        ("scenarios:\n- |", "scenario"),
        ("indicators:\n- |", "indicator"),
        ("recommendations:\n  short_term:\n  - |", "recommendation"),
        ("waivers:\n- |", "waiver"),
        ("sources:\n  a:\n    |", "source"),
    ],
)
def test_each_kind_of_item_has_its_form(part: str, label: str, editor: Editor) -> None:
    assert label in editor.offered(part + "\n")


def test_the_words_of_the_scale_are_offered_with_their_numbers(editor: Editor) -> None:
    offered = editor.offered("key_judgements:\n- text: x\n  probability: |\n")
    assert offered["likely"]["documentation"] == "55–80 %"
    assert "realistic possibility" not in offered


def test_a_brief_with_a_scale_of_its_own_is_offered_the_words_of_that_one(editor: Editor) -> None:
    offered = editor.offered("scale: uk-phia\nthreats:\n- title: x\n  likelihood: |\n")
    assert offered["realistic possibility"]["documentation"] == "40–50 %"
    assert "very likely" not in offered


def test_levels_are_offered_where_likelihood_is_numbered(editor: Editor) -> None:
    offered = editor.offered("risk: uk-nrr\nthreats:\n- title: x\n  likelihood: |\n")
    assert [label for label in offered if label.isdigit()] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize(
    ("text", "word", "means"),
    [
        ("key_judgements:\n- text: x\n  confidence: |\n", "moderate", "Credibly sourced"),
        ("tlp: |\n", "AMBER", "shared within the organisation and with its clients"),
        ("scale: |\n", "uk-phia", "PHIA Probability Yardstick"),
        ("kind: |\n", "flash", "two pages"),
        ("findings:\n- text: x\n  status: |\n", "contested", "spoken against"),
        ("waivers:\n- rule: |\n", "no-owner", "names its owner"),
        ("threats:\n- title: x\n  impact: |\n", "3", "Moderate"),
    ],
)
def test_the_words_of_a_field_are_offered_with_what_they_mean(text: str, word: str, means: str, editor: Editor) -> None:
    assert means in editor.offered(text)[word]["documentation"]


def test_a_field_says_what_it_is_and_how_it_is_written(editor: Editor) -> None:
    said = editor.said("findings:\n- te|xt: x\n")
    assert said.startswith("**text**: the finding, with its citations.")
    assert "`[@review2021, p. 12]`" in said


def test_a_word_of_the_scale_says_its_band(editor: Editor) -> None:
    said = editor.said("scenarios:\n- title: x\n  probability: very li|kely\n")
    assert "* `very likely`: 80–95 %" in said
