"""A prompt for Cypher, for the owner of the database's password; it only reads unless told otherwise."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import LiteralString, TextIO, cast

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graphintel.log import get_logger
from graphintel.server.migrations import split
from graphintel.settings import StoreAddress

log = get_logger(__name__)

ROWS = 1000


@dataclass(frozen=True, slots=True)
class Answer:
    """What a statement gave: its columns and rows, or the sentence that says why it gave none."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[object, ...], ...] = ()
    more: bool = False
    changes: int = 0
    error: str | None = None


def run(
    address: StoreAddress, statements: Iterator[str], show: Callable[[Answer], None], *, write: bool = False
) -> int:
    """Runs statement after statement and shows each answer; the number that failed."""
    mode = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
    if write:
        log.warning("shell.opened_for_writing")
    failed = 0
    with (
        neo4j.GraphDatabase.driver(
            address.uri, auth=(address.user, address.password), notifications_min_severity="OFF"
        ) as driver,
        driver.session(default_access_mode=mode) as session,
    ):
        for statement in statements:
            answer = _ask(session, statement)
            failed += answer.error is not None
            show(answer)
    return failed


def typed(source: TextIO, prompt: Callable[[str], None]) -> Iterator[str]:
    """Statements as they are typed: one ends with a semicolon, ``:exit`` or the end of input ends all."""
    waiting = ""
    prompt("cypher> ")
    for line in source:
        if not waiting.strip() and line.strip() in {":exit", ":quit"}:
            return
        waiting += line
        if waiting.rstrip().endswith(";"):
            yield from split(waiting)
            waiting = ""
        prompt("......> " if waiting.strip() else "cypher> ")
    yield from split(waiting)


def _ask(session: neo4j.Session, statement: str) -> Answer:
    try:
        # The owner of the password types what he likes: this is the one place where Cypher is not ours.
        result = session.run(cast("LiteralString", statement))  # type: ignore[redundant-cast]
        columns = tuple(result.keys())
        rows = [tuple(record.values()) for record in result.fetch(ROWS + 1)]
        counters = result.consume().counters
    except (Neo4jError, DriverError) as error:
        return Answer(error=getattr(error, "message", None) or str(error))
    changes = sum(value for value in vars(counters).values() if isinstance(value, int) and not isinstance(value, bool))
    return Answer(columns, tuple(rows[:ROWS]), len(rows) > ROWS, changes)


def standard_input() -> Iterator[str]:
    """What is typed at the terminal, or piped in."""
    interactive = sys.stdin.isatty()

    def prompt(text: str) -> None:
        if interactive:
            sys.stderr.write(text)
            sys.stderr.flush()

    return typed(sys.stdin, prompt)
