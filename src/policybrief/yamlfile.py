"""YAML text to plain data, and the line and column of every key and value.

Every scalar stays the text that the author wrote: `no`, `1.10` and `12:30` mean what the model says they mean, not what
YAML 1.1 makes of them. Only an empty value, `~` and `null` become None.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import yaml

from policybrief.problem import BriefError, Place, Problem, Steps

MAX_BYTES = 5_000_000
MAX_DEPTH = 60
MAX_NODES = 200_000
"""Counted as a reader walks them: an alias counts as often as it is used, a long text once per 100 characters."""

_SAVE_AS = "save it anew with the encoding UTF-8; most editors offer it under Save as"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
_PLAIN_TAGS = {None, "!", "tag:yaml.org,2002:str"}
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Mark:
    """Where a value begins and ends, with lines and columns from 0, and the marks of the keys and values it holds.

    An alias shares the mark of its anchor. `weight` is the number of values in it, itself included.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    weight: int = 1
    keys: "Mapping[str, Mark]" = field(default_factory=lambda: _NONE)
    children: "Mapping[str | int, Mark]" = field(default_factory=lambda: _NONE)


_NONE: Mapping[Any, Mark] = {}
"""What a text holds: nearly every mark is one of a text."""


class YamlFile(NamedTuple):
    """A file as it was read. `problems` are faults that did not keep it from being read, such as a key given twice."""

    path: Path
    lines: tuple[str, ...]
    data: Any
    mark: Mark
    problems: tuple[Problem, ...]

    def place(self, steps: Steps, *, on_key: bool = False, word: str = "") -> Place:
        """Where the value at a path stands, or its key; where the path leads nowhere, the nearest thing around it.

        With `word`, the first place of that word, or those words, inside the value; a line may end between two of them.
        """
        mark, key = self.mark, None
        for step in steps:
            # A path may hold more steps than the file: one item may stand for a list, a string for {text}.
            if step in mark.children:
                key = mark.keys.get(str(step))
                mark = mark.children[step]
        found = self._find(word, mark) if word else None
        return _place(self.path, self.lines, found or (key if key and (on_key or mark.children) else mark))

    def _find(self, word: str, mark: Mark) -> Mark | None:
        lines = [*self.lines[mark.line : mark.end_line + 1]]
        if len(lines) > mark.end_line - mark.line:
            lines[-1] = lines[-1][: mark.end_column]
        text = "\n".join(lines)
        words = r"\s+".join(map(re.escape, word.split()))
        # A letter alone may stand anywhere, a word not within another.
        before = r"(?<!\w)" if len(word) > 1 and word[0].isalnum() else ""
        after = r"(?![\w:./-]*\w)" if word[-1].isalnum() else ""
        match = re.compile(before + words + after).search(text, mark.column)
        if not match:
            return None
        (line, column), (end_line, end_column) = (_position(text[:offset]) for offset in match.span())
        return Mark(mark.line + line, column, mark.line + end_line, end_column)


