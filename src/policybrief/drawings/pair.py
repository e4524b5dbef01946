"""A figure in its two widths, with its words."""

from collections.abc import Sequence
from typing import Protocol

from markupsafe import Markup

from policybrief.document import FigureView
from policybrief.shown import State


class Draw(Protocol):
    """What figures/ draws, given all but its width and its words."""

    def __call__(self, *, narrow: bool, title: str, told: str) -> Markup: ...


def figure(
    draw: Draw,
    title: str,
    told: str,
    *,
    remark: str = "",
    note: str = "",
    editorial: bool = False,
    legend: Sequence[State] = (),
) -> FigureView:
    """Without its number, which it gets from its place in the brief."""
    wide, narrow = (draw(narrow=narrow, title=title, told=told) for narrow in (False, True))
    return FigureView(
        number=0,
        title=title,
        remark=remark,
        editorial=editorial,
        svg=wide,
        narrow=narrow,
        note=note,
        legend=legend,
    )


def called(title: str, sheet: int) -> str:
    """The title of a sheet; the first is 0."""
    return title if sheet == 0 else f"{title} (continued)"
