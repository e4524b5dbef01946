"""New projects and new briefs, from the files under starter/."""

import json
import re
from pathlib import Path

from policybrief.disk import write

_STARTER = Path(__file__).parent / "starter"
_FILES = ("project.yaml", "sources.yaml", "first-brief.yaml")


def start_project(folder: Path) -> list[Path]:
    """A project with settings, a source library and a first brief. Raises FileExistsError before it writes anything."""
    briefs = folder / "briefs"
    files = {briefs / name: (_STARTER / name).read_bytes() for name in _FILES}
    return _write_new(files)


def start_brief(file: Path, title: str, date: str) -> Path:
    """A brief to fill in, dated `date` (as 2024-01-31). Raises FileExistsError where the file is there already."""
    text = (_STARTER / "brief.yaml").read_text(encoding="utf-8")
    # A JSON string is a YAML string, whatever the title holds.
    words = {"TITLE": json.dumps(title, ensure_ascii=False), "DATE": date}
    text = re.sub(r"\b(?:TITLE|DATE)\b", lambda word: words[word[0]], text)
    return _write_new({file: text.encode()})[0]


def _write_new(files: dict[Path, bytes]) -> list[Path]:
    taken = [str(file) for file in files if file.exists()]
    if taken:
        raise FileExistsError(f"{', '.join(taken)} is there already; nothing was written")
    write(files)
    return list(files)
