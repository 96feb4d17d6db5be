"""Brings a database to the schema of this version, and refuses one that does not fit to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import LiteralString, cast

import neo4j

from graphintel.errors import StartRefused
from graphintel.i18n import gettext as _
from graphintel.log import get_logger
from graphintel.resources import cypher_folder
from graphintel.server.migrations import Migration, read_folder
from graphintel.settings import StoreAddress

log = get_logger(__name__)

INDEX_SECONDS = 600

# The book of what was applied comes before any named query, so its own queries stand here.
MAKE_BOOK: LiteralString = """
CREATE CONSTRAINT migration_number IF NOT EXISTS
FOR (m:Migration) REQUIRE m.number IS UNIQUE
"""
READ_BOOK: LiteralString = """
MATCH (m:Migration)
RETURN m.number AS number, m.name AS name, m.checksum AS checksum
ORDER BY number
"""
ENTER: LiteralString = """
MERGE (m:Migration {number: $number})
ON CREATE SET m.name = $name, m.checksum = $checksum, m.applied_at = $applied_at
"""
AWAIT_INDEXES: LiteralString = "CALL db.awaitIndexes($seconds)"


def apply(address: StoreAddress, folder: Path | None = None) -> tuple[str, ...]:
    """Applies what was not applied yet; file names of that. StartRefused where the book contradicts the files."""
    with (
        neo4j.GraphDatabase.driver(
            address.uri, auth=(address.user, address.password), notifications_min_severity="OFF"
        ) as driver,
        driver.session() as session,
    ):
        return apply_in(session, folder)


def apply_in(session: neo4j.Session, folder: Path | None = None) -> tuple[str, ...]:
    """As :func:`apply`, in a session that is open already."""
    migrations = read_folder(folder or cypher_folder() / "schema")
    _run(session, MAKE_BOOK)
    waiting = _not_applied(migrations, _run(session, READ_BOOK))
    for migration in waiting:
        for statement in migration.statements:
            # Text of our own checked files; the type checker cannot know that it is no user's.
            _run(session, cast("LiteralString", statement))  # type: ignore[redundant-cast]
        _run(
            session,
            ENTER,
            number=migration.number,
            name=migration.name,
            checksum=migration.checksum,
            applied_at=datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z"),
        )
        log.info("server.migrated", migration=migration.file)
    if waiting:
        _run(session, AWAIT_INDEXES, seconds=INDEX_SECONDS)
    return tuple(migration.file for migration in waiting)


def pending(address: StoreAddress, folder: Path | None = None) -> tuple[str, ...]:
    """File names of what was not applied yet; StartRefused as :func:`apply`. Changes nothing."""
    migrations = read_folder(folder or cypher_folder() / "schema")
    with (
        neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password)) as driver,
        driver.session(default_access_mode=neo4j.READ_ACCESS) as session,
    ):
        return tuple(migration.file for migration in _not_applied(migrations, _run(session, READ_BOOK)))


def _not_applied(migrations: Sequence[Migration], book: Sequence[neo4j.Record]) -> list[Migration]:
    by_number = {migration.number: migration for migration in migrations}
    for entry in book:
        file = f"{entry['number']:04d}_{entry['name']}.cypher"
        migration = by_number.pop(entry["number"], None)
        if migration is None:
            raise StartRefused(
                _(
                    "The database was migrated by %(file)s, which this version of graphintel does not have. "
                    "Use the version that it was migrated with, or a newer one, or restore a backup from "
                    "before.",
                    file=file,
                )
            )
        if migration.checksum != entry["checksum"]:
            raise StartRefused(
                _(
                    "The migration %(file)s was changed after it had been applied to this database. Put the "
                    "file back as it was, and say what is new in a further migration.",
                    file=file,
                )
            )
    _refuse_gaps(by_number, book)
    return list(by_number.values())


def _refuse_gaps(missing: Iterable[int], book: Sequence[neo4j.Record]) -> None:
    gaps = [number for number in missing if book and number < book[-1]["number"]]
    if gaps:
        raise StartRefused(
            _(
                "The database lacks migration %(first)s but has later ones; restore a backup.",
                first=format(gaps[0], "04d"),
            )
        )


def _run(session: neo4j.Session, query: LiteralString, **parameters: str | int) -> list[neo4j.Record]:
    """One statement in a transaction of its own: changes of schema and of data cannot share one."""
    return session.execute_write(lambda transaction: list(transaction.run(query, parameters)))
