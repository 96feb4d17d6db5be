"""What may be the same and is not joined: case by case, and against the joins that clustering refuses."""

from __future__ import annotations

from collections import defaultdict

import pytest

from graphintel.model.clusters import STRONG_CAP, Member, cluster
from graphintel.model.decisions import Decision, DecisionType
from graphintel.model.leads import Group, are_apart, joins, leads, propose
from graphintel.model.marking import Marking
from graphintel.model.materialise import members_of, registrations
from graphintel.model.records import live
from tests.worlds import MARKINGS, World

OPEN = Marking.parse("suspects/unclassified")
RESTRICTED = Marking.parse("suspects/restricted")
SECRET = Marking.parse("suspects/secret")
HARBOUR = Marking.parse("suspects/restricted/op-harbour")
SEIZURES = Marking.parse("seizures/restricted")


def member(name: str, *markings: Marking, kind: str = "Vessel", strong: str = "", mentioned: str = "") -> Member:
    seen = frozenset(markings or (OPEN,))
    told = frozenset(map(Marking.parse, mentioned.split()))
    return Member(name, f"2026-{name}", frozenset({kind}), seen, tuple((n, seen) for n in strong.split()), told)


def group(*members: Member) -> Group:
    return {each.id: each for each in members}


def decision(one: str, other: str, type_: DecisionType = "same", marking: Marking = OPEN) -> Decision:
    return Decision(f"d-{one}-{other}-{type_}", type_, (one, other), "olin", "1", "", marking)


def alone(*members: Member) -> dict[str, Group]:
    return {each.id: group(each) for each in members}


def test_a_shared_strong_number_that_joins_nobody_is_a_lead_with_that_number() -> None:
    (found,) = leads(alone(member("a", strong="imo:1"), member("b", SECRET, strong="imo:1")), [])

    assert (found.one, found.other) == ("a", "b")
    assert [(g.what, g.name, g.reason, g.markings) for g in found.grounds] == [
        ("identifier", "imo:1", "not_everyone", (OPEN, SECRET))
    ]


def test_a_decision_that_joins_nobody_is_a_lead() -> None:
    (found,) = leads(alone(member("a"), member("b")), [decision("a", "b", marking=SECRET)])

    assert [(g.what, g.name, g.reason) for g in found.grounds] == [("decision", "d-a-b-same", "not_everyone")]


def test_what_is_one_entity_already_is_no_lead() -> None:
    one = {"a": group(member("a", strong="imo:1"), member("b", strong="imo:1"))}

    assert leads(one, [decision("a", "b")]) == ()


def test_who_is_kept_apart_is_no_lead_by_whatever_ground() -> None:
    groups = {"a": group(member("a", strong="imo:1"), member("c")), "b": group(member("b", strong="imo:1"))}

    assert leads(groups, [decision("a", "b"), decision("c", "b", "apart")]) == ()


def test_a_decision_on_what_the_reader_does_not_see_is_no_lead() -> None:
    assert leads(alone(member("a")), [decision("a", "b")]) == ()


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (member("a", strong="imo:1 imo:2"), member("b", strong="imo:1"), "several_numbers"),
        (member("a", strong="imo:1 lei:1"), member("b", strong="imo:1 lei:2"), "other_number"),
        (member("a", strong="imo:1"), member("b", strong="imo:1", kind="Business"), "kinds"),
        (member("a", strong="imo:1"), member("b", strong="imo:1"), "not_everyone"),
    ],
)
def test_the_reason_is_what_the_reader_sees_to_forbid_it(one: Member, other: Member, reason: str) -> None:
    (found,) = leads(alone(one, other), [])

    assert [ground.reason for ground in found.grounds] == [reason]


def test_a_number_that_a_crowd_bears_leads_from_one_to_every_other() -> None:
    names = [f"{at:02}" for at in range(STRONG_CAP + 1)]
    groups = alone(*(member(name, strong="imo:1") for name in names))

    everywhere = leads(groups, [])
    from_one = leads(groups, [], centre="07")

    assert [(each.one, each.other) for each in everywhere] == [("00", name) for name in names[1:]]
    assert len(from_one) == STRONG_CAP
    assert {each.grounds[0].reason for each in (*everywhere, *from_one)} == {"too_many"}
    assert all("07" in {each.one, each.other} for each in from_one)


