"""Markings, clearances and visibility classes: who may see what.

A marking is ``register/level[/group+group]``. Everyone who is cleared for a marking sees what bears it. Several
markings on one node form a class: the minimal ones decide who sees the node at all, the maximal ones who sees all.
A link is seen with both of its ends or not at all: its class has alternatives of which all markings are needed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import product
from typing import Self

REGISTERS = ("investigations", "seizures", "suspects")
GROUP = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
# The group of everybody in a unit is called after its code; nobody else is in it.
UNIT_GROUP = "unit-"


class Level(IntEnum):
    """Levels of classification, lowest first."""

    unclassified = 0
    restricted = 1
    confidential = 2
    secret = 3


@dataclass(frozen=True, slots=True)
class Marking:
    """A register, a level and the need-to-know groups of which all are needed."""

    register: str
    level: Level
    groups: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads ``suspects/confidential/op-harbour+op-delta``; ValueError says what would be right."""
        register, _, rest = text.strip().lower().partition("/")
        level, _, groups = rest.partition("/")
        if register not in REGISTERS:
            message = f"The marking {text!r} names no register; one of {', '.join(REGISTERS)} comes first."
            raise ValueError(message)
        if level not in Level.__members__:
            message = f"The marking {text!r} names no level; one of {', '.join(Level.__members__)} comes second."
            raise ValueError(message)
        names = frozenset(groups.split("+")) if groups else frozenset()
        if not all(GROUP.fullmatch(name) for name in names):
            message = f"The groups of the marking {text!r} must be small letters, digits and hyphens, joined by +."
            raise ValueError(message)
        return cls(register, Level[level], names)

    @property
    def text(self) -> str:
        """The canonical form, equal for equal markings."""
        end = f"/{'+'.join(sorted(self.groups))}" if self.groups else ""
        return f"{self.register}/{self.level.name}{end}"

    def implied_by(self, other: Marking) -> bool:
        """True where everyone who sees the other also sees this one."""
        return self.register == other.register and self.level <= other.level and self.groups <= other.groups


@dataclass(frozen=True, slots=True)
class Clearance:
    """What somebody may see: registers, the highest level in them, and need-to-know groups.

    ``also`` is what he sees beside it for a time: what is asked for in one register opens nothing in another.
    """

    registers: frozenset[str]
    level: Level
    groups: frozenset[str] = frozenset()
    also: tuple[Clearance, ...] = ()

    @property
    def every_register(self) -> frozenset[str]:
        """The registers in which something is seen, be it for the time of an emergency alone."""
        return self.registers.union(*(each.registers for each in self.also))

    def within(self, registers: frozenset[str]) -> Clearance:
        """What of this clearance lies in the registers; nothing at all, its groups included, where none of it does."""
        left = self.registers & registers
        also = tuple(each.within(registers) for each in self.also if each.registers & registers)
        if not left:
            return Clearance(left, Level.unclassified, also=also)
        return Clearance(left, self.level, self.groups, also)

    def sees(self, marking: Marking) -> bool:
        """True where this clearance is enough for the marking."""
        own = marking.register in self.registers and marking.level <= self.level and marking.groups <= self.groups
        return own or any(each.sees(marking) for each in self.also)

    def sees_any(self, markings: Iterable[Marking]) -> bool:
        """True where at least one of the markings is seen; false for none."""
        return any(self.sees(marking) for marking in markings)

    def sees_all(self, markings: Iterable[Marking]) -> bool:
        """True where every one of the markings is seen."""
        return all(self.sees(marking) for marking in markings)


def least_clearance(markings: Iterable[Marking]) -> Clearance:
    """The smallest clearance that sees all the markings: what holds for it holds for everyone who sees them."""
    given = list(markings)
    return Clearance(
        frozenset(marking.register for marking in given),
        max((marking.level for marking in given), default=Level.unclassified),
        frozenset[str]().union(*(marking.groups for marking in given)),
    )


def minimal(markings: Iterable[Marking]) -> frozenset[Marking]:
    """The markings that no other of them is implied by: to see one of these is to see the node."""
    given = frozenset(markings)
    return frozenset(m for m in given if not any(other != m and other.implied_by(m) for other in given))


def maximal(markings: Iterable[Marking]) -> frozenset[Marking]:
    """The markings that imply no other of them: to see all of these is to see all."""
    given = frozenset(markings)
    return frozenset(m for m in given if not any(other != m and m.implied_by(other) for other in given))


@dataclass(frozen=True, slots=True)
class VisibilityClass:
    """Who sees something: whoever is cleared for all the markings of at least one of the alternatives."""

    alternatives: frozenset[frozenset[Marking]]

    @classmethod
    def of(cls, markings: Iterable[Marking]) -> VisibilityClass:
        """The class of what is seen by whoever sees one of the markings."""
        return cls(frozenset(frozenset({marking}) for marking in markings))

    @classmethod
    def parse(cls, texts: Iterable[str]) -> VisibilityClass:
        """Reads what ``texts`` gives."""
        return cls(frozenset(frozenset(map(Marking.parse, text.split("&"))) for text in texts))

    @property
    def texts(self) -> list[str]:
        """The alternatives in canonical form, the markings of one joined by ``&``."""
        return sorted("&".join(sorted(marking.text for marking in each)) for each in self.alternatives)

    @property
    def id(self) -> int:
        """The first 63 bits of the SHA-256 of its text: equal for equal classes, so the registry is insert only."""
        return int.from_bytes(hashlib.sha256("|".join(self.texts).encode()).digest()[:8], "big") >> 1

    def seen_by(self, clearance: Clearance) -> bool:
        """True where the clearance sees what bears this class."""
        return any(clearance.sees_all(each) for each in self.alternatives)

    def wholly_seen_by(self, clearance: Clearance) -> bool:
        """True where the clearance sees every marking in it."""
        return all(clearance.sees_all(each) for each in self.alternatives)


def class_id(markings: Iterable[Marking]) -> int:
    """The id of the class of what is seen by whoever sees one of the markings."""
    return VisibilityClass.of(markings).id


@lru_cache(maxsize=4_096)
def together(*each: frozenset[Marking]) -> VisibilityClass:
    """The class of what only those see who see one marking of each: a link, of its own marking and of both ends."""
    found = {maximal(needed) for needed in product(*each)}
    return VisibilityClass(
        frozenset(one for one in found if not any(other != one and _less(other, one) for other in found))
    )


def _less(one: frozenset[Marking], other: frozenset[Marking]) -> bool:
    """True where everyone who sees all of the other also sees all of this one."""
    return all(any(marking.implied_by(needed) for needed in other) for marking in one)


def highest(markings: Iterable[Marking]) -> tuple[Level, tuple[str, ...], tuple[str, ...]]:
    """Level, registers and groups to print over a page that shows all of the markings."""
    needed = least_clearance(markings)
    return needed.level, tuple(sorted(needed.registers)), tuple(sorted(needed.groups))
