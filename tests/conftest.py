"""What the tests share: the briefs of this repository, built once in a session, and ways to make small ones."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from building import build_brief
from chromium import Chromium
from hypothesis import settings
from programs import hold

from policybrief.citations import cite
from policybrief.compose import compose
from policybrief.document import Document
from policybrief.load import load_brief
from policybrief.pdf import versions
from policybrief.project import Project, open_project

# What was tested there can be tested again: new examples are for those who can look at them.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI") == "true":
    settings.load_profile("ci")

ROOT = Path(__file__).parent.parent
FLAGSHIP = "belarus-russia-military-union"
BRIEFS = (FLAGSHIP, "national-threat-assessment-belarus", "union-state-opinion")

KINDS = ("flash", "paper", "register", "briefing")
"""Those that are no brief, each with a small one of an imaginary desk in tests/briefs/kinds/."""


# A shell lets what it runs in the background take no interrupt, and all that this begins inherits that.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is compared instead of comparing it")


@pytest.fixture(scope="session")
def project() -> Project:
    """This repository, which is a project like any other."""
    return open_project(ROOT)


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kept between workers of one session: making fonts takes seconds. XDG_CACHE_HOME is its parent."""
    return tmp_path_factory.getbasetemp().parent / "cache" / "policybrief"


@pytest.fixture(scope="session")
def output(project: Project, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three briefs, and one of each other kind, built."""
    out = tmp_path_factory.mktemp("output")
    for path in (*(project.briefs / f"{name}.yaml" for name in BRIEFS), *map(kind_file, KINDS)):
        build_brief(path, project, ("html", "pdf"), out, cache)
    return out


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """One browser for a session."""
    program = needs("chromium", why="the web page is measured in it")
    browser = Chromium(program, tmp_path_factory.mktemp("profile"))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def in_notes(project: Project, cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A brief set in a style of notes."""
    settings = project.settings.model_copy(update={"citation_style": "chicago-notes-bibliography"})
    out, path = tmp_path_factory.mktemp("notes"), project.briefs / f"{BRIEFS[2]}.yaml"
    return build_brief(path, project._replace(settings=settings), ("html", "pdf"), out, cache).files[1]


@pytest.fixture
def holder() -> Iterator[Callable[[float], subprocess.Popen[str]]]:
    """Another program that has output/ in the current folder for so many seconds."""
    begun = []

    def begin(seconds: float) -> subprocess.Popen[str]:
        begun.append(hold(Path("output"), seconds))
        return begun[-1]

    yield begin
    for other in begun:
        other.kill()
        other.communicate()


@pytest.fixture(scope="session")
def weasyprint() -> ModuleType:
    assert versions(), "which loads it with fonts of our own"
    import weasyprint

    return weasyprint


@pytest.fixture
def make_project(tmp_path: Path) -> Callable[..., Project]:
    """A project of the briefs that are given as texts, by name."""

    def make(**briefs: str) -> Project:
        (tmp_path / "briefs").mkdir(exist_ok=True)
        for name, text in briefs.items():
            (tmp_path / "briefs" / f"{name}.yaml").write_text(text, encoding="utf-8")
        return open_project(tmp_path)

    return make


@pytest.fixture
def composed(make_project: Callable[..., Project]) -> Callable[[str], Document]:
    """The Document of a brief that is given as text."""

    def make(text: str) -> Document:
        project = make_project(brief=text)
        brief = load_brief(project.briefs / "brief.yaml", project).brief
        return compose(brief, cite(brief, project.style_folders), project.settings, "policybrief test")

    return make


def kind_file(kind: str) -> Path:
    return ROOT / "tests" / "briefs" / "kinds" / f"{kind}.yaml"


def needs(program: str, *, why: str) -> str:
    """The path of a program or a file. Where it is missing the test is skipped with a loud line, but never in CI."""
    path = program if Path(program).is_file() else shutil.which(program)
    if path:
        return path
    if os.environ.get("CI") == "true":
        pytest.fail(f"{program} is missing: {why}")
    pytest.skip(f"NOT TESTED: {program} is missing: {why}")
