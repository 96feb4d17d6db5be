"""Leads towards a viewer: what says that entities are the same which are not joined, read and never stored.

Only what the viewer sees is read, so nothing hidden can make a lead, take one away or explain one (``model.leads``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.model.clusters import Member
from graphintel.model.decisions import Decision
from graphintel.model.leads import Ground, Group, Groups, Lead, are_apart, leads
from graphintel.model.marking import Marking, minimal
from graphintel.model.materialise import tells_more
from graphintel.model.record_json import load_description
from graphintel.model.subgraph import MarkingView, Node
from graphintel.queries import entities
from graphintel.queries.neighbourhood import MOST
from graphintel.queries.store import Row, Store
from graphintel.queries.visibility import View


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead with the entities at its ends, and what its grounds say: the numbers' subjects, the decisions' reasons."""

    lead: Lead
    one: Node
    other: Node
    numbers: Mapping[str, str]
    decisions: Mapping[str, Decision]

    def as_dict(self) -> dict[str, Any]:
        """As JSON; ``decidable`` where people may say whether the two are the same."""
        return {
            "source": self.one.id,
            "target": self.other.id,
            "nodes": [self.one.as_dict(), self.other.as_dict()],
            "marking": MarkingView.of(m for ground in self.lead.grounds for m in ground.markings).as_dict(),
            "decidable": self.one.kind == self.other.kind,
            "grounds": [self._ground(each) for each in self.lead.grounds],
        }

    def _ground(self, ground: Ground) -> dict[str, Any]:
        scheme, _colon, number = ground.name.partition(":") if ground.what == "identifier" else ("", "", "")
        decision = self.decisions.get(ground.name)
        return {
            "what": ground.what,
            "reason": ground.reason,
            "scheme": scheme or None,
            "number": number or None,
            "identifier": self.numbers.get(ground.name) or None,
            "decision": decision.id if decision else None,
            "why": decision.why if decision else None,
            "marking": MarkingView.of(ground.markings).as_dict(),
        }


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of some entities: their members by the ids that the viewer knows them by, and their decisions."""

    groups: Groups
    leaders: Mapping[str, str]
    numbers: Mapping[str, str]
    decisions: Mapping[str, Decision]


def of_entity(store: Store, view: View, id_: str) -> list[LeadView]:
    """The leads of an entity, whatever is at their other ends."""
    shown = entities.one(store, view, id_)
    return _views(store, view, _read(store, view, [shown.leader]), centre=shown.node.id)


def among(store: Store, view: View, ids: Iterable[str]) -> list[LeadView]:
    """The leads between entities that are given; any id ever given out will do."""
    asked = sorted(set(ids))
    if len(asked) > MOST:
        message = _("That are {count} entities.").format(count=len(asked))
        raise Invalid(Problem("entities", message, remedy=_("Ask for at most {most}.").format(most=MOST)))
    present = {each.leader: each.node.id for each in entities.resolve(store, view, asked).values()}
    rows = store.read("leads.concerned", ids=sorted(present), visible=view.visible)
    read = _read(store, view, [row["id"] for row in rows]) if rows else None
    return _views(store, view, read, only=frozenset(present.values())) if read else []


def groups_of(store: Store, view: View, ids: Iterable[str]) -> tuple[dict[str, Group], bool]:
    """The visible members of the entities of two ids, by id asked for, and whether a decision holds them apart."""
    found = {asked: shown.leader for asked, shown in entities.resolve(store, view, ids).items()}
    rows = store.read("leads.members", ids=sorted(set(found.values())), visible=view.visible)
    members: dict[str, dict[str, Member]] = defaultdict(dict)
    for row in rows:
        members[row["entity"]][row["subject"]] = _member(row, {})
    groups: dict[str, Group] = {asked: members[leader] for asked, leader in found.items()}
    ends = list(groups.values())
    decided = _decisions(store, view, {subject for group in ends for subject in group}).values()
    # Of two that are not seen there are no groups, and of one subject asked for twice there is one.
    return groups, bool(ends) and are_apart(ends[0], ends[-1], decided)


def _read(store: Store, view: View, leaders: Iterable[str]) -> _Read:
    """Entities and all others that something visible says are the same."""
    known: dict[str, str] = {}
    rows = store.read("leads.members", ids=sorted(leaders), visible=view.visible)
    members = {row["subject"]: _member(row, known) for row in rows}
    decisions = _decisions(store, view, members)
    decided = sorted({subject for decision in decisions.values() for subject in decision.subjects} - members.keys())
    given = {row["entity"] for row in rows}
    others = store.read("leads.others", keys=sorted(known), subjects=decided, visible=view.visible)
    more = sorted({row["id"] for row in others} - given)
    if more:
        rows += store.read("leads.members", ids=more, visible=view.visible)
    together: dict[str, dict[str, Member]] = defaultdict(dict)
    for row in rows:
        together[row["entity"]][row["subject"]] = _member(row, known)
    ids = {leader: min(group.values(), key=lambda member: member.order).id for leader, group in together.items()}
    groups: dict[str, Group] = {ids[leader]: group for leader, group in together.items()}
    return _Read(groups, {id_: leader for leader, id_ in ids.items()}, known, decisions)


def _views(
    store: Store, view: View, read: _Read, *, centre: str = "", only: frozenset[str] = frozenset()
) -> list[LeadView]:
    kept = {id_ for id_ in read.groups if not only or id_ in only}
    found = [each for each in leads(read.groups, read.decisions.values(), centre) if {each.one, each.other} <= kept]
    leaders = {read.leaders[id_] for each in found for id_ in (each.one, each.other)}
    shown = entities.of_leaders(store, view, leaders)
    nodes = {each.node.id: each.node for each in shown.values()}
    views = [
        LeadView(each, nodes[each.one], nodes[each.other], read.numbers, read.decisions)
        for each in found
        if each.one in nodes and each.other in nodes
    ]
    return sorted(views, key=lambda each: (each.one.caption, each.other.caption, each.one.id, each.other.id))


def _decisions(store: Store, view: View, subjects: Iterable[str]) -> dict[str, Decision]:
    rows = store.read("leads.decisions", ids=sorted(subjects), visible=view.visible)
    return {
        row["id"]: Decision(
            row["id"], row["type"], (row["one"], row["other"]), row["by"], row["at"], row["why"] or "",
            Marking.parse(row["marking"]),
        )
        for row in rows
    }  # fmt: skip


def _member(row: Row, numbers: dict[str, str]) -> Member:
    """A subject as far as the viewer sees it; ``numbers`` learns the subjects of the strong identifiers it bears."""
    markings = minimal(map(Marking.parse, row["markings"]))
    strong: dict[str, set[Marking]] = defaultdict(set)
    for said, marking in row["said"]:
        for item in load_description(said).identifiers:
            if item.strong:
                key = f"{item.scheme}:{item.normalised}"
                numbers[key] = item.subject
                strong[key].add(Marking.parse(marking))
    mentions = map(Marking.parse, row["mentions"])
    return Member(
        row["subject"],
        row["registered"],
        frozenset(row["kinds"]),
        markings,
        tuple((key, minimal(each)) for key, each in sorted(strong.items())),
        minimal(mention for mention in mentions if tells_more(mention, markings)),
    )
