"""A brief through all stages, and its files onto the disk."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from policybrief.citations import cite
from policybrief.compose import compose
from policybrief.disk import write
from policybrief.load import load_brief
from policybrief.pdf import print_pdf
from policybrief.problem import Problem
from policybrief.project import Project
from policybrief.render import Look, render_html
from policybrief.webpage import embed_fonts

Format = Literal["pdf", "html"]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build wrote, and what its author should know all the same."""

    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]


def build_brief(path: Path, project: Project, formats: Sequence[Format], out: Path, cache: Path) -> Built:
    """Writes `out/<id>.<format>`, all of them or none.

    Raises BriefError (the content, or a template), PandocError or PrintError (the environment), OSError (the disk).
    """
    loaded = load_brief(path, project)
    brief = loaded.brief
    citations = cite(brief, project.style_folders)
    document = compose(brief, citations, project.settings, f"policybrief {version('policybrief')}")
    look = Look(project.homes, brief.theme)
    html = render_html(document, look)
    made = {}
    if "html" in formats:
        made["html"] = embed_fonts(html, cache).encode()
    if "pdf" in formats:
        made["pdf"] = print_pdf(html, look)
    files = {out / f"{brief.id}.{ending}": content for ending, content in made.items()}
    for file, content in files.items():
        write(file, content)
    return Built(tuple(files), loaded.warnings)
