"""The brand of a house: its name, logo, colours and address, checked when they are read."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from policybrief.folder import within
from policybrief.logo import read_logo
from policybrief.media import MediaError
from policybrief.part import Maybe, Part, Plain, choose, pattern
from policybrief.problem import Problem
from policybrief.theme import colour_roles, custom_properties, faint_pairs
from policybrief.typefaces import TypefaceError, typefaces_in
from policybrief.yamlfile import YamlFile

Colour = Annotated[
    str,
    pattern("#[0-9A-F]{6}", "colour", "which is no colour", "six digits, as in '#0E5560', in quotes", fold=str.upper),
]


class Typefaces(Part):
    """The families that replace those of the theme."""

    serif: Maybe[Plain] = Field(None, description="for titles and text")
    sans: Maybe[Plain] = Field(None, description="for labels, tables and figures")

    def chosen(self) -> Mapping[str, str]:
        """The families by role, without the roles that are left to the theme."""
        return {role: family for role, family in (("serif", self.serif), ("sans", self.sans)) if family}


class Brand(Part):
    """How the house shows itself on every page."""

    name: Maybe[Plain] = Field(None, description="the name in the page's foot")
    logo: Maybe[str] = Field(None, description="a picture under briefs/media/, PNG or SVG, for the head of page one")
    colours: Mapping[str, Colour] = Field({}, description="colours of the theme by role, as in {accent: '#004080'}")
    dark: Mapping[str, Colour] = Field({}, description="the same for a screen in the dark, as in {accent: '#8FB6EA'}")
    typefaces: Typefaces = Field(
        {},
        validate_default=True,
        description="families whose TTF or OTF files stand in briefs/media/fonts/ or styles/fonts/",
    )
    address: Maybe[Plain] = Field(None, description="the address line, on the last page")


def font_folders(briefs: Path) -> tuple[Path, ...]:
    return briefs / "media" / "fonts", briefs.parent / "styles" / "fonts"


def logo_path(brand: Brand, briefs: Path) -> Path | None:
    return briefs / "media" / brand.logo.removeprefix("media/") if brand.logo else None


def brand_problems(brand: Brand, file: YamlFile, briefs: Path, css: str) -> Iterator[Problem]:
    """What keeps a logo, a typeface or a colour from being used; `css` is the theme whose colours it replaces."""
    yield from _logo_problems(brand, file, briefs)
    yield from _typeface_problems(brand, file, briefs)
    yield from _colour_problems("colours", brand.colours, file, custom_properties(css))
    yield from _colour_problems("dark", brand.dark, file, custom_properties(css, dark=True))


def _colour_problems(
    name: str, colours: Mapping[str, str], file: YamlFile, theme: Mapping[str, str]
) -> Iterator[Problem]:
    roles = colour_roles(theme)
    for role in colours:
        if role not in roles:
            steps = ("brand", name, role)
            message = f"is no colour of the theme: '{role}'"
            yield Problem("colour", message, steps, choose(role, roles), place=file.place(steps, on_key=True))
    for faint in faint_pairs({**theme, **colours}, colours):
        changed = faint.role if faint.role in colours else faint.ground
        steps = ("brand", name, changed)
        message = f"has {faint.role} on {faint.ground} at a contrast of {faint.ratio:.1f} to 1, under {faint.least}"
        hint = "take a darker or lighter colour, or change the other one too"
        yield Problem("contrast", message, steps, hint, place=file.place(steps))


def _typeface_problems(brand: Brand, file: YamlFile, briefs: Path) -> Iterator[Problem]:
    chosen = brand.typefaces.chosen()
    if not chosen:
        return
    try:
        families = sorted({face.family for face in typefaces_in(font_folders(briefs))})
    except TypefaceError as fault:
        steps, hint = ("brand", "typefaces", next(iter(chosen))), "take it out of the folder, or save it anew"
        yield Problem("typeface", f"cannot be looked for: {fault}", steps, hint, place=file.place(steps))
        return
    for role, family in chosen.items():
        if family not in families:
            steps = ("brand", "typefaces", role)
            message = f"is '{family}', of which there is no file in briefs/media/fonts/ or styles/fonts/"
            hint = choose(family, families) or "put its TTF or OTF files there, one for each weight"
            yield Problem("typeface", message, steps, hint, place=file.place(steps))


def _logo_problems(brand: Brand, file: YamlFile, briefs: Path) -> Iterator[Problem]:
    path, place = logo_path(brand, briefs), file.place(("brand", "logo"))
    if path is None:
        return
    try:
        within(briefs / "media", str(path.absolute()))
    except PermissionError:
        message, hint = "leads out of briefs/media/", "put the picture there"
        yield Problem("logo", message, ("brand", "logo"), hint, place=place)
        return
    if not brand.name:
        message, hint = "has no name beside it", "add brand.name: it is what a screen reader says of the picture"
        yield Problem("logo", message, ("brand", "logo"), hint, place=place)
    try:
        read_logo(path)
    except MediaError as fault:
        yield Problem("logo", f"is '{brand.logo}', but that {fault}", ("brand", "logo"), fault.hint, place=place)
