"""What a reader hands on: rows, and the places where there was none that could be read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from graphintel.errors import Problem
from graphintel.model.ids import JsonValue, canonical

Cell = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: its cells by column, and what arrived, to be kept. A cell of several values is a tuple."""

    file: str
    line: int
    cells: Mapping[str, Cell]
    payload: JsonValue

    @property
    def digest(self) -> bytes:
        """Equal for rows that say the same."""
        text = canonical(self.payload).encode("utf-8", "surrogatepass")
        return hashlib.blake2b(text, digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is not loaded: where it stands, which field, why, and what would help."""

    file: str
    line: int
    field: str
    reason: str
    remedy: str

    def as_problem(self) -> Problem:
        """The same as the error tree says it."""
        return Problem(self.field, self.reason, self.line, self.remedy)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that people should know of a row or a file that was loaded all the same."""

    file: str
    line: int | None
    field: str
    message: str
