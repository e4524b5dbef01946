"""The same briefs once more, by another process that has nothing in common with this one, to compare the bytes."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from policybrief.batch import Order

# What a page must not depend on: the order of a set, the time of the place, how many work on it.
_OTHERWISE = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati"}


def differing(order: Order, files: Sequence[Path]) -> tuple[list[Path], str]:
    """Those of the files of an order that come out otherwise, or not at all, when it is built again.

    And what that build says where it fails.
    """
    with TemporaryDirectory(prefix="policybrief-again-") as other:
        options = ["--out", other, "--to", ",".join(order.formats), "--jobs", "1"]
        command = [sys.executable, "-m", "policybrief", "build", *options, *map(str, order.paths)]
        done = subprocess.run(
            command, env=os.environ | _OTHERWISE, capture_output=True, text=True, errors="replace", check=False
        )
        pairs = [(file, Path(other) / file.relative_to(order.out)) for file in files]
        found = [file for file, again in pairs if not again.is_file() or again.read_bytes() != file.read_bytes()]
        return found, done.stderr.rstrip() if done.returncode else ""
