"""Quantities and money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.values.amounts import MINOR_UNITS, parse_amount, plain
from graphintel.model.values.quantities import Money, Quantity, find_unit

AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=3)


@pytest.mark.parametrize(
    ("text", "code", "normalised"),
    [
        ("12.5 kg", "KGM", "12.5 kg"),
        ("12,5 KGM", "KGM", "12.5 kg"),
        ("250 Gram", "GRM", "0.25 kg"),
        ("3 MGM", "MGM", "0.000003 kg"),
        ("2 TNE", "TNE", "2000 kg"),
        ("1 lb", "LBR", "0.45359237 kg"),
        ("70 cl", "CLT", "0.7 l"),
        ("3 HLT", "HLT", "300 l"),
        ("1 200 sticks", "STC", "1200 stick"),
        ("20 MIL", "MIL", "20000 piece"),
        ("5 H87", "H87", "5 piece"),
        ("4 pairs", "PR", "4 pair"),
        ("50 packs", "NMP", "50 pack"),
        ("2 dozen", "DZN", "24 piece"),
        ("1.2 m³", "MTQ", "1.2 m3"),
        ("3 CTM", "CTM", "3 carat"),
        ("100 Tablet", "U2", "100 tablet"),
        ("12 plants", "", "12 plant"),
    ],
)
def test_units_by_code_and_by_name_come_to_one_unit(text: str, code: str, normalised: str) -> None:
    quantity = Quantity.parse(text)

    assert (quantity.code, quantity.normalised_text) == (code, normalised)


def test_an_unknown_unit_is_kept_as_reported() -> None:
    quantity = Quantity.of("7", "wraps")

    assert (quantity.text, quantity.normalised_amount, quantity.normalised_unit) == ("7 wraps", None, None)


@given(AMOUNTS, st.sampled_from(["KGM", "LBR", "ONZ", "APZ", "STN", "LTN", "BLL", "MIL", "INH"]))
def test_conversion_is_exact(amount: Decimal, code: str) -> None:
    unit = find_unit(code)
    assert unit is not None

    quantity = Quantity.of(amount, code)

    assert quantity.normalised_amount is not None
    assert quantity.normalised_amount / unit.factor == amount
    assert quantity.amount == amount


@given(AMOUNTS)
def test_reading_the_text_of_an_amount_gives_the_amount(amount: Decimal) -> None:
    assert parse_amount(plain(amount)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1 234 567,8", "1234567.8"),
        ("1'000", "1000"),
        ("1,234,567", "1234567"),
        ("0,125", "0.125"),
        ("12,5", "12.5"),
        ("1.2E+06", "1200000"),
        ("1.234", "1.234"),
    ],
)
def test_amounts_are_read_as_written_in_different_countries(text: str, amount: str) -> None:
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1,234", "may be thousands or decimals"),
        ("", "not readable"),
        ("-5", "not readable"),
        ("NaN", "not readable"),
        ("1,2,3", "not readable"),
        ("1.2.3,4", "not readable"),
        ("12x", "not readable"),
        ("1" * 20, "more than 15 digits"),
        ("1e99", "more than 15 digits"),
        ("9" * 10_000, r"\.\.\.' is not readable"),
        ("٣", "not readable"),
    ],
)
def test_an_amount_that_can_be_read_two_ways_or_none_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_amount(text)


@given(st.text(max_size=50), st.text(max_size=10))
def test_no_text_raises_anything_but_a_value_error(amount: str, unit: str) -> None:
    try:
        quantity = Quantity.of(amount, unit)
    except ValueError:
        return
    assert quantity.amount >= 0


@pytest.mark.parametrize("value", [-1, Decimal("NaN"), Decimal("Infinity")])
def test_numbers_that_are_no_amounts_are_refused(value: Decimal | int) -> None:
    with pytest.raises(ValueError, match="zero or more"):
        parse_amount(value)


@pytest.mark.parametrize("text", ["1.2E+06 KGM", "5e3 kg", "7E-2 g", "1e999", "3E27"])
def test_a_power_of_ten_is_refused_and_never_taken_for_a_small_amount(text: str) -> None:
    with pytest.raises(ValueError, match="power of ten"):
        Quantity.parse(text)


def test_a_unit_whose_code_looks_like_a_power_of_ten_stands_apart_from_its_amount() -> None:
    assert Quantity.parse("3 E27").text == "3 E27"


def test_a_cell_without_an_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="does not begin with an amount"):
        Quantity.parse("several kg")


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1250", "eur", "1250.00 EUR"),
        ("1250", "JPY", "1250 JPY"),
        ("1.5", "KWD", "1.500 KWD"),
        ("0.12345", "USD", "0.12345 USD"),
    ],
)
def test_money_shows_the_decimals_of_its_currency_and_never_rounds(amount: str, currency: str, text: str) -> None:
    assert Money.of(amount, currency).text == text


@pytest.mark.parametrize("currency", ["", "EURO", "XXX", "€"])
def test_a_currency_that_does_not_exist_is_refused(currency: str) -> None:
    with pytest.raises(ValueError, match="no currency"):
        Money.of("1", currency)


def test_currency_codes_are_three_capitals() -> None:
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in MINOR_UNITS)
