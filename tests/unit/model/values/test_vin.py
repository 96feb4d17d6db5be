"""Vehicle identification numbers."""

from __future__ import annotations

from graphintel.model.values.identifier import check, explain


def test_outside_north_america_and_china_a_mismatch_is_information_not_an_error() -> None:
    found = check("vin", "WVWZZZ1JZXW000001")

    assert found.valid is None
    assert explain(found).startswith("Position 9 is Z and not 0")


def test_in_china_a_mismatch_is_an_error() -> None:
    assert check("vin", "LVWZZZ1JZXW000001").valid is False


def test_letters_that_look_like_digits_never_occur() -> None:
    assert check("vin", "1HGCM82633AOO4352").why == "shape_vin"
