"""What means no good ends in an error that one can read: within its bounds, alone, and with nothing fetched."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hostile import BUILT, GOOD, IN_A_BRIEF, IN_A_PAGE, MEDIA, NAME, PORT, SHARED, TOO_LONG

from policybrief.problem import BriefError
from policybrief.project import open_project

OWN = """{% extends "default/brief.html.j2" %}
{% block findings %}{{ super() }}{% include ["page/" ~ document.title ~ ".j2", "nothing.j2"] %}{% endblock %}
"""
WATCHED = """
import os, sys
from policybrief.cli import main

def watch(event, arguments):
    named = str(arguments[0]) if event == "open" else ""
    if event.startswith(("socket.connect", "socket.getaddrinfo", "urllib.Request", "os.system")) or named in SECRETS:
        os.write(told, f"{event} {arguments}\\n".encode())

SECRETS = sys.argv[1].split(":")
told = os.open("watched", os.O_CREAT | os.O_APPEND | os.O_WRONLY)
sys.addaudithook(watch)
main(sys.argv[2:])
"""
"""The program, and a note of each of its processes that speaks to the network or opens what is none of its business."""


class Listener:
    """On loopback, by both of its addresses where there are two."""

    def __init__(self) -> None:
        self.sockets = [socket.create_server(("127.0.0.1", 0))]
        self.port = self.sockets[0].getsockname()[1]
        with suppress(OSError):
            self.sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))

    def heard(self) -> int:
        """How many have knocked since this was asked last."""
        count = 0
        for one in self.sockets:
            one.setblocking(False)
            with suppress(BlockingIOError):
                while True:
                    one.accept()[0].close()
                    count += 1
        return count


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    for one in listener.sockets:
        one.close()


def lay_out(root: Path, files: Mapping[str, str | bytes], port: int = 0) -> Path:
    """A project of these files, and beside it what is none of its business."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(data.replace(PORT.encode(), str(port).encode()).replace(NAME.encode(), path.stem.encode()))
    (root / "briefs" / "media").mkdir(parents=True, exist_ok=True)
    (root.parent / "secret.png").write_bytes(b"secret")
    links = {"link.png": "../../../secret.png", "folder": "../../..", "circle.png": "circle.png"}
    for name, target in links.items():
        (root / "briefs" / "media" / name).symlink_to(target)
    return root


def hostile(root: Path, port: int, bounds: str, briefs: Mapping[str, str]) -> Path:
    """A project of these briefs, each with what stands under its name in IN_A_PAGE."""
    files = {
        "briefs/project.yaml": bounds,
        "templates/brief.html.j2": OWN,
        "templates/nothing.j2": "",
        **{f"briefs/{name}.yaml": text for name, text in briefs.items()},
        **{f"briefs/media/{name}": content for name, content in MEDIA.items()},
        **{f"templates/page/{name}.j2": text for name, (text, _) in IN_A_PAGE.items()},
    }
    lay_out(root, files, port)
    (root / "templates" / "link.j2").symlink_to("../../secret.png")
    return root


def run(root: Path, cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    secrets = f"/etc/passwd:{root.parent / 'secret.png'}:{root / 'briefs/media/link.png'}"
    command = [sys.executable, "-c", WATCHED, secrets, *arguments]
    environ = {**os.environ, "XDG_CACHE_HOME": str(cache.parent)}
    return subprocess.run(command, cwd=root, env=environ, capture_output=True, text=True, timeout=600, check=False)


def files_of(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def refused(root: Path, cache: Path, told: Mapping[str, str]) -> set[str]:
    """Builds a project, and gives what it leaves, where each brief that is `told` is refused in these words, no fault
    of the program comes to light and nothing that is none of its business is looked at."""
    before = files_of(root)
    done = run(root, cache, "build", "--to", "pdf", "--report", "report.json")
    briefs = json.loads((root / "report.json").read_bytes())["briefs"]
    errors = {Path(brief["brief"]).stem: brief["error"] for brief in briefs if brief["state"] == "failed"}
    assert {name: errors.get(name, "built") for name in told if not re.search(told[name], errors.get(name, ""))} == {}
    assert errors.keys() == told.keys()
    assert done.returncode == 3
    assert "Traceback" not in done.stderr and "a fault of policybrief itself" not in done.stderr
    assert all(error in done.stderr for error in errors.values())
    assert (root / "watched").read_text(encoding="utf-8") == ""
    assert {path.name for path in root.parent.iterdir()} == {root.name, "secret.png"}
    return files_of(root) - before


MADE = {"output/manifest.json", "output/.lock", "report.json", "watched"}
IN_WORDS = {name: words for name, (_, words) in {**IN_A_PAGE, **IN_A_BRIEF}.items() if TOO_LONG not in words}
BY_A_BOUND = {name: words for name, (_, words) in IN_A_PAGE.items() if TOO_LONG in words}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="knows these limits")
def test_each_ends_in_an_error_and_what_is_good_is_built_beside_it(
    tmp_path: Path, cache: Path, listener: Listener
) -> None:
    briefs = dict.fromkeys(IN_A_PAGE.keys() & IN_WORDS.keys(), GOOD) | BUILT
    briefs |= {name: text for name, (text, _) in IN_A_BRIEF.items()}
    # Wide enough for a slow machine: what is tested here is refused by what it says.
    root = hostile(tmp_path / "project", listener.port, "build: {memory: 1500, processor: 100}\n", briefs)
    assert len(IN_WORDS) >= 40
    assert refused(root, cache, IN_WORDS) == {f"output/{name}.pdf" for name in BUILT} | MADE
    assert listener.heard() == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="knows these limits")
