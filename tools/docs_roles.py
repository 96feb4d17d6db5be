"""The page on roles: the table of the policy in words."""

from __future__ import annotations

from graphintel.security.policy import DEEDS, DUTIES, TABLE, Reach
from tools.docs_tables import NOTE, code, table

ROLES = """\
Everybody has one role, which says what he may do, and a clearance, which says what he may see
([markings](markings.md)). What does not stand in the table below is refused. The table itself is `TABLE` in
`graphintel/security/policy.py`.
"""
REACH = """\
The columns say on whose entries a verb works: on what one entered oneself, on what anybody of one's own unit did, on
that of the [units](units.md) below as well, or on anything. To enter something new, a verb needs no more than to stand
in the row. A row without a register is for what concerns none.

What one reads is bound by markings and not by units, so `read` reaches everywhere or is not there. A clearance counts
only in the registers that the role reads: an administrator and an auditor see nothing there, whatever they are cleared
for. Who writes under a marking needs its verb in the register of that marking.
"""


def roles_page() -> str:
    """docs/how-to/roles.md: what each role is for, and what it may do."""
    columns = [reach.name for reach in Reach]
    heads = {"own": "own entries", "unit": "own unit", "below": "and units below", "everywhere": "everywhere"}
    rows = (
        (f"`{row.role}`", row.register or "(none)", *(code(getattr(row, name).split()) for name in columns))
        for row in TABLE
    )
    return "\n".join(
        [
            f"# Roles\n\n{NOTE}",
            ROLES,
            table(("role", "what it is for"), ((f"`{role}`", about) for role, about in DUTIES.items())),
            "## Who may do what\n",
            REACH,
            table(("role", "register", *(heads[name] for name in columns)), rows),
            "## What the verbs mean\n",
            table(("verb", "meaning"), ((f"`{verb}`", about) for verb, about in DEEDS.items())),
        ]
    )
