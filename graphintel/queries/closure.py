"""Rederiving: the closure of subjects that may be the same as the touched ones, clustered and written anew.

Whatever a decision, a correction or a retraction changes lies inside this closure; its links reach out of it, and there
only the entities at the other ends are locked and looked up, not rewritten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graphintel.model.clusters import Clusters, Member, cluster
from graphintel.model.decisions import Decision
from graphintel.model.marking import Marking
from graphintel.model.materialise import Said, member_of, mentions_of
from graphintel.model.record_json import load_description
from graphintel.model.summary import Summary, fold, summarise
from graphintel.queries import links, upkeep
from graphintel.queries.store import Transaction

Lock = Callable[[Iterable[str]], object]


def rederive(tx: Transaction, subjects: Iterable[str], lock: Lock) -> int:
    """Derives anew all that may be the same as the (locked) subjects; returns how many links are new."""
    closure = _closure(tx, subjects, lock)
    if not closure:
        return 0
    before = upkeep.state_of(tx, closure)
    said = _said(tx, closure)
    claims = upkeep.pending_claims(tx, closure)
    mentions = mentions_of(claims)
    members = {s: member_of(s, before[s].registered, each, mentions.get(s, ())) for s, each in said.items()}
    decisions = _decisions(tx, closure)
    clusters = cluster(members, decisions)
    outside = {end for _, c in claims for end in (c.source, c.target)} - closure
    lock(outside)
    leader = {**upkeep.leaders_of(tx, outside), **clusters.leader}
    wanted = upkeep.links_from(claims, leader)
    summaries = _summaries(clusters, said)
    ends = links.ends_of(tx, wanted) | {id_: summary.minimal for id_, summary in summaries.items()}
    new = links.replace(tx, {state.leader for state in before.values() if state.leader}, wanted, ends)
    _write(tx, closure, members, clusters, summaries)
    links.create_missing(tx, wanted, ends)
    _effects(tx, decisions, clusters)
    return new


def _closure(tx: Transaction, subjects: Iterable[str], lock: Lock) -> set[str]:
    known = set(subjects)
    edge = set(known)
    while edge:
        edge = {row["id"] for row in tx.run("upkeep.neighbours", ids=sorted(edge))} - known
        if edge:
            lock(edge)
            known |= edge
    return known


def _said(tx: Transaction, closure: Iterable[str]) -> dict[str, list[Said]]:
    said: dict[str, list[Said]] = defaultdict(list)
    for row in tx.run("upkeep.descriptions", ids=sorted(closure)):
        said[row["subject"]].append((upkeep.described(row), load_description(row["said"])))
    return said


def _decisions(tx: Transaction, closure: Iterable[str]) -> list[Decision]:
    return [
        Decision(
            row["id"], row["type"], (row["one"], row["other"]), row["by"], row["at"], row["why"] or "",
            Marking.parse(row["marking"]),
        )
        for row in tx.run("upkeep.decisions", ids=sorted(closure))
    ]  # fmt: skip


def _summaries(clusters: Clusters, said: Mapping[str, list[Said]]) -> dict[str, Summary]:
    groups: dict[str, list[Said]] = defaultdict(list)
    for subject, each in said.items():
        groups[clusters.leader[subject]].extend(each)
    return {leader: fold(summarise(record, description) for record, description in e) for leader, e in groups.items()}


def _write(
    tx: Transaction,
    closure: set[str],
    members: Mapping[str, Member],
    clusters: Clusters,
    summaries: Mapping[str, Summary],
) -> None:
    tx.run("upkeep.dissolve", ids=sorted(closure), labels=upkeep.KIND_LABELS)
    known = {m.id: upkeep.member_row(m.id, m.kinds, m.markings) for m in members.values()}
    upkeep.put_entities(tx, summaries, known)
    rows = [row for id_, row in sorted(known.items()) if id_ not in summaries]
    if rows:
        tx.run("upkeep.put_members", rows=rows)
    following = [{"id": s, "leader": leader} for s, leader in sorted(clusters.leader.items()) if s != leader]
    if following:
        tx.run("upkeep.follow", rows=following)


def _effects(tx: Transaction, decisions: Iterable[Decision], clusters: Clusters) -> None:
    rows: list[dict[str, Any]] = []
    for decision in decisions:
        one, other = (clusters.leader.get(subject) for subject in decision.subjects)
        together = one is not None and one == other
        rows.append({"id": decision.id, "effective": together == (decision.type == "same")})
    if rows:
        tx.run("upkeep.effects", rows=rows)
