"""The one tree of errors: raised low, translated once, by the web to a status and by the command line to an exit code.

| error | code | exit code | HTTP |
|---|---|---|---|
| (success) | | 0 | 2xx |
| anything unforeseen | ``unexpected`` | 1 | 500 |
| wrong usage of a command | ``usage`` | 2 | |
| Invalid | ``invalid`` | 3 | 400 or 422 |
| NotFound | ``not_found`` | 4 | 404 |
| NotAllowed | ``not_allowed`` | 5 | 403 |
| Conflict | ``conflict`` | 6 | 409 |
| StoreUnavailable | ``store_unavailable`` | 7 | 503 |
| StartRefused | ``start_refused`` | 8 | |
| TooMany | ``too_many`` | 9 | 429 |
| interrupted by Ctrl-C | ``interrupted`` | 130 | |
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import ClassVar


class GraphintelError(Exception):
    """Anything that went wrong and that somebody can be told about in one sentence."""

    code: ClassVar[str] = "unexpected"
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input: where, what, and what would be right."""

    field: str
    message: str
    line: int | None = None
    remedy: str | None = None

    def sentence(self) -> str:
        """Place, message and remedy as text."""
        place = f"line {self.line}, {self.field}" if self.line is not None else self.field
        return f"{place}: {self.message}" + (f" {self.remedy}" if self.remedy else "")

    def as_dict(self) -> dict[str, object]:
        """For a problem-details answer or ``--json``."""
        return asdict(self)


class Invalid(GraphintelError):
    """An input that cannot be accepted; it lists every problem found, not only the first."""

    code = "invalid"
    exit_code = 3

    def __init__(self, problems: Sequence[Problem] | Problem) -> None:
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("; ".join(problem.sentence() for problem in self.problems))


class NotFound(GraphintelError):
    """There is no such thing, or none that the asker may see: the two read the same on purpose."""

    code = "not_found"
    exit_code = 4


class NotAllowed(GraphintelError):
    """The asker is known and lacks the right."""

    code = "not_allowed"
    exit_code = 5


class Conflict(GraphintelError):
    """The change contradicts what is stored: edited meanwhile, already there, or still in use."""

    code = "conflict"
    exit_code = 6


class StoreUnavailable(GraphintelError):
    """The database does not answer; trying again later may help."""

    code = "store_unavailable"
    exit_code = 7


class StartRefused(GraphintelError):
    """The managed database was not started, or not touched, for a reason that the sentence gives."""

    code = "start_refused"
    exit_code = 8


class TooMany(GraphintelError):
    """Asked or tried too often; it says after how many seconds it is worth trying again."""

    code = "too_many"
    exit_code = 9

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds
