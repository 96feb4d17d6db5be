from dataclasses import replace

import pytest

from graphintel.errors import NotAllowed
from graphintel.model.marking import Marking
from graphintel.security.actor import FULL_CLEARANCE, Actor, Role, clearance_of
from graphintel.security.policy import POLICY, Verb, authorise, may, require_cleared

ANALYST = Actor("1", "ada", "Ada", Role.analyst, clearance_of(["suspects"], "restricted", []))


def test_every_role_stands_in_the_table() -> None:
    assert set(POLICY) == set(Role)


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        (Role.analyst, {Verb.users, Verb.audit}),
        (Role.officer, {Verb.users, Verb.audit, Verb.decide, Verb.load, Verb.chart, Verb.export}),
        (Role.auditor, set(Verb) - {Verb.audit, Verb.own_account, Verb.own_tokens}),
        (Role.administrator, set()),
    ],
)
def test_a_role_is_refused_what_the_table_does_not_give_it(role: Role, refused: set[Verb]) -> None:
    actor = replace(ANALYST, role=role)

    assert {verb for verb in Verb if not may(actor, verb)} == refused


def test_a_disabled_user_may_do_nothing() -> None:
    disabled = replace(ANALYST, disabled=True, role=Role.administrator, clearance=FULL_CLEARANCE)

    assert [verb for verb in Verb if may(disabled, verb)] == []
    with pytest.raises(NotAllowed):
        authorise(disabled, Verb.read)


def test_nobody_writes_above_his_clearance() -> None:
    require_cleared(ANALYST, Marking.parse("suspects/restricted"))

    with pytest.raises(NotAllowed, match="suspects/secret"):
        require_cleared(ANALYST, Marking.parse("suspects/secret"))
