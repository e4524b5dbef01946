"""Many briefs: what is made anew and what stands, and what one brief may do to the others, which is nothing."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from io import BufferedWriter, FileIO
from pathlib import Path
from typing import Any

import pytest
from programs import offspring

from policybrief import disk
from policybrief.batch import Batch, Order, Outcome
from policybrief.disk import locked
from policybrief.made import Format, Made
from policybrief.manifest import NAME, read_manifest
from policybrief.problem import Place, Problem
from policybrief.project import Project, open_project
from policybrief.yamlfile import read_yaml

FORMATS: tuple[Format, ...] = ("html", "pdf")
BOUNDS = "build: {memory: 1000, processor: 1, wall: 8, file: 5}\n"


def make(
    path: Path, _project: Project, formats: Sequence[Format], _cache: Path, known: Mapping[str, str] | None = None
) -> Made:
    """In place of the stages: a brief is its text, an output is that text many times; some do what no brief should."""
    given = read_yaml(path).data
    if text := given.get("does"):
        exec(text)
    title, name = str(given["title"]), given.get("id", path.stem)
    content = f"{name}: {title}"
    wanted = [ending for ending in formats if (known or {}).get(ending) != content]
    files = {ending: f"{title} {ending} ".encode() * 9999 for ending in wanted}
    told = {word: (Problem(word, "is told", severity="warning"),) for word in ("read", "printed")}
    made_with = {"policybrief": version("policybrief")}
    return Made(
        name,
        content,
        made_with,
        files,
        told["read"],
        told["printed"] if "pdf" in files else (),
        Place(path, 1, 1, 1, ""),
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with three briefs, the current folder; what stands for the stages is patched in, and forked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("policybrief.build.make_brief", make)
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "project.yaml").write_text(BOUNDS, encoding="utf-8")
    for name in ("a", "b", "c"):
        write_brief(name, f"title: The {name}")
    return tmp_path


def write_brief(name: str, text: str) -> Path:
    path = Path("briefs", f"{name}.yaml")
    path.write_text(text, encoding="utf-8")
    return path


def batch(*names: str, formats: tuple[Format, ...] = FORMATS, force: bool = False, hands: int = 2) -> Batch:
    paths = tuple(Path("briefs", f"{name}.yaml") for name in names or ("a", "b", "c"))
    return Batch(Order(Path(), paths, formats, Path("output"), Path("cache"), hands, force))


def build(*names: str, formats: tuple[Format, ...] = FORMATS, force: bool = False) -> list[Outcome]:
    return list(batch(*names, formats=formats, force=force).run(lambda: open_project(Path())))


def states(outcomes: Sequence[Outcome]) -> dict[str, tuple[str, str]]:
    return {outcome.path.stem: (outcome.state, outcome.why) for outcome in outcomes}


def told(outcomes: Sequence[Outcome]) -> list[str]:
    return [outcome.refused.told for outcome in outcomes if outcome.refused]


def outputs() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path("output").iterdir() if path.suffix in (".html", ".pdf")}


UNCHANGED = ("unchanged", "")


@pytest.mark.usefixtures("folder")
def test_what_has_been_built_is_not_built_again() -> None:
    assert states(build()) == dict.fromkeys("abc", ("built", "new"))
    assert states(build()) == dict.fromkeys("abc", UNCHANGED)
    assert list(outputs()) == sorted(outputs(), key=list(outputs()).index)
    assert outputs()["a.pdf"] == b"The a pdf " * 9999


@pytest.mark.usefixtures("folder")
def test_of_a_brief_that_has_changed_its_own_outputs_are_made_and_no_others() -> None:
    build()
    write_brief("b", "title: Another b")
    assert states(build()) == {"a": UNCHANGED, "b": ("built", "changed"), "c": UNCHANGED}
    assert outputs()["b.html"] == b"Another b html " * 9999


@pytest.mark.usefixtures("folder")
def test_a_changed_comment_makes_nothing_anew() -> None:
    build()
    before = Path("output/b.html").stat()
    write_brief("b", "# as it was\ntitle: The b")
    assert states(build()) == {"a": UNCHANGED, "b": ("unchanged", "changed"), "c": UNCHANGED}
    assert Path("output/b.html").stat() == before
    assert states(build()) == dict.fromkeys("abc", UNCHANGED)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is a text")
@pytest.mark.usefixtures("folder")
def test_the_name_of_a_file_may_be_no_text() -> None:
    odd = os.fsdecode(b"odd\xff")
    write_brief(odd, "title: The odd\nid: odd")
    Path("styles").mkdir()
    Path("styles", odd).write_bytes(b"")
    assert states(build("a", odd)) == dict.fromkeys(("a", odd), ("built", "new"))
    assert states(build("a", odd)) == dict.fromkeys(("a", odd), UNCHANGED)


@pytest.mark.usefixtures("folder")
def test_an_author_is_told_the_same_whether_or_not_anything_is_made() -> None:
    warnings = [outcome.warnings for outcome in build()]
    assert [warning.partition("]")[0] for warning in warnings[1]] == ["warning[read", "warning[printed"]
    assert [outcome.warnings for outcome in build()] == warnings
    write_brief("b", "# as it was\ntitle: The b")
    assert [outcome.warnings for outcome in build()] == warnings
    assert [len(outcome.warnings) for outcome in build(formats=("html",))] == [1, 1, 1]


@pytest.mark.usefixtures("folder")
def test_an_output_that_is_missing_is_made_again_and_its_twin_is_left_alone() -> None:
    build()
    Path("output/a.pdf").unlink()
    (first, *rest) = build()
    assert (first.state, first.why, first.files) == ("built", "missing", (Path("output/a.pdf"),))
    assert {outcome.state for outcome in rest} == {"unchanged"}


@pytest.mark.usefixtures("folder")
def test_an_output_that_somebody_has_changed_is_made_again() -> None:
    build()
    Path("output/a.pdf").write_bytes(b"mine")
    assert build()[0].files == (Path("output/a.pdf"),)
    os.utime("output/b.html")
    assert states(build()) == dict.fromkeys("abc", UNCHANGED)


@pytest.mark.usefixtures("folder")
def test_each_format_has_its_own_past() -> None:
    build(formats=("pdf",))
    assert build("a")[0].files == (Path("output/a.html"),)
    write_brief("a", "title: Another a")
    build("a", formats=("pdf",))
    assert build("a")[0].files == (Path("output/a.html"),)


@pytest.mark.usefixtures("folder")
def test_all_is_made_anew_where_force_is_asked_for() -> None:
    build()
    assert states(build(force=True)) == dict.fromkeys("abc", ("built", "forced"))


@pytest.mark.parametrize(
    "file",
    [
        "briefs/project.yaml",
        "briefs/sources.yaml",
        "briefs/media/logo.svg",
        "styles/print.css",
        "templates/sections/x.j2",
        "styles/fonts/x.ttf",
        "styles/citation/own.csl",
    ],
)
def test_what_the_briefs_share_is_looked_at_too(file: str, folder: Path) -> None:
    build()
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write("# more\n")
    assert {outcome.why for outcome in build()} == {"changed"}
    assert {outcome.why for outcome in build()} == {""}


def test_a_project_may_move_with_what_was_built(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build()
    folder.rename(folder.with_name("moved"))
    monkeypatch.chdir(folder.with_name("moved"))
    assert states(build()) == dict.fromkeys("abc", UNCHANGED)


def test_output_may_be_a_link(folder: Path) -> None:
    (folder / "elsewhere" / "deep").mkdir(parents=True)
    Path("output").symlink_to(folder / "elsewhere" / "deep")
    build()
    one = batch()
    assert states(list(one.run(lambda: open_project(Path())))) == dict.fromkeys("abc", UNCHANGED)
    assert one.left() == []


@pytest.mark.usefixtures("folder")
def test_the_files_of_a_brief_that_is_gone_are_named_and_removed_on_request() -> None:
    build()
    Path("briefs/b.yaml").unlink()
    one = batch("a", "c")
    list(one.run(lambda: open_project(Path())))
    assert one.left() == [Path("output/b.html"), Path("output/b.pdf")]
    assert one.prune() == [Path("output/b.html"), Path("output/b.pdf")]
    assert (one.left(), sorted(outputs())) == ([], ["a.html", "a.pdf", "c.html", "c.pdf"])
    assert read_manifest(Path("output")).left == {}


@pytest.mark.usefixtures("folder")
def test_what_somebody_has_changed_is_not_removed() -> None:
    build()
    Path("briefs/b.yaml").unlink()
    Path("output/b.html").write_bytes(b"mine")
    one = batch("a", "c")
    list(one.run(lambda: open_project(Path())))
    assert one.prune() == [Path("output/b.pdf")]
    assert one.left() == [Path("output/b.html")]


def test_nothing_is_written_through_a_link_that_leads_out_of_the_folder(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    Path("output").mkdir()
    Path("output/sub").symlink_to("../elsewhere")
    write_brief("a", "title: The a\nid: sub/a")
    assert told(build()) == ["briefs/a.yaml: output/sub: leads out of its folder"]
    assert list((folder / "elsewhere").iterdir()) == []


def test_nothing_is_removed_that_is_not_in_the_folder(folder: Path) -> None:
    build()
    for name in ("b.html", "b.pdf"):
        Path("output", name).rename(folder / name)
    said = Path("output", NAME)
    said.write_text(said.read_text(encoding="utf-8").replace('"id": "b"', '"id": "../b"'), encoding="utf-8")
    Path("briefs/b.yaml").unlink()
    one = batch("a", "c")
    list(one.run(lambda: open_project(Path())))
    assert one.prune() == []
    assert [(folder / name).exists() for name in ("b.html", "b.pdf")] == [True, True]


@pytest.mark.skipif(sys.platform == "win32", reason="has no such links")
def test_the_lock_is_not_written_through_a_link(folder: Path) -> None:
    (folder / "mine").write_text("mine", encoding="utf-8")
    Path("output").mkdir()
    Path("output", disk.LOCK).symlink_to("../mine")
    with pytest.raises(OSError, match=disk.LOCK), locked(Path("output"), 0, print):
        pass
    assert (folder / "mine").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("folder")
def test_a_brief_with_a_new_id_leaves_its_old_files() -> None:
    build()
    write_brief("b", "title: The b\nid: beta")
    one = batch()
    list(one.run(lambda: open_project(Path())))
    assert sorted(one.left()) == [Path("output/b.html"), Path("output/b.pdf")]
    write_brief("b", "title: The b")
    one = batch()
    list(one.run(lambda: open_project(Path())))
    assert sorted(one.left()) == [Path("output/beta.html"), Path("output/beta.pdf")]


@pytest.mark.usefixtures("folder")
def test_of_two_briefs_with_one_id_the_first_has_it() -> None:
    write_brief("b", "title: The b\nid: a\ndoes: pass")
    write_brief("a", "title: The a\ndoes: time.sleep(0.3)")
    (message,) = told(build())
    assert message.startswith("briefs/b.yaml:1:1: error[duplicate-id] id is 'a', that of another brief")
    assert outputs()["a.html"] == b"The a html " * 9999
    assert told(build("b")) == [message]


@pytest.mark.usefixtures("folder")
def test_the_files_of_a_brief_with_errors_are_not_taken_by_another() -> None:
    build()
    write_brief("a", "title: The a\ndoes: raise KeyError")
    write_brief("b", "title: The b\nid: a")
    assert [message.partition(" ")[0] for message in told(build())] == ["briefs/a.yaml:", "briefs/b.yaml:1:1:"]
    assert outputs()["a.html"] == b"The a html " * 9999


@pytest.mark.usefixtures("folder")
def test_two_briefs_may_exchange_their_ids_one_after_the_other() -> None:
    build()
    write_brief("a", "title: The a\nid: b")
    write_brief("b", "title: The b\nid: a")
    assert states(build()) == {"a": ("built", "changed"), "b": ("built", "changed"), "c": UNCHANGED}
    assert outputs()["a.html"] == b"The b html " * 9999


@pytest.mark.skipif(sys.platform != "linux", reason="knows these limits")
@pytest.mark.parametrize(
    ("does", "message"),
    [
        ("os.kill(os.getpid(), 9)", "its process ended before its time, as one does that runs out of memory"),
        ("b'x' * 3 * 10**9", "its process ended before its time, as one does that runs out of memory"),
        ("while True: pass", "it took more than 1 second of processor time"),
        ("time.sleep(99)", "it took more than 8 seconds"),
        ("Path('great').write_bytes(bytes(6 * 10**6))", "File too large"),
        ("raise KeyError('x')", "a fault of policybrief itself: KeyError: 'x' (<string>, line 1)"),
        ("raise OSError(28, 'No space left on device', 'x')", "x: No space left on device"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_happens_to_one_brief_happens_to_no_other(does: str, message: str) -> None:
    build()
    old = outputs()["b.html"]
    write_brief("b", f'title: New\ndoes: "{does}"')
    write_brief("c", "title: Another c")
    outcomes = build()
    assert told(outcomes) == [f"briefs/b.yaml: {message}"]
    assert states(outcomes) == {"a": UNCHANGED, "b": ("failed", "changed"), "c": ("built", "changed")}
    assert outputs()["b.html"] == old
    assert states(build())["b"] == ("failed", "changed")


@pytest.mark.usefixtures("folder")
def test_a_brief_that_goes_while_it_is_built_is_told() -> None:
    one = batch()
    Path("briefs/b.yaml").unlink()
    assert told(list(one.run(lambda: open_project(Path())))) == ["briefs/b.yaml: No such file or directory"]
    assert sorted(outputs()) == ["a.html", "a.pdf", "c.html", "c.pdf"]


@pytest.mark.usefixtures("folder")
def test_outcomes_come_in_the_order_of_the_briefs_whichever_is_done_first() -> None:
    write_brief("a", "title: The a\ndoes: time.sleep(0.5)")
    assert [outcome.path.stem for outcome in build()] == ["a", "b", "c"]


@pytest.mark.usefixtures("folder")
def test_a_manifest_that_cannot_be_read_costs_a_build_and_nothing_else() -> None:
    build()
    for broken in ("", "{", "[]", "[" * 100_000, '{"version": 1, "briefs": {"x": 3}}', '{"version": 9}'):
        Path("output", NAME).write_text(broken, encoding="utf-8")
        assert {outcome.state for outcome in build()} == {"built"}


class FullDisk:
    """A disk on which the n-th write, sync or rename fails, a write after half of it."""

    def __init__(self, fails_at: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left, self.files, self.safe = fails_at, dict[int, Path](), set[Path]()
        self.opened, self.synced, self.renamed = Path.open, os.fsync, Path.replace

        def opening(file: Path, *rest: Any, **named: Any) -> Any:
            return self.open(file, *rest, **named)

        def renaming(file: Path, target: Path) -> None:
            self.rename(file, target)

        monkeypatch.setattr(Path, "open", opening)
        monkeypatch.setattr(Path, "replace", renaming)
        monkeypatch.setattr(os, "fsync", self.sync)

    def spend(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(errno.ENOSPC, "No space left on device")

    def open(self, file: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
        if "x" not in mode:
            return self.opened(file, mode, *rest, **named)
        stream = Written(file, self)
        self.files[stream.fileno()] = file
        return stream

    def sync(self, number: int) -> None:
        self.spend()
        self.synced(number)
        self.safe.add(self.files[number])

    def rename(self, file: Path, target: Path) -> None:
        assert file in self.safe, "on the disk before it takes the place of another"
        self.spend()
        self.renamed(file, target)


class Written(BufferedWriter):
    def __init__(self, file: Path, full: FullDisk) -> None:
        super().__init__(FileIO(file, "x"))
        self.full = full

    def write(self, content: Any) -> int:
        half = len(content) // 2
        first = super().write(content[:half])
        self.flush()
        self.full.spend()
        return first + super().write(content[half:])


@pytest.mark.parametrize("fails_at", range(1, 25))
@pytest.mark.usefixtures("folder")
def test_on_a_full_disk_every_output_is_whole_and_nothing_strays(
    fails_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    for name in "abc":
        write_brief(name, f"title: New {name}")
    with monkeypatch.context() as patch:
        full = FullDisk(fails_at, patch)
        messages = []
        try:
            messages = told(build())
        except OSError as error:
            messages = [str(error)]
    assert all("No space left on device" in message for message in messages)
    assert bool(messages) == (full.left <= 0)
    assert_whole()
    assert {outcome.state for outcome in build()} <= {"built", "unchanged"}
    assert outputs() == {f"{name}.{form}": f"New {name} {form} ".encode() * 9999 for name in "abc" for form in FORMATS}


def assert_whole(*, with_strays: bool = False) -> None:
    """Each output is an old one or a new one, and nothing else is there, or only what was half written."""
    names = {path.name for path in Path("output").iterdir()}
    if with_strays:
        names -= {path.name for path in Path("output").glob(".policybrief-*")}
    assert names <= {f"{name}.{form}" for name in "abc" for form in FORMATS} | {NAME, disk.LOCK}
    for name, content in outputs().items():
        stem, form = name.split(".")
        assert content in {f"{age} {stem} {form} ".encode() * 9999 for age in ("The", "New")}


def fails(*_: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


@pytest.mark.usefixtures("folder")
def test_what_a_killed_build_left_half_written_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    write_brief("b", "title: The b\nid: deep/b")
    build()
    with monkeypatch.context() as patch:
        for name in ("replace", "unlink"):
            patch.setattr(Path, name, fails)
        assert len(told(build(force=True))) == 3
    begun = [path for path in Path("output").rglob(".*") if path.name != disk.LOCK]
    assert {path.parent.name for path in begun} == {"output", "deep"}
    build()
    assert not [path for path in begun if path.exists()]


@pytest.mark.usefixtures("folder")
def test_what_another_program_left_is_not_taken_for_it() -> None:
    others = [Path("output", name) for name in (".notes.20240131", ".a.pdf.0123abcd", ".policybrief-notes", "mine.pdf")]
    Path("output").mkdir()
    for path in others:
        path.write_bytes(b"mine")
    build()
    assert all(path.read_bytes() == b"mine" for path in others)


@pytest.mark.usefixtures("folder")
def test_a_second_build_of_the_folder_waits_for_the_first(holder: Callable[[float], subprocess.Popen[str]]) -> None:
    other, holders = holder(0.5), []
    with locked(Path("output"), 30, holders.append):
        assert other.wait(timeout=30) == 0
    assert holders == [str(other.pid)]


@pytest.mark.usefixtures("folder")
def test_who_has_waited_long_enough_is_told_for_whom(holder: Callable[[float], subprocess.Popen[str]]) -> None:
    other = holder(60)
    with pytest.raises(BlockingIOError, match=f"still in use by process {other.pid}"), locked(Path("output"), 0, str):
        pass


@pytest.mark.usefixtures("folder")
def test_a_program_that_is_killed_gives_the_folder_back(holder: Callable[[float], subprocess.Popen[str]]) -> None:
    other = holder(60)
    other.kill()
    other.wait()
    with locked(Path("output"), 0, str):
        pass


NO_ROOM = """
import resource
from pathlib import Path
from policybrief.disk import locked
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
with locked(Path("output"), 0, print):
    pass
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
@pytest.mark.usefixtures("folder")
def test_a_lock_for_which_there_is_no_room_is_told_by_its_name() -> None:
    done = subprocess.run([sys.executable, "-c", NO_ROOM], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr.endswith("File too large: 'output/.lock'\n")


@pytest.mark.usefixtures("folder")
def test_a_lock_that_says_anything_says_no_holder(holder: Callable[[float], subprocess.Popen[str]]) -> None:
    holder(60)
    Path("output", disk.LOCK).write_bytes(b"\xff" * 100)
    with pytest.raises(BlockingIOError, match="still in use by process"), locked(Path("output"), 0, str):
        pass


SCRIPT = """
import sys, time
sys.path.insert(0, {tests!r})
import policybrief.build
from test_batch import make
policybrief.build.make_brief = make
from policybrief.cli import main
main(["build", *sys.argv[1:]])
"""


def start(*arguments: str, through: Sequence[str] = ()) -> subprocess.Popen[str]:
    """`policybrief build` as a process of its own, with what stands for the stages, and its group.

    `through` is a command that runs it, if any.
    """
    script = SCRIPT.format(tests=str(Path(__file__).parent))
    return subprocess.Popen(
        [*through, sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=os.environ | {"XDG_CACHE_HOME": str(Path.cwd() / "cache")},
    )


def code_of(running: subprocess.Popen[str]) -> int:
    running.communicate(timeout=60)
    return running.returncode


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(
    ("number", "code", "message"),
    [
        (signal.SIGINT, 130, "interrupted; what was built before stays as it is\n"),
        (signal.SIGTERM, 143, ""),
        (signal.SIGKILL, -9, ""),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_build_that_is_stopped_takes_its_children_with_it(number: int, code: int, message: str) -> None:
    build()
    old = outputs()
    for name in "abc":
        write_brief(name, f"title: New\ndoes: \"Path('at-{name}').touch(); time.sleep(99)\"")
    running = start("--jobs", "2")
    while len(list(Path().glob("at-*"))) < 2 and running.poll() is None:
        time.sleep(0.01)
    children = offspring(running.pid)
    running.send_signal(number)
    sent = time.monotonic()
    _, stderr = running.communicate(timeout=30)
    # It takes a tenth of a second where nobody else uses the machine.
    assert time.monotonic() - sent < 3, stderr
    assert (running.returncode, stderr) == (code, message)
    while any(Path(f"/proc/{child}/exe").exists() for child in children):
        time.sleep(0.01)
    assert outputs() == old
    assert_whole()


@pytest.mark.slow
@pytest.mark.usefixtures("folder")
def test_a_build_may_be_killed_at_any_moment() -> None:
    build()
    for name in "abc":
        write_brief(name, f"title: New {name}")
    began = time.monotonic()
    assert code_of(start("--force")) == 0
    whole = time.monotonic() - began
    for moment in range(50):
        running = start("--force")
        time.sleep(whole * (moment + 0.5) / 50)
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        assert_whole(with_strays=True)
    assert code_of(start()) == 0
    assert_whole()


IMPORTED = """
import sys
from policybrief.cli import main
try:
    main(["build"])
except SystemExit:
    heavy = {"pydantic", "jinja2", "weasyprint", "pikepdf", "markdown_it", "yaml"} & {*sys.modules}
    sys.exit(f"loaded {heavy}" if heavy else 0)
"""


@pytest.mark.usefixtures("folder")
def test_to_see_that_nothing_has_changed_nothing_heavy_is_loaded() -> None:
    build()
    done = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
