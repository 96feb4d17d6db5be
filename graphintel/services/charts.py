"""Saved charts: reopened they show the graph as it is by then, as far as their reader sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from graphintel.errors import Conflict, Invalid, NotAllowed, NotFound, Problem
from graphintel.exchange.document import highest_marking
from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.model.marking import Clearance, Marking
from graphintel.queries import actors, audit, charts, entities
from graphintel.queries.charts import Chart
from graphintel.queries.store import Store, Transaction
from graphintel.queries.subgraph import Resolved
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import view_for
from graphintel.services.subgraph import Subgraphs
from graphintel.services.trail import Trail


@dataclass(frozen=True, slots=True)
class ChartDraft:
    """A chart to be saved. Without a marking it gets the highest of what is on it."""

    name: str
    state: Mapping[str, Any] = field(default_factory=dict)
    marking: str | None = None
    shared: bool = False

    @property
    def entities(self) -> list[str]:
        """The ids of what is on the chart."""
        return [node["id"] for node in self.state.get("nodes", ())]


class Charts:
    """Saves charts and opens them again."""

    def __init__(self, store: Store, subgraphs: Subgraphs, trail: Trail) -> None:
        self._store = store
        self._subgraphs = subgraphs
        self._trail = trail

    def save(self, actor: Actor, draft: ChartDraft) -> dict[str, Any]:
        """Saves a new chart."""
        authorise(actor, Verb.chart)
        marking = self._marking(actor, draft)
        _require_registers(actor, Verb.chart, marking)
        members = self._members(actor, draft)
        chart = Chart(
            str(uuid4()), actor.id, draft.name, marking, draft.shared, state=draft.state, members=members,
            unit=actor.unit,
        )  # fmt: skip

        def work(tx: Transaction) -> None:
            charts.add(tx, chart)
            audit.entry(tx, actor.id, Action.chart_created, [chart.id], {"marking": marking, "shared": draft.shared})

        self._store.transaction(work)
        return self._described(self._found(actor, chart.id))

    def all(self, actor: Actor) -> dict[str, Any]:
        """One's own charts and those that others share, last changed first."""
        authorise(actor, Verb.chart)
        found = charts.seen(self._store, actor=actor.id, markings=self._seen_markings(actor))
        names = actors.names(self._store, (chart.owner for chart in found))
        self._trail.read(actor, Action.charts_listed, (chart.id for chart in found))
        return {"items": [_head(chart, names) for chart in found]}

    def open(self, actor: Actor, id_: str) -> dict[str, Any]:
        """A chart with the graph as it is now. Only its owner learns that something on it is not there any more."""
        authorise(actor, Verb.chart)
        chart = self._found(actor, id_)
        graph = self._graph(actor, chart)
        described = self._described(chart)
        self._trail.read(actor, Action.chart_opened, [id_, *(node.id for node in graph.graph.nodes)])
        if chart.owner == actor.id:
            return described | {"graph": graph.as_dict()}
        return described | {"state": _visible(chart.state, graph), "graph": graph.as_dict() | {"missing": []}}

    def change(self, actor: Actor, id_: str, draft: ChartDraft, *, version: int) -> dict[str, Any]:
        """Changes a chart of one's own; Conflict where it was changed since it was read."""
        authorise(actor, Verb.chart)
        chart = self._own(actor, id_)
        marking = self._marking(actor, draft)
        _require_registers(actor, Verb.chart, marking)
        members = self._members(actor, draft)
        changed = Chart(id_, actor.id, draft.name, marking, draft.shared, version, state=draft.state, members=members)

        def work(tx: Transaction) -> None:
            if charts.change(tx, changed) is None:
                raise Conflict(
                    _("The chart was changed meanwhile. Open it again, or save this one under another name.")
                )
            audit.entry(tx, actor.id, Action.chart_changed, [id_], {"marking": marking, "before": chart.marking})

        self._store.transaction(work)
        return self._described(self._found(actor, id_))

    def delete(self, actor: Actor, id_: str) -> None:
        """Deletes a chart of one's own."""
        authorise(actor, Verb.chart)
        self._own(actor, id_)

        def work(tx: Transaction) -> None:
            if not charts.delete(tx, id_, owner=actor.id):
                raise _no_chart()
            audit.entry(tx, actor.id, Action.chart_deleted, [id_])

        self._store.transaction(work)

    def _found(self, actor: Actor, id_: str) -> Chart:
        chart = charts.find(self._store, id_, actor=actor.id, markings=self._seen_markings(actor))
        if chart is None:
            raise _no_chart()
        return chart

    def _graph(self, actor: Actor, chart: Chart) -> Resolved:
        """What is on the chart as it is now, with what has parted from it since."""
        on_it = [node["id"] for node in chart.state.get("nodes", ())]
        parted = entities.nodes(self._store, view_for(self._store, actor), chart.members)
        found = self._subgraphs.read(actor, [*on_it, *(node.id for node in parted.values())])
        resolved = {id_: now for id_, now in found.resolved.items() if id_ in set(on_it)}
        return Resolved(found.graph, resolved, found.missing)

    def _members(self, actor: Actor, draft: ChartDraft) -> tuple[str, ...]:
        return charts.members(self._store, view_for(self._store, actor), draft.entities)

    def _own(self, actor: Actor, id_: str) -> Chart:
        chart = self._found(actor, id_)
        if chart.owner != actor.id:
            raise NotAllowed(_("The chart belongs to somebody else. Save it under a name of your own."))
        return chart

    def _seen_markings(self, actor: Actor) -> list[str]:
        return [text for text in charts.markings(self._store) if sees(actor.clearance, text)]

    def _marking(self, actor: Actor, draft: ChartDraft) -> str:
        graph = self._subgraphs.read(actor, draft.entities).graph
        least = highest_marking(graph)
        if draft.marking is None:
            return least.text if graph.nodes else _own_marking(actor)
        try:
            given = parts(draft.marking)
        except ValueError as error:
            raise Invalid(Problem("marking", str(error))) from error
        if not sees(actor.clearance, draft.marking):
            raise NotAllowed(_("The marking %(marking)s is outside of your clearance.", marking=draft.marking))
        needed = parts(least.text) if graph.nodes else []
        if any(not any(each.implied_by(one) for one in given) for each in needed):
            message = _("What is on the chart is marked %(least)s, which is more.", least=least.text)
            raise Invalid(Problem("marking", message, remedy=_("Choose that marking or a higher one.")))
        return draft.marking

    def _described(self, chart: Chart) -> dict[str, Any]:
        return _head(chart, actors.names(self._store, [chart.owner])) | {"state": dict(chart.state)}


