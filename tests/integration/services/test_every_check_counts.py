"""Mutations: each check of visibility in each named query is taken away in turn, and a test has to miss it.

The tests are those of two prepared stores: random worlds, of which people are told what a store without the hidden
records would tell them, and a network drawn for the corners that chance seldom reaches.
"""

from __future__ import annotations

import re
from collections import UserDict, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count, islice

import neo4j
import pytest

from graphintel.queries import library
from graphintel.queries.library import NamedQuery
from graphintel.settings import StoreAddress
from tests.hiding_places import Drawing
from tests.histories import clearance, forbids_a_join, history
from tests.networks import Network
from tests.questions import Question
from tests.stages import Stage, stage_on

CHECK = re.compile(r"\b[A-Za-z_]\w*\.(?:visibility IN \$visible|complete IN \$complete|marking IN \$markings)")
SEED, WORLDS, ASKERS = 20, 3, 2
# A query, which of its checks is missing, and what is left of it.
Mutant = tuple[str, int, NamedQuery]

ENDS = "Whoever sees a link sees both of its ends: its class is theirs too (ADR 0007), and only links are told of."
SAID = (
    "Whoever sees a description sees its entity, whose class is that of its descriptions, and only these are told of."
)
# Checks that nothing follows from, each because another one in the same query implies it. They stand for whoever
# changes that query.
IMPLIED = {
    ("charts.members", 0): SAID,
    ("connections.counts", 0): ENDS,
    ("connections.page", 0): ENDS,
    ("connections.total", 0): ENDS,
    ("entities.said", 0): SAID,
    ("evidence.bearers", 0): ENDS,
    ("evidence.record_count", 0): SAID,
    ("evidence.records", 0): SAID,
    ("evidence.said", 0): SAID,
    ("leads.members", 0): SAID,
    ("paths.deviations", 0): ENDS,
    ("paths.deviations", 1): ENDS,
    ("registers.latest", 0): SAID,
    ("search.count", 1): SAID,
    ("search.find", 1): SAID,
    ("search.find", 5): "The description was found to be visible in the same query; this line only reads it again.",
    ("subgraph.links", 0): ENDS,
    ("timeline.links", 0): ENDS,
    ("timeline.records", 0): SAID,
}


@dataclass(frozen=True)
class Probe:
    """One question with the answer that it must have."""

    name: str
    holds: Callable[[], bool]


class Queries(UserDict[str, NamedQuery]):
    """The named queries, some of them changed, and which of them were asked."""

    def __init__(self, queries: library.Library) -> None:
        self.asked: set[str] = set()
        super().__init__(queries)

    def __getitem__(self, name: str) -> NamedQuery:
        self.asked.add(name)
        return super().__getitem__(name)


def mutants() -> Iterator[Mutant]:
    """Each query without each of its checks: its name, the number of the check, and what is left."""
    for name, query in sorted(library.load().items()):
        for number, check in enumerate(CHECK.finditer(query.text)):
            text = f"{query.text[: check.start()]}true{query.text[check.end() :]}"
            yield name, number, replace(query, text=text)


@pytest.fixture(scope="module")
def queries() -> Queries:
    return Queries(library.load())


@pytest.fixture(scope="module")
def stage(
    neo4j_server: StoreAddress,
    session_driver: neo4j.Driver,
    tmp_path_factory: pytest.TempPathFactory,
    queries: Queries,
) -> Iterator[Stage]:
    with stage_on(neo4j_server, session_driver, tmp_path_factory.mktemp("home"), queries) as stage:
        yield stage


def drawn(stage: Stage) -> list[Probe]:
    """The tests of the drawn network, which is put into the store."""
    stage.clear()
    drawing = Drawing(Network(stage.platform.store))
    drawing.draw()
    return [Probe(place.name, place.holds) for place in drawing.places()]


def random_worlds(stage: Stage) -> list[Probe]:
    """The tests of random worlds, which are put into the store whole in the end."""
    seen = [clearance(SEED + number) for number in range(ASKERS)]
    alike = (n for n in count(SEED) if not any(forbids_a_join(history([n]).worlds[0], each) for each in seen))
    told = history(islice(alike, WORLDS))
    tests: list[Probe] = []
    for each in seen:
        stage.play(told, each)
        asker = stage.asker(each)
        questions = [*asker.of_all(), *(question for world in told.worlds for question in asker.of(world))]
        tests += [_probe(question) for question in questions]
    stage.play(told)
    return tests


def _probe(question: Question) -> Probe:
    """Whether a question is answered as it is now."""
    expected = question.answer()
    return Probe(question.name, lambda: question.answer() == expected)


def survivors(queries: Queries, tests: list[Probe], suspects: list[Mutant]) -> list[Mutant]:
    """The mutants that no test misses the check of. Unchanged, every test holds."""
    using: dict[str, list[Probe]] = defaultdict(list)
    for test in tests:
        queries.asked = set()
        assert test.holds(), test.name
        for name in queries.asked:
            using[name].append(test)
    return [mutant for mutant in suspects if all(_holds_with(queries, mutant, test) for test in using[mutant[0]])]


def _holds_with(queries: Queries, mutant: Mutant, test: Probe) -> bool:
    name, _number, changed = mutant
    right = queries[name]
    queries[name] = changed
    try:
        return test.holds()
    except Exception:  # noqa: BLE001 - where a check is missing anything may break, and that is missing it
        return False
    finally:
        queries[name] = right


def test_no_check_of_visibility_can_be_taken_away_unnoticed(stage: Stage, queries: Queries) -> None:
    left = survivors(queries, drawn(stage), list(mutants()))
    implied = {(name, number) for name, number, _query in left} & set(IMPLIED)
    left = survivors(queries, random_worlds(stage), [each for each in left if each[:2] not in implied])

    assert implied == set(IMPLIED)
    assert [each[:2] for each in left] == []
