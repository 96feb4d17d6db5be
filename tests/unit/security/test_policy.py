from dataclasses import replace
from itertools import product

import pytest

from graphintel.errors import NotAllowed
from graphintel.model.events import Circumstances, circumstances, set_circumstances, set_standing
from graphintel.model.marking import REGISTERS, Marking
from graphintel.security.actor import FULL_CLEARANCE, Actor, Delegated, Role, clearance_of, lapsed_on
from graphintel.security.policy import (
    DEEDS,
    DELEGABLE,
    DUTIES,
    NEVER_ONES_OWN,
    NO_REGISTER,
    POLICY,
    TABLE,
    Reach,
    Verb,
    authorise,
    lapse,
    may,
    reach_of,
    reaches,
    readable,
    require_cleared,
    sight,
)

ANALYST = Actor("1", "ada", "Ada", Role.analyst, clearance_of(["suspects"], "restricted", []), "muuga")
READERS = set(Role) - {Role.administrator, Role.auditor}
# Verbs that mean something without a register, and nothing in one.
OF_NO_REGISTER = {
    Verb.own_account, Verb.own_tokens, Verb.break_glass, Verb.delegate, Verb.review, Verb.users, Verb.units,
    Verb.operate, Verb.audit,
}  # fmt: skip


def test_every_role_stands_in_the_table_once_per_register() -> None:
    rows = [(row.role, row.register) for row in TABLE]

    assert {role for role, _register in rows} == set(Role) == set(DUTIES)
    assert len(set(rows)) == len(rows)
    assert {register for _role, register in rows} == {*REGISTERS, NO_REGISTER}
    assert set(DEEDS) == set(Verb)


def test_a_verb_stands_in_one_column_of_a_row_and_where_it_means_something() -> None:
    for row in TABLE:
        verbs = [verb for verb, _reach in row.reaches()]
        assert len(set(verbs)) == len(verbs), row
        assert all((verb in OF_NO_REGISTER) == (row.register == NO_REGISTER) for verb in verbs), row


def test_every_verb_is_given_to_somebody() -> None:
    assert {verb for _role, _register, verb in POLICY} == set(Verb)


@pytest.mark.parametrize("role", [Role.administrator, Role.auditor])
def test_an_administrator_and_an_auditor_read_nothing_whatever_their_clearance(role: Role) -> None:
    actor = replace(ANALYST, role=role, clearance=FULL_CLEARANCE)

    assert not may(actor, Verb.read)
    assert readable(role) == frozenset()
    assert sight(role, FULL_CLEARANCE).registers == frozenset()
    assert not sight(role, FULL_CLEARANCE).sees(Marking.parse("seizures/unclassified"))


@pytest.mark.parametrize("role", sorted(READERS))
def test_who_writes_in_a_register_reads_it(role: Role) -> None:
    written = {register for each, register, _verb in POLICY if each is role and register != NO_REGISTER}

    assert written <= readable(role)


@pytest.mark.parametrize("role", list(Role))
def test_nobody_both_administers_and_reads_or_reviews_what_he_administers(role: Role) -> None:
    if reach_of(role, Verb.users) or reach_of(role, Verb.units):
        assert not readable(role)
        assert not reach_of(role, Verb.audit)
        assert not reach_of(role, Verb.review)


def test_a_disabled_user_may_do_nothing() -> None:
    disabled = replace(ANALYST, disabled=True, role=Role.administrator, clearance=FULL_CLEARANCE)

    assert [verb for verb in Verb if may(disabled, verb)] == []
    with pytest.raises(NotAllowed):
        authorise(disabled, Verb.read)


def test_outside_of_the_days_that_he_is_cleared_for_somebody_may_do_nothing_and_is_told_why() -> None:
    over = replace(ANALYST, lapsed="over", valid_until="2026-11-01")

    assert [verb for verb in Verb if may(over, verb)] == []
    assert "2026-11-01" in lapse(over)
    with pytest.raises(NotAllowed, match="cleared until 2026-11-01"):
        authorise(over, Verb.read)


@pytest.mark.parametrize(
    ("day", "found"),
    [("2026-02-28", "not_yet"), ("2026-03-01", ""), ("2026-03-31", ""), ("2026-04-01", "over")],
)
def test_both_ends_of_a_clearance_are_days_of_it(day: str, found: str) -> None:
    assert lapsed_on(day, "2026-03-01", "2026-03-31") == found
    assert lapsed_on(day, None, None) == ""


