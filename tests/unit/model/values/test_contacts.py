"""Telephones, devices, e-mail, websites."""

from __future__ import annotations

import pytest

from graphintel.model.values.identifier import check


@pytest.mark.parametrize(
    "text", ["+44 20 8366 1177", "0044 (20) 8366-1177", "＋44 20 83661177", "+44 20 8366 1177 ext. 12", "+٤٤٢٠٨٣٦٦١١٧٧"]
)
def test_spellings_of_one_telephone_have_one_form(text: str) -> None:
    assert check("phone", text).normalised == "+442083661177"


def test_a_national_number_is_read_in_the_country_given() -> None:
    found = check("phone", "020 8366 1177", country="United Kingdom")

    assert (found.normalised, found.valid, found.country) == ("+442083661177", True, "GB")


def test_a_national_number_without_a_country_is_unknown_and_kept() -> None:
    found = check("phone", "03 889402")

    assert (found.normalised, found.valid, found.why) == ("03889402", None, "phone_country_needed")


def test_a_number_that_no_plan_has_fails() -> None:
    assert check("phone", "+44 1").why == "phone_unassigned"
    assert check("phone", "+1 555 000 0000").valid is False


def test_capitals_do_not_tell_addresses_apart() -> None:
    assert check("email", "mailto:John.Doe@EXAMPLE.com.").normalised == "john.doe@example.com"


@pytest.mark.parametrize("text", ["https://www.Example.org/", "http://example.org", "EXAMPLE.ORG"])
def test_protocol_www_and_closing_slash_do_not_tell_websites_apart(text: str) -> None:
    assert check("website", text).normalised == "example.org"


def test_the_path_of_a_website_keeps_its_capitals() -> None:
    assert check("website", "www.example.org/Shop").normalised == "example.org/Shop"


def test_a_wallet_keeps_its_capitals_unless_it_is_hexadecimal() -> None:
    assert check("crypto_wallet", "12QtD5BFwRs dNsAZY76").normalised == "12QtD5BFwRsdNsAZY76"
    assert check("crypto_wallet", "0xABcd12").normalised == "0xabcd12"
