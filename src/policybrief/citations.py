"""A brief's citations, resolved against its sources and set in its style."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from markupsafe import Markup

from policybrief.brief import Brief
from policybrief.cache import kept
from policybrief.citeproc import Formatted, anchor, format_citations
from policybrief.csl import default_style, find_style, merged_style
from policybrief.pandoc import pandoc_path
from policybrief.part import SourceKey, Spot
from policybrief.prose import Citation


@dataclass(frozen=True, slots=True)
class Citations:
    """Marks by the spot where they stand, and the list of sources in its order, each with the marks that cite it.

    `numbers` is empty where the style has none. Mark i has the anchor `cite-i`, and note i belongs to it.
    """

    marks: Mapping[Spot, Sequence[Markup]]
    entries: Sequence[tuple[SourceKey, Markup]]
    numbers: Mapping[SourceKey, int]
    cited_at: Mapping[SourceKey, Sequence[tuple[Spot, str]]]
    notes: Sequence[Markup]

    def keys_at(self, owner: str) -> list[SourceKey]:
        """The sources that an item cites, in the order of the list."""
        return [key for key, _ in self.entries if any(spot[0] == owner for spot, _ in self.cited_at[key])]


def cite(brief: Brief, style_folders: Sequence[Path], cache: Path | None = None) -> Citations:
    """What was set before is taken from the cache, so that a rebuild with the same citations starts no pandoc.

    Raises PandocError where pandoc fails. The brief's sources and style are known to exist: reading saw to it.
    """
    style = find_style(brief.citation_style, style_folders)
    assert style, "an unknown style is refused on reading"
    placed = list(brief.citations())
    items = {str(key): source.csl() for key, source in brief.sources.items()}
    formatted = _kept([citation for _, citation in placed], items, style, brief.language, cache)
    marks: dict[Spot, list[Markup]] = defaultdict(list)
    cited_at: dict[SourceKey, list[tuple[Spot, str]]] = defaultdict(list)
    for number, ((spot, citation), mark) in enumerate(zip(placed, formatted.marks, strict=True), 1):
        marks[spot].append(mark)
        for key in dict.fromkeys(SourceKey(cite.key) for cite in citation):
            cited_at[key].append((spot, f"#cite-{number}"))
    entries = [(SourceKey(key), html) for key, html in formatted.entries]
    numbers = {key: number for number, (key, _) in enumerate(entries, 1)} if formatted.numbered else {}
    return Citations(marks, entries, numbers, cited_at, formatted.notes)


def _kept(
    groups: Sequence[Citation], items: Mapping[str, Any], style: Path, language: str, cache: Path | None
) -> Formatted:
    def make() -> bytes:
        return json.dumps(asdict(format_citations(groups, items, style, language))).encode()

    cited = {cite.key for group in groups for cite in group}
    wanted = json.dumps([groups, {key: item for key, item in items.items() if key in cited}])
    # The default style sets what a style leaves out.
    styles = (merged_style(used, language) for used in dict.fromkeys((style, default_style())))
    recipe = [wanted, language, version("policybrief"), version("pypandoc_binary"), str(pandoc_path()), *styles]
    made = json.loads(kept(cache, "citations", recipe, make))
    return Formatted(
        marks=tuple(map(Markup, made["marks"])),
        notes=tuple(map(Markup, made["notes"])),
        entries=tuple((key, Markup(html)) for key, html in made["entries"]),
        note_style=made["note_style"],
        numbered=made["numbered"],
    )


def source_anchor(key: SourceKey) -> str:
    return f"source-{anchor(key)}"
