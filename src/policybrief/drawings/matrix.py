"""Threats by likelihood and impact."""

from collections.abc import Iterator, Sequence
from functools import partial

from policybrief import views, vocabulary, words
from policybrief.brief import Brief, FigureWish
from policybrief.document import FigureView
from policybrief.drawable import shown
from policybrief.drawings.pair import figure, named, rated
from policybrief.estimate import middle
from policybrief.figures import matrix
from policybrief.items import Threat
from policybrief.shown import State
from policybrief.views import Pen
from policybrief.vocabulary import Scale

_ZONES = (State("low", "watch"), State("middle", "prepare"), State("high", "act"))


def likelihood_matrices(brief: Brief, pen: Pen, wish: FigureWish) -> Iterator[FigureView]:
    """Likelihood by impact, of the threats that have both."""
    placed = shown(brief, wish)
    if not placed:
        return
    threats = [threat for threat in brief.threats if threat.id in placed]
    spots = [_spot(threat, pen.scale) for threat in threats]
    impacts, bands = list(vocabulary.impacts().values()), _bands(brief, pen.scale)
    yield figure(
        partial(matrix.draw, bands, impacts, spots),
        wish.title or _message(bands, spots),
        " ".join(_told(threat, pen.scale) for threat in threats),
        remark=_shared_horizon(threats),
        note=_note(threats, crowded=matrix.crowded(bands, impacts, spots)),
        editorial=any(threat.basis for threat in threats),
        legend=_ZONES,
    )


def _message(bands: Sequence[matrix.Band], spots: Sequence[matrix.Spot]) -> str:
    """How many threats stand in fields of each colour."""
    held = [matrix.zone(bands, spot) for spot in spots]
    zones = {"cell-high": "to act on", "cell-middle": "to prepare for", "cell-low": "to watch"}
    if len(held) == 1:
        return f"The threat is one {zones[held[0]]}"
    counts = {told: held.count(zone) for zone, told in zones.items() if zone in held}
    parts = [f"{words.count(number)} {'is' if number == 1 else 'are'} {told}" for told, number in counts.items()]
    return f"Of {words.count(len(spots), 'threat')} {words.listed(parts)}"


def _note(threats: Sequence[Threat], *, crowded: bool) -> str:
    if crowded:
        return _CROWDED_NOTE
    return _MATRIX_NOTE if all(_has_point(threat) for threat in threats) else _MATRIX_NOTE_OF_WORDS


_CROWDED_NOTE = "Disc: a threat, anywhere in the cell of its best estimate or of the middle of its range or band."
_MATRIX_NOTE = "Disc: best estimate. Bar: range."
_MATRIX_NOTE_OF_WORDS = "Disc: best estimate, or where none was given the middle of the range or band. Bar: range."


def _has_point(threat: Threat) -> bool:
    return bool(threat.likelihood and (threat.likelihood.point is not None or threat.likelihood.level))


def _bands(brief: Brief, scale: Scale) -> list[matrix.Band]:
    if brief.risk == "uk-nrr":
        return [
            matrix.Band(f"Level {n}", level.figure, level.low, level.high, tall=46.0, weight=n * 20 - 10)
            for n, level in vocabulary.register_likelihoods().items()
        ]
    return bands_of(scale)


def bands_of(scale: Scale) -> list[matrix.Band]:
    """The rows: terms with the gaps between them; steps of 20 percent where terms overlap or there are none."""
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


def _spot(threat: Threat, scale: Scale) -> matrix.Spot:
    given, impact = threat.likelihood, threat.impact
    assert given and impact, "a threat without likelihood or impact is not in the matrix"
    if given.level:
        level = vocabulary.register_likelihoods()[given.level]
        point: float | None = (level.low + level.high) / 2
    else:
        point = middle(given, scale)
    assert point is not None, "a likelihood without numbers is not in the matrix"
    return matrix.Spot(threat.id, point, given.range or (point, point), impact)


def _told(threat: Threat, scale: Scale) -> str:
    given, impact = threat.likelihood, threat.impact
    assert given and impact, "a threat without likelihood or impact is not in the matrix"
    level = vocabulary.register_likelihoods()[given.level] if given.level else None
    likely = f"has likelihood level {given.level}, {level.figure}" if level else rated(given, scale)
    grave = vocabulary.impacts()[impact].lower()
    return f"{named(threat.id, views.short_name(threat))} {likely}. Its impact is {impact}, {grave}."


def _shared_horizon(threats: Sequence[Threat]) -> str:
    """The horizon, where all threats share one."""
    horizons = {threat.horizon for threat in threats}
    only = horizons.pop() if len(horizons) == 1 else None
    return f"Horizon: {only}" if only else ""
