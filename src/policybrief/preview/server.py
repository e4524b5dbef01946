"""The server of the preview: what the desk has made, to the browsers of this machine and to nobody else.

A page of the web that an editor happens to visit could ask this address too, under a name of its own that it points
here: so every request must name this machine as its host. No file is opened by a name that comes from outside.
"""

import json
import os
import signal
import socket
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Condition, Thread
from typing import Any, NamedTuple
from urllib.parse import unquote

from policybrief.crew import CONTEXT, end_with
from policybrief.fonts import faces

ADDRESS = "127.0.0.1"
_PAGES = Path(__file__).parent / "pages"
_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".ttf": "font/ttf",
}
_BEAT = 2.0
"""Seconds after which a line with nothing to say is tried: a browser that is gone is noticed so."""
_OWN_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " + "; ".join(
    f"{kind}-src 'self'" for kind in ("script", "style", "font", "connect", "frame")
)
_ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# Of the page of a brief: it has one of its own inside, and this lets nobody but the preview show it in a frame.
_FRAMED = "frame-ancestors 'self'"


class Notice(NamedTuple):
    """What is to be shown of a brief from now on; an output that is None stays as it was. No name means the list."""

    name: str
    facts: Mapping[str, Any]
    html: bytes | None = None
    pdf: bytes | None = None


class Board:
    """What is to be shown, as the desk told it last, and how many look at what."""

    def __init__(self, line: Connection) -> None:
        self.line = line
        self.changed = Condition()
        self.facts: dict[str, Mapping[str, Any]] = {}
        self.outputs: dict[tuple[str, str], bytes] = {}
        self.seen: Counter[str] = Counter()

    def hang(self, notice: Notice) -> None:
        with self.changed:
            self.facts[notice.name] = notice.facts
            made = (("html", notice.html), ("pdf", notice.pdf))
            self.outputs |= {(notice.name, kind): output for kind, output in made if output is not None}
            self.changed.notify_all()

    def knows(self, name: str) -> bool:
        """Whether a brief is there, or may be: the desk takes a second to lay out."""
        briefs = self.facts.get("", {}).get("briefs")
        return not name or briefs is None or any(brief["name"] == name for brief in briefs)

    def listen(self) -> None:
        """Until the desk is gone: then there is nothing to serve any more."""
        with suppress(EOFError, OSError):
            while True:
                self.hang(self.line.recv())
        os._exit(0)

    @contextmanager
    def looked_at(self, name: str) -> Iterator[None]:
        self._look(name, 1)
        try:
            yield
        finally:
            self._look(name, -1)

    def _look(self, name: str, more: int) -> None:
        with self.changed, suppress(BrokenPipeError):
            self.seen[name] += more
            self.line.send(frozenset(name for name, count in self.seen.items() if count))

    def news(self, name: str) -> Iterator[Mapping[str, Any] | None]:
        """The facts of a brief, or of the list, whenever they change; None where nothing has for a while."""
        told = None
        while True:
            with self.changed:
                if self.facts.get(name) is told:
                    self.changed.wait(_BEAT)
                facts = self.facts.get(name)
            yield facts if facts is not told else None
            told = facts


