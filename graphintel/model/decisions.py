"""Decisions: somebody says that two subjects are the same, or that they are not. They end, they are never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graphintel.model.marking import Marking

DecisionType = Literal["same", "apart"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A standing or ended decision on two subjects, in id order; ``at`` and ``ended_at`` are ISO 8601 UTC text.

    ``unit`` is that of whoever took it, as it was then.
    """

    id: str
    type: DecisionType
    subjects: tuple[str, str]
    by: str
    at: str
    why: str
    marking: Marking
    score: float | None = None
    ended_at: str = ""
    ended_by: str = ""
    unit: str | None = None

    def stands_at(self, at: str | None) -> bool:
        """True where the decision had been taken and not ended by then."""
        if at is None:
            return not self.ended_at
        return self.at <= at and (not self.ended_at or self.ended_at > at)

    @property
    def order(self) -> tuple[str, tuple[str, str], str]:
        """The order in which decisions take effect: by time, then by what they are about."""
        return self.at, self.subjects, self.id
