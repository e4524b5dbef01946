"""Document and Look to HTML: the one page from which both outputs are made."""

import marshal
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from policybrief.cache import kept
from policybrief.document import Document
from policybrief.folder import text_of, within
from policybrief.home import home
from policybrief.look import Look
from policybrief.problem import Place, Problem, RenderError
from policybrief.theme import custom_properties


def render_html(document: Document, look: Look, content: str = "", cache: Path | None = None) -> str:
    """`content` vouches for all that the page is made from, and is said in its head; `cache` keeps the templates.

    Raises RenderError with the template's place where a template fails.
    """
    theme = look.stylesheet(f"themes/{look.theme}.css")
    web = [theme, _brand_style(look, theme), look.stylesheet("screen.css")]
    try:
        template = _environment(look.homes, _there(look.homes), cache).get_template("brief.html.j2")
        return template.render(
            document=document,
            content=content,
            logo=look.logo,
            styles=Markup(look.stylesheet("base.css")),
            web_styles=Markup("\n".join(web)),
        )
    except _FAULTS as error:
        raise RenderError([_template_problem(error)]) from error


def _brand_style(look: Look, theme: str) -> str:
    """The properties that replace those of the theme: its typefaces always, its colours by the light."""
    rules = [f":root {{ {_declared(families)} }}"] if (families := look.families(custom_properties(theme))) else []
    for scheme, colours in (("light", look.colours), ("dark", look.dark)):
        if colours:
            rules.append(f"@media (prefers-color-scheme: {scheme}) {{ :root {{ {_declared(colours)} }} }}")
    return "\n".join(rules)


def _declared(properties: Mapping[str, str]) -> str:
    return "".join(f"--{name}: {value};" for name, value in properties.items())


def _there(homes: tuple[Path, ...]) -> frozenset[tuple[Path, Path]]:
    """Every template with its folder: one that is new may take the place of one that was translated before."""
    folders = [home / "templates" for home in homes]
    return frozenset((folder, path) for folder in folders for path in folder.rglob("*.j2"))


@lru_cache(maxsize=4)
def _environment(
    homes: tuple[Path, ...], _there: frozenset[tuple[Path, Path]], cache: Path | None
) -> ImmutableSandboxedEnvironment:
    """Kept with the templates that it has translated, each until its file changes."""
    own_first = ChoiceLoader([_templates(folder) for folder in homes])
    # `{% extends "default/brief.html.j2" %}` is the shipped template, also where a project has one of that name.
    loader = ChoiceLoader([own_first, PrefixLoader({"default": _templates(home())})])
    return ImmutableSandboxedEnvironment(loader=loader, bytecode_cache=_Translated(cache), **_RULES)


_RULES: Mapping[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
}


class _Translated(BytecodeCache):
    """Templates as they were translated before: a page takes 0.2 s less.

    Code of the cache is run as it stands, like the files that Python itself keeps: who can write there is the user.
    What the sandbox asks at each step is a part of that code, so the rules of the environment are a part of its name.
    """

    def __init__(self, cache: Path | None) -> None:
        self.cache = cache
        self.made_with = version("jinja2"), sys.version

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        recipe = *self.made_with, repr(type(environment)), repr(_RULES), name, str(filename), source
        bucket = Bucket(environment, name, source)
        made = kept(self.cache, "templates", recipe, lambda: marshal.dumps(environment.compile(source, name, filename)))
        bucket.code = marshal.loads(made)
        return bucket


def _templates(folder: Path) -> BaseLoader:
    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        path = within(folder / "templates", name)
        if path is None:
            return None
        age = _age(path)
        # The name of the file leads to the line of a fault.
        return text_of(path), str(path), lambda: _age(path) == age

    return FunctionLoader(load)


def _age(path: Path) -> int:
    """When the file was written, in nanoseconds; 0 where it is gone."""
    return path.stat().st_mtime_ns if path.is_file() else 0


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