class Server(ThreadingHTTPServer):
    """On a socket that listens already."""

    daemon_threads = True

    def __init__(self, listening: socket.socket, board: Board) -> None:
        super().__init__(listening.getsockname(), Visit, bind_and_activate=False)
        self.socket.close()
        self.socket, self.board = listening, board
        self.hosts = {f"{name}:{listening.getsockname()[1]}" for name in ("localhost", ADDRESS, "[::1]")}

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle has made no error."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class Visit(BaseHTTPRequestHandler):
    """The requests of a browser over one line."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "policybrief", ""
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self) -> None:
        host = self.headers.get_all("Host", [])
        if len(host) != 1 or host[0].lower() not in self.server.hosts:
            self._say(HTTPStatus.FORBIDDEN, "The preview answers to 127.0.0.1 and localhost only.")
            return
        area, _, name = unquote(self.path.partition("?")[0]).removeprefix("/").partition("/")
        answer = self._areas.get(area)
        if not answer or not answer(name):
            self._say(HTTPStatus.NOT_FOUND, "There is no such page in the preview.")

    def do_HEAD(self) -> None:
        self.do_GET()

    @cached_property
    def _areas(self) -> Mapping[str, Callable[[str], bool]]:
        """By the first part of an address. Each says whether it has what is asked for."""
        return {
            "": lambda name: not name and self._file(_PAGES / "briefs.html"),
            "brief": lambda name: self.server.board.knows(name) and self._file(_PAGES / "brief.html"),
            "own": lambda name: name in _OWN and self._file(_OWN[name]),
            "page": lambda name: self._output(name, "html", _KINDS[".html"]),
            "paper": lambda name: self._output(name, "pdf", "application/pdf"),
            "news": lambda name: self.server.board.knows(name) and self._news(name),
        }

    def _file(self, path: Path) -> bool:
        kept = "max-age=86400" if path.suffix == ".ttf" else "no-store"
        headers = {"Cache-Control": kept, "Content-Security-Policy": _OWN_POLICY}
        return self._send(path.read_bytes(), _KINDS[path.suffix], headers)

    def _output(self, name: str, kind: str, content_type: str) -> bool:
        content = self.server.board.outputs.get((name, kind))
        headers = {"Cache-Control": "no-store", "Content-Security-Policy": _FRAMED}
        return content is not None and self._send(content, content_type, headers)

    def _news(self, name: str) -> bool:
        """A line that stays open (server-sent events), with the facts whenever they change."""
        self.close_connection = True
        self._head(HTTPStatus.OK, {"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        board = self.server.board
        if self.command == "GET":
            with board.looked_at(name):
                for facts in board.news(name):
                    self.wfile.write(f"data: {json.dumps(facts)}\n\n".encode() if facts else b":\n\n")
        return True

    def _say(self, status: HTTPStatus, text: str) -> None:
        self._send(f"{text}\n".encode(), "text/plain; charset=utf-8", {}, status)

    def _send(
        self, content: bytes, content_type: str, headers: Mapping[str, str], status: HTTPStatus = HTTPStatus.OK
    ) -> bool:
        self._head(status, {"Content-Type": content_type, "Content-Length": str(len(content)), **headers})
        if self.command != "HEAD":
            self.wfile.write(content)
        return True

    def _head(self, status: HTTPStatus, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for header, value in {**headers, **_ALWAYS}.items():
            self.send_header(header, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """What is asked for is nobody's business."""


_OWN = {name: _PAGES / name for name in ("preview.css", "preview.js")} | {
    f"{face.family} {'italic' if face.italic else 'upright'}.ttf": face.path for face in faces()
}
"""The files of the pages of the preview, by their names there."""


def bind(port: int) -> socket.socket:
    """A socket that listens on this machine alone; on any free port where it is 0. Raises OSError where it is taken."""
    listening = socket.socket()
    if sys.platform != "win32":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, port))
        listening.listen(64)
    except OSError:
        listening.close()
        raise
    return listening


@contextmanager
def served(listening: socket.socket) -> Iterator[Connection]:
    """The desk's end of the line, as long as a process of its own serves."""
    line, far_end = CONTEXT.Pipe()
    process = CONTEXT.Process(target=_serve, args=(listening, far_end, line, os.getpid()), daemon=True)
    process.start()
    far_end.close()
    listening.close()
    try:
        yield line
    finally:
        process.kill()
        process.join()


def _serve(listening: socket.socket, line: Connection, desk_end: Connection, desk: int) -> None:
    """In that process."""
    # A terminal interrupts both at once, and systemd stops both: the desk ends this one.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    end_with(desk)
    desk_end.close()
    board = Board(line)
    Thread(target=board.listen, daemon=True).start()
    Server(listening, board).serve_forever()
