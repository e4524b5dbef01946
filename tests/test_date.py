"""Dates as far as they are known."""

import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from policybrief.date import Day, PartialDate


def read(value: Any) -> PartialDate:
    return PartialDate.model_validate(value)


def refused(value: Any, model: type[PartialDate] = PartialDate) -> tuple[str, str]:
    """Message and hint."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    (fault,) = caught.value.errors()[0]["ctx"]["faults"]
    return fault.message, fault.hint


@pytest.mark.parametrize(
    ("text", "iso", "first", "last"),
    [
        ("2021", "2021", "2021-01-01", "2021-12-31"),
        ("2021-02", "2021-02", "2021-02-01", "2021-02-28"),
        ("2024-2", "2024-02", "2024-02-01", "2024-02-29"),
        ("2021-09-14", "2021-09-14", "2021-09-14", "2021-09-14"),
        ("2022-09/2022-11", "2022-09/2022-11", "2022-09-01", "2022-11-30"),
        ("2021/2021-05", "2021/2021-05", "2021-01-01", "2021-05-31"),
        ("2021-05/2021", "2021-05/2021", "2021-05-01", "2021-12-31"),
        ("~2020", "~2020", "2020-01-01", "2020-12-31"),
        ("2020~", "~2020", "2020-01-01", "2020-12-31"),
        ("2020?", "~2020", "2020-01-01", "2020-12-31"),
        ("≈2020-03", "~2020-03", "2020-03-01", "2020-03-31"),
        (" 0001 ", "0001", "0001-01-01", "0001-12-31"),
        ("9999-12-31", "9999-12-31", "9999-12-31", "9999-12-31"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(text: str, iso: str, first: str, last: str) -> None:
    date = read(text)
    assert (date.iso(), date.first_day.isoformat(), date.last_day.isoformat()) == (iso, first, last)


@pytest.mark.parametrize(
    ("text", "months", "on", "older"),
    [
        ("2023-11-14", 24, "2025-11-14", False),
        ("2023-11-14", 24, "2025-11-15", True),
        ("2023-11", 24, "2025-11-30", False),
        ("2023-11", 24, "2025-12-01", True),
        ("2023", 1, "2024-01-31", False),
        ("2023", 1, "2024-02-01", True),
        ("2021/2023-11-14", 24, "2025-11-14", False),
        ("2023-12-31", 2, "2024-02-29", False),
        ("2023-12-31", 2, "2024-03-01", True),
        ("2024-02-29", 12, "2025-02-28", False),
        ("2024-02-29", 12, "2025-03-01", True),
        ("2026", 1, "2025-01-01", False),
    ],
)
def test_a_date_is_older_than_so_many_months_from_its_last_day_on(text: str, months: int, on: str, older: bool) -> None:
    assert read(text).is_older(months, datetime.date.fromisoformat(on)) is older


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ({"date-parts": [["2021", "9", "14"]]}, "2021-09-14"),
        ({"date-parts": [[2021]]}, "2021"),
        ({"date-parts": [["2021"], ["2022", "3"]]}, "2021/2022-03"),
        ({"date-parts": [["2021"]], "circa": "true"}, "~2021"),
        ({"date-parts": [["2021"]], "circa": "no"}, "2021"),
        ({"date-parts": [["2021"]], "circa": 1}, "~2021"),
    ],
)
def test_a_record_of_csl_is_a_date(given: dict[str, Any], iso: str) -> None:
    assert read(given).iso() == iso


def test_a_date_goes_back_to_csl() -> None:
    assert read("~2022-09/2022-11").csl() == {"date-parts": [[2022, 9], [2022, 11]], "circa": True}
    assert read("2021").csl() == {"date-parts": [[2021]]}


@pytest.mark.parametrize(
    "value",
    [
        "2024-02-30",
        "2023-02-29",
        "2021-13",
        "2021-00",
        "2021-01-00",
        "0000",
        "2021/2021-13",
        {"date-parts": [["10000"]]},
        {"date-parts": [["2021", "2", "30"]]},
        {"date-parts": [["2020"], []]},
        {"date-parts": [[1, 1, 1, 1]]},
        {"start": [99999]},
        {"start": []},
        {"start": [2021], "end": [0]},
    ],
)
def test_a_date_that_no_calendar_has_is_refused(value: Any) -> None:
    assert "no calendar has" in refused(value)[0]


@pytest.mark.parametrize("value", ["2022/2021", "2022-05/2022-04", {"date-parts": [["2022"], ["2021"]]}])
def test_a_span_does_not_end_before_it_begins(value: Any) -> None:
    assert "ends before it begins" in refused(value)[0]


@pytest.mark.parametrize("text", ["14.09.2021", "14/9/2021", "9/14/2021"])
def test_a_date_turned_around_is_told_where_its_year_belongs(text: str) -> None:
    assert refused(text)[1].startswith("the year comes first: 2021-")


@pytest.mark.parametrize(
    "text",
    ["", "soon", "21-09-14", "2021-09-14T12:00", "2021-", "2021/", "2021/2022/2023", "Q1 2021", "２０２１", "٢٠٢١"],
)
def test_any_other_text_is_no_date(text: str) -> None:
    assert "2021-09-14" in refused(text)[1]


@pytest.mark.parametrize(
    "value",
    [
        ["2021"],
        {},
        {"year": "2021"},
        {"date-parts": []},
        {"date-parts": "2021"},
        {"date-parts": {"a": "b"}},
        {"date-parts": [2021]},
        {"date-parts": 5},
        {"date-parts": "5"},
        {"date-parts": ["2021"]},
        {"date-parts": [["٢٠٢١"]]},
        {"date-parts": [["2_021"]]},
        {"date-parts": [[-5]]},
        {"date-parts": [[True]]},
        {"date-parts": [[None]]},
        {"date-parts": [["x"]]},
        {"date-parts": [["9" * 5000]]},
        {"date-parts": [[1], [2], [3]]},
        {"date-parts": [[2021]], "season": "1"},
    ],
)
def test_any_other_shape_is_no_date(value: Any) -> None:
    assert refused(value)[0].startswith("is no date")


def test_a_day_is_known_to_the_day() -> None:
    assert Day.model_validate("2026-11-20").first_day == datetime.date(2026, 11, 20)


@pytest.mark.parametrize("text", ["2026", "2026-11", "~2026-11-20", "2026-11-20/2026-11-21"])
def test_less_than_a_day_is_no_day(text: str) -> None:
    message, hint = refused(text, Day)
    assert message == f"is '{text}', which is no single day"
    assert hint == "write one day, as in 2024-01-31"


def test_a_day_has_the_hint_of_a_date() -> None:
    assert "the year comes first" in refused("20.11.2026", Day)[1]
