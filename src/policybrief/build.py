"""A brief through all stages: from its file to the bytes of its outputs."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from policybrief import fingerprint
from policybrief.brief import Brief
from policybrief.citations import Citations, cite
from policybrief.compose import compose
from policybrief.fetch import embed
from policybrief.load import Loaded, load_brief
from policybrief.look import Look
from policybrief.made import Format, Made
from policybrief.pdf import PrintError, print_pdf, versions
from policybrief.problem import Problem
from policybrief.project import Project
from policybrief.render import render_html
from policybrief.tagging import count_pages
from policybrief.webpage import publish


def make_brief(
    path: Path, project: Project, formats: Sequence[Format], cache: Path, known: Mapping[str, str] | None = None
) -> Made:
    """`known` says by format of what content the outputs are that stand already; without it all are made.

    Raises BriefError (the content, or a template), PandocError or PrintError (the environment), OSError (the disk).
    """
    loaded = load_brief(path, project)
    brief = loaded.brief
    citations, programs = _cited(brief, project, cache)
    document = compose(brief, citations, project.settings, f"policybrief {programs['policybrief']}")
    brand, typefaces = project.settings.brand, project.typefaces()
    logo = project.logo()
    look = Look(project.homes, brief.theme, brief.paper, brand.colours, brand.dark, logo, typefaces, brief.kind)
    content = _content(document, look, project.root, programs)
    wanted = [ending for ending in formats if (known or {}).get(ending) != content]
    made, printed = dict[Format, bytes](), tuple[Problem, ...]()
    if wanted:
        html = embed(render_html(document, look, content, cache), look.homes)
        if "html" in wanted:
            made["html"] = publish(html, cache, look.faces()).encode()
        if "pdf" in wanted:
            made["pdf"] = print_pdf(html, look, cache)
            printed = tuple(_too_long(loaded, made["pdf"]))
    return Made(brief.id or "", content, programs, made, loaded.warnings, printed, loaded.file.place(("id",)))


def warm(cache: Path) -> None:
    """Loads what every brief needs, and nothing of a project: children that are forks of this process have it then."""
    with suppress(PrintError):
        versions(cache)


def _cited(brief: Brief, project: Project, cache: Path) -> tuple[Citations, Mapping[str, str]]:
    """The citations, and what the pages are made with: pandoc sets the ones while WeasyPrint is loaded."""
    with ThreadPoolExecutor(1) as beside:
        citations = beside.submit(cite, brief, project.style_folders, cache)
        programs = {"policybrief": version("policybrief"), **versions(cache)}
    return citations.result(), programs


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
