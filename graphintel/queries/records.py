"""Recording evidence: the one write path for records, from every source.

Locks before reading, writes records with deterministic ids, keeps entities and links up, all in one transaction with
whatever the caller adds (the audit entry). Doing it twice changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphintel.model.drafts import Settled
from graphintel.model.ids import canonical, record_id
from graphintel.model.marking import Clearance, Marking, class_id
from graphintel.model.materialise import Said, said_of
from graphintel.model.properties import PROPERTIES
from graphintel.model.record_json import dump_claims, dump_description, load_description
from graphintel.model.records import Claim, Description, Record, subjects_of
from graphintel.model.searched import searched
from graphintel.model.summary import summarise
from graphintel.queries import upkeep
from graphintel.queries.closure import rederive
from graphintel.queries.store import Store, Transaction

Name = tuple[str, str]
Author = tuple[str, str | None]  # Who wrote a record, and the unit that he was in.


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of drafts or of a retraction; ``records`` are ids wave by wave, ``refused`` names of drafts."""

    added: int = 0
    unchanged: int = 0
    corrected: int = 0
    retracted: int = 0
    links_made: int = 0
    records: tuple[str, ...] = ()
    changed: tuple[str, ...] = field(default=())
    refused: tuple[Name, ...] = ()


Also = Callable[[Transaction, Outcome], None]


def add(
    store: Store, settled: Sequence[Settled], *, by: str, batch: str, at: str, unit: str | None = None,
    also: Also | None = None, clearance: Clearance | None = None,
) -> Outcome:  # fmt: skip
    """Records drafts as one transaction; ``at`` is the time of recording, ``also`` writes what belongs with it.

    With the writer's clearance no draft replaces a record that he does not see: such drafts are refused.
    """

    def work(tx: Transaction) -> Outcome:
        outcome = add_within(tx, settled, by=by, unit=unit, batch=batch, at=at, clearance=clearance)
        if also is not None:
            also(tx, outcome)
        return outcome

    return store.transaction(work)


def add_within(
    tx: Transaction, settled: Sequence[Settled], *, by: str, batch: str, at: str, unit: str | None = None,
    clearance: Clearance | None = None,
) -> Outcome:  # fmt: skip
    """Records drafts inside a transaction that is open already."""
    created = lock(tx, (s for each in settled for s in subjects_of(each.descriptions, each.claims)), at)
    outcome = Outcome()
    for wave in _waves(settled):
        outcome = _joined(outcome, _add_wave(tx, _plan(tx, wave, batch, at, clearance), created, (by, unit), at))
        created = set()
    return outcome


def retract(store: Store, ids: Sequence[str], *, by: str, at: str, why: str, also: Also | None = None) -> Outcome:
    """Takes records back; what a retracted correction had replaced counts again. Retracting twice changes nothing."""

    def work(tx: Transaction) -> Outcome:
        touched = {row["id"] for row in tx.run("records.subjects_of", ids=list(ids))}
        lock(tx, touched, at)
        gone = tx.run("records.retract", ids=list(ids), at=at, by=by, why=why)
        tx.run("records.retire", ids=[row["id"] for row in gone])
        touched |= _revive(tx, {(row["source"], row["key"]) for row in gone}, at)
        links = rederive(tx, touched, lambda more: lock(tx, more, at)) if gone else 0
        outcome = Outcome(retracted=len(gone), links_made=links, changed=tuple(sorted(row["id"] for row in gone)))
        if also is not None:
            also(tx, outcome)
        return outcome

    return store.transaction(work)


def lock(tx: Transaction, subjects: Iterable[str], at: str) -> set[str]:
    """Creates and locks subjects in the order of their ids; returns those that were created."""
    ids = sorted(set(subjects))
    return {row["id"] for row in tx.run("records.lock", ids=ids, at=at) if row["created"]} if ids else set()


def _name(settled: Settled) -> Name:
    return settled.draft.source, settled.draft.key


def _waves(settled: Sequence[Settled]) -> list[list[Settled]]:
    """The drafts in order, cut so that no two of a wave are editions of the same record."""
    waves: list[list[Settled]] = []
    depth: dict[Name, int] = defaultdict(int)
    for each in settled:
        at = depth[_name(each)]
        depth[_name(each)] += 1
        waves.extend([] for _ in range(at + 1 - len(waves)))
        waves[at].append(each)
    return waves


