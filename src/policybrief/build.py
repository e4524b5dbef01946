"""A brief through all stages: from its file to the bytes of its outputs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from policybrief import fingerprint
from policybrief.citations import cite
from policybrief.compose import compose
from policybrief.fetch import embed
from policybrief.load import Loaded, load_brief
from policybrief.look import Look
from policybrief.pdf import print_pdf, versions
from policybrief.problem import Place, Problem
from policybrief.project import Project
from policybrief.render import render_html
from policybrief.tagging import count_pages
from policybrief.webpage import publish

Format = Literal["html", "pdf"]


@dataclass(frozen=True, slots=True)
class Made:
    """The outputs of a brief that are to be written, and what its author should know all the same.

    `content` vouches for all that they show: an output that stands and was made of the same is not among them. Some
    `warnings` come of reading, others are known only when the page is `printed`.
    """

    id: str
    content: str
    files: Mapping[Format, bytes]
    warnings: tuple[Problem, ...]
    printed: tuple[Problem, ...]
    place_of_id: Place


def make_brief(
    path: Path, project: Project, formats: Sequence[Format], cache: Path, known: Mapping[str, str] | None = None
) -> Made:
    """`known` says by format of what content the outputs are that stand already; without it all are made.

    Raises BriefError (the content, or a template), PandocError or PrintError (the environment), OSError (the disk).
    """
    loaded = load_brief(path, project)
    brief = loaded.brief
    citations = cite(brief, project.style_folders, cache)
    document = compose(brief, citations, project.settings, f"policybrief {version('policybrief')}")
    brand, typefaces = project.settings.brand, project.typefaces()
    logo = project.logo()
    look = Look(project.homes, brief.theme, brief.paper, brand.colours, brand.dark, logo, typefaces, brief.kind)
    content = _content(document, look, project.root, versions(cache))
    wanted = [ending for ending in formats if (known or {}).get(ending) != content]
    made, printed = dict[Format, bytes](), tuple[Problem, ...]()
    if wanted:
        html = embed(render_html(document, look, content, cache), look.homes)
        if "html" in wanted:
            made["html"] = publish(html, cache, look.faces()).encode()
        if "pdf" in wanted:
            made["pdf"] = print_pdf(html, look, cache)
            printed = tuple(_too_long(loaded, made["pdf"]))
    return Made(brief.id or "", content, made, loaded.warnings, printed, loaded.file.place(("id",)))


_FLASH_PAGES = 2


def _too_long(loaded: Loaded, pdf: bytes) -> Iterator[Problem]:
    """A flash has two pages: whether its words fill more is known only when they are set."""
    if loaded.brief.kind == "flash" and (pages := count_pages(pdf)) > _FLASH_PAGES:
        message = f"is flash, and takes {pages} pages instead of {_FLASH_PAGES}"
        hint = "shorten its texts, leave out an item or a figure, or choose kind: brief"
        yield Problem("long-flash", message, ("kind",), hint, "warning", loaded.file.place(("kind",)))


def _content(document: object, look: Look, root: Path, programs: Mapping[str, str]) -> str:
    """Of all that the pages are made from, wherever it stands: the same on machines that have the same programs."""
    shown = (
        look.theme,
        look.paper,
        sorted(look.colours.items()),
        sorted(look.dark.items()),
        look.logo,
        sorted(look.typefaces),
    )
    fonts = [(face.family, face.weight, face.italic, face.path.read_bytes()) for face in look.faces()]
    parts = (document, shown, fonts, fingerprint.look(root), fingerprint.program(), sorted(programs.items()))
    return fingerprint.digest(map(repr, parts))
