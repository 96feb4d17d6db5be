"""Machine-readable zones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.values import mrz
from graphintel.model.values.check_digits import icao
from graphintel.model.values.identifier import check, explain

NAMES = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
LINE = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
PASSPORT = NAMES + "\n" + LINE
CARD = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
TD2 = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
VISA_A = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<"
VISA_B = "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL8988901C4XXX4009078F9612109<<<<<<<<"


@pytest.mark.parametrize(
    ("zone", "form"),
    [(PASSPORT, "TD3"), (LINE, "TD3"), (CARD, "TD1"), (TD2, "TD2"), (VISA_A, "MRV-A"), (VISA_B, "MRV-B")],
)
def test_every_form_is_read_and_all_its_check_digits_fit(zone: str, form: str) -> None:
    read = mrz.parse(zone)

    assert read.form == form
    assert read.failing == ()
    assert check("mrz", zone).valid is True


@pytest.mark.parametrize("zone", [PASSPORT, CARD, TD2, VISA_A, VISA_B])
def test_the_fields_are_read(zone: str) -> None:
    read = mrz.parse(zone)

    assert (read.surname, read.given_names) == ("ERIKSSON", "ANNA MARIA")
    assert read.issuer == "UTO"
    assert read.sex == "F"


def test_number_dates_and_personal_number_of_a_passport() -> None:
    read = mrz.parse(PASSPORT)

    assert (read.number, read.birth, read.expiry, read.optional) == ("L898902C3", "740812", "120415", "ZE184226B")
    assert [(found.part, found.fits) for found in read.checks] == [
        ("document", True), ("birth", True), ("expiry", True), ("personal", True), ("composite", True),
    ]  # fmt: skip


def test_the_reference_check_digits_are_computed() -> None:
    assert [icao("L898902C3"), icao("740812"), icao("120415"), icao("ZE184226B<<<<<"), icao("D23145890")] == list(
        "62917"
    )


def test_a_long_card_number_goes_on_in_the_optional_field() -> None:
    first = "I<UTOD23145890<7349<<<<<<<<<<<"
    second = "3407127M9507122UTO<<<<<<<<<<<"
    composite = icao(first[5:30] + second[0:7] + second[8:15] + second[18:29])

    read = mrz.parse(first + second + composite)

    assert read.number == "D23145890734"
    assert read.optional == ""
    assert read.failing == ()


# Digits of weight 7, 3 and 1 cannot see a change by ten; every other character of the covered fields counts.
@given(st.sampled_from([place for place in range(43) if place not in {10, 11, 12, 20}]), st.sampled_from("0123456789"))
def test_any_changed_digit_is_noticed(place: int, digit: str) -> None:
    changed = LINE[:place] + digit + LINE[place + 1 :]
    same = (int(LINE[place], 36) if LINE[place] != "<" else 0) % 10 == int(digit)

    assert same or check("mrz", changed).valid is False


def test_failing_parts_are_named() -> None:
    found = check("mrz", LINE.replace("7408122", "7408123"))

    assert explain(found) == "Check digits of the machine-readable zone do not fit: birth composite."


def test_a_letter_in_a_date_fails_even_where_the_sum_fits() -> None:
    assert check("mrz", LINE.replace("740812", "7K0812")).valid is False


def test_the_issuing_country_is_told() -> None:
    german = "P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<" + LINE

    assert check("mrz", german).country == "DE"


def test_another_length_is_told_with_the_remedy() -> None:
    assert check("mrz", LINE[:-1]).why == "shape_mrz"
    with pytest.raises(ValueError, match="has 90, 72 or 88 characters"):
        mrz.parse("P<UTO")
