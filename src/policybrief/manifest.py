"""What stands in output/, what it was made from, and whether it still stands as it was written."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Output:
    """A file as it was written: `modified` is in nanoseconds of the system's clock.

    `inputs` vouches for the bytes of all that it depends on, `content` for what was understood of them: where only a
    comment has changed, the first is another and the second the same.
    """

    sha256: str
    size: int
    modified: int
    inputs: str
    content: str

    def stands(self, file: Path) -> bool:
        """Whether the file is there with these bytes."""
        try:
            found = file.stat()
            if (found.st_size, found.st_mtime_ns) == (self.size, self.modified):
                return True
            return found.st_size == self.size and hashlib.sha256(file.read_bytes()).hexdigest() == self.sha256
        except OSError:
            return False


@dataclass(frozen=True, slots=True)
class Entry:
    """A brief that was built: its id, its outputs by format, and what its author was told.

    Some warnings come of reading; others came when the page was `printed`, and hold as long as it stands.
    """

    id: str
    outputs: Mapping[str, Output]
    warnings: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


@dataclass(slots=True)
class Manifest:
    """The entries by brief, each brief as a path from the folder of the outputs: both may move together.

    `left` are files, by their paths in that folder, that no brief makes any more; `made_with` names the programs and
    libraries of the last build and their versions.
    """

    entries: dict[str, Entry] = field(default_factory=dict)
    left: dict[str, Output] = field(default_factory=dict)
    made_with: Mapping[str, str] = field(default_factory=dict)

    def drop(self, key: str) -> None:
        """Forgets a brief; what was made of it is left."""
        entry = self.entries.pop(key)
        self.left |= {f"{entry.id}.{ending}": output for ending, output in entry.outputs.items()}

    def enter(self, key: str, entry: Entry) -> None:
        """Under another id than before, a brief leaves files behind."""
        before = self.entries.get(key)
        if before and before.id != entry.id:
            self.drop(key)
        self.entries[key] = entry
        for ending in entry.outputs:
            self.left.pop(f"{entry.id}.{ending}", None)


def read_manifest(out: Path) -> Manifest:
    """Empty where there is none, or none that can be read: then all is built anew."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        data = json.loads((out / NAME).read_bytes())
        if data["version"] == _FORMAT:
            left = {name: Output(**output) for name, output in data["left"].items()}
            made_with = {str(name): str(number) for name, number in data["made_with"].items()}
            return Manifest({key: _entry(given) for key, given in data["briefs"].items()}, left, made_with)
    return Manifest()


NAME = "manifest.json"


def as_json(manifest: Manifest) -> bytes:
    entries = {key: asdict(entry) for key, entry in sorted(manifest.entries.items())}
    left = {name: asdict(output) for name, output in sorted(manifest.left.items())}
    told = {"version": _FORMAT, "made_with": {**manifest.made_with}, "briefs": entries, "left": left}
    # The name of a file may be no text: what it holds instead of letters is written as JSON escapes it.
    return json.dumps(told, ensure_ascii=False, indent=1).encode(errors="backslashreplace")


def written(file: Path, content: bytes, inputs: str, meaning: str) -> Output:
    """The output that a file has become, as it stands on the disk now."""
    return Output(hashlib.sha256(content).hexdigest(), len(content), file.stat().st_mtime_ns, inputs, meaning)


def _entry(given: Mapping[str, Any]) -> Entry:
    outputs = {ending: Output(**output) for ending, output in given["outputs"].items()}
    return Entry(str(given["id"]), outputs, tuple(map(str, given["warnings"])), tuple(map(str, given["printed"])))
