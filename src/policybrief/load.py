"""A brief's file and its project to a Brief, or to every problem that keeps it from being one."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from policybrief import vocabulary
from policybrief.brief import Brief
from policybrief.date import PartialDate
from policybrief.drawable import NEEDS, shown
from policybrief.folder import id_of, refuse_way_out
from policybrief.numbering import id_problems, ids, numbered
from policybrief.part import Known, SourceKey
from policybrief.problem import BriefError, Problem, in_order
from policybrief.project import Library, Project, is_brief_id, look_problems
from policybrief.review import suspects
from policybrief.source import Source
from policybrief.validate import validate
from policybrief.yamlfile import YamlFile, read_yaml


class Loaded(NamedTuple):
    """A brief, the file that it came from, and what the author should know although it can be built."""

    brief: Brief
    file: YamlFile
    warnings: tuple[Problem, ...]


def load_brief(path: Path, project: Project) -> Loaded:
    """Raises BriefError with every problem of the file at once; OSError where it cannot be opened.

    The brief's `sources` then hold those of the shared library that it cites, and its `id` is never None.
    """
    if path.is_relative_to(project.briefs):
        refuse_way_out(path, project.briefs)
    file = read_yaml(path)
    data, name = numbered(file.data), id_of(path, project.root)
    if isinstance(data, dict):
        data = {"id": name if is_brief_id(name) else "brief", **project.settings.defaults(), **data}
    problems = [
        *file.problems,
        *_name_problems(name, file),
        *id_problems(data, file),
        *look_problems(file, project),
    ]
    known = _known(data, project)
    brief, faults = validate(file, data, Brief, known)
    problems += faults
    _stop_at_errors(problems)
    assert brief, "what is no brief has problems"
    problems += _clash_problems(brief, file, project)
    brief = _with_shared_sources(brief, project.library)
    problems += [*_library_problems(brief, project, known), *_marking_problems(brief, file)]
    problems += [*_figure_problems(brief, file), *suspects(brief, file)]
    _stop_at_errors(problems)
    return Loaded(brief, file, in_order(problems))


def _stop_at_errors(problems: Sequence[Problem]) -> None:
    if any(problem.severity == "error" for problem in problems):
        raise BriefError(problems)


def _known(data: Any, project: Project) -> Known:
    """Read off the raw data, so that one wrong field does not hide what the others refer to."""
    raw = data if isinstance(data, dict) else {}
    sources = raw.get("sources")
    keys = {*project.library, *(sources if isinstance(sources, dict) else ())}
    return Known(
        ids=frozenset(item_id for item_id, _, _ in ids(raw)),
        sources=frozenset(map(str, keys)),
        # Against a scale that does not exist no word is judged: the scale's own problem says enough.
        scale=vocabulary.scale(_named(raw.get("scale", vocabulary.DEFAULT_SCALE), vocabulary.scale_names(), "none")),
        confidence=vocabulary.confidence_scale(
            _named(raw.get("confidence_scale"), vocabulary.confidence_scale_names(), vocabulary.DEFAULT_CONFIDENCE)
        ),
        numbered_risk=raw.get("risk") == "uk-nrr",
    )


def _named(given: Any, names: tuple[str, ...], default: str) -> str:
    return given if given in names else default


def _name_problems(name: str, file: YamlFile) -> Iterator[Problem]:
    given = file.data if isinstance(file.data, dict) else {}
    if "id" not in given and not is_brief_id(name):
        message = f"the name of the file, '{name}', cannot be that of a brief"
        hint = "rename it, or give the brief an id: letters, digits, blanks, . - and _"
        yield Problem("name", message, hint=hint, place=file.place(()))


def _marking_problems(brief: Brief, file: YamlFile) -> Iterator[Problem]:
    """Nothing is taken out yet: what is marked more closely than its page stands on it all the same."""
    order = list(vocabulary.tlp().colours)
    marked = [item for item in brief.items() if item.tlp and order.index(item.tlp) > order.index(brief.tlp or "CLEAR")]
    if marked:
        names = ", ".join(f"{item.id} TLP:{item.tlp}" for item in marked)
        message, hint = f"is lower than the marking of {names}", "raise it: everything in the brief is printed"
        place = file.place(("tlp",)) if brief.tlp else file.place(())
        yield Problem("marking", message, ("tlp",), hint, "warning", place)


def _figure_problems(brief: Brief, file: YamlFile) -> Iterator[Problem]:
    for number, wish in enumerate(brief.figures or ()):
        if not shown(brief, wish):
            steps, hint = ("figures", number), f"it needs {NEEDS[wish.kind]}"
            yield Problem("empty-figure", "has nothing to draw", steps, hint, place=file.place(steps))


def _clash_problems(brief: Brief, file: YamlFile, project: Project) -> Iterator[Problem]:
    """One key for two sources: neither is taken, as a reader of the brief could not tell which was meant."""
    shared_file = project.library_file
    for key in brief.sources.keys() & project.library.keys() if shared_file else ():
        assert shared_file, "a library has a file"
        own, shared = brief.sources[key], project.library[key]
        printed = Source.model_fields.keys() - {"note", "custom"}
        names = [
            name for name in Source.model_fields if name in printed and getattr(own, name) != getattr(shared, name)
        ]
        if names:
            message = f"is not the source at {shared_file.place((key,), on_key=True)}"
            told = "; ".join(_both(Source.model_fields[name].alias or name, name, own, shared) for name in names)
            hint = f"{told}. Delete it here, or give it a key of its own"
            place = file.place(("sources", key), on_key=True)
            yield Problem("source-clash", message, ("sources", key), hint, place=place)


def _both(called: str, name: str, own: Source, shared: Source) -> str:
    here, there = (_shown(getattr(source, name)) for source in (own, shared))
    return f"{called}: {here} here, {there} there"


def _shown(value: Any) -> str:
    """A value of a source in a message, cut where it is long."""
    if value is None:
        return "nothing"
    held = [getattr(one, "shown", one) for one in value] if isinstance(value, tuple) else [value]
    text = ", ".join(one.iso() if isinstance(one, PartialDate) else str(one) for one in held)
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}…'"


_SHOWN = 60


def _library_problems(brief: Brief, project: Project, known: Known) -> list[Problem]:
    """What the typefaces lack of the shared sources that are cited: of those alone, as no other is printed."""
    file = project.library_file
    if file is None:
        return []
    keys = project.shared(brief.sources)
    raw = {key: source for key, source in file.data.items() if key.removeprefix("@") in keys}
    return validate(file, {"sources": raw}, Library, known)[1]


def _with_shared_sources(brief: Brief, library: Mapping[SourceKey, Source]) -> Brief:
    """The brief with what it cites from the library."""
    cited = (SourceKey(cite.key) for _, citation in brief.citations() for cite in citation)
    shared = {key: library[key] for key in cited if key in library and key not in brief.sources}
    return brief.model_copy(update={"sources": {**brief.sources, **shared}})
