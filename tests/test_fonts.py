"""What the typefaces can print."""

import sys
from unicodedata import is_normalized, normalize

import pytest
from fontTools.ttLib import TTFont

from policybrief.fonts import faces, lacking


def test_a_letter_passes_where_every_face_has_it() -> None:
    letters = {letter for letter in map(chr, range(sys.maxunicode + 1)) if letter.isprintable()}
    in_all = set(letters)
    for face in faces():
        with TTFont(face.path) as font:  # another reader of fonts than ours
            in_all &= set(map(chr, font.getBestCmap()))
    # Letter by letter, as a letter and an accent beside each other would become one.
    passed = {letter for letter in letters if not lacking(letter)}
    assert {char for letter in passed for char in normalize("NFC", letter)} <= in_all
    assert {letter for letter in in_all if is_normalized("NFC", letter)} <= passed


@pytest.mark.parametrize("letter", ["\xad", "\u200b", "\u200d", "\ufeff", "\u2066"])
def test_what_nobody_sees_does_not_pass(letter: str) -> None:
    assert lacking(f"a{letter}b{letter}") == letter


def test_a_text_of_common_letters_opens_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policybrief.fonts.faces", lambda: pytest.fail("a font was opened"))
    assert lacking("Žemė і ґрунт, “Ωμέγα” – 5 €…\n‘x’ ≥ 3\u202f% → e\u0301") == ""
