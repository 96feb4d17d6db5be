"""Places and addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.values.places import Place, address_key, parse_coordinates


def test_a_place_takes_its_country_from_the_location_code() -> None:
    assert Place.of("Rotterdam", "nl rtm", "Germany", "51.95, 4.14") == Place("NLRTM", "Rotterdam", "NL", 51.95, 4.14)


def test_an_undetermined_country_is_no_country() -> None:
    assert Place.of("At sea", country="undetermined").country is None


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("X", "NL1TM"), "NLRTM"),
        (("X", "", "Atlantis"), "'Atlantis' is not known"),
        (("X", "", "", "91, 0"), "not on the earth"),
        (("X", "", "", "0, 181"), "not on the earth"),
        (("X", "", "", "51°61'N 4°08'E"), "below 60"),
        (("X", "", "", "-51N 4E"), "a sign or a side"),
        (("X", "", "", "here"), "not readable"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(row: tuple[str, ...], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Place.of(*row)


def test_one_coordinate_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="both latitude and longitude"):
        Place(None, "X", None, latitude=1.0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("51.95, 4.14", (51.95, 4.14)),
        ("-33.86 151.2", (-33.86, 151.2)),
        ("33.86S 151.2W", (-33.86, -151.2)),
        ("51°57'00\"N 4°08'24\"E", (51.95, 4.14)),
        ("51°57′N, 4°08′24″W", (51.95, -4.14)),
        ("51 57 N 4 6 E", (51.95, 4.1)),
        ("5157N 00406E", (51.95, 4.1)),
    ],
)
def test_coordinates_are_read_in_the_forms_of_the_trade(text: str, expected: tuple[float, float]) -> None:
    assert parse_coordinates(text) == expected


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_reading_written_coordinates_gives_them_again(latitude: float, longitude: float) -> None:
    latitude, longitude = round(latitude, 6), round(longitude, 6)

    assert parse_coordinates(f"{latitude:.6f}, {longitude:.6f}") == (latitude, longitude)


def test_spellings_of_an_address_have_one_key() -> None:
    key = address_key("Ibex House, 12 The Minories St., London", "United Kingdom")

    assert key == address_key("IBEX HOUSE 12 the minories street\nLondon", "GB")
    assert key == "GB ibex house 12 the minories street london"


def test_house_and_flat_numbers_that_trade_places_are_another_address() -> None:
    assert address_key("12 High St Apt 3", "GB") != address_key("3 High St Apt 12", "GB")


def test_the_country_tells_equal_addresses_apart_and_nothing_has_no_key() -> None:
    assert address_key("Main Street 1", "US") != address_key("Main Street 1", None)
    assert address_key(" -- ", "US") == ""


@given(st.text(max_size=80))
def test_the_key_of_a_key_without_its_country_is_the_key(text: str) -> None:
    key = address_key(text, None)

    assert address_key(key.removeprefix("-- "), None) == key


def test_a_place_is_known_by_its_location_code_else_by_country_and_name() -> None:
    assert Place.of("Rotterdam", "NLRTM").key == "NLRTM"
    assert Place.of("Rotterdam", country="NL").key == "NL rotterdam"
