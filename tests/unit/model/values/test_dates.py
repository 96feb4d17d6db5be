"""Dates with precision."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.values.dates import PartialDate

DAYS = st.dates().map(lambda day: PartialDate(day.year, day.month, day.day))
SINGLE = DAYS | DAYS.map(lambda day: PartialDate(day.year, day.month)) | DAYS.map(lambda day: PartialDate(day.year))
PERIODS = st.tuples(SINGLE, SINGLE, st.booleans()).map(
    lambda given: PartialDate(min(given[:2]).year, approximate=given[2], until=max(given[:2]))
)
ANY = SINGLE | PERIODS | SINGLE.map(lambda day: PartialDate(day.year, day.month, day.day, approximate=True))


@given(ANY)
def test_reading_the_canonical_text_gives_the_date(value: PartialDate) -> None:
    assert PartialDate.parse(value.text) == value


@pytest.mark.parametrize(
    ("text", "canonical", "precision"),
    [
        ("1984", "1984", "year"), ("1984-03", "1984-03", "month"),
        ("1984-03-14", "1984-03-14", "day"), ("14 Mar 1984", "1984-03-14", "day"),
        ("Mar 1984", "1984-03", "month"), ("14 March 1984", "1984-03-14", "day"),
        ("March 14, 1984", "1984-03-14", "day"), ("circa 1984", "1984~", "year"),
        ("ca. 1984", "1984~", "year"), ("circa 01 Jan 1961", "1961-01-01~", "day"),
        ("1962 to 1964", "1962/1964", "year"), ("Mar 1962 to Feb 1963", "1962-03/1963-02", "month"),
        ("01 Jan 1947 to 01 Jan 1949", "1947-01-01/1949-01-01", "day"), ("circa 1979-1982", "1979/1982~", "year"),
        ("1984-03-14T10:00:00Z", "1984-03-14", "day"), ("19840314", "1984-03-14", "day"),
        ("  08 Sep 1966 ", "1966-09-08", "day"),
    ],
)  # fmt: skip
def test_forms_met_in_practice_are_read(text: str, canonical: str, precision: str) -> None:
    value = PartialDate.parse(text)

    assert (value.text, value.precision) == (canonical, precision)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not readable"), ("yesterday", "not readable"), ("14/03/84", "not readable"), ("1984-13", "no month 13"),
        ("1984-02-30", "has no day 30"), ("30 Feb 1984", "has no day 30"), ("14 Foo 1984", "not readable"),
        ("1964 to 1962", "before it begins"), ("0000", "not between 1 and 9999"), ("1 to 2 to 3", "not readable"),
        ("1984\x00", "not readable"), ("x" * 10_000, r"x\.\.\."),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        PartialDate.parse(text)


@given(st.text(max_size=40))
def test_no_text_raises_anything_but_a_value_error(text: str) -> None:
    try:
        value = PartialDate.parse(text)
    except ValueError:
        return
    assert value.earliest <= value.latest


def test_a_period_reaches_from_its_first_to_its_last_day() -> None:
    period = PartialDate.parse("1962 to Feb 1964")

    assert (period.earliest, period.latest) == (date(1962, 1, 1), date(1964, 2, 29))


def test_dates_sort_by_their_first_day_and_the_more_precise_first() -> None:
    texts = ["1984", "1983-12-31", "1984-01-01", "1984-01", "1985"]

    ordered = sorted(map(PartialDate.parse, texts))

    assert [value.text for value in ordered] == ["1983-12-31", "1984-01-01", "1984-01", "1984", "1985"]


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="needs its month"):
        PartialDate(1984, day=3)
