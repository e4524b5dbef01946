"""`policybrief figure`: one figure as SVG that needs no page around it."""

import inspect
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from conftest import FLAGSHIP, ROOT

from policybrief.brief import FigureWish
from policybrief.cli import main
from policybrief.cli.figure import figure
from policybrief.drawings import FIGURES
from policybrief.theme import custom_properties

GOLDEN = ROOT / "tests" / "golden" / "figures"
THEME = (ROOT / "styles" / "themes" / "institute.css").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, cache: Path):
    """The command in this repository, with a cache of its own."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))

    def ask(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["figure", *arguments])

    return ask


@pytest.mark.parametrize("kind", FIGURES)
def test_every_kind_stands_alone_as_it_did(kind: str, run, pytestconfig: pytest.Config) -> None:
    done = run(FLAGSHIP, kind)
    assert (done.exit_code, done.stderr) == (0, "")
    root = ElementTree.fromstring(done.stdout.encode())
    assert root.tag == f"{SVG}svg" and root.findtext(f"{SVG}title") and root.findtext(f"{SVG}desc")
    assert "var(" not in done.stdout and "style=" not in done.stdout
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.mkdir(parents=True, exist_ok=True)
        (GOLDEN / f"{kind}.svg").write_text(done.stdout, encoding="utf-8")
    assert done.stdout == (GOLDEN / f"{kind}.svg").read_text(encoding="utf-8")


def test_its_colours_are_those_of_the_theme_light_or_dark(run) -> None:
    for dark in (False, True):
        drawn = run(FLAGSHIP, "cone", *(["--dark"] if dark else [])).stdout
        colours = custom_properties(THEME, dark=dark)
        used = set(re.findall(r'(?:fill|stroke)="(#\w+)"', drawn))
        assert used and used <= set(colours.values())
        assert f'fill="{colours["ground"]}"' in drawn


def test_it_is_as_large_as_in_print_and_names_its_typeface(run) -> None:
    root = ElementTree.fromstring(run(FLAGSHIP, "roadmap").stdout.encode())
    assert root.attrib["width"] == "459.2pt"
    assert root.attrib["font-family"].startswith('"Source Sans 3"')
    assert ElementTree.fromstring(run(FLAGSHIP, "roadmap", "--narrow").stdout.encode()).attrib["width"] == "332pt"


def test_a_brief_with_nothing_to_draw_says_what_is_missing(run) -> None:
    done = run("national-threat-assessment-belarus", "roadmap")
    assert done.exit_code == 1
    assert "has no figure 'roadmap' to draw: it needs recommendations with a start or a due date" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["cones"], "there is no figure 'cones'; did you mean 'cone'?"),
        (["cone", "--theme", "nowhere"], "there is no theme 'nowhere'"),
        (["cone", "--sheet", "2"], "there is no sheet 2: the figure has 1"),
    ],
    ids=["kind", "theme", "sheet"],
)
def test_what_is_not_there_is_wrong_usage(run, arguments: list[str], says: str) -> None:
    done = run(FLAGSHIP, *arguments)
    assert done.exit_code == 2
    assert says in done.stderr


def test_a_brief_with_errors_says_so(run, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("title: T\n", encoding="utf-8")
    done = run(str(tmp_path / "broken.yaml"), "cone")
    assert done.exit_code == 1
    assert "missing-field" in done.stderr


def test_the_help_lists_every_kind() -> None:
    told = re.findall(r"^ {4}(\w+)  +\w", inspect.cleandoc(figure.help or "").replace("\n", "\n    "), re.MULTILINE)
    assert told == list(FIGURES) == list(FigureWish.model_fields["kind"].annotation.__args__)
