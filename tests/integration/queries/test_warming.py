from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graphintel.bootstrap import Platform, platform_on
from graphintel.queries import warming
from graphintel.queries.store import Row, Store
from graphintel.settings import Settings, StoreAddress
from graphintel.web import create_app
from tests.harbour import harbour
from tests.platforms import QUICK, SECRET, Browser, people_on

EVERYTHING = "MATCH (n) WHERE NOT n:Disposable AND NOT n:Migration RETURN count(n) AS nodes"
# Quick to plan, or asked only by administrators.
QUICKLY_PLANNED = ("actors", "audit", "charts", "demo", "health", "sessions", "tokens", "visibility", "vocabularies")


Types = frozenset[tuple[str, str]]


class Watched(Store):
    """A store that writes down what it was asked to read, and with parameters of which types."""

    def __init__(self, address: StoreAddress) -> None:
        super().__init__(address.uri, address.user, address.password)
        self.asked: set[tuple[str, Types]] = set()

    def read(self, name: str, /, **params: object) -> list[Row]:
        self.asked.add((name, types_of(params)))
        return super().read(name, **params)


def types_of(params: Mapping[str, object]) -> Types:
    """The types by which the database keeps a plan."""
    return frozenset(
        (name, "list" if isinstance(value, (list, tuple)) else type(value).__name__) for name, value in params.items()
    )


@pytest.fixture
def store(neo4j_server: StoreAddress, empty_store: None) -> Iterator[Watched]:
    with Watched(neo4j_server) as store:
        yield store


@pytest.fixture
def platform(store: Watched, neo4j_server: StoreAddress, tmp_path: Path) -> Iterator[Platform]:
    with platform_on(Settings(home=tmp_path, store=neo4j_server, secret_key=SECRET), store, QUICK) as platform:
        yield platform


def test_warming_asks_everything_and_changes_nothing(store: Watched, driver: neo4j.Driver) -> None:
    wanted = len(list(warming.questions(store)))

    done = warming.warm(store, lambda: False)

    assert done == wanted
    assert driver.execute_query(EVERYTHING).records[0]["nodes"] == 0


def test_warming_ends_when_it_is_told_to(store: Watched) -> None:
    answers = iter([False, False, True])

    done = warming.warm(store, lambda: next(answers))

    assert done == 2
    assert len(store.asked) == 2


def test_what_people_ask_first_is_asked_before_with_parameters_of_the_same_types(
    store: Watched, platform: Platform
) -> None:
    ids, _people = harbour(platform), people_on(platform)
    warmed = {(name, types_of(given)) for name, given in warming.questions(store)}
    browser = Browser(create_app(platform), "ada")
    store.asked.clear()

    look_around(browser, *list(ids.values())[:2])

    asked = {each for each in store.asked if not each[0].startswith(QUICKLY_PLANNED)}
    assert len({name for name, _types in asked}) > 12
    assert asked - warmed == set()


def look_around(browser: Browser, one: str, other: str) -> None:
    """What an analyst does in the first minutes."""
    questions: list[tuple[str, dict[str, Any]]] = [
        ("/search", {"q": "Vesk"}),
        ("/suggest", {"q": "Ves"}),
        ("/search", {"kind": "Person"}),
        (f"/entities/{one}", {}),
        (f"/entities/{one}/link-counts", {}),
        (f"/entities/{one}/links", {"limit": 1}),
        (f"/entities/{one}/links", {"type": "OWNS"}),
        (f"/entities/{one}/neighbourhood", {"depth": 1}),
        (f"/entities/{one}/neighbourhood", {"depth": 2}),
        (f"/entities/{one}/timeline", {}),
        (f"/entities/{one}/records", {}),
    ]
    for path, query in questions:
        assert browser.get(path, **query).status_code == 200, path
    assert browser.client.get("/").status_code == 200
    assert browser.client.get(f"/entities/{one}").status_code == 200
    assert browser.post("/paths", {"source": one, "target": other, "max_hops": 4, "k": 2}).status_code == 200
    assert browser.post("/subgraph", {"entities": [one, other]}).status_code == 200
