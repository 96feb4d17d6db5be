"""Figures of a part of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphintel.analysis.statistics import statistics
from graphintel.model.events import Action
from graphintel.security.actor import Actor
from graphintel.services.subgraph import Subgraphs
from graphintel.services.trail import Trail


class NetworkStatistics:
    """Measures what is on a chart."""

    def __init__(self, subgraphs: Subgraphs, trail: Trail) -> None:
        self._subgraphs = subgraphs
        self._trail = trail

    def of(self, actor: Actor, ids: Sequence[str]) -> dict[str, Any]:
        """The figures of the network among the entities, as far as the actor sees it."""
        graph = self._subgraphs.read(actor, ids).graph
        self._trail.read(actor, Action.statistics_read, (node.id for node in graph.nodes))
        return statistics(graph).as_dict()
