"""What is shipped: the wheel holds the package, its data, and templates/ and styles/ from the top level as _home."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "policybrief"


def run(*command: str | Path, cwd: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(command, check=False, cwd=cwd, env=clean, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(target: str, source: Path, folder: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", folder, cwd=source)
    return next(folder.glob("*.whl" if target == "wheel" else "*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def names(wheel: Path) -> set[str]:
    """What a wheel installs, without its metadata."""
    return {name for name in ZipFile(wheel).namelist() if not name.startswith("policybrief-")}


def files(folder: Path, into: str) -> set[str]:
    """The files of a folder of the checkout, as the wheel should name them."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {f"{into}/{path.as_posix()}" for path in found if "__pycache__" not in path.parts}


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_the_house_of_templates_and_styles_and_nothing_else(wheel):
    home = files(ROOT / "templates", "policybrief/_home/templates") | files(ROOT / "styles", "policybrief/_home/styles")
    assert names(wheel) == files(PACKAGE, "policybrief") | home
    assert {"policybrief/py.typed", "policybrief/vocabularies/probability/icd203.yaml"} < names(wheel)
    assert {"policybrief/starter/project.yaml", "policybrief/_home/templates/brief.html.j2"} < names(wheel)


@pytest.mark.slow
def test_the_wheel_brings_no_font_and_its_licence(wheel):
    assert not [name for name in names(wheel) if name.endswith((".ttf", ".otf", ".woff", ".woff2"))]
    assert [name for name in ZipFile(wheel).namelist() if name.endswith("licenses/LICENSE")]


@pytest.mark.slow
def test_the_source_archive_makes_the_same_wheel(wheel, tmp_path):
    run("tar", "-xzf", build("sdist", ROOT, tmp_path), cwd=tmp_path)
    unpacked = next(path for path in tmp_path.iterdir() if path.is_dir())
    assert names(build("wheel", unpacked, tmp_path)) == names(wheel)


def installed(wheel: Path, folder: Path) -> Path:
    """The Python of a new environment that has the wheel, and the libraries of the one that runs the tests."""
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    # A .pth file that is found through a .pth file is not read, so the checkout stays out of sight.
    libraries = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    site_packages = folder / "lib" / f"python{sysconfig.get_python_version()}" / "site-packages"
    (site_packages / "libraries.pth").write_text("\n".join(sorted(libraries)), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", python]
    run(*pip, "install", "-qq", "--no-deps", "--no-index", wheel, cwd=folder)
    return python


@pytest.mark.slow
def test_installed_away_from_the_checkout_it_makes_a_pdf_and_a_page(wheel, tmp_path):
    python = installed(wheel, tmp_path / "env")
    origin = run(python, "-c", "import policybrief; print(policybrief.__file__)", cwd=tmp_path)
    assert Path(origin).is_relative_to(tmp_path / "env")
    run(python.with_name("policybrief"), "init", "demo", cwd=tmp_path)
    written = run(python.with_name("policybrief"), "build", cwd=tmp_path / "demo").split()
    made = {Path(name).suffix: (tmp_path / "demo" / name).read_bytes() for name in written}
    assert made[".pdf"].startswith(b"%PDF-")
    assert made[".html"].lower().startswith(b"<!doctype html>")


@pytest.mark.parametrize("folder", ["templates", "styles", "briefs"])
def test_what_a_reader_sees_is_no_code(folder):
    """Such a file would land in the package as a module, or be taken for one by the tools that look there."""
    assert not [*(ROOT / folder).rglob("*.py")]
