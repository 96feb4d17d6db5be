"""Nothing that is hidden shows: what somebody is answered is what he would be answered had it never been recorded.

Every question of every service is asked twice, of a store that holds everything and of one that holds what he may see.
The answers are equal to the byte. Worlds in which something hidden keeps apart what would else be joined are the one
known difference (ADR 0003): these are held against the asker's own derivation instead.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import neo4j
import pytest

from graphintel.bootstrap import Platform
from graphintel.model.marking import Clearance
from graphintel.model.materialise import materialise
from graphintel.queries.entities import nodes
from graphintel.queries.visibility import view_of
from graphintel.settings import StoreAddress
from tests.histories import Folk, History, clearance, forbids_a_join, history
from tests.questions import Asker, Question
from tests.stages import Stage, stage_on

# Two hundred worlds unless the nightly run asks for more, from a seed of its own; about each so many questions are
# put by each, drawn from all that there are.
WORLDS = int(os.environ.get("GRAPHINTEL_TEST_WORLDS", "200"))
SEED = int(os.environ.get("GRAPHINTEL_TEST_SEED", "7000"))
QUESTIONS = int(os.environ.get("GRAPHINTEL_TEST_QUESTIONS", "8"))
# So many worlds lie in one store at once, and so many people of random clearances ask about them.
TOGETHER, ASKERS = 50, 2


@pytest.fixture(scope="module")
def stage(
    neo4j_server: StoreAddress, session_driver: neo4j.Driver, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    with stage_on(neo4j_server, session_driver, tmp_path_factory.mktemp("home")) as stage:
        yield stage


def worlds(shard: int, seen: list[Clearance]) -> tuple[History, History]:
    """The worlds of a shard: those in which nothing hidden forbids a join, and the others."""
    drawn = range(SEED + shard * TOGETHER, SEED + min((shard + 1) * TOGETHER, WORLDS))
    differ = {w.seed for w in history(drawn).worlds if any(forbids_a_join(w, each) for each in seen)}
    return history(seed for seed in drawn if seed not in differ), history(sorted(differ))


def put(asker: Asker, told: History, seed: int) -> Iterator[Question]:
    """The questions about the whole, and some about each world."""
    draw = random.Random(seed)
    yield from asker.of_all()
    for world in told.worlds:
        every = list(asker.of(world))
        yield from draw.sample(every, min(QUESTIONS, len(every)))


@pytest.mark.parametrize("shard", range(-(-WORLDS // TOGETHER)), ids=lambda shard: f"{SEED}+{shard * TOGETHER}")
def test_every_answer_is_as_if_what_is_hidden_had_never_been(stage: Stage, shard: int) -> None:
    seen = [clearance(SEED + shard * ASKERS + number) for number in range(ASKERS)]
    told, differing = worlds(shard, seen)
    stage.play(told)
    whole = [[(q.name, q.answer()) for q in put(stage.asker(each), told, shard)] for each in seen]

    for each, answers in zip(seen, whole, strict=True):
        stage.play(told, each)
        alone = [(q.name, q.answer()) for q in put(stage.asker(each), told, shard)]
        assert answers == alone

    stage.play(differing)
    for each in seen:
        for world in differing.worlds:
            holds_what_is_derived(stage.platform, world, each)


def holds_what_is_derived(platform: Platform, world: Folk, seen: Clearance) -> None:
    derived = materialise(world.records, world.decisions, seen)

    found = nodes(platform.store, view_of(platform.store, seen), world.ids)

    assert {asked: node.id for asked, node in found.items()} == dict(derived.subject_to_entity)
    captions = {id_: each.summary.caption for id_, each in derived.entities.items()}
    assert {node.id: node.caption for node in found.values()} == captions
