"""The folder that a user works in, and its settings."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import Field

from policybrief.brief import BRIEF_ID, ConfidenceScaleName, ScaleName
from policybrief.home import home
from policybrief.part import Language, Many, Maybe, Part, Plain, Slug, SourceKey, TlpLabel, Url
from policybrief.problem import BriefError, Problem, in_order
from policybrief.source import Name, Source
from policybrief.validate import validate
from policybrief.yamlfile import read_yaml

P = TypeVar("P", bound=Part)
Months = Annotated[int, Field(ge=1)]
Severity = Literal["off", "info", "warning", "error"]


class Brand(Part):
    """How the house shows itself on every page."""

    name: Maybe[Plain] = Field(None, description="the name in the page's foot")
    logo: Maybe[str] = Field(None, description="a picture under briefs/media/")
    colours: Mapping[str, str] = Field({}, description="colours of the theme, by name")
    typefaces: Mapping[str, str] = Field({}, description="typefaces of the theme, by role")
    address: Maybe[Plain] = Field(None, description="the address line")


class Limits(Part):
    """Where the checks draw the line."""

    stale_after: Mapping[str, Months] = Field({}, description="months after which a source is old, by its type")


class AudienceSettings(Part):
    """Who may see what."""

    tlp: Maybe[TlpLabel] = Field(None, description="the most closed label that it may see")
    languages: Many[Language] = Field((), description="the languages that it reads")


class Settings(Part):
    """What briefs/project.yaml says for all briefs; what a brief says itself wins."""

    organisation: Maybe[Name] = Field(None, description="who publishes")
    site: Maybe[Url] = Field(None, description="the web address under which the briefs will stand")
    language: Maybe[Language] = Field(None, description="the language of the briefs")
    theme: Maybe[Slug] = Field(None, description="the theme of the pages")
    brand: Brand = Field({}, validate_default=True, description="name, logo, colours, typefaces and address line")
    citation_style: Maybe[Slug] = Field(None, description="numeric, or the name of a CSL style")
    scale: Maybe[ScaleName] = Field(None, description="the scale of probability words")
    confidence_scale: Maybe[ConfidenceScaleName] = Field(None, description="the scale of confidence words")
    limits: Limits = Field({}, validate_default=True, description="where the checks draw the line")
    rules: Mapping[str, Severity] = Field({}, description="severity of checks, by code")
    audiences: Mapping[Slug, AudienceSettings] = Field({}, description="who may see what, by name")

    def defaults(self) -> dict[str, Any]:
        """What a brief takes over where it says nothing itself."""
        names = ("language", "theme", "citation_style", "scale", "confidence_scale")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


class Library(Part):
    """The shared sources of briefs/sources.yaml, by key."""

    sources: Mapping[SourceKey, Source]


class Project(NamedTuple):
    """A folder with briefs/ in it, its settings, its shared sources, and what its editors should know of those."""

    root: Path
    settings: Settings
    library: Mapping[SourceKey, Source]
    warnings: tuple[Problem, ...] = ()

    @property
    def briefs(self) -> Path:
        return self.root / "briefs"

    @property
    def homes(self) -> tuple[Path, ...]:
        """Where templates/ and styles/ are looked for: the project's own before the shipped ones."""
        return tuple(dict.fromkeys((self.root.resolve(), home())))

    @property
    def style_folders(self) -> tuple[Path, ...]:
        """Where citation styles are looked for."""
        return tuple(folder / "styles" / "citation" for folder in self.homes)

    def themes(self) -> list[str]:
        return sorted({path.stem for folder in self.homes for path in (folder / "styles" / "themes").glob("*.css")})

    def brief_paths(self) -> list[Path]:
        """Every brief, sorted; settings, sources and names that begin with a dot or _ are none."""
        found = (path for path in self.briefs.rglob("*.y*ml") if path.suffix in (".yaml", ".yml"))
        return sorted(path for path in found if path.is_file() and not _is_other(path.relative_to(self.briefs)))

    def id_of(self, path: Path) -> str:
        """A brief's path under briefs/ without its ending; of a file elsewhere, its name."""
        inside = path.resolve().is_relative_to(self.briefs.resolve())
        name = path.resolve().relative_to(self.briefs.resolve()) if inside else Path(path.name)
        return name.with_suffix("").as_posix()


def find_project(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds briefs/."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if (folder / "briefs").is_dir()), None)


def is_brief_id(name: str) -> bool:
    """Whether a brief may be called so: short names, with / for folders, that cannot lead out of output/."""
    return bool(re.fullmatch(BRIEF_ID, name))


def open_project(root: Path) -> Project:
    """Raises BriefError with every problem of project.yaml and sources.yaml; either may be missing or empty."""
    settings, problems = _read(root / "briefs" / "project.yaml", Settings)
    library, more = _read(root / "briefs" / "sources.yaml", Library)
    found = in_order((*problems, *more))
    if any(problem.severity == "error" for problem in found):
        raise BriefError(found)
    return Project(root, settings or Settings(), library.sources if library else {}, found)


def _read(path: Path, model: type[P]) -> tuple[P | None, list[Problem]]:
    if not path.is_file():
        return None, []
    try:
        file = read_yaml(path)
    except BriefError as error:
        return None, [problem for problem in error.problems if problem.code != "empty-file"]
    data = {"sources": file.data} if model is Library else file.data
    record, problems = validate(file, data, model)
    return record, [*file.problems, *problems]


def _is_other(path: Path) -> bool:
    return path.as_posix() in ("project.yaml", "sources.yaml") or any(part[0] in "._" for part in path.parts)
