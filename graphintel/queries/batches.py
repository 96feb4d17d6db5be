"""Batches: what was loaded when by whom under what, how far it got, and the report of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graphintel.model.marking import Marking, class_id, maximal
from graphintel.queries.store import Row, Store, Transaction
from graphintel.queries.upkeep import register_classes

State = Literal["running", "done", "cancelled", "failed"]
COUNTS = ("read", "accepted", "corrected", "unchanged", "rejected", "links_made", "links_unresolved")


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it is stored. ``beat`` is when it was last heard of, ``report`` JSON text once it has ended."""

    id: str
    by: str
    at: str
    mapping: str
    source: str
    marking: str
    grade: str
    legal_basis: str
    files: tuple[str, ...]
    digests: tuple[str, ...]
    mapping_digest: str
    dry_run: bool
    lines: int
    state: State = "running"
    beat: str = ""
    ended_at: str = ""
    message: str = ""
    job: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    report: str = ""
    unit: str | None = None


def start(tx: Transaction, batch: Batch, markings: Iterable[Marking]) -> None:
    """Writes down that a batch has begun."""
    properties = {
        "by": batch.by, "unit": batch.unit, "at": batch.at, "beat": batch.at, "mapping": batch.mapping,
        "source": batch.source, "marking": batch.marking, "grade": batch.grade, "legal_basis": batch.legal_basis,
        "files": list(batch.files), "digests": list(batch.digests), "mapping_digest": batch.mapping_digest,
        "dry_run": batch.dry_run, "lines": batch.lines, "job": batch.job, "state": "running",
        **dict.fromkeys(COUNTS, 0), **_class(tx, markings),
    }  # fmt: skip
    tx.run("batches.start", id=batch.id, properties=properties)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A running batch that a job carries out."""

    id: str
    by: str
    at: str
    cancel: bool


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A batch that somebody goes on with: who began it, and the chunks of it that are written."""

    by: str
    cancel: bool
    written: tuple[str, ...]


def advance(
    tx: Transaction, id_: str, counts: Mapping[str, int], markings: Iterable[Marking], at: str,
    written: Iterable[str] = (),
) -> bool:  # fmt: skip
    """Brings the counts up to date, and notes chunks as written; True where the batch is to stop."""
    properties = {**counts, "beat": at, **_class(tx, markings)}
    rows = tx.run("batches.advance", id=id_, properties=properties, written=list(written))
    return not rows or bool(rows[0]["cancel"])


def end(tx: Transaction, id_: str, state: State, counts: Mapping[str, int], report: str, message: str, at: str) -> None:
    """Writes down how a batch ended."""
    properties = {**counts, "state": state, "report": report, "message": message, "ended_at": at, "beat": at}
    tx.run("batches.end", id=id_, properties=properties)


def unfinished(store: Store) -> list[Unfinished]:
    """The running batches that a job carries out, oldest first."""
    return [Unfinished(**row) for row in store.read("batches.unfinished")]


def take_up(store: Store, id_: str, at: str) -> TakenUp | None:
    """Goes on with a running batch; None where it does not run any more."""
    rows = store.write("batches.take_up", id=id_, at=at)
    return TakenUp(**{**rows[0], "written": tuple(rows[0]["written"])}) if rows else None


def ended(store: Store, ids: Iterable[str]) -> set[str]:
    """Which of the batches have ended."""
    return {row["id"] for row in store.read("batches.ended", ids=sorted(ids))}


def stop(tx: Transaction, id_: str) -> bool:
    """Asks a running batch to stop, whoever may see it; False where there is none that runs."""
    return bool(tx.run("batches.stop", id=id_))


def cancel(tx: Transaction, id_: str, complete: Iterable[int]) -> bool:
    """Asks a running batch to stop; False where there is none that runs."""
    return bool(tx.run("batches.cancel", id=id_, complete=list(complete)))


def find(store: Store, id_: str, complete: Iterable[int]) -> Batch | None:
    """A batch, where everything in it is seen."""
    rows = store.read("batches.find", id=id_, complete=list(complete))
    return _batch(rows[0]["batch"]) if rows else None


def latest(store: Store, complete: Iterable[int], limit: int = 50) -> list[Batch]:
    """The latest batches of which everything is seen, without their reports."""
    return [_batch(row["batch"]) for row in store.read("batches.latest", complete=list(complete), limit=limit)]


def _class(tx: Transaction, markings: Iterable[Marking]) -> dict[str, int]:
    """The class of those who see everything in a batch."""
    highest = maximal(markings)
    register_classes(tx, [highest])
    return {"complete": class_id(highest)}


def _batch(row: Row) -> Batch:
    kept: dict[str, Any] = {name: row.get(name) for name in Batch.__slots__ if row.get(name) is not None}
    kept["files"], kept["digests"] = tuple(row["files"]), tuple(row["digests"])
    return Batch(**{**kept, "counts": {name: int(row.get(name, 0)) for name in COUNTS}})
