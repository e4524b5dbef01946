"""The review of a finding in the text of a YAML file, written such that all other lines stay as they are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from policybrief.yamlfile import Mark

Digests = Mapping[str, str]
"""The SHA-256 of the record of a source, by its key."""

_STEP = "  "


class LayoutError(Exception):
    """Why a review cannot be written into a finding that is laid out like this one."""


class Edit(NamedTuple):
    """New words for the span of a text between two offsets."""

    start: int
    end: int
    words: str


class Page:
    """A text with marks on it: which offset a line and a column have, and what stands there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))
        found = re.search("\r\n|\n|\r", text)
        self.line_end = found[0] if found else "\n"

    def start(self, mark: Mark) -> int:
        return self.starts[mark.line] + mark.column

    def end(self, mark: Mark) -> int:
        return self.starts[mark.end_line] + mark.end_column

    def sign(self, mark: Mark) -> str:
        """The character with which a value begins: a bracket in flow style, & with an anchor, ! with a tag."""
        start = self.start(mark)
        return self.text[start : start + 1]

    def below(self, mark: Mark) -> int:
        """The line after the last that a value takes, before the blank lines and comments that follow it."""
        if mark.children and self.sign(mark) not in ("[", "{"):
            return max(self.below(child) for child in mark.children.values())
        if mark.end_column or mark.end_line == mark.line:
            return mark.end_line + 1
        # A text under > or | ends where the next line that is not blank begins. With a + the blank lines belong to it,
        # and a line of nothing but blanks does where it goes further in than the text.
        sign = re.match(r"(?:[&!]\S*\s+)*[|>]([0-9+-]*)", self.lines[mark.line][mark.column :])
        indent = self._indent(mark.line if sign and re.search("[0-9]", sign[1]) else mark.line + 1)
        line = mark.end_line
        while not (sign and "+" in sign[1]) and len(self.lines[line - 1].rstrip("\r\n")) <= indent:
            line -= 1
        return line

    def _indent(self, line: int) -> int:
        """The blanks before the first words from a line on."""
        words = next((words for words in self.lines[line:] if words.strip()), "")
        return len(words) - len(words.lstrip(" "))

    def new_lines(self, line: int, words: Iterable[str]) -> Edit:
        """Lines to stand before a line, or at the end of the text, of which the last line end may be missing."""
        at, end = self.starts[line], self.line_end
        open_end = at == len(self.text) and not self.text.endswith(("\n", "\r"))
        return Edit(at, at, "".join(f"{end}{word}" if open_end else f"{word}{end}" for word in words))

    def edited(self, edits: Iterable[Edit]) -> str:
        """The text with edits that do not overlap."""
        parts, done = [], 0
        for edit in sorted(edits):
            parts += [self.text[done : edit.start], edit.words]
            done = edit.end
        return "".join([*parts, self.text[done:]])


class Entry(NamedTuple):
    """A finding in the text: its mark, the column on which its list or the word `findings` stands, and that word.

    `in_flow` says that it stands between the brackets of a list.
    """

    mark: Mark
    base: int
    key: Mark
    in_flow: bool


def entries(page: Page, findings: Mark, key: Mark, *, listed: bool) -> list[Entry | None]:
    """Every finding of a file, None for one that an anchor or an alias shares. `key` marks the word `findings`."""
    if not _follows(findings, _ends(key)) or _is_marked(page, findings):
        return [None] * (len(findings.children) if listed else 1)
    if not listed:
        return [Entry(findings, key.column, key, in_flow=False)]
    in_flow, found, last = page.sign(findings) == "[", [], _begins(findings)
    for mark in findings.children.values():
        own = _follows(mark, last) and not _is_marked(page, mark)
        found.append(Entry(mark, findings.column, key, in_flow) if own else None)
        last = max(last, _ends(mark))
    return found


def review_edits(page: Page, entry: Entry, data: Any, digests: Digests) -> list[Edit]:
    """What gives a finding its `reviewed`, or takes it out where there are no digests; `data` is what it says.

    Raises LayoutError where that is not safe.
    """
    mark, braced = entry.mark, page.sign(entry.mark) == "{"
    if isinstance(data, str):
        return list(_text_in_flow(page, entry, digests) if entry.in_flow else _text_in_block(page, entry, digests))
    if _borrows(mark):
        raise LayoutError("holds an alias or <<")
    if entry.in_flow and not braced:
        raise LayoutError("has no braces around it")
    old = mark.children.get("reviewed")
    if old is None:
        return [_added_in_flow(page, mark, digests) if braced else _added_in_block(page, mark, digests)]
    if _is_marked(page, old):
        raise LayoutError("has an anchor at reviewed")
    if not digests:
        return [_taken_from_flow(page, mark) if braced else _taken_from_block(page, mark)]
    replaced = _replaced_in_flow if page.sign(old) == "{" else _replaced_in_block
    return list(replaced(page, old, data["reviewed"], digests))


def in_braces(digests: Digests) -> str:
    return "{" + ", ".join(f"{_key(key)}: {digest}" for key, digest in digests.items()) + "}"


def _key(key: str) -> str:
    """What a reader of YAML may take for a number, a date, a truth or nothing stands between quotation marks."""
    return key if re.fullmatch(r"[^\W\d][\w./-]*", key) and key.lower() not in _NO_TEXT else f'"{key}"'


_NO_TEXT = ("null", "true", "false", "yes", "no", "on", "off", "y", "n")
"""The words of YAML 1.1 and 1.2 that are no text, in any case."""


