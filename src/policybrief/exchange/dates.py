"""Dates of other programs as an editor writes them: records of CSL-JSON, and words such as `c. 1920`, `14 Sep 2021`."""

import re
from typing import Any

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]*\.?"
_ISO = r"[0-9]{4}(?:-[0-9]{1,2}){0,2}"
_YEAR_FIRST = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2}))?(?:[-/.]([0-9]{1,2}))?[-/. ]*(?:[T ][0-9:.,Z+ -]+)?")
_SPAN = re.compile(rf"({_ISO})\s*(?:/|--?|–)\s*({_ISO})")
_OPEN = re.compile(rf"({_ISO})\s*(?:/|--?|–)\s*(?:\.\.)?")
_NAMED = (
    re.compile(rf"(?:(?P<day>[0-9]{{1,2}})\.?\s+)?{_MONTH},?\s+(?P<year>[0-9]{{4}})"),
    re.compile(rf"{_MONTH}\s+(?P<day>[0-9]{{1,2}}),?\s+(?P<year>[0-9]{{4}})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})"),
)
_ABOUT = re.compile(r"(?:^|[\s\[(])(?:~|≈|c\.|ca\b|circa\b|about\b)|[?~]\W*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(?:1[0-9]{3}|20[0-9]{2})(?![0-9])")


def written(value: Any) -> str | None:
    """The date as in `2021-09-14`, `2022-09/2022-11` or `~2020`, as far as it says one; None where it says none.

    A season, and the end that an open span lacks, are left out. The calendar is not asked: 2021-02-30 stays.
    """
    if isinstance(value, dict):
        parts = value.get("date-parts")
        points = [point for point in map(_point, parts if isinstance(parts, list) else []) if point]
        if not points:
            return _from_words(str(value.get("raw") or value.get("literal") or ""))
        about = str(value.get("circa", "")).casefold() not in ("", "none", "false", "0")
        return ("~" if about else "") + "/".join(points[:2])
    return _from_words(str(value)) if isinstance(value, str | int) else None


def _point(parts: Any) -> str:
    """Year, month and day up to the first that is none: pandoc and Mendeley write 0, seasons stand as months 13-24."""
    numbers: list[str] = []
    for part, most in zip(parts if isinstance(parts, list) else [], (9999, 12, 99), strict=False):
        text = str(part).strip()
        if not re.fullmatch("[0-9]{1,4}", text) or not 0 < int(text) <= most:
            break
        numbers.append(f"{int(text):0{2 if numbers else 4}}")
    return "-".join(numbers)


def _from_words(text: str) -> str | None:
    about = "~" if _ABOUT.search(text) else ""
    bare = text.strip().strip("[]()~≈? ")
    whole = _YEAR_FIRST.fullmatch(bare)
    span, open_span = _SPAN.fullmatch(bare), _OPEN.fullmatch(bare)
    if whole:
        date = _point(list(whole.groups()))
    elif span:
        date = "/".join(_point(end.split("-")) for end in span.groups())
    elif open_span:
        date = _point(open_span[1].split("-"))
    else:
        date = _named(bare.casefold()) or _only_year(bare)
    return about + date if date else None


def _named(text: str) -> str:
    """English months, and days with dots; 3/4/2021 is another day here and there, so only its year is sure."""
    for pattern in _NAMED:
        if match := pattern.fullmatch(text):
            month = match["month"]
            number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
            return _point([match["year"], number, match["day"]])
    return ""


def _only_year(text: str) -> str:
    years = set(_YEAR.findall(text))
    return years.pop() if len(years) == 1 else ""
