"""A YAML text that is edited where it stands: everything that an edit does not name keeps its letters and its line.

The places come from PyYAML itself and not from the program, so that a line which both tell was found twice.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from policybrief.problem import Steps

Node = Any
"""Of PyYAML, which tells its kinds of nodes apart by class."""
Entry = tuple[Node, Node]
"""A key, None in a list, and its value."""


@dataclass(frozen=True)
class Sheet:
    """A text of keys and values. Every edit gives a new one; steps lead to a value, as in ("findings", 0, "text")."""

    text: str

    @cached_property
    def root(self) -> Node:
        return yaml.compose(self.text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))

    @cached_property
    def data(self) -> Any:
        return _plain(self.root)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def get(self, steps: Steps) -> Any:
        """The value there, in texts, lists and dictionaries; None where nothing stands."""
        entry = self._entry(steps)
        return _plain(entry[1]) if entry else None

    def words(self, steps: Steps) -> str:
        """What stands there, letter by letter."""
        _, value = self._at(steps)
        return self.text[self._start(value) : self._end(value)]

    def keys(self, steps: Steps) -> list[Steps]:
        """The paths of what a value holds."""
        held = self.get(steps)
        names: Iterable[str | int] = held if isinstance(held, dict) else range(len(held or ()))
        return [(*steps, name) for name in names]

    def line(self, steps: Steps, word: str = "") -> int:
        """Where one looks for a value: at its key, at the head of a list's entry, for what is missing at its owner.

        With `word`, the line on which that begins in the value, be it one word or some, on one line or two.
        """
        while not (entry := self._entry(steps)):
            steps = steps[:-1]
        key, value = entry
        offset = self._start(key or value)
        if word:
            words = re.compile(r"\s+".join(map(re.escape, word.split())))
            offset = next(words.finditer(self.text, self._start(value), self._end(value))).start()
        return bisect_right(self.starts, offset)

    def is_folded(self, steps: Steps) -> bool:
        """Whether a text has lines of its own, below its key."""
        return self._at(steps)[1].style in (">", "|")

    def replace(self, start: int, end: int, words: str) -> "Sheet":
        return Sheet(self.text[:start] + words + self.text[end:])

    def put(self, steps: Steps, words: str) -> "Sheet":
        """The value there in other words, on one line; a key that is missing is written before its neighbours."""
        entry = self._entry(steps)
        if entry:
            return self.replace(self._start(entry[1]), self._end(entry[1]), words)
        first = self._start(self._entries(steps[:-1])[0][0])
        gap = ", " if self._at(steps[:-1])[1].flow_style else "\n" + " " * self._column(first)
        return self.replace(first, first, f"{steps[-1]}: {words}{gap}")

    def put_each(self, words: Mapping[Steps, str]) -> "Sheet":
        """Values that are there in other words, all at once."""
        text = self.text
        for steps in sorted(words, key=lambda path: self._start(self._at(path)[1]), reverse=True):
            value = self._at(steps)[1]
            text = text[: self._start(value)] + words[steps] + text[self._end(value) :]
        return Sheet(text)

    def rekey(self, steps: Steps, name: str) -> "Sheet":
        """Another name for a key."""
        key = self._at(steps)[0]
        return self.replace(self._start(key), self._end(key), name)

    def drop(self, *paths: Steps) -> "Sheet":
        """Without the entries of these paths, where they are there."""
        sheet = self
        for steps in sorted(paths, key=lambda path: [f"{step:>9}" for step in path], reverse=True):
            sheet = sheet._without(steps) if sheet._entry(steps) else sheet
        return sheet

    def add(self, steps: Steps, entry: str, at: int) -> "Sheet":
        """A list of blocks with one more, `at` so many from its top. The lines of `entry` stand under its first."""
        spans = self.spans(steps)
        column = self._column(spans[0][0])
        block = entry.strip().replace("\n", "\n" + " " * column)
        if at == len(spans):
            return self.replace(spans[-1][1], spans[-1][1], f"\n{' ' * (column - 2)}- {block}")
        return self.replace(spans[at][0], spans[at][0], f"{block}\n{' ' * (column - 2)}- ")

    def append(self, steps: Steps, line: str) -> "Sheet":
        """A block of keys with one line more at its end."""
        spans = self.spans(steps)
        return self.replace(spans[-1][1], spans[-1][1], f"\n{' ' * self._column(spans[0][0])}{line}")

    def say(self, steps: Steps, sentence: str, *, first: bool = False) -> "Sheet":
        """A text with a sentence more, on a line of its own where the text has lines of its own."""
        _, value = self._at(steps)
        start, end = self._start(value), self._end(value)
        if self.is_folded(steps):
            top = self.text.index("\n", start) + 1
            line = self.text[top:end]
            indent = line[: len(line) - len(line.lstrip(" "))]
            lines = indent + sentence.replace("\n", f"\n{indent}")
            return self.replace(top, top, f"{lines}\n") if first else self.replace(end, end, f"\n{lines}")
        quote = 1 if value.style else 0
        at, words = (start + quote, f"{sentence} ") if first else (end - quote, f" {sentence}")
        return self.replace(at, at, words)

    def sub(self, steps: Steps, pattern: str, words: str) -> "Sheet":
        """A value in which each find of a pattern reads otherwise."""
        _, value = self._at(steps)
        start, end = self._start(value), self._end(value)
        return self.replace(start, end, re.sub(pattern, words, self.text[start:end]))

    def reorder(self, steps: Steps, order: Iterable[int]) -> "Sheet":
        """The entries of a block in another order. What stands between two of them goes."""
        spans = self.spans(steps)
        gap = "\n" + " " * self._column(spans[0][0])
        gap = gap[:-2] + "- " if isinstance(self._at(steps)[1], yaml.SequenceNode) else gap
        pieces = [self.text[slice(*spans[number])] for number in order]
        return self.replace(spans[0][0], spans[-1][1], gap.join(pieces))

    def spans(self, steps: Steps) -> list[tuple[int, int]]:
        """Where each entry of a value begins and ends."""
        return [(self._start(key or value), self._end(value)) for key, value in self._entries(steps)]

    def scalars(self) -> Iterator[tuple[Steps, str | None]]:
        """The path of every single value, and how it is written: > and " are styles, None is plain."""
        ahead: list[tuple[Steps, Node]] = [((), self.root)]
        for steps, node in ahead:
            if isinstance(node, yaml.ScalarNode):
                yield steps, node.style
            ahead += [((*steps, name), value) for name, value in _named(node)]

    def _without(self, steps: Steps) -> "Sheet":
        place = self.keys(steps[:-1]).index(steps)
        spans, following = self.spans(steps[:-1]), place + 1
        start, end = spans[place]
        if following < len(spans):
            return self.replace(start, spans[following][0], "")
        if place and self._at(steps[:-1])[1].flow_style:
            return self.replace(spans[place - 1][1], end, "")
        return self.replace(self.text.rindex("\n", 0, start), end, "")

    def _entry(self, steps: Steps) -> Entry | None:
        try:
            return self._at(steps)
        except KeyError:
            return None

    def _at(self, steps: Steps) -> Entry:
        key, value = None, self.root
        for step in steps:
            names = [name for name, _ in _named(value)]
            if step not in names:
                raise KeyError(steps)
            key, value = _pairs(value)[names.index(step)]
        return key, value

    def _entries(self, steps: Steps) -> list[Entry]:
        return _pairs(self._at(steps)[1])

    def _start(self, node: Node) -> int:
        mark: yaml.Mark = node.start_mark
        return self.starts[mark.line] + mark.column

    def _end(self, node: Node) -> int:
        """The end of its last line that is not blank: PyYAML counts to where the next thing begins."""
        if _pairs(node) and not node.flow_style:
            return self._end(_pairs(node)[-1][1])
        end = self.starts[node.end_mark.line] + node.end_mark.column
        return self._start(node) + len(self.text[self._start(node) : end].rstrip())

    def _column(self, offset: int) -> int:
        return offset - self.text.rfind("\n", 0, offset) - 1


def _pairs(node: Node) -> list[Entry]:
    if isinstance(node, yaml.SequenceNode):
        return [(None, value) for value in node.value]
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _named(node: Node) -> list[tuple[str | int, Node]]:
    pairs = enumerate(_pairs(node))
    return [(key.value if key else number, value) for number, (key, value) in pairs]


def _plain(node: Node) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value
    held = {name: _plain(value) for name, value in _named(node)}
    return held if isinstance(node, yaml.MappingNode) else list(held.values())
