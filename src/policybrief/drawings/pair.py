"""A figure in its two widths, with its words."""

from collections.abc import Sequence
from typing import Protocol

from markupsafe import Markup

from policybrief import views, words
from policybrief.document import FigureView
from policybrief.estimate import Estimate
from policybrief.shown import State
from policybrief.vocabulary import Scale


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


def named(item_id: str, name: str) -> str:
    """`F1 (The forces fit together)`, which begins a sentence of a long text."""
    return f"{item_id} ({name.rstrip('.')})" if item_id else name


def rated(estimate: Estimate, scale: Scale) -> str:
    """`is likely, 55 to 80 percent, with a best estimate of 66 percent`, which goes on a sentence of a long text."""
    term, word = views.term_of(estimate, scale), views.word_of(estimate, scale)
    own = [f"a range of {words.from_to(*estimate.range)} percent"] if estimate.range else []
    if estimate.point is not None:
        own.append(f"a best estimate of {words.number(estimate.point)} percent")
    if not word:
        return f"has {words.listed(own)}"
    band = f", {words.from_to(term.low, term.high)} percent" if term else ""
    return f"is {word}{band}" + (f", with {words.listed(own)}" if own else "")


def called(title: str, sheet: int) -> str:
    """The title of a sheet; the first is 0."""
    return title if sheet == 0 else f"{title} (continued)"
