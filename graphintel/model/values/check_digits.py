"""The arithmetic of check digits, each over text that its caller has found well-formed."""

from __future__ import annotations

from collections.abc import Sequence

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"


def weighted(digits: str, weights: Sequence[int]) -> int:
    """The sum of the digits by their weights; digits beyond the weights do not count."""
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def luhn(digits: str) -> str:
    """The Luhn check digit of the digits that come before it."""
    doubled = "".join(str(int(digit) * (2 - place % 2)) for place, digit in enumerate(reversed(digits)))
    return str(-sum(map(int, doubled)) % 10)


def base36(text: str) -> int:
    """The number that stands there when A is read as 10 and Z as 35, as ISO 7064 has it."""
    return int("".join(str(int(char, 36)) for char in text))


def mod97(text: str) -> str:
    """The two check digits that the text needs behind it (ISO 7064, MOD 97-10)."""
    return f"{98 - base36(text + '00') % 97:02d}"


def icao(text: str) -> str:
    """The check digit of a field of a machine-readable zone (ICAO 9303): weights 7, 3, 1; ``<`` is 0."""
    total = sum((0 if char == "<" else int(char, 36)) * (7, 3, 1)[place % 3] for place, char in enumerate(text))
    return str(total % 10)
