"""A language server driven over its standard streams, as an editor drives it."""

import json
import queue
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SECONDS = 30


class LanguageServer:
    """Speaks the Language Server Protocol (3.17) with a process. Lines and columns count from 0, as they do there."""

    def __init__(self, command: list[str], root: Path, settings: Mapping[str, Any]) -> None:
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.settings = settings
        self.answers: dict[int, Any] = {}
        self.diagnostics: dict[str, Any] = {}
        self.heard: queue.Queue[dict[str, Any]] = queue.Queue()
        self.asked = self.opened = 0
        threading.Thread(target=self._listen, daemon=True).start()
        markdown = {"documentationFormat": ["markdown"], "snippetSupport": True}
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"completion": {"completionItem": markdown}, "hover": {"contentFormat": ["markdown"]}},
        }
        folder = {"uri": root.as_uri(), "name": root.name}
        self.ask(
            "initialize", processId=None, rootUri=root.as_uri(), capabilities=capabilities, workspaceFolders=[folder]
        )
        self._send(method="initialized", params={})
        self._send(method="workspace/didChangeConfiguration", params={"settings": settings})

    def open(self, file: Path, text: str) -> str:
        uri = file.as_uri()
        # It keeps what it read by name and version.
        self.opened += 1
        document = {"uri": uri, "languageId": "yaml", "version": self.opened, "text": text}
        self._send(method="textDocument/didOpen", params={"textDocument": document})
        return uri

    def problems(self, file: Path, text: str) -> list[dict[str, Any]]:
        """What it marks in a text."""
        uri = self.open(file, text)
        while uri not in self.diagnostics:
            self._hear()
        found: list[dict[str, Any]] = self.diagnostics.pop(uri)
        return found

    def at(self, what: str, file: Path, text: str, line: int, column: int) -> Any:
        """What it answers at a place: `completion` or `hover`."""
        uri = self.open(file, text)
        return self.ask(f"textDocument/{what}", textDocument={"uri": uri}, position={"line": line, "character": column})

    def ask(self, method: str, **params: Any) -> Any:
        self.asked += 1
        self._send(id=self.asked, method=method, params=params)
        while self.asked not in self.answers:
            self._hear()
        return self.answers.pop(self.asked)

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _hear(self) -> None:
        """Takes in one message: an answer, a list of problems, or a question about the settings."""
        message = self.heard.get(timeout=SECONDS)
        if message.get("method") == "workspace/configuration":
            sections = [item.get("section", "") for item in message["params"]["items"]]
            found = [self.settings.get(section, {}) for section in sections]
            self._send(id=message["id"], result=found)
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self._send(id=message["id"], result=None)
        elif "id" in message:
            assert "error" not in message, message["error"]
            self.answers[message["id"]] = message["result"]

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream
        while header := stream.readline():
            length = int(header.removeprefix(b"Content-Length: "))
            while stream.readline().strip():
                pass
            self.heard.put(json.loads(stream.read(length)))
