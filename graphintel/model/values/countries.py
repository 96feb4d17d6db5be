"""Countries by code and by the names that people and lists use for them (``countries.csv``), former ones included."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from graphintel.model.values.names import fold

# Codes of the customs trade that are no countries: the Union, Northern Ireland in it, the United Nations.
CUSTOMS_CODES: Final = frozenset({"EU", "XI", "UN"})
# What lists write where a country should stand and mean none.
NO_COUNTRY: Final = frozenset(
    {"", "0", "none", "none identified", "undetermined", "unknown", "stateless", "not known", "n a", "various"}
)
# Machine-readable zones give Germany one letter and British nationals who are not citizens codes of their own.
_ZONE_CODES: Final = {"D": "DE", "GBD": "GB", "GBN": "GB", "GBO": "GB", "GBP": "GB", "GBS": "GB", "RKS": "XK"}
_ARTICLES: Final = frozenset({"the", "l", "le", "la", "les"})


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; ``until`` is the year in which a former one ended, ``successors`` what followed."""

    alpha2: str
    alpha3: str
    numeric: str
    english: str
    french: str
    until: int | None = None
    successors: tuple[str, ...] = ()

    def name(self, language: str = "en") -> str:
        """The short name in French, or in English for any other language."""
        return self.french if language.lower().startswith("fr") else self.english


def by_code(code: str) -> Country | None:
    """The country of an alpha-2, alpha-3 or numeric code; the present holder where a code was given out twice."""
    given = code.strip().upper()
    return _by_code().get(given) or _by_code().get(_ZONE_CODES.get(given, ""))


def find(text: str) -> Country | None:
    """The country of a code or a name in English or French, whatever the articles, accents, order or punctuation."""
    return (by_code(text) if text.isascii() else None) or _by_name().get(_key(text))


def alpha2(text: str | None) -> str | None:
    """The alpha-2 code of a code or name, or None."""
    country = find(text) if text else None
    return country.alpha2 if country else None


def means_no_country(text: str) -> bool:
    """True for what lists write where no single country is known: undetermined, none identified, a region."""
    key = fold(text)
    return key in NO_COUNTRY or key.startswith("region ")


@cache
def every() -> tuple[Country, ...]:
    """All countries, present ones first, each by alpha-2."""
    return tuple(country for country, _ in _rows())


@cache
def _rows() -> tuple[tuple[Country, tuple[str, ...]], ...]:
    text = (files("graphintel.model.values") / "countries.csv").read_text(encoding="utf-8")
    return tuple(_row(row) for row in csv.DictReader(text.splitlines()))


def _row(row: Mapping[str, str]) -> tuple[Country, tuple[str, ...]]:
    successors = tuple(row["successors"].split("|")) if row["successors"] else ()
    until = int(row["until"]) if row["until"] else None
    country = Country(row["alpha2"], row["alpha3"], row["numeric"], row["english"], row["french"], until, successors)
    return country, tuple(name for name in (row["english"], row["french"], *row["variants"].split("|")) if name)


@cache
def _by_code() -> Mapping[str, Country]:
    table: dict[str, Country] = {}
    for country in every():
        for code in (country.alpha2, country.alpha3, country.numeric):
            if code:
                table.setdefault(code, country)
    return table


@cache
def _by_name() -> Mapping[tuple[str, ...], Country]:
    table: dict[tuple[str, ...], Country] = {}
    for country, names in _rows():
        for name in names:
            table.setdefault(_key(name), country)
    return table


def _key(name: str) -> tuple[str, ...]:
    """The words of a name without articles; ``Korea, North`` and ``North Korea`` have the same."""
    words = ["saint" if word == "st" else word for word in fold(name).split() if word not in _ARTICLES]
    return tuple(sorted(word for word in words if word != "and"))
