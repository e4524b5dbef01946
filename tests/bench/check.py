"""How long `policybrief check` of the flagship takes, as a ratio to importing what it stands on, run in turn.

python tests/bench/check.py [RUNS]
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHECK = [sys.executable, "-m", "policybrief", "check", "briefs/belarus-russia-military-union.yaml"]
IMPORTS = [sys.executable, "-c", "import click, yaml, pydantic"]


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def main(runs: int) -> None:
    for command in (CHECK, IMPORTS):
        seconds(command)
    pairs = [(seconds(CHECK), seconds(IMPORTS)) for _ in range(runs)]
    ratios = [check / imports for check, imports in pairs]
    print(f"check {statistics.median(check for check, _ in pairs):.3f} s, ", end="")  # noqa: T201
    print(f"imports {statistics.median(imports for _, imports in pairs):.3f} s, ", end="")  # noqa: T201
    print(f"ratio {statistics.median(ratios):.2f} (median of {runs} pairs)")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
