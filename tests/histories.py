"""Many small random worlds in one history, told to a store in full, or as if what somebody may not see had never been.

What is left out of the second telling is the content of every record that he does not see, decisions that he does not
see, and whoever only these name. What stays, because the visible part says so itself: that an edition is the second of
its record, and the order in which subjects were registered (ADR 0016).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from graphintel.model.decisions import Decision
from graphintel.model.drafts import RecordDraft, Settled
from graphintel.model.marking import REGISTERS, Clearance, Level, Marking, class_id
from graphintel.model.materialise import materialise, registrations
from graphintel.model.records import Claim, Description, Identified, Named, Record, live, withheld
from graphintel.queries import decisions, records
from graphintel.queries.closure import rederive
from graphintel.queries.store import Store, Transaction
from graphintel.queries.upkeep import register_classes
from tests.worlds import IDS, World

# The kinds of the subjects of a world, by their number.
KINDS = ("Person", "Person", "Person", "Vessel", "Vessel", "Seizure", "Location")
NAMES = ("Ilmar Vesk", "Илмар Веск", "Marta Olin", "Pieter van der Berg")
LINKS = ("OWNS", "COMMUNICATED_WITH", "INVOLVED_IN", "LOCATED_AT")
GROUPS = ("op-delta", "op-harbour")
# Times of worlds differ from those of the clock, which answers are cleared of.
CENTURY = "2001"
OPEN = Marking.parse("seizures/unclassified")


def clearance(seed: int) -> Clearance:
    """Somebody's clearance: never nothing, never everything."""
    draw = random.Random(seed)
    registers = frozenset(draw.sample(REGISTERS, draw.choice((1, 2, 2, 3, 3))))
    groups = frozenset(draw.sample(GROUPS, draw.choice((0, 0, 1))))
    return Clearance(registers, Level(draw.choice((1, 2, 2, 3, 3))), groups)


@dataclass
class Folk(World):
    """A world of things of several kinds, whose names and numbers no other world has."""

    subjects: int = len(KINDS)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.name = f"world-{self.seed}"

    def now(self) -> str:
        """The next moment, in a century of its own."""
        return super().now().replace("2026", CENTURY, 1)

    @property
    def word(self) -> str:
        """A word that stands in the names of this world alone."""
        return "".join(random.Random(self.seed).choices("bdfgklmnprstvz", k=10))

    @property
    def ids(self) -> list[str]:
        """Every subject that this world may speak of."""
        numbers = [item.subject for which in range(3) for item in self._number(which)]
        return [IDS.subject(self.name, str(number)) for number in range(self.subjects)] + numbers

    def _descriptions(self) -> tuple[Description, ...]:
        made: dict[str, Description] = {}
        for number in self.random.sample(range(self.subjects), self.random.randrange(1, 4)):
            kind = KINDS[number]
            kind = "Business" if kind in {"Person", "Vessel"} and self.random.random() < 0.06 else kind
            items = self._numbers(kind)
            subject = IDS.subject(self.name, str(number))
            name = Named(f"{self.random.choice(NAMES)} {self.word}")
            made[subject] = Description(subject, kind, (name,), self._values(kind), items)
            made.update((item.subject, _number_itself(item)) for item in items)
        return tuple(made.values())

    def _values(self, kind: str) -> tuple[tuple[str, str], ...]:
        country = self.random.choice(("EE", "LV", "PA"))
        text = f"remark{self.random.randrange(3)} {self.word}"
        return {
            "Person": (("nationality", country), ("remarks", text)),
            "Vessel": (("flag", country),),
            "Seizure": (("occurred_at", self.random.choice(("2024-05-01", "2025", "2025-06"))), ("remarks", text)),
            "Location": (("country", country),),
        }.get(kind, ())

    def _numbers(self, kind: str) -> tuple[Identified, ...]:
        if kind not in {"Person", "Vessel"} or self.random.random() < 0.5:
            return ()
        return self._number(self.random.randrange(2) if kind == "Vessel" else 2)

    def _number(self, which: int) -> tuple[Identified, ...]:
        if which == 2:
            phone = f"+3725{self.seed:07d}"
            subject = IDS.subject("identifier/phone", phone)
            return (Identified("phone", phone, phone, valid=True, why="", subject=subject),)
        digits = f"{900_000 + 2 * (self.seed % 40_000) + which}"
        imo = digits + str(sum(int(digit) * (7 - at) for at, digit in enumerate(digits)) % 10)
        subject = IDS.subject("identifier/imo", imo)
        return (Identified("imo", f"IMO {imo}", imo, valid=True, why="", subject=subject, strong=True),)

    def _claims(self) -> tuple[Claim, ...]:
        draw = self.random
        dates = ("", "2023", "2024-03", "2025-01-01")
        return tuple({
            Claim(draw.choice(LINKS), self.subject(), self.subject(), draw.choice(("", "manager")), draw.choice(dates))
            for _ in range(draw.randrange(4))
        })  # fmt: skip


def _number_itself(item: Identified) -> Description:
    values = (("scheme", item.scheme), ("valid", "yes"))
    return Description(item.subject, "Identifier", (Named(item.as_seen),), values, (), "")


@dataclass(frozen=True)
class Event:
    """Something that happened: records arrived or were taken back, a decision was taken or ended."""

    what: Literal["add", "retract", "decide", "end"]
    at: str
    records: tuple[Record, ...] = ()
    decision: Decision | None = None


@dataclass
class History:
    """Worlds, and all that happened to them in the order in which it did."""

    worlds: Sequence[Folk]
    events: list[Event] = field(default_factory=list)

    @property
    def records(self) -> list[Record]:
        """Every record as it is at the end."""
        return [record for world in self.worlds for record in world.records]


