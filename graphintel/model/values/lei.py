"""Legal entity identifiers (ISO 17442)."""

from __future__ import annotations

import re

from graphintel.model.values.check_digits import mod97
from graphintel.model.values.outcome import Outcome, compact, fails, passes

_FORM = re.compile(r"[A-Z0-9]{18}\d\d", re.ASCII)


def check(text: str, _country: str | None = None) -> Outcome:
    """Checks a legal entity identifier."""
    number = compact(text)
    if not _FORM.fullmatch(number):
        return fails(number, "shape_lei")
    expected = mod97(number[:18])
    if number[18:] != expected:
        return fails(number, "check_digits_expected", expected=expected, found=number[18:])
    return passes(number)
