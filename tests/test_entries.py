"""Titles in the list of sources, each in the language of its source."""

import pytest
from markupsafe import Markup

from policybrief.entries import in_its_language
from policybrief.source import Source


def marked(entry: str, title: str, language: str = "lt", of_brief: str = "en") -> str:
    return in_its_language(Markup(entry), Source(title=title, language=language), of_brief)


def test_a_title_is_marked_with_the_language_of_its_source() -> None:
    assert marked("<i>Grėsmės</i>, 2024.", "Grėsmės") == '<i><span lang="lt">Grėsmės</span></i>, 2024.'


@pytest.mark.parametrize(("language", "of_brief"), [("en-GB", "en"), ("lt", "lt-LT")])
def test_a_title_in_the_language_of_the_brief_is_left(language: str, of_brief: str) -> None:
    assert marked("Threats, 2024.", "Threats", language, of_brief) == "Threats, 2024."


def test_a_web_address_is_no_title() -> None:
    entry = '<a href="https://belta.by/belta">https://belta.by/belta</a>'
    assert marked(entry, "belta") == entry


def test_a_title_is_found_with_the_quotation_marks_and_letters_that_print_gave_it() -> None:
    entry = marked("Apie “tarnybas” &amp; karą.", 'Apie "tarnybas" & karą')
    assert entry == '<span lang="lt">Apie “tarnybas” &amp; karą</span>.'
