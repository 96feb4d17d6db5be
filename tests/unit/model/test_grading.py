"""Grades of evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.grading import Grade, best, worst

GRADES = st.builds(Grade, st.sampled_from("ABCDEF"), st.integers(1, 6))


@given(GRADES)
def test_reading_the_text_of_a_grade_gives_the_grade(grade: Grade) -> None:
    assert Grade.parse(grade.text) == grade


@given(GRADES, GRADES)
def test_of_two_different_grades_exactly_one_is_better(one: Grade, other: Grade) -> None:
    assert (one.rank < other.rank) + (other.rank < one.rank) == (one != other)


@given(GRADES)
def test_a_better_source_and_better_information_never_rank_lower(grade: Grade) -> None:
    if grade.reliability > "A":
        assert Grade(chr(ord(grade.reliability) - 1), grade.credibility).rank < grade.rank
    if grade.credibility > 1:
        assert Grade(grade.reliability, grade.credibility - 1).rank < grade.rank


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("A1", "confirmed"),
        ("C2", "confirmed"),
        ("C3", "probable"),
        ("A3", "probable"),
        ("A4", "tentative"),
        ("D1", "tentative"),
        ("F6", "tentative"),
    ],
)
def test_strength_follows_source_and_information(text: str, strength: str) -> None:
    assert Grade.parse(text).strength() == strength


def test_a_grade_reads_in_words() -> None:
    assert Grade.parse("b2").words() == ("Usually reliable", "Probably true")
    assert Grade.parse("B2").words(str.upper)[0] == "USUALLY RELIABLE"


@pytest.mark.parametrize("text", ["", "G1", "A7", "2B", "A", "A12", "Ａ１"])
def test_what_is_no_grade_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(ValueError, match="is not one of A1 to F6"):
        Grade.parse(text)


def test_a_grade_cannot_be_built_wrong() -> None:
    with pytest.raises(ValueError, match="A to F"):
        Grade("Z", 1)


@pytest.mark.parametrize(
    ("scheme", "text", "mapped"),
    [
        ("4x4", "A1", "A1"),
        ("4x4", "X4", "F6"),
        ("4x4", "c-3", "C3"),
        ("3x5x2", "1A", "B1"),
        ("3x5x2", "2C P", "F3"),
        ("3x5x2", "3E", "E5"),
    ],
)
def test_other_schemes_are_mapped_and_kept(scheme: str, text: str, mapped: str) -> None:
    grade = Grade.convert(scheme, text)

    assert grade.text == mapped
    assert grade.original == f"{scheme}:{text.upper()}"


def test_six_by_six_needs_no_original() -> None:
    assert Grade.convert("6x6", "B2") == Grade.parse("B2")


@pytest.mark.parametrize(("scheme", "text"), [("4x4", "D1"), ("4x4", "A5"), ("3x5x2", "4A"), ("5x5x5", "A1")])
def test_what_another_scheme_does_not_have_is_refused(scheme: str, text: str) -> None:
    with pytest.raises(ValueError, match="scheme"):
        Grade.convert(scheme, text)


def test_best_and_worst_of_several() -> None:
    grades = [Grade.parse(text) for text in ("C3", "A1", "D2")]

    assert best(grades) == Grade("A", 1)
    assert worst(grades) == Grade("D", 2)
    assert best([]) is None
