"""Units: the offices of an administration, in a tree. Its rules are here, on plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

# The group of a unit is named after its code, and a group has at most 40 characters.
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,34}")
MOST_LEVELS = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """An office: ``within`` is the code of the one that it belongs to, ``people`` how many users are in it."""

    code: str
    name: str
    within: str | None = None
    people: int = 0
    retired_at: str | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """The units that there are."""

    units: Mapping[str, Unit]

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Tree:
        """A tree from its units in any order."""
        return cls({unit.code: unit for unit in units})

    def standing(self, code: str) -> bool:
        """True where there is a unit of that code that is not retired."""
        return code in self.units and self.units[code].retired_at is None

    def above(self, code: str) -> list[str]:
        """The units that a unit lies within, nearest first."""
        found: list[str] = []
        at = self.units[code].within
        while at is not None and at not in found:
            found.append(at)
            at = self.units[at].within
        return found

    def below(self, code: str) -> frozenset[str]:
        """The units that lie within a unit, at any depth."""
        return frozenset(each for each in self.units if code in self.above(each))

    def levels_with(self, code: str) -> int:
        """How many levels a unit has with those below it."""
        depth = len(self.above(code))
        return 1 + max((len(self.above(each)) - depth for each in self.below(code)), default=0)

    def in_order(self) -> Iterator[tuple[int, Unit]]:
        """Every unit after the one that it lies within, each with its depth; by name among equals."""
        yield from self._from(None, 0)

    def _from(self, within: str | None, depth: int) -> Iterator[tuple[int, Unit]]:
        for unit in sorted(self.units.values(), key=lambda unit: (unit.name.casefold(), unit.code)):
            if unit.within == within:
                yield depth, unit
                yield from self._from(unit.code, depth + 1)
