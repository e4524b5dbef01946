"""The same briefs once more, by another process that has nothing in common with this one, to compare the bytes."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from policybrief.batch import Order

# What a page must not depend on: the order of a set, the time of the place, how many work on it.
_OTHERWISE = {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati"}


def differing(order: Order, files: Sequence[Path]) -> Iterator[Path]:
    """Those of the files of an order that come out otherwise, or not at all, when it is built again."""
    with TemporaryDirectory(prefix="policybrief-again-") as other:
        options = ["--out", other, "--to", ",".join(order.formats), "--jobs", "1"]
        command = [sys.executable, "-m", "policybrief", "build", *options, *map(str, order.paths)]
        subprocess.run(command, env=os.environ | _OTHERWISE, capture_output=True, check=False)
        for file in files:
            again = Path(other) / file.relative_to(order.out)
            if not again.is_file() or again.read_bytes() != file.read_bytes():
                yield file
