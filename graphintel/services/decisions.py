"""Decisions on identity: two subjects are the same or apart; each can be taken back and leaves no trace then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphintel.errors import Conflict, Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.model.decisions import Decision, DecisionType
from graphintel.model.events import Action
from graphintel.model.times import now
from graphintel.queries import actors, audit, decisions, entities
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import marking_for, view_for, view_now


class Decisions:
    """Takes, ends and lists decisions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def decide(
        self, actor: Actor, type_: DecisionType, subjects: Sequence[str], *, why: str, marking: str
    ) -> dict[str, Any]:
        """Says that two subjects are the same or apart; it may stay without effect, and the answer says so."""
        authorise(actor, Verb.decide)
        if len(set(subjects)) != 2:  # noqa: PLR2004 - a decision is on two
            raise Invalid(Problem("subjects", _("A decision is on two different subjects.")))
        view = view_for(self._store, actor)
        one, other = subjects
        decision = decisions.prepare(
            type_, (one, other), by=actor.id, at=now(), why=why, marking=marking_for(actor, marking)
        )
        decisions.decide(self._store, view, decision, also=self._noting(actor, Action.decision_taken))
        return self._described(actor, *decisions.decision(self._store, view_now(self._store, actor), decision.id))

    def end(self, actor: Actor, id_: str, *, why: str) -> dict[str, Any]:
        """Ends a decision: what it joined parts again, what it held apart may join."""
        authorise(actor, Verb.decide)
        decision, _effective = decisions.decision(self._store, view_for(self._store, actor), id_)
        also = self._noting(actor, Action.decision_ended, why=why)
        if not decisions.end(self._store, decision, by=actor.id, at=now(), why=why, also=also):
            raise Conflict(_("The decision had ended already."))
        return self._described(actor, *decisions.decision(self._store, view_now(self._store, actor), id_))

    def on(self, actor: Actor, entity: str) -> dict[str, Any]:
        """The decisions on an entity's subjects, newest first, ended ones too."""
        authorise(actor, Verb.read)
        view = view_for(self._store, actor)
        found = decisions.decisions_on(self._store, view, entities.one(self._store, view, entity).leader)
        return {"items": [self._described(actor, each, effective) for each, effective in found]}

    def _noting(self, actor: Actor, action: Action, **detail: str) -> decisions.Also:
        def also(tx: Transaction, decision: Decision) -> None:
            told = {"type": decision.type, "marking": decision.marking.text, "why": decision.why, **detail}
            audit.entry(tx, actor.id, action, [decision.id, *decision.subjects], told)

        return also

    def _described(self, actor: Actor, decision: Decision, effective: bool) -> dict[str, Any]:  # noqa: FBT001
        view = view_now(self._store, actor)
        found = entities.nodes(self._store, view, decision.subjects)
        names = actors.names(self._store, [decision.by, decision.ended_by])
        present = [found[id_].as_dict() for id_ in decision.subjects if id_ in found]
        return {
            "id": decision.id,
            "type": decision.type,
            "subjects": list(decision.subjects),
            "effective": effective,
            "by": names.get(decision.by, decision.by),
            "at": decision.at,
            "why": decision.why,
            "marking": decision.marking.text,
            "ended_at": decision.ended_at or None,
            "ended_by": names.get(decision.ended_by, decision.ended_by) or None,
            "entity": present[0] if present else None,
            "entities": present,
        }