def test_leads_of_one_entity_are_those_at_which_it_stands() -> None:
    groups = alone(*(member(name, strong="imo:1") for name in "abc"))

    assert [(each.one, each.other) for each in leads(groups, [], centre="b")] == [("a", "b"), ("b", "c")]


@pytest.mark.parametrize("seed", range(30))
def test_the_leads_of_who_sees_all_are_the_joins_that_clustering_refused(seed: int) -> None:
    world = World(seed)
    for _ in range(120):
        world.step()
    records = list(live(world.records).values())
    standing = [each for each in world.decisions if not each.ended_at]
    members = members_of(records, registrations(world.records))
    clusters = cluster(members, standing)
    groups: dict[str, dict[str, Member]] = defaultdict(dict)
    for subject, leader in clusters.leader.items():
        groups[leader][subject] = members[subject]

    found = {frozenset((each.one, each.other)) for each in leads(groups, standing)}

    refused = {frozenset((clusters.leader[join.one], clusters.leader[join.other])) for join in clusters.refused}
    apart = (each for each in standing if each.type == "apart")
    kept_apart = {frozenset(clusters.leader.get(subject, "") for subject in each.subjects) for each in apart}
    assert found == {pair for pair in refused if len(pair) > 1} - kept_apart


def test_a_merge_is_proposed_as_high_as_the_lower_of_two_and_then_joins() -> None:
    one, other = group(member("a", RESTRICTED)), group(member("b", OPEN))

    found = propose(one, other)

    assert (found.marking, found.effective) == (RESTRICTED, True)
    assert not joins(SECRET, found.subjects, one, other)
    assert joins(OPEN, found.subjects, one, other)


def test_a_merge_is_proposed_no_higher_than_the_lowest_two_that_it_brings_together() -> None:
    one, other = group(member("a", SECRET), member("b", OPEN)), group(member("c", OPEN))

    found = propose(one, other)

    # On "a", who is hidden from those who see "b" and "c", no decision would count.
    assert (found.subjects, found.marking, found.effective) == (("b", "c"), OPEN, True)
    assert not joins(OPEN, ("a", "c"), one, other)


def test_a_mention_of_what_is_described_higher_leaves_every_merge_without_effect() -> None:
    found = propose(group(member("a", SECRET, mentioned="suspects/unclassified")), group(member("b", OPEN)))

    assert not found.effective
    assert found.marking == OPEN


def test_a_group_that_only_one_is_in_stays_on_the_proposal() -> None:
    found = propose(group(member("a", HARBOUR)), group(member("b", HARBOUR)))

    assert (found.marking, found.effective) == (HARBOUR, True)


def test_two_of_different_registers_may_be_joined_under_either() -> None:
    found = propose(group(member("a", RESTRICTED)), group(member("b", SEIZURES)))

    assert (found.marking, found.effective) == (SEIZURES, True)


def test_who_is_kept_apart_or_of_another_kind_is_joined_by_no_marking() -> None:
    one, other = group(member("a")), group(member("b"))

    assert are_apart(one, other, [decision("b", "a", "apart")])
    assert not are_apart(one, other, [decision("b", "a"), decision("b", "c", "apart")])
    assert not propose(one, other, apart=True).effective
    assert not propose(one, group(member("b", kind="Business"))).effective


@pytest.mark.parametrize("one", MARKINGS)
@pytest.mark.parametrize("other", MARKINGS)
def test_what_is_proposed_as_effective_is_what_clustering_joins(one: Marking, other: Marking) -> None:
    members = group(member("a", one), member("b", other))

    found = propose({"a": members["a"]}, {"b": members["b"]})

    clusters = cluster(members, [decision(*found.subjects, marking=found.marking)])
    assert found.effective is (clusters.leader["a"] == clusters.leader["b"])
