"""Entities, links and the effect of decisions as they are stored, against what follows from the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphintel.model.clusters import Member
from graphintel.model.decisions import Decision
from graphintel.model.difference import Difference
from graphintel.model.kinds import KINDS
from graphintel.model.links import Link
from graphintel.model.marking import Marking, VisibilityClass, class_id
from graphintel.model.materialise import Derived, materialise, members_of, registrations
from graphintel.model.records import Record
from graphintel.queries import links, upkeep
from graphintel.queries.check_evidence import Evidence, Finding, Fix, keys_of
from graphintel.queries.store import Row, Transaction

DERIVED = (
    "kind", "subkind", "caption", "summary", "visibility", "complete", "registers", "countries", "first_seen",
    "last_seen", "described_as", "markings",
)  # fmt: skip
KIND_LABELS = frozenset(upkeep.KIND_LABELS) | {"Entity"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What follows from the evidence for subjects and for whoever may be the same."""

    subjects: frozenset[str]
    records: list[Record]
    derived: Derived
    members: Mapping[str, Member]
    registered: Mapping[str, str]
    keys: Mapping[str, set[str]]
    decisions: list[Decision]


def expected(subjects: Iterable[str], evidence: Evidence, decisions: list[Decision]) -> Expected:
    """Derives them from nothing but records and decisions."""
    records = list(evidence.records.values())
    registered = registrations(records)
    return Expected(
        frozenset(subjects), evidence.live, materialise(records, decisions), members_of(evidence.live, registered),
        registered, keys_of(records), decisions,
    )  # fmt: skip


def decision(row: Row) -> Decision:
    """A decision as the derivation takes it."""
    return Decision(
        row["id"], row["type"], (row["one"], row["other"]), row["by"], row["at"], "", Marking.parse(row["marking"]),
        None, row["ended_at"] or "",
    )  # fmt: skip


def compare(tx: Transaction, wanted: Expected, decided: Iterable[Row]) -> Iterator[Finding]:
    """Where subjects, their entities and links and the decisions on them are not as they should be."""
    ids = sorted(wanted.subjects)
    for row in tx.run("check.stored", ids=ids):
        yield from _of_subject(row, wanted)
    made, ends = _links(tx, wanted)
    yield from _of_links(tx, wanted, made, ends)
    yield from _of_classes(tx, wanted, made, ends)
    for row in decided:
        yield from _of_decision(row, wanted)


def _of_subject(row: Row, wanted: Expected) -> Iterator[Finding]:
    id_ = row["id"]
    yield from _of_registration(row, wanted)
    for key in sorted(set(row["keys"]) ^ wanted.keys.get(id_, set())):
        stored, query = (key, "check.unkey") if key in row["keys"] else (None, "upkeep.key")
        difference = Difference("subject", id_, "key", stored, key if stored is None else None)
        yield difference, Fix(query, {"key": key, "subject": id_})
    leader = wanted.derived.subject_to_entity.get(id_, "")
    follows = [leader] if leader and leader != id_ else []
    if sorted(row["leaders"]) != follows:
        yield Difference("subject", id_, "entity", sorted(row["leaders"]), follows), None
    labels, properties = _entity(id_, leader, wanted)
    what = "entity" if leader == id_ else "subject"
    if set(row["labels"]) & KIND_LABELS != labels:
        yield Difference(what, id_, "labels", sorted(set(row["labels"]) & KIND_LABELS), sorted(labels)), None
    for name in DERIVED:
        stored, value = row["properties"].get(name), properties.get(name)
        if stored != value:
            yield Difference(what, id_, name, stored, value), None


def _of_registration(row: Row, wanted: Expected) -> Iterator[Finding]:
    stored, value = row["properties"].get("registered"), wanted.registered.get(row["id"])
    # One that no record names any more keeps the time at which it was first named.
    if value is not None and stored != value:
        fix = Fix("check.set_subject", {"id": row["id"], "properties": {"registered": value}})
        yield Difference("subject", row["id"], "registered", stored, value), fix


