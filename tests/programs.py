"""Other programs, as tests begin and watch them."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_HOLDER = """
import sys, time
from pathlib import Path
from policybrief.disk import locked
with locked(Path(sys.argv[1]), 0, print):
    print("has it", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def hold(folder: Path, seconds: float) -> subprocess.Popen[str]:
    """A program that has a folder for itself so long, as a build does."""
    command = [sys.executable, "-c", _HOLDER, str(folder), str(seconds)]
    other = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert other.stdout
    assert other.stdout.readline() == "has it\n"
    return other


def offspring(process: int) -> set[int]:
    """All that a process has begun and that is still there, and what that began in its turn. Looks into /proc."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
    found = {process}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}
