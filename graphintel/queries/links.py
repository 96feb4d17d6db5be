"""Writing derived links: each is found by its id, and only the difference is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphintel.model.link_types import LINK_TYPES
from graphintel.model.links import Link, combine
from graphintel.model.marking import class_id
from graphintel.queries.store import Transaction

Row = Mapping[str, Any]


def add(tx: Transaction, links: Mapping[str, Link]) -> int:
    """Folds links into the stored ones; returns how many were not there before."""
    stored = _find(tx, links)
    new = [link for id_, link in links.items() if id_ not in stored]
    _create(tx, new)
    _update(tx, ((stored[id_], _with(link, stored[id_])) for id_, link in links.items() if id_ in stored))
    return len(new)


def replace(tx: Transaction, entities: Iterable[str], links: Mapping[str, Link]) -> int:
    """Makes the links at the entities those given and no others; returns how many were not there before."""
    stored = {row["id"]: row for row in tx.run("links.of_entities", ids=list(entities))}
    gone = [row["element"] for id_, row in stored.items() if id_ not in links]
    if gone:
        tx.run("links.delete", elements=gone)
    _update(tx, ((stored[id_], properties(link)) for id_, link in links.items() if id_ in stored))
    return len(links.keys() - stored.keys())


def create_missing(tx: Transaction, links: Mapping[str, Link]) -> None:
    """Writes those of the links that are not there."""
    stored = _find(tx, links)
    _create(tx, [link for id_, link in links.items() if id_ not in stored])


def properties(link: Link) -> dict[str, Any]:
    """What is stored on a link."""
    return {
        "id": link.id,
        "type": link.type,
        "role": link.role or None,
        "marking": link.marking.text,
        "visibility": class_id([link.marking]),
        "records": sorted(link.records),
        "count": link.count,
        "from": link.valid_from or None,
        "to": link.valid_to or None,
        "reliability": link.reliability,
        "credibility": link.credibility,
    }


def _find(tx: Transaction, links: Mapping[str, Link]) -> dict[str, Row]:
    ids: dict[str, list[str]] = {name: [] for name in LINK_TYPES}
    for link in links.values():
        ids[link.type].append(link.id)
    return {row["id"]: row for row in tx.run("links.find", ids=ids)} if links else {}


def _create(tx: Transaction, links: Iterable[Link]) -> None:
    # Endpoints in order: two writers at the same hubs then wait for each other instead of deadlocking.
    ordered = sorted(links, key=lambda link: (link.source, link.target, link.id))
    rows = [{"type": e.type, "source": e.source, "target": e.target, "properties": properties(e)} for e in ordered]
    if rows:
        tx.run("links.create", rows=rows)


def _update(tx: Transaction, changes: Iterable[tuple[Row, dict[str, Any]]]) -> None:
    compared = ("records", "reliability", "credibility")
    rows = [
        {"element": stored["element"], "properties": wanted}
        for stored, wanted in changes
        if any(stored[name] != wanted[name] for name in compared)
        or (stored["valid_from"], stored["valid_to"]) != (wanted["from"], wanted["to"])
    ]
    if rows:
        tx.run("links.update", rows=rows)


def _with(link: Link, stored: Row) -> dict[str, Any]:
    held = Link(
        link.id, link.type, link.source, link.target, link.role, link.marking, frozenset(stored["records"]),
        stored["valid_from"] or "", stored["valid_to"] or "", stored["reliability"], stored["credibility"],
    )  # fmt: skip
    return properties(combine(held, link))