def _joined(one: Outcome, other: Outcome) -> Outcome:
    return Outcome(
        one.added + other.added, one.unchanged + other.unchanged, one.corrected + other.corrected, 0,
        one.links_made + other.links_made, one.records + other.records, one.changed + other.changed,
        one.refused + other.refused,
    )  # fmt: skip


def _add_wave(tx: Transaction, plan: _Plan, created: set[str], by: Author, at: str) -> Outcome:
    unchanged = len(plan.ids) - len(plan.records)
    if not plan.records:
        return Outcome(unchanged=unchanged, records=plan.ids, refused=plan.refused)
    touched: set[str] = set()
    if plan.retired:
        touched = {row["id"] for row in tx.run("records.subjects_of", ids=plan.retired)}
        lock(tx, touched, at)
        tx.run("records.retire", ids=plan.retired)
    _write(tx, plan.records, plan.payloads, by)
    links = _upkeep(tx, plan.records, touched, created, at)
    added = len(plan.records) - len(plan.retired)
    changed = tuple(record.id for record in plan.records)
    return Outcome(added, unchanged, len(plan.retired), 0, links, plan.ids, changed, plan.refused)


@dataclass(frozen=True, slots=True)
class _Plan:
    records: list[Record]
    payloads: dict[str, str]
    retired: list[str]
    ids: tuple[str, ...]
    refused: tuple[Name, ...] = ()


def _plan(tx: Transaction, wave: Sequence[Settled], batch: str, at: str, clearance: Clearance | None) -> _Plan:
    """Which drafts are new, which correct a live edition, which say nothing new."""
    editions: dict[Name, list[dict[str, Any]]] = defaultdict(list)
    for row in tx.run("records.editions", names=[list(_name(each)) for each in wave]):
        editions[(row["source"], row["key"])].append(row)
    plan = _Plan([], {}, [], ())
    ids: list[str] = []
    refused: list[Name] = []
    for each in wave:
        earlier = editions[_name(each)]
        live = next((row for row in earlier if row["live"]), None)
        if live is not None and live["content_hash"] == each.content:
            ids.append(live["id"])
            continue
        if live is not None and clearance is not None and not clearance.sees(Marking.parse(live["marking"])):
            refused.append(_name(each))
            continue
        attempt = sum(1 for row in earlier if row["retracted"] and row["content_hash"] == each.content)
        record = _record(each, max((row["edition"] for row in earlier), default=0) + 1, attempt, batch, at)
        plan.records.append(record)
        plan.payloads[record.id] = canonical(each.draft.payload)
        plan.retired.extend([live["id"]] if live is not None else [])
        ids.append(record.id)
    return _Plan(plan.records, plan.payloads, plan.retired, tuple(ids), tuple(refused))


def _record(settled: Settled, edition: int, attempt: int, batch: str, at: str) -> Record:
    draft = settled.draft
    return Record(
        record_id(draft.source, draft.key, settled.content, edition, attempt),
        draft.source, draft.key, draft.kind, edition, attempt, settled.content, at, draft.observed_at,
        draft.reliability, draft.credibility, draft.marking, draft.legal_basis, batch,
        settled.descriptions, settled.claims,
    )  # fmt: skip


def _write(tx: Transaction, records: Sequence[Record], payloads: dict[str, str], by: Author) -> None:
    upkeep.register_classes(tx, {frozenset({record.marking}) for record in records})
    tx.run("records.write", rows=[_record_row(record, payloads[record.id], by) for record in records])
    rows = [description_row(r, d, at) for r in records for at, d in enumerate(r.descriptions)]
    if rows:
        tx.run("records.describe", rows=rows)
    mentions = [
        {"record": record.id, "subject": subject}
        for record in records
        for subject in sorted(record.subjects - {description.subject for description in record.descriptions})
    ]
    if mentions:
        tx.run("records.mention", rows=mentions)


