"""A headless Chromium driven over two pipes, as its developer tools drive it."""

import json
import os
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Any

_QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe",
]  # fmt: skip
# It reads from descriptor 3 and writes to 4.
_ON_PIPES = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.dup2(int(sys.argv[2]), 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Chromium:
    """One browser. Its tabs speak the Chrome DevTools Protocol through it, a message at a time."""

    def __init__(self, program: str, profile: Path) -> None:
        hear, self.commands = os.pipe()
        self.events, tell = os.pipe()
        command = [
            sys.executable,
            "-c",
            _ON_PIPES,
            str(hear),
            str(tell),
            program,
            *_QUIET,
            f"--user-data-dir={profile}",
        ]
        self.process = subprocess.Popen(command, pass_fds=(hear, tell), stderr=subprocess.DEVNULL)
        os.close(hear)
        os.close(tell)
        self.numbers = count(1)
        self.heard = b""
        self.told: list[dict[str, Any]] = []

    def open(self, page: str, width: int = 1280, *, media: str = "screen", **features: str) -> "Tab":
        """A page in a window `width` wide; a feature of the media is written `prefers_color_scheme="dark"`."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, target, session)
        for domain in ("Page", "Log", "Runtime"):
            tab.ask(f"{domain}.enable")
        tab.resize(width)
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        tab.ask("Emulation.setEmulatedMedia", media=media, features=wanted)
        gone = tab.ask("Page.navigate", url=page)
        assert "errorText" not in gone, gone["errorText"]
        self.wait_for("Page.loadEventFired", session)
        # Only what is laid out asks for its typefaces.
        tab.run("document.body.offsetHeight, document.fonts.ready.then(() => true)")
        return tab

    def ask(self, method: str, session: str | None = None, **params: Any) -> Any:
        number = next(self.numbers)
        message = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != number:
            self.told.append(answer)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def wait_for(self, event: str, session: str) -> None:
        while not any((one.get("method"), one.get("sessionId")) == (event, session) for one in self.told):
            self.told.append(self._next())

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.commands)
        os.close(self.events)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self.heard:
            chunk = os.read(self.events, 1 << 16)
            assert chunk, "Chromium has gone"
            self.heard += chunk
        message, self.heard = self.heard.split(b"\0", 1)
        read: dict[str, Any] = json.loads(message)
        return read


class Tab:
    """A page that is open."""

    def __init__(self, browser: Chromium, target: str, session: str) -> None:
        self.browser, self.target, self.session = browser, target, session

    def ask(self, method: str, **params: Any) -> Any:
        return self.browser.ask(method, self.session, **params)

    def resize(self, width: int) -> None:
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)

    def run(self, script: str) -> Any:
        """The value of an expression in the page, as JSON; a promise is waited for."""
        done = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def messages(self) -> list[str]:
        """What the page had to say on the console: its own words, and what the browser refused it."""
        here = [one for one in self.browser.told if one.get("sessionId") == self.session]
        logged = [one["params"]["entry"]["text"] for one in here if one["method"] == "Log.entryAdded"]
        return logged + [str(one["params"]) for one in here if one["method"] == "Runtime.consoleAPICalled"]

    def press(self, key: str, code: int) -> None:
        """A key by its name and its Windows code: Tab is 9, Enter is 13."""
        text = {"text": "\r"} if key == "Enter" else {}
        self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code, **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def __enter__(self) -> "Tab":
        return self

    def __exit__(self, *raised: object) -> None:
        self.browser.ask("Target.closeTarget", targetId=self.target)
