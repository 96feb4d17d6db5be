"""The actor: on whose behalf something is done. Every service takes one first."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from graphintel.model.marking import REGISTERS, UNIT_GROUP, Clearance, Level, Marking

Lapsed = Literal["", "not_yet", "over"]


class Role(StrEnum):
    """What somebody is employed to do here; ``policy`` says what that allows."""

    officer = "officer"
    validator = "validator"
    analyst = "analyst"
    investigator = "investigator"
    risk_officer = "risk_officer"
    exchange_officer = "exchange_officer"
    supervisor = "supervisor"
    administrator = "administrator"
    auditor = "auditor"


@dataclass(frozen=True, slots=True)
class LastingEmergency:
    """An emergency that lasts: until when it shows an actor more than he is cleared for."""

    id: str
    until: str


@dataclass(frozen=True, slots=True)
class Delegated:
    """Duties that a colleague handed over: what his role may do where he may do it, and nothing that he may see."""

    giver: str
    name: str
    role: Role
    until: str
    unit: str | None = None
    below: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Actor:
    """A known user: the role says what he may do, the clearance what he may see.

    The clearance is what is left of the granted one in the registers that his role reads. ``below`` are the units
    below his own; ``lapsed`` says whether today lies outside of the days for which he was cleared.
    ``registered`` is how many visibility classes there were when he was identified: it spares asking for them again.
    """

    id: str
    username: str
    display_name: str
    role: Role
    clearance: Clearance
    unit: str | None = None
    disabled: bool = False
    registered: int | None = field(default=None, compare=False, repr=False)
    # What the token through which he comes was made for, out of what his role allows; None for himself.
    scope: frozenset[str] | None = field(default=None, compare=False)
    below: frozenset[str] = frozenset()
    valid_from: str | None = None
    valid_until: str | None = None
    lapsed: Lapsed = ""
    emergency: LastingEmergency | None = None
    delegations: tuple[Delegated, ...] = ()


FULL_CLEARANCE = Clearance(frozenset(REGISTERS), Level.secret)
NO_CLEARANCE = Clearance(frozenset(), Level.unclassified)


def clearance_of(registers: list[str], level: str, groups: list[str], *, units: bool = False) -> Clearance:
    """A clearance from its parts as text; ValueError names the part that is wrong and what would be right.

    The groups of ``units`` are taken in an emergency alone.
    """
    unknown = sorted(set(registers) - set(REGISTERS))
    if unknown:
        raise ValueError(f"There is no register {', '.join(unknown)}. The registers are {', '.join(REGISTERS)}.")
    if level not in Level.__members__:
        raise ValueError(f"There is no level {level!r}. The levels are {', '.join(Level.__members__)}.")
    ofunits = sorted(group for group in groups if group.startswith(UNIT_GROUP))
    if ofunits and not units:
        raise ValueError(f"The group {', '.join(ofunits)} comes with the unit of a user and is given to nobody else.")
    # A marking's own parser judges the names of groups, so a clearance can hold only what a marking can bear.
    named = Marking.parse(f"{REGISTERS[0]}/{level}" + (f"/{'+'.join(groups)}" if groups else ""))
    return Clearance(frozenset(registers), named.level, named.groups)


def lapsed_on(day: str, valid_from: str | None, valid_until: str | None) -> Lapsed:
    """Whether a day lies before or after those for which somebody is cleared; both ends are days of it."""
    if valid_from is not None and day < valid_from:
        return "not_yet"
    return "over" if valid_until is not None and day > valid_until else ""
