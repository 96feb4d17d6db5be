r"""Figures of a network: how it hangs together, who stands between others, which groups it falls into.

Links are taken as undirected and parallel ones as one, save for the degree, which counts every link. ::

    A - B - C     one component of five and one of one; B stands between A and everyone else;
        | \ |     B, C and D form a group.
    F   D - E
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx

from graphintel.model.subgraph import Subgraph

# Betweenness from every node takes the square of their number: beyond this, paths start at some nodes only.
EXACT_UP_TO = 500
SAMPLED = 200
SEED = 20_260_314


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one entity in the network; betweenness is 0 to 1."""

    id: str
    degree: int
    betweenness: float
    community: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """Figures of a network; ``sampled`` is from how many nodes betweenness was estimated, None where it is exact."""

    entities: int
    links: int
    components: tuple[int, ...]
    density: float
    places: tuple[Place, ...]
    communities: tuple[tuple[str, ...], ...]
    sampled: int | None

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "entities": self.entities,
            "links": self.links,
            "components": len(self.components),
            "component_sizes": list(self.components),
            "density": self.density,
            "betweenness_sampled_from": self.sampled,
            "nodes": [
                {"id": p.id, "degree": p.degree, "betweenness": p.betweenness, "community": p.community}
                for p in self.places
            ],
            "communities": [
                {"id": number, "size": len(members), "members": list(members)}
                for number, members in enumerate(self.communities)
            ],
        }


def statistics(graph: Subgraph) -> Statistics:
    """The figures of a network; the same network always gives the same ones."""
    degree = {node.id: 0 for node in graph.nodes}
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(degree))
    for link in sorted(graph.links, key=lambda each: each.id):
        degree[link.source] += 1
        degree[link.target] += 1
        simple.add_edge(link.source, link.target)
    between, sampled = _betweenness(simple)
    communities = _communities(simple)
    group = {member: number for number, members in enumerate(communities) for member in members}
    places = [Place(id_, degree[id_], round(between[id_], 6), group[id_]) for id_ in degree]
    return Statistics(
        entities=len(degree),
        links=len(graph.links),
        components=tuple(sorted((len(each) for each in nx.connected_components(simple)), reverse=True)),
        density=round(float(nx.density(simple)), 6),
        places=tuple(sorted(places, key=lambda place: (-place.betweenness, -place.degree, place.id))),
        communities=communities,
        sampled=sampled,
    )


def _betweenness(graph: nx.Graph[str]) -> tuple[dict[str, float], int | None]:
    if len(graph) <= EXACT_UP_TO:
        return dict(nx.betweenness_centrality(graph)), None
    return dict(nx.betweenness_centrality(graph, k=SAMPLED, seed=SEED)), SAMPLED


def _communities(graph: nx.Graph[str]) -> tuple[tuple[str, ...], ...]:
    """Largest first; an entity without links is a community of one."""
    if not len(graph):
        return ()
    found = nx.community.louvain_communities(graph, seed=SEED)
    return tuple(sorted((tuple(sorted(each)) for each in found), key=lambda each: (-len(each), each)))
