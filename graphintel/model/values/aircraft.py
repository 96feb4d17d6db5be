"""Aircraft: the registration on the hull and the 24-bit address that its transponder sends."""

from __future__ import annotations

import re

from graphintel.model.values.outcome import Outcome, compact, fails, passes, unknown
from graphintel.model.values.prefixes import country_by_prefix

_MARK = re.compile(r"[A-Z0-9]{2,8}", re.ASCII)
_TAIWAN = re.compile(r"B\d{5}", re.ASCII)  # Mainland China, with the same letter, has four characters behind it.
_ADDRESS = re.compile(r"(?!0{6}|F{6})[0-9A-F]{6}", re.ASCII)


def check_registration(text: str, _country: str | None = None) -> Outcome:
    """Checks a registration mark by its nationality mark; what follows differs from country to country."""
    mark = compact(text)
    if not _MARK.fullmatch(mark):
        return fails(mark, "shape_aircraft")
    country = "TW" if _TAIWAN.fullmatch(mark) else country_by_prefix("aircraft_registration", mark)
    if country is None:
        return unknown(mark, "prefix_unknown", prefix=mark[:2])
    return passes(mark, country, why="list_fits")


def check_icao24(text: str, _country: str | None = None) -> Outcome:
    """Checks the form of a 24-bit address."""
    address = compact(text)
    return unknown(address, "shape_fits") if _ADDRESS.fullmatch(address) else fails(address, "shape_icao24")
