"""Indicators with their lights, and the scenarios that they point to."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from policybrief import views, words
from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.drawable import shown
from policybrief.drawings.pair import called, figure, named
from policybrief.figures import board
from policybrief.figures.board import Sign
from policybrief.views import Pen


def worth_drawing(brief: Brief) -> bool:
    """Where one indicator points to several scenarios, which their own lists show only as links."""
    lit = {item.id for item in brief.indicators if item.level}
    return any(len(pointed) > 1 for sign, pointed in _pointed(brief).items() if sign in lit)


def indicator_boards(brief: Brief, pen: Pen, wish: FigureWish) -> Iterator[FigureView]:
    """Of the indicators that have an id."""
    placed = shown(brief, wish)
    items = [item for item in brief.indicators if item.id in placed]
    pointed = _pointed(brief)
    signs = [
        Sign(
            item.id,
            views.short_name(item, 160),
            item.level or "",
            words.LIGHTS[item.level][0] if item.level else "",
            item.trend or "",
            words.TRENDS[item.trend] if item.trend else "",
            words.date(item.as_of, short=True) if item.as_of else "",
            pointed.get(item.id, []),
        )
        for item in items
    ]
    for number, sheet in enumerate(board.cut(signs)):
        yield figure(
            partial(board.draw, sheet),
            called(wish.title or _message(signs), number),
            " ".join(_told(sign) for sign in sheet),
            editorial=any(item.basis for item in items),
        )


def _pointed(brief: Brief) -> dict[str, list[str]]:
    """The scenarios that name an indicator, by its id."""
    named: dict[str, list[str]] = {}
    for scenario in brief.scenarios:
        for sign in dict.fromkeys(map(str, scenario.indicators)):
            named.setdefault(sign, []).append(scenario.id)
    return named


def _message(signs: Sequence[Sign]) -> str:
    """How many lights are on, and to which scenario most of these point."""
    lit = Counter(sign.light for sign in signs)
    if len(signs) == 1:
        return f"The sign {_SAID[signs[0].light]}"
    verb = "is" if lit["red"] == 1 else "are"
    seen, partly = (words.count(lit[light]) if lit[light] else "none" for light in ("red", "amber"))
    seen = words.capital(f"{seen} of {words.count(len(signs), 'sign')} {verb} seen, {partly} partly")
    on = Counter(name for sign in signs if sign.light in ("red", "amber") for name in sign.scenarios)
    most = on.most_common(2)
    if not most or on.total() < 2 or (len(most) > 1 and most[0][1] == most[1][1]):
        return seen
    return f"{seen}; most of these point to {most[0][0]}"


def _told(sign: Sign) -> str:
    as_of = f" as of {sign.as_of}" if sign.as_of else ""
    told = [f"{named(sign.id, sign.name)} {_SAID[sign.light]}{as_of}."]
    if sign.trend:
        told.append(f"Its trend is {sign.trend_word}.")
    if sign.scenarios:
        told.append(f"It points to {words.listed(sign.scenarios)}.")
    return " ".join(told)


_SAID = {"red": "is seen", "amber": "is partly seen", "green": "is not seen", "": "has no light"}
"""What a sentence says of a light."""
