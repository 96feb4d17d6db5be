"""A synthetic network of any size in the store's own layout, for benches: seeded, the same every time.

It is written past the write path, since only reading is measured: one record for each entity, a second one for every
fifth, links between any two, and some parties that half the world deals with.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import neo4j

from graphintel.model.ids import joined_id
from graphintel.model.kinds import KINDS
from graphintel.model.links import Link, class_of, link_of
from graphintel.model.marking import Marking, VisibilityClass
from graphintel.model.record_json import dump_description
from graphintel.model.records import Claim, Description, Named, Record
from graphintel.model.searched import searched
from graphintel.model.summary import Summary, fold, summarise
from graphintel.queries.links import properties
from graphintel.queries.upkeep import entity_row

MARKINGS = {
    "suspects/restricted": 60,
    "seizures/restricted": 25,
    "suspects/confidential/op-harbour": 8,
    "investigations/confidential": 5,
    "suspects/secret/op-delta": 2,
}
KIND_NAMES = ("Person", "Business", "Vessel", "Container", "Identifier", "Consignment", "Seizure")
TYPES = ("OWNS", "DIRECTS", "COMMUNICATED_WITH", "IDENTIFIED_BY", "CONSIGNED_TO", "ASSOCIATED_WITH", "INVOLVED_IN")
GIVEN = ("Ilmar", "Marta", "Jonas", "Piret", "Viktor", "Omar", "Leila", "Wei", "Carlos", "Sofia", "Igor", "Nadia")
FAMILY = ("Vesk", "Olin", "Korman", "Tamm", "Silva", "Haddad", "Chen", "Berg", "Dorova", "Brandt", "Grek", "Zhou")
AT = "2026-01-01T00:00:00.000000Z"
BATCH = 10_000
HUBS, HUB_SHARE = 20, 0.05

ENTITIES = (
    "UNWIND $rows AS row CREATE (s:Subject {id: row.id, registered: $at}) SET s += row.properties, s:$(row.labels)"
)
RECORDS = (
    "UNWIND $rows AS row MATCH (s:Subject {id: row.subject})"
    " CREATE (r:Record) SET r = row.record CREATE (r)-[d:DESCRIBES]->(s) SET d = row.description"
)
LINKS = (
    "UNWIND $rows AS row MATCH (a:Subject {id: row.source}) MATCH (b:Subject {id: row.target})"
    " CREATE (a)-[r:$($type)]->(b) SET r = row.properties"
)
CLASSES = "UNWIND $rows AS row MERGE (c:VisibilityClass {id: row.id}) SET c.markings = row.markings"


class Network:
    """So many entities and links; ``load`` writes them, ``starts`` draws some of them."""

    def __init__(self, entities: int, links: int, seed: int = 7) -> None:
        self.size = entities
        self.links = links
        self.random = random.Random(seed)
        self.classes: dict[int, list[str]] = {}
        self.minimal: dict[str, frozenset[Marking]] = {}

    def id(self, number: int) -> str:
        """The id of an entity."""
        return joined_id("bench", str(number))

    def starts(self, count: int, seed: int) -> list[str]:
        """Entities to begin at."""
        return [self.id(number) for number in random.Random(seed).sample(range(self.size), count)]

    def load(self, driver: neo4j.Driver) -> None:
        """Writes everything, in batches."""
        for numbers in _batches(range(self.size)):
            made = {number: self._records(number) for number in numbers}
            driver.execute_query(ENTITIES, rows=[self._entity(n, each) for n, each in made.items()], at=AT)
            rows = [self._record(record) for records in made.values() for record in records]
            driver.execute_query(RECORDS, rows=rows)
        for links in _batches(self._links()):
            by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for link in links:
                said = properties(link, self.minimal)
                by_type[link.type].append({"source": link.source, "target": link.target, "properties": said})
            for name, rows in by_type.items():
                driver.execute_query(LINKS, rows=rows, type=name)
        rows = [{"id": id_, "markings": markings} for id_, markings in self.classes.items()]
        driver.execute_query(CLASSES, rows=rows)
        driver.execute_query("CALL db.awaitIndexes(600)")

    def _marking(self) -> Marking:
        return Marking.parse(self.random.choices(list(MARKINGS), list(MARKINGS.values()))[0])

    def _class(self, given: VisibilityClass) -> int:
        self.classes[given.id] = given.texts
        return given.id

    def _records(self, number: int) -> list[Record]:
        kind = KIND_NAMES[number % len(KIND_NAMES)]
        name = f"{self.random.choice(GIVEN)} {self.random.choice(FAMILY)} {number}"
        values = (("birth_date", "1984-03"), ("nationality", "EE")) if kind == "Person" else ()
        said = Description(self.id(number), kind, (Named(name),), values)
        return [
            Record(
                joined_id("bench", "record", str(number), str(edition)), "bench", f"{number}/{edition}", kind, 1, 0,
                "", AT, "2025-03-04", "B", "2", self._marking(), "Bench", "", (said,),
            )
            for edition in range(2 if number % 5 == 0 else 1)
        ]  # fmt: skip

    def _entity(self, number: int, records: list[Record]) -> dict[str, Any]:
        summary: Summary = fold(summarise(record, record.descriptions[0]) for record in records)
        self._class(VisibilityClass.of(summary.minimal))
        self._class(VisibilityClass.of(summary.maximal))
        self.minimal[self.id(number)] = summary.minimal
        kind = summary.kind.text
        return entity_row(self.id(number), summary) | {"labels": ["Entity", kind, *KINDS[kind].labels]}

    def _record(self, record: Record) -> dict[str, Any]:
        said = record.descriptions[0]
        seen = {
            "marking": record.marking.text,
            "visibility": self._class(VisibilityClass.of([record.marking])),
            "register": record.marking.register,
            "live": True,
            "observed_at": record.observed_at,
        }
        kept = ("id", "source", "key", "kind", "edition", "attempt", "recorded_at", "reliability", "credibility")
        return {
            "subject": said.subject,
            "record": {name: getattr(record, name) for name in kept} | seen,
            "description": {
                "id": f"{record.id}#0", "kind": said.kind, "said": dump_description(said),
                "last_seen": record.observed_at, "rank": summarise(record, said).kind.order,
            } | seen | searched(said),
        }  # fmt: skip

    def _links(self) -> Iterator[Link]:
        seen: set[str] = set()
        while len(seen) < self.links:
            hub = self.random.random() < HUB_SHARE
            source = self.random.randrange(HUBS if hub else self.size)
            target = self.random.randrange(self.size)
            ends = {name: self.id(number) for name, number in (("source", source), ("target", target))}
            claim = Claim(
                self.random.choice(TYPES), ends["source"], ends["target"], "", f"202{source % 6}-0{target % 9 + 1}"
            )
            record = Record(
                joined_id("bench", "record", str(source), "0"), "", "", "", 1, 0, "", AT, "",
                self.random.choice("ABCD"), self.random.choice("1234"), self._marking(), "", "", (),
            )  # fmt: skip
            link = link_of(record, claim, {end: end for end in ends.values()})
            if link is not None and link.id not in seen:
                seen.add(link.id)
                self._class(class_of(link.marking, self.minimal[link.source], self.minimal[link.target]))
                yield link


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
