"""A network drawn so that each check of visibility matters, and what somebody of little clearance is to be told of it.

Every question comes with the answer that follows from the drawing, not from the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graphintel.errors import GraphintelError
from graphintel.model.decisions import DecisionType
from graphintel.model.marking import Marking
from graphintel.queries import batches, charts, decisions, leads, records, why
from graphintel.queries.batches import Batch
from graphintel.queries.connections import Wanted, links
from graphintel.queries.evidence import entity
from graphintel.queries.evidence import records as records_of
from graphintel.queries.neighbourhood import neighbourhood
from graphintel.queries.paths import paths
from graphintel.queries.registers import latest
from graphintel.queries.search import Filters, search
from graphintel.queries.store import Transaction
from graphintel.queries.timeline import timeline
from graphintel.queries.visibility import View
from tests.networks import Network

HIDDEN = "suspects/secret/op-delta"
SHIP, PHONE = ("imo", "9074729"), ("phone", "+372 5555 0199")


@dataclass(frozen=True)
class Place:
    """Something to ask for somebody of little clearance, and what he is to be told."""

    name: str
    ask: Callable[[], object]
    expected: object

    def holds(self) -> bool:
        """True where he is told that and nothing else; a failure is told of too."""
        try:
            return self.ask() == self.expected
        except GraphintelError as error:
            return type(error).__name__ == self.expected


class Drawing:
    """The network, its odd corners by name."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.store = network.store
        self.names: dict[str, str] = {}

    def draw(self) -> None:
        """Writes it."""
        net = self.network
        net.party("hub", "Aurora", kind="Vessel", numbers=())
        net.party("odd", "Kalvik", kind="Business", grade="F6", values={"country": ("EE",)})
        net.party("odd", "Kalvik", marking=HIDDEN, grade="A1", values={"nationality": ("EE",)})
        net.link("hub", "odd", "OWNS")
        self._equals("Person", "equal")
        for key in ("equal-open", "equal-other"):
            net.link("hub", self.names[key])
        self._equals("Seizure", "latest")
        self._said_before()
        net.party("bearer", "Ilmar Vesk", numbers=(PHONE,))
        net.party("other-bearer", "Marta Olin", marking=HIDDEN, numbers=(PHONE,))
        for key in ("secret-1", "secret-2"):
            net.party(key, key, kind="Vessel", marking=HIDDEN, numbers=(SHIP,))
        self._decide("apart", "secret-1", "secret-2", HIDDEN)
        net.party("bearer", "Ilmar Vesk", marking="seizures/secret")
        net.party("seized", "Ilmar Vesk", marking="seizures/restricted")
        net.party("middle", "middle", kind="Seizure", observed="2025-09")
        net.party("thing", "Kalvik", kind="Business", grade="F6", values={"country": ("EE",)})
        net.party("thing", "SZ-9", kind="Seizure", marking=HIDDEN, grade="A1", values={"occurred_at": ("2026",)})
        net.link("seized", "bearer", marking="investigations/confidential")
        for key in ("alias", "third", "fourth"):
            net.party(key, key, marking=HIDDEN)
        self.names["record of fourth"] = net.records[-1]
        net.party("raised", "Before", key="raised")
        self.names["record before"] = net.records[-1]
        net.party("raised", "After", key="raised", marking=HIDDEN)
        self._decide("same", "bearer", "alias", "suspects/restricted")
        self._decide("apart", "third", "fourth", "suspects/restricted")
        self._decide("same", "bearer", "equal-other", HIDDEN)
        net.party("raised", "Marta Olin", key="raised")
        self.names["earlier edition"] = net.records[-1]
        net.party("raised", "Marta Olin", marking=HIDDEN, key="raised")
        self.store.transaction(self._batch)

    def _equals(self, kind: str, name: str) -> None:
        """Two that rank alike: of one its reader sees the second subject, and that one's id stands first."""
        net = self.network
        keys = [f"{name}-{number}" for number in range(40)]
        ids = sorted(keys, key=net.id)
        seen, other, hidden = ids[0], ids[len(ids) // 2], ids[-1]
        self.names |= {f"{name}-hidden": hidden, f"{name}-open": seen, f"{name}-other": other}
        # That one was seen lately by a hidden record alone does not put it first.
        for key, marking in ((hidden, HIDDEN), (seen, "suspects/restricted"), (other, "suspects/restricted")):
            net.party(key, key, kind=kind, marking=marking, observed="2026-02" if key == hidden else "2025-03")
        net.same(hidden, seen)

    def _said_before(self) -> None:
        """Of one of two joined subjects what was visible was taken back, and what is said now is hidden."""
        net = self.network
        net.party("now", "Pieter Berg")
        net.party("before", "Pieter Berg", key="taken-back")
        gone = net.records[-1]
        net.party("before", "Pieter Berg", marking=HIDDEN)
        net.same("now", "before")
        records.retract(self.store, [gone], by="tests", at=net.at(), why="test")

    def _decide(self, type_: DecisionType, one: str, other: str, marking: str) -> None:
        ends = (self.id(one), self.id(other))
        made = decisions.prepare(type_, ends, by="tests", at=self.network.at(), why="", marking=Marking.parse(marking))
        decisions.decide(self.store, self.network.all(), made)
        self.names[f"{type_} {one} {other}"] = made.id

    def _batch(self, tx: Transaction) -> None:
        batch = Batch("batch", "tests", self.network.at(), "m", "s", HIDDEN, "B2", "Act", (), (), "", False, 1)  # noqa: FBT003
        batches.start(tx, batch, [Marking.parse(HIDDEN)])

    def _stop(self, tx: Transaction) -> bool:
        return batches.cancel(tx, "batch", self.network.low().complete)

    def id(self, key: str) -> str:
        """The id of a subject by its name here."""
        return self.network.id(self.names.get(key, key))

    def places(self) -> Iterator[Place]:
        """What to ask, and what is to be told."""
        low = self.network.low()
        yield from self._far_ends(low)
        yield from self._orders(low)
        yield from self._evidence(low)
        yield from self._decisions(low)
        yield from self._others(low)
        yield from self._second_line(low)

    def _far_ends(self, low: View) -> Iterator[Place]:
        for kind, count in (("Business", 1), ("Person", 2)):
            wanted = Wanted(kind=kind, direction="out")

            def ask(wanted: Wanted = wanted) -> object:
                page = links(self.store, low, self.id("hub"), wanted)
                return len(page.items), page.total

            yield Place(f"links to a {kind} as far as the reader knows", ask, (count, count))

    def _orders(self, low: View) -> Iterator[Place]:
        store, hub = self.store, self.id("hub")
        equals = [self.id("equal-open"), self.id("equal-other")]

        def among(found: Iterator[str]) -> list[str]:
            return [id_ for id_ in found if id_ in equals]

        yield Place("equal links", lambda: among(n.id for _l, n in links(store, low, hub).items), equals)
        yield Place(
            "an equal moment", lambda: among(m.node.id for m in timeline(store, low, hub).items if m.node), equals
        )
        for depth in (1, 2):

            def around(depth: int = depth) -> object:
                return among(node.id for node in neighbourhood(store, low, hub, depth).nodes)

            yield Place(f"equal neighbours to {depth}", around, equals)
        seizures = [self.id("middle"), self.id("latest-open"), self.id("latest-other")]
        yield Place("equal seizures", lambda: [node.id for node in latest(store, low)], seizures)

    def _evidence(self, low: View) -> Iterator[Place]:
        store, now = self.store, self.id("now")
        yield Place("what was taken back", lambda: len(records_of(store, low, now).items), 1)
        yield Place("how much was taken back", lambda: records_of(store, low, now).total, 1)

        def shared() -> object:
            return [each.shared_with for each in entity(store, low, self.id("bearer")).identifiers]

        yield Place("who else bears a number", shared, [0])
        filters = Filters(registers=("seizures",))

        def found() -> object:
            results = search(store, low, "ilmar vesk", filters)
            return [hit.node.id for hit in results.items], results.total

        yield Place("a register that hidden records alone are in", found, ([self.id("seized")], 1))

    def _decisions(self, low: View) -> Iterator[Place]:
        store, names = self.store, self.names
        for name in ("same bearer alias", "same bearer equal-other"):
            yield Place(name, lambda n=name: decisions.decision(store, low, names[n]), "NotFound")  # type: ignore[misc]
        ends = self.id("bearer"), self.id("alias")

        def mentions() -> object:
            groups, _apart = leads.groups_of(store, low, [self.id("bearer")])
            return [member.mentioned for group in groups.values() for member in group.values()]

        yield Place("mentions", mentions, [frozenset()])
        yield Place("a decision on what is hidden", lambda: decisions._check(store, low, *ends), "NotFound")

    def _others(self, low: View) -> Iterator[Place]:
        store = self.store
        yield Place("a batch", lambda: batches.find(store, "batch", low.complete), None)
        yield Place("batches", lambda: batches.latest(store, low.complete), [])
        yield Place("stopping a batch", lambda: store.transaction(self._stop), expected=False)

        def told() -> object:
            found = why.record(store, low, self.names["earlier edition"])
            return found and (found.withdrawn, found.subjects, found.unseen)

        yield Place("why a record is not seen", told, (True, 1, 1))
        yield Place("members", lambda: charts.members(store, low, [self.id("equal-open")]), ())

    def _second_line(self, low: View) -> Iterator[Place]:
        """Queries that are asked only for what was found to be visible before: they tell nothing of anything else."""
        read, seen = self.store.read, {"visible": low.visible}
        whole = {**seen, "complete": low.complete}
        one, other, bearer = self.id("secret-1"), self.id("secret-2"), self.id("bearer")
        related = sorted((self.id("third"), self.id("fourth")))
        apart = sorted((bearer, self.id("equal-other")))
        way = {"limit": 3, "link_types": ["OWNS"], **whole}
        near = {"id": one, "limit": 5, "order": "date", "types": None, **whole}
        yield Place("resolve", lambda: read("entities.resolve", ids=[one], **whole), [])
        yield Place("around", lambda: read("neighbourhood.one", **near), [])
        yield Place("further around", lambda: read("neighbourhood.two", **near), [])
        yield Place("ways from", lambda: read("paths.shortest", source=one, target=bearer, **way), [])
        yield Place("ways to", lambda: read("paths.shortest", source=bearer, target=one, **way), [])
        yield Place("others", lambda: read("leads.others", keys=[], subjects=[one], **seen), [])
        yield Place("sharing", lambda: read("leads.concerned", ids=[one, other], **seen), [])
        yield Place("decided on", lambda: read("leads.concerned", ids=related, **seen), [])
        yield Place("decided in secret", lambda: read("leads.concerned", ids=apart, **seen), [])
        yield Place("decisions", lambda: read("leads.decisions", ids=[bearer], **seen), [])
        told = {name: self.names[f"record {name}"] for name in ("of fourth", "before")}
        yield Place("what a record is about", lambda: read("why.record", id=told["of fourth"], **seen)[0]["unseen"], 1)
        yield Place(
            "a hidden edition", lambda: read("why.record", id=told["before"], **seen)[0]["withdrawn"], expected=True
        )
        yield Place("paths", lambda: paths(self.store, low, bearer, one), "NotFound")
