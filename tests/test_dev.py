"""./dev on a made-up system: the commands that it would run are stand-ins that write down how they were called."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")

# A Python that finds Pango and venv where files say so, and whose venv and pip leave only what ./dev uses.
PYTHON = r"""#!/bin/sh
case "$*" in
    -) test -e "$WORLD/pango" ;;
    *version_info\[*) echo python3.11-venv ;;
    *ensurepip*) test -e "$WORLD/ensurepip" ;;
    "-m venv "*) echo "venv" >>"$WORLD/log"; mkdir -p "$3/bin"; cp "$WORLD/bin/python3" "$3/bin/python" ;;
    "-m pip install "*" --require-hashes -r "*) echo "install ${*##*/}" >>"$WORLD/log"; test ! -e "$WORLD/no-network" ;;
    "-m pip install"*)
        echo "PIP_TARGET=${PIP_TARGET-} PYTHONPATH=${PYTHONPATH-}" >>"$WORLD/log"
        for tool in policybrief ruff mypy pytest; do cp "$WORLD/tool" "${0%/*}/$tool"; done ;;
esac
"""
TOOL = r"""#!/bin/sh
echo "${0##*/} $*" >>"$WORLD/log"
if [ "${0##*/}" = policybrief ]; then printf '<%s>' "$@"; fi
test ! -e "$WORLD/fails-${0##*/}"
"""
APT = '#!/bin/sh\necho "apt-get $*" >>"$WORLD/log"; [ "$1" = update ] || : >"$WORLD/pango" >"$WORLD/ensurepip"\n'
SYSTEM = "sh dirname cat head grep rm cksum readlink uname mkdir cp"


class World:
    """A checkout in a folder with a space in its name, and a PATH with nothing on it but what is put there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bin, self.checkout = folder, folder / "bin", folder / "my checkout"
        self.bin.mkdir()
        self.checkout.mkdir()
        for tool in SYSTEM.split():
            (self.bin / tool).symlink_to(str(shutil.which(tool)))
        for name in ("dev", "pyproject.toml", *LOCKS):
            shutil.copy(ROOT / name, self.checkout / name)
        self.program("bin/python3", PYTHON)
        self.program("tool", TOOL)
        self.program("bin/id", "#!/bin/sh\necho 1000\n")
        self.has("pango", "ensurepip")

    def program(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        (self.folder / name).chmod(0o755)

    def has(self, *names: str) -> None:
        for name in names:
            (self.folder / name).touch()

    def lacks(self, *names: str) -> None:
        for name in names:
            (self.folder / name).unlink()

    def dev(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": str(self.bin), "WORLD": str(self.folder), **variables}
        script = self.checkout / "dev"
        return subprocess.run(
            [script, *arguments], check=False, cwd=self.folder, env=env, capture_output=True, text=True
        )

    def log(self) -> list[str]:
        """What was run since the last look."""
        log = self.folder / "log"
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return lines


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_the_first_run_installs_and_the_second_only_runs_the_program(world):
    first = world.dev(
        "build", "a brief.yaml", PIP_TARGET="/elsewhere", PYTHONPATH="/elsewhere", VIRTUAL_ENV="/elsewhere"
    )
    assert (first.returncode, first.stdout) == (0, "<build><a brief.yaml>")
    assert first.stderr.splitlines() == [
        "dev: installing the packages of requirements.txt into .venv (a minute or less)"
    ]
    assert world.log() == [
        "venv",
        "install requirements.txt",
        "PIP_TARGET= PYTHONPATH=",
        "policybrief build a brief.yaml",
    ]
    second = world.dev("--help")
    assert (second.stdout, second.stderr) == ("<--help>", "")
    assert world.log() == ["policybrief --help"]


def test_a_first_run_that_broke_off_is_not_trusted(world):
    world.has("no-network")
    assert world.dev("build").returncode == 3
    world.lacks("no-network")
    (world.checkout / ".venv" / "half-made").touch()
    world.log()
    assert world.dev("build").returncode == 0
    assert world.log()[0] == "venv"
    assert not (world.checkout / ".venv" / "half-made").exists()


def test_a_changed_lock_is_installed_into_the_environment_that_is_there(world):
    world.dev("build")
    world.log()
    with (world.checkout / "requirements.txt").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    world.dev("build")
    assert world.log() == ["install requirements.txt", "PIP_TARGET= PYTHONPATH=", "policybrief build"]


def test_a_checkout_that_was_moved_gets_a_new_environment(world):
    world.dev("build")
    world.log()
    world.checkout = world.checkout.rename(world.folder / "moved")
    world.dev("build")
    assert world.log()[0] == "venv"


def test_testing_adds_its_tools_and_building_then_has_all_that_it_needs(world):
    world.dev("build")
    world.log()
    world.dev("test")
    assert world.log()[0] == "install requirements-dev.txt"
    world.dev("build")
    assert world.log() == ["policybrief build"]


def test_every_check_runs_and_every_failure_is_named(world):
    world.has("fails-ruff", "fails-mypy")
    done = world.dev("test", "-k", "one or two")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "dev: failed: ruff ruff mypy"
    assert [line.split()[0] for line in world.log()[3:]] == ["ruff", "ruff", "mypy", "pytest"]
    world.lacks("fails-ruff", "fails-mypy")
    assert world.dev("test").returncode == 0


def test_without_the_right_to_install_it_prints_the_command_and_leaves(world):
    world.program("bin/apt-get", APT)
    world.lacks("pango", "ensurepip")
    done = world.dev("build")
    packages = "python3.11-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    assert (done.returncode, done.stdout, world.log()) == (3, "", [])
    assert done.stderr.endswith(f"dev:     sudo apt-get install -y --no-install-recommends {packages}\n")


@pytest.mark.parametrize("way", ["as root", "with sudo that asks for no password"])
def test_where_it_may_it_installs_only_what_is_missing(world, way):
    world.program("bin/apt-get", APT)
    if way == "as root":
        world.program("bin/id", "#!/bin/sh\necho 0\n")
    else:
        world.program("bin/sudo", '#!/bin/sh\n[ "$1" = -n ] || "$@"\n')
    world.lacks("pango")
    done = world.dev("build")
    assert (done.returncode, done.stdout) == (0, "<build>")
    packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    assert world.log()[:2] == ["apt-get update -qq", f"apt-get install -y --no-install-recommends {packages} -qq"]


def test_another_system_is_told_its_own_command(world):
    world.program("bin/dnf", "#!/bin/sh\nexit 1\n")
    world.lacks("pango")
    assert world.dev("build").stderr.endswith("dev:     sudo dnf install python3 pango harfbuzz\n")


def test_without_a_python_of_the_right_age_it_says_so(world):
    world.program("bin/python3", "#!/bin/sh\nexit 1\n")
    done = world.dev("build")
    assert done.returncode == 3
    assert "Python 3.11 or later is needed" in done.stderr


def test_alone_it_says_how_to_use_it_and_changes_nothing(world):
    done = world.dev()
    assert (done.returncode, done.stderr) == (0, "")
    assert "./dev build" in done.stdout
    assert not (world.checkout / ".venv").exists()


@pytest.mark.parametrize("script", ["dev", ".ci/run"])
def test_the_scripts_are_plain_sh_and_may_be_run(script):
    assert os.access(ROOT / script, os.X_OK)
    shell = shutil.which("dash") or "sh"
    assert subprocess.run([shell, "-n", ROOT / script], check=False, capture_output=True).returncode == 0


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def test_the_locks_hold_what_pyproject_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    runtime = [*project["project"]["dependencies"], *groups["build"]]
    dev = [*runtime, *(entry for entry in groups["dev"] if isinstance(entry, str))]
    for lock, wanted in zip(LOCKS, (runtime, dev), strict=True):
        unmet = [ask for ask in map(Requirement, wanted) if pins(lock).get(ask.name, "0") not in ask.specifier]
        assert not unmet, f"{lock} is out of date: ./dev lock"
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_only(lock):
    known = re.compile(r"#.*|[\w.-]+==[\w.]+( ;[^\\]*)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|    # .*")
    assert not [line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if not known.fullmatch(line)]