def read_yaml(path: Path) -> YamlFile:
    """Raises BriefError where the file cannot be read as one YAML document, OSError where it cannot be opened."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        message = f"the file has {size:,} bytes; the limit is {MAX_BYTES:,}"
        raise BriefError([Problem("too-big", message, hint="a brief is text; split it", place=Place(path))])
    raw = path.read_bytes()
    if b"\0" in raw[:4]:
        raise BriefError([Problem("not-utf8", "the file is not UTF-8", hint=_SAVE_AS, place=Place(path))])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _position(error.object[: error.start].decode("utf-8"))
        place = Place(path, line + 1, column + 1)
        raise BriefError([Problem("not-utf8", "the file is not UTF-8", hint=_SAVE_AS, place=place)]) from None
    return parse_yaml(text, path)


def parse_yaml(text: str, path: Path) -> YamlFile:
    """`read_yaml` of a text that is at hand already; `path` is what its problems call it."""
    lines = tuple(text.splitlines())
    control = _UNPRINTABLE.search(text)
    if control:
        line, column = _position(text[: control.start()])
        place = _place(path, tuple(_LINE_END.split(text)), Mark(line, column, line, column + 1))
        message = f"a character that cannot be printed, U+{ord(control[0]):04X}"
        raise BriefError([Problem("control-character", message, hint="delete it", place=place)])
    builder = _Builder(path, lines)
    try:
        data, mark = builder.build(yaml.parse(text, Loader=_LOADER))
    except yaml.YAMLError as error:
        raise BriefError([*builder.problems, _syntax_problem(error, path, lines)]) from None
    problems = [*builder.problems, *_swallowed_text(builder.plain, path, lines)]
    return YamlFile(path, lines, data, mark, tuple(problems))


def _position(before: str) -> tuple[int, int]:
    """Line and column, from 0, of what follows a text."""
    lines = _LINE_END.split(before)
    return len(lines) - 1, len(lines[-1])


def _place(path: Path, lines: tuple[str, ...], mark: Mark) -> Place:
    source = lines[mark.line] if mark.line < len(lines) else ""
    end = mark.end_column if mark.end_line == mark.line else len(source.rstrip())
    return Place(path, mark.line + 1, mark.column + 1, max(1, end - mark.column), source)


class _Builder:
    """Walks the parser's events once, with a stack of its own: depth and size are bounded before they can hurt."""

    def __init__(self, path: Path, lines: tuple[str, ...]) -> None:
        self.path = path
        self.lines = lines
        self.problems: list[Problem] = []
        self.plain: list[Mark] = []
        self.anchors: dict[str, tuple[Any, Mark] | None] = {}

    def build(self, events: Iterator[Any]) -> tuple[Any, Mark]:
        root: _Sequence = _Sequence(Mark(0, 0, 0, 0))
        stack: list[tuple[_Collection, str | None]] = [(root, None)]
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._add(stack[-1][0], *self._scalar(event), event.anchor)
            elif isinstance(event, yaml.CollectionStartEvent):
                stack.append((self._open(event, len(stack)), event.anchor))
            elif isinstance(event, yaml.CollectionEndEvent):
                collection, anchor = stack.pop()
                end: Any = event.end_mark
                collection.mark.end_line, collection.mark.end_column = end.line, end.column
                self._add(stack[-1][0], collection.close(), collection.mark, anchor)
            elif isinstance(event, yaml.AliasEvent):
                self._add(stack[-1][0], *self._alias(event), None)
            elif isinstance(event, yaml.DocumentStartEvent) and root.values:
                raise self._stop("several-documents", "a second document begins here", event, "one file, one brief")
        if not root.values or root.values[0] is None:
            hint = "`policybrief new NAME` writes a brief to start from"
            raise BriefError(
                [*self.problems, Problem("empty-file", "the file is empty", hint=hint, place=Place(self.path))]
            )
        return root.values[0], root.mark.children[0]

    def _open(self, event: Any, depth: int) -> "_Collection":
        if depth > MAX_DEPTH:
            message = f"nested deeper than {MAX_DEPTH} levels"
            raise self._stop("too-deep", message, event, "is a bracket left open?")
        if event.anchor:
            self.anchors[event.anchor] = None
        self._refuse_tag(event)
        return _Mapping(_mark(event)) if isinstance(event, yaml.MappingStartEvent) else _Sequence(_mark(event))

    def _scalar(self, event: Any) -> tuple[Any, Mark]:
        self._refuse_tag(event)
        value, mark = event.value, _mark(event)
        # Text is weighed too, as an alias may repeat a long one.
        mark.weight += len(value) // 100
        # Only there can an escape stand for a character that the text of the file does not hold.
        control = _UNPRINTABLE.search(value) if event.style == '"' else None
        if control:
            message = f"a character that cannot be printed, U+{ord(control[0]):04X}"
            self.problems.append(self._problem("control-character", message, mark, "delete it"))
        if event.style:
            return value, mark
        self.plain.append(mark)
        return (None if value in _NULLS else value), mark

    def _alias(self, event: Any) -> tuple[Any, Mark]:
        known = self.anchors.get(event.anchor)
        if known:
            return known
        if event.anchor in self.anchors:
            raise self._stop("bad-alias", f"*{event.anchor} stands inside itself", event, "write the text out")
        hint = f"nothing is marked &{event.anchor}; put a text that begins with * between quotation marks"
        raise self._stop("bad-alias", f"*{event.anchor} refers to nothing", event, hint)

    def _add(self, parent: "_Collection", value: Any, mark: Mark, anchor: str | None) -> None:
        if anchor:
            self.anchors[anchor] = (value, mark)
        for code, message, hint in parent.add(value, mark):
            self.problems.append(self._problem(code, message, mark, hint))
        parent.mark.weight += mark.weight
        if parent.mark.weight > MAX_NODES:
            hint = "aliases multiply what they stand for; write the text out"
            raise BriefError([self._problem("too-many-values", f"more than {MAX_NODES:,} values", mark, hint)])

    def _refuse_tag(self, event: Any) -> None:
        if event.tag not in _PLAIN_TAGS:
            hint = "delete it, or put a text that begins with ! between quotation marks"
            message = f"the tag {event.tag.replace('tag:yaml.org,2002:', '!!')} has no meaning here"
            self.problems.append(self._problem("unknown-tag", message, _mark(event), hint))

    def _stop(self, code: str, message: str, event: Any, hint: str) -> BriefError:
        return BriefError([*self.problems, self._problem(code, message, _mark(event), hint)])

    def _problem(self, code: str, message: str, mark: Mark, hint: str) -> Problem:
        return Problem(code, message, hint=hint, place=_place(self.path, self.lines, mark))


