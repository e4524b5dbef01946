"""The folder that a user works in, and its settings."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import Field

from policybrief import vocabulary
from policybrief.brand import Brand, brand_problems, font_folders, logo_path
from policybrief.brief import BRIEF_ID, Brief, ConfidenceScaleName, Paper, ScaleName
from policybrief.crew import Bounds
from policybrief.folder import OTHERS, first_within, homes, refuse_way_out, text_of
from policybrief.home import home
from policybrief.logo import Logo, read_logo
from policybrief.part import (
    SLUG,
    Known,
    Language,
    Many,
    Maybe,
    Part,
    Slug,
    SourceKey,
    StyleName,
    TlpLabel,
    Url,
    choose,
    pattern,
    style_name,
)
from policybrief.problem import BriefError, Problem, in_order
from policybrief.source import Name, Source, SourceType
from policybrief.typefaces import Typeface, typefaces_in
from policybrief.validate import validate
from policybrief.yamlfile import YamlFile, read_yaml

P = TypeVar("P", bound=Part)
Months = Annotated[int, Field(ge=1)]
Count = Annotated[int, Field(ge=1)]
Severity = Literal["off", "info", "warning", "error"]


Site = Annotated[
    Url,
    pattern(
        r"[^?#<>\"\s]+", "url", "with a ? or # in it", "an address that a path can follow: https://example.org/briefs"
    ),
]


class Limits(Part):
    """Where the checks draw the line."""

    stale_after: Mapping[SourceType, Months] = Field({}, description="months after which a source is old, by its type")
    as_of: Months = Field(24, description="months after which the as_of of a finding or indicator is old")


class BuildSettings(Part):
    """The most that one brief may take while it is built, before it is given up: far more than any brief needs."""

    memory: Count = Field(Bounds().memory, description="megabytes of memory")
    processor: Count = Field(Bounds().processor, description="seconds of processor time")
    wall: Count = Field(Bounds().wall, description="seconds by the clock on the wall")
    file: Count = Field(Bounds().file, description="megabytes of the largest file that it writes")

    def bounds(self) -> Bounds:
        return Bounds(**self.model_dump())


class AudienceSettings(Part):
    """Who may see what."""

    tlp: Maybe[TlpLabel] = Field(None, description="the most closed label that it may see")
    languages: Many[Language] = Field((), description="the languages that it reads")


class Settings(Part):
    """What briefs/project.yaml says for all briefs; what a brief says itself wins."""

    organisation: Maybe[Name] = Field(None, description="who publishes")
    site: Maybe[Site] = Field(None, description="the web address under which the briefs stand")
    language: Maybe[Language] = Field(None, description="the language of the briefs")
    theme: Maybe[Slug] = Field(None, description="the theme of the pages")
    paper: Maybe[Paper] = Field(None, description="the size of the printed pages: a4 or letter")
    brand: Brand = Field({}, validate_default=True, description="how the house shows itself")
    citation_style: Maybe[StyleName] = Field(None, description="numeric, or the name of a CSL style")
    scale: Maybe[ScaleName] = Field(None, description="the scale of probability words")
    confidence_scale: Maybe[ConfidenceScaleName] = Field(None, description="the scale of confidence words")
    evidence_map: Maybe[bool] = Field(None, description="no, to leave out the annex of every brief that asks for none")
    limits: Limits = Field({}, validate_default=True, description="where the checks draw the line")
    build: BuildSettings = Field({}, validate_default=True, description="what one brief may take while it is built")
    rules: Mapping[str, Severity] = Field({}, description="severity of checks, by code")
    audiences: Mapping[Slug, AudienceSettings] = Field({}, description="who may see what, by name; not applied yet")

    def defaults(self) -> dict[str, Any]:
        """What a brief takes over where it says nothing itself."""
        names = ("language", "theme", "paper", "citation_style", "scale", "confidence_scale", "evidence_map")
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
    library_file: YamlFile | None = None
    settings_file: YamlFile | None = None

    @property
    def briefs(self) -> Path:
        return self.root / "briefs"

    @property
    def homes(self) -> tuple[Path, ...]:
        """Where templates/ and styles/ are looked for: the project's own before the shipped ones."""
        return homes(self.root)

    @property
    def style_folders(self) -> tuple[Path, ...]:
        """Where citation styles are looked for."""
        return tuple(folder / "styles" / "citation" for folder in self.homes)

    def logo(self) -> Logo | None:
        """The logo of the brand; raises MediaError where it has changed since the settings were read."""
        path, name = logo_path(self.settings.brand, self.briefs), self.settings.brand.name
        return Logo(read_logo(path), name) if path and name else None

    def typefaces(self) -> Mapping[str, tuple[Typeface, ...]]:
        """The files of the brand's families, by role."""
        chosen = self.settings.brand.typefaces.chosen()
        found = typefaces_in(font_folders(self.briefs)) if chosen else ()
        return {role: tuple(face for face in found if face.family == family) for role, family in chosen.items()}

    def shared(self, sources: Mapping[SourceKey, Source]) -> set[SourceKey]:
        """The keys of those of a brief's sources that are the library's."""
        return {key for key, source in sources.items() if source is self.library.get(key)}

    def themes(self) -> list[str]:
        return sorted({path.stem for folder in self.homes for path in (folder / "styles" / "themes").glob("*.css")})


