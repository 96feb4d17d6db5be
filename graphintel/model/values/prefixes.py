"""The country of a number by its first characters (``prefixes.csv``): ships' stations, aircraft marks, wagons."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    table: dict[str, dict[str, str]] = {}
    text = (files("graphintel.model.values") / "prefixes.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        table.setdefault(row["scheme"], {})[row["prefix"]] = row["country"]
    return table


def country_by_prefix(scheme: str, number: str) -> str | None:
    """The alpha-2 code of the country with the longest prefix that the number begins with, or None."""
    prefixes = _table()[scheme]
    for length in range(min(len(number), 4), 0, -1):
        if number[:length] in prefixes:
            return prefixes[number[:length]]
    return None
