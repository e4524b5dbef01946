"""The one place that runs pandoc: what it answers, and how it fails."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from policybrief import pandoc
from policybrief.cli.build import build
from policybrief.pandoc import PandocError, PandocMissingError, pandoc_path, run_pandoc


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str, mode: int = 0o755) -> None:
    """A shell script where pandoc is looked for."""
    binary = folder / "pandoc"
    binary.write_text(f"#!/bin/sh\n{script}\n")
    binary.chmod(mode)
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: binary)


def test_the_binary_of_the_package_comes_first() -> None:
    binary = pandoc_path()
    assert binary is not None
    assert binary.parent.parts[-2:] == ("pypandoc", "files")


def test_without_the_package_the_path_is_searched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pandoc").touch(mode=0o755)
    monkeypatch.setattr(pandoc, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pandoc_path() == tmp_path / "pandoc"


def test_letters_of_every_alphabet_come_back_whole() -> None:
    assert run_pandoc(["--sandbox", "-f", "markdown", "-t", "plain"], "Žemė і ґрунт") == "Žemė і ґрунт\n"


def test_a_missing_pandoc_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: None)
    with pytest.raises(PandocError, match=r"pandoc is missing: install the package pypandoc-binary"):
        run_pandoc([], "")


def test_a_failure_is_told_in_pandocs_own_words() -> None:
    with pytest.raises(PandocError, match=r"pandoc failed \(21\): Unknown input format nonsense"):
        run_pandoc(["-f", "nonsense"], "")


def test_of_a_long_failure_the_first_lines_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, "printf 'a\\n\\nb\\n%01000d\\nd\\n' 0 >&2; exit 25")
    with pytest.raises(PandocError) as caught:
        run_pandoc([], "")
    assert str(caught.value) == f"pandoc failed (25): a\nb\n{'0' * 300} ..."


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PandocError("pandoc failed (4): no"), "pandoc failed (4): no"),
        (PandocMissingError("pandoc is missing"), "pandoc is missing; `policybrief doctor` says how to get it"),
    ],
)
def test_the_doctor_is_sent_for_only_where_pandoc_is_missing(
    error: PandocError, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("policybrief.build.make_brief", fail)
    monkeypatch.chdir(tmp_path)
    Path("briefs").mkdir()
    Path("briefs/b.yaml").touch()
    done = CliRunner().invoke(build, ["b"])
    assert done.exit_code == 3
    assert done.stderr.endswith(f"briefs/b.yaml: {told}\n")


def test_a_failure_without_a_word_is_still_readable(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, "cat > /dev/null; exit 3")
    with pytest.raises(PandocError, match=r"pandoc failed \(3\): it gave no reason"):
        run_pandoc([], "")


def test_a_binary_that_may_not_run_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, "", mode=0o644)
    with pytest.raises(PandocError, match=r"pandoc cannot be started: .*/pandoc: Permission denied"):
        run_pandoc([], "")


def test_a_run_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, "exec sleep 30")
    monkeypatch.setattr(pandoc, "_SECONDS", 0.1)
    with pytest.raises(PandocError, match=r"pandoc did not finish within 0\.1 seconds"):
        run_pandoc([], "")