def test_what_would_never_end_is_ended(tmp_path: Path, cache: Path, listener: Listener) -> None:
    briefs = dict.fromkeys(BY_A_BOUND, GOOD)
    root = hostile(tmp_path / "project", listener.port, "build: {memory: 1500, processor: 4}\n", briefs)
    assert refused(root, cache, BY_A_BOUND) == MADE - {"output/manifest.json"}
    assert listener.heard() == 0


def test_the_listener_hears_who_knocks(listener: Listener) -> None:
    for one in listener.sockets:
        socket.create_connection(one.getsockname()[:2]).close()
    assert listener.heard() == len(listener.sockets)


def test_the_watch_sees_who_opens_what_is_none_of_its_business(tmp_path: Path, cache: Path) -> None:
    root = lay_out(tmp_path / "project", {"briefs/good.yaml": GOOD})
    run(root, cache, "check", str(tmp_path / "secret.png"))
    assert "secret.png" in (root / "watched").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHARED)
def test_what_briefs_share_is_refused_before_any_of_them_is_built(name: str, tmp_path: Path) -> None:
    files, told = SHARED[name]
    root = lay_out(tmp_path / "project", files)
    with pytest.raises(BriefError, match=told):
        open_project(root)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("briefs/project.yaml", r"project\.yaml:1:1: error\[link\] leads out of its folder"),
        ("briefs/sources.yaml", r"sources\.yaml:1:1: error\[link\] leads out of its folder"),
        ("briefs/media/fonts/x.ttf", r"x\.ttf leads out of its folder"),
        ("briefs/media/logo.png", "leads out of briefs/media/"),
        ("styles/themes/own.css", "is 'own', which leads out of its folder"),
    ],
)
def test_what_briefs_share_is_not_read_through_a_link_that_leads_out(file: str, told: str, tmp_path: Path) -> None:
    settings = "theme: own\nbrand: {name: x, logo: logo.png, typefaces: {serif: X}}\n"
    root = lay_out(tmp_path / "project", {"briefs/project.yaml": settings, "styles/themes/own.css": ""})
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).unlink(missing_ok=True)
    # To read that would never end.
    (root / file).symlink_to("/dev/zero")
    with pytest.raises(BriefError, match=told):
        open_project(root)


@pytest.mark.parametrize("logo", ["circle.png", '"a\\0.png"'])
def test_a_logo_that_leads_nowhere_is_not_there(logo: str, tmp_path: Path) -> None:
    root = lay_out(tmp_path / "project", {"briefs/project.yaml": f"brand: {{name: x, logo: {logo}}}\n"})
    with pytest.raises(BriefError, match="but that is not there"):
        open_project(root)


def test_a_brief_that_is_a_link_out_of_the_folder_is_shown_to_nobody(tmp_path: Path, cache: Path) -> None:
    root = lay_out(tmp_path / "project", {"briefs/good.yaml": GOOD})
    (root / "briefs" / "link.yaml").symlink_to("../../secret.png")
    done = run(root, cache, "check")
    told = "briefs/link.yaml:1:1: error[link] leads out of its folder\n  put the file itself there, no link\n"
    assert (done.returncode, done.stdout.startswith(told) or f"\n{told}" in done.stdout) == (1, True)
    assert "secret" not in done.stdout + done.stderr


def test_a_project_that_is_refused_ends_with_one_and_leaves_nothing(tmp_path: Path, cache: Path) -> None:
    root = lay_out(tmp_path / "project", {"briefs/project.yaml": IN_A_BRIEF["aliases"][0], "briefs/good.yaml": GOOD})
    done = run(root, cache, "build")
    assert (done.returncode, done.stdout, done.stderr.count("error[")) == (1, "", 1)
    assert {path.name for path in (root / "output").iterdir()} <= {"manifest.json", ".lock"}