def _entity(id_: str, leader: str, wanted: Expected) -> tuple[set[str], Mapping[str, object]]:
    """Labels and properties that a subject bears for its entity and as a member of it."""
    if not leader:
        return set(), {}
    member = wanted.members[id_]
    properties = upkeep.member_row(id_, member.kinds, member.markings)["properties"]
    if leader != id_:
        return set(), properties
    summary = wanted.derived.entities[id_].summary
    kind = summary.kind.text
    return {"Entity", kind, *KINDS[kind].labels}, upkeep.entity_row(id_, summary)["properties"] | properties


def _of_links(tx: Transaction, wanted: Expected, made: Mapping[str, Link], ends: links.Ends) -> Iterator[Finding]:
    rows = tx.run("check.links", ids=sorted(wanted.subjects))
    stored = {row["properties"].get("id", row["element"]): row for row in rows}
    for id_ in sorted(made.keys() | stored.keys()):
        row, link = stored.get(id_), made.get(id_)
        fix = None if row is None else Fix("links.delete", {"element": row["element"]})
        if row is None or link is None:
            yield Difference("link", id_, "there", row is not None, link is not None), fix
            continue
        properties = links.properties(link, ends)
        found = {**row["properties"], "source": row["source"], "target": row["target"], "relationship": row["type"]}
        should = {**properties, "source": link.source, "target": link.target, "relationship": link.type}
        for name in sorted(found.keys() | should.keys()):
            if found.get(name) != should.get(name):
                yield Difference("link", id_, name, found.get(name), should.get(name)), fix


def _links(tx: Transaction, wanted: Expected) -> tuple[dict[str, Link], links.Ends]:
    """The links at the subjects' entities; entities at the other ends are taken as stored: their own turn comes."""
    claims = [
        (record, claim) for record in wanted.records for claim in record.claims
        if {claim.source, claim.target} & wanted.subjects
    ]  # fmt: skip
    outside = {end for _record, claim in claims for end in (claim.source, claim.target)} - wanted.subjects
    inside = {s: leader for s, leader in wanted.derived.subject_to_entity.items() if s in wanted.subjects}
    made = upkeep.links_from(claims, {**upkeep.leaders_of(tx, outside), **inside})
    own = {leader: wanted.derived.entities[leader].summary.minimal for leader in set(inside.values())}
    ends = {**links.ends_of(tx, made), **own}
    # Where the class of an end is unknown, that is said where it is its turn, and nothing can be said of the link.
    return {id_: link for id_, link in made.items() if {link.source, link.target} <= ends.keys()}, ends


def _of_classes(tx: Transaction, wanted: Expected, made: Mapping[str, Link], ends: links.Ends) -> Iterator[Finding]:
    """Classes that nobody would see, because they are not registered or under other markings."""
    summaries = [each.summary for each in wanted.derived.entities.values()]
    marked = [{each.marking} for each in wanted.records] + [{each.marking} for each in wanted.decisions]
    used = {VisibilityClass.of(each) for each in marked}
    used |= {VisibilityClass.of(each) for summary in summaries for each in (summary.minimal, summary.maximal)}
    used |= {links.class_of_link(link, ends) for link in made.values()}
    texts = {each.id: each.texts for each in used}
    registered = {row["id"]: row["markings"] for row in tx.run("check.registered", ids=sorted(texts))}
    for id_, markings in sorted(texts.items()):
        if registered.get(id_) != markings:
            fix = Fix("check.set_class", {"id": id_, "markings": markings})
            yield Difference("class", str(id_), "markings", registered.get(id_), markings), fix


def _of_decision(row: Row, wanted: Expected) -> Iterator[Finding]:
    found = decision(row)
    one, other = (wanted.derived.subject_to_entity.get(subject) for subject in found.subjects)
    together = one is not None and one == other
    should: dict[str, object] = {"effective": found.stands_at(None) and together == (found.type == "same")}
    should |= {"visibility": class_id([found.marking])}
    for name, value in should.items():
        if row[name] != value:
            fix = Fix("check.set_decision", {"id": found.id, "properties": {name: value}})
            yield Difference("decision", found.id, name, row[name], value), fix