def _begins(mark: Mark) -> tuple[int, int]:
    return mark.line, mark.column


def _ends(mark: Mark) -> tuple[int, int]:
    return mark.end_line, mark.end_column


def _follows(mark: Mark, place: tuple[int, int]) -> bool:
    """Whether a value stands where it belongs: an alias has the mark of its anchor, which stands before it."""
    return _begins(mark) >= place


def _is_marked(page: Page, mark: Mark) -> bool:
    return page.sign(mark) in ("&", "!")


def _borrows(mark: Mark) -> bool:
    """Whether something in a value stands elsewhere, as with an alias, or with keys that `<<` lends."""
    last = _begins(mark)
    for step, child in mark.children.items():
        key = mark.keys.get(str(step))
        if key:
            if not _follows(key, last):
                return True
            last = _ends(key)
        if not _follows(child, last) or _borrows(child):
            return True
        last = _ends(child)
    return False


def _review_lines(column: int, digests: Digests) -> list[str]:
    indent = " " * column
    return [f"{indent}reviewed:", *_digest_lines(column + len(_STEP), digests)]


def _digest_lines(column: int, digests: Digests) -> list[str]:
    return [f"{' ' * column}{_key(key)}: {digest}" for key, digest in digests.items()]


def _added_in_block(page: Page, mark: Mark, digests: Digests) -> Edit:
    return page.new_lines(page.below(mark), _review_lines(mark.column, digests))


def _added_in_flow(page: Page, mark: Mark, digests: Digests) -> Edit:
    """After the last value, so that a comma or a comment behind it does no harm."""
    last = list(mark.children.values())[-1]
    # A key without a value would take the comma for a part of itself.
    blank = " " if _begins(last) == _ends(last) else ""
    return Edit(page.end(last), page.end(last), f"{blank}, reviewed: {in_braces(digests)}")


def _replaced_in_flow(page: Page, old: Mark, held: Digests, digests: Digests) -> Iterator[Edit]:
    if held.keys() == digests.keys():
        yield from _new_digests(page, old, held, digests)
    elif "#" in page.text[page.start(old) : page.end(old)]:
        raise LayoutError("has comments between the braces of reviewed")
    else:
        yield Edit(page.start(old), page.end(old), in_braces(digests))


def _replaced_in_block(page: Page, old: Mark, held: Digests, digests: Digests) -> Iterator[Edit]:
    """What is no longer cited goes with its line, what is new comes last."""
    yield from _new_digests(page, old, held, digests)
    for key in held.keys() - digests.keys():
        yield Edit(page.starts[old.keys[key].line], page.starts[page.below(old.children[key])], "")
    new = {key: digest for key, digest in digests.items() if key not in held}
    if new:
        yield page.new_lines(page.below(old), _digest_lines(old.column, new))


def _new_digests(page: Page, old: Mark, held: Digests, digests: Digests) -> Iterator[Edit]:
    for key, mark in old.children.items():
        if key in digests and digests[str(key)] != held[str(key)]:
            yield Edit(page.start(mark), page.end(mark), digests[str(key)])


def _taken_from_flow(page: Page, mark: Mark) -> Edit:
    """With the comma before it, or the one behind where it comes first."""
    key, old = mark.keys["reviewed"], mark.children["reviewed"]
    before = [child for child in mark.children.values() if _begins(child) < _begins(key)]
    behind = [other for other in mark.keys.values() if _begins(other) > _begins(key)]
    if not before and not behind:
        raise LayoutError("holds nothing but reviewed")
    span = (page.end(before[-1]), page.end(old)) if before else (page.start(key), page.start(behind[0]))
    if "#" in page.text[slice(*span)]:
        raise LayoutError("has comments beside reviewed")
    return Edit(*span, "")


def _taken_from_block(page: Page, mark: Mark) -> Edit:
    key, old = mark.keys["reviewed"], mark.children["reviewed"]
    if page.text[page.starts[key.line] : page.start(key)].strip():
        raise LayoutError("has reviewed on the line on which it begins")
    below = page.below(old)
    if any(line.lstrip().startswith("#") for line in page.lines[key.line : below]):
        raise LayoutError("has comments beside reviewed")
    return Edit(page.starts[key.line], page.starts[below], "")


def _text_in_flow(page: Page, entry: Entry, digests: Digests) -> Iterator[Edit]:
    start, end = page.start(entry.mark), page.end(entry.mark)
    yield Edit(start, start, "{text: ")
    yield Edit(end, end, f", reviewed: {in_braces(digests)}}}")


def _text_in_block(page: Page, entry: Entry, digests: Digests) -> Iterator[Edit]:
    """A text alone becomes the field `text` of a record; the lines that go on with it move to the right with it."""
    mark, start = entry.mark, page.start(entry.mark)
    column, after = mark.column, page.below(mark)
    if mark.line == entry.key.line:
        # findings: Something [@a].
        column = entry.key.column + len(_STEP)
        colon = page.text.index(":", page.end(entry.key)) + 1
        yield Edit(colon, start, f"{page.line_end}{' ' * column}text: ")
    else:
        yield Edit(start, start, "text: ")
    for line in range(mark.line + 1, after):
        if page.lines[line].strip("\r\n"):
            yield Edit(page.starts[line], page.starts[line], " " * (column - entry.base))
    yield page.new_lines(after, _review_lines(column, digests))
