"""The canonical text of values: equal values are equal text, and what cannot be read is refused in a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graphintel.model.properties import PROPERTIES
from graphintel.model.values.canonical import LONGEST, canonical_value
from graphintel.model.values.dates import PartialDate

OF_TYPE = {item.type: item.name for item in PROPERTIES.values()}
NAMES = st.sampled_from(sorted(PROPERTIES))
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**30), max_value=10**30)
LIKELY = (
    st.text(max_size=30)
    | st.text("0123456789eE+-., ", max_size=16)
    | st.text("ab \u200c\u200d\u202e\t", max_size=8)
    | NUMBERS.map(str)
    | st.datetimes().map(lambda moment: moment.isoformat())
    | st.datetimes(timezones=st.timezones()).map(lambda moment: moment.isoformat(timespec="seconds"))
    | st.sampled_from(["Estonia", "EST", "ee", "circa 1984", "1962 to 1964", "12.5 kg", "59.44, 24.75", "F", "-0"])
)


@given(NAMES, LIKELY)
@example("remarks", "a \u200d \u200d")
@example("persons", "1e999999999")
@example("persons", "-0.0")
@example("persons", "12345678901234567890123456789012345")
@example("occurred_at", "0001-01-01T00:00+05:00")
def test_the_canonical_text_is_its_own_canonical_text(name: str, text: str) -> None:
    try:
        first = canonical_value(name, text)
    except ValueError:
        return  # What is refused, and how, is tested below.

    assert canonical_value(name, first) == first


@given(NUMBERS)
def test_numbers_are_kept_to_the_last_digit(number: Decimal) -> None:
    kept = canonical_value("gross_tonnage", str(number))

    assert Decimal(kept) == number
    assert "e" not in kept.lower()


@given(NUMBERS, st.integers(0, 5))
def test_zeros_at_the_end_change_nothing(number: Decimal, zeros: int) -> None:
    longer = f"{number:f}" + "0" * zeros

    assert canonical_value("gross_tonnage", longer) == canonical_value("gross_tonnage", f"{number:f}")


@given(st.datetimes(timezones=st.timezones(), min_value=None))
def test_moments_are_kept_in_universal_time(moment: object) -> None:
    text = str(moment)
    try:
        kept = canonical_value("occurred_at", text)
    except ValueError:
        return

    assert kept.endswith("Z")


@pytest.mark.parametrize(
    ("type_", "given_text", "kept"),
    [
        ("text", "  A\u202e B\x00\tC ", "A B C"),
        ("date", "14 Mar 1984", "1984-03-14"),
        ("date", "circa 1984", "1984~"),
        ("date", "2026-03-14T10:30+02:00", "2026-03-14T08:30:00Z"),
        ("date", "2026-03-14T10:30", "2026-03-14T10:30:00"),
        ("country", "estonia", "EE"),
        ("country", "PAN", "PA"),
        ("term", "Cocaine", "cocaine"),
        ("number", "1 250.50", "1250.5"),
        ("number", "1e3", "1000"),
        ("number", "-0.00", "0"),
        ("quantity", "12.50 kg", "12.5 kg"),
        ("money", "1200.00 EUR", "1200 EUR"),
        ("coordinates", "59.4400 , 24.75", "59.44,24.75"),
    ],
)
def test_values_take_the_form_of_their_type(type_: str, given_text: str, kept: str) -> None:
    name = next(item.name for item in PROPERTIES.values() if item.type == type_)

    assert canonical_value(name, given_text) == kept


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("remarks", " \u202e\x00 ", "The remarks is empty."),
        ("remarks", "x" * (LONGEST + 1), "20001 characters; 20000 are the most."),
        ("nationality", "Ruritania", "'Ruritania' is no country; write its ISO 3166 code or its name."),
        ("sex", "not known!", "is no code of a vocabulary"),
        ("persons", "three", "is no number; write it with a point"),
        ("persons", "NaN", "is no number."),
        ("persons", "1e61", "has more digits than can be kept"),
        ("persons", "1e999999999", "has more digits than can be kept"),
        ("occurred_at", "2026-13-01", "There is no month 13"),
        ("occurred_at", "2026-03-14T25:00", "is no date and time; write it like 2026-03-14T09:30Z."),
        ("occurred_at", "0001-01-01T00:00+05:00", "lies outside the years 1 to 9999."),
        ("coordinates", "59.44", "write latitude and longitude in degrees"),
        ("coordinates", "91, 0", "lies outside the globe"),
        ("coordinates", "0, -180.5", "lies outside the globe"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_would_be_right(name: str, text: str, told: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the text is asserted below
        canonical_value(name, text)

    assert told in str(raised.value)


@given(st.dates())
def test_dates_of_every_precision_keep_it(day: object) -> None:
    text = str(day)
    for shorter in (text, text[:7], text[:4]):
        assert canonical_value("occurred_at", shorter) == PartialDate.parse(shorter).text == shorter


def test_every_type_of_property_has_a_form() -> None:
    readable = {
        "text": "x", "place": "x", "date": "1984", "country": "EE", "term": "x", "number": "1", "quantity": "1 kg",
        "money": "1 EUR", "coordinates": "0,0",
    }  # fmt: skip

    assert {type_: canonical_value(name, readable[type_]) for type_, name in OF_TYPE.items()} == {
        type_: readable[type_] for type_ in OF_TYPE
    }
