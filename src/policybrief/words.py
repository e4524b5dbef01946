"""Words, dates and numbers as a reader meets them. English for now; a catalogue per language can stand in its place."""

import datetime
from collections.abc import Iterable, Mapping

from policybrief.date import PartialDate, Point

NARROW = "\u202f"
"""A narrow space that does not break, between a number and its unit."""

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

LABELS: Mapping[str, str] = {
    "bottom_line": "Bottom line",
    "key_judgements": "Key judgements",
    "sections": "Background",
    "findings": "Findings",
    "disagreements": "Disagreements",
    "gaps": "Not known, assumed",
    "timeline": "Timeline",
    "threats": "Threats",
    "risks": "Risks",
    "scenarios": "Scenarios",
    "indicators": "Indicators",
    "forecasts": "Forecasts",
    "recommendations": "Recommendations",
    "evidence": "Evidence",
    "sources": "Sources",
    "notes": "Notes",
    "method": "Method",
    "question": "Question",
    "correction": "Correction",
    "scenario_set": "Scenarios",
    "source_summary": "Source base",
    "retrospective": "Looking back",
    "reviewers": "Reviewed by",
    "acknowledgements": "Acknowledgements",
    "funding": "Funding",
    "citation": "Suggested citation",
    "contact": "Contact",
    "licence": "Licence",
    "disclaimer": "Disclaimer",
    "address": "Published by",
    "tlp": "Sharing",
}

_PRINTED_WITH = {"assumptions": "gaps", "alternatives": "gaps"}
"""Parts that are printed under the name of another."""

KINDS: Mapping[str, str] = {
    "flash": "Flash",
    "brief": "Policy brief",
    "paper": "Policy paper",
    "register": "Risk register",
    "briefing": "Briefing",
}

STATUSES: Mapping[str, tuple[str, str]] = {
    "current": ("Current", "Nothing read contradicts it."),
    "contested": ("Contested", "The texts differ on it."),
    "stale": ("Stale", "Too old to rest a judgement on."),
    "superseded": ("Superseded", "Overtaken by a later finding."),
}

LIGHTS: Mapping[str, tuple[str, str]] = {
    "red": ("Seen", "The sign has been reported."),
    "amber": ("Partly", "Begun, announced or discussed."),
    "green": ("Not seen", "No report in the texts read."),
}

TRENDS: Mapping[str, str] = {"up": "rising", "down": "falling", "steady": "steady"}

READ: Mapping[str, str] = {
    "full": "read in full",
    "extract": "extract read",
    "abstract": "abstract read",
    "secondary": "read at second hand",
}

SOURCE_TYPES: Mapping[str, str] = {
    "article-journal": "Journal article",
    "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article",
    "bill": "Bill",
    "book": "Book",
    "broadcast": "Broadcast",
    "chapter": "Chapter",
    "dataset": "Data set",
    "entry-encyclopedia": "Encyclopedia",
    "legal_case": "Court case",
    "legislation": "Law",
    "motion_picture": "Film",
    "paper-conference": "Conference paper",
    "personal_communication": "Letter or talk",
    "post": "Post",
    "post-weblog": "Blog post",
    "report": "Report",
    "speech": "Speech",
    "thesis": "Thesis",
    "webpage": "Web page",
}
"""Kinds of sources, by their type in CSL; others go by the name of the type."""

LANGUAGES: Mapping[str, str] = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish", "et": "Estonian", "fi": "Finnish", "fr": "French",
    "hu": "Hungarian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "lt": "Lithuanian", "lv": "Latvian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sk": "Slovak", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip


def language(tag: str) -> str:
    """The name of a language, by its tag: `lt`, `en-GB`; one that is not known keeps its tag."""
    return LANGUAGES.get(tag.split("-")[0].lower(), tag)


def source_type(name: str) -> str:
    return SOURCE_TYPES.get(name, capital(name.replace("-", " ").replace("_", " ")))


def heading(part: str) -> str:
    """The name under which a part is printed."""
    return LABELS[_PRINTED_WITH.get(part, part)]


def capital(text: str) -> str:
    """With a capital first letter, the rest as it stands."""
    return text[:1].upper() + text[1:]


def in_lines(text: str, width: int) -> tuple[str, ...]:
    """A heading of up to `width` characters as one line, a longer one as two of like length, broken by sense.

    One too long for two lines, or without a good break, stays whole.
    """
    if len(text) <= width:
        return (text,)
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    breaks = [(text[:place], text[place + 1 :]) for place in spaces]
    fitting = [(first, second) for first, second in breaks if max(len(first), len(second)) <= width]
    if not fitting:
        return (text,)
    return min(fitting, key=_roughness)


def _roughness(lines: tuple[str, str]) -> int:
    """Less where lines are alike, still less after a stop, more after a word so short that it belongs to the next."""
    first, second = lines
    last = first.rsplit(" ", 1)[-1]
    return abs(len(first) - len(second)) - (14 if last[-1] in ",;:.?!" else 0) + (5 if len(last) < 4 else 0)


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def count(number: int, noun: str = "", plural: str = "") -> str:
    """`three sources`, `13 sources`, `one`: in letters up to twelve."""
    written = _COUNTS[number] if number < len(_COUNTS) else str(number)
    return f"{written} {noun if number == 1 else plural or f'{noun}s'}" if noun else written


def number(value: float) -> str:
    return f"{value:.10g}"


def from_to(low: float, high: float) -> str:
    """`55 to 80`, for who hears it."""
    return f"{number(low)} to {number(high)}"


def percent_range(low: float, high: float) -> str:
    """`55–80 %`, or `30 %` where both ends are one."""
    ends = number(low) if low == high else f"{number(low)}–{number(high)}"
    return f"{ends}{NARROW}%"


def date(value: PartialDate, *, short: bool = False) -> str:
    """`14 September 2021`, `September–November 2022`, `c. 2020`; with `short`, `14 Sep 2021`."""
    start, end = value.start, value.end
    text = _point(start, short)
    if end:
        shared = len(start) - 1 if len(start) == len(end) and start[: len(start) - 1] == end[: len(end) - 1] else 0
        text = f"{_part(start, shared, short)}–{_point(end, short)}" if shared else f"{text} – {_point(end, short)}"
    return f"c.{NARROW}{text}" if value.circa else text


def month(day: datetime.date, *, short: bool = False) -> str:
    """`June 2024`; with `short`, `Jun 2024`."""
    name = _MONTHS[day.month - 1]
    return f"{name[:3] if short else name} {day.year}"


def _point(point: Point, short: bool) -> str:
    return _part(point, 0, short)


def _part(point: Point, shared: int, short: bool) -> str:
    """A date without the parts, from the year on, that it shares with the other end of its span."""
    names = [str(point[0])]
    if len(point) > 1:
        names.append(_MONTHS[point[1] - 1][:3] if short else _MONTHS[point[1] - 1])
    if len(point) > 2:
        names.append(str(point[2]))
    return " ".join(reversed(names[shared:]))
