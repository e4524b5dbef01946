"""A brief built in this process, as the children of a build do it."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from policybrief.build import make_brief
from policybrief.disk import write
from policybrief.made import Format
from policybrief.problem import Problem
from policybrief.project import Project


class Built(NamedTuple):
    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]


def build_brief(path: Path, project: Project, formats: Sequence[Format], out: Path, cache: Path) -> Built:
    made = make_brief(path, project, formats, cache)
    files = {out / f"{made.id}.{ending}": content for ending, content in made.files.items()}
    write(files)
    return Built(tuple(files), (*made.warnings, *made.printed))
