"""The figures of one brief: which to draw, of what, and what they say to someone who cannot see them."""

from collections.abc import Iterator, Sequence

from policybrief import views, vocabulary, words
from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.estimate import estimate_of
from policybrief.figures import bars, matrix
from policybrief.items import Threat
from policybrief.part import Item
from policybrief.shown import State
from policybrief.vocabulary import Scale

_ZONES = (State("low", "watch"), State("middle", "prepare"), State("high", "act"))


def likelihood_matrices(brief: Brief, scale: Scale) -> list[FigureView]:
    """Likelihood by impact, of the threats that have both: one figure of all, or those that `figures:` asks for."""
    wishes = [FigureWish(kind="matrix")] if brief.figures is None else brief.figures
    figures: list[FigureView] = []
    for wish in wishes:
        chosen = [threat for threat in brief.threats if not wish.of or threat.id in wish.of]
        placed = [(threat, spot) for threat in chosen if (spot := _spot(threat, scale))]
        if wish.kind == "matrix" and placed:
            figures.append(_matrix(placed, _bands(brief, scale), scale, wish.title or "", len(figures) + 1))
    return figures


def _matrix(
    placed: Sequence[tuple[Threat, matrix.Spot]], bands: Sequence[matrix.Band], scale: Scale, title: str, number: int
) -> FigureView:
    threats, spots = [threat for threat, _ in placed], [spot for _, spot in placed]
    title = title or "Likelihood and impact of the threats"
    told = "; ".join(_told(threat, scale) for threat in threats) + "."
    impacts = list(vocabulary.impacts().values())
    wide, narrow = (matrix.draw(bands, impacts, spots, narrow=n, title=title, told=told) for n in (False, True))
    return FigureView(
        number=number,
        title=title,
        remark=_shared_horizon(threats),
        editorial=any(threat.basis for threat in threats),
        svg=wide,
        narrow=narrow,
        note=_MATRIX_NOTE if all(_has_point(threat) for threat in threats) else _MATRIX_NOTE_OF_WORDS,
        legend=_ZONES,
    )


_MATRIX_NOTE = "Disc: best estimate. Bar: range."
_MATRIX_NOTE_OF_WORDS = "Disc: best estimate, or where none was given the middle of the range or band. Bar: range."


def _has_point(threat: Threat) -> bool:
    return bool(threat.likelihood and (threat.likelihood.point is not None or threat.likelihood.level))


def probability_bars(brief: Brief, scale: Scale, first: int) -> list[FigureView]:
    """Only where `figures:` asks for them, as a ruler stands beside every estimate anyway; numbered from `first`."""
    figures: list[FigureView] = []
    for wish in brief.figures or ():
        items = [item for item in brief.items() if estimate_of(item) and (not wish.of or item.id in wish.of)]
        if wish.kind == "probability" and items:
            figures.append(_bars(items, scale, wish.title or "Probabilities side by side", first + len(figures)))
    return figures


def _bars(items: Sequence[Item], scale: Scale, title: str, number: int) -> FigureView:
    rows = [
        bars.Bar(item.id, views.short_name(item), views.reading(given, scale))
        for item in items
        if (given := estimate_of(item))
    ]
    told = "; ".join(f"{row.id} {row.name}: {row.reading.says}" for row in rows) + "."
    wide, narrow = (bars.draw(rows, scale.bounds, narrow=n, title=title, told=told) for n in (False, True))
    return FigureView(
        number=number,
        title=title,
        remark="",
        editorial=any(item.basis for item in items),
        svg=wide,
        narrow=narrow,
        note="Faint: the band of the word. Strong: the range. Stroke: the best estimate.",
        legend=(),
    )


def _bands(brief: Brief, scale: Scale) -> list[matrix.Band]:
    """The rows: terms with the gaps between them; steps of 20 percent where terms overlap or there are none."""
    if brief.risk == "uk-nrr":
        return [
            matrix.Band(f"Level {n}", level.figure, level.low, level.high, tall=46.0, weight=n * 20 - 10)
            for n, level in vocabulary.register_likelihoods().items()
        ]
    if scale.nested or not scale.terms:
        return [matrix.Band(words.percent_range(low, low + 20), "", low, low + 20) for low in range(0, 100, 20)]
    return list(_rows_of(scale))


def _rows_of(scale: Scale) -> Iterator[matrix.Band]:
    reached = scale.terms[0].low
    for term in scale.terms:
        if term.low > reached:
            yield matrix.Band("", "", reached, term.low)
        figure = words.percent_range(term.low, term.high)
        yield matrix.Band(words.capital(term.word), figure, max(term.low, reached), term.high)
        reached = term.high


def _spot(threat: Threat, scale: Scale) -> matrix.Spot | None:
    given = threat.likelihood
    if given is None or threat.impact is None:
        return None
    if given.level:
        level = vocabulary.register_likelihoods()[given.level]
        middle = (level.low + level.high) / 2
        return matrix.Spot(threat.id, middle, (middle, middle), threat.impact)
    read = views.reading(given, scale)
    ends = read.range or read.band
    if read.point is None and ends is None:
        return None
    point = read.point if read.point is not None or ends is None else sum(ends) / 2
    return matrix.Spot(threat.id, point or 0.0, read.range or (point or 0.0, point or 0.0), threat.impact)


def _told(threat: Threat, scale: Scale) -> str:
    given = threat.likelihood
    assert given, "a threat without a likelihood is not in the matrix"
    says = f"level {given.level}" if given.level else views.reading(given, scale).says
    impact = f"{threat.impact} {vocabulary.impacts()[threat.impact or 1]}"
    return f"{threat.id} {views.short_name(threat)}: {says.lower()}, impact {impact.lower()}"


def _shared_horizon(threats: Sequence[Threat]) -> str:
    """The horizon, where all threats share one."""
    horizons = {threat.horizon for threat in threats}
    only = horizons.pop() if len(horizons) == 1 else None
    return f"Horizon: {only}" if only else ""
