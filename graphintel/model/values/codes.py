"""Codes out of lists: places (UN/LOCODE), commodities (HS), countries (ISO 3166-1)."""

from __future__ import annotations

import re

from graphintel.model.values import countries
from graphintel.model.values.outcome import Outcome, compact, fails, passes, unknown

_LOCODE = re.compile(r"[A-Z]{2}[A-Z2-9]{3}", re.ASCII)
_HS = re.compile(r"\d{2}|\d{4}|\d{6}|\d{8,10}", re.ASCII)
# The tariff ends at chapter 97 (98 and 99 are national); 77 is reserved and empty.
_CHAPTERS = frozenset(f"{chapter:02d}" for chapter in range(1, 98) if chapter != 77)  # noqa: PLR2004


def check_locode(text: str, _country: str | None = None) -> Outcome:
    """Checks the form and the country of a location code; whether the place exists is looked up elsewhere."""
    code = compact(text)
    if not _LOCODE.fullmatch(code):
        return fails(code, "shape_locode")
    country = countries.by_code(code[:2])
    if country is None:
        return fails(code, "country_unknown", found=code[:2])
    return passes(code, country.alpha2, why="list_fits")


def check_hs(text: str, _country: str | None = None) -> Outcome:
    """Checks the form and the chapter of a commodity code; its headings are looked up elsewhere."""
    code = compact(text).removeprefix("HS")
    if not _HS.fullmatch(code):
        return fails(compact(text), "shape_hs")
    if code[:2] not in _CHAPTERS:
        return fails(code, "chapter_unknown", chapter=code[:2])
    return passes(code, why="list_fits")


def check_country(text: str, _country: str | None = None) -> Outcome:
    """Looks a country up by code or name; the canonical form is its alpha-2 code, also of a former country."""
    code = compact(text)
    country = countries.find(text) or countries.find(code)
    if country is None:
        return fails(code, "not_listed")
    if country.until is not None:
        return unknown(country.alpha2, "withdrawn", country.alpha2, until=country.until)
    return passes(country.alpha2, country.alpha2, why="listed")
