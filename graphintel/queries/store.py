"""The database as the rest of the program sees it: named queries in, plain rows out, our own errors.

Reads and writes are managed transactions: routed, retried where that helps, and causally chained by bookmarks, so that
whoever has written reads his own writes, on a cluster too. A store that was down is used again once it is back.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from types import TracebackType
from typing import Any, Self, TypeVar

import neo4j
from neo4j import exceptions as driver_errors

from graphintel.errors import Conflict, StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.queries import library
from graphintel.queries.library import NamedQuery
from graphintel.queries.timings import Timings

# Its own lines say at length how often it tries again, and may hold what was asked; ours say what came of it.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
logging.getLogger("neo4j").propagate = False

Row = dict[str, Any]
T = TypeVar("T")

TIMEOUT = 30.0
READING: dict[str, Any] = {"default_access_mode": neo4j.READ_ACCESS, "fetch_size": 5_000}
READ_PATIENCE = 3.0
WRITE_PATIENCE = 30.0
# A question is cut off after its time, or when it needs more memory than the database gives to one.
TOO_MUCH = ("TransactionTimedOut", "MemoryPoolOutOfMemory", "MemoryLimit", "TransactionOutOfMemory")
# A bookmark of a database that was restored or replaced meanwhile names a transaction that never comes.
STALE_BOOKMARK = ("BookmarkTimeout", "InvalidBookmark")


class TimedOut(StoreUnavailable):
    """The question was understood and would have taken too long; the asker can make it narrower."""

    code = "timed_out"


@dataclass(frozen=True, slots=True)
class Transaction:
    """One running write transaction; everything in it is committed together or not at all."""

    _running: neo4j.ManagedTransaction
    _queries: library.Library
    _audit_key: bytes = field(default=b"", repr=False)
    _timings: Timings = field(default_factory=Timings, repr=False)

    @property
    def audit_key(self) -> bytes:
        """What entries of the trail are marked with, outside of the store."""
        if not self._audit_key:
            raise library.BrokenQuery("The store was given no key for entries of the audit trail.")
        return self._audit_key

    def run(self, name: str, /, **params: object) -> list[Row]:
        """The rows of a named query, reading or writing."""
        with self._timings.timed(name):
            return _rows(self._running.run(_named(self._queries, name).text, params))


class Store:
    """A database and the named queries that may be asked of it. Threads share one; each process has its own."""

    def __init__(self, uri: str, user: str, password: str, queries: library.Library | None = None) -> None:
        self.uri = uri
        # Given by whoever holds the installation's secret; without it no entry of the audit trail can be written.
        self.audit_key = b""
        # For what a purpose has to be named before it is read: registers, and what the settings add.
        self.purpose_required: frozenset[str] = frozenset()
        self.queries = library.load() if queries is None else queries
        self.timings = Timings()
        self._driver = neo4j.GraphDatabase.driver(
            uri,
            auth=(user, password),
            connection_timeout=5,
            connection_acquisition_timeout=10,
            max_transaction_retry_time=READ_PATIENCE,
            initial_retry_delay=0.1,
            liveness_check_timeout=30,
            keep_alive=True,
            fetch_size=5_000,
            notifications_min_severity="OFF",
            user_agent="graphintel",
        )
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
        # What others keep per store, such as visibility classes: insert-only data that a process may remember.
        self.memory: dict[object, Any] = {}
        self.memory_lock = Lock()

    def read(self, name: str, /, **params: object) -> list[Row]:
        """The rows of a named reading query, from whichever server may answer reads.

        One question is one transaction by itself, which spares asking for its end; what failed soon and is worth trying
        again is tried again. Whoever waited for a database that hangs has waited long enough.
        """
        query = _named(self.queries, name)
        if query.access != "read":
            raise library.BrokenQuery(f"{name} writes; it is run in a transaction, not read.")
        asked = neo4j.Query(query.text, timeout=query.timeout or TIMEOUT)
        until = time.monotonic() + READ_PATIENCE
        with self._translated(), self.timings.timed(name):
            try:
                with self._driver.session(**READING, bookmark_manager=self._bookmarks) as session:
                    return _rows(session.run(asked, params))
            except (driver_errors.TransientError, driver_errors.ServiceUnavailable, driver_errors.SessionExpired):
                if time.monotonic() > until:
                    raise
                return self._driver.execute_query(
                    asked,
                    params,
                    routing_=neo4j.RoutingControl.READ,
                    bookmark_manager_=self._bookmarks,
                    result_transformer_=_rows,
                )

    def plan(self, name: str, /, **params: object) -> None:
        """Has the database plan a named query for parameters of these types, without running it."""
        text = "EXPLAIN " + _named(self.queries, name).text
        with self._translated(), self._driver.session(bookmark_manager=self._bookmarks) as session:
            session.run(text, params).consume()

    def write(self, name: str, /, **params: object) -> list[Row]:
        """The rows of a named query in a write transaction of its own."""
        return self.transaction(lambda running: running.run(name, **params))

    def transaction(self, work: Callable[[Transaction], T], timeout: float = 120.0) -> T:
        """Runs the work in one write transaction, again from its start after a deadlock: it must be repeatable."""

        @neo4j.unit_of_work(timeout=timeout)
        def managed(running: neo4j.ManagedTransaction) -> T:
            return work(Transaction(running, self.queries, self.audit_key, self.timings))

        until = time.monotonic() + WRITE_PATIENCE
        with self._translated():
            while True:
                with self._driver.session(bookmark_manager=self._bookmarks) as session:
                    try:
                        return session.execute_write(managed)
                    except driver_errors.TransientError as error:
                        if time.monotonic() > until or _is(error, *STALE_BOOKMARK):
                            raise

    def bookmarks(self) -> tuple[str, ...]:
        """What this process has written or read last, for another process to wait for."""
        return tuple(sorted(self._bookmarks.get_bookmarks()))

    def expect(self, bookmarks: Iterable[str]) -> None:
        """Makes later reads wait until the store has caught up with what another process wrote."""
        self._bookmarks.update_bookmarks((), tuple(bookmarks))

    def close(self) -> None:
        """Gives the connections back."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (driver_errors.Neo4jError, driver_errors.DriverError) as error:
            if _is(error, *STALE_BOOKMARK):
                self._bookmarks = neo4j.GraphDatabase.bookmark_manager()
            raise _ours(error) from error


