"""Findings accepted with their sources: the digests of these are kept in the brief's file, under `reviewed`.

When the record of a source changes later, the finding is suspect.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from policybrief import disk
from policybrief.brief import Brief
from policybrief.problem import BriefError, Problem
from policybrief.review import cited_by
from policybrief.splice import Digests, Edit, Entry, LayoutError, Page, entries, in_braces, review_edits
from policybrief.yamlfile import YamlFile, parse_yaml

_BOM = b"\xef\xbb\xbf"


class Accepted(NamedTuple):
    """The new text of a file, the new digests in it by the id of the finding, and what is left to the editor's hand."""

    text: str
    findings: Mapping[str, Digests]
    by_hand: tuple[Problem, ...]


def accept(brief: Brief, file: YamlFile, ids: Collection[str] = ()) -> Accepted:
    """Accepts the findings of these ids, or all that cite, in the file of the brief, which is written if it changes.

    Raises BriefError where the file has changed since it was read, or where its new text would say anything but the
    old and the digests; OSError where it cannot be read or written. Nothing is written then.
    """
    # The file behind a link is written, not the link.
    path = file.path.resolve()
    raw = path.read_bytes()
    text = raw.decode("utf-8-sig", "replace")
    if tuple(text.splitlines()) != file.lines:
        raise _refused(file, "has changed while it was read", "run the command again")
    accepted = accepted_in(text, brief, file, ids)
    if accepted.findings:
        mode = path.stat().st_mode
        disk.write({path: (_BOM if raw.startswith(_BOM) else b"") + accepted.text.encode("utf-8")})
        path.chmod(mode)
    return accepted


def accepted_in(text: str, brief: Brief, file: YamlFile, ids: Collection[str] = ()) -> Accepted:
    """What `accept` makes of the text of a file: nothing is read or written."""
    wanted = dict(_wanted(brief, ids))
    if not wanted:
        return Accepted(text, {}, ())
    page, given = Page(text), file.data["findings"]
    listed = isinstance(given, list)
    places = entries(page, file.mark.children["findings"], file.mark.keys["findings"], listed=listed)
    edits: list[Edit] = []
    done: dict[int, Digests] = {}
    by_hand = []
    for number, digests in wanted.items():
        data = given[number] if listed else given
        try:
            edits += _edits(page, places[number], data, digests)
            done[number] = digests
        except LayoutError as reason:
            by_hand.append(_by_hand(brief, file, number, str(reason), digests))
    new = page.edited(edits)
    _hold(file, text, new, done)
    return Accepted(new, {brief.findings[number].id: digests for number, digests in done.items()}, tuple(by_hand))


def _wanted(brief: Brief, ids: Collection[str]) -> Iterator[tuple[int, Digests]]:
    """The digests of the sources of each finding that is meant, by its position, where the file holds others."""
    for number, finding in enumerate(brief.findings):
        keys = cited_by(finding)
        digests = {str(key): brief.sources[key].digest() for key in keys}
        meant = finding.id in ids if ids else bool(keys or finding.reviewed)
        if meant and (not keys or digests != finding.reviewed):
            yield number, digests


def _edits(page: Page, entry: Entry | None, data: Any, digests: Digests) -> list[Edit]:
    if not digests and not (isinstance(data, dict) and "reviewed" in data):
        raise LayoutError("cites no source")
    if entry is None:
        raise LayoutError("has an anchor or an alias")
    return review_edits(page, entry, data, digests)


def _by_hand(brief: Brief, file: YamlFile, number: int, reason: str, digests: Digests) -> Problem:
    finding, steps = brief.findings[number], ("findings", number)
    hint = f"write it yourself, reviewed: {in_braces(digests)}"
    if not digests:
        hint = "delete its reviewed by hand, or cite" if finding.reviewed else "there is nothing to accept it with"
    return Problem("not-accepted", f"({finding.id}) {reason}", steps, hint, "error", file.place(steps))


def _hold(file: YamlFile, text: str, new: str, done: Mapping[int, Digests]) -> None:
    """Raises BriefError unless the new text says what the old one says and the digests, and nothing else."""
    data = _said(text, file)
    given = data["findings"]
    said = (
        [_reviewed(finding, done.get(number)) for number, finding in enumerate(given)]
        if isinstance(given, list)
        else None
    )
    expected = {**data, "findings": said or _reviewed(given, done.get(0))}
    try:
        holds = _said(new, file) == expected
    except BriefError:
        holds = False
    if not holds:
        hint = "accept the findings one by one with --finding, and write reviewed by hand where that fails"
        raise _refused(file, "is laid out such that the digests cannot be written into it safely", hint)


def _said(text: str, file: YamlFile) -> Any:
    """What a text says with a line end behind its last line: a text under > or | there has one then, as elsewhere."""
    return parse_yaml(text if text.endswith(("\n", "\r")) else f"{text}\n", file.path).data


def _reviewed(finding: Any, digests: Digests | None) -> Any:
    if digests is None:
        return finding
    fields = {"text": finding} if isinstance(finding, str) else finding
    others = {name: value for name, value in fields.items() if name != "reviewed"}
    return {**others, "reviewed": dict(digests)} if digests else others


def _refused(file: YamlFile, message: str, hint: str) -> BriefError:
    return BriefError([Problem("not-written", message, hint=f"nothing was written; {hint}", place=file.place(()))])
