"""The invariants of the derivation, held against random histories."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from itertools import combinations

import networkx as nx
import pytest

from graphintel.model.decisions import Decision
from graphintel.model.marking import Clearance, least_clearance
from graphintel.model.materialise import Derived, materialise
from graphintel.model.records import Claim, Description, Named, Record, live
from graphintel.model.summary import combine, dump, fold, load, summarise
from tests.worlds import CLEARANCES, MARKINGS, World

SEEDS = range(60)
STEPS = 120


def grown(seed: int, steps: int = STEPS) -> World:
    world = World(seed)
    for _ in range(steps):
        world.step()
    return world


def facts(derived: Derived) -> set[tuple[str, ...]]:
    """What is asserted, told by records: independent of which ids stand for it."""
    found: set[tuple[str, ...]] = {(k.type, record) for k in derived.links.values() for record in k.records}
    found.update(("known", member) for entity in derived.entities.values() for member in entity.members)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_undone_steps_leave_no_trace(seed: int) -> None:
    world = grown(seed)
    kept = [record for record in world.records if not record.retracted_at]
    standing = [decision for decision in world.decisions if not decision.ended_at]
    shadow = [  # A subject keeps its place in the order of registration when its record is retracted.
        record for record in world.records if record.retracted_at
    ]
    with_history = materialise(world.records, world.decisions)
    without = materialise(kept + shadow, standing)
    assert with_history == without
    assert facts(with_history) == facts(materialise(kept, standing))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_the_input_and_repetition_change_nothing(seed: int) -> None:
    world = grown(seed)
    shuffled = [*world.records, *world.records[::2]]
    decisions = [*world.decisions, *world.decisions]
    random.Random(seed).shuffle(shuffled)
    random.Random(seed).shuffle(decisions)
    assert materialise(shuffled, decisions) == materialise(world.records, world.decisions)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_known_on_a_date_is_what_was_derived_on_it(seed: int) -> None:
    world = grown(seed, STEPS // 2)
    at = world.now()
    then = materialise(world.records, world.decisions)
    for _ in range(STEPS // 2):
        world.step()
    assert materialise(world.records, world.decisions, at=at) == then


@pytest.mark.parametrize("seed", SEEDS)
def test_more_clearance_never_shows_fewer_facts(seed: int) -> None:
    world = grown(seed)
    everything = facts(materialise(world.records, world.decisions))
    for less, more in ((CLEARANCES[0], CLEARANCES[1]), (CLEARANCES[1], CLEARANCES[4]), (CLEARANCES[3], CLEARANCES[4])):
        seen = facts(materialise(world.records, world.decisions, more))
        assert facts(materialise(world.records, world.decisions, less)) <= seen <= everything


@pytest.mark.parametrize("seed", SEEDS)
def test_no_hidden_record_bridges_visible_subjects(seed: int) -> None:
    world = grown(seed)
    for clearance in CLEARANCES:
        derived = materialise(world.records, world.decisions, clearance)
        visible = [record for record in live(world.records).values() if clearance.sees(record.marking)]
        seen = grounds(visible, [d for d in world.decisions if clearance.sees(d.marking) and not d.ended_at])
        for entity in derived.entities.values():
            assert nx.is_connected(seen.subgraph(entity.members)), "nothing that this viewer sees joins them"


def grounds(records: list[Record], decisions: list[Decision]) -> nx.Graph[str]:
    """Subjects, and between them every reason to join them that these records and decisions give."""
    graph: nx.Graph[str] = nx.Graph()
    bearers: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for description in record.descriptions:
            graph.add_node(description.subject)
            for item in description.identifiers:
                bearers[item.normalised].add(description.subject)
    graph.add_edges_from(d.subjects for d in decisions if d.type == "same" and set(d.subjects) <= set(graph))
    graph.add_edges_from(pair for same in bearers.values() for pair in combinations(same, 2))
    return graph


@pytest.mark.parametrize("seed", SEEDS)
def test_a_viewer_of_the_whole_sees_the_links_of_his_own_derivation_and_no_other(seed: int) -> None:
    world = grown(seed)
    whole = materialise(world.records, world.decisions)
    for clearance in CLEARANCES:
        own = materialise(world.records, world.decisions, clearance)
        known_as = {whole.subject_to_entity[subject]: id_ for subject, id_ in own.subject_to_entity.items()}
        restricted = {
            (link.type, known_as[link.source], known_as[link.target], link.role, link.marking.text, link.records)
            for link in whole.links.values()
            if clearance.sees(link.marking) and {link.source, link.target} <= known_as.keys()
        }
        assert restricted == {
            (link.type, link.source, link.target, link.role, link.marking.text, link.records)
            for link in own.links.values()
        }


@pytest.mark.parametrize("seed", SEEDS)
def test_every_subject_resolves_and_every_link_rests_on_a_live_visible_record(seed: int) -> None:
    world = grown(seed)
    current = {record.id: record for record in live(world.records).values()}
    for clearance in (None, *CLEARANCES):
        derived = materialise(world.records, world.decisions, clearance)
        assert set(derived.subject_to_entity.values()) == set(derived.entities)
        for link in derived.links.values():
            assert {link.source, link.target} <= set(derived.entities)
            assert link.source != link.target
            assert all(current[id_].marking == link.marking for id_ in link.records)
            assert clearance is None or clearance.sees(link.marking)


@pytest.mark.parametrize("seed", SEEDS)
def test_keeping_apart_keeps_apart(seed: int) -> None:
    world = grown(seed)
    derived = materialise(world.records, world.decisions)
    for decision in world.decisions:
        one, other = (derived.subject_to_entity.get(subject) for subject in decision.subjects)
        if decision.type == "apart" and not decision.ended_at and one is not None:
            assert one != other


@pytest.mark.parametrize("seed", range(20))
def test_summaries_fold_in_any_order_any_grouping_and_twice(seed: int) -> None:
    world = grown(seed)
    each = [summarise(r, d) for r in world.records for d in r.descriptions if d.kind == "Person"]
    shuffled = each + each[:5]
    random.Random(seed).shuffle(shuffled)
    cut = len(shuffled) // 3
    assert fold(each) == combine(fold(shuffled[cut:]), fold(shuffled[:cut]))
    assert load(dump(fold(each))) == fold(each)


def record(key: str, marking: int, *names: str, claims: tuple[Claim, ...] = ()) -> Record:
    descriptions = tuple(Description(name, "Person", (Named(name),)) for name in names)
    at = f"2026-01-01T00:00:0{key}.000000Z"
    return Record(
        f"record-{key}", "test", key, "Person", 1, 0, key, at, "", "B", "2", MARKINGS[marking], "Act", "",
        descriptions, claims,
    )  # fmt: skip


def same(one: str, other: str, marking: int = 1) -> Decision:
    return Decision(f"{one}={other}", "same", (one, other), "me", "2026-01-02", "", MARKINGS[marking])


def test_a_merge_by_a_secret_decision_stays_without_effect_for_public_subjects() -> None:
    evidence = [record("1", 1, "a"), record("2", 1, "b")]
    assert len(materialise(evidence, [same("a", "b", marking=4)]).entities) == 2
    assert len(materialise(evidence, [same("a", "b", marking=1)]).entities) == 1


def test_a_secret_subject_between_two_public_ones_does_not_join_them() -> None:
    evidence = [record("1", 1, "a"), record("2", 4, "hidden"), record("3", 1, "z")]
    derived = materialise(evidence, [same("a", "hidden"), same("hidden", "z")])
    assert derived.subject_to_entity["a"] != derived.subject_to_entity["z"]


def test_raising_a_marking_hides_what_was_said_before_also_in_the_past() -> None:
    first = record("1", 1, "a")
    raised = replace(first, id="raised", edition=2, recorded_at="2026-01-03", marking=MARKINGS[4])
    back = replace(raised, retracted_at="2026-01-04")

    assert not materialise([first, raised], [], CLEARANCES[0], at="2026-01-02").entities
    assert len(materialise([first, raised], [], CLEARANCES[4], at="2026-01-02").entities) == 1
    assert len(materialise([first, back], [], CLEARANCES[0], at="2026-01-02").entities) == 1


def test_a_link_that_a_merge_turns_into_a_loop_comes_back_on_a_split() -> None:
    evidence = [record("1", 1, "a", "b", claims=(Claim("OWNS", "a", "b"),))]
    merged = same("a", "b")
    assert not materialise(evidence, [merged]).links
    assert len(materialise(evidence, []).links) == 1


def test_a_link_to_a_subject_that_nobody_describes_waits_unresolved() -> None:
    early = record("1", 1, "a", claims=(Claim("OWNS", "a", "b"),))
    assert materialise([early], []).unresolved == {("record-1", Claim("OWNS", "a", "b"))}
    assert len(materialise([early, record("2", 1, "b")], []).links) == 1


@pytest.mark.parametrize("pair", list(combinations(range(len(MARKINGS)), 2)))
def test_the_least_clearance_sees_what_it_is_for(pair: tuple[int, int]) -> None:
    chosen = [MARKINGS[at] for at in pair]
    assert isinstance(least_clearance(chosen), Clearance)
    assert least_clearance(chosen).sees_all(chosen)
