from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
from neo4j.exceptions import Neo4jError

from graphintel.errors import StartRefused
from graphintel.resources import cypher_folder
from graphintel.server import migrate
from graphintel.settings import StoreAddress

HELD = "MATCH (m:Migration) DETACH DELETE m"


@pytest.fixture
def session(driver: neo4j.Driver, neo4j_server: StoreAddress) -> Iterator[neo4j.Session]:
    """A session on a database without migrations; afterwards the real ones are in the book again."""
    with driver.session() as session:
        session.run(HELD).consume()
        yield session
        session.run(HELD).consume()
        session.run("DROP CONSTRAINT tried IF EXISTS").consume()
        session.run("DROP CONSTRAINT again IF EXISTS").consume()
    migrate.apply(neo4j_server)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "0001_tried.cypher").write_text(
        "CREATE CONSTRAINT tried IF NOT EXISTS FOR (n:Tried) REQUIRE n.id IS UNIQUE;\nMERGE (:Tried {id: 1});\n"
    )
    (tmp_path / "0002_again.cypher").write_text(
        "CREATE CONSTRAINT again IF NOT EXISTS FOR (n:Again) REQUIRE n.id IS UNIQUE;\n"
    )
    return tmp_path


def count(session: neo4j.Session, label: str) -> int:
    query = "MATCH (n) WHERE $label IN labels(n) RETURN count(n) AS n"
    return int(session.run(query, label=label).single(strict=True)["n"])


def test_migrations_are_applied_once_and_in_order(session: neo4j.Session, folder: Path) -> None:
    first = migrate.apply_in(session, folder)
    second = migrate.apply_in(session, folder)

    assert first == ("0001_tried.cypher", "0002_again.cypher")
    assert second == ()
    assert count(session, "Tried") == 1
    assert count(session, "Migration") == 2


def test_a_changed_migration_stops_the_start_and_is_named(session: neo4j.Session, folder: Path) -> None:
    migrate.apply_in(session, folder)
    (folder / "0001_tried.cypher").write_text("MERGE (:Tried {id: 2});")

    with pytest.raises(StartRefused, match=r"0001_tried\.cypher was changed"):
        migrate.apply_in(session, folder)

    assert count(session, "Tried") == 1


def test_a_missing_migration_stops_the_start_and_is_named(session: neo4j.Session, folder: Path) -> None:
    migrate.apply_in(session, folder)
    (folder / "0002_again.cypher").unlink()

    with pytest.raises(StartRefused, match=r"0002_again\.cypher, which this version of graphintel does not have"):
        migrate.apply_in(session, folder)


def test_a_migration_that_broke_off_is_begun_again(session: neo4j.Session, folder: Path) -> None:
    (folder / "0002_again.cypher").write_text("MERGE (:Tried {id: 7});\nMATCH (n:Tried) SET n.id = 1;\n")
    with pytest.raises(Neo4jError):
        migrate.apply_in(session, folder)
    assert count(session, "Migration") == 1
    (folder / "0002_again.cypher").write_text("MERGE (:Tried {id: 7});\n")

    applied = migrate.apply_in(session, folder)

    assert applied == ("0002_again.cypher",)
    assert count(session, "Tried") == 2


def test_pending_migrations_are_listed_without_being_applied(
    neo4j_server: StoreAddress, session: neo4j.Session
) -> None:
    expected = tuple(sorted(file.name for file in (cypher_folder() / "schema").glob("*.cypher")))

    listed = migrate.pending(neo4j_server)

    assert listed == expected
    assert count(session, "Migration") == 0


def test_the_schema_of_this_version_applies_over_each_scheme(
    store_address: StoreAddress, session: neo4j.Session
) -> None:
    applied = migrate.apply(store_address)

    assert applied
    assert migrate.apply(store_address) == ()