def sees(clearance: Clearance, text: str) -> bool:
    """True where the clearance is enough for a marking of several registers: for all of them."""
    return clearance.sees_all(parts(text))


def parts(text: str) -> list[Marking]:
    """The markings that one of several registers stands for; ValueError says what is wrong."""
    registers, _slash, rest = text.partition("/")
    return [Marking.parse(f"{register}/{rest}") for register in registers.split("+")]


def _require_registers(actor: Actor, verb: Verb, marking: str) -> None:
    for each in parts(marking):
        authorise(actor, verb, each.register)


def _own_marking(actor: Actor) -> str:
    """The marking of an empty chart: the lowest there is, in the first register that its owner sees."""
    return f"{min(actor.clearance.registers, default='seizures')}/unclassified"


def _visible(state: Mapping[str, Any], graph: Resolved) -> dict[str, Any]:
    """The state without what its reader does not see: not even how much that is."""
    links = {link.id for link in graph.graph.links}
    return {
        **state,
        "nodes": [node for node in state.get("nodes", ()) if node["id"] in graph.resolved],
        "hidden_links": [id_ for id_ in state.get("hidden_links", ()) if id_ in links],
    }


def _head(chart: Chart, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": chart.id,
        "name": chart.name,
        "marking": chart.marking,
        "shared": chart.shared,
        "owner": chart.owner,
        "owner_name": names.get(chart.owner, ""),
        "version": chart.version,
        "created_at": chart.created_at,
        "updated_at": chart.updated_at,
    }


def _no_chart() -> NotFound:
    return NotFound(_("There is no such chart, or none that you may see."))
