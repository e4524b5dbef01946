"""Sources: from other programs into the library, a list of them, and out of it again."""

import re
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policybrief.cli.console import (
    CONTENT,
    ENVIRONMENT,
    find,
    opened,
    progress,
    project_root,
    tell,
    tell_files,
    writing,
)
from policybrief.exchange import FORMATS, format_named, format_of
from policybrief.problem import of_the_system

if TYPE_CHECKING:
    from policybrief.library import Note, Shelf, Sifted
    from policybrief.source import Source

_MOST_BYTES = 20_000_000
_FORMAT = click.Choice([*FORMATS])
_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


@click.group(short_help="Bring sources from Zotero and others, list them, hand them on.")
def sources() -> None:
    """Bring sources from Zotero, Mendeley, EndNote and others into the library; list them; hand them on.

    \b
    policybrief sources import zotero.bib
    policybrief sources list
    policybrief sources export --to csl-json --out sources.json
    """


@sources.command("import", short_help="Add a .bib, .ris or CSL-JSON file to the library.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_FILE)
@click.option("--from", "name", type=_FORMAT, help="What the files are, where neither name nor content tells.")
@click.option("--encoding", default="utf-8", show_default=True, help="The encoding of the files.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
def import_(files: tuple[Path, ...], name: str | None, encoding: str, dry_run: bool) -> None:
    """Add each entry of each FILE to briefs/sources.yaml; `-` is the standard input.

    \b
    policybrief sources import zotero.bib                 BibTeX or biblatex
    policybrief sources import export.ris zotero.json     RIS, CSL-JSON
    policybrief sources import --dry-run export.ris       what would come

    The keys of what was added are printed. What stands in the library is never changed: an entry that says the same is
    passed over, one that says something else is told and left out. Importing a file again adds only what is new in it.
    """
    from policybrief.library import Shelf

    project = opened(project_root())
    shelf = Shelf(project.library)
    sifted = [_sifted(file, _text_of(file, encoding), name, shelf) for file in files]
    new = {key: fields for part in sifted for key, fields in part.new.items()}
    if new and not dry_run:
        _append(project.briefs / "sources.yaml", new)
    click.echo("".join(f"{key}\n" for key in new), nl=False)
    errors = sum(note.severity == "error" for part in sifted for note in part.notes)
    there = sum(len(part.there) for part in sifted)
    progress(f"{len(new)} {'would be ' if dry_run else ''}added, {there} there already, {errors} left out")
    sys.exit(CONTENT if errors else 0)


def _text_of(file: Path, encoding: str) -> str:
    """Ends the program where the file cannot be read as text."""
    try:
        with sys.stdin.buffer if str(file) == "-" else file.open("rb") as stream:
            raw = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        sys.exit(tell(of_the_system(error), ENVIRONMENT))
    if len(raw) > _MOST_BYTES:
        sys.exit(_tell_fault(file, f"has more than {_MOST_BYTES:,} bytes", "export it in parts"))
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else encoding)
    except LookupError:
        raise click.BadParameter(f"'{encoding}' is no encoding", param_hint="--encoding") from None
    except UnicodeError:
        hint = "export it as UTF-8, or name its encoding, as in --encoding windows-1257"
        sys.exit(_tell_fault(file, f"is no text in {encoding}", hint))
    if "\0" in text:
        sys.exit(_tell_fault(file, "is no text", "export the sources as .bib, .ris or CSL-JSON"))
    return re.sub("\r\n?", "\n", text.removeprefix("\ufeff"))


def _sifted(file: Path, text: str, name: str | None, shelf: "Shelf") -> "Sifted":
    """What the file brings, all that is wrong with it told. Ends the program where pandoc fails."""
    from policybrief.library import Note
    from policybrief.pandoc import PandocError, PandocMissingError

    form = name or format_of(file.suffix, text)
    if form is None and text.strip():
        raise click.UsageError(f"what {file} holds is not clear; say --from {', or --from '.join(FORMATS)}")
    try:
        entries, unread = format_named(form).read(text) if form and text.strip() else ([], [])
    except PandocMissingError as error:
        sys.exit(tell(f"{file}: {error}; `policybrief doctor` says how to get it", ENVIRONMENT))
    except PandocError as error:
        sys.exit(tell(f"{file}: {error}", ENVIRONMENT))
    sifted = shelf.sift(entries)
    sifted.notes.extend(Note(*fault, severity="error") for fault in unread)
    if not entries and not unread:
        sifted.notes.append(Note(1, "holds no entry", "export the sources anew", "error"))
    _tell_notes(file, sifted.notes)
    return sifted


def _tell_notes(file: Path, notes: "Iterable[Note]") -> None:
    from policybrief.problem import Place, Problem, in_order

    path = Path("<stdin>") if str(file) == "-" else file
    problems = (Problem("import", note.message, (), note.hint, note.severity, Place(path, note.line)) for note in notes)
    for problem in in_order(problems):
        tell(str(problem), 0)


def _tell_fault(file: Path, message: str, hint: str) -> int:
    from policybrief.library import Note

    _tell_notes(file, [Note(1, message, hint, "error")])
    return CONTENT


def _append(path: Path, new: Mapping[str, Mapping[str, Any]]) -> None:
    from policybrief.library import append
    from policybrief.problem import BriefError

    try:
        with writing():
            append(path, new)
    except BriefError as error:
        sys.exit(tell(str(error), CONTENT))


@sources.command("list", short_help="Print the sources of the library, one a line.")
def list_() -> None:
    """Print the sources of the library, one a line: key, grade, year, author or organisation, title.

    \b
    policybrief sources list
    policybrief sources list | grep -i nato

    On a terminal a line is cut at its width; in a pipe nothing is cut, and tabs stand between the columns.
    """
    rows = [_row(str(key), source) for key, source in opened(project_root()).library.items()]
    if not sys.stdout.isatty():
        click.echo("".join("\t".join(row) + "\n" for row in rows), nl=False)
        return
    room = shutil.get_terminal_size().columns
    widths = [min(most, max((len(row[i]) for row in rows), default=0)) for i, most in enumerate((30, 2, 4, 28))]
    for row in rows:
        cells = [f"{_cut(cell, width):<{width}}" for cell, width in zip(row, widths, strict=False)]
        click.echo(_cut("  ".join([*cells, row[-1]]), room))


def _row(key: str, source: "Source") -> tuple[str, ...]:
    names = source.author or source.editor or ()
    who = names[0].family or names[0].shown if names else source.publisher or ""
    others = " et al." if len(names) > 2 else f", {names[1].family or names[1].shown}" if len(names) == 2 else ""
    year = str(source.issued.start[0]) if source.issued else ""
    return key, source.grade or "", year, f"{who}{others}", source.title or ""


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: max(0, width - 1)]}…"


