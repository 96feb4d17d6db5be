"""Numbers of the carriers' trade: air waybills, wagons, inland vessels, movement references."""

from __future__ import annotations

import re

from graphintel.model.values import countries
from graphintel.model.values.check_digits import luhn
from graphintel.model.values.outcome import Outcome, compact, fails, passes, unknown
from graphintel.model.values.prefixes import country_by_prefix

_AWB = re.compile(r"\d{11}", re.ASCII)
_UIC = re.compile(r"\d{12}", re.ASCII)
_ENI = re.compile(r"\d{8}", re.ASCII)
_MRN = re.compile(r"\d\d[A-Z]{2}[A-Z0-9]{14}", re.ASCII)


def check_awb(text: str, _country: str | None = None) -> Outcome:
    """Checks an air waybill number: the last digit is the serial number modulo seven."""
    number = compact(text).removeprefix("AWB")
    if not _AWB.fullmatch(number):
        return fails(compact(text), "shape_awb")
    expected = str(int(number[3:10]) % 7)
    if number[10] != expected:
        return fails(number, "check_digit_expected", expected=expected, found=number[10])
    return passes(number)


def check_uic(text: str, _country: str | None = None) -> Outcome:
    """Checks the number of a wagon (UIC); digits three and four name the country of its keeper."""
    number = compact(text)
    if not _UIC.fullmatch(number):
        return fails(number, "shape_uic")
    country = country_by_prefix("uic", number[2:4])
    expected = luhn(number[:11])
    if number[11] != expected:
        return fails(number, "check_digit_expected", country, expected=expected, found=number[11])
    return passes(number, country)


def check_eni(text: str, _country: str | None = None) -> Outcome:
    """Checks the form of a European vessel number; it has no check digit."""
    number = compact(text).removeprefix("ENI")
    return unknown(number, "shape_fits") if _ENI.fullmatch(number) else fails(compact(text), "shape_eni")


def check_mrn(text: str, _country: str | None = None) -> Outcome:
    """Checks the form and the country of a movement reference number."""
    number = compact(text).removeprefix("MRN")
    if not _MRN.fullmatch(number):
        return fails(compact(text), "shape_mrn")
    country = number[2:4]
    if countries.by_code(country) is None and country not in countries.CUSTOMS_CODES:
        return fails(number, "country_unknown", found=country)
    return unknown(number, "shape_fits", country)
