"""Comparing the stored graph with the full derivation, a part at a time, while others go on writing.

A part is a few subjects and whoever may be the same as them. It is first compared as it is found; what then differs is
looked at once more under the locks of the write path, so that nothing that somebody is just writing is reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graphintel.model.difference import Difference
from graphintel.model.marking import VisibilityClass
from graphintel.model.times import now
from graphintel.queries import check_derived, check_evidence
from graphintel.queries.check_evidence import Evidence, Finding, Fix
from graphintel.queries.closure import rederive
from graphintel.queries.records import lock
from graphintel.queries.store import Store, Transaction

PART = 200
# Evidence first, then what ties subjects together, then what is derived; links that differ are made anew.
ORDER = (
    "check.set_class", "check.set_record", "check.set_description", "check.unmention",
    "check.mention", "check.set_subject", "check.unkey", "upkeep.key", "check.join", "check.set_decision",
    "links.delete",
)  # fmt: skip

Also = Callable[[Transaction, list[Difference]], None]


@dataclass(frozen=True, slots=True)
class Compared:
    """A part that was compared: how many subjects it had, what differed, and what of that stays after a repair."""

    subjects: int
    differences: list[Difference]
    left: list[Difference]


def size(store: Store) -> int:
    """How many subjects there are to compare."""
    return int(store.read("check.size")[0]["subjects"])


def parts(store: Store, *, repair: bool, also: Also) -> Iterator[Compared]:
    """Compares everything, part by part; with ``repair`` what differs is derived anew, with what ``also`` writes."""
    yield _joined(store, repair=repair, also=also)
    after = ""
    while ids := [row["id"] for row in store.read("check.subjects", after=after, limit=PART)]:
        after = ids[-1]
        yield _part(store, ids, repair=repair, also=also)
    wrong = _classes(store)
    yield Compared(0, wrong, wrong)


def _part(store: Store, ids: list[str], *, repair: bool, also: Also) -> Compared:
    if not store.transaction(lambda tx: _findings(tx, *_closure(tx, ids))):
        return Compared(len(ids), [], [])

    def work(tx: Transaction) -> Compared:
        at = now()
        closure = _locked(tx, ids, at)
        findings = _findings(tx, *_closure(tx, ids))
        differences = [difference for difference, _fix in findings]
        if not repair or not findings:
            return Compared(len(ids), differences, differences)
        _fix(tx, (fix for _difference, fix in findings if fix is not None), at)
        rederive(tx, closure, lambda others: lock(tx, others, at))
        left = [difference for difference, _fix in _findings(tx, *_closure(tx, ids))]
        also(tx, differences)
        return Compared(len(ids), differences, left)

    return store.transaction(work)


def _locked(tx: Transaction, ids: Iterable[str], at: str) -> set[str]:
    """Locks whoever may be the same, and whoever was found to be meanwhile, until there is nobody more."""
    closure, _evidence = _closure(tx, ids)
    while True:
        lock(tx, closure, at)
        more, _evidence = _closure(tx, ids)
        if more <= closure:
            return closure
        closure |= more


def _closure(tx: Transaction, subjects: Iterable[str]) -> tuple[set[str], Evidence]:
    """Whoever may be the same, decided on together, joined now or bearing one strong identifier; and their records."""
    known = set(subjects)
    edge, evidence = set(known), Evidence({}, {})
    while edge:
        ids = sorted(edge)
        more = check_evidence.read(tx, ids)
        evidence = Evidence(evidence.records | more.records, evidence.rows | more.rows)
        keys = sorted(set().union(*check_evidence.keys_of(more.records.values()).values()))
        found = {row["id"] for row in tx.run("upkeep.neighbours", ids=ids)}
        found |= {row["id"] for row in tx.run("check.bearers", keys=keys)} if keys else set()
        edge = found - known
        known |= edge
    return known, evidence


def _findings(tx: Transaction, closure: set[str], evidence: Evidence) -> list[Finding]:
    decided = tx.run("check.decisions", ids=sorted(closure))
    wanted = check_derived.expected(closure, evidence, [check_derived.decision(row) for row in decided])
    return [*check_evidence.compare(evidence), *check_derived.compare(tx, wanted, decided)]


def _fix(tx: Transaction, fixes: Iterable[Fix], at: str) -> None:
    rows: dict[str, list[Any]] = defaultdict(list)
    for fix in fixes:
        if fix.row not in rows[fix.query]:
            rows[fix.query].append(dict(fix.row))
    for query in ORDER:
        if rows[query] and query == "links.delete":
            tx.run(query, elements=[row["element"] for row in rows[query]])
        elif rows[query]:
            tx.run(query, rows=rows[query], **({"at": at} if query == "upkeep.key" else {}))


def _joined(store: Store, *, repair: bool, also: Also) -> Compared:
    """Compares what decisions are tied to: all that may be the same is found by it."""
    findings = _joins(store)
    differences = [difference for difference, _fix in findings]
    if not repair or not findings:
        return Compared(0, differences, differences)

    def work(tx: Transaction) -> None:
        _fix(tx, (fix for _difference, fix in findings if fix is not None), now())
        also(tx, differences)

    store.transaction(work)
    return Compared(0, differences, [])


def _classes(store: Store) -> list[Difference]:
    """Visibility classes whose markings are not those that their ids are made from."""
    found: list[Difference] = []
    for row in store.read("check.classes"):
        texts = tuple(row["markings"] or ())
        try:
            same = bool(texts) and VisibilityClass.parse(texts).id == row["id"]
        except ValueError:
            same = False
        if not same:
            # Its id does not tell its markings. What is of that class did, where there is any.
            found.append(Difference("class", str(row["id"]), "markings", texts, "others"))
    return found


def _joins(store: Store) -> list[Finding]:
    """Decisions that are not tied to the subjects that they are about."""
    found: list[Finding] = []
    after = ""
    while rows := store.read("check.decided", after=after, limit=1_000):
        after = rows[-1]["id"]
        for row in rows:
            if sorted(row["joined"]) != sorted(row["subjects"]):
                fix = Fix("check.join", {"id": row["id"], "subjects": row["subjects"]})
                difference = Difference(
                    "decision", row["id"], "subjects", sorted(row["joined"]), sorted(row["subjects"])
                )
                found.append((difference, fix))
    return found
