"""Dates as precise as the evidence: a year, a month, a day; about then; or somewhere between two.

The canonical text is ISO 8601: ``1984``, ``1984-03``, ``1984-03-14``, ``1984~`` (about), ``1962/1964`` (between).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ABOUT = re.compile(r"(?:circa|ca\.?|about|approx(?:imately|\.)?|c\.)\s*|(?<=\d)~", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s+(?:to|until|and)\s+|\s*/\s*|(?<=\d{4})\s*[-–]\s*(?=\d{4}\Z)", re.IGNORECASE
)  # The second is the dash of printers.
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ]\d\d:\d\d.*)?)?)?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_SPOKEN = re.compile(r"(?:(\d{1,2})[. ]\s*)?([A-Za-z]{3,9})[., ]\s*(\d{4})", re.ASCII)
_AMERICAN = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of some precision; with ``until`` it lies between the two, ``approximate`` ones are about then."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    until: PartialDate | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year <= 9999:  # noqa: PLR2004 - what ISO 8601 writes in four digits
            raise ValueError(f"The year {self.year} is not between 1 and 9999.")
        if self.day is not None and self.month is None:
            raise ValueError("A day needs its month.")
        if self.month is not None and not 1 <= self.month <= len(_MONTHS):
            raise ValueError(f"There is no month {self.month}; months run from 1 to 12.")
        if self.month and self.day is not None and not 1 <= self.day <= monthrange(self.year, self.month)[1]:
            raise ValueError(f"{self.year}-{self.month:02d} has no day {self.day}.")
        if self.until is not None and (self.until.until or self.until.latest < self.earliest):
            raise ValueError(f"The period ends ({self.until.text}) before it begins ({self._own_text}).")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads ISO and spoken forms, ``circa 1984``, ``1962 to 1964``; ValueError says what would be right."""
        about = _ABOUT.search(text) is not None
        parts = _BETWEEN.split(_ABOUT.sub("", text).strip().removeprefix("between ").strip())
        if len(parts) > 2:  # noqa: PLR2004 - a beginning and an end
            raise _unreadable(text)
        first, *last = (cls._parse_one(part.strip(), text) for part in parts)
        return replace(first, approximate=about, until=last[0] if last else None)

    @classmethod
    def _parse_one(cls, part: str, whole: str) -> Self:
        iso = _ISO.fullmatch(part) or _COMPACT.fullmatch(part)
        if iso:
            return cls(int(iso[1]), int(iso[2]) if iso[2] else None, int(iso[3]) if iso[3] else None)
        spoken, american = _SPOKEN.fullmatch(part), _AMERICAN.fullmatch(part)
        if spoken:
            return cls(int(spoken[3]), _month(spoken[2], whole), int(spoken[1]) if spoken[1] else None)
        if american:
            return cls(int(american[3]), _month(american[1], whole), int(american[2]))
        raise _unreadable(whole)

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``: of a period, that of its beginning."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def text(self) -> str:
        """The canonical text, equal for equal dates; parsing it gives the date again."""
        about = "~" if self.approximate else ""
        return self._own_text + (f"/{self.until.text}" if self.until else "") + about

    @property
    def _own_text(self) -> str:
        parts = (f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    @property
    def earliest(self) -> date:
        """The first day that is meant."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that is meant."""
        if self.until:
            return self.until.latest
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __lt__(self, other: PartialDate) -> bool:
        return self._order < other._order

    def __le__(self, other: PartialDate) -> bool:
        return self._order <= other._order

    @property
    def _order(self) -> tuple[date, date, str]:
        """Chronological by the first day; the more precise date comes first."""
        return self.earliest, self.latest, self.text


def _month(word: str, whole: str) -> int:
    start = word[:3].lower()
    if start not in _MONTHS:
        raise _unreadable(whole)
    return _MONTHS.index(start) + 1


def _unreadable(text: str) -> ValueError:
    shown = text if len(text) <= 40 else text[:40] + "..."  # noqa: PLR2004 - enough to find it
    return ValueError(
        f"The date {shown!r} is not readable; write 1984, 1984-03, 1984-03-14, 14 Mar 1984 or 1962 to 1964."
    )
