"""The checks of the analysis, each a file with the same four things in it.

Its docstring says what the rule holds and why, and names the standard that asks for it; CODE is its name, which reads
after "allow"; SEVERITY how loud it is unless a project says otherwise; GOOD and BAD are examples, at least two of each:
changes to one clean brief, in YAML, a dotted path to a value. `check` yields what it finds in a case. Rules on
estimates and links may be errors; rules that read prose only warn or inform, and keep quiet in a language that they do
not know.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, Protocol, cast

from policybrief.case import Case, Found
from policybrief.rules import (
    accessed_before_issued,
    bands_infeasible,
    baseless_judgement,
    buried_bottom_line,
    circular_reasoning,
    circular_sourcing,
    common_origin,
    confidence_with_likelihood,
    dates_out_of_order,
    finding_without_source,
    foreign_scale_word,
    judgement_without_confidence,
    loaded_adjective,
    lone_scenario,
    long_brief,
    long_sentences,
    many_passives,
    marking_below_source,
    mixed_rows,
    no_bottom_line,
    no_due_date,
    no_grave_case,
    no_indicator,
    no_measure,
    no_owner,
    no_source_summary,
    number_outside_band,
    overdue,
    shared_indicators_only,
    single_source,
    source_in_the_future,
    source_without_descriptor,
    spelled_two_ways,
    stacked_hedges,
    stale_finding,
    stale_indicator,
    stale_source,
    sum_not_100,
    thin_high_confidence,
    threat_unanswered,
    threat_without_source,
    too_many_priorities,
    unarchived_source,
    uncited_source,
    unexpanded_acronym,
    ungraded_source,
    unlinked_recommendation,
    unnamed_source,
    vague_estimate,
)


class Rule(Protocol):
    """What each member is."""

    __doc__: str | None
    CODE: str
    SEVERITY: Literal["error", "warning", "info"]
    GOOD: tuple[str, ...]
    BAD: tuple[str, ...]

    def check(self, case: Case) -> Iterator[Found]: ...


RULES = cast(
    tuple[Rule, ...],
    (
        no_bottom_line,
        buried_bottom_line,
        number_outside_band,
        mixed_rows,
        confidence_with_likelihood,
        stacked_hedges,
        vague_estimate,
        foreign_scale_word,
        finding_without_source,
        threat_without_source,
        single_source,
        common_origin,
        circular_sourcing,
        uncited_source,
        marking_below_source,
        source_in_the_future,
        accessed_before_issued,
        unnamed_source,
        ungraded_source,
        stale_source,
        source_without_descriptor,
        unarchived_source,
        no_source_summary,
        sum_not_100,
        bands_infeasible,
        lone_scenario,
        no_indicator,
        shared_indicators_only,
        no_grave_case,
        circular_reasoning,
        judgement_without_confidence,
        thin_high_confidence,
        baseless_judgement,
        unlinked_recommendation,
        no_owner,
        no_due_date,
        threat_unanswered,
        too_many_priorities,
        no_measure,
        dates_out_of_order,
        stale_finding,
        stale_indicator,
        overdue,
        long_brief,
        unexpanded_acronym,
        spelled_two_ways,
        long_sentences,
        many_passives,
        loaded_adjective,
    ),
)
"""In the order in which they are listed: by what they are about, and within that by how grave it is."""

BY_CODE: Mapping[str, Rule] = {rule.CODE: rule for rule in RULES}


def holds(rule: Rule) -> str:
    """What holds where it finds nothing: the first line of its docstring."""
    return (rule.__doc__ or "").partition("\n")[0]
