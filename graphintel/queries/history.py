"""What was known at a time: the derivation over everything that may ever have been the same, as of then."""

from __future__ import annotations

from graphintel.errors import NotFound
from graphintel.i18n import gettext as _
from graphintel.model.decisions import Decision
from graphintel.model.marking import Marking
from graphintel.model.materialise import materialise, registrations
from graphintel.model.record_json import load_claims, load_description
from graphintel.model.records import Record, live, visible, withheld
from graphintel.model.subgraph import Node
from graphintel.model.summary import dump
from graphintel.queries.entities import Shown
from graphintel.queries.sayings import Saying, Source
from graphintel.queries.store import Row, Store
from graphintel.queries.visibility import View


def entity_at(store: Store, view: View, id_: str, at: str) -> tuple[Shown, list[Saying], int]:
    """An entity as somebody with today's clearance would have seen it then: node, sayings, number of records.

    Its degree counts the links between what was read, the entity and those that its own records name.
    """
    closure = _closure(store, id_)
    records = [_record(row) for row in store.read("history.records", ids=closure)]
    decisions = [_decision(row) for row in store.read("history.decisions", ids=closure)]
    derived = materialise(records, decisions, view.clearance, at)
    entity = derived.entities.get(derived.subject_to_entity.get(id_, ""))
    if entity is None:
        raise NotFound(_("There was no such entity at that time."))
    degree = sum(entity.id in {link.source, link.target} for link in derived.links.values())
    node = Node.of(entity.id, dump(entity.summary), degree)
    unseen = withheld(records, view.clearance)
    seen = [record for record in visible(live(records, at), view.clearance) if record.id not in unseen]
    registered = registrations(records)
    members = set(entity.members)
    sayings = [
        Saying(registered[d.subject], d, 1, (_source(record),))
        for record in sorted(seen, key=lambda each: each.recorded_at, reverse=True)
        for d in record.descriptions
        if d.subject in members
    ]
    return Shown(entity.id, node, frozenset(members)), sayings, len({s.newest[0].record for s in sayings})


def _closure(store: Store, id_: str) -> list[str]:
    known = {id_}
    edge = known
    while edge:
        edge = {row["id"] for row in store.read("history.neighbours", ids=sorted(edge))} - known
        known = known | edge
    return sorted(known)


def _record(row: Row) -> Record:
    return Record(
        row["id"], row["source"], row["key"], row["kind"], row["edition"], row["attempt"], row["content"],
        row["recorded_at"], row["observed_at"] or "", row["reliability"], row["credibility"],
        Marking.parse(row["marking"]), row["legal_basis"], row["batch"] or "",
        tuple(load_description(text) for text in sorted(row["said"])),
        load_claims(row["claims"]) if row["claims"] else (), row["retracted_at"] or "",
    )  # fmt: skip


def _decision(row: Row) -> Decision:
    return Decision(
        row["id"], row["type"], (row["one"], row["other"]), row["by"], row["at"], row["why"] or "",
        Marking.parse(row["marking"]), None, row["ended_at"] or "", row["ended_by"] or "",
    )  # fmt: skip


def _source(record: Record) -> Source:
    return Source(
        record.id, record.source, record.observed_at or None, record.recorded_at,
        f"{record.reliability}{record.credibility}", record.marking.text, record.legal_basis,
    )  # fmt: skip