class _Collection(Protocol):
    mark: Mark

    def add(self, value: Any, mark: Mark) -> Iterable[tuple[str, str, str]]: ...
    def close(self) -> Any: ...


class _Sequence:
    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.children: dict[str | int, Mark] = {}
        self.values: list[Any] = []
        mark.children = self.children

    def add(self, value: Any, mark: Mark) -> Iterable[tuple[str, str, str]]:
        self.children[len(self.values)] = mark
        self.values.append(value)
        return ()

    def close(self) -> list[Any]:
        return self.values


class _Mapping:
    """Takes keys and values by turns. `<<` lends the keys of other mappings; a key of one's own goes before."""

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.keys: dict[str, Mark] = {}
        self.children: dict[str | int, Mark] = {}
        self.values: dict[str, Any] = {}
        mark.keys, mark.children = self.keys, self.children
        self.lent: list[tuple[Any, Mark]] = []
        self.key: str | None = None
        self.key_mark = mark

    def add(self, value: Any, mark: Mark) -> Iterable[tuple[str, str, str]]:
        if self.key is None:
            self.key, self.key_mark = value if isinstance(value, str) else "", mark
            return self._faults(self.key)
        key, self.key = self.key, None
        parts = value if isinstance(value, list) else [value]
        if key == "<<" and all(isinstance(part, dict) for part in parts):
            marks = [mark.children[i] for i in range(len(parts))] if isinstance(value, list) else [mark]
            self.lent += zip(parts, marks, strict=True)
        elif key and key not in self.values:
            self.values[key] = value
            self.keys[key], self.children[key] = self.key_mark, mark
        return ()

    def _faults(self, key: str) -> Iterable[tuple[str, str, str]]:
        if not key:
            return [("bad-key", "a key is one word", "is a colon or a quotation mark missing?")]
        if key not in self.values:
            return ()
        hint = f"it stands on line {self.keys[key].line + 1} already; keep one"
        return [("duplicate-key", f"the key '{key}' is given twice", hint)]

    def close(self) -> dict[str, Any]:
        for values, mark in self.lent:
            for key in values:
                if key not in self.values:
                    self.values[key] = values[key]
                    self.keys[key], self.children[key] = mark.keys[key], mark.children[key]
        return self.values


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    return Mark(start.line, start.column, end.line, end.column, 1, _NONE, _NONE)


def _syntax_problem(error: yaml.YAMLError, path: Path, lines: tuple[str, ...]) -> Problem:
    """One problem for the parser's first complaint, with a hint for each of YAML's well-known traps."""
    said = getattr(error, "problem", None) or str(error)
    begins_earlier = any(words in said for words in ("end of stream", "',' or", "could not find expected ':'"))
    marks = [getattr(error, "context_mark", None), getattr(error, "problem_mark", None)]
    at = next((mark for mark in (marks if begins_earlier else reversed(marks)) if mark), None)
    line, column = (at.line, at.column) if at else (0, 0)
    if lines and line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    source = lines[line] if lines else ""
    place = _place(path, lines, Mark(line, column, line, column + 1))
    return Problem(
        "syntax", _in_plain_words(said), hint=_trap(said, source, column, lines[line - 1] if line else ""), place=place
    )


