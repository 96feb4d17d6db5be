"""Places: UN/LOCODE, name, country, coordinates; and addresses in the form in which they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Self

from graphintel.model.values import codes, countries
from graphintel.model.values.names import clean, fold

# What addresses abbreviate, in the languages that most declarations come in.
_ABBREVIATIONS: Final = (
    "st=street str=street strasse=street rd=road av=avenue ave=avenue avda=avenue avenida=avenue blvd=boulevard "
    "bd=boulevard bldg=building flr=floor apt=apartment appt=apartment hwy=highway sq=square ln=lane dr=drive pl=place "
    "c=calle cra=carrera cr=carrera cll=calle no=number nr=number num=number nbr=number"
)
_WORDS: Final = {short: word for short, _, word in (pair.partition("=") for pair in _ABBREVIATIONS.split(" "))}
_FLAGS = re.IGNORECASE | re.ASCII
_DECIMAL = re.compile(
    r"([+-]?\d{1,2}(?:\.\d+)?)\s*°?\s*([NS])?\s*[,; /]\s*([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([EW])?", _FLAGS
)
_SEXAGESIMAL = re.compile(
    r"(\d{1,2})[°\s]\s*(\d{1,2}(?:\.\d+)?)['′]?\s*(?:(\d{1,2}(?:\.\d+)?)[\"″]?)?\s*([NS])[,; /]*"
    r"(\d{1,3})[°\s]\s*(\d{1,2}(?:\.\d+)?)['′]?\s*(?:(\d{1,2}(?:\.\d+)?)[\"″]?)?\s*([EW])",
    _FLAGS,
)
_COMPACT = re.compile(r"(\d\d)(\d\d)()([NS])\s*(\d{3})(\d\d)()([EW])", _FLAGS)  # As UN/LOCODE writes them.


@dataclass(frozen=True, slots=True)
class Place:
    """A place as precisely as it is known; both coordinates or neither, in degrees."""

    locode: str | None
    name: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None

    def __post_init__(self) -> None:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("Coordinates need both latitude and longitude.")
        if self.latitude is not None and self.longitude is not None:
            _within(self.latitude, self.longitude)

    @classmethod
    def of(cls, name: str, locode: str = "", country: str = "", coordinates: str = "") -> Self:
        """A place from the cells of a row; ValueError for a location code, country or coordinates that cannot be."""
        found = codes.check_locode(locode) if locode.strip() else None
        if found is not None and not found.valid:
            raise ValueError(
                f"The location code {locode[:40]!r} is not a country and three of A to Z and 2 to 9: NLRTM."
            )
        stated = countries.find(country) if country.strip() else None
        if country.strip() and stated is None and not countries.means_no_country(country):
            raise ValueError(f"The country {country[:40]!r} is not known by code or name.")
        latitude, longitude = parse_coordinates(coordinates) if coordinates.strip() else (None, None)
        land = (found.country if found else None) or (stated.alpha2 if stated else None)
        return cls(found.normalised if found else None, clean(name), land, latitude, longitude)

    @property
    def key(self) -> str:
        """What tells places apart: the location code, else country and name."""
        return self.locode or address_key(self.name, self.country)


def parse_coordinates(text: str) -> tuple[float, float]:
    """Latitude and longitude in degrees: ``51.95, 4.14``, ``51.95N 4.14E``, ``51°57'N 4°08'E`` or ``5157N 00408E``."""
    given = clean(text)
    compact = _SEXAGESIMAL.fullmatch(given) or _COMPACT.fullmatch(given)
    decimal = _DECIMAL.fullmatch(given)
    if compact:
        parts = compact.groups()
        return _within(_degrees(parts[:4]), _degrees(parts[4:]))
    if decimal:
        return _within(_signed(decimal[1], decimal[2]), _signed(decimal[3], decimal[4]))
    raise ValueError(f"The coordinates {given[:40]!r} are not readable; write 51.95, 4.14 or 51°57'N 4°08'E.")


def address_key(text: str, country: str | None) -> str:
    """An address as it is compared: country, then words in their order, abbreviations spelled out; empty without words.

    The order stays: house and flat numbers that trade places are another address.
    """
    words = [_WORDS.get(word, word) for word in fold(text).split()]
    return f"{countries.alpha2(country) or '--'} {' '.join(words)}" if words else ""


def _degrees(parts: tuple[str | None, ...]) -> float:
    degrees, minutes, seconds, side = parts
    if float(minutes or 0) >= 60 or float(seconds or 0) >= 60:  # noqa: PLR2004 - sixtieths
        raise ValueError("Minutes and seconds of coordinates are below 60.")
    value = float(degrees or 0) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return round(-value if (side or "").upper() in {"S", "W"} else value, 6)


def _signed(number: str, side: str | None) -> float:
    if side and number[0] in "+-":
        raise ValueError("Coordinates have a sign or a side, not both.")
    return -float(number) if (side or "").upper() in {"S", "W"} else float(number)


def _within(latitude: float, longitude: float) -> tuple[float, float]:
    if not -90 <= latitude <= 90 or not -180 <= longitude <= 180:  # noqa: PLR2004 - the poles and the date line
        raise ValueError(f"{latitude}, {longitude} is not on the earth: latitude to 90, longitude to 180.")
    return latitude, longitude
