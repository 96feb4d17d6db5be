"""Which single slip would explain a number that fails: the corrections that pass, likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graphintel.model.values.identifier import Identifier, check
from graphintel.model.values.schemes import SCHEMES, Scheme

MOST = 48
_NO_SLIP = frozenset({"empty", "placeholder"})
# What eye, stamp and optical reader take for one another.
_LOOK_ALIKES = {
    "0": "ODQ8", "O": "0DQC", "D": "0O", "Q": "0O", "1": "I7LT", "I": "1LT", "L": "1I", "2": "Z7", "Z":
    "27", "3": "8", "4": "A", "A": "4", "5": "S6", "S": "58", "6": "G5B", "G": "6C", "7": "1T2", "T": "71",
    "8": "B36", "B": "8", "9": "G", "C": "GO", "M": "N", "N": "M", "U": "V", "V": "U", "K": "X", "X": "K",
    "E": "F", "F": "E", "P": "R", "R": "P",
}  # fmt: skip


def corrections(identifier: Identifier) -> tuple[str, ...]:
    """Canonical forms one slip away that pass: look-alike characters first, then any other, then neighbours swapped.

    Only for a number that fails. Where its scheme has no check digit every character would do somewhere, so that only
    look-alikes are offered. At most :data:`MOST` single characters are returned.
    """
    scheme = SCHEMES.get(identifier.scheme)
    if scheme is None or identifier.valid is not False or identifier.why in _NO_SLIP:
        return ()
    number = identifier.normalised
    places = tuple(scheme.positions(number)) if scheme.positions else tuple(range(len(number)))
    if len(places) > MOST:
        return ()
    passing = (tried for tried in _single(number, places, scheme) if _passes(identifier, tried))
    found = [tried for tried, _ in zip(passing, range(MOST), strict=False)]
    if scheme.check_digit:
        found += [tried for tried in _swapped(number, places) if _passes(identifier, tried)]
    return tuple(dict.fromkeys(found))


def _passes(identifier: Identifier, tried: str) -> bool:
    found = check(identifier.scheme, tried, identifier.country)
    return found.valid is True and found.normalised == tried


def _single(number: str, places: Iterable[int], scheme: Scheme) -> Iterator[str]:
    alike = [
        (place, char) for place in places for char in _LOOK_ALIKES.get(number[place], "") if char in scheme.alphabet
    ]
    yield from (_replaced(number, place, char) for place, char in alike)
    if scheme.check_digit:
        others = ((place, char) for place in places for char in scheme.alphabet)
        yield from (
            _replaced(number, *other) for other in others if other not in alike and number[other[0]] != other[1]
        )


def _swapped(number: str, places: Iterable[int]) -> Iterator[str]:
    for place in places:
        if place + 1 < len(number) and number[place] != number[place + 1]:
            yield number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def _replaced(number: str, place: int, char: str) -> str:
    return number[:place] + char + number[place + 1 :]
