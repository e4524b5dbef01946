"""What a brief has become, as a process tells it to another that has loaded nothing of what made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from policybrief.problem import Place, Problem

Format = Literal["html", "pdf"]


@dataclass(frozen=True, slots=True)
class Made:
    """The outputs of a brief that are to be written, and what its author should know all the same.

    `content` vouches for all that they show: an output that stands and was made of the same is not among them. They
    are `made_with` these programs and libraries, by their versions. Some `warnings` come of reading, others are known
    only when the page is `printed`.
    """

    id: str
    content: str
    made_with: Mapping[str, str]
    files: Mapping[Format, bytes]
    warnings: tuple[Problem, ...]
    printed: tuple[Problem, ...]
    place_of_id: Place
