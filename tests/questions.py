"""Everything that somebody can ask about a world, each question through the service that pages and the API go through.

An answer is the bytes of what comes back, a refusal included: its class, its text and its problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

import orjson

from graphintel.bootstrap import Platform
from graphintel.errors import GraphintelError, Invalid
from graphintel.model.marking import REGISTERS, Clearance
from graphintel.model.materialise import materialise
from graphintel.queries import charts
from graphintel.queries.charts import Chart
from graphintel.queries.neighbourhood import ORDERS
from graphintel.queries.store import Transaction
from graphintel.security.actor import Actor
from graphintel.services.search import Filters
from tests.histories import CENTURY, Folk, History

# What tells of the moment of asking: a time of no world, and the names of the files of exports.
NOW = re.compile(rb"(?!" + CENTURY.encode() + rb")\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?Z?")
FORMATS = ("json", "csv", "graphml", "html")


@dataclass(frozen=True)
class Question:
    """A question and what it is about, to name it where the answer is wrong."""

    name: str
    ask: Callable[[], object]

    def answer(self) -> bytes:
        """What comes back, whatever it is, without the moment of asking."""
        try:
            found = self.ask()
        except GraphintelError as error:
            problems = [each.as_dict() for each in error.problems] if isinstance(error, Invalid) else []
            found = [type(error).__name__, error.message, problems]
        said = found if isinstance(found, bytes) else orjson.dumps(found, option=orjson.OPT_SORT_KEYS)
        return NOW.sub(b"NOW", said)


@dataclass(frozen=True)
class Asker:
    """Somebody who asks all there is to ask."""

    platform: Platform
    actor: Actor

    @classmethod
    def cleared(cls, platform: Platform, user: Actor, clearance: Clearance) -> Asker:
        """A user as he would be with that clearance."""
        return cls(platform, replace(user, clearance=clearance, registered=None))

    def _asked(self, name: str, ask: Callable[..., object], *args: object, **kwargs: object) -> Question:
        """A question that a function of a service answers; asked by somebody new each time, who is not kept waiting."""
        return Question(name, lambda: ask(replace(self.actor, id=str(uuid4())), *args, **kwargs))

    def of_all(self) -> Iterator[Question]:
        """What is asked of the whole store."""
        on = self.platform
        yield self._asked("registers", on.registers.overview, latest=50)
        yield self._asked("everything", self._search, "", Filters(), 40)
        for register in REGISTERS:
            yield self._asked(f"all of {register}", self._search, "", Filters(registers=(register,)), 40)
        yield self._asked("charts", on.charts.all)

    def of(self, world: Folk) -> Iterator[Question]:
        """What is asked of one world, of things that may not be there as well as of those that are."""
        for id_ in world.ids:
            yield from self._of_entity(world, id_)
        yield from self._of_pairs(world)
        yield from self._of_several(world)
        yield from self._searches(world)

    def _of_entity(self, world: Folk, id_: str) -> Iterator[Question]:
        on, tag = self.platform, f"{world.name} {id_[:8]}"
        yield self._asked(f"entity {tag}", on.entities.show, id_)
        yield self._asked(f"records {tag}", self._records, id_)
        yield self._asked(f"timeline {tag}", on.entities.timeline, id_, limit=3)
        yield self._asked(f"counts {tag}", on.entities.link_counts, id_)
        yield self._asked(f"leads {tag}", on.leads.of, id_)
        yield self._asked(f"decisions {tag}", on.decisions.on, id_)
        around = on.neighbourhood.around
        for order in ORDERS:
            yield self._asked(f"links by {order} {tag}", self._links, id_, order=order)
            for depth in (1, 2):
                name = f"around by {order} to {depth} {tag}"
                yield self._asked(name, around, id_, depth=depth, limit=4, type_=[], order=order)
        for kind in ("Person", "Seizure"):
            yield self._asked(f"links to {kind} {tag}", self._links, id_, kind=kind, direction="out")

    def _of_pairs(self, world: Folk) -> Iterator[Question]:
        for one, other in zip(world.ids, world.ids[1:] + world.ids[:1], strict=True):
            tag = f"{world.name} {one[:8]} {other[:8]}"
            for k in (1, 9):
                yield self._asked(f"{k} paths {tag}", self._paths, one, other, k)
            yield self._asked(f"proposal {tag}", self.platform.decisions.proposal, one, other)

    def _of_several(self, world: Folk) -> Iterator[Question]:
        on, ids = self.platform, world.ids
        yield self._asked(f"subgraph {world.name}", on.subgraphs.among, ids)
        yield self._asked(f"figures {world.name}", on.statistics.of, ids)
        yield self._asked(f"leads among {world.name}", on.leads.among, ids)
        yield self._asked(f"chart {world.name}", on.charts.open, world.name)
        for form in FORMATS:
            yield self._asked(f"{form} {world.name}", self._file, form, ids)
        yield self._asked(f"csv of all {world.name}", on.exports.make, "csv", ids)

    def _searches(self, world: Folk) -> Iterator[Question]:
        word, number = world.word, f"+3725{world.seed:07d}"
        wanted = (
            Filters(),
            Filters(kinds=("Person", "Identifier")),
            Filters(countries=("EE",)),
            Filters(registers=("suspects",)),
            Filters(first="2024-06", last="2025-03"),
        )
        for at, filters in enumerate(wanted):
            yield self._asked(f"search {at} {word}", self._search, word, filters, 3)
        for text in (f"olin {word}", f"remark1 {word}", f"{word[:-1]}a", number):
            yield self._asked(f"search {text}", self._search, text, Filters(), 3)
        for text in (word[:6], number, "9000"):
            yield self._asked(f"suggest {text}", self.platform.search.suggest, text)

    def _file(self, actor: Actor, form: str, ids: Sequence[str]) -> bytes:
        seen = list(self.platform.subgraphs.among(actor, ids)["resolved"])
        return self.platform.exports.make(actor, form, seen).content

    def _records(self, actor: Actor, id_: str) -> list[Any]:
        return self._pages(lambda c: self.platform.entities.records(actor, id_, limit=2, cursor=c))

    def _links(self, actor: Actor, id_: str, **wanted: Any) -> list[Any]:  # noqa: ANN401 - what the service takes
        return self._pages(lambda c: self.platform.entities.links(actor, id_, types=[], limit=2, cursor=c, **wanted))

    def _search(self, actor: Actor, typed: str, filters: Filters, limit: int) -> list[Any]:
        return self._pages(lambda c: self.platform.search.find(actor, typed, filters, limit=limit, cursor=c))

    def _paths(self, actor: Actor, one: str, other: str, k: int) -> object:
        """Paths; where there are more than were asked for it is open which come, but not how long they are."""
        found = self.platform.paths.between(actor, one, other, k=k)
        return [path["length"] for path in found["paths"]] if found["more"] else found

    def _pages(self, page: Callable[[str | None], Mapping[str, Any]]) -> list[Any]:
        """All pages of an answer; of a cursor it tells only that there is one, for it never reads alike twice."""
        found: list[Any] = []
        cursor: str | None = None
        while cursor is not None or not found:
            answer = page(cursor)
            cursor = answer["next_cursor"]
            found.append({**answer, "next_cursor": cursor is not None})
        return found


def draw_charts(platform: Platform, owner: Actor, told: History) -> None:
    """Saves a shared chart of everything in each world, with all of its links hidden, under a low marking."""
    drawn: list[Chart] = []
    for world in told.worlds:
        nodes = [{"id": id_, "x": at, "y": at} for at, id_ in enumerate(world.ids)]
        hidden = sorted(materialise(world.records, world.decisions).links)
        state = {"nodes": nodes, "hidden_links": hidden, "filters": {}}
        marking = f"{REGISTERS[world.seed % len(REGISTERS)]}/restricted"
        drawn.append(Chart(world.name, owner.id, f"Chart of {world.word}", marking, shared=True, state=state))

    def work(tx: Transaction) -> None:
        for chart in drawn:
            charts.add(tx, chart)

    platform.store.transaction(work)
