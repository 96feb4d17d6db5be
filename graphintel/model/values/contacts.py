"""Ways to reach somebody: telephone, device, e-mail, website."""

from __future__ import annotations

import re

import phonenumbers

from graphintel.model.values.check_digits import luhn
from graphintel.model.values.outcome import Outcome, compact, fails, legible, passes, settle, unknown

_IMEI = re.compile(r"\d{15}", re.ASCII)
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@(?:[^@\s.,;<>/]{1,63}\.)+[^@\s.,;<>/\d]{2,63}")
_WEBSITE = re.compile(r"(?:[^@\s./:?#]{1,63}\.)+[^@\s./:?#\d]{2,63}(?::\d{1,5})?(?:[/?#]\S*)?")
_SCHEME = re.compile(r"\A(?:https?://|www\.)+", re.IGNORECASE)


def check_phone(text: str, country: str | None = None) -> Outcome:
    """Checks a telephone number against the numbering plan of its country (a leading + or 00, or the country given)."""
    number = _dialled(text)
    read = _read(number, country)
    if read is None:
        if number.startswith("+") or country:
            return fails(number, "phone_unassigned", country)
        return unknown(number, "phone_country_needed")
    canonical = phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)
    # A few malformed numbers read differently when their canonical form is read again: these stay as they were dialled.
    again = _read(canonical, country)
    if again is None or phonenumbers.format_number(again, phonenumbers.PhoneNumberFormat.E164) != canonical:
        return fails(number, "phone_unassigned", country)
    region = phonenumbers.region_code_for_number(read)
    if region is None or not phonenumbers.is_valid_number(read):
        return fails(canonical, "phone_unassigned", country)
    return passes(canonical, None if region == "001" else region, why="phone_fits")


def check_imei(text: str, _country: str | None = None) -> Outcome:
    """Checks the number of a mobile device."""
    number = compact(text).removeprefix("IMEI")
    if not _IMEI.fullmatch(number):
        return fails(compact(text), "shape_imei")
    expected = luhn(number[:14])
    if number[14] != expected:
        return fails(number, "check_digit_expected", expected=expected, found=number[14])
    return passes(number)


def check_email(text: str, _country: str | None = None) -> Outcome:
    """Checks the form of an e-mail address. Lower case throughout: no provider tells capitals apart."""
    address = settle(text, lambda value: legible(value).lower().removeprefix("mailto:").strip().strip(".,;<>"))
    return unknown(address, "shape_fits") if _EMAIL.fullmatch(address) else fails(compact(text), "shape_email")


def check_website(text: str, _country: str | None = None) -> Outcome:
    """Checks the form of a website; protocol, www and a closing slash do not tell sites apart."""
    address = settle(text, lambda value: _SCHEME.sub("", legible(value)).rstrip("/.,;"))
    domain = re.match(r"[^/?#]*", address)
    lowered = address if domain is None else domain[0].lower() + address[domain.end() :]
    return unknown(lowered, "shape_fits") if _WEBSITE.fullmatch(lowered) else fails(compact(text), "shape_website")


def _dialled(text: str) -> str:
    number = compact(text)
    before = re.match(r"[^\w]*", legible(text))
    international = before is not None and ("+" in before[0] or "＋" in before[0])
    # 00 is how most of the world dials out; no national number begins with it.
    if number.startswith("00") and number[2:].isdigit():
        return "+" + number.lstrip("0")
    return "+" + number if international and number[:1].isalnum() else number


def _read(number: str, country: str | None) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
