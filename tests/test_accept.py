"""Accepting a finding: its digests come into the file, and nothing else changes."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from policybrief.accept import Accepted, accept
from policybrief.load import Loaded, load_brief
from policybrief.problem import BriefError
from policybrief.project import Project, Settings
from policybrief.source import Source
from policybrief.yamlfile import parse_yaml

HEAD = "title: T\ndate: 2026-01-02\nauthors: Desk\nbottom_line: x\n"
SOURCES = "sources: {a: {title: A}, b: {title: B}, c: {title: C}}\n"
A, B = (Source.model_validate({"title": title}).digest() for title in "AB")
OLD = "0" * 64


def loaded(folder: Path, text: str) -> Loaded:
    path = folder / "brief.yaml"
    path.write_bytes(text.encode())
    return load_brief(path, Project(folder, Settings(), {}))


def accepted(folder: Path, text: str, *ids: str) -> Accepted:
    brief, file, _ = loaded(folder, text)
    return accept(brief, file, ids)


def after(folder: Path, findings: str, *ids: str) -> str:
    """What accepting makes of the findings of a brief."""
    accepted(folder, f"{HEAD}{SOURCES}{findings}", *ids)
    return (folder / "brief.yaml").read_bytes().decode().removeprefix(HEAD + SOURCES)


def by_hand(folder: Path, findings: str, *ids: str) -> list[str]:
    """The problems of findings that are left to the editor, whose file stays as it is."""
    text = f"{HEAD}{SOURCES}{findings}"
    found = accepted(folder, text, *ids)
    assert not found.findings
    assert (folder / "brief.yaml").read_bytes().decode() == text
    return [str(problem) for problem in found.by_hand]


LAYOUTS = {
    "the fields of a record": (
        "findings:\n  - text: x [@a]\n    confidence: low  # so far\n\n# end\n",
        f"findings:\n  - text: x [@a]\n    confidence: low  # so far\n    reviewed:\n      a: {A}\n\n# end\n",
    ),
    "a text under >": (
        "findings:\n- text: >\n    x [@a]\n\n\n# next\n- text: y\n",
        f"findings:\n- text: >\n    x [@a]\n  reviewed:\n    a: {A}\n\n\n# next\n- text: y\n",
    ),
    "a text that keeps its blank lines": (
        "findings:\n- sources: b\n  text: |+\n    x [@a]\n\nthreats: z\n",
        f"findings:\n- sources: b\n  text: |+\n    x [@a]\n\n  reviewed:\n    a: {A}\n    b: {B}\nthreats: z\n",
    ),
    "a list as the last field, without a line end": (
        "findings:\n- text: x [@a]\n  was:\n  - F1",
        f"findings:\n- text: x [@a]\n  was:\n  - F1\n  reviewed:\n    a: {A}",
    ),
    "a record instead of a list": (
        "findings:\n    text: x [@a]\n",
        f"findings:\n    text: x [@a]\n    reviewed:\n      a: {A}\n",
    ),
    "braces": (
        "findings:\n  - {text: 'x [@a]', confidence: low}\n",
        f"findings:\n  - {{text: 'x [@a]', confidence: low, reviewed: {{a: {A}}}}}\n",
    ),
    "braces with a comma and a comment before the last": (
        "findings: [{text: 'x [@a]',\n  confidence: , # none\n}]\n",
        f"findings: [{{text: 'x [@a]',\n  confidence:  , reviewed: {{a: {A}}}, # none\n}}]\n",
    ),
    "a text alone": (
        "findings:\n  - x [@a]. # so\n  - y\n",
        f"findings:\n  - text: x [@a]. # so\n    reviewed:\n      a: {A}\n  - y\n",
    ),
    "a text alone over lines": (
        "findings:\n  -  x\n   [@a]\n\n   z\n",
        f"findings:\n  -  text: x\n      [@a]\n\n      z\n     reviewed:\n       a: {A}\n",
    ),
    "a text alone with an indent of its own": (
        "findings:\n  - |2\n     x\n    [@a]\n",
        f"findings:\n  - text: |2\n       x\n      [@a]\n    reviewed:\n      a: {A}\n",
    ),
    "a text instead of a list": (
        "findings:   x\n  [@a]\n",
        f"findings:\n  text: x\n    [@a]\n  reviewed:\n    a: {A}\n",
    ),
    "a text instead of a list, below": (
        "findings: # one\n  x [@a]\n",
        f"findings: # one\n  text: x [@a]\n  reviewed:\n    a: {A}\n",
    ),
    "a text in brackets": (
        "findings: ['x [@a]', y]\n",
        f"findings: [{{text: 'x [@a]', reviewed: {{a: {A}}}}}, y]\n",
    ),
    "a review with comments": (
        "findings:\n- text: '[@a; @b]'\n  reviewed:\n    # read on paper\n"
        f"    a: '{OLD}' # by the desk\n  kind: fact\n",
        "findings:\n- text: '[@a; @b]'\n  reviewed:\n    # read on paper\n"
        f"    a: {A} # by the desk\n    b: {B}\n  kind: fact\n",
    ),
    "a review in braces": (
        f"findings:\n- text: '[@a]'\n  reviewed: {{a: {OLD}}} # read\n",
        f"findings:\n- text: '[@a]'\n  reviewed: {{a: {A}}} # read\n",
    ),
    "a review with comments in braces": (
        f"findings:\n- text: '[@a]'\n  reviewed: {{ # read\n   a: {OLD}}}\n",
        f"findings:\n- text: '[@a]'\n  reviewed: {{ # read\n   a: {A}}}\n",
    ),
    "a review of a source that is not cited now": (
        f"findings:\n- text: '[@b]'\n  reviewed:\n    a: {A}\n",
        f"findings:\n- text: '[@b]'\n  reviewed:\n    b: {B}\n",
    ),
    "a review in braces of a source that is not cited now": (
        f"findings: {{reviewed: {{a: {A}}}, text: '[@b]'}}\n",
        f"findings: {{reviewed: {{b: {B}}}, text: '[@b]'}}\n",
    ),
    "a review of a source that is gone": (
        f"findings:\n- text: '[@a]'\n  reviewed:\n    gone: {OLD} # read\n    a: {A}\n",
        f"findings:\n- text: '[@a]'\n  reviewed:\n    a: {A}\n",
    ),
    "a review in braces of a source that is gone": (
        f"findings:\n- text: '[@a]'\n  reviewed: {{gone: {OLD}, a: {A}}}\n",
        f"findings:\n- text: '[@a]'\n  reviewed: {{a: {A}}}\n",
    ),
    "a review of a finding that cites nothing now": (
        f"findings:\n- text: x\n  reviewed:\n    gone: {OLD}\n\n  # low\n  confidence: low\n",
        "findings:\n- text: x\n\n  # low\n  confidence: low\n",
    ),
    "a review in braces of a finding that cites nothing now": (
        f"findings: {{text: x, reviewed: {{gone: {OLD}}}, confidence: low}}\n",
        "findings: {text: x, confidence: low}\n",
    ),
    "a review before all else of a finding that cites nothing now": (
        f"findings: [{{reviewed: {{gone: {OLD}}}, text: x}}]\n",
        "findings: [{text: x}]\n",
    ),
    "a text under > without a line end": (
        "findings:\n  - >\n    One [@a].",
        f"findings:\n  - text: >\n      One [@a].\n    reviewed:\n      a: {A}",
    ),
    "the text of a record under | without a line end": (
        "findings:\n- text: |\n    One [@a].",
        f"findings:\n- text: |\n    One [@a].\n  reviewed:\n    a: {A}",
    ),
    "another text under > without a line end": (
        "findings:\n- One [@a].\n- >\n  Two.",
        f"findings:\n- text: One [@a].\n  reviewed:\n    a: {A}\n- >\n  Two.",
    ),
    "a review under the key with its sign": (
        f"findings:\n- text: '[@b; @a]'\n  reviewed: {{'@a': {OLD}}}\n",
        f"findings:\n- text: '[@b; @a]'\n  reviewed: {{b: {B}, a: {A}}}\n",
    ),
}


@pytest.mark.parametrize(("before", "then"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_digests_are_written_in_the_layout_of_the_finding(before: str, then: str, tmp_path: Path) -> None:
    assert after(tmp_path, before) == then
    assert loaded(tmp_path, HEAD + SOURCES + then).warnings == ()


@pytest.mark.parametrize(("before", "then"), LAYOUTS.values(), ids=LAYOUTS.keys())
def test_what_is_accepted_stays_as_it_is(before: str, then: str, tmp_path: Path) -> None:
    found = accepted(tmp_path, HEAD + SOURCES + then)
    assert (found.findings, found.by_hand) == ({}, ())
    assert (tmp_path / "brief.yaml").read_text("utf-8") == HEAD + SOURCES + then


def test_a_text_without_a_line_end_is_accepted_as_windows_ends_lines(tmp_path: Path) -> None:
    text = f"{HEAD}{SOURCES}findings:\n  - >\n    One [@a]."
    new = f"{HEAD}{SOURCES}findings:\n  - text: >\n      One [@a].\n    reviewed:\n      a: {A}"
    assert accepted(tmp_path, text.replace("\n", "\r\n")).text == new.replace("\n", "\r\n")


def test_only_the_named_findings_are_accepted(tmp_path: Path) -> None:
    then = after(tmp_path, "findings:\n- x [@a]\n- id: F7\n  text: y [@b]\n", "F7")
    assert then == f"findings:\n- x [@a]\n- id: F7\n  text: y [@b]\n  reviewed:\n    b: {B}\n"


def test_a_quoted_probability_is_accepted_with_its_source(tmp_path: Path) -> None:
    found = accepted(
        tmp_path, f"{HEAD}{SOURCES}findings: {{text: x, quoted_probability: {{term: likely, source: b}}}}\n"
    )
    assert found.findings == {"F1": {"b": B}}


@pytest.mark.parametrize("key", ["Null", "a:b", "Ž9", "2021", "a/b.c-d"])
@pytest.mark.parametrize("finding", ["findings: {{text: '[@{}]'}}\n", "findings:\n- text: '[@{}]'\n"])
def test_every_key_of_a_source_can_be_written(key: str, finding: str, tmp_path: Path) -> None:
    text = f"{HEAD}{finding.format(key)}sources:\n  '{key}': {{title: A}}\n"
    assert accepted(tmp_path, text).findings == {"F1": {key: A}}


@pytest.mark.parametrize(
    "key", ["1", "true", "False", "no", "on", "Y", "2021-01-01", "0x1F", "0o17", "1_000", "1e3", "NULL", "1:30", "12.5"]
)
@pytest.mark.parametrize("finding", ["findings: {{text: '[@{}]'}}\n", "findings:\n- text: '[@{}]'\n"])
def test_a_key_that_others_take_for_something_else_stands_between_quotation_marks(
    key: str, finding: str, tmp_path: Path
) -> None:
    text = f"{HEAD}{finding.format(key)}sources:\n  '{key}': {{title: A}}\n"
    new = accepted(tmp_path, text).text
    assert f'"{key}": {A}' in new
    findings = yaml.safe_load(new)["findings"]
    assert (findings[0] if isinstance(findings, list) else findings)["reviewed"] == {key: A}


SHARED = {
    "an anchor": ("- &g\n  text: x [@a]\n", "has an anchor or an alias"),
    "an alias": ("- *f\n", "has an anchor or an alias"),
    "an alias inside": ("- title: &t x\n  text: '[@a]'\n  short: *t\n", "holds an alias or <<"),
    "keys that are lent": ("- {kind: fact, <<: *f}\n", "holds an alias or <<"),
    "an anchor at the review": (f"- text: '[@a]'\n  reviewed: &r {{a: {OLD}}}\n", "has an anchor at reviewed"),
    "a comment in braces that change": (
        f"- text: '[@b]'\n  reviewed: {{a: {A} # read\n   }}\n",
        "has comments between the braces of reviewed",
    ),
}


@pytest.mark.parametrize(("finding", "told"), SHARED.values(), ids=SHARED.keys())
def test_a_finding_that_cannot_be_written_is_left_to_the_editor(finding: str, told: str, tmp_path: Path) -> None:
    found = by_hand(tmp_path, f"findings:\n- id: F9\n  <<: &f {{text: '[@a]'}}\n{finding}", "F2")
    assert len(found) == 1
    assert told in found[0]
    assert "write it yourself, reviewed: {" in found[0]


def test_a_finding_in_brackets_without_braces_is_left_to_the_editor(tmp_path: Path) -> None:
    (told,) = by_hand(tmp_path, "findings: [text: 'x [@a]']\n")
    assert "has no braces around it" in told


def test_the_others_are_accepted_all_the_same(tmp_path: Path) -> None:
    found = accepted(tmp_path, f"{HEAD}{SOURCES}findings:\n- &f\n  text: x [@a]\n- y [@b]\n")
    assert list(found.findings) == ["F2"]
    assert [problem.path for problem in found.by_hand] == [("findings", 0)]


def test_a_finding_without_a_source_cannot_be_accepted(tmp_path: Path) -> None:
    (told,) = by_hand(tmp_path, "findings: x\n", "F1")
    assert "(F1) cites no source" in told
    (told,) = by_hand(tmp_path, f"findings:\n- reviewed: {{a: {A}}}\n  text: x\n")
    assert "has reviewed on the line on which it begins" in told
    assert "delete its reviewed by hand, or cite" in told


@pytest.mark.parametrize(
    "finding", ["{{text: x, # read\n  reviewed: {{a: {A}}}}}", "\n  text: x\n  reviewed:\n    # read\n    a: {A}"]
)
def test_a_comment_does_not_go_with_the_review_beside_it(finding: str, tmp_path: Path) -> None:
    (told,) = by_hand(tmp_path, f"findings: {finding.format(A=A)}\n")
    assert "has comments beside reviewed" in told


def test_what_would_be_read_otherwise_is_not_written(tmp_path: Path) -> None:
    # The braces have an anchor, and so their end is not seen.
    text = f"{HEAD}{SOURCES}findings:\n- text: x [@a]\n  quoted_probability: &q {{term: likely, source: a\n\n   }}\n"
    with pytest.raises(BriefError) as caught:
        accepted(tmp_path, text)
    assert [problem.code for problem in caught.value.problems] == ["not-written"]
    assert (tmp_path / "brief.yaml").read_text("utf-8") == text


def test_a_file_that_changed_since_it_was_read_is_not_written(tmp_path: Path) -> None:
    brief, file, _ = loaded(tmp_path, f"{HEAD}{SOURCES}findings: x [@a]\n")
    file.path.write_text("of another hand\n", encoding="utf-8")
    with pytest.raises(BriefError, match="has changed while it was read"):
        accept(brief, file)
    assert file.path.read_text("utf-8") == "of another hand\n"


def test_a_link_stays_a_link_and_the_rights_of_the_file_stay(tmp_path: Path) -> None:
    brief, file, _ = loaded(tmp_path, f"{HEAD}{SOURCES}findings: x [@a]\n")
    file.path.chmod(0o600)
    link = tmp_path / "link.yaml"
    link.symlink_to(file.path)
    accept(brief, file._replace(path=link))
    assert link.is_symlink()
    assert stat.S_IMODE(os.stat(file.path).st_mode) == 0o600  # noqa: PTH116
    assert A in file.path.read_text("utf-8")


Lines = list[tuple[str, bool]]
"""Lines of a file, and whether each must stay as it is."""

GAPS = st.lists(st.sampled_from(["", "# a comment", " "]), max_size=2)


@st.composite
def records(draw: st.DrawFn, cites: str) -> Lines:
    """The fields of a finding in a block."""
    texts = [
        [f"text: x {cites}"],
        [f'text: "x: {cites}"  # quoted'],
        [f"text: x {cites}", "  and more", "", "  and more"],
        ["text: >", f"  x {cites}", "", "  no # comment"],
        ["text: |+", f"  x {cites}", ""],
        ["text:", f"  x {cites}"],
    ]
    stays = cites != "none"
    reviews = [
        [],
        [("reviewed:", stays), ("  # read on paper", True), (f"  a: {OLD}", False)],
        [("reviewed:", stays), (f"  c: {OLD}", False), (f"  a: {A}  # ok", stays and cites != "[@b]")],
        [(f"reviewed: {{a: {OLD}, c: {OLD}}} # ok", False)],
    ]
    fields: list[Lines] = [
        [(line, True) for line in draw(st.sampled_from(texts))],
        draw(st.sampled_from(reviews)),
        draw(st.sampled_from([[], [("confidence:", True)], [("confidence: low # so", True)]])),
        draw(
            st.sampled_from(
                [[], [("was:", True), ("- F1", True), ("- F2", True)], [("was: [F1,", True), ("  F2]", True)]]
            )
        ),
    ]
    return [line for field in draw(st.permutations(fields)) for line in field]


@st.composite
def findings(draw: st.DrawFn) -> Lines:
    """A list of findings in all the layouts that can be written into."""
    indent, after_dash = " " * draw(st.sampled_from([0, 2, 4])), " " * draw(st.integers(1, 3))
    lines: Lines = [("findings: # all of them", True)]
    for _ in range(draw(st.integers(1, 3))):
        lines += [(indent + gap if gap else gap, True) for gap in draw(GAPS)]
        cites = draw(st.sampled_from(["[@a]", "[@a; @b, p. 2]", "none", "[@b]"]))
        alone = [f"x {cites}", f"'x {cites}' # alone"], ["x", cites, "", "y"], [">-", f"x {cites}"]
        in_braces = [f"{{text: 'x {cites}', confidence: }}"], ["{", f"text: 'x {cites}', # here", "}"]
        shape = draw(st.sampled_from([None, [alone[0][0]], [alone[0][1]], *alone[1:], *in_braces]))
        body = draw(records(cites)) if shape is None else [(line, shape[0] == "{") for line in shape]
        if shape == in_braces[1]:
            body[1] = (body[1][0], False)
        deeper = "" if shape is None else draw(st.sampled_from(["", " "]))
        for number, (line, fixed) in enumerate(body):
            start = f"{indent}-{after_dash}" if not number else f"{indent} {' ' * len(after_dash)}{deeper}"
            lines.append((f"{start}{line}" if line else "", fixed and bool(line)))
    return lines + [(line, True) for line in draw(GAPS)]


def stand_in_order(lines: list[str], text: list[str]) -> bool:
    ahead: Iterator[str] = iter(text)
    return all(line in ahead for line in lines)


@settings(deadline=None, derandomize=True, max_examples=250, database=None)
@given(findings(), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans(), st.booleans())
def test_nothing_but_the_digests_changes(
    tmp_path_factory: pytest.TempPathFactory, lines: Lines, line_end: str, bom: bool, ends: bool, last: bool
) -> None:
    folder = tmp_path_factory.getbasetemp()
    rest = [(line, True) for line in (HEAD + SOURCES).splitlines()]
    whole = [*rest, *lines] if last else [*rest, *lines, ("threats: z # the end", True)]
    text = line_end.join(line for line, _ in whole) + line_end * ends
    old = loaded(folder, "\ufeff" * bom + text)
    found = accept(old.brief, old.file)
    raw = old.file.path.read_bytes()
    assert raw == ("\ufeff" * bom + found.text).encode()
    assert all("[@" not in old.brief.findings[int(problem.path[1])].text for problem in found.by_hand)
    assert stand_in_order([line for line, fixed in whole if fixed], found.text.split(line_end))
    assert found.text.endswith(line_end) >= ends
    new = load_brief(old.file.path, Project(folder, Settings(), {}))
    assert [finding.model_copy(update={"reviewed": {}}) for finding in new.brief.findings] == [
        finding.model_copy(update={"reviewed": {}}) for finding in old.brief.findings
    ]
    assert {**parse_yaml(text, folder).data, "findings": 0} == {**new.file.data, "findings": 0}
    assert accept(new.brief, new.file).findings == {}
    assert old.file.path.read_bytes() == raw