def history(seeds: Iterable[int], rounds: int = 4) -> History:
    """The history of the worlds of these seeds."""
    made = History([Folk(seed) for seed in seeds])
    clock = 0
    for _ in range(rounds):
        at = _moment(clock := clock + 1)
        arrived = tuple(world.add(at) for world in made.worlds for _ in range(world.random.randrange(2, 5)))
        made.events.append(Event("add", at, arrived))
        gone: list[Record] = []
        for world in made.worlds:
            world.clock = clock
            taken = world.retract() if world.random.random() < 0.6 else None
            gone += [taken] if taken else []
        made.events.append(Event("retract", _moment(clock := clock + 1), tuple(gone)))
        for world in made.worlds:
            clock = _settle_something(made, world, clock)
    return made


def _settle_something(made: History, world: Folk, clock: int) -> int:
    """In most rounds something is decided, in some a decision ends; returns the time by then."""
    world.clock = clock
    if world.random.random() < 0.9 and (taken := world.decide()):
        if _decidable(world, taken):
            made.events.append(Event("decide", taken.at, decision=taken))
        else:
            world.decisions.pop()
    if world.random.random() < 0.25 and (ended := world.end()):
        made.events.append(Event("end", ended.ended_at, decision=ended))
    return world.clock


def _decidable(world: World, decision: Decision) -> bool:
    """True where both subjects are known, and as the same kind of thing."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for record in live(world.records).values():
        for description in record.descriptions:
            kinds[description.subject].add(description.kind)
    one, other = decision.subjects
    return bool(kinds[one] & kinds[other])


def _moment(clock: int) -> str:
    return f"{CENTURY}-01-01T00:00:00.{clock:06d}Z"


@dataclass(frozen=True)
class Kept:
    """What is left of worlds without what a clearance does not see."""

    records: Mapping[str, Record]
    decisions: frozenset[str]
    registered: Mapping[str, str]


def kept(worlds: Iterable[World], seen: Clearance) -> Kept:
    """What somebody may see; a hidden edition of a record of which he sees another is an empty one."""
    every = [record for world in worlds for record in world.records]
    unseen = withheld(every, seen) | {record.id for record in every if not seen.sees(record.marking)}
    names = {(record.source, record.key) for record in every if record.id not in unseen}
    left = {
        record.id: replace(record, descriptions=(), claims=(), marking=OPEN) if record.id in unseen else record
        for record in every
        if (record.source, record.key) in names
    }
    known = {subject for record in left.values() for subject in record.subjects}
    taken = (decision for world in worlds for decision in world.decisions if seen.sees(decision.marking))
    registered = {subject: at for subject, at in registrations(every).items() if subject in known}
    return Kept(left, frozenset(each.id for each in taken if set(each.subjects) <= known), registered)


def forbids_a_join(world: World, seen: Clearance) -> bool:
    """True where something hidden keeps apart what the visible evidence alone would join: the one known difference."""
    left = kept([world], seen)
    standing = [decision for decision in world.decisions if decision.id in left.decisions]
    whole = materialise(world.records, world.decisions, seen)
    alone = materialise(left.records.values(), standing, seen)
    return _groups(whole.subject_to_entity) != _groups(alone.subject_to_entity)


def _groups(leaders: Mapping[str, str]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for subject, leader in leaders.items():
        found[leader].add(subject)
    return {frozenset(group) for group in found.values()}


def tell(store: Store, told: History, seen: Clearance | None = None) -> None:
    """Writes a history through the one write path; with a clearance, only what that sees."""
    left = kept(told.worlds, seen) if seen else None
    for at in sorted(set(left.registered.values()) if left else ()):
        subjects = [subject for subject, since in (left.registered if left else {}).items() if since == at]
        store.transaction(lambda tx, ids=subjects, since=at: records.lock(tx, ids, since))  # type: ignore[misc]
    for event in told.events:
        _happen(store, event, left)


def _happen(store: Store, event: Event, left: Kept | None) -> None:
    found = [
        each if left is None else left.records[each.id]
        for each in event.records
        if left is None or each.id in left.records
    ]
    if event.what == "add" and found:
        records.add(store, [_settled(each) for each in found], by="tests", batch="", at=event.at)
    elif event.what == "retract" and found:
        records.retract(store, [each.id for each in found], by="tests", at=event.at, why="test")
    decision = event.decision
    if decision is None or (left is not None and decision.id not in left.decisions):
        return
    if event.what == "decide":
        store.transaction(lambda tx: _decide(tx, decision))
    else:
        decisions.end(store, decision, by="tests", at=event.at, why="test")


def _settled(record: Record) -> Settled:
    draft = RecordDraft(
        record.source, record.key, record.kind, record.observed_at, record.reliability, record.credibility,
        record.marking, record.legal_basis, (), payload={"said": [each.subject for each in record.descriptions]},
    )  # fmt: skip
    return Settled(draft, record.descriptions, record.claims, record.content, ())


def _decide(tx: Transaction, decision: Decision) -> None:
    """Writes a decision without asking who sees its subjects: whoever took it did."""
    one, other = decision.subjects
    records.lock(tx, (one, other), decision.at)
    register_classes(tx, [{decision.marking}])
    said = {
        "type": decision.type, "one": one, "other": other, "by": decision.by, "at": decision.at, "why": decision.why,
        "score": None, "marking": decision.marking.text, "visibility": class_id([decision.marking]),
    }  # fmt: skip
    tx.run("decisions.write", id=decision.id, properties=said)
    rederive(tx, (one, other), lambda more: records.lock(tx, more, decision.at))
