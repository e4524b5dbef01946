"""The preview: it shows what was saved last, says what is wrong with it, answers to nobody else, and ends cleanly."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from chromium import Chromium, Tab
from conftest import BRIEFS, ROOT
from programs import offspring

from policybrief.build import make_brief
from policybrief.preview.server import bind
from policybrief.project import open_project

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")

# In place of the stages after reading: a page is the title of its brief, and some do what no brief should.
PREVIEW = """
import os, signal, sys, time
from pathlib import Path
from policybrief import build
from policybrief.load import load_brief
from policybrief.made import Made
from policybrief.preview import hand

def make(path, project, formats, cache, known=None):
    loaded = load_brief(path, project)
    title = loaded.brief.title
    if "slow" in title:
        time.sleep(0.2)
    if title == "It will hang":
        time.sleep(99)
    if title == "It will die":
        os.kill(os.getpid(), 9)
    templates = "".join(file.read_text("latin-1") for file in sorted(Path("templates").glob("*")))
    content = title + templates
    files = {kind: f"{kind}: {content}".encode() for kind in formats if (known or {}).get(kind) != content}
    with open("made.log", "a") as log:
        log.writelines(f"{path.stem} {kind} {title}\\n" for kind in files)
    return Made(loaded.brief.id, content, {}, files, loaded.warnings, (), loaded.file.place(("id",)))

def interrupt():
    if Path("interrupt").exists():
        os.kill(os.getpid(), signal.SIGINT)

os.register_at_fork(after_in_parent=interrupt)
build.make_brief = make
hand.warm.__code__ = (lambda cache: None).__code__

from policybrief.cli import main

