"""Numbers on papers, plates and accounts: most carry nothing that can be checked, only a form to compare them in."""

from __future__ import annotations

import re

from graphintel.model.values import countries
from graphintel.model.values.outcome import Outcome, compact, fails, legible, settle, unknown

_EORI = re.compile(r"[A-Z]{2}[A-Z0-9]{1,15}", re.ASCII)


def check_any(text: str, country: str | None = None) -> Outcome:
    """Brings a number into the form in which it is compared; its validity is not known."""
    return unknown(compact(text), country=country)


def check_eori(text: str, _country: str | None = None) -> Outcome:
    """Checks the form and the country of a trader's number; whether it was given out is looked up elsewhere."""
    number = compact(text).removeprefix("EORI")
    if not _EORI.fullmatch(number):
        return fails(compact(text), "shape_eori")
    country = number[:2]
    if countries.by_code(country) is None and country not in countries.CUSTOMS_CODES:
        return fails(number, "country_unknown", found=country)
    return unknown(number, "shape_fits", country if countries.by_code(country) else None)


def check_wallet(text: str, _country: str | None = None) -> Outcome:
    """Keeps the address of a crypto wallet as it is, without spaces: most are sensitive to case."""
    address = settle(text, lambda value: legible(value).replace(" ", ""))
    # Addresses in hexadecimal are the exception: their capitals are an optional checksum, not part of the address.
    return unknown(address.lower() if re.fullmatch(r"0[xX][0-9a-fA-F]+", address) else address)
