"""Ships' radio stations: MMSI and call sign."""

from __future__ import annotations

import re

from graphintel.model.values.outcome import Outcome, compact, fails, passes, unknown
from graphintel.model.values.prefixes import country_by_prefix

_MMSI = re.compile(r"\d{9}", re.ASCII)
_CALL_SIGN = re.compile(r"(?=.*[A-Z])[A-Z0-9]{3,7}", re.ASCII)
_SHIPS = frozenset("234567")


def check_mmsi(text: str, _country: str | None = None) -> Outcome:
    """Checks an MMSI: nine digits of which a ship's first three name its flag. There is no check digit."""
    number = compact(text).removeprefix("MMSI")
    if not _MMSI.fullmatch(number):
        return fails(compact(text), "shape_mmsi")
    if number[0] not in _SHIPS:
        return fails(number, "no_ship_station")
    flag = country_by_prefix("mmsi", number[:3])
    if flag is None:
        return unknown(number, "prefix_unknown", prefix=number[:3])
    return passes(number, flag, why="list_fits")


def check_call_sign(text: str, _country: str | None = None) -> Outcome:
    """Checks the form of a call sign."""
    sign = compact(text)
    return unknown(sign, "shape_fits") if _CALL_SIGN.fullmatch(sign) else fails(sign, "shape_call_sign")
