"""How a problem prints."""

import time
from pathlib import Path

import pytest

from policybrief.problem import BriefError, Place, Problem, dotted, in_order

FILE = Path("b.yaml")


def printed(source: str, word: str, hint: str = "") -> list[str]:
    """The lines of a report about one word of a source line."""
    place = Place(FILE, 3, source.index(word) + 1, len(word), source)
    return str(Problem("code", "is wrong", ("a", 0), hint, place=place)).splitlines()


def test_a_report_has_place_fault_line_caret_and_hint() -> None:
    assert printed("    confidence: hgh", "hgh", "did you mean 'high'?") == [
        "b.yaml:3:17: error[code] a[0] is wrong",
        "     3 |     confidence: hgh",
        "       |                 ^^^ did you mean 'high'?",
    ]


def test_a_problem_without_a_place_prints_its_hint() -> None:
    assert str(Problem("code", "is wrong", hint="do this")) == "error[code] is wrong\n  do this"


def test_a_blank_line_is_not_shown() -> None:
    assert str(Problem("code", "is wrong", place=Place(FILE, 3, 1, 1, "  \t"))) == "b.yaml:3:1: error[code] is wrong"


def test_the_caret_stands_under_the_word_after_wide_characters() -> None:
    _, line, caret = printed("a: 日本 𝔸 word", "word")
    # Two characters of two columns each: the caret stands two further than the characters count.
    assert caret.index("^") == line.index("word") + 2
    assert caret.count("^") == 4


def test_a_wide_word_has_a_wide_caret() -> None:
    _, _, caret = printed("a: 日本", "日本")
    assert caret.count("^") == 4


def test_a_combining_mark_takes_no_column() -> None:
    _, line, caret = printed("a: z\u030ca word", "word")
    assert caret.index("^") == line.index("word") - 1


def test_a_tab_and_a_control_character_show_as_one_column() -> None:
    _, line, caret = printed("a:\t\x1bb word", "word")
    assert "\t" not in line
    assert "\x1b" not in line
    assert caret.index("^") == line.index("word")


@pytest.mark.parametrize("before", [0, 10, 34, 99, 100, 5000])
@pytest.mark.parametrize("after", [0, 200])
def test_of_a_long_line_the_part_around_the_fault_is_shown(before: int, after: int) -> None:
    _, line, caret = printed("x" * before + "FAULT" + "y" * after, "FAULT")
    assert len(line) < 120
    assert line[caret.index("^") : caret.rindex("^") + 1] == "FAULT"
    assert line.endswith("…") == (before + 5 + after > 100 and after > 0)


def test_a_caret_never_leaves_the_line() -> None:
    place = Place(FILE, 1, 3, 400, "a: " + "b" * 300)
    _, line, caret = str(Problem("c", "m", place=place)).splitlines()
    assert len(caret) <= len(line)


def test_a_fault_behind_the_end_of_the_line_has_a_caret() -> None:
    place = Place(FILE, 1, 4, 1, "a:")
    assert str(Problem("c", "m", place=place)).splitlines()[2] == "       |    ^"


def test_a_path_is_dotted() -> None:
    assert dotted(("findings", 1, "text")) == "findings[1].text"
    assert dotted(()) == ""


def test_problems_are_sorted_by_place_and_told_once() -> None:
    first, second = (Problem("c", "m", place=Place(FILE, line, 1)) for line in (2, 10))
    general = Problem("c", "m")
    assert in_order([second, first, general, first]) == (general, first, second)


def test_the_text_of_the_exception_is_the_report_of_every_problem() -> None:
    error = BriefError([Problem("b", "second", place=Place(FILE, 2)), Problem("a", "first", place=Place(FILE, 1))])
    assert str(error) == "b.yaml:1:1: error[a] first\nb.yaml:2:1: error[b] second"


def test_many_problems_of_one_endless_line_print_in_a_moment() -> None:
    source = "x" * 1_000_000
    start = time.process_time()
    BriefError(Problem("c", "m", place=Place(FILE, 1, column, 1, source)) for column in range(1, 3000))
    assert time.process_time() - start < 5
