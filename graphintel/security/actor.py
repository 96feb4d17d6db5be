"""The actor: on whose behalf something is done. Every service takes one first."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from graphintel.model.marking import REGISTERS, Clearance, Level, Marking


class Role(StrEnum):
    """What somebody is employed to do here; ``policy`` says what that allows."""

    administrator = "administrator"
    analyst = "analyst"
    officer = "officer"
    auditor = "auditor"


@dataclass(frozen=True, slots=True)
class Actor:
    """A known user: the role says what he may do, the clearance what he may see.

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


FULL_CLEARANCE = Clearance(frozenset(REGISTERS), Level.secret)


def clearance_of(registers: list[str], level: str, groups: list[str]) -> Clearance:
    """A clearance from its parts as text; ValueError names the part that is wrong and what would be right."""
    unknown = sorted(set(registers) - set(REGISTERS))
    if unknown:
        raise ValueError(f"There is no register {', '.join(unknown)}. The registers are {', '.join(REGISTERS)}.")
    if level not in Level.__members__:
        raise ValueError(f"There is no level {level!r}. The levels are {', '.join(Level.__members__)}.")
    # A marking's own parser judges the names of groups, so a clearance can hold only what a marking can bear.
    named = Marking.parse(f"{REGISTERS[0]}/{level}" + (f"/{'+'.join(groups)}" if groups else ""))
    return Clearance(frozenset(registers), named.level, named.groups)
