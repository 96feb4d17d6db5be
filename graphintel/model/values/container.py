"""Container numbers (ISO 6346): owner, category, serial number, check digit."""

from __future__ import annotations

import re

from graphintel.model.values.check_digits import LETTERS
from graphintel.model.values.outcome import Outcome, compact, fails, passes

_FORM = re.compile(r"[A-Z]{3}[UJZ]\d{7}", re.ASCII)
# A is 10; multiples of eleven are left out, because they would count as nothing.
_VALUES = dict(zip(LETTERS, (value for value in range(10, 39) if value % 11), strict=True))
_TEN = 10


def remainder(number: str) -> int:
    """The sum of the first ten characters by powers of two, modulo eleven; 10 is written as the check digit 0."""
    return sum((_VALUES.get(char) or int(char)) << place for place, char in enumerate(number[:10])) % 11


def check(text: str, _country: str | None = None) -> Outcome:
    """Checks a container number."""
    number = compact(text)
    if not _FORM.fullmatch(number):
        return fails(number, "shape_container")
    if number[4:10] == "000000":
        return fails(number, "placeholder")
    left = remainder(number)
    if number[10] != str(left % 10):
        return fails(number, "check_digit_expected", expected=left % 10, found=number[10])
    return passes(number, why="check_digit_ten" if left == _TEN else "check_digit_fits")
