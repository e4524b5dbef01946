"""Indicators with their lights, and the scenarios that they point to."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from policybrief import views, words
from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.drawings.pair import called, figure
from policybrief.figures import board
from policybrief.figures.board import Sign
from policybrief.views import Pen


def worth_drawing(brief: Brief) -> bool:
    """Where one indicator points to several scenarios, which their own lists show only as links."""
    lit = {item.id for item in brief.indicators if item.level}
    return any(len(pointed) > 1 for sign, pointed in _pointed(brief).items() if sign in lit)


def indicator_boards(brief: Brief, pen: Pen, wish: FigureWish) -> Iterator[FigureView]:
    """Of the indicators that have an id."""
    items = [item for item in brief.indicators if wish.shows(item.id)]
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
    verb = "is" if lit["red"] == 1 else "are"
    part = words.capital(words.count(lit["red"])) if lit["red"] else "None"
    seen = f"{part} of {words.count(len(signs), 'sign')} {verb} seen, {words.count(lit['amber'])} partly"
    on = Counter(name for sign in signs if sign.light in ("red", "amber") for name in sign.scenarios)
    most = on.most_common(2)
    if not most or on.total() < 2 or (len(most) > 1 and most[0][1] == most[1][1]):
        return seen
    return f"{seen}; most of these point to {most[0][0]}"


def _told(sign: Sign) -> str:
    light = sign.light_word.lower() or "no light"
    parts = [
        light,
        *([f"trend {sign.trend_word}"] if sign.trend else []),
        *([f"as of {sign.as_of}"] if sign.as_of else []),
    ]
    if sign.scenarios:
        parts.append(f"points to {words.listed(sign.scenarios)}")
    return f"{sign.id} {sign.name.rstrip('.')}: {', '.join(parts)}."
