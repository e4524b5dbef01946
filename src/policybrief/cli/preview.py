"""Preview: a brief in the browser while it is written."""

import os
import signal
import sys
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from policybrief.cli.console import ENVIRONMENT, cache_folder, located, progress, tell
from policybrief.folder import id_of
from policybrief.problem import of_the_system

if TYPE_CHECKING:
    import socket
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

_PORT = 8090


@click.command(short_help="Show a brief in the browser while you write it.")
@click.argument("brief", required=False)
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help=f"The port of the address, if not {_PORT}.")
@click.option("--no-browser", is_flag=True, help="Open no browser; the address is printed all the same.")
def preview(brief: str | None, port: int | None, no_browser: bool) -> None:
    """Show BRIEF in the browser, its web page and its PDF side by side; without BRIEF, a list of all.

    \b
    policybrief preview                        all briefs, to choose from
    policybrief preview strait                 one
    policybrief preview --port 0 --no-browser  on any free port, for a browser that is open already

    Both follow each save of the brief, of the settings and sources, of templates, styles and media: the web page at
    once, the PDF as soon as it is set. What is wrong stands on top of the page until it is mended. Nothing is written
    into output/, and no other machine can see it. Ctrl-C ends it.
    """
    from policybrief.preview.server import served

    root, paths = located([brief] if brief else [])
    # A service that is stopped ends as one that is interrupted.
    signal.signal(signal.SIGTERM, _end)
    try:
        listening = _bound(port)
        page = f"brief/{quote(id_of(paths[0], root))}" if brief else ""
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/{page}"
        with served(listening) as line:
            click.echo(address)
            progress("Ctrl-C ends it.")
            if not no_browser:
                _open(address)
            _work(root, paths, line)
    except KeyboardInterrupt:
        pass  # which ends it as well before there is anything to stop
    except EOFError:
        sys.exit(tell("the server of the preview has ended before its time", ENVIRONMENT))
    except OSError as error:
        sys.exit(tell(of_the_system(error), ENVIRONMENT))


def _work(root: "Path", paths: "Sequence[Path]", line: "Connection") -> None:
    from policybrief.preview.desk import Desk
    from policybrief.preview.hand import warm

    warm(cache_folder())
    desk = Desk(root, paths, cache_folder(), line)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, desk.stop)
    desk.work()


def _bound(port: int | None) -> "socket.socket":
    """Raises OSError where the port is taken that was asked for; without one, any other will do as well."""
    from policybrief.preview.server import bind

    try:
        return bind(_PORT if port is None else port)
    except OSError as error:
        if port is None:
            return bind(0)
        raise OSError(error.errno, error.strerror, f"port {port}") from error


def _open(address: str) -> None:
    """Without a desktop there are only browsers that would take the terminal."""
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        import webbrowser

        webbrowser.open(address)


def _end(number: int, frame: object) -> None:
    raise KeyboardInterrupt
