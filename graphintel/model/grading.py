"""Grades of evidence: reliability of the source A to F, credibility of the information 1 to 6 (the Admiralty's 6x6).

Other schemes are mapped onto it; what was given stays with the grade.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from graphintel.model.values.reasons import N_

RELIABILITY: Final[Mapping[str, str]] = {
    "A": N_("Completely reliable"),
    "B": N_("Usually reliable"),
    "C": N_("Fairly reliable"),
    "D": N_("Not usually reliable"),
    "E": N_("Unreliable"),
    "F": N_("Reliability cannot be judged"),
}
CREDIBILITY: Final[Mapping[int, str]] = {
    1: N_("Confirmed by other sources"),
    2: N_("Probably true"),
    3: N_("Possibly true"),
    4: N_("Doubtful"),
    5: N_("Improbable"),
    6: N_("Truth cannot be judged"),
}
STRENGTHS: Final = ("tentative", "probable", "confirmed")

_FORM = re.compile(r"\s*([A-Fa-f])\s*[-/ ]?\s*([1-6])\s*", re.ASCII)
# How each part of the other schemes reads in 6x6. A 4x4 source X and 3x5x2's untested source cannot be judged, which is
# no worse than not usually reliable, but no ground to build on.
_4X4: Final = ({"A": "A", "B": "B", "C": "C", "X": "F"}, {"1": 1, "2": 2, "3": 3, "4": 6})
_3X5X2: Final = ({"1": "B", "2": "F", "3": "E"}, {"A": 1, "B": 2, "C": 3, "D": 6, "E": 5})
_SCHEMES: Final[Mapping[str, tuple[re.Pattern[str], Mapping[str, str], Mapping[str, int]]]] = {
    "4x4": (re.compile(r"([ABCX])[-/ ]?([1-4])"), *_4X4),
    "3x5x2": (re.compile(r"([1-3])[-/ ]?([A-E])[-/ ]?([PC])?"), *_3X5X2),
}


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade in 6x6; ``original`` is what another scheme gave, ``3x5x2:2B``, and empty where 6x6 was given."""

    reliability: str
    credibility: int
    original: str = ""

    def __post_init__(self) -> None:
        if self.reliability not in RELIABILITY or self.credibility not in CREDIBILITY:
            given = f"{self.reliability!r} and {self.credibility!r}"
            raise ValueError(f"A grade has a source A to F and information 1 to 6, not {given}.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads ``B2``; ValueError says what is wrong and what would be right."""
        read = _FORM.fullmatch(text)
        if read is None:
            raise ValueError(f"The grade {text!r} is not one of A1 to F6: source A to F, then information 1 to 6.")
        return cls(read[1].upper(), int(read[2]))

    @classmethod
    def convert(cls, scheme: str, text: str) -> Self:
        """Maps a grade of ``6x6``, ``4x4`` (Europol) or ``3x5x2`` (United Kingdom) onto 6x6; what was given is kept."""
        if scheme == "6x6":
            return cls.parse(text)
        if scheme not in _SCHEMES:
            raise ValueError(f"There is no grading scheme {scheme!r}; the schemes are 6x6, {', '.join(_SCHEMES)}.")
        form, sources, information = _SCHEMES[scheme]
        given = text.strip().upper()
        read = form.fullmatch(given)
        if read is None:
            raise ValueError(f"{text!r} is not a grade of the scheme {scheme}.")
        return cls(sources[read[1]], information[read[2]], f"{scheme}:{given}")

    @property
    def text(self) -> str:
        """The canonical form, ``B2``."""
        return f"{self.reliability}{self.credibility}"

    def words(self, translate: Callable[[str], str] = str) -> tuple[str, str]:
        """What the grade says of the source and of the information; ``translate`` is the reader's gettext."""
        return translate(RELIABILITY[self.reliability]), translate(CREDIBILITY[self.credibility])

    @property
    def rank(self) -> tuple[int, int, str]:
        """Sorts grades, best first: by strength, then by both parts together, then by source. No two share a rank."""
        parts = ord(self.reliability) - ord("A") + self.credibility
        return STRENGTHS[::-1].index(self.strength()), parts, self.reliability

    def strength(self) -> str:
        """``confirmed`` (A to C with 1 or 2), ``tentative`` (D to F, or 4 to 6), else ``probable``."""
        if self.reliability in "DEF" or self.credibility > 3:  # noqa: PLR2004 - 4 is doubtful
            return "tentative"
        return "confirmed" if self.credibility < 3 else "probable"  # noqa: PLR2004 - 3 is possibly true


@lru_cache(maxsize=64)
def rank_of(text: str) -> tuple[int, int, str]:
    """The rank of a grade in its canonical form: a path is as strong as its weakest link, the one of the last rank."""
    return Grade.parse(text).rank


def best(grades: Iterable[Grade]) -> Grade | None:
    """The best of the grades, or None of none."""
    return min(grades, key=lambda grade: grade.rank, default=None)


def worst(grades: Iterable[Grade]) -> Grade | None:
    """The worst of the grades, or None of none: a path is as strong as its weakest link."""
    return max(grades, key=lambda grade: grade.rank, default=None)
