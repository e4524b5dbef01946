"""Rows cut into sheets, each of which fits on a page."""

from collections.abc import Callable, Sequence
from typing import TypeVar

PAGE = 560.0
"""What a sheet may be high, in points: its title and its notes stand above and below."""

_STEPS = 20

Row = TypeVar("Row")


def cut(rows: Sequence[Row], tall: Callable[[Row], float], most: float) -> list[list[Row]]:
    """As few sheets as can be, and of like height; `most` is what the rows of one may be high together."""
    heights = [tall(row) for row in rows]
    fewest = len(_filled(rows, heights, most))
    limits = (most * step / _STEPS for step in range(1, _STEPS + 1))
    return next(sheets for limit in limits if len(sheets := _filled(rows, heights, limit)) == fewest)


def _filled(rows: Sequence[Row], heights: Sequence[float], limit: float) -> list[list[Row]]:
    sheets: list[list[Row]] = []
    reached = 0.0
    for row, height in zip(rows, heights, strict=True):
        reached += height
        if not sheets or reached > limit:
            sheets.append([])
            reached = height
        sheets[-1].append(row)
    return sheets
