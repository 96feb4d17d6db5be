"""The links among entities that are given: what a chart shows of the present graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.model.subgraph import Subgraph
from graphintel.queries import entities
from graphintel.queries.neighbourhood import MOST, too_wide
from graphintel.queries.store import Store, TimedOut
from graphintel.queries.visibility import View


@dataclass(frozen=True, slots=True)
class Resolved:
    """A subgraph of given ids: what each is known by now, and which the viewer finds nothing under."""

    graph: Subgraph
    resolved: dict[str, str]
    missing: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return self.graph.as_dict() | {"resolved": self.resolved, "missing": list(self.missing)}


def subgraph(store: Store, view: View, ids: Iterable[str]) -> Resolved:
    """The entities of the ids as they are now, and all links among them."""
    asked = tuple(dict.fromkeys(ids))
    if len(asked) > MOST:
        message = _("That are {count} entities.").format(count=len(asked))
        raise Invalid(Problem("entities", message, remedy=_("Ask for at most {most}.").format(most=MOST)))
    found = entities.resolve(store, view, asked)
    shown = {each.leader: each for each in found.values()}
    try:
        rows = store.read("subgraph.links", ids=sorted(shown), types=None, visible=view.visible) if shown else []
    except TimedOut as error:
        raise too_wide("entities", _("Ask for fewer entities.")) from error
    links = entities.links_of((row["link"] for row in rows), shown)
    nodes = {found[id_].leader: found[id_].node for id_ in asked if id_ in found}
    resolved = {id_: found[id_].node.id for id_ in asked if id_ in found}
    graph = Subgraph(tuple(nodes.values()), links, len(nodes))
    return Resolved(graph, resolved, tuple(id_ for id_ in asked if id_ not in found))