def _record_row(record: Record, payload: str, by: Author) -> dict[str, Any]:
    return {
        "id": record.id, "source": record.source, "key": record.key, "kind": record.kind,
        "edition": record.edition, "attempt": record.attempt, "content_hash": record.content,
        "recorded_at": record.recorded_at, "observed_at": record.observed_at or None,
        "reliability": record.reliability, "credibility": record.credibility,
        "marking": record.marking.text, "visibility": class_id([record.marking]), "register": record.marking.register,
        "legal_basis": record.legal_basis, "batch": record.batch or None, "by": by[0], "unit": by[1], "live": True,
        "claims": dump_claims(record.claims) if record.claims else None, "payload": payload,
    }  # fmt: skip


def description_row(record: Record, description: Description, number: int) -> dict[str, Any]:
    """What is stored of one description of a record that counts."""
    dates = [text for name, text in description.values if PROPERTIES[name].facet == "date"]
    summary = summarise(record, description)
    properties = {
        "id": f"{record.id}#{number}", "kind": description.kind, "said": dump_description(description),
        "countries": sorted({text for name, text in description.values if PROPERTIES[name].facet == "country"}),
        "register": record.marking.register, "marking": record.marking.text,
        "visibility": class_id([record.marking]), "live": True,
        "observed_at": min(dates, default=record.observed_at) or None, "last_seen": summary.last_seen or None,
        "rank": summary.kind.order,
        **searched(description),
    }  # fmt: skip
    return {"record": record.id, "subject": description.subject, "properties": properties}


def _upkeep(tx: Transaction, records: Sequence[Record], touched: set[str], created: set[str], at: str) -> int:
    """Brings entities and links up to the new records; ``touched`` subjects lost a description."""
    said = said_of(records)
    keys = _strong_keys(said)
    if keys:
        tx.run("upkeep.key", rows=keys, at=at)
    fresh = created - {row["subject"] for row in keys}
    states = {s: upkeep.untouched(s, at) for s in said.keys() & fresh} | upkeep.state_of(tx, said.keys() - fresh)
    claims: list[tuple[Record, Claim]] = [(record, claim) for record in records for claim in record.claims]
    known = {end for _, claim in claims for end in (claim.source, claim.target)} - fresh
    anew = {s for s, each in said.items() if upkeep.needs_rederiving(states[s], each)} | touched
    anew |= upkeep.told_more_of(tx, claims, known - anew)
    simple: dict[str, Sequence[Said]] = {s: each for s, each in said.items() if s not in anew}
    upkeep.fold_in(tx, simple, states)
    arrived = {s for s in simple if not states[s].leader and s not in created}
    pending = upkeep.pending_claims(tx, arrived)
    lock(tx, {end for _, claim in pending for end in (claim.source, claim.target)}, at)
    claims += pending
    new = rederive(tx, anew, lambda more: lock(tx, more, at)) if anew else 0
    # What was folded in leads or follows as before, unless deriving others anew has taken it along.
    return new + upkeep.add_links(tx, claims, {} if anew else {s: states[s].leader or s for s in simple})


def _strong_keys(said: dict[str, list[Said]]) -> list[dict[str, str]]:
    strong = ((s, i) for s, each in said.items() for _, d in each for i in d.identifiers if i.strong)
    found = {(f"{item.scheme}:{item.normalised}", subject) for subject, item in strong}
    return [{"key": key, "subject": subject} for key, subject in sorted(found)]


def _revive(tx: Transaction, names: set[Name], at: str) -> set[str]:
    """Makes the highest edition that stands count again, of each of the records; returns the subjects touched."""
    best: dict[Name, dict[str, Any]] = {}
    for row in tx.run("records.editions", names=sorted(list(name) for name in names)) if names else ():
        name = (row["source"], row["key"])
        if not row["retracted"] and row["edition"] > best.get(name, {"edition": 0})["edition"]:
            best[name] = row
    ids = [row["id"] for row in best.values() if not row["live"]]
    if not ids:
        return set()
    touched = {row["id"] for row in tx.run("records.subjects_of", ids=ids)}
    lock(tx, touched, at)
    said = tx.run("records.said", ids=ids)
    rows = [
        {"id": row["id"], "record": row["record"], "subject": row["subject"], **searched(load_description(row["said"]))}
        for row in said
    ]
    tx.run("records.revive", ids=ids, rows=rows)
    tx.run("records.mention_again", ids=ids)
    return touched
