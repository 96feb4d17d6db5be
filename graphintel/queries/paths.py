"""The shortest ways between two entities through visible links, each as strong as its weakest one.

The database finds one shortest way quickly, and all of that length; longer ones follow by Yen's algorithm: from every
turning of a known way the shortest way on that none of the known ones takes.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.model.grading import Grade, worst
from graphintel.model.link_types import PATH_TYPES
from graphintel.model.subgraph import LinkView, Node
from graphintel.queries import entities
from graphintel.queries.entities import Shown
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
    """Ways, shortest first, with all nodes and links along them; ``more`` says that there may be other ways."""

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
    types = link_types or PATH_TYPES
    found = entities.resolve(store, view, [source, target])
    one, other = entities.present(found, source), entities.present(found, target)
    if one.leader == other.leader:
        message = _("Both are the same entity.")
        raise Invalid(Problem("target", message, remedy=_("Name two different ones.")))
    search = _Search(store, view, one.leader, other.leader, max_hops, types)
    try:
        ways, more = search.ways(k)
    except TimedOut as error:
        raise too_wide("max_hops", _("Ask for fewer links between them, or for fewer types of links.")) from error
    return _shown(store, view, ways, types, more=more)


@dataclass(slots=True)
class _Search:
    store: Store
    view: View
    source: str
    target: str
    max_hops: int
    types: tuple[str, ...]
    until: float = field(default_factory=lambda: time.monotonic() + PATIENCE)

    def ways(self, k: int) -> tuple[list[Way], bool]:
        """The k shortest ways, and whether there may be more."""
        found = self._shortest(k + 1)
        candidates: set[Way] = set()
        turned = 0
        while found and len(found) <= k:
            while turned < len(found):
                if time.monotonic() > self.until:
                    return sorted(found, key=_order)[:k], True
                candidates |= self._deviations(found[turned], found) - set(found)
                turned += 1
            if not candidates:
                break
            nearest = min(candidates, key=_order)
            candidates.discard(nearest)
            found.append(nearest)
        return found[:k], len(found) > k

    def _shortest(self, limit: int) -> list[Way]:
        rows = self.store.read(
            "paths.shortest", source=self.source, target=self.target, limit=limit, link_types=list(self.types),
            visible=self.view.visible,
        )  # fmt: skip
        return sorted((way for row in rows if len(way := tuple(row["nodes"])) <= self.max_hops + 1), key=_order)

    def _deviations(self, way: Way, known: Sequence[Way]) -> set[Way]:
        turnings = [
            {
                "number": at,
                "start": way[at],
                "avoid": list(way[:at]),
                "not_to": sorted({other[at + 1] for other in known if other[: at + 1] == way[: at + 1]}),
            }
            for at in range(len(way) - 1)
        ]
        rows = self.store.read(
            "paths.deviations", turnings=turnings, target=self.target, link_types=list(self.types),
            visible=self.view.visible,
        )  # fmt: skip
        ways = (way[: row["number"]] + tuple(row["nodes"]) for row in rows)
        return {each for each in ways if len(each) <= self.max_hops + 1}


def _order(way: Way) -> tuple[int, Way]:
    return len(way), way


def _shown(store: Store, view: View, ways: Sequence[Way], types: tuple[str, ...], *, more: bool) -> Paths:
    leaders = sorted({id_ for way in ways for id_ in way})
    shown = entities.of_leaders(store, view, leaders)
    steps = _steps(store, view, ways, types, shown)
    found = [
        _path([shown[id_].node.id for id_ in way], [steps[frozenset(step)] for step in pairwise(way)])
        for way in ways
        if all(id_ in shown for id_ in way)
    ]
    found.sort(key=lambda path: (path.length, Grade.parse(path.weakest).rank))
    every = tuple(link for links in steps.values() for link in links)
    return Paths(tuple(found), tuple(each.node for each in shown.values()), every, types, more)


def _steps(
    store: Store, view: View, ways: Iterable[Way], types: tuple[str, ...], shown: Mapping[str, Shown]
) -> dict[frozenset[str], list[LinkView]]:
    """The links of each step of the ways, best graded first."""
    pairs = {frozenset(step) for way in ways for step in pairwise(way)}
    rows = store.read("subgraph.links", ids=sorted(shown), types=list(types), visible=view.visible) if shown else []
    steps: dict[frozenset[str], list[LinkView]] = {}
    for row in rows:
        pair = frozenset((row["link"][3], row["link"][4]))
        link = entities.link_of(row["link"], shown) if pair in pairs else None
        if link is not None:
            steps.setdefault(pair, []).append(link)
    for links in steps.values():
        links.sort(key=lambda link: (Grade.parse(link.grade).rank, link.id))
    return steps


def _path(nodes: Sequence[str], steps: Sequence[Sequence[LinkView]]) -> Path:
    best = [links[0] for links in steps]
    weakest = worst(Grade.parse(link.grade) for link in best)
    return Path(tuple(nodes), tuple(link.id for link in best), weakest.text if weakest else "")


def _check(max_hops: int, k: int, link_types: tuple[str, ...]) -> None:
    problems = check_types("link_types", link_types)
    for name, value, most in (("max_hops", max_hops, MAX_HOPS), ("k", k, MOST)):
        if not 1 <= value <= most:
            remedy = _("Ask for 1 to {most}.").format(most=most)
            problems.append(Problem(name, _("The number is out of range."), remedy=remedy))
    if problems:
        raise Invalid(problems)
