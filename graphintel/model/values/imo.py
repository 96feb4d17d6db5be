"""IMO numbers: seven digits for a ship, and seven for a company or owner, with different check digits."""

from __future__ import annotations

from graphintel.model.values.check_digits import weighted
from graphintel.model.values.outcome import Outcome, compact, fails, passes, unknown

LENGTH = 7
_SHIP = (7, 6, 5, 4, 3, 2)
_COMPANY = (8, 6, 4, 2, 9, 7)
# The number that people type when they have none: it passes as a ship's number all the same.
_DUMMY = "1234567"

COMPANY_BEARERS = frozenset({"business", "company", "organisation", "organization", "person"})


def imo_scheme(bearer_kind: str | None) -> str:
    """The scheme of a seven-digit IMO number by the kind of its bearer: a vessel's unless it belongs to a party."""
    return "imo_company" if (bearer_kind or "").casefold() in COMPANY_BEARERS else "imo"


def ship_digit(number: str) -> str:
    """The check digit of a ship's number, from its first six digits."""
    return str(weighted(number[:6], _SHIP) % 10)


def company_digit(number: str) -> str:
    """The check digit of a company's number, from its first six digits."""
    return str((11 - weighted(number[:6], _COMPANY) % 11) % 10)


def check_ship(text: str, _country: str | None = None) -> Outcome:
    """Checks a ship's number."""
    number = normalise(text)
    if not _well_formed(number):
        return fails(number, "shape_imo")
    if number == _DUMMY:
        return unknown(number, "placeholder")
    expected = ship_digit(number)
    if number[6] == expected:
        return passes(number)
    if number[6] == company_digit(number):
        return fails(number, "company_number", expected=expected)
    return fails(number, "check_digit_expected", expected=expected, found=number[6])


def check_company(text: str, _country: str | None = None) -> Outcome:
    """Checks the number of a company or registered owner."""
    number = normalise(text)
    if not _well_formed(number):
        return fails(number, "shape_imo")
    expected = company_digit(number)
    if number[6] == expected:
        return passes(number)
    if number[6] == ship_digit(number):
        return fails(number, "ship_number", expected=expected)
    return fails(number, "check_digit_expected", expected=expected, found=number[6])


def normalise(text: str) -> str:
    """The digits without the letters IMO and what people write around them."""
    number = compact(text)
    digits = number.removeprefix("IMO").removeprefix("NO").removeprefix("NUMBER")
    return digits if _well_formed(digits) else number


def _well_formed(number: str) -> bool:
    return len(number) == LENGTH and number.isascii() and number.isdigit()
