"""The pages on roles and markings say of every role what the policy says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphintel.model.marking import REGISTERS, Level
from graphintel.security.actor import Role
from graphintel.security.policy import DUTIES, NO_REGISTER, POLICY, Reach, Verb

FOLDER = Path(__file__).parents[2] / "docs" / "how-to"
ROLES = (FOLDER / "roles.md").read_text(encoding="utf-8")
MARKINGS = (FOLDER / "markings.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)` \| ([\w()]+) \| (.*) \|$", re.MULTILINE)


@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_its_rows_say(role: Role) -> None:
    told: dict[tuple[Role, str, Verb], Reach] = {}
    for name, register, cells in ROW.findall(ROLES):
        for reach, cell in zip(Reach, cells.split(" | ") if name == role else (), strict=False):
            place = NO_REGISTER if register == "(none)" else register
            told |= {(role, place, Verb(verb)): reach for verb in re.findall(r"`(\w+)`", cell)}

    assert told
    assert told == {key: reach for key, reach in POLICY.items() if key[0] is role}
    assert DUTIES[role] in ROLES


def test_registers_and_levels_are_told_in_their_order() -> None:
    assert all(f"`{register}`" in MARKINGS for register in REGISTERS)
    assert " < ".join(f"`{level.name}`" for level in sorted(Level)) in MARKINGS
