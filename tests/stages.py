"""A platform whose evidence is exchanged again and again, for tests that compare what people are told of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j

from graphintel.bootstrap import Platform, platform_on
from graphintel.model.marking import Clearance
from graphintel.queries.library import Library
from graphintel.queries.store import Store
from graphintel.settings import Settings, StoreAddress
from tests.conftest import EMPTY
from tests.histories import History, tell
from tests.platforms import QUICK, SECRET, People, people_on
from tests.questions import Asker, draw_charts

EVIDENCE = (
    "MATCH (n) WHERE NOT n:Disposable AND NOT n:Migration AND NOT n:Actor CALL (n) { DETACH DELETE n } "
    "IN TRANSACTIONS OF 10000 ROWS"
)


@dataclass
class Stage:
    """A platform, its users, and a way to put other evidence in place of what is there."""

    platform: Platform
    people: People
    driver: neo4j.Driver

    def clear(self) -> None:
        """Takes all evidence away; the users stay."""
        with self.driver.session() as session:
            session.run(EVIDENCE).consume()
        self.platform.store.memory.clear()

    def play(self, told: History, seen: Clearance | None = None) -> None:
        """Puts a history in place of what was there, whole or as if what a clearance does not see had never been."""
        self.clear()
        tell(self.platform.store, told, seen)
        draw_charts(self.platform, self.people.analyst, told)

    def asker(self, seen: Clearance) -> Asker:
        """Somebody of that clearance."""
        return Asker.cleared(self.platform, self.people.analyst, seen)


@contextmanager
def stage_on(
    address: StoreAddress, driver: neo4j.Driver, home: Path, queries: Library | None = None
) -> Iterator[Stage]:
    """A stage on the disposable database, which is emptied; ``queries`` are asked instead of those of the product."""
    with driver.session() as session:
        assert session.run("MATCH (d:Disposable) RETURN count(d) AS n").single(strict=True)["n"]
        session.run(EMPTY).consume()
    store = Store(address.uri, address.user, address.password, queries)
    with platform_on(Settings(home=home, store=address, secret_key=SECRET), store, QUICK) as platform:
        yield Stage(platform, people_on(platform), driver)
