"""Whether a finding still stands on the sources with which an editor accepted it."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from policybrief.brief import Brief
from policybrief.items import Finding
from policybrief.part import SourceKey, citations_in
from policybrief.problem import Problem
from policybrief.source import Source
from policybrief.yamlfile import YamlFile

State = Literal["reviewed", "partly", "suspect"]


class Review(NamedTuple):
    """What has become of the sources of a finding since an editor accepted it with them."""

    changed: tuple[SourceKey, ...] = ()
    """Their records are no longer those that were accepted."""
    gone: tuple[SourceKey, ...] = ()
    """They were accepted, and the finding no longer cites them."""
    added: tuple[SourceKey, ...] = ()
    """The finding cites them, and they were never accepted."""

    @property
    def state(self) -> State:
        """Suspect where something was accepted that is no longer so, partly where only something was added."""
        if self.changed or self.gone:
            return "suspect"
        return "partly" if self.added else "reviewed"


def cited_by(finding: Finding) -> tuple[SourceKey, ...]:
    """The sources that a finding cites, in the order in which it prints them."""
    return tuple(dict.fromkeys(SourceKey(cite.key) for _, citation in citations_in(finding) for cite in citation))


def review(finding: Finding, sources: Mapping[SourceKey, Source]) -> Review | None:
    """What has become of an accepted finding; None for one that never was."""
    then = finding.reviewed
    if not then:
        return None
    now = cited_by(finding)
    return Review(
        changed=tuple(key for key, digest in then.items() if key in now and digest != sources[key].digest()),
        gone=tuple(key for key in then if key not in now),
        added=tuple(key for key in now if key not in then),
    )


def suspects(brief: Brief, file: YamlFile) -> Iterator[Problem]:
    """A warning for each source on which an accepted finding can no longer rely as it did."""
    for number, finding in enumerate(brief.findings):
        found = review(finding, brief.sources) or Review()
        for key in (*found.changed, *found.gone):
            message = f"is not cited by {finding.id} now"
            if key in found.changed:
                message = f"is out of date: the record of {key} has changed since {finding.id} was accepted"
            steps = ("findings", number, "reviewed", key)
            hint = f"read {finding.id} again, then `policybrief trace {file.path} --accept --finding {finding.id}`"
            yield Problem("suspect-finding", message, steps, hint, "warning", file.place(steps, on_key=True))
