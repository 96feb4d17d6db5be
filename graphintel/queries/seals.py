"""The chain of seals over the audit trail, as it is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from graphintel.model import chain
from graphintel.model.chain import Placed, Seal
from graphintel.model.times import now
from graphintel.model.trail import NAMES, Entry
from graphintel.queries.store import Row, Store, Transaction

PAGE = 2_000


def add(tx: Transaction, most: int) -> Seal | None:
    """Seals what waits, at most so many entries, in the order of their times; None where nothing waits."""
    at = now()
    tx.run("seals.lock", at=at)
    rows = tx.run("seals.next", limit=most)
    if not rows:
        return None
    last = tx.run("seals.last")
    key, macs = tx.audit_key, [str(row["mac"]) for row in rows]
    made = chain.seal(key, Seal(**last[0]) if last else None, macs, at)
    places = [
        {"id": row["id"], "sequence": number, "place": chain.place(key, number, row["mac"])}
        for number, row in enumerate(rows, made.first)
    ]
    tx.run("seals.add", **asdict(made), places=places)
    return made


def last(store: Store) -> Seal | None:
    """The last seal, None while nothing is sealed."""
    rows = store.read("seals.last")
    return Seal(**rows[0]) if rows else None


def waiting(store: Store) -> int:
    """How many entries wait to be sealed."""
    return int(store.read("seals.waiting")[0]["waiting"])


def after(store: Store, number: int, through: int) -> Iterator[Seal]:
    """The seals behind one, up to another, by number."""
    while rows := store.read("seals.page", after=number, through=through, limit=PAGE):
        yield from (Seal(**row) for row in rows)
        number = rows[-1]["number"]


def entries(store: Store, number: int = 0) -> Iterator[Placed]:
    """The entries behind a number of the chain, by number."""
    while rows := store.read("seals.entries", after=number, limit=PAGE):
        yield from map(_placed, rows)
        number = rows[-1]["entry"]["sequence"]


def loose(store: Store) -> Iterator[Placed]:
    """The entries without a number, by id."""
    id_ = ""
    while rows := store.read("seals.loose", after_id=id_, limit=PAGE):
        yield from map(_placed, rows)
        id_ = rows[-1]["entry"]["id"]


def _placed(row: Row) -> Placed:
    given: dict[str, Any] = row["entry"]
    return Placed(Entry.of(_whole(given)), given.get("sequence"), str(given.get("place", "")), row["waiting"])


def _whole(given: dict[str, Any]) -> dict[str, Any]:
    """An entry whose properties were taken away or turned into something else is read as the forgery that it is."""
    objects = given.get("objects")
    listed: Sequence[object] = objects if isinstance(objects, list) else []
    texts = {name: str(given.get(name, "")) for name in NAMES if name != "objects"}
    return {**texts, "objects": [str(each) for each in listed]}