OWN, SAME_UNIT, BELOW, ELSEWHERE, NO_UNIT = (
    ("1", "port"), ("2", "muuga"), ("2", "muuga-gate"), ("2", "narva"), ("2", None),
)  # fmt: skip
REACHED: dict[Reach, set[tuple[str, str | None]]] = {
    Reach.own: {OWN},
    Reach.unit: {OWN, SAME_UNIT},
    Reach.below: {OWN, SAME_UNIT, BELOW},
    Reach.everywhere: {OWN, SAME_UNIT, BELOW, ELSEWHERE, NO_UNIT},
}


@pytest.mark.parametrize(("role", "verb"), list(product(Role, Verb)))
def test_a_verb_works_on_what_its_reach_says_in_every_register(role: Role, verb: Verb) -> None:
    actor = replace(ANALYST, role=role, below=frozenset({"muuga-gate"}))

    for register in (*REGISTERS, NO_REGISTER):
        reach = POLICY.get((role, register, verb))
        for owner, unit in (OWN, SAME_UNIT, BELOW, ELSEWHERE, NO_UNIT):
            allowed = reach is not None and (owner, unit) in REACHED[reach]
            allowed = allowed and not (verb in NEVER_ONES_OWN and owner == actor.id)
            assert reaches(actor, verb, register, unit, owner) is allowed, (register, owner, unit)


def test_somebody_of_no_unit_reaches_nothing_that_is_of_no_unit() -> None:
    loose = replace(ANALYST, unit=None)

    with pytest.raises(NotAllowed, match="Somebody else"):
        authorise(loose, Verb.decide, "suspects", None, "2")


def test_a_validator_never_validates_his_own_entry() -> None:
    validator = replace(ANALYST, role=Role.validator)

    authorise(validator, Verb.validate, "seizures", "muuga", "2")
    with pytest.raises(NotAllowed, match="his own"):
        authorise(validator, Verb.validate, "seizures", "muuga", "1")


def test_nobody_writes_above_his_clearance_or_in_a_register_that_is_not_his_to_write_in() -> None:
    require_cleared(ANALYST, Marking.parse("suspects/restricted"), Verb.add)

    with pytest.raises(NotAllowed, match="suspects/secret"):
        require_cleared(ANALYST, Marking.parse("suspects/secret"), Verb.add)
    investigator = replace(ANALYST, role=Role.investigator, clearance=FULL_CLEARANCE)
    with pytest.raises(NotAllowed, match="register seizures"):
        require_cleared(investigator, Marking.parse("seizures/restricted"), Verb.add)


def test_what_one_actor_stands_for_does_not_pass_to_the_next() -> None:
    set_circumstances(Circumstances("cli"))
    set_standing("2", "9", "8")

    authorise(ANALYST, Verb.read)

    assert circumstances() == Circumstances("cli")


def test_duties_of_a_colleague_count_where_the_own_role_does_not_and_bear_his_name() -> None:
    officer = replace(ANALYST, id="3", role=Role.officer, unit="gate")
    deputy = replace(officer, delegations=(Delegated("9", "Sven", Role.supervisor, "", "muuga", frozenset({"gate"})),))
    set_circumstances(Circumstances("cli"))
    set_standing("0", "", "")

    authorise(deputy, Verb.add, "seizures")
    own = circumstances().acting_for
    authorise(deputy, Verb.decide, "seizures", "muuga", "7")

    assert (own, circumstances().acting_for) == ("", "9")
    assert not may(officer, Verb.decide)
    with pytest.raises(NotAllowed, match="Somebody else"):
        authorise(deputy, Verb.decide, "seizures", "narva", "7")
    for owner in ("3", "9"):
        with pytest.raises(NotAllowed, match="his own"):
            authorise(deputy, Verb.review, None, "muuga", owner)


@pytest.mark.parametrize("verb", sorted(set(Verb) - DELEGABLE))
def test_sight_accounts_and_administration_are_never_handed_over(verb: Verb) -> None:
    nobody = replace(ANALYST, role=Role.auditor)
    deputies = [replace(nobody, delegations=(Delegated("9", "X", role, "", "muuga"),)) for role in Role]

    assert {may(deputy, verb) for deputy in deputies} == {may(nobody, verb)}
