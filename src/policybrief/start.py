"""New projects and new briefs, from the files under starter/, and what an editor needs to help with them."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

from policybrief.disk import write
from policybrief.project import Project, Settings
from policybrief.schema import modeline, schema_files

_STARTER = Path(__file__).parent / "starter"
_FILES = ("project.yaml", "sources.yaml", "first-brief.yaml")
_EDITOR = ("settings.json", "extensions.json")


def start_project(folder: Path) -> list[Path]:
    """A project with settings, a source library and a first brief. Raises FileExistsError before it writes anything.

    For editors it gets the schemas too, and the settings of VS Code where there are none yet.
    """
    new = {folder / "briefs" / name: (_STARTER / name).read_bytes() for name in _FILES}
    editor = {folder / ".vscode" / name: (_STARTER / "vscode" / name).read_bytes() for name in _EDITOR}
    absent = {file: content for file, content in editor.items() if not file.exists()}
    return _write(new, {**schema_files(folder, Settings()), **absent})


def start_brief(file: Path, title: str, date: str, project: Project) -> Path:
    """A brief to fill in, dated `date` (as 2024-01-31). Raises FileExistsError where the file is there already.

    The schemas are written anew: the program or the settings may be other ones since.
    """
    text = (_STARTER / "brief.yaml").read_text(encoding="utf-8")
    # A JSON string is a YAML string, whatever the title holds.
    words = {"TITLE": json.dumps(title, ensure_ascii=False), "DATE": date, "MODELINE": modeline(file, project.root)}
    text = re.sub(r"\b(?:TITLE|DATE|MODELINE)\b", lambda word: words[word[0]], text)
    return _write({file: text.encode()}, schema_files(project.root, project.settings))[0]


def _write(new: Mapping[Path, bytes], made: Mapping[Path, bytes]) -> list[Path]:
    """All of them or none; what is `new` may not be there, and what is `made` for editors may be written over."""
    taken = [str(file) for file in new if file.exists()]
    if taken:
        raise FileExistsError(f"{', '.join(taken)} is there already; nothing was written")
    write({**new, **made})
    return [*new, *made]
