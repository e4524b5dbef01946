"""What makes the web pages: a child that is kept, as a page takes a third less where one was made before.

One that hangs, dies or is no longer wanted is ended, and another begun.
"""

import gc
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from policybrief.batch import Refused, attempt
from policybrief.build import make_brief
from policybrief.crew import CONTEXT, Child
from policybrief.made import Made
from policybrief.project import Project, open_project
from policybrief.start import start_project

_LONGEST = 60
"""Seconds for a web page: someone waits for it."""
_MOST = 100
"""Pages of one child: what it may have heaped up goes with it."""


class Order(NamedTuple):
    """The web page of a brief, unless it would be of the content that is `known`."""

    path: Path
    known: Mapping[str, str]


class Hand(Child):
    """Makes page after page of one project, as it was when this began."""

    def __init__(self, project: Project, cache: Path) -> None:
        reader, self.orders = CONTEXT.Pipe(duplex=False)
        bounds = project.settings.build.bounds()
        bounds = bounds._replace(wall=min(bounds.wall, _LONGEST))
        super().__init__(partial(_page, project=project, cache=cache), _Orders(reader), _MOST, bounds)
        reader.close()
        self.left = _MOST

    @property
    def is_fit(self) -> bool:
        return self.left > 0 and self.process.is_alive()

    def make(self, order: Order) -> None:
        self.left -= 1
        self.wait_anew()
        # Where it has just ended, that is the next thing that is heard of it.
        with suppress(BrokenPipeError):
            self.orders.send(order)

    def end(self) -> None:
        super().end()
        self.orders.close()


class _Orders:
    """As they come. The rubbish of a page is collected when it has been handed over."""

    def __init__(self, reader: Connection) -> None:
        self.reader = reader

    def __iter__(self) -> Iterator[Order]:
        gc.disable()
        while True:
            yield self.reader.recv()
            gc.collect()


def _page(order: Order, project: Project, cache: Path) -> Made | Refused:
    """In the child."""
    return attempt(order.path, project, ("html",), cache, order.known)


def warm(cache: Path) -> None:
    """A first brief is made here, so that each child begins with all that this loads."""
    with TemporaryDirectory(prefix="policybrief-preview-") as folder:
        brief = next(path for path in start_project(Path(folder)) if path.stem == "first-brief")
        make_brief(brief, open_project(Path(folder)), ("html",), cache)
    gc.collect()
    gc.freeze()
