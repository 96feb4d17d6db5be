"""Which subjects are one entity, drawn case by case; random histories hold the invariants in test_materialise."""

from __future__ import annotations

from itertools import permutations

import pytest

from graphintel.model.clusters import STRONG_CAP, Clusters, Member, cluster
from graphintel.model.decisions import Decision, DecisionType
from graphintel.model.marking import Marking

OPEN = Marking.parse("suspects/unclassified")
SECRET = Marking.parse("suspects/secret")
HARBOUR = Marking.parse("suspects/restricted/op-harbour")
DELTA = Marking.parse("suspects/restricted/op-delta")


def member(name: str, *markings: Marking, kind: str = "Vessel", strong: str = "", at: str = "") -> Member:
    seen = frozenset(markings or (OPEN,))
    return Member(name, at or f"2026-{name}", frozenset({kind}), seen, ((strong, seen),) if strong else ())


def decision(one: str, other: str, type_: DecisionType = "same", marking: Marking = OPEN, at: str = "1") -> Decision:
    return Decision(f"d-{one}-{other}", type_, (one, other), "olin", at, "", marking)


def clusters(members: list[Member], *decisions: Decision) -> Clusters:
    return cluster({each.id: each for each in members}, decisions)


def groups(found: Clusters) -> set[frozenset[str]]:
    return {frozenset(name for name, leader in found.leader.items() if leader == own) for own in found.leader.values()}


def test_without_grounds_everybody_is_himself() -> None:
    assert clusters([member("a"), member("b")]).leader == {"a": "a", "b": "b"}


def test_the_first_registered_leads() -> None:
    found = clusters([member("a", at="2026-03"), member("b", at="2026-01"), member("c", at="2026-02")],
                     decision("a", "b"), decision("a", "c"))  # fmt: skip

    assert found.leader == {"a": "b", "b": "b", "c": "b"}


def test_a_strong_identifier_joins_its_bearers() -> None:
    found = clusters([member("a", strong="imo:1"), member("b", strong="imo:1"), member("c", strong="imo:2")])

    assert groups(found) == {frozenset("ab"), frozenset("c")}


def test_who_is_held_apart_is_never_joined_not_even_by_way_of_a_third() -> None:
    found = clusters(
        [member("a"), member("b"), member("c")],
        decision("a", "b"), decision("b", "c"), decision("a", "c", "apart", at="9"),
    )  # fmt: skip

    assert groups(found) == {frozenset("ab"), frozenset("c")}
    assert [(join.one, join.other) for join in found.refused] == [("b", "c")]


def test_a_strong_identifier_does_not_join_who_is_held_apart() -> None:
    found = clusters([member("a", strong="imo:1"), member("b", strong="imo:1")], decision("a", "b", "apart"))

    assert groups(found) == {frozenset("a"), frozenset("b")}
    assert len(found.refused) == 1


def test_what_is_called_two_kinds_of_thing_is_not_joined() -> None:
    found = clusters([member("a"), member("b", kind="Person")], decision("a", "b"))

    assert groups(found) == {frozenset("a"), frozenset("b")}
    assert len(found.refused) == 1


def test_a_hidden_decision_does_not_join_what_is_open() -> None:
    found = clusters([member("a"), member("b")], decision("a", "b", marking=SECRET))

    assert groups(found) == {frozenset("a"), frozenset("b")}
    assert len(found.refused) == 1


def test_a_hidden_decision_joins_where_either_end_is_hidden_as_well() -> None:
    found = clusters([member("a", OPEN), member("b", SECRET)], decision("a", "b", marking=SECRET))

    assert groups(found) == {frozenset("ab")}


def test_a_hidden_subject_is_no_bridge_between_open_ones() -> None:
    found = clusters(
        [member("a", OPEN), member("b", SECRET), member("c", OPEN)],
        decision("a", "b", marking=SECRET), decision("b", "c", marking=SECRET, at="2"),
    )  # fmt: skip

    assert groups(found) == {frozenset("ab"), frozenset("c")}


def test_whoever_sees_both_of_two_groups_sees_what_joins_them() -> None:
    # Whoever is in both operations sees a and b; the decision is for one of them, which he is in.
    joined = clusters([member("a", HARBOUR), member("b", DELTA)], decision("a", "b", marking=HARBOUR))
    # Somebody of the one operation sees both subjects, but not the decision of the other.
    refused = clusters([member("a", HARBOUR), member("b", HARBOUR)], decision("a", "b", marking=DELTA))

    assert groups(joined) == {frozenset("ab")}
    assert groups(refused) == {frozenset("a"), frozenset("b")}


def test_a_number_that_too_many_bear_joins_nobody() -> None:
    few = [member(f"m{number:02}", strong="imo:1") for number in range(STRONG_CAP)]
    many = [*few, member("one more", strong="imo:1")]

    assert len(groups(clusters(few))) == 1
    assert len(groups(clusters(many))) == STRONG_CAP + 1


def test_a_decision_on_somebody_who_is_not_described_waits() -> None:
    found = clusters([member("a")], decision("a", "nobody"))

    assert found.leader == {"a": "a"}
    assert found.refused == ()


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_in_which_decisions_are_handed_in_changes_nothing(order: tuple[int, ...]) -> None:
    members = [member(name, kind="Person") for name in "abcd"]
    taken = [
        decision("a", "b", at="1"), decision("c", "d", at="2"), decision("b", "c", at="3"),
        decision("a", "d", "apart", at="4"),
    ]  # fmt: skip

    found = clusters(members, *(taken[at] for at in order))

    assert groups(found) == {frozenset("ab"), frozenset("cd")}


def test_who_bears_two_numbers_of_a_scheme_does_not_join_their_bearers() -> None:
    both = Member(
        "x", "2026-x", frozenset({"Vessel"}), frozenset({OPEN}),
        (("imo:1", frozenset({OPEN})), ("imo:2", frozenset({OPEN}))),
    )  # fmt: skip

    found = clusters([member("a", strong="imo:1"), member("b", strong="imo:2"), both])

    assert groups(found) == {frozenset("a"), frozenset("b"), frozenset("x")}
    assert {(join.one, join.other) for join in found.refused} == {("a", "x"), ("b", "x")}


def test_a_number_does_not_join_who_differ_in_another() -> None:
    def firm(name: str, *keys: str) -> Member:
        seen = frozenset({OPEN})
        return Member(name, name, frozenset({"Business"}), seen, tuple((key, seen) for key in keys))

    one, other, between = firm("a", "lei:1", "imo_company:1"), firm("b", "imo_company:2"), firm("c", "lei:1")

    assert groups(clusters([one, between])) == {frozenset("ac")}
    assert groups(clusters([one, other, firm("d", "imo_company:2", "lei:1")])) == {
        frozenset("a"), frozenset("bd"),
    }  # fmt: skip


def test_somebody_can_still_decide_that_two_numbers_are_one_ship() -> None:
    found = clusters(
        [member("a", strong="imo:1"), member("b", strong="imo:2"), member("c", strong="imo:1")], decision("a", "b")
    )

    assert groups(found) == {frozenset("abc")}


def test_a_hidden_subject_that_an_open_link_mentions_is_not_joined_in_secret() -> None:
    hidden = Member("h", "2026-h", frozenset({"Vessel"}), frozenset({SECRET}), mentioned=frozenset({OPEN}))

    assert groups(clusters([member("a"), hidden], decision("a", "h", marking=SECRET))) == {
        frozenset("a"), frozenset("h"),
    }  # fmt: skip
    assert groups(clusters([member("a", SECRET), hidden], decision("a", "h", marking=SECRET))) == {frozenset("ah")}
