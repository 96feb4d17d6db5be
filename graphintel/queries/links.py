"""Writing derived links: each is found by its id, and only the difference is written.

A link is stored with the class of those who see it and both of its ends, so that questions need to look at it alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graphintel.model.link_types import LINK_TYPES
from graphintel.model.links import Link, class_of, combine
from graphintel.model.marking import Marking, VisibilityClass
from graphintel.queries.store import Transaction

Row = Mapping[str, Any]
# The minimal markings of entities, by id.
Ends = Mapping[str, frozenset[Marking]]


def add(tx: Transaction, links: Mapping[str, Link], ends: Ends) -> int:
    """Folds links into the stored ones; returns how many were not there before."""
    register(tx, (class_of_link(link, ends) for link in links.values()))
    stored = _find(tx, links)
    new = [link for id_, link in links.items() if id_ not in stored]
    _create(tx, new, ends)
    old = ((stored[id_], _with(link, stored[id_])) for id_, link in links.items() if id_ in stored)
    _update(tx, ((row, properties(link, ends)) for row, link in old))
    return len(new)


def replace(tx: Transaction, entities: Iterable[str], links: Mapping[str, Link], ends: Ends) -> int:
    """Makes the links at the entities those given and no others; returns how many were not there before."""
    register(tx, (class_of_link(link, ends) for link in links.values()))
    stored = {row["id"]: row for row in tx.run("links.of_entities", ids=list(entities))}
    gone = [row["element"] for id_, row in stored.items() if id_ not in links]
    if gone:
        tx.run("links.delete", elements=gone)
    _update(tx, ((stored[id_], properties(link, ends)) for id_, link in links.items() if id_ in stored))
    return len(links.keys() - stored.keys())


def create_missing(tx: Transaction, links: Mapping[str, Link], ends: Ends) -> None:
    """Writes those of the links that are not there, once ``replace`` has made their classes known."""
    stored = _find(tx, links)
    _create(tx, [link for id_, link in links.items() if id_ not in stored], ends)


def follow_ends(tx: Transaction, entities: Iterable[str]) -> None:
    """Writes anew who sees the links at entities whose own markings have changed; both ends are as they are now."""
    ids = sorted(entities)
    rows = tx.run("links.classes", ids=ids) if ids else []
    changes = [(row, class_of(Marking.parse(row["marking"]), *map(_minimal, row["ends"]))) for row in rows]
    moved = [(row["element"], each) for row, each in changes if each.id != row["visibility"]]
    if moved:
        register(tx, (each for _element, each in moved))
        tx.run("links.update", rows=[{"element": e, "properties": {"visibility": each.id}} for e, each in moved])


def ends_of(tx: Transaction, links: Mapping[str, Link]) -> dict[str, frozenset[Marking]]:
    """The minimal markings of the entities that the links are between, as they are stored."""
    ids = {end for link in links.values() for end in (link.source, link.target)}
    rows = tx.run("links.ends", ids=sorted(ids)) if ids else []
    return {row["id"]: _minimal(row["markings"]) for row in rows}


def register(tx: Transaction, classes: Iterable[VisibilityClass]) -> None:
    """Makes sure that the visibility classes are known to those who look up what somebody may see."""
    texts = {each.id: each.texts for each in classes}
    if texts:
        tx.run("upkeep.classes", rows=[{"id": id_, "markings": each} for id_, each in sorted(texts.items())])


def properties(link: Link, ends: Ends) -> dict[str, Any]:
    """What is stored on a link."""
    return {
        "id": link.id,
        "type": link.type,
        "role": link.role or None,
        "marking": link.marking.text,
        "visibility": class_of_link(link, ends).id,
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


def class_of_link(link: Link, ends: Ends) -> VisibilityClass:
    """Who sees a link, by its own marking and those of the entities at its ends."""
    return class_of(link.marking, ends[link.source], ends[link.target])


def _minimal(texts: Iterable[str]) -> frozenset[Marking]:
    return frozenset(map(Marking.parse, texts))


def _create(tx: Transaction, links: Iterable[Link], ends: Ends) -> None:
    # Endpoints in order: two writers at the same hubs then wait for each other instead of deadlocking.
    ordered = sorted(links, key=lambda link: (link.source, link.target, link.id))
    rows = [
        {"type": each.type, "source": each.source, "target": each.target, "properties": properties(each, ends)}
        for each in ordered
    ]
    if rows:
        tx.run("links.create", rows=rows)


def _update(tx: Transaction, changes: Iterable[tuple[Row, dict[str, Any]]]) -> None:
    compared = ("records", "reliability", "credibility", "visibility")
    rows = [
        {"element": stored["element"], "properties": wanted}
        for stored, wanted in changes
        if any(stored[name] != wanted[name] for name in compared)
        or (stored["valid_from"], stored["valid_to"]) != (wanted["from"], wanted["to"])
    ]
    if rows:
        tx.run("links.update", rows=rows)


def _with(link: Link, stored: Row) -> Link:
    held = Link(
        link.id, link.type, link.source, link.target, link.role, link.marking, frozenset(stored["records"]),
        stored["valid_from"] or "", stored["valid_to"] or "", stored["reliability"], stored["credibility"],
    )  # fmt: skip
    return combine(held, link)