_WORDS = (
    ("mapping values are not allowed", "a colon that YAML takes for a key"),
    ("could not find expected ':'", "this line is no key and does not belong to a value"),
    ("cannot start any token", "a character that no value may begin with"),
    ("tab character", "a tab in the indentation"),
    ("expected node content", "a value is missing, or a bracket is never closed"),
    ("alphabetic or numeric character", "a * or & that begins a text"),
    ("expected comment or line break", "a text on the line of its > or |"),
    ("unexpected end of stream", "a quotation mark or bracket is never closed"),
    ("did not find expected ',' or", "a bracket is never closed, or a comma is missing"),
    ("did not find expected key", "this line does not fit the indentation above"),
    ("did not find expected '-' indicator", "this line does not fit the list above"),
    ("did not find expected <document start>", "this line does not fit the lines above"),
    ("block sequence entries are not allowed", "a list cannot begin here"),
)


def _in_plain_words(said: str) -> str:
    return next((words for pattern, words in _WORDS if pattern in said), said)


_PASTES = {
    "\u00a0": "a blank that does not break",
    "\u202f": "a narrow blank that does not break",
    "\u200b": "a character without a width",
    "\u2013": "a long dash",
    "\u201c": "a curly quotation mark",
    "\u201d": "a curly quotation mark",
}
_PASTED = re.compile("[\u00a0\u202f\u200b]|(?<=: )[\u201c\u201d]|(?<=^)\u2013")
_KEY = re.compile(r"\s*(- )?\w+")
_GLUED = re.compile(r"\s*(- )?\w+:[^\s/]")


def _trap(said: str, source: str, column: int, before: str) -> str:
    rest = source[column:]
    if rest.startswith("@") and "{" in source[:column]:
        return "inside { } a text needs quotation marks"
    pasted = _PASTED.search(source[: column + 1]) or _PASTED.search(before)
    if pasted:
        return f"here or above stands {_PASTES[pasted[0]]}, pasted from elsewhere; type an ordinary one"
    if _GLUED.match(before) or _GLUED.match(source):
        return "put a blank after the colon of the key, here or above"
    if "tab character" in said or ("\t" in source[: column + 1] and "cannot start any token" in said):
        return "a tab; indent with spaces"
    if rest.startswith("@"):
        return "quote a text that begins with a citation, or write it under `>` on lines of its own"
    if rest[:1] in ("`", "%"):
        return f"put a text that begins with {rest[0]} between quotation marks"
    if "alphabetic or numeric character" in said:
        return "put a text that begins with * or & between quotation marks, or write it under `>`"
    if "expected comment or line break" in said:
        return "begin the text on the next line, indented"
    if re.search(r"[\"'\]}]\s*$", source[:column]):
        return "a value ends where its quotation mark or bracket closes; put the whole text between quotation marks"
    if "mapping values are not allowed" in said and _KEY.fullmatch(source[:column]):
        return "is the line indented further than the one above? Fields of one item stand under one another"
    if "mapping values are not allowed" in said:
        return "put a text that holds a colon between quotation marks, or write it under `>`"
    if "could not find expected ':'" in said or "<document start>" in said:
        return "is the line indented too little, or did a # above end the text?"
    if "end of stream" in said or "',' or" in said:
        return "it opens here; close it, or put a text that begins with it between quotation marks"
    return "compare the indentation with the lines above; a text with : # [ { needs quotation marks"


_SENTENCE_END = re.compile(r"[.!?:;)\]’”'\"]$")


def _swallowed_text(plain: Iterable[Mark], path: Path, lines: tuple[str, ...]) -> Iterator[Problem]:
    """Warnings where a `#` looks like the end of a sentence rather than a comment."""
    for mark in plain:
        rest = lines[mark.end_line][mark.end_column :] if mark.end_line < len(lines) else ""
        blanks, hash_, comment = rest.partition("#")
        if not hash_ or blanks.strip():
            continue
        text = lines[mark.line][mark.column : mark.end_column] if mark.line == mark.end_line else lines[mark.end_line]
        cut_short = len(text.split()) > 3 and blanks == " " and not _SENTENCE_END.search(text.strip())
        if re.match(r"\w", comment) or "[@" in comment or cut_short:
            column = mark.end_column + len(blanks)
            place = _place(path, lines, Mark(mark.end_line, column, mark.end_line, len(lines[mark.end_line])))
            hint = "put the text between quotation marks, or write a comment on a line of its own"
            yield Problem("hash-in-text", "YAML drops what follows #", hint=hint, severity="warning", place=place)