main(["preview", "--no-browser", *sys.argv[1:]])
"""
BRIEF = "title: {}\ndate: 2024-01-31\nauthors: [Desk]\nbottom_line: So.\nfindings: [One.]\n"
SOON = 15.0
"""Seconds in which all that is waited for must have come, also where others use the machine."""


class Preview:
    """A preview at work on a project of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder, self.temporary = folder, folder / "temporary"
        self.temporary.mkdir()
        (folder / "briefs").mkdir(exist_ok=True)
        environment = os.environ | {"TMPDIR": str(self.temporary), "XDG_CACHE_HOME": str(folder / "cache")}
        command = [sys.executable, "-c", PREVIEW, "--port", "0", *arguments]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=pipe, text=True, env=environment)
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()
        self.port = int(self.address.split(":")[2].split("/")[0])

    def save(self, name: str, title: str) -> Path:
        path = self.folder / "briefs" / f"{name}.yaml"
        path.write_text(BRIEF.format(title), encoding="utf-8")
        return path

    def ask(self, address: str, method: str = "GET", **headers: str) -> tuple[int, bytes, Mapping[str, str]]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)) as line:
            line.request(method, address, headers=headers)
            answer = line.getresponse()
            return answer.status, answer.read(), answer.headers

    def news(self, name: str) -> Iterator[Any]:
        """What is told of a brief, from when it is known, until nobody listens any more."""
        end = time.monotonic() + SOON
        while self.ask(f"/news/{name}", "HEAD")[0] == 404:
            assert time.monotonic() < end
            time.sleep(0.02)
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=SOON)) as line:
            line.request("GET", f"/news/{name}")
            answer = line.getresponse()
            while time.monotonic() < end:
                told = answer.readline()
                if told.startswith(b"data: "):
                    yield json.loads(told[6:])
        raise AssertionError(f"what was waited for of {name or 'the list'} did not come")

    def wait(self, name: str, there: Callable[[Any], Any]) -> Any:
        """The first that is told of a brief for which this holds."""
        return next(facts for facts in self.news(name) if there(facts))

    def made(self, name: str) -> list[str]:
        log = self.folder / "made.log"
        lines = log.read_text("utf-8").splitlines() if log.exists() else []
        return [line.removeprefix(f"{name} ") for line in lines if line.startswith(f"{name} ")]

    def processes(self) -> set[int]:
        """It and all that it began."""
        return {self.process.pid} | offspring(self.process.pid)

    def end(self, how: int = signal.SIGINT) -> tuple[int, str]:
        """Its exit code, and what it had to say."""
        self.process.send_signal(how)
        _, told = self.process.communicate(timeout=SOON)
        return self.process.returncode, told


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """One for all tests, each with briefs of its own."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "briefs").mkdir()
    (folder / "briefs" / "project.yaml").write_text("build: {wall: 4}\n", encoding="utf-8")
    (folder / "briefs" / "first.yaml").write_text(BRIEF.format("First"), encoding="utf-8")
    running = Preview(folder)
    yield running
    assert running.end() == (0, "")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Callable[..., Preview]]:
    """A preview that a test ends itself, or breaks."""
    begun: list[Preview] = []

    def begin(*arguments: str) -> Preview:
        (tmp_path / "briefs").mkdir()
        (tmp_path / "briefs" / "first.yaml").write_text(BRIEF.format("First"), encoding="utf-8")
        begun.append(Preview(tmp_path, *arguments))
        return begun[0]

    yield begin
    for one in begun:
        if one.process.poll() is None:
            one.end(signal.SIGKILL)


def both(title: str) -> Callable[[Any], bool]:
    return lambda facts: facts["html"] == facts["pdf"] == title


# What it shows


def test_the_web_page_comes_first_and_the_pdf_follows(preview: Preview) -> None:
    preview.save("order", "In order")
    told = []
    for facts in preview.news("order"):
        told.append((facts["html"], facts["pdf"], facts["making"]))
        if facts["pdf"]:
            break
    assert told[-3:] == [("", "", "html"), ("In order", "", "pdf"), ("In order", "In order", None)]
    assert preview.ask("/page/order")[:2] == (200, b"html: In order")
    assert preview.ask("/paper/order")[:2] == (200, b"pdf: In order")
    assert preview.ask("/paper/order")[2]["Content-Type"] == "application/pdf"


def test_a_save_brings_a_new_page_and_a_new_pdf(preview: Preview) -> None:
    preview.save("saved", "Before")
    for facts in preview.news("saved"):
        if both("Before")(facts):
            preview.save("saved", "After")
        if both("After")(facts):
            break
    assert preview.ask("/page/saved")[1] == b"html: After"
    assert preview.ask("/paper/saved")[1] == b"pdf: After"


def test_what_nobody_looks_at_is_not_made(preview: Preview) -> None:
    preview.save("unseen", "Unseen")
    preview.save("looked-at", "Looked at")
    preview.wait("looked-at", both("Looked at"))
    assert preview.made("unseen") == []


def test_a_changed_comment_makes_nothing_anew(preview: Preview) -> None:
    path = preview.save("comment", "The same")
    begun = False
    for facts in preview.news("comment"):
        if both("The same")(facts) and not begun:
            begun = True
            path.write_text(f"# a comment\n{path.read_text('utf-8')}", encoding="utf-8")
        elif begun and not facts["making"]:
            break
    assert preview.made("comment") == ["html The same", "pdf The same"]


@pytest.mark.parametrize("file", ["templates/brief.html.j2", "styles/themes/own.css", "briefs/media/logo.svg"])
def test_what_all_briefs_share_is_followed_too(file: str, preview: Preview) -> None:
    name = file.replace("/", "-")
    preview.save(name, "Shared")
    path = preview.folder / file
    for facts in preview.news(name):
        if facts["html"] == facts["pdf"] == "Shared" and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("more", encoding="utf-8")
        elif path.exists() and facts["making"]:
            break
    preview.wait(name, lambda facts: not facts["making"])
    path.unlink()


def test_the_list_names_every_brief_and_how_it_stands(preview: Preview) -> None:
    preview.save("listed", "A listed brief")
    broken = preview.folder / "briefs" / "broken.yaml"
    broken.write_text("title: T\n", encoding="utf-8")

    def stands(facts: Any) -> Any:
        by_name = {brief["name"]: brief for brief in facts["briefs"]}
        return by_name.get("listed", {}).get("problems") == 0 and by_name.get("broken", {}).get("problems")

    facts = preview.wait("", stands)
    listed = next(brief for brief in facts["briefs"] if brief["name"] == "listed")
    assert (listed["title"], listed["file"], listed["date"]) == ("A listed brief", "briefs/listed.yaml", "2024-01-31")
    broken.unlink()
    preview.wait("", lambda facts: "broken" not in [brief["name"] for brief in facts["briefs"]])


def test_a_brief_that_stands_elsewhere_is_shown_and_followed(own: Callable[..., Preview], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text(BRIEF.format("Elsewhere"), encoding="utf-8")
    running = own(str(elsewhere))
    assert running.address.endswith("/brief/elsewhere")
    for facts in running.news("elsewhere"):
        if both("Elsewhere")(facts):
            elsewhere.write_text(BRIEF.format("Moved on"), encoding="utf-8")
        if both("Moved on")(facts):
            break


def test_nothing_is_written_beside_the_briefs(preview: Preview) -> None:
    preview.save("clean", "Clean")
    preview.wait("clean", both("Clean"))
    assert not (preview.folder / "output").exists()


# What is wrong


def test_an_error_is_told_with_its_line_and_the_way_out_and_goes_when_it_is_mended(preview: Preview) -> None:
    path = preview.save("error", "Right")
    preview.wait("error", both("Right"))
    right = path.read_text("utf-8")
    path.write_text(right.replace("2024-01-31", "soon").replace("[Desk]", "[]"), encoding="utf-8")
    facts = preview.wait("error", lambda facts: facts["problems"])
    places = [(told["file"], told["line"], told["path"]) for told in facts["problems"]]
    assert places == [("briefs/error.yaml", 2, "date"), ("briefs/error.yaml", 3, "authors")]
    assert facts["problems"][0]["source"] == "date: soon"
    assert facts["problems"][0]["hint"]
    assert preview.ask("/page/error")[1] == b"html: Right"
    path.write_text(right, encoding="utf-8")
    preview.wait("error", lambda facts: not facts["problems"] and facts["html"] == "Right")


def test_an_error_of_the_settings_stands_on_every_brief_and_on_the_list(own: Callable[..., Preview]) -> None:
    running = own()
    running.wait("first", both("First"))
    settings = running.folder / "briefs" / "project.yaml"
    settings.write_text("theme: none-such\n", encoding="utf-8")
    for name in ("first", ""):
        (told,) = running.wait(name, lambda facts: facts["problems"])["problems"]
        assert (told["file"], told["line"], told["path"]) == ("briefs/project.yaml", 1, "theme")
    settings.unlink()
    for name in ("first", ""):
        running.wait(name, lambda facts: not facts["problems"])


def test_a_brief_that_goes_is_told_and_shown_again_when_it_is_back(preview: Preview) -> None:
    path = preview.save("gone", "Here")
    preview.wait("gone", both("Here"))
    path.unlink()
    preview.wait("", lambda facts: "gone" not in [brief["name"] for brief in facts["briefs"]])
    assert preview.ask("/brief/gone")[0] == 404
    assert preview.ask("/page/gone")[1] == b"html: Here", "somebody may still look at it"
    preview.save("gone", "Back")
    assert preview.wait("gone", both("Back"))["problems"] == []
    assert preview.ask("/brief/gone")[0] == 200


def test_who_looks_at_a_brief_that_goes_is_told(preview: Preview) -> None:
    path = preview.save("watched", "Here")
    for facts in preview.news("watched"):
        if both("Here")(facts):
            path.unlink(missing_ok=True)
        if facts["problems"]:
            break
    assert facts["problems"][0]["message"] == "briefs/watched.yaml: No such file or directory"
    assert facts["html"] == "Here"


@pytest.mark.parametrize(
    ("title", "message"),
    [("hang", "it took more than 4 seconds"), ("die", "its process ended before its time")],
)
def test_a_brief_that_ends_its_process_is_told_and_can_be_mended(title: str, message: str, preview: Preview) -> None:
    preview.save(title, f"It will {title}")
    (told,) = preview.wait(title, lambda facts: facts["problems"])["problems"]
    assert message in told["message"]
    preview.save(title, "Mended")
    assert preview.wait(title, both("Mended"))["problems"] == []


def test_a_template_that_never_ends_keeps_nobody_waiting(own: Callable[..., Preview]) -> None:
    """What is constant in a template is reckoned while it is translated, in C, where no signal is heard."""
    running = own()
    (running.folder / "templates").mkdir()
    (running.folder / "templates" / "own.html.j2").write_text("{{ 9 ** (9 ** 9) }}", encoding="utf-8")
    running.wait("first", lambda facts: "9 ** 9" in facts["html"])
    running.save("first", "Second")
    running.wait("first", lambda facts: "Second" in facts["html"])


# Editors


def test_an_editor_that_renames_is_followed(preview: Preview) -> None:
    path = preview.save("renamed", "0")
    number = 0
    for facts in preview.news("renamed"):
        assert facts["problems"] == []
        if facts["html"] == str(number):
            number += 1
            path.rename(path.with_name("renamed.yaml~"))
            new = path.with_name(".renamed.yaml.swp")
            new.write_text(BRIEF.format(f"'{number}'"), encoding="utf-8")
            new.rename(path)
        if number == 4:
            break


def test_a_file_that_is_written_only_in_part_is_no_error_yet(preview: Preview) -> None:
    path = preview.save("half", "Half")
    told, begun = [], False
    for facts in preview.news("half"):
        told += facts["problems"]
        if both("Half")(facts) and not begun:
            begun = True
            with path.open("w", encoding="utf-8") as file:
                for piece in ("title: Wh", "ole\ndate: [", "2024]\n"):
                    file.write(piece)
                    file.flush()
                    time.sleep(0.05)
            preview.save("half", "Whole")
        if both("Whole")(facts):
            break
    assert told == []


@pytest.mark.parametrize("file", ["templates/brief.html.j2", "styles/themes/institute.css", "briefs/sources.yaml"])
def test_a_file_of_the_project_may_hold_anything_for_a_while(file: str, own: Callable[..., Preview]) -> None:
    running = own()
    (running.folder / "briefs" / "project.yaml").write_text("brand: {colours: {accent: '#101010'}}\n", "utf-8")
    path = running.folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    for content in (b"\xff\xfe{% if", b":root { --ground: ", b"{% block x %}{{", b""):
        path.write_bytes(content)
        time.sleep(0.1)
    path.unlink()
    running.save("first", "Sound")
    assert running.wait("first", both("Sound"))["problems"] == []


def test_of_a_burst_of_saves_the_last_is_made(preview: Preview) -> None:
    preview.save("burst", "slow 0")
    begun = False
    for facts in preview.news("burst"):
        if both("slow 0")(facts) and not begun:
            begun = True
            for number in range(1, 21):
                preview.save("burst", f"slow {number}")
                time.sleep(0.01)
        if both("slow 20")(facts):
            break
    assert [made for made in preview.made("burst") if made.startswith("html")] == ["html slow 0", "html slow 20"]


# Who may ask


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_it_answers_to_the_names_of_this_machine(name: str, preview: Preview) -> None:
    assert preview.ask("/", Host=f"{name}:{preview.port}")[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{}", "localhost", "127.0.0.1:1", "localhost:{}.evil", ""]
)
@pytest.mark.parametrize("address", ["/", "/news/", "/page/first", "/own/preview.js"])
def test_it_answers_to_no_other_name(host: str, address: str, preview: Preview) -> None:
    status, said, headers = preview.ask(address, Host=host.format(preview.port))
    assert (status, b"localhost only" in said) == (403, True)
    assert "Access-Control-Allow-Origin" not in headers


def test_it_can_be_reached_from_this_machine_only() -> None:
    with closing(bind(0)) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_it_only_shows(method: str, preview: Preview) -> None:
    assert preview.ask("/", method)[0] == 501


def test_head_says_what_get_would(preview: Preview) -> None:
    status, content, headers = preview.ask("/own/preview.js", "HEAD")
    assert (status, content) == (200, b"")
    assert int(headers["Content-Length"]) == len(preview.ask("/own/preview.js")[1])


@pytest.mark.parametrize(
    "address",
    [
        "/own/../server.py",
        "/own/%2e%2e/server.py",
        "/own/..%2fserver.py",
        "/own//etc/passwd",
        "/page/../../../etc/passwd",
        "/page/first.yaml",
        "/paper/%00",
        "//etc/passwd",
        "/../briefs/first.yaml",
        "/briefs/first.yaml",
        "/made.log",
    ],
)
def test_no_file_is_given_by_its_path(address: str, preview: Preview) -> None:
    assert preview.ask(address)[0] == 404


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("GET http://[::1/x HTTP/1.1", "404"),
        ("GET / HTTP/1.0", "403"),
        ("GET / HTTP/1.1\r\nHost: {0}\r\nHost: evil.example", "403"),
        ("GET http://{0}/ HTTP/1.1\r\nHost: evil.example", "403"),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n {0}", "403"),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: {0}", "403"),
    ],
)
def test_what_no_browser_asks_is_refused_without_a_word(line: str, answer: str, preview: Preview) -> None:
    host = f"127.0.0.1:{preview.port}"
    asked = line.format(host) if "Host" in line or "1.0" in line else f"{line}\r\nHost: {host}"
    with socket.create_connection(("127.0.0.1", preview.port), timeout=SOON) as knock:
        knock.sendall(f"{asked}\r\nConnection: close\r\n\r\n".encode())
        assert knock.recv(99).split()[1].decode() == answer


def test_a_line_that_is_never_read_keeps_nobody_waiting(preview: Preview) -> None:
    with ExitStack() as deaf:
        for _ in range(50):
            line = deaf.enter_context(socket.create_connection(("127.0.0.1", preview.port), timeout=SOON))
            line.sendall(f"GET /news/ HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\n\r\n".encode())
        preview.save("heard", "Heard")
        preview.wait("heard", both("Heard"))


def test_a_brief_that_is_not_there_has_no_page(preview: Preview) -> None:
    preview.wait("", lambda facts: facts["briefs"])
    assert preview.ask("/brief/none-such")[0] == 404
    assert preview.ask("/brief/first")[0] == 200


def test_its_own_pages_let_in_nothing_but_themselves(preview: Preview) -> None:
    for address in ("/", "/brief/first"):
        policy = preview.ask(address)[2]["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
    assert preview.ask("/page/first")[2].get("Access-Control-Allow-Origin") is None


# How it ends


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_with_lines_open_and_a_page_under_way(how: int, own: Callable[..., Preview]) -> None:
    running = own()
    with closing(socket.create_connection(("127.0.0.1", running.port), timeout=SOON)) as silent:
        news = running.news("first")
        next(facts for facts in news if facts["pdf"])
        running.save("first", "It will hang")
        next(facts for facts in news if facts["making"])
        begun = running.processes()
        assert len(begun) >= 3
        assert running.end(how) == (0, "")
        silent.close()
        news.close()  # type: ignore[attr-defined]
    assert not [process for process in begun if Path("/proc", str(process)).exists()]
    assert list(running.temporary.iterdir()) == []


def test_it_ends_cleanly_where_all_its_processes_are_told_to(own: Callable[..., Preview]) -> None:
    running = own()
    running.wait("first", both("First"))
    begun = running.processes()
    for process in begun - {running.process.pid}:
        os.kill(process, signal.SIGTERM)
    assert running.end(signal.SIGTERM) == (0, "")
    assert not [process for process in begun if Path("/proc", str(process)).exists()]


def test_it_ends_where_it_is_interrupted_in_the_middle_of_a_fork(own: Callable[..., Preview]) -> None:
    """What a handler raises there, Python reports and forgets."""
    running = own()
    news = running.news("first")
    next(facts for facts in news if facts["pdf"])
    (running.folder / "interrupt").touch()
    running.save("first", "Second")
    _, told = running.process.communicate(timeout=SOON)
    news.close()  # type: ignore[attr-defined]
    assert (running.process.returncode, told) == (0, "")


def test_where_it_is_killed_nothing_of_it_stays(own: Callable[..., Preview]) -> None:
    running = own()
    running.wait("first", both("First"))
    begun = running.processes()
    running.end(signal.SIGKILL)
    end = time.monotonic() + SOON
    while any(Path("/proc", str(process)).exists() for process in begun):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_port_that_is_taken_is_told_where_it_was_asked_for(preview: Preview) -> None:
    command = [sys.executable, "-m", "policybrief", "preview", "--no-browser", "--port", str(preview.port)]
    done = subprocess.run(command, cwd=preview.folder, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == f"port {preview.port}: Address already in use\n"


def test_a_second_preview_takes_another_port(tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "first.yaml").write_text(BRIEF.format("First"), encoding="utf-8")
    command = [sys.executable, "-m", "policybrief", "preview", "--no-browser"]
    with ExitStack() as running:
        addresses = []
        for _ in range(2):
            process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True)
            running.enter_context(process)
            running.callback(process.send_signal, signal.SIGINT)
            assert process.stdout
            addresses.append(process.stdout.readline())
    assert len(set(addresses)) == 2
    assert all(re.fullmatch(r"http://127\.0\.0\.1:\d+/\n", address) for address in addresses)


# In a browser, with the real thing


@pytest.fixture
def page(chromium: Chromium, tmp_path: Path, cache: Path) -> Iterator[tuple[Tab, Path]]:
    """A brief of this repository, copied, open in the preview, and its file."""
    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    command = [sys.executable, "-m", "policybrief", "preview", BRIEFS[2], "--no-browser", "--port", "0"]
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=environment)
    assert process.stdout
    with process, chromium.open(process.stdout.readline().strip(), 1600) as tab:
        yield tab, tmp_path / "briefs" / f"{BRIEFS[2]}.yaml"
        process.send_signal(signal.SIGINT)
        assert process.wait(SOON) == 0


def until(tab: Tab, holds: str) -> None:
    end = time.monotonic() + 4 * SOON
    while not tab.run(holds):
        assert time.monotonic() < end, f"{holds} did not come"
        time.sleep(0.02)


PAGE = 'document.querySelector(".html iframe:not(.coming)")'
PAPER = 'document.querySelector(".pdf iframe:not(.coming)")'


@pytest.mark.slow
def test_a_reader_keeps_the_place_and_sees_what_is_wrong_until_it_is_mended(page: tuple[Tab, Path]) -> None:
    tab, brief = page
    text = brief.read_text("utf-8")
    until(tab, f'{PAGE} && document.querySelector("#state").textContent === "Up to date" && !!{PAPER}')
    tab.run(f'{PAGE}.contentDocument.getElementById("F2").scrollIntoView({{behavior: "instant"}})')
    tab.run(f"window.kept = {PAGE}.contentDocument.body")
    before = tab.run(f'{PAGE}.contentDocument.getElementById("F2").getBoundingClientRect().top')

    brief.write_text(text.replace("bottom_line: >\n", f"bottom_line: >\n  {'Quite new words. ' * 60}\n", 1), "utf-8")
    until(tab, f'{PAGE}.contentDocument.body.textContent.includes("Quite new words")')
    assert tab.run(f"kept === {PAGE}.contentDocument.body")
    after = tab.run(f'{PAGE}.contentDocument.getElementById("F2").getBoundingClientRect().top')
    assert after == pytest.approx(before, abs=2)

    brief.write_text(text.replace("date: 2023-12-15", "date: soon"), "utf-8")
    until(tab, 'document.querySelector(".overlay .message")?.textContent.startsWith("date ")')
    overlay = tab.run('document.querySelector(".overlay").innerText')
    assert f"briefs/{brief.name}:" in overlay
    assert tab.run('document.querySelector(".overlay mark").textContent') == "soon"
    assert "Quite new words" in tab.run(f"{PAGE}.contentDocument.body.textContent")

    brief.write_text(text.replace("bottom_line: >\n", "bottom_line: >\n  Mended words.\n", 1), "utf-8")
    until(tab, 'document.querySelector(".overlay").childElementCount === 0')
    until(tab, f'!{PAGE}.contentDocument.body.textContent.includes("Quite new words")')
    until(tab, f'document.querySelector("#state").textContent === "Up to date" && {PAPER}.src.includes(shown.html)')
    assert "#nameddest=F2" in tab.run(f"{PAPER}.src")
    assert tab.messages() == []


@pytest.mark.slow
def test_what_is_shown_is_what_a_build_would_write(page: tuple[Tab, Path], cache: Path) -> None:
    tab, brief = page
    until(tab, f"!!{PAGE}")
    made = make_brief(brief, open_project(brief.parents[1]), ("html",), cache / "policybrief")
    fetched = tab.run(f"fetch({PAGE}.src).then((answer) => answer.text())")
    assert fetched == made.files["html"].decode()
    colour = tab.run(f'{PAGE}.contentWindow.getComputedStyle({PAGE}.contentDocument.querySelector(".series")).color')
    assert colour == "rgb(14, 85, 96)"


@pytest.mark.slow
def test_another_look_is_loaded_anew_at_the_same_place(page: tuple[Tab, Path]) -> None:
    tab, brief = page
    until(tab, f"!!{PAGE}")
    tab.run(f'{PAGE}.contentDocument.getElementById("F2").scrollIntoView({{behavior: "instant"}})')
    before = tab.run(f"place({PAGE})")
    (brief.parent / "project.yaml").write_text("theme: ministry\n", "utf-8")
    sans = (
        f'{PAGE}.contentWindow.getComputedStyle({PAGE}.contentDocument.querySelector("h1")).fontFamily.includes("Sans")'
    )
    until(tab, sans)
    assert tab.run(f"place({PAGE})") == {"id": before["id"], "top": pytest.approx(before["top"], abs=2)}
