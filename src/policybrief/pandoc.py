"""The one place that runs pandoc: text in, text out, and pandoc's own words when it fails."""

import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

_SECONDS = 60
_LINES, _WIDTH = 3, 300


class PandocError(RuntimeError):
    """Pandoc is missing, cannot be started, takes too long or refuses its input; the message says which."""


class PandocMissingError(PandocError):
    """There is no pandoc here."""


def pandoc_path() -> Path | None:
    """The binary inside the package pypandoc_binary, else the one on the PATH; None where there is neither."""
    # The package is not imported: its import takes longer than a run of pandoc.
    spec = find_spec("pypandoc")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or ():
        for name in ("pandoc", "pandoc.exe"):
            binary = Path(folder, "files", name)
            if binary.is_file():
                return binary
    found = shutil.which("pandoc")
    return Path(found) if found else None


def run_pandoc(arguments: Sequence[str], text: str) -> str:
    """What pandoc prints for `text`. Add `--sandbox` wherever the text is not ours: no file but those named is read."""
    binary = pandoc_path()
    if binary is None:
        raise PandocMissingError("pandoc is missing: install the package pypandoc-binary again")
    try:
        done = subprocess.run(
            [str(binary), *arguments], input=text, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise PandocError(f"pandoc did not finish within {_SECONDS} seconds") from late
    except OSError as fault:
        raise PandocError(f"pandoc cannot be started: {binary}: {fault.strerror or fault}") from fault
    if done.returncode:
        raise PandocError(f"pandoc failed ({done.returncode}): {_shortened(done.stderr) or 'it gave no reason'}")
    return done.stdout


def _shortened(told: str) -> str:
    """Pandoc may tell all that it had tried to read; its first lines say what was wrong."""
    lines = [line.rstrip() for line in told.splitlines() if line.strip()][:_LINES]
    return "\n".join(line if len(line) <= _WIDTH else f"{line[:_WIDTH]} ..." for line in lines)
