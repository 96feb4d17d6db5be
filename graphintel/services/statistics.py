"""Figures of a part of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graphintel.analysis.statistics import statistics
from graphintel.security.actor import Actor
from graphintel.services.subgraph import Subgraphs


class NetworkStatistics:
    """Measures what is on a chart."""

    def __init__(self, subgraphs: Subgraphs) -> None:
        self._subgraphs = subgraphs

    def of(self, actor: Actor, ids: Sequence[str]) -> dict[str, Any]:
        """The figures of the network among the entities, as far as the actor sees it."""
        return statistics(self._subgraphs.read(actor, ids).graph).as_dict()