def _named(queries: library.Library, name: str) -> NamedQuery:
    query = queries.get(name)
    if query is None:
        raise library.BrokenQuery(f"There is no query {name}.")
    return query


def _rows(result: neo4j.Result) -> list[Row]:
    keys = result.keys()
    return [dict(zip(keys, record.values(), strict=True)) for record in result]


def _is(error: Exception, *endings: str) -> bool:
    return isinstance(error, driver_errors.Neo4jError) and (error.code or "").endswith(endings)


def _ours(error: driver_errors.Neo4jError | driver_errors.DriverError) -> Exception:
    """Our error for the driver's; what remains is a fault of the program and stays what it is."""
    if isinstance(error, driver_errors.ConstraintError):
        return Conflict("Something with the same identity is already stored.")
    if isinstance(error, driver_errors.AuthError):
        return StoreUnavailable(
            _("The database refuses the account of this installation; check its user and password.")
        )
    if isinstance(error, driver_errors.Neo4jError) and any(name in (error.code or "") for name in TOO_MUCH):
        return TimedOut(_("The database was asked for more than it could find in the time and memory allowed."))
    unanswered = (driver_errors.TransientError, driver_errors.DatabaseUnavailable, driver_errors.DriverError)
    if isinstance(error, unanswered) or error.is_retryable():
        return StoreUnavailable(_("The database does not answer; try again in a moment."))
    return error
