"""The brief that is measured, or one that is made of it: its page as a build makes it, and as it stands on paper.

We are imported only where a page is made: whoever is held against us does not wait for us to load.
"""

from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from policybrief.look import Look

ROOT = Path(__file__).parents[2]
NAME = "belarus-russia-military-union"
FLAGSHIP = ROOT / "briefs" / f"{NAME}.yaml"


def rendered(path: Path = FLAGSHIP) -> tuple[str, "Look"]:
    """The page of a brief, with the look that it is printed in."""
    from policybrief.citations import cite
    from policybrief.compose import compose
    from policybrief.load import load_brief
    from policybrief.look import Look
    from policybrief.project import open_project
    from policybrief.render import render_html

    project = open_project(path.parents[1])
    brief = load_brief(path, project).brief
    look = Look(project.homes, brief.theme, brief.paper, kind=brief.kind)
    document = compose(brief, cite(brief, project.style_folders), project.settings, "policybrief bench")
    return render_html(document, look), look


def set_on_paper(root: Element, look: "Look") -> None:
    """Changes the tree of a page as print does, for those who print it otherwise."""
    from policybrief.paper import make_paper
    from policybrief.pdf import paper_css

    make_paper(root, look.properties(), paper_css(look))
