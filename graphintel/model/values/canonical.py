"""The canonical text of a property's value, by the property's type: equal values are equal text, whoever wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from graphintel.model.properties import PROPERTIES, PropertyType
from graphintel.model.values import countries
from graphintel.model.values.dates import PartialDate
from graphintel.model.values.names import clean

LONGEST = 20_000
MOST_DIGITS = 60
_TERM = re.compile(r"[a-z0-9][a-z0-9_.+-]{0,79}")
_TIMED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")


def canonical_value(name: str, text: str) -> str:
    """The canonical text of a value of the property; ValueError says what would be right."""
    cleaned = clean(text).strip()
    if not cleaned:
        raise ValueError(f"The {PROPERTIES[name].label.lower()} is empty.")
    if len(cleaned) > LONGEST:
        raise ValueError(f"The {PROPERTIES[name].label.lower()} has {len(cleaned)} characters; {LONGEST} are the most.")
    return _FORMS[PROPERTIES[name].type](cleaned)


def _date(text: str) -> str:
    if not _TIMED.fullmatch(text):
        return PartialDate.parse(text).text
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no date and time; write it like 2026-03-14T09:30Z.") from error
    # Without a zone it stays local time of the place, as it was written down.
    if moment.tzinfo is None:
        return moment.isoformat()
    try:
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except OverflowError as error:
        raise ValueError(f"{text!r} lies outside the years 1 to 9999.") from error


def _country(text: str) -> str:
    found = countries.alpha2(text)
    if found is None:
        raise ValueError(f"{text!r} is no country; write its ISO 3166 code or its name.")
    return found


def _term(text: str) -> str:
    code = text.lower()
    if not _TERM.fullmatch(code):
        raise ValueError(f"{text!r} is no code of a vocabulary; codes are small letters, digits and underscores.")
    return code


def _number(text: str) -> str:
    try:
        number = Decimal(text.replace(" ", ""))
    except InvalidOperation as error:
        raise ValueError(f"{text!r} is no number; write it with a point for decimals, like 12.5.") from error
    if not number.is_finite():
        raise ValueError(f"{text!r} is no number.")
    if not number:
        return "0"  # However it was written: -0, 0.00.
    if not -MOST_DIGITS <= int(number.as_tuple().exponent) <= number.adjusted() <= MOST_DIGITS:
        raise ValueError(f"{text[:40]!r} has more digits than can be kept: at most {MOST_DIGITS} on either side.")
    written = format(number, "f")  # Exact: normalising a Decimal would round it.
    return written.rstrip("0").removesuffix(".") if "." in written else written


def _amount(text: str) -> str:
    """An amount and its unit or currency, as reported: the number in canonical form, the unit as written."""
    number, _, unit = text.partition(" ")
    return f"{_number(number)} {unit.strip()}" if unit.strip() else _number(number)


def _coordinates(text: str) -> str:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2:  # noqa: PLR2004 - latitude and longitude
        raise ValueError(f"{text!r} are no coordinates; write latitude and longitude in degrees, like 59.44, 24.75.")
    latitude, longitude = (Decimal(_number(part)) for part in parts)
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004 - degrees
        raise ValueError(f"{text!r} lies outside the globe: latitude to 90, longitude to 180 degrees.")
    return f"{_number(parts[0])},{_number(parts[1])}"


_FORMS: dict[PropertyType, Callable[[str], str]] = {
    "text": str,
    "place": str,
    "date": _date,
    "country": _country,
    "term": _term,
    "number": _number,
    "quantity": _amount,
    "money": _amount,
    "coordinates": _coordinates,
}
