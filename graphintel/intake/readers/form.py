"""What a mapping says of the form of a file, and the bounds that hold for every file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# No honest cell of a list is longer than a long report; a longer one is a missing quote or an attack.
LONGEST_CELL = 1_000_000
# A record may have several long cells.
LONGEST_RECORD = 4 * LONGEST_CELL
# A quoted cell may run over several lines, but one that never closes must not swallow the rest of the file.
MOST_LINES = 5_000


@dataclass(frozen=True, slots=True)
class Form:
    """Format, encoding and columns of a file: ``known`` ones the mapping uses, ``required`` ones it needs."""

    format: Literal["csv", "jsonl"] = "csv"
    encoding: str = "utf-8"
    delimiter: str = ""
    header: bool = True
    columns: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
