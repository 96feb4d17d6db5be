"""International bank account numbers (ISO 13616)."""

from __future__ import annotations

import re

from graphintel.model.values import countries
from graphintel.model.values.check_digits import mod97
from graphintel.model.values.outcome import Outcome, compact, fails, passes

_FORM = re.compile(r"[A-Z]{2}\d\d[A-Z0-9]{9,30}", re.ASCII)
# Length by country, from the registry of ISO 13616; a country that is not listed is held to the check digits alone.
_REGISTRY = (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 "
    "ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 "
    "LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 "
    "QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20"
)
_LENGTHS = {entry[:2]: int(entry[2:]) for entry in _REGISTRY.split(" ")}


def check(text: str, _country: str | None = None) -> Outcome:
    """Checks an IBAN: its country, the length there, and its check digits."""
    number = compact(text).removeprefix("IBAN")
    if not _FORM.fullmatch(number):
        return fails(compact(text), "shape_iban")
    country = number[:2]
    if countries.by_code(country) is None:
        return fails(number, "country_unknown", found=country)
    length = _LENGTHS.get(country, len(number))
    if len(number) != length:
        return fails(number, "length_for_country", country, expected=length, found=len(number))
    expected = mod97(number[4:] + country)
    if number[2:4] != expected:
        return fails(number, "check_digits_expected", country, expected=expected, found=number[2:4])
    return passes(number, country)
