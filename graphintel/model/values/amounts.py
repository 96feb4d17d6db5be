"""Amounts as people write them, read only where there is one way to read them; and the currencies of ISO 4217."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from graphintel.model.values.names import clean

_AMOUNT = re.compile(r"[+]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:[ '\u2019_]\d{3})+(?=[.,]|\Z)", re.ASCII)
_LONGEST: Final = 40
# Enough for any cargo, and few enough that every conversion of units stays exact.
_DIGITS: Final = 15

# What is in use, and what notes still turn up in.
_TWO: Final = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF "
    "CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD "
    "SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG "
    "YER ZAR ZMW ZWG ANG CUC HRK SLL ZWL VEF"
)
# No decimals, metals that are traded included.
_NONE: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF XAG XAU XPD XPT XDR"
_THREE: Final = "BHD IQD JOD KWD LYD OMR TND"
_FOUR: Final = "CLF UYW"
MINOR_UNITS: Final[Mapping[str, int]] = {
    code: digits for digits, codes in ((0, _NONE), (2, _TWO), (3, _THREE), (4, _FOUR)) for code in codes.split(" ")
}


def parse_amount(given: str | int | Decimal) -> Decimal:
    """An amount that is not negative; one comma before three digits could be either thing and is refused."""
    value = _read(given) if isinstance(given, str) else Decimal(given)
    if not value.is_finite() or value < 0:
        raise ValueError(f"{given!s:.40} is no amount; amounts are zero or more.")
    if len(value.as_tuple().digits) > _DIGITS or abs(value.adjusted()) > _DIGITS:
        raise ValueError(f"The amount {shown(str(given))} has more than {_DIGITS} digits.")
    return value


def plain(amount: Decimal) -> str:
    """The amount without exponent and without idle zeros."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(text: str) -> str:
    """The text in quotes, cut where it would fill a page."""
    return repr(text if len(text) <= _LONGEST else text[:_LONGEST] + "...")


def _read(given: str) -> Decimal:
    text = clean(given) if len(given) <= _LONGEST * 2 else given
    if len(text) > _LONGEST or not _AMOUNT.fullmatch(written := _unambiguous(text)):
        raise ValueError(f"The amount {shown(given)} is not readable; write 1234.5.")
    return Decimal(written)


def _unambiguous(text: str) -> str:
    """The amount with a decimal point and without marks between thousands."""
    text = _GROUPED.sub(lambda group: re.sub(r"\D", "", group[0]), text)
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        thousands, decimal = (",", ".") if point > comma else (".", ",")
        whole, _, rest = text.rpartition(decimal)
        return f"{whole.replace(thousands, '')}.{rest}" if _grouped(whole, thousands) else text
    mark = "," if comma >= 0 else "."
    if text.count(mark) > 1:
        return text.replace(mark, "") if _grouped(text, mark) else text
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", text, re.ASCII):
        raise ValueError(f"The amount {text!r} may be thousands or decimals; write it with a point and without commas.")
    return text.replace(",", ".")


def _grouped(whole: str, mark: str) -> bool:
    return re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", whole, re.ASCII) is not None
