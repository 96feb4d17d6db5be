"""Vehicle identification numbers (ISO 3779 and 3780)."""

from __future__ import annotations

import re

from graphintel.model.values.outcome import Outcome, compact, fails, passes, unknown

_FORM = re.compile(r"[A-HJ-NPR-Z0-9]{17}", re.ASCII)
_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
# First characters of makers in North America (1 to 5) and China (L), where the law wants the check digit.
_MANDATORY = frozenset("12345L")


def check_digit(number: str) -> str:
    """The check digit that belongs at position 9."""
    total = sum((_VALUES.get(char) or int(char)) * weight for char, weight in zip(number, _WEIGHTS, strict=True))
    return "0123456789X"[total % 11]


def check(text: str, _country: str | None = None) -> Outcome:
    """Checks a vehicle identification number; a digit that does not fit is an error only where the law wants one."""
    number = compact(text)
    if not _FORM.fullmatch(number):
        return fails(number, "shape_vin")
    expected = check_digit(number)
    if number[8] == expected:
        return passes(number)
    if number[0] in _MANDATORY:
        return fails(number, "check_digit_expected", expected=expected, found=number[8])
    return unknown(number, "check_digit_optional", expected=expected, found=number[8])
