"""The command line, as a shell meets it: what stands on which stream, and with which code it ends."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BRIEFS, FLAGSHIP, ROOT

GOOD = """title: A good brief
date: 2024-01-31
authors: [Desk]
bottom_line: It is so.
findings: [{text: Something is so., basis: editorial}]
"""
BROKEN = "titel: A broken brief\ndate: 2024-02-30\nauthors: [Desk]\nfindings: ['It cites [@nobody].']\n"


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "policybrief", *map(str, arguments)]
    environ = {**os.environ, **environment}
    return subprocess.run(command, cwd=cwd, env=environ, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "good.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_build_prints_the_paths_and_nothing_else(folder: Path) -> None:
    done = run("build", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["output/good.html", "output/good.pdf"]
    assert done.stderr == ""
    assert (folder / "output" / "good.pdf").read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in (folder / "output").iterdir()) == [
        ".lock",
        "good.html",
        "good.pdf",
        "manifest.json",
    ]


@pytest.mark.slow
def test_a_broken_brief_does_not_stop_the_others(folder: Path) -> None:
    (folder / "briefs" / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    done = run("build", "--to", "html", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["output/good.html"]
    assert "briefs/broken.yaml:2:7: error[date] date is '2024-02-30'" in done.stderr
    assert not (folder / "output" / "broken.html").exists()


def test_an_old_output_stays_when_the_brief_breaks(folder: Path) -> None:
    old = folder / "output" / "good.pdf"
    old.parent.mkdir()
    old.write_bytes(b"the edition of last week")
    (folder / "briefs" / "good.yaml").write_text(BROKEN, encoding="utf-8")
    assert run("build", cwd=folder).returncode == 1
    assert old.read_bytes() == b"the edition of last week"


def test_check_tells_all_problems_with_their_lines(folder: Path) -> None:
    (folder / "briefs" / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    done = run("check", cwd=folder)
    assert done.returncode == 1
    assert re.findall(r"error\[([\w-]+)\]", done.stdout) == [
        "missing-field", "unknown-key", "date", "unknown-source",
    ]  # fmt: skip
    assert "did you mean 'title'?" in done.stdout
    assert done.stderr == ""


def test_check_of_a_good_brief_says_nothing_in_a_pipe(folder: Path) -> None:
    done = run("check", "good", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_warning_is_told_and_does_not_fail(folder: Path) -> None:
    (folder / "briefs" / "good.yaml").write_text(GOOD + "question: Which side has #3 now?\n", encoding="utf-8")
    done = run("check", cwd=folder)
    assert done.returncode == 0
    assert "warning[hash-in-text]" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["check", "god"], "there is no brief 'god'; did you mean 'good'?"),
        (["check", "../elsewhere.yaml"], "there is no brief '../elsewhere.yaml'"),
        (["new", "sources"], "is no name for a brief"),
        (["build", "--to", "docx"], "choose pdf, html, or pdf,html"),
        (["build", "--to", ""], "choose pdf, html, or pdf,html"),
        (["new", "../escape"], "is no name for a brief"),
        (["new", "good"], "is there already; nothing was written"),
        (["scales", "icd204"], "did you mean 'icd203'?"),
        (["biuld"], "No such command"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_the_way_out(folder: Path, arguments: list[str], told: str) -> None:
    done = run(*arguments, cwd=folder)
    assert done.returncode == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_a_folder_without_briefs_is_wrong_usage(tmp_path: Path) -> None:
    done = run("build", cwd=tmp_path)
    assert done.returncode == 2
    assert "policybrief init DIR" in done.stderr


def test_two_files_of_one_name_are_refused_before_anything_is_written(folder: Path) -> None:
    (folder / "briefs" / "good.yml").write_text(GOOD, encoding="utf-8")
    done = run("build", cwd=folder)
    assert done.returncode == 2
    assert "would both become good" in done.stderr
    assert not (folder / "output").exists()


def test_a_broken_project_file_ends_with_one(folder: Path) -> None:
    (folder / "briefs" / "project.yaml").write_text("scale: icd204\nsite: example.org\n", encoding="utf-8")
    done = run("check", cwd=folder)
    assert done.returncode == 1
    assert done.stderr.count("error[") == 2


def test_an_output_that_is_a_file_ends_with_three(folder: Path) -> None:
    (folder / "output").write_text("in the way", encoding="utf-8")
    done = run("build", "--to", "html", cwd=folder)
    assert done.returncode == 3
    assert "output" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_fault_in_a_projects_template_names_its_line(folder: Path) -> None:
    (folder / "templates").mkdir()
    template = '{% extends "default/brief.html.j2" %}\n{% block findings %}{{ document.nothing }}{% endblock %}\n'
    (folder / "templates" / "brief.html.j2").write_text(template, encoding="utf-8")
    done = run("build", "--to", "html", cwd=folder)
    assert done.returncode == 3
    assert "templates/brief.html.j2:2:1: error[template]" in done.stderr


def test_a_letter_that_the_typefaces_lack_is_found_before_printing(folder: Path) -> None:
    (folder / "briefs" / "good.yaml").write_text(GOOD.replace("is so.,", "is so 日本.,"), encoding="utf-8")
    done = run("check", cwd=folder)
    assert done.returncode == 1
    assert "briefs/good.yaml:5:" in done.stdout and "U+65E5" in done.stdout


def test_two_briefs_of_one_id_do_not_overwrite_each_other(folder: Path) -> None:
    (folder / "briefs" / "z-other.yaml").write_text(GOOD + "id: good\n", encoding="utf-8")
    done = run("build", "--to", "html", cwd=folder)
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["output/good.html"]
    assert "briefs/z-other.yaml:6:5: error[duplicate-id] id is 'good', that of another brief" in done.stderr


def test_a_brief_of_another_project_is_built_there(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = run("build", folder / "briefs" / "good.yaml", "--to", "html", cwd=elsewhere)
    assert done.stdout.splitlines() == [str(folder / "output" / "good.html")]
    assert list(elsewhere.iterdir()) == []


@pytest.mark.slow
def test_a_new_project_builds_at_once(tmp_path: Path) -> None:
    assert run("init", "demo", cwd=tmp_path).returncode == 0
    done = run("build", cwd=tmp_path / "demo")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["output/first-brief.html", "output/first-brief.pdf"]


def test_a_new_project_leaves_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "sources.yaml").write_text("mine: {title: Mine}\n", encoding="utf-8")
    done = run("init", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "nothing was written" in done.stderr
    assert sorted(path.name for path in (tmp_path / "briefs").iterdir()) == ["sources.yaml"]


@pytest.mark.parametrize("title", ["Plain", 'He said "no": #1 {a} [b]', "Žemėlapis — Беларусь"])
def test_a_new_brief_is_valid_whatever_its_title(folder: Path, title: str) -> None:
    assert run("new", "watch/2024-01", "--title", title, cwd=folder).stdout.strip() == "briefs/watch/2024-01.yaml"
    done = run("check", "watch/2024-01", cwd=folder)
    assert done.returncode == 0
    assert "error[" not in done.stdout, "what is still to be filled in may be told, but it can be built"


def test_scales_prints_words_numbers_and_source(tmp_path: Path) -> None:
    told = run("scales", "icd203", "us-ic", cwd=tmp_path).stdout
    assert re.search(r"very likely or highly probable +80-95 %", told)
    assert "Source: US Office of the Director of National Intelligence" in told
    assert "moderate  Credibly sourced" in told


@pytest.mark.slow
def test_the_doctor_finds_everything_here(tmp_path: Path) -> None:
    done = run("doctor", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert {line.split(":")[0] for line in done.stdout.splitlines()} >= {"ok       Pango", "ok       pandoc"}


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom policybrief.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'pydantic', 'jinja2', 'weasyprint', 'markdown_it', 'yaml'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "command", [[], ["build"], ["check"], ["length"], ["figure"], ["init"], ["new"], ["scales"], ["doctor"]]
)
def test_every_command_has_help_with_an_example(command: list[str], tmp_path: Path) -> None:
    told = run(*command, "--help", cwd=tmp_path).stdout
    assert "Usage: policybrief" in told
    assert command == ["doctor"] or re.search(rf"policybrief {' '.join(command)}", told.split("\n", 1)[1])


def test_the_three_briefs_pass_the_strict_check() -> None:
    done = run("check", "--strict", cwd=ROOT)
    assert done.returncode == 0
    assert not re.search(r"(error|warning)\[", done.stdout)
    assert {path.stem for path in (ROOT / "briefs").glob("*.yaml")} == {*BRIEFS, "project", "sources"}
    assert FLAGSHIP in BRIEFS


UNLINKED = GOOD + "recommendations: {short_term: [{do: Act., owner: A, due: 2026-06, measure: M}]}\n"


def test_check_judges_by_the_rules_and_says_where(folder: Path) -> None:
    (folder / "briefs" / "good.yaml").write_text(UNLINKED, encoding="utf-8")
    done = run("check", "--on", "2024-01-31", cwd=folder)
    assert done.returncode == 1
    assert "briefs/good.yaml:6:32: error[unlinked-recommendation]" in done.stdout


def test_one_rule_may_be_asked_alone_and_one_left_out(folder: Path) -> None:
    (folder / "briefs" / "good.yaml").write_text(UNLINKED, encoding="utf-8")
    assert run("check", "--select", "sum-not-100", cwd=folder).stdout == ""
    assert "unlinked" not in run("check", "--ignore", "unlinked-recommendation", cwd=folder).stdout
    done = run("check", "--select", "unlinked-recomendation", cwd=folder)
    assert done.returncode == 2
    assert "did you mean unlinked-recommendation?" in done.stderr


def test_under_strict_a_warning_is_an_error(folder: Path) -> None:
    brief = GOOD + "scenarios: [{title: One alone, basis: editorial, probability: likely}]\n"
    (folder / "briefs" / "good.yaml").write_text(brief, encoding="utf-8")
    assert run("check", "--select", "lone-scenario", cwd=folder).returncode == 0
    assert run("check", "--select", "lone-scenario", "--strict", cwd=folder).returncode == 1


def test_a_day_that_is_none_is_wrong_usage(folder: Path) -> None:
    done = run("check", "--on", "tomorrow", cwd=folder)
    assert done.returncode == 2
    assert "'tomorrow' is no day" in done.stderr


def test_rules_are_listed_and_explained(folder: Path) -> None:
    assert "number-outside-band" in run("rules", cwd=folder).stdout
    done = run("explain", "sum-not-100", cwd=folder)
    assert "It objects to:" in done.stdout
    assert run("explain", "sum-100", cwd=folder).returncode == 2


def test_check_speaks_json_to_programs(folder: Path) -> None:
    (folder / "briefs" / "good.yaml").write_text(UNLINKED, encoding="utf-8")
    done = run("check", "--format", "json", cwd=folder)
    (problem, *_) = json.loads(done.stdout)["problems"]
    assert (done.returncode, problem["code"], problem["line"]) == (1, "unlinked-recommendation", 6)
    (folder / "briefs" / "good.yaml").write_text(GOOD, encoding="utf-8")
    assert json.loads(run("check", "--format", "json", cwd=folder).stdout) == {"version": 1, "problems": []}
