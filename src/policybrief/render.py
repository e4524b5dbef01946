"""Document and Look to HTML: the one page from which both outputs are made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from traceback import extract_tb

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from policybrief.document import Document
from policybrief.home import home
from policybrief.logo import Logo
from policybrief.problem import Place, Problem, RenderError
from policybrief.theme import custom_properties


@dataclass(frozen=True, slots=True)
class Look:
    """How a brief is shown: a theme, a size of paper, a brand, and folders with templates/ and styles/.

    The project's own folders come before the shipped ones; the colours of the brand are those of the light.
    """

    homes: tuple[Path, ...]
    theme: str
    paper: str = "a4"
    colours: Mapping[str, str] = field(default_factory=dict)
    logo: Logo | None = None

    def properties(self) -> Mapping[str, str]:
        """The theme's custom properties in the light, as on paper, with the colours of the brand."""
        return {**custom_properties(self.stylesheet(f"themes/{self.theme}.css")), **self.colours}

    def stylesheet(self, name: str) -> str:
        """The text of the first style sheet of this name; raises FileNotFoundError where there is none."""
        paths = [folder / "styles" / name for folder in self.homes]
        found = next((path for path in paths if path.is_file()), None)
        if found is None:
            raise FileNotFoundError(f"no style sheet {name} in {' or '.join(str(path.parent) for path in paths)}")
        return found.read_text(encoding="utf-8")


def render_html(document: Document, look: Look) -> str:
    """Raises RenderError with the template's place where a template fails."""
    web = [look.stylesheet(f"themes/{look.theme}.css"), _brand_colours(look), look.stylesheet("screen.css")]
    try:
        template = _environment(look).get_template("brief.html.j2")
        return template.render(
            document=document,
            logo=look.logo,
            styles=Markup(look.stylesheet("base.css")),
            web_styles=Markup("\n".join(web)),
        )
    except _FAULTS as error:
        raise RenderError([_template_problem(error)]) from error


def _brand_colours(look: Look) -> str:
    roles = "".join(f"--{role}: {colour};" for role, colour in look.colours.items())
    return f"@media (prefers-color-scheme: light) {{ :root {{ {roles} }} }}" if roles else ""


def _environment(look: Look) -> ImmutableSandboxedEnvironment:
    own_first = ChoiceLoader([FileSystemLoader(folder / "templates") for folder in look.homes])
    # `{% extends "default/brief.html.j2" %}` is the shipped template, also where a project has one of that name.
    shipped: BaseLoader = FileSystemLoader(home() / "templates")
    loader = ChoiceLoader([own_first, PrefixLoader({"default": shipped})])
    return ImmutableSandboxedEnvironment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


# A template only walks data: whatever else it raises is a fault of its own too.
_FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def _template_problem(error: Exception) -> Problem:
    file, line = _place_of(error)
    message = str(getattr(error, "message", None) or error) or type(error).__name__
    hint = "compare the template with the shipped one of the same name"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    source = lines[line - 1] if line <= len(lines) else ""
    return Problem("template", message, hint=hint, place=Place(file, line, 1, len(source), source))


def _place_of(error: Exception) -> tuple[Path, int]:
    """The innermost line of a template that the error passed through: Jinja puts its lines into the traceback."""
    if isinstance(error, TemplateSyntaxError):
        return Path(error.filename or error.name or "templates"), error.lineno
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    return (Path(frames[-1].filename), frames[-1].lineno or 1) if frames else (Path("templates"), 1)
