"""A brief through all stages, and its files onto the disk."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from policybrief.citations import cite
from policybrief.compose import compose
from policybrief.disk import write
from policybrief.load import load_brief
from policybrief.pdf import print_pdf
from policybrief.problem import BriefError, Problem
from policybrief.project import Project
from policybrief.render import Look, render_html
from policybrief.webpage import publish

Format = Literal["pdf", "html"]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, and what its author should know all the same."""

    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]


def build_brief(
    path: Path, project: Project, formats: Sequence[Format], out: Path, cache: Path, taken: Collection[Path] = ()
) -> Built:
    """Writes `out/<id>.<format>`, all of them or none; refuses those that are `taken` by another brief.

    Raises BriefError (the content, or a template), PandocError or PrintError (the environment), OSError (the disk).
    """
    loaded = load_brief(path, project)
    brief = loaded.brief
    if any(out / f"{brief.id}.{ending}" in taken for ending in formats):
        hint = "each brief needs an id of its own; left out, it is the path of the file"
        place = loaded.file.place(("id",))
        raise BriefError(
            [Problem("duplicate-id", f"is '{brief.id}', that of another brief", ("id",), hint, place=place)]
        )
    citations = cite(brief, project.style_folders, cache)
    document = compose(brief, citations, project.settings, f"policybrief {version('policybrief')}")
    brand, typefaces = project.settings.brand, project.typefaces()
    look = Look(project.homes, brief.theme, brief.paper, brand.colours, project.logo(), typefaces)
    html = render_html(document, look)
    made = {}
    if "html" in formats:
        made["html"] = publish(html, cache, [face for faces in typefaces.values() for face in faces]).encode()
    if "pdf" in formats:
        made["pdf"] = print_pdf(html, look)
    files = {out / f"{brief.id}.{ending}": content for ending, content in made.items()}
    write(files)
    return Built(tuple(files), loaded.warnings)
