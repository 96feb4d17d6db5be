"""The page on markings says of every role what the policy says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graphintel.model.marking import REGISTERS, Level
from graphintel.security.actor import Role
from graphintel.security.policy import POLICY, Verb

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "markings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_its_row_says(role: Role) -> None:
    row = re.search(rf"^\| `{role}` \| (.*) \|$", PAGE, re.MULTILINE)
    assert row is not None
    told = {verb for verb in Verb if re.search(rf"\b{verb.replace('_', ' ')}\b", row[1])}

    assert POLICY[role] == (frozenset(Verb) if row[1].startswith("everything") else told)


def test_registers_and_levels_are_told_in_their_order() -> None:
    assert all(f"`{register}`" in PAGE for register in REGISTERS)
    assert " < ".join(f"`{level.name}`" for level in sorted(Level)) in PAGE
