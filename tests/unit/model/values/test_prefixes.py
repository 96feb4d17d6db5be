"""Numbers that name their country."""

from __future__ import annotations

import pytest

from graphintel.model.values import countries
from graphintel.model.values.identifier import check
from graphintel.model.values.prefixes import _table


@pytest.mark.parametrize(
    ("scheme", "text", "country"),
    [
        ("mmsi", "244123456", "NL"),
        ("mmsi", "572469210", "TV"),
        ("aircraft_registration", "EP-MMH", "IR"),
        ("aircraft_registration", "N12345", "US"),
        ("aircraft_registration", "G-ABCD", "GB"),
        ("aircraft_registration", "A6-EDA", "AE"),
        ("aircraft_registration", "B-18901", "TW"),
        ("aircraft_registration", "B-HSU", "HK"),
        ("aircraft_registration", "B-1234", "CN"),
        ("uic", "21-81-2471217-3", "AT"),
        ("iban", "GB82WEST12345698765432", "GB"),
        ("locode", "NLRTM", "NL"),
    ],
)
def test_the_country_in_a_number_is_told(scheme: str, text: str, country: str) -> None:
    assert check(scheme, text).country == country


def test_every_prefix_names_a_present_country() -> None:
    for prefixes in _table().values():
        for code in prefixes.values():
            country = countries.by_code(code)
            assert country is not None
            assert country.until is None


def test_a_prefix_that_is_not_listed_leaves_the_number_unknown() -> None:
    found = check("mmsi", "299123456")

    assert (found.valid, found.why) == (None, "prefix_unknown:prefix=299")