@sources.command(short_help="Write sources for Zotero, LaTeX and others.")
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@click.option("--to", "name", required=True, type=_FORMAT, help="What to write.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; else it is printed.")
def export(briefs: tuple[str, ...], name: str, out: Path | None) -> None:
    """Write the whole library, or only the sources of each BRIEF: those that it cites, and its own.

    \b
    policybrief sources export --to csl-json                       the library, printed
    policybrief sources export --to bibtex --out refs.bib strait   what one brief rests on

    CSL-JSON holds everything, the desk's grades under `custom`. BibTeX and RIS have no place for those.
    """
    from policybrief.disk import write

    chosen = _of_briefs(briefs) if briefs else {str(key): source for key, source in _library().items()}
    text = format_named(name).write(chosen)
    if out is None:
        click.echo(text, nl=False)
        return
    with writing():
        write({out: text.encode()})
    tell_files([out])


def _library() -> "Mapping[Any, Source]":
    return opened(project_root()).library


def _of_briefs(briefs: Sequence[str]) -> "dict[str, Source]":
    """Ends the program where a brief has errors, or where two mean different sources by one key."""
    from policybrief.load import load_brief
    from policybrief.problem import BriefError

    project, paths = find(briefs)
    chosen: dict[str, Source] = {}
    for path in paths:
        try:
            own = load_brief(path, project).brief.sources
        except BriefError as error:
            sys.exit(tell(str(error), CONTENT))
        except OSError as error:
            sys.exit(tell(of_the_system(error), ENVIRONMENT))
        twins = [key for key, source in own.items() if chosen.get(str(key), source) != source]
        if twins:
            sys.exit(tell(f"{path}: another brief has another source {twins[0]}; export them one by one", CONTENT))
        chosen |= {str(key): source for key, source in own.items()}
    return chosen
