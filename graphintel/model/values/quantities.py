"""Quantities of goods as reported and in one unit for each dimension, and money; both exact, never rounded.

Units are those of UN/ECE Recommendation 20 (``units.csv``), by code or spelled; an unknown one is kept as reported.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Self

from graphintel.model.values.amounts import MINOR_UNITS, parse_amount, plain, shown
from graphintel.model.values.names import clean

_SPLIT = re.compile(r"([\d.,' \u2019]*\d)\s*(\D.*)?", re.ASCII)
# What spreadsheets make of large numbers: 1.2E+06 is not 1.2 of some unit "E+06".
_POWER_OF_TEN = re.compile(r"[\d.,' \u2019]*\d[eE][+-]?\d.*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its Rec 20 code (empty where there is none), its name, and what one of it is in the normalised unit."""

    code: str
    name: str
    normalised: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in the unit as reported and, where that is known, in the one unit of its dimension."""

    amount: Decimal
    unit: str
    code: str = ""
    normalised_amount: Decimal | None = None
    normalised_unit: str | None = None

    @classmethod
    def of(cls, amount: str | int | Decimal, unit: str) -> Self:
        """A quantity from its two cells; ValueError for an amount that cannot be read for certain."""
        value = parse_amount(amount)
        reported = clean(unit)
        known = find_unit(reported)
        if known is None:
            return cls(value, reported)
        return cls(value, reported, known.code, value * known.factor, known.normalised)

    @classmethod
    def parse(cls, text: str) -> Self:
        """A quantity from one cell: ``12.5 kg``."""
        cell = clean(text)
        if _POWER_OF_TEN.fullmatch(cell):
            raise ValueError(
                f"The quantity {shown(text)} is written as a power of ten; write out its digits: 1200000 kg."
            )
        read = _SPLIT.fullmatch(cell)
        if read is None:
            raise ValueError(f"The quantity {shown(text)} does not begin with an amount; write 12.5 kg.")
        return cls.of(read[1], read[2] or "")

    @property
    def text(self) -> str:
        """As reported."""
        return f"{plain(self.amount)} {self.unit}".rstrip()

    @property
    def normalised_text(self) -> str | None:
        """In the one unit of its dimension, or None where the unit is not known."""
        return None if self.normalised_amount is None else f"{plain(self.normalised_amount)} {self.normalised_unit}"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in a currency of ISO 4217."""

    amount: Decimal
    currency: str

    @classmethod
    def of(cls, amount: str | int | Decimal, currency: str) -> Self:
        """Money from its two cells; ValueError for an unreadable amount or a currency that does not exist."""
        code = clean(currency).upper()
        if code not in MINOR_UNITS:
            raise ValueError(
                f"There is no currency {shown(currency)} in ISO 4217; write EUR, USD or another code of it."
            )
        return cls(parse_amount(amount), code)

    @property
    def text(self) -> str:
        """The amount with the currency's decimals at least, then the code: ``1250.00 EUR``."""
        digits = max(MINOR_UNITS[self.currency], -int(self.amount.normalize().as_tuple().exponent))
        return f"{self.amount:.{digits}f} {self.currency}"


def find_unit(text: str) -> Unit | None:
    """The unit of a Rec 20 code or a spelled name, or None."""
    given = clean(text)
    return _units().get(given) or _units().get(given.lower().rstrip(".")) or _units().get(given.upper())


@cache
def _units() -> Mapping[str, Unit]:
    table: dict[str, Unit] = {}
    text = (files("graphintel.model.values") / "units.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        unit = Unit(row["code"], row["name"], row["normalised"], Decimal(row["factor"]))
        for key in (row["code"], row["name"].lower(), row["plural"].lower(), *row["spellings"].split("|")):
            if key:
                table.setdefault(key, unit)
    return table