EDITOR_FOLDER = ".policybrief"
"""In a project: what is made for its editors, and can be made again."""


def is_brief_id(name: str) -> bool:
    """Whether a brief may be called so: short names, with / for folders, that cannot lead out of output/.

    No part of it begins with a dot or _, and it is not the name of the settings or of the shared sources.
    """
    return bool(re.fullmatch(BRIEF_ID, name)) and name.casefold() not in OTHERS


def open_project(root: Path) -> Project:
    """Raises BriefError with every problem of project.yaml and sources.yaml; either may be missing or empty."""
    anything = Known(
        frozenset(),
        frozenset(),
        vocabulary.scale(vocabulary.DEFAULT_SCALE),
        vocabulary.confidence_scale(vocabulary.DEFAULT_CONFIDENCE),
    )
    settings, settings_file, problems = _read(root / "briefs" / "project.yaml", Settings, anything)
    # Of the library only what a brief cites is printed: `load_brief` looks at its letters.
    library, library_file, more = _read(root / "briefs" / "sources.yaml", Library, None)
    sources = library.sources if library else {}
    project = Project(root, settings or Settings(), sources, (), library_file, settings_file)
    found = [*problems, *more, *(look_problems(settings_file, project) if settings_file else ())]
    if settings and settings_file:
        found += [*_brand_problems(project, settings_file), *_unmet_problems(settings, settings_file)]
    if any(problem.severity == "error" for problem in found):
        raise BriefError(found)
    return project._replace(warnings=in_order(found))


def _brand_problems(project: Project, file: YamlFile) -> Iterator[Problem]:
    """Colours are held against the theme of the settings; a brief that names another mixes them at its own risk."""
    name = project.settings.theme or Brief.model_fields["theme"].default
    try:
        sheet = first_within((folder / "styles" / "themes" for folder in project.homes), f"{name}.css")
        if sheet:
            yield from brand_problems(project.settings.brand, file, project.briefs, text_of(sheet))
    except BriefError as error:
        yield from error.problems
    except PermissionError as error:
        message, hint = f"is '{name}', which {error.strerror}", "put the file itself there, no link"
        yield Problem("theme", message, ("theme",), hint, place=file.place(("theme",)))


def _unmet_problems(settings: Settings, file: YamlFile) -> Iterator[Problem]:
    """What is taken down for later and must not be trusted now."""
    if settings.audiences:
        hint = "every output shows everything; keep apart what not all may see"
        place = file.place(("audiences",), on_key=True)
        yield Problem("not-yet", "is not applied yet", ("audiences",), hint, "warning", place)


def look_problems(file: YamlFile, project: Project) -> Iterator[Problem]:
    """What keeps the theme and the citation style that a file names from being used."""
    given = file.data if isinstance(file.data, dict) else {}
    style, theme = given.get("citation_style"), given.get("theme")
    if isinstance(style, str) and re.fullmatch(SLUG, style_name(style)) and (fault := _style_fault(style, project)):
        message, hint = fault
        yield Problem("citation-style", message, ("citation_style",), hint, place=file.place(("citation_style",)))
    if isinstance(theme, str) and re.fullmatch(SLUG, theme) and theme not in project.themes():
        message = f"is '{theme}', which is no theme"
        yield Problem("theme", message, ("theme",), choose(theme, project.themes()), place=file.place(("theme",)))


def _style_fault(given: str, project: Project) -> tuple[str, str] | None:
    """Message and hint. Most briefs use a style of the house: other styles, and their XML, are loaded where used.

    Shipped styles are sound; only those of the project are looked through.
    """
    name, shipped = style_name(given), home() / "styles" / "citation"
    own = next((folder for folder in project.style_folders if (folder / f"{name}.csl").is_file()), None)
    if own == shipped:
        return None
    from policybrief.csl import StyleError, find_style, style_names
    from policybrief.cslfaults import faults_of

    try:
        style = find_style(name, project.style_folders)
        is_own = style is not None and style.parent in project.style_folders and style.parent != shipped
        if style and is_own and (faults := faults_of(style)):
            raise StyleError(f"{style} {'; '.join(faults[:3])}")
    except StyleError as fault:
        return f"is '{given}', but {fault}", fault.hint
    if style:
        return None
    near = get_close_matches(name, style_names(), 1, 0.6)
    hint = f"did you mean '{near[0]}'?" if near else "numeric, or the name of a style of citationstyles.org"
    return f"is '{given}', which is no citation style", hint


def _read(path: Path, model: type[P], known: Known | None) -> tuple[P | None, YamlFile | None, list[Problem]]:
    try:
        refuse_way_out(path, path.parent)
        if not path.is_file():
            return None, None, []
        file = read_yaml(path)
    except BriefError as error:
        return None, None, [problem for problem in error.problems if problem.code != "empty-file"]
    data = {"sources": file.data} if model is Library else file.data
    record, problems = validate(file, data, model, known)
    return record, file, [*file.problems, *problems]
