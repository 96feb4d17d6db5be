"""The single slips that would explain a failing number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphintel.model.values.corrections import MOST, corrections
from graphintel.model.values.identifier import SCHEMES, check

GOOD = {
    "imo": "9074729", "container": "CSQU3054383", "vin": "1HGCM82633A004352", "lei": "506700GE1G29325QX363",
    "awb": "02012345675", "iban": "GB82WEST12345698765432", "uic": "218124712173", "imei": "490154203237518",
    "mrz": "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
}  # fmt: skip


@given(st.sampled_from(sorted(GOOD)), st.integers(0, 43), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
@settings(max_examples=150, deadline=None)
def test_every_correction_passes_and_differs_in_one_place_or_in_two_neighbours(
    scheme: str, place: int, char: str
) -> None:
    good = GOOD[scheme]
    place %= len(good)
    failing = check(scheme, good[:place] + char + good[place + 1 :])

    for correction in corrections(failing):
        assert check(scheme, correction).valid is True
        changed = [
            at for at, (one, other) in enumerate(zip(failing.normalised, correction, strict=True)) if one != other
        ]
        assert len(changed) == 1 or changed == [changed[0], changed[0] + 1]


@pytest.mark.parametrize("scheme", ["imo", "container", "awb", "uic", "imei", "lei"])
def test_a_single_wrong_digit_is_put_right(scheme: str) -> None:
    good = GOOD[scheme]
    wrong = good[:-1] + str((int(good[-1]) + 1) % 10)

    assert good in corrections(check(scheme, wrong))


def test_a_letter_read_for_a_digit_comes_first() -> None:
    assert corrections(check("container", "CSQU3O54383"))[0] == "CSQU3054383"


def test_swapped_neighbours_come_last() -> None:
    assert corrections(check("imo", "9047729"))[-1] == "9074729"


def test_a_wrong_character_in_a_machine_readable_zone_is_put_right() -> None:
    good = GOOD["mrz"]

    assert good in corrections(check("mrz", good.replace("L898902C3", "L8989O2C3")))


def test_the_list_of_single_characters_is_capped() -> None:
    assert len(corrections(check("vin", "1HGCM82633A004353"))) <= MOST + 16


@given(st.sampled_from(sorted(SCHEMES)), st.text("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", max_size=24))
@settings(max_examples=200, deadline=None)
def test_a_number_that_does_not_fail_gets_no_corrections(scheme: str, text: str) -> None:
    found = check(scheme, text)

    assert found.valid is False or corrections(found) == ()


def test_without_a_check_digit_only_look_alikes_are_offered() -> None:
    assert "NLITM" in corrections(check("locode", "NL1TM"))
    assert "NLRTM" not in corrections(check("locode", "NL1TM"))


def test_a_placeholder_is_not_corrected() -> None:
    assert corrections(check("imo", "0000000")) == ()
