"""How a brief is shown, and the style sheets that say so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policybrief.folder import first_within, text_of
from policybrief.logo import Logo
from policybrief.theme import custom_properties
from policybrief.typefaces import Typeface


@dataclass(frozen=True, slots=True)
class Look:
    """How a brief is shown: a theme, a size of paper, a brand, a kind, and folders with templates/ and styles/.

    The project's own folders come before the shipped ones. The brand has `colours` for the light, and others
    for the dark.
    """

    homes: tuple[Path, ...]
    theme: str
    paper: str = "a4"
    colours: Mapping[str, str] = field(default_factory=dict)
    dark: Mapping[str, str] = field(default_factory=dict)
    logo: Logo | None = None
    typefaces: Mapping[str, tuple[Typeface, ...]] = field(default_factory=dict)
    kind: str = "brief"

    def properties(self, *, dark: bool = False) -> Mapping[str, str]:
        """The theme's custom properties with the colours and typefaces of the brand; paper has those of the light."""
        theme = custom_properties(self.stylesheet(f"themes/{self.theme}.css"), dark=dark)
        return {**theme, **(self.dark if dark else self.colours), **self.families(theme)}

    def families(self, theme: Mapping[str, str]) -> Mapping[str, str]:
        """The typefaces of the brand by role; what they lack is set in those of the theme."""
        return {role: f'"{faces[0].family}", {theme[role]}' for role, faces in self.typefaces.items()}

    def faces(self) -> list[Typeface]:
        """The files of the brand's typefaces."""
        return [face for faces in self.typefaces.values() for face in faces]

    def stylesheet(self, name: str) -> str:
        """The text of the first style sheet of this name; raises OSError where there is none, or a link leads away,
        and RenderError where it is no text."""
        folders = [folder / "styles" for folder in self.homes]
        found = first_within(folders, name)
        if found is None:
            raise FileNotFoundError(f"no style sheet {name} in {' or '.join(map(str, folders))}")
        return text_of(found)
