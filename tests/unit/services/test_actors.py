from dataclasses import replace

import pytest

from graphintel.model.marking import REGISTERS, Clearance, Level, Marking
from graphintel.queries.actors import Standing, StoredActor
from graphintel.security.actor import Role
from graphintel.security.policy import readable
from graphintel.services.actors import actor_of

AT = "2026-03-14T12:00:00.000000Z"
EVERYTHING = Clearance(frozenset(REGISTERS), Level.secret, frozenset({"op-harbour"}))
STORED = StoredActor("1", "ada", "Ada", "analyst", EVERYTHING, "muuga")
MUUGA = Standing("muuga", frozenset({"gate"}))


@pytest.mark.parametrize("role", list(Role))
def test_a_clearance_counts_in_the_registers_that_the_role_reads(role: Role) -> None:
    actor = actor_of(replace(STORED, role=role), MUUGA, AT)

    assert actor.clearance.registers == readable(role)


@pytest.mark.parametrize("role", [Role.administrator, Role.auditor])
def test_who_reads_nothing_has_no_level_and_no_group_either(role: Role) -> None:
    actor = actor_of(replace(STORED, role=role), MUUGA, AT)

    assert actor.clearance == Clearance(frozenset(), Level.unclassified)


def test_the_group_of_a_unit_comes_with_it_and_those_below_for_who_answers_for_them() -> None:
    own, below = (Marking.parse(f"seizures/restricted/unit-{code}") for code in ("muuga", "gate"))

    analyst = actor_of(STORED, MUUGA, AT)
    supervisor = actor_of(replace(STORED, role="supervisor"), MUUGA, AT)
    loose = actor_of(STORED, Standing(), AT)

    assert (analyst.clearance.sees(own), analyst.clearance.sees(below)) == (True, False)
    assert (supervisor.clearance.sees(own), supervisor.clearance.sees(below)) == (True, True)
    assert (loose.unit, loose.clearance.sees(own)) == (None, False)


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "lapsed"),
    [
        ("2026-03-14", "2026-03-14", ""),
        ("2026-03-15", None, "not_yet"),
        (None, "2026-03-13", "over"),
    ],
)
def test_outside_of_his_days_somebody_sees_nothing(
    valid_from: str | None, valid_until: str | None, lapsed: str
) -> None:
    actor = actor_of(STORED, replace(MUUGA, valid_from=valid_from, valid_until=valid_until), AT)

    assert actor.lapsed == lapsed
    assert bool(actor.clearance.registers) is not bool(lapsed)


def test_one_of_an_unknown_role_is_shut_out() -> None:
    actor = actor_of(replace(STORED, role="emperor"), MUUGA, AT)

    assert actor.disabled
    assert not actor.clearance.registers
