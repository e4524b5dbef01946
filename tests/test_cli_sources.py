"""The commands on sources, as a shell meets them."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

FILES = Path(__file__).parent / "exchange"
LIBRARY = "# Ours.\nsmith2020:\n  title: On Nothing   # a comment\n  grade: B2\n"
BIB = "@book{doe2021, title = {A: Book}, author = {Doe, Jane}, year = 2021}\n"
BRIEF = """\
title: A good brief
date: 2024-01-31
authors: [Desk]
bottom_line: It is so.
findings: ['It cites [@smith2020] and [@own].']
sources: {own: {type: report, title: Own}, unused: {title: Unused}}
"""


def run(*arguments: str | Path, cwd: Path, given: bytes = b"") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "policybrief", "sources", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, input=given, capture_output=True, timeout=300, check=False)
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    return subprocess.CompletedProcess(command, done.returncode, out, err)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "sources.yaml").write_text(LIBRARY, encoding="utf-8")
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    return tmp_path


def library(folder: Path) -> str:
    return (folder / "briefs" / "sources.yaml").read_text(encoding="utf-8")


def test_an_import_prints_the_keys_and_leaves_what_is_there(folder: Path) -> None:
    done = run("import", "refs.bib", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "doe2021\n", "")
    entry = 'doe2021:\n  type: book\n  title: "A: Book"\n  author: {family: Doe, given: Jane}\n  issued: 2021\n'
    assert library(folder) == f"{LIBRARY}\n{entry}"


def test_a_second_import_changes_nothing(folder: Path) -> None:
    files = [FILES / name for name in ("zotero.json", "mendeley.json", "zotero.bib", "latex.bib", "zotero.ris")]
    first = run("import", *files, cwd=folder)
    assert first.returncode == 0 and len(first.stdout.splitlines()) == 18
    before = library(folder)
    again = run("import", *files, cwd=folder)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert library(folder) == before


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    assert run("import", "--dry-run", "refs.bib", cwd=folder).stdout == "doe2021\n"
    assert library(folder) == LIBRARY


def test_what_cannot_be_read_is_told_with_its_line_and_the_rest_is_added(folder: Path) -> None:
    done = run("import", FILES / "broken.bib", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["first", "second", "third", "doe2008"]
    assert f"{FILES}/broken.bib:3:1: error[import] @book unclosed: is never closed before the next entry" in done.stderr
    assert "  close it, or find the bracket that is open in one of its fields" in done.stderr
    assert done.stderr.count("error[import]") == 6


def test_a_key_that_means_something_else_is_told_and_not_touched(folder: Path) -> None:
    (folder / "refs.bib").write_text(BIB.replace("doe2021", "smith2020"), encoding="utf-8")
    done = run("import", "refs.bib", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "refs.bib:1:1: error[import] smith2020 stands in the library as smith2020, but title is" in done.stderr
    assert library(folder) == LIBRARY


def test_a_library_with_errors_is_not_touched(folder: Path) -> None:
    (folder / "briefs" / "sources.yaml").write_text("a: {titel: A}\n", encoding="utf-8")
    done = run("import", "refs.bib", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "did you mean 'title'?" in done.stderr
    assert library(folder) == "a: {titel: A}\n"


def test_a_library_between_braces_is_not_touched(folder: Path) -> None:
    (folder / "briefs" / "sources.yaml").write_text("{a: {title: A}}\n", encoding="utf-8")
    done = run("import", "refs.bib", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error[library] the library is written between braces" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "code", "told"),
    [
        ("empty.bib", b"", 1, "empty.bib:1:1: error[import] holds no entry"),
        ("words.bib", b"no entry at all", 1, "holds no entry"),
        ("latin.bib", "@book{a, title={é}}".encode("latin-1"), 1, "is no text in utf-8"),
        ("binary.ris", b"TY  - BOOK\0\0", 1, "is no text"),
        ("broken.json", b'[{"id": }]', 1, "broken.json:1:1: error[import] is no JSON"),
        ("big.bib", b"x" * 20_000_001, 1, "has more than 20,000,000 bytes"),
        ("notes.txt", b"hello", 2, "what notes.txt holds is not clear; say --from csl-json, or --from bibtex"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(folder: Path, name: str, content: bytes, code: int, told: str) -> None:
    (folder / name).write_bytes(content)
    done = run("import", name, cwd=folder)
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert library(folder) == LIBRARY


@pytest.mark.parametrize(
    "arguments",
    [
        ["import"],
        ["import", "nowhere.bib"],
        ["import", "briefs"],
        ["import", "refs.bib", "--encoding", "x"],
        ["export"],
    ],
)
def test_wrong_usage_ends_with_two(folder: Path, arguments: list[str]) -> None:
    assert run(*arguments, cwd=folder).returncode == 2


def test_a_library_that_cannot_be_written_ends_with_three(folder: Path) -> None:
    (folder / "briefs" / "sources.yaml").unlink()
    (folder / "briefs" / "sources.yaml").mkdir()
    done = run("import", "refs.bib", cwd=folder)
    assert done.returncode == 3
    assert "sources.yaml" in done.stderr


@pytest.mark.parametrize(
    ("content", "more"),
    [
        (BIB.replace("Jane", "Žané").encode("windows-1257"), ["--from", "bibtex", "--encoding", "windows-1257"]),
        (b"\xef\xbb\xbf" + BIB.replace("\n", "\r\n").encode(), []),
        ("TY  - BOOK\r\nAU  - Doe, J.\r\nPY  - 2021\r\nTI  - A\r\nER  - \r\n".encode("utf-16"), []),
        (b'{"type": "book", "id": "doe2021"}', []),
    ],
)
def test_the_standard_input_is_read_in_any_form(folder: Path, content: bytes, more: list[str]) -> None:
    done = run("import", "-", *more, cwd=folder, given=content)
    assert (done.returncode, done.stdout) == (0, "doe2021\n"), done.stderr


def test_a_list_in_a_pipe_has_tabs_and_cuts_nothing(folder: Path) -> None:
    run("import", FILES / "zotero.json", cwd=folder)
    lines = run("list", cwd=folder).stdout.splitlines()
    assert lines[0] == "smith2020\tB2\t\t\tOn Nothing"
    assert lines[1].split("\t")[:4] == ["zukauskaite2021", "", "2021", "Žukauskaitė et al."]


@pytest.mark.parametrize("name", ["csl-json", "bibtex", "ris"])
def test_an_export_of_the_library_is_there_already_when_it_is_imported(folder: Path, name: str) -> None:
    run("import", "refs.bib", FILES / "zotero.json", cwd=folder)
    assert run("export", "--to", name, "--out", "out.txt", cwd=folder).stdout == "out.txt\n"
    (folder / "other" / "briefs").mkdir(parents=True)
    assert run("import", "--from", name, "../out.txt", cwd=folder / "other").returncode == 0
    keys = [line.split("\t")[0] for line in run("list", cwd=folder / "other").stdout.splitlines()]
    assert sorted(keys) == ["doe2021", "petrauskas2020", "second2022", "smith2020", "zukauskaite2021"]


def test_an_export_of_a_brief_holds_what_it_cites_and_its_own(folder: Path) -> None:
    run("import", "refs.bib", cwd=folder)
    (folder / "briefs" / "good.yaml").write_text(BRIEF, encoding="utf-8")
    items = json.loads(run("export", "--to", "csl-json", "good", cwd=folder).stdout)
    assert [item["id"] for item in items] == ["own", "unused", "smith2020"]
    assert items[2]["custom"] == {"grade": "B2"}


def test_two_briefs_that_mean_different_sources_by_one_key_are_not_mixed(folder: Path) -> None:
    (folder / "briefs" / "good.yaml").write_text(BRIEF, encoding="utf-8")
    (folder / "briefs" / "other.yaml").write_text(BRIEF.replace("title: Own", "title: Other"), encoding="utf-8")
    done = run("export", "--to", "ris", "good", "other", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "another brief has another source own" in done.stderr


def test_an_export_of_a_broken_brief_tells_its_errors(folder: Path) -> None:
    (folder / "briefs" / "good.yaml").write_text(BRIEF.replace("title: A", "titel: A"), encoding="utf-8")
    done = run("export", "--to", "ris", "good", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert "did you mean 'title'?" in done.stderr


def test_the_list_of_formats_loads_no_format() -> None:
    code = (
        "import sys, policybrief.exchange\n"
        "loaded = {name for name in sys.modules if name.startswith('policybrief.')} | {'pydantic'} & set(sys.modules)\n"
        "sys.exit(f'{loaded}' if loaded != {'policybrief.exchange'} else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [[], ["import"], ["list"], ["export"]])
def test_every_command_on_sources_has_help_with_an_example(command: list[str], tmp_path: Path) -> None:
    told = run(*command, "--help", cwd=tmp_path).stdout
    assert " ".join(["policybrief sources", *command]) in told.split("\n", 1)[1]


@pytest.mark.slow
def test_two_thousand_entries_are_imported_in_seconds(folder: Path) -> None:
    entry = BIB.replace("A: Book", r"The {Book}: \emph{A Study} of \v{Z}ukauskas").replace("doe2021", "doe{}")
    texts = (entry.replace("{}", str(number)).replace("Doe,", f"Doe{number},") for number in range(2000))
    (folder / "big.bib").write_text("".join(texts), encoding="utf-8")
    began = time.monotonic()
    done = run("import", "big.bib", cwd=folder)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 2000)
    assert time.monotonic() - began < 30
