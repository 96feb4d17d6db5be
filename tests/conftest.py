"""What all tests share: one database for the whole run, reached under every scheme, wiped only where it may be.

- ``neo4j_server``: the address of the database. The managed server that the package itself starts, in a folder of its
  own, stopped at the end; or the one at GRAPHINTEL_NEO4J_URI. No database is a failure, not a skip.
- ``store_address``: the same under ``bolt://`` and then under ``neo4j://``: a test that asks for it runs twice.
- ``driver``: a driver on an emptied database with the schema in place; ``driver_both`` the same under both schemes.
- ``empty_store``: empties the database before the test (all nodes but the marker and the migrations).

Only a database whose ``(:Disposable)`` node says so is ever emptied. The managed one is marked when it is made; an
external one by hand: ``CREATE (:Disposable {why: 'test runs may wipe this'})``.

``-n auto`` runs the files on several processes, each with a managed database of its own; on an external database there
is one process, because each test empties the only database there is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import neo4j
import psutil
import pytest
import structlog
from hypothesis import settings as hypothesis_settings

from graphintel.server import ManagedNeo4j, migrate
from graphintel.settings import Settings, StoreAddress
from tests.homes import own_home

hypothesis_settings.register_profile("graphintel", derandomize=True, deadline=None, print_blob=True)
hypothesis_settings.load_profile("graphintel")

SCHEMES = ("bolt", "neo4j")
MOST_PROCESSES = 4
EMPTY = (
    "MATCH (n) WHERE NOT n:Disposable AND NOT n:Migration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
)


def pytest_configure(config: pytest.Config) -> None:
    """Keeps the tests of one file together: they share what a file makes once."""
    if getattr(config.option, "dist", None) == "load":
        config.option.dist = "loadfile"


def pytest_xdist_auto_num_workers() -> int:
    """As many processes as there are processors and 2 GiB each; on an external database, one."""
    if os.environ.get("GRAPHINTEL_NEO4J_URI"):
        return 1
    roomy = int(psutil.virtual_memory().available // (2 * 1024**3))
    return max(1, min(os.cpu_count() or 1, roomy, MOST_PROCESSES))


@pytest.fixture(autouse=True)
def logs_of_its_own() -> Iterator[None]:
    """A command that a test runs sets up logs on the stream that the test captures; the next test has another one."""
    yield
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def real_settings() -> Settings:
    """Settings from the environment of the test run: the cache, and an external database where there is one."""
    return Settings.from_env(os.environ)


@pytest.fixture(scope="session")
def neo4j_server(real_settings: Settings) -> Iterator[StoreAddress]:
    """The database of this test run."""
    if real_settings.store is not None:
        _refuse_undisposable(real_settings.store)
        migrate.apply(real_settings.store)
        yield real_settings.store
        return
    with own_home() as home:
        running = ManagedNeo4j(replace(real_settings, home=home, neo4j_port=0)).start(fast=True, owned=True)
        try:
            with neo4j.GraphDatabase.driver(running.uri, auth=(running.user, running.password)) as driver:
                driver.execute_query("MERGE (:Disposable {why: 'made by the test run'})")
            yield running.address
        finally:
            running.stop()


@pytest.fixture(params=SCHEMES)
def store_address(request: pytest.FixtureRequest, neo4j_server: StoreAddress) -> StoreAddress:
    """The database under each scheme in turn; an encrypted one stays encrypted."""
    scheme, _, rest = neo4j_server.uri.partition("://")
    _, plus, security = scheme.partition("+")
    return replace(neo4j_server, uri=f"{request.param}{plus}{security}://{rest}")


@pytest.fixture(scope="session")
def session_driver(neo4j_server: StoreAddress) -> Iterator[neo4j.Driver]:
    """One driver for the whole run."""
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password)) as driver:
        yield driver


@pytest.fixture
def empty_store(session_driver: neo4j.Driver) -> None:
    """Empties the database, where it says that it may be emptied."""
    with session_driver.session() as session:
        marked = session.run("MATCH (d:Disposable) RETURN count(d) AS n").single(strict=True)["n"]
        assert marked, "This database is not marked as disposable; nothing was deleted."
        session.run(EMPTY).consume()


@pytest.fixture
def driver(session_driver: neo4j.Driver, empty_store: None) -> neo4j.Driver:
    """A driver on an emptied database."""
    return session_driver


@pytest.fixture
def driver_both(store_address: StoreAddress, empty_store: None) -> Iterator[neo4j.Driver]:
    """A driver on an emptied database, under each scheme in turn."""
    with neo4j.GraphDatabase.driver(store_address.uri, auth=(store_address.user, store_address.password)) as driver:
        yield driver


def _refuse_undisposable(address: StoreAddress) -> None:
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session() as session,
    ):
        if not session.run("MATCH (d:Disposable) RETURN count(d) AS n").single(strict=True)["n"]:
            pytest.exit(
                f"The database at {address.uri} is not marked as disposable, so no test touches it. "
                "If it may be wiped, run in it: CREATE (:Disposable {why: 'test runs may wipe this'})",
                returncode=1,
            )
