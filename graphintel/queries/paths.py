"""The shortest ways between two entities through visible links, each as strong as its weakest one.

The database finds one shortest way quickly, and all of that length; longer ones follow by Yen's algorithm: from every
turning of a known way the shortest way on that none of the known ones takes.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from graphintel.errors import Invalid, NotFound, Problem
from graphintel.i18n import gettext as _
from graphintel.model.grading import rank_of
from graphintel.model.link_types import PATH_TYPES
from graphintel.model.subgraph import LinkView, Node
from graphintel.queries import entities
from graphintel.queries.entities import Found, Shown
from graphintel.queries.neighbourhood import check_types, too_wide
from graphintel.queries.store import Store, TimedOut
from graphintel.queries.visibility import View

MAX_HOPS = 8
MOST = 10
# Further ways are looked for as long as this; those found by then are the answer, which says that there may be more.
PATIENCE = 10.0

Way = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """One way: the entities along it and the best graded link of each step."""

    nodes: tuple[str, ...]
    links: tuple[str, ...]
    weakest: str

    @property
    def length(self) -> int:
        """How many links long."""
        return len(self.links)

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "nodes": list(self.nodes),
            "links": list(self.links),
            "length": self.length,
            "weakest": self.weakest,
        }


@dataclass(frozen=True, slots=True)
class Paths:
    """Ways, shortest first, with all nodes and links along them; without ``more`` there are no others."""

    paths: tuple[Path, ...]
    nodes: tuple[Node, ...]
    links: tuple[LinkView, ...]
    link_types: tuple[str, ...]
    more: bool

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "paths": [path.as_dict() for path in self.paths],
            "nodes": [node.as_dict() for node in self.nodes],
            "links": [link.as_dict() for link in self.links],
            "link_types": list(self.link_types),
            "found": len(self.paths),
            "more": self.more,
        }


def paths(
    store: Store,
    view: View,
    source: str,
    target: str,
    max_hops: int = MAX_HOPS,
    k: int = 3,
    link_types: tuple[str, ...] = (),
) -> Paths:
    """The ``k`` shortest ways of at most ``max_hops`` links; no types mean those that paths usually run through."""
    _check(max_hops, k, link_types)
    search = _Search(store, view, source, target, max_hops, link_types or PATH_TYPES)
    try:
        ways, more = search.ways(k)
        return _shown(search, ways, more=more)
    except TimedOut as error:
        raise too_wide("max_hops", _("Ask for fewer links between them, or for fewer types of links.")) from error


@dataclass(slots=True)
class _Search:
    """One search, with what it has learnt on its way: entities by leader, and rows of links."""

    store: Store
    view: View
    source: str
    target: str
    max_hops: int
    types: tuple[str, ...]
    until: float = field(default_factory=lambda: time.monotonic() + PATIENCE)
    read: frozenset[Way] = frozenset()
    shown: dict[str, Shown] = field(default_factory=dict)
    links: dict[str, Sequence[Any]] = field(default_factory=dict)

    def ways(self, k: int) -> tuple[list[Way], bool]:
        """The k shortest ways, and whether there may be others: certain only where fewer than k were found."""
        found = self._shortest(k + 1)
        candidates: set[Way] = set()
        turned = 0
        while found and len(found) < k:
            for way in found[turned:]:
                if time.monotonic() > self.until:
                    return found, True
                candidates |= self._deviations(way, found) - set(found)
            turned = len(found)
            if not candidates:
                return found, False
            nearest = min(candidates, key=_order)
            candidates.discard(nearest)
            found.append(nearest)
        return found[:k], bool(found)

    def _shortest(self, limit: int) -> list[Way]:
        rows = self.store.read(
            "paths.shortest", source=self.source, target=self.target, limit=limit, link_types=self.types,
            visible=self.view.visible, complete=self.view.complete,
        )  # fmt: skip
        if not rows:
            raise NotFound(_("There is no such entity."))
        row = rows[0]
        self.shown = entities.show(self.store, self.view, (Found(*node) for node in row["nodes"]))
        for asked, leader in ((self.source, row["start"]), (self.target, row["goal"])):
            if leader not in self.shown or not self.shown[leader].answers_to(asked):
                raise NotFound(_("There is no such entity."))
        if row["start"] == row["goal"]:
            remedy = _("Name two different ones.")
            raise Invalid(Problem("target", _("Both are the same entity."), remedy=remedy))
        self.source, self.target = row["start"], row["goal"]
        self.read = frozenset(map(tuple, row["ways"]))
        self.links = {link[0]: link for links in row["links"] for link in links}
        known_by = {leader: shown.node.id for leader, shown in self.shown.items()}
        near = (way for way in self.read if len(way) <= self.max_hops + 1)
        return sorted(near, key=lambda way: (len(way), [known_by.get(id_, "") for id_ in way]))

    def learn(self, ways: Sequence[Way]) -> None:
        """Reads the entities and links of ways where the first question did not find them all."""
        if self.read.issuperset(ways):
            return
        leaders = sorted({id_ for way in ways for id_ in way})
        self.shown = entities.of_leaders(self.store, self.view, leaders)
        rows = self.store.read("subgraph.links", ids=leaders, types=list(self.types), visible=self.view.visible)
        self.links = {row["link"][0]: row["link"] for row in rows}

    def _deviations(self, way: Way, known: Sequence[Way]) -> set[Way]:
        turnings = [
            {
                "number": at,
                "start": way[at],
                "avoid": list(way[:at]),
                "not_to": sorted({other[at + 1] for other in known if other[: at + 1] == way[: at + 1]}),
            }
            for at in range(max(len(way) - 1, 1))
        ]
        rows = self.store.read(
            "paths.deviations", turnings=turnings, target=self.target, link_types=list(self.types),
            visible=self.view.visible,
        )  # fmt: skip
        ways = (way[: row["number"]] + tuple(row["nodes"]) for row in rows)
        return {each for each in ways if len(each) <= self.max_hops + 1}


def _order(way: Way) -> tuple[int, Way]:
    return len(way), way


def _shown(search: _Search, ways: Sequence[Way], *, more: bool) -> Paths:
    search.learn(ways)
    along = {id_: search.shown[id_] for way in ways for id_ in way if id_ in search.shown}
    steps = _steps(search, {frozenset(step) for way in ways for step in pairwise(way)})
    found = [
        _path([along[id_].node.id for id_ in way], [steps[frozenset(step)] for step in pairwise(way)])
        for way in ways
        if all(id_ in along for id_ in way)
    ]
    # In an order that what is hidden has no share in: the stored ids do not show.
    found.sort(key=lambda path: (path.length, rank_of(path.weakest), path.nodes))
    nodes = {each.node.id: each.node for each in along.values()}
    every = sorted((link for links in steps.values() for link in links), key=lambda link: link.id)
    order = dict.fromkeys(id_ for path in found for id_ in path.nodes)
    return Paths(tuple(found), tuple(nodes[id_] for id_ in order), tuple(every), search.types, more)


def _steps(search: _Search, pairs: set[frozenset[str]]) -> dict[frozenset[str], list[LinkView]]:
    """The links of each step, best graded first."""
    steps: dict[frozenset[str], list[LinkView]] = {}
    for row in search.links.values():
        pair = frozenset((row[3], row[4]))
        link = entities.link_of(row, search.shown) if pair in pairs else None
        if link is not None:
            steps.setdefault(pair, []).append(link)
    for links in steps.values():
        links.sort(key=lambda link: (rank_of(link.grade), link.id))
    return steps


def _path(nodes: Sequence[str], steps: Sequence[Sequence[LinkView]]) -> Path:
    best = [links[0] for links in steps]
    weakest = max((link.grade for link in best), key=rank_of)
    return Path(tuple(nodes), tuple(link.id for link in best), weakest)


def _check(max_hops: int, k: int, link_types: tuple[str, ...]) -> None:
    problems = check_types("link_types", link_types)
    for name, value, most in (("max_hops", max_hops, MAX_HOPS), ("k", k, MOST)):
        if not 1 <= value <= most:
            remedy = _("Ask for 1 to {most}.").format(most=most)
            problems.append(Problem(name, _("The number is out of range."), remedy=remedy))
    if problems:
        raise Invalid(problems)
