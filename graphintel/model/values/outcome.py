"""What a check found, and the canonical form that codes and numbers share."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from graphintel.model.values.reasons import reason

# Canonical forms settle in two or three rounds; hostile text may take one for every few of its characters.
_ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """The canonical form, whether it is valid (None: cannot be told), why, and the country that the number names."""

    normalised: str
    valid: bool | None
    why: str
    country: str | None = None


def passes(normalised: str, country: str | None = None, why: str = "check_digit_fits") -> Outcome:
    """The number passes every check that its scheme has."""
    return Outcome(normalised, valid=True, why=reason(why), country=country)


def fails(normalised: str, code: str, country: str | None = None, **parameters: object) -> Outcome:
    """The number fails, for the reason given."""
    return Outcome(normalised, valid=False, why=reason(code, **parameters), country=country)


def unknown(normalised: str, code: str = "not_checkable", country: str | None = None, **parameters: object) -> Outcome:
    """Nothing can be told about the number."""
    return Outcome(normalised, valid=None, why=reason(code, **parameters), country=country)


def settle(text: str, step: Callable[[str], str]) -> str:
    """Applies the step until the text stays: in rare scripts composing, folding and filtering feed each other."""
    for _ in range(_ROUNDS):
        following = step(text)
        if following == text:
            return text
        text = following
    return text


def legible(text: str) -> str:
    """The text without control, format (bidirectional marks) and unassigned characters, spaces evened out."""
    kept = (" " if char.isspace() else char for char in text if char.isspace() or unicodedata.category(char)[0] != "C")
    return " ".join("".join(kept).split())


def compact(text: str) -> str:
    """Upper case without separators: letters and digits of any script, digits as 0 to 9.

    Where nothing but separators was written, these are kept, so that different illegible values do not become one.
    """
    letters = settle(text, lambda value: "".join(_digit(char) for char in _upper(value) if char.isalnum()))
    return letters or settle(text, lambda value: legible(_upper(value)))


def _upper(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)
