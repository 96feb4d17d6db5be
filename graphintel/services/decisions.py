"""Decisions on identity: two subjects are the same or apart; each can be taken back and leaves no trace then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graphintel.errors import Conflict, Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.decisions import Decision, DecisionType
from graphintel.model.events import Action
from graphintel.model.leads import joins, propose
from graphintel.model.marking import Marking
from graphintel.model.times import now
from graphintel.queries import actors, audit, decisions, entities, leads
from graphintel.queries.store import Store, Transaction
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import marking_for, view_for, view_now
from graphintel.services.trail import Trail


class Decisions:
    """Takes, ends and lists decisions."""

    def __init__(self, store: Store, trail: Trail) -> None:
        self._store = store
        self._trail = trail

    def decide(
        self, actor: Actor, type_: DecisionType, subjects: Sequence[str], *, why: str, marking: str | None = None
    ) -> dict[str, Any]:
        """Says that two subjects are the same or apart; it may stay without effect, and the answer says so.

        Without a marking it gets the one that is proposed for these two.
        """
        authorise(actor, Verb.decide)
        if len(set(subjects)) != 2:  # noqa: PLR2004 - a decision is on two
            raise Invalid(Problem("subjects", _("A decision is on two different subjects.")))
        view = view_for(self._store, actor)
        one, other = subjects
        given = marking or self.proposal(actor, one, other)["marking"]
        decision = decisions.prepare(
            type_, (one, other), by=actor.id, at=now(), why=why, marking=marking_for(actor, given, Verb.decide),
            unit=actor.unit,
        )  # fmt: skip
        decisions.decide(self._store, view, decision, also=self._noting(actor, Action.decision_taken))
        return self._described(actor, *decisions.decision(self._store, view_now(self._store, actor), decision.id))

    def proposal(self, actor: Actor, one: str, other: str, options: Iterable[str] = ()) -> dict[str, Any]:
        """How two could be said to be the same: which of their subjects, under which marking, and whether that joins.

        ``without_effect`` are those of the markings given under which it would join nobody, as far as the actor sees.
        """
        authorise(actor, Verb.decide)
        groups, apart = leads.groups_of(self._store, view_for(self._store, actor), (one, other))
        if len(groups) != 2:  # noqa: PLR2004 - both are seen, or none is told of
            raise NotFound(_("There is no such entity."))
        # Two sources of one entity are kept apart by themselves, whatever else it is made of.
        if groups[one].keys() == groups[other].keys():
            groups = {id_: {id_: groups[id_][id_]} for id_ in (one, other)}
        found = propose(groups[one], groups[other], apart=apart)
        idle = [
            text
            for text in options
            if apart or not joins(Marking.parse(text), found.subjects, groups[one], groups[other])
        ]
        self._trail.read(actor, Action.proposal_read, [one, other, *found.subjects])
        return {
            "subjects": list(found.subjects),
            "marking": found.marking.text,
            "effective": found.effective,
            "apart": apart,
            "without_effect": idle,
        }

    def end(self, actor: Actor, id_: str, *, why: str) -> dict[str, Any]:
        """Ends a decision: what it joined parts again, what it held apart may join."""
        authorise(actor, Verb.decide)
        decision, _effective = decisions.decision(self._store, view_for(self._store, actor), id_)
        authorise(actor, Verb.decide, decision.marking.register, decision.unit, decision.by)
        also = self._noting(actor, Action.decision_ended, why=why)
        if not decisions.end(self._store, decision, by=actor.id, at=now(), why=why, also=also):
            raise Conflict(_("The decision had ended already."))
        return self._described(actor, *decisions.decision(self._store, view_now(self._store, actor), id_))

    def on(self, actor: Actor, entity: str) -> dict[str, Any]:
        """The decisions on an entity's subjects, newest first, ended ones too."""
        authorise(actor, Verb.read)
        view = view_for(self._store, actor)
        found = decisions.decisions_on(self._store, view, entities.one(self._store, view, entity).leader)
        items = [self._described(actor, each, effective) for each, effective in found]
        named = (id_ for item in items for id_ in (item["id"], *item["subjects"], *_ids(item["entities"])))
        self._trail.read(actor, Action.decisions_read, [entity, *named])
        return {"items": items}

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


def _ids(nodes: Iterable[Mapping[str, Any]]) -> list[str]:
    return [node["id"] for node in nodes]
