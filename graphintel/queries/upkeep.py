"""Keeping entities and links equal to what the records say, inside the writing transaction.

Two ways, with one result (a test holds both against ``model.materialise``): new evidence on subjects that nothing else
can be the same as is *folded in*; everything else *rederives* the closure of the subjects touched, from their records.
All subjects are locked before any of this reads (``records.lock``).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphintel.model import links as link_fold
from graphintel.model.ids import canonical
from graphintel.model.kinds import KINDS
from graphintel.model.links import Link, link_of
from graphintel.model.marking import Marking, VisibilityClass, class_id, minimal
from graphintel.model.materialise import Said, mentions_of, tells_more
from graphintel.model.record_json import load_claims
from graphintel.model.records import Claim, Record
from graphintel.model.summary import Summary, dump, fold, load, summarise
from graphintel.queries import links
from graphintel.queries.store import Transaction

KIND_LABELS = sorted({"Entity", *KINDS, *(label for kind in KINDS.values() for label in kind.labels)})


@dataclass(frozen=True, slots=True)
class State:
    """How a locked subject stands in the store; ``leader`` is empty while no live record describes it."""

    id: str
    registered: str
    kinds: frozenset[str]
    markings: frozenset[Marking]
    leader: str
    summary: Summary | None
    tied: bool


def state_of(tx: Transaction, ids: Iterable[str]) -> dict[str, State]:
    """How the subjects stand."""
    found: dict[str, State] = {}
    for row in tx.run("upkeep.state", ids=sorted(ids)):
        markings = frozenset(Marking.parse(text) for text in row["markings"] or ())
        summary = load(json.loads(row["summary"])) if row["summary"] else None
        found[row["id"]] = State(
            row["id"], row["registered"], frozenset(row["kinds"] or ()), markings, row["leader"] or "", summary,
            row["tied"],
        )  # fmt: skip
    return found


def untouched(subject: str, at: str) -> State:
    """How a subject stands that this transaction created: nothing is known of it yet, and nothing is tied to it."""
    return State(subject, at, frozenset(), frozenset(), "", None, tied=False)


def needs_rederiving(state: State, said: Sequence[Said]) -> bool:
    """True where new descriptions may change what the subject is the same as, so that folding is not enough."""
    kinds = state.kinds | {description.kind for _, description in said}
    if len(kinds) > 1:
        return True
    markings = minimal(state.markings | {record.marking for record, _ in said})
    return state.tied and (markings != state.markings or any(i.strong for _, d in said for i in d.identifiers))


def told_more_of(tx: Transaction, claims: Iterable[tuple[Record, Claim]], subjects: Iterable[str]) -> set[str]:
    """Those of the subjects that may be the same as others, and that claims tell of to people who do not see them."""
    mentions = mentions_of(claims)
    ids = sorted(mentions.keys() & set(subjects))
    rows = tx.run("upkeep.tied", ids=ids) if ids else []
    described_as = {row["id"]: [Marking.parse(text) for text in row["markings"]] for row in rows}
    return {s for s, markings in described_as.items() if any(tells_more(m, markings) for m in mentions[s])}


def fold_in(tx: Transaction, said: Mapping[str, Sequence[Said]], states: Mapping[str, State]) -> None:
    """Adds descriptions to the entities of their subjects; a subject without one becomes one."""
    added: dict[str, list[Summary]] = defaultdict(list)
    members: dict[str, dict[str, Any]] = {}
    for subject, each in said.items():
        state = states[subject]
        added[state.leader or subject].extend(summarise(record, description) for record, description in each)
        markings = minimal(state.markings | {record.marking for record, _ in each})
        if markings != state.markings:
            members[subject] = member_row(subject, (description.kind for _, description in each), markings)
    held = {state.leader: state.summary for state in states.values() if state.leader}
    new = {id_: fold(summaries) for id_, summaries in added.items() if id_ not in held}
    old = {id_: fold([before, *added[id_]]) for id_, before in held.items() if id_ in added and before}
    put_entities(tx, new, members)
    register_classes(tx, _classes(old.values()))
    _run(tx, "upkeep.refresh_entities", [entity_row(id_, summary) for id_, summary in sorted(old.items())])
    _run(tx, "upkeep.put_members", [row for id_, row in sorted(members.items()) if id_ not in new])
    links.follow_ends(tx, {id_ for id_, was in held.items() if id_ in old and was and was.minimal != old[id_].minimal})


def member_row(subject: str, kinds: Iterable[str], markings: Iterable[Marking]) -> dict[str, Any]:
    """What is stored of a subject whatever its entity."""
    known = {"described_as": sorted(set(kinds)), "markings": sorted(marking.text for marking in markings)}
    return {"id": subject, "properties": known}


def put_entities(tx: Transaction, summaries: Mapping[str, Summary], members: Mapping[str, Mapping[str, Any]]) -> None:
    """Writes entities, new ones or with a new kind, with what is known of their leading subjects as members."""
    register_classes(tx, _classes(summaries.values()))
    rows = []
    for id_, summary in sorted(summaries.items()):
        kind = summary.kind.text
        properties = entity_row(id_, summary)["properties"] | members[id_]["properties"]
        rows.append({"id": id_, "properties": properties, "labels": ["Entity", kind, *KINDS[kind].labels]})
    _run(tx, "upkeep.put_entities", rows)


def _classes(summaries: Iterable[Summary]) -> Iterable[Iterable[Marking]]:
    return (each for summary in summaries for each in (summary.minimal, summary.maximal))


def entity_row(id_: str, summary: Summary) -> dict[str, Any]:
    """What is stored on an entity."""
    return {
        "id": id_,
        "properties": {
            "kind": summary.kind.text,
            "subkind": summary.kind.note or None,
            "caption": summary.caption,
            "summary": canonical(dump(summary)),
            "visibility": class_id(summary.minimal),
            "complete": class_id(summary.maximal),
            "registers": sorted(summary.registers),
            "countries": sorted(summary.countries),
            "first_seen": summary.first_seen or None,
            "last_seen": summary.last_seen or None,
        },
    }


def register_classes(tx: Transaction, classes: Iterable[Iterable[Marking]]) -> None:
    """Makes sure that the visibility classes are known to those who look up what somebody may see."""
    links.register(tx, {VisibilityClass.of(each) for each in classes})


def pending_claims(tx: Transaction, subjects: Iterable[str]) -> list[tuple[Record, Claim]]:
    """The claims of live records that end at the subjects, each with its record as far as a link needs it."""
    wanted = set(subjects)
    found: list[tuple[Record, Claim]] = []
    for row in tx.run("upkeep.claims", ids=sorted(wanted)) if wanted else ():
        record = _record(row, "", "", "", 0)
        found += [(record, c) for c in load_claims(row["claims"]) if c.source in wanted or c.target in wanted]
    return found


def leaders_of(tx: Transaction, subjects: Iterable[str]) -> dict[str, str]:
    """The present entity of each subject that has one."""
    ids = sorted(set(subjects))
    return {row["id"]: row["leader"] for row in tx.run("upkeep.leaders", ids=ids)} if ids else {}


def links_from(claims: Iterable[tuple[Record, Claim]], leader: Mapping[str, str]) -> dict[str, Link]:
    """The links that claims make between the entities of their ends."""
    return link_fold.fold(made for record, claim in claims if (made := link_of(record, claim, leader)) is not None)


def add_links(tx: Transaction, claims: Sequence[tuple[Record, Claim]], known: Mapping[str, str]) -> int:
    """Folds the links that claims make into the stored ones; ``known`` leaders need no looking up. Counts new links."""
    ends = {end for _, claim in claims for end in (claim.source, claim.target)}
    made = links_from(claims, {**leaders_of(tx, ends - known.keys()), **known})
    return links.add(tx, made, links.ends_of(tx, made))


def _record(row: Mapping[str, Any], source: str, key: str, kind: str, edition: int) -> Record:
    return Record(
        row["record"], source, key, kind, edition, 0, "", row["recorded_at"], row["observed_at"] or "",
        row["reliability"], row["credibility"], Marking.parse(row["marking"]), "", "", (),
    )  # fmt: skip


def described(row: Mapping[str, Any]) -> Record:
    """The record of a row of ``upkeep.descriptions``, as far as summaries need it."""
    return _record(row, row["source"], row["key"], row["kind"], row["edition"])


def _run(tx: Transaction, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        tx.run(name, rows=list(rows))
