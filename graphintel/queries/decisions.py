"""Decisions on identity: taken, ended, listed. Deciding twice changes nothing; ending leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphintel.errors import Invalid, NotFound, Problem
from graphintel.model.decisions import Decision, DecisionType
from graphintel.model.ids import joined_id
from graphintel.model.marking import Marking, class_id
from graphintel.queries.closure import rederive
from graphintel.queries.records import lock
from graphintel.queries.store import Store, Transaction
from graphintel.queries.upkeep import register_classes
from graphintel.queries.visibility import View

Also = Callable[[Transaction, Decision], None]


def prepare(
    type_: DecisionType, subjects: tuple[str, str], *, by: str, at: str, why: str, marking: Marking,
    unit: str | None = None,
) -> Decision:  # fmt: skip
    """A decision that is not stored yet; its id follows from what it says, so a repetition changes nothing."""
    one, other = sorted(subjects)
    return Decision(
        joined_id("decision", type_, one, other, by, at), type_, (one, other), by, at, why, marking, unit=unit
    )


def decide(store: Store, view: View, decision: Decision, also: Also | None = None) -> Decision:
    """Stores a decision and rederives what it touches; the viewer must see both subjects."""
    one, other = decision.subjects
    _check(store, view, one, other)

    def work(tx: Transaction) -> None:
        lock(tx, (one, other), decision.at)
        register_classes(tx, [{decision.marking}])
        tx.run("decisions.write", id=decision.id, properties=_properties(decision))
        rederive(tx, (one, other), lambda more: lock(tx, more, decision.at))
        if also is not None:
            also(tx, decision)

    store.transaction(work)
    return decision


def end(store: Store, decision: Decision, *, by: str, at: str, why: str, also: Also | None = None) -> bool:
    """Ends a decision; False where it had ended already."""

    def work(tx: Transaction) -> bool:
        lock(tx, decision.subjects, at)
        ended = bool(tx.run("decisions.end", id=decision.id, by=by, at=at, why=why))
        if ended:
            rederive(tx, decision.subjects, lambda more: lock(tx, more, at))
            if also is not None:
                also(tx, decision)
        return ended

    return store.transaction(work)


def decision(store: Store, view: View, id_: str) -> tuple[Decision, bool]:
    """A decision and whether it has an effect; NotFound where there is none that the viewer may see."""
    rows = store.read("decisions.one", id=id_, visible=view.visible)
    if not rows:
        raise NotFound("There is no such decision.")
    return _decision(rows[0]), bool(rows[0]["effective"])


def decisions_on(store: Store, view: View, entity: str) -> list[tuple[Decision, bool]]:
    """The decisions on an entity's subjects, newest first, each with whether it has an effect."""
    rows = store.read("decisions.on", id=entity, visible=view.visible)
    return [(_decision(row), bool(row["effective"])) for row in rows]


def _check(store: Store, view: View, one: str, other: str) -> None:
    if one == other:
        raise Invalid(Problem("subjects", "Both are the same subject.", remedy="Name two different ones."))
    kinds = {r["id"]: set(r["kinds"]) for r in store.read("decisions.subjects", ids=[one, other], visible=view.visible)}
    missing = [id_ for id_ in (one, other) if id_ not in kinds]
    if missing:
        raise NotFound("There is no such entity.")
    if not kinds[one] & kinds[other]:
        message = f"One is known as {', '.join(sorted(kinds[one]))}, the other as {', '.join(sorted(kinds[other]))}."
        raise Invalid(Problem("subjects", message, remedy="Only subjects of one kind can be the same or apart."))


def _properties(decision: Decision) -> dict[str, Any]:
    one, other = decision.subjects
    return {
        "type": decision.type, "one": one, "other": other, "by": decision.by, "at": decision.at, "why": decision.why,
        "score": decision.score, "unit": decision.unit, "marking": decision.marking.text,
        "visibility": class_id([decision.marking]),
    }  # fmt: skip


def _decision(row: dict[str, Any]) -> Decision:
    return Decision(
        row["id"], row["type"], (row["one"], row["other"]), row["by"], row["at"], row["why"] or "",
        Marking.parse(row["marking"]), row["score"], row["ended_at"] or "", row["ended_by"] or "",
        row["unit"],
    )  # fmt: skip
