"""Whatever happened, each viewer is answered from the one stored graph what his own derivation gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import neo4j
import networkx as nx
import pytest

from graphintel.errors import Invalid, NotFound
from graphintel.model.drafts import RecordDraft, Settled
from graphintel.model.leads import joins, propose
from graphintel.model.marking import Clearance, Level
from graphintel.model.materialise import Derived, materialise
from graphintel.model.records import Record, live, visible
from graphintel.model.subgraph import LinkView, MarkingView, Node
from graphintel.model.summary import dump
from graphintel.queries import decisions, leads, records
from graphintel.queries.connections import link_counts, links
from graphintel.queries.entities import nodes
from graphintel.queries.evidence import entity
from graphintel.queries.neighbourhood import neighbourhood
from graphintel.queries.paths import paths
from graphintel.queries.search import search
from graphintel.queries.store import Store
from graphintel.queries.subgraph import subgraph
from graphintel.queries.visibility import View, view_of
from graphintel.settings import StoreAddress
from tests.conftest import EMPTY
from tests.worlds import CLEARANCES, IDS, World

EVERYTHING = Clearance(
    frozenset({"seizures", "suspects", "investigations"}), Level.secret, frozenset({"op-delta", "op-harbour"})
)
STEPS = 60


@pytest.fixture(scope="module", params=range(7_000, 7_003))
def lived(
    request: pytest.FixtureRequest, neo4j_server: StoreAddress, session_driver: neo4j.Driver
) -> Iterator[tuple[World, Store]]:
    """A history, and the store to which it happened: once for all questions that are asked of it."""
    with session_driver.session() as session:
        assert session.run("MATCH (d:Disposable) RETURN count(d) AS n").single(strict=True)["n"]
        session.run(EMPTY).consume()
    world = World(request.param)
    with Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        for _ in range(STEPS):
            _step(world, store)
        yield world, store


@pytest.fixture
def world(lived: tuple[World, Store]) -> World:
    return lived[0]


@pytest.fixture
def store(lived: tuple[World, Store]) -> Store:
    return lived[1]


def _step(world: World, store: Store) -> None:
    act = world.random.choices(("add", "retract", "decide", "end"), (10, 3, 4, 2))[0]
    if act == "add":
        record = world.add()
        records.add(store, [_settled(record)], by="tests", batch="", at=record.recorded_at)
    elif act == "retract" and (gone := world.retract()):
        records.retract(store, [gone.id], by="tests", at=gone.retracted_at, why="test")
    elif act == "end" and (ended := world.end()):
        decisions.end(store, ended, by="tests", at=ended.ended_at, why="test")
    elif act == "decide" and (decision := world.decide()):
        try:
            decisions.decide(store, view_of(store, EVERYTHING), decision)
        except (Invalid, NotFound):  # Of different kinds, or not known yet: then it was not decided.
            world.decisions.pop()


def _settled(record: Record) -> Settled:
    draft = RecordDraft(
        record.source, record.key, record.kind, record.observed_at, record.reliability, record.credibility,
        record.marking, record.legal_basis, (), payload={},
    )  # fmt: skip
    return Settled(draft, record.descriptions, record.claims, record.content, ())


def _subjects(world: World) -> list[str]:
    numbers = [IDS.subject("identifier/imo", number) for number in ("9074729", "8814275")]
    return [IDS.subject("world", str(number)) for number in range(world.subjects)] + numbers


def _derived(world: World, clearance: Clearance) -> Derived:
    return materialise(world.records, world.decisions, clearance)


def _degrees(derived: Derived) -> Counter[str]:
    return Counter(end for link in derived.links.values() for end in (link.source, link.target))


def _expected_nodes(derived: Derived) -> dict[str, Node]:
    degree = _degrees(derived)
    made = {id_: Node.of(id_, dump(each.summary), degree[id_]) for id_, each in derived.entities.items()}
    return {subject: made[id_] for subject, id_ in derived.subject_to_entity.items()}


def _expected_links(derived: Derived) -> set[LinkView]:
    return {
        LinkView(
            link.id, link.type, link.role or None, link.source, link.target, MarkingView.named(link.marking.text),
            f"{link.reliability}{link.credibility}", link.valid_from or None, link.valid_to or None,
            tuple(sorted(link.records)),
        )
        for link in derived.links.values()
    }  # fmt: skip


def _graph(derived: Derived) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(derived.entities)
    graph.add_edges_from((link.source, link.target) for link in derived.links.values())
    return graph


@pytest.fixture(params=range(len(CLEARANCES)))
def clearance(request: pytest.FixtureRequest) -> Clearance:
    return CLEARANCES[request.param]


@pytest.fixture
def view(store: Store, world: World, clearance: Clearance) -> View:
    return view_of(store, clearance)


def test_entities_are_those_of_the_viewers_own_derivation(store: Store, world: World, view: View) -> None:
    derived = _derived(world, view.clearance)

    assert nodes(store, view, _subjects(world)) == _expected_nodes(derived)


def test_links_are_those_of_the_viewers_own_derivation(store: Store, world: World, view: View) -> None:
    derived = _derived(world, view.clearance)

    found = subgraph(store, view, _subjects(world))

    assert set(found.graph.links) == _expected_links(derived)
    assert found.resolved == dict(derived.subject_to_entity)
    assert set(found.missing) == set(_subjects(world)) - set(derived.subject_to_entity)


def test_neighbourhoods_and_counts_are_those_of_the_viewers_own_graph(store: Store, world: World, view: View) -> None:
    derived = _derived(world, view.clearance)
    graph = _graph(derived)
    degree = _degrees(derived)
    for id_ in derived.entities:
        near = neighbourhood(store, view, id_, 1)
        wide = neighbourhood(store, view, id_, 2)
        assert {node.id for node in near.nodes} == set(nx.ego_graph(graph, id_, 1))
        assert {node.id for node in wide.nodes} == set(nx.ego_graph(graph, id_, 2))
        assert sum(each.count for each in link_counts(store, view, id_)) == degree[id_]
        page = links(store, view, id_)
        assert page.total == len(page.items) == degree[id_]
        assert set(near.links) == {link for link in _expected_links(derived) if id_ in {link.source, link.target}}


def test_paths_are_as_short_as_in_the_viewers_own_graph(store: Store, world: World, view: View) -> None:
    derived = _derived(world, view.clearance)
    graph = _graph(derived)
    ids = sorted(derived.entities)
    for source, target in pairwise(ids):
        found = paths(store, view, source, target, k=3)
        simple = sorted(nx.all_simple_paths(graph, source, target, cutoff=8), key=len)
        assert [path.length for path in found.paths] == [len(path) - 1 for path in simple[:3]]
        assert {path.nodes for path in found.paths} <= {tuple(path) for path in simple}
        assert found.more == (len(simple) >= 3)


def test_search_finds_by_visible_names_alone(store: Store, world: World, view: View) -> None:
    derived = _derived(world, view.clearance)
    expected = {
        derived.subject_to_entity[description.subject]
        for record in _live_visible(world, view.clearance)
        for description in record.descriptions
        if any(name.text == "Marta Olin" for name in description.names)
    }

    found = search(store, view, "olin marta", limit=100)

    assert {hit.node.id for hit in found.items} == expected
    assert found.total == len(expected)
    assert all(hit.why is not None and hit.why.matched == "Marta Olin" for hit in found.items)


def test_every_value_of_an_entity_names_only_visible_records(store: Store, world: World, view: View) -> None:
    derived = _derived(world, view.clearance)
    seen = {record.id for record in _live_visible(world, view.clearance)}
    for id_, expected in derived.entities.items():
        shown: dict[str, Any] = entity(store, view, id_).as_dict()
        sources = {source["record"] for value in shown["values"] for source in value["sources"]}
        assert sources <= seen
        assert {subject["id"] for subject in shown["subjects"]} == set(expected.members)


def _grounds(world: World, derived: Derived, clearance: Clearance) -> dict[frozenset[str], set[str]]:
    """What the viewer sees to speak for two of his entities being the same, and nothing that he sees against."""
    numbers: dict[str, set[str]] = {id_: set() for id_ in derived.entities}
    for record in _live_visible(world, clearance):
        for description in record.descriptions:
            borne = {f"{item.scheme}:{item.normalised}" for item in description.identifiers if item.strong}
            numbers[derived.subject_to_entity[description.subject]] |= borne
    found = {frozenset(two): numbers[two[0]] & numbers[two[1]] for two in combinations(sorted(numbers), 2)}
    standing = [each for each in world.decisions if not each.ended_at and clearance.sees(each.marking)]
    for each in sorted(standing, key=lambda each: each.type, reverse=True):
        ends = frozenset(derived.subject_to_entity.get(subject, "") for subject in each.subjects)
        if ends in found and each.type == "same":
            found[ends].add(each.id)
        elif each.type == "apart":
            found.pop(ends, None)
    return {ends: names for ends, names in found.items() if names}


def test_leads_rest_on_what_the_viewer_sees_and_on_all_of_it(store: Store, world: World, view: View) -> None:
    derived = _derived(world, view.clearance)
    expected = _grounds(world, derived, view.clearance)
    shown = _expected_nodes(derived)

    found = leads.among(store, view, _subjects(world))

    assert {frozenset((each.one.id, each.other.id)) for each in found} == set(expected)
    for each in found:
        assert {ground.name for ground in each.lead.grounds} == expected[frozenset((each.one.id, each.other.id))]
        assert (each.one, each.other) == (shown[each.one.id], shown[each.other.id])
        for marking in (marking for ground in each.lead.grounds for marking in ground.markings):
            assert view.clearance.sees(marking)


def test_the_leads_of_an_entity_are_those_at_which_it_stands(store: Store, world: World, view: View) -> None:
    derived = _derived(world, view.clearance)
    expected = _grounds(world, derived, view.clearance)
    everywhere = [each.lead for each in leads.among(store, view, _subjects(world))]
    for id_ in derived.entities:
        found = leads.of_entity(store, view, id_)

        assert {frozenset((each.one.id, each.other.id)) for each in found} == {two for two in expected if id_ in two}
        assert all(each.lead in everywhere for each in found)


def test_a_proposal_is_refused_only_where_the_whole_refuses_it_too(store: Store, world: World, view: View) -> None:
    derived = _derived(world, view.clearance)
    everything = _derived(world, EVERYTHING)
    whole = view_of(store, EVERYTHING)
    for one, other in combinations(sorted(derived.entities), 2):
        groups, apart = leads.groups_of(store, view, (one, other))
        assert {id_: set(group) for id_, group in groups.items()} == {
            id_: set(derived.entities[id_].members) for id_ in (one, other)
        }
        found = propose(groups[one], groups[other], apart=apart)
        at = derived.entities[one], derived.entities[other]
        assert found.subjects[0] in at[0].members
        assert found.subjects[1] in at[1].members
        assert view.clearance.sees(found.marking)
        if everything.subject_to_entity[one] == everything.subject_to_entity[other]:
            continue
        known, kept_apart = leads.groups_of(store, whole, (one, other))
        if not kept_apart and joins(found.marking, found.subjects, known[one], known[other]):
            assert found.effective, "what the viewer sees forbade what the whole allows"


@pytest.mark.parametrize("seen", CLEARANCES)
def test_what_was_known_at_a_time_is_what_is_derived_for_it(store: Store, world: World, seen: Clearance) -> None:
    at = world.records[len(world.records) // 2].recorded_at
    derived = materialise(world.records, world.decisions, seen, at)
    view = view_of(store, seen)
    for subject in _subjects(world):
        expected = derived.entities.get(derived.subject_to_entity.get(subject, ""))
        if expected is None:
            with pytest.raises(NotFound):
                entity(store, view, subject, at)
        else:
            shown = entity(store, view, subject, at)
            assert (shown.node.id, shown.node.caption) == (expected.id, expected.summary.caption)


def _live_visible(world: World, clearance: Clearance) -> list[Record]:
    return visible(live(world.records), clearance)
