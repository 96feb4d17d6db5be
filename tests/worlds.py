"""Random histories of evidence and decisions, small enough to collide often. The same seed is the same world."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from graphintel.model.decisions import Decision, DecisionType
from graphintel.model.ids import Ids, record_id
from graphintel.model.marking import Clearance, Level, Marking
from graphintel.model.records import Claim, Description, Identified, Named, Record, live

IDS = Ids(b"a secret of the tests, 32 bytes!")
MARKINGS = tuple(
    map(
        Marking.parse,
        (
            "seizures/restricted",
            "suspects/unclassified",
            "suspects/restricted",
            "suspects/confidential/op-harbour",
            "suspects/secret/op-delta",
            "investigations/confidential",
        ),
    )
)
CLEARANCES = (
    Clearance(frozenset({"suspects"}), Level.restricted),
    Clearance(frozenset({"seizures", "suspects"}), Level.confidential, frozenset({"op-harbour"})),
    Clearance(frozenset({"seizures"}), Level.secret),
    Clearance(frozenset({"seizures", "suspects", "investigations"}), Level.secret, frozenset({"op-delta"})),
    Clearance(
        frozenset({"seizures", "suspects", "investigations"}), Level.secret, frozenset({"op-delta", "op-harbour"})
    ),
)


@dataclass
class World:
    """A history under way: every step is kept, so that it can be told again without some of them."""

    seed: int
    subjects: int = 10
    name: str = "world"
    records: list[Record] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    clock: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def now(self) -> str:
        """The next moment."""
        self.clock += 1
        return f"2026-01-01T00:00:00.{self.clock:06d}Z"

    def subject(self) -> str:
        """One of the few subjects of this world."""
        return IDS.subject(self.name, str(self.random.randrange(self.subjects)))

    def step(self) -> None:
        """One more thing happens."""
        act = self.random.choices((self.add, self.retract, self.decide, self.end), (10, 3, 4, 2))[0]
        act()

    def add(self, at: str = "") -> Record:
        """A record arrives, new or as a correction of an earlier one; ``at`` is now unless it comes with others."""
        key = str(self.random.randrange(14))
        earlier = [record for record in self.records if record.key == key]
        content = f"{self.random.getrandbits(64):016x}"
        edition = max((record.edition for record in earlier), default=0) + 1
        at = at or self.now()
        record = Record(
            record_id(self.name, key, content, edition, 0), self.name, key, "Person", edition, 0, content, at,
            self.random.choice(("", "2025-06-01", "2024")), self.random.choice("ABCDEF"), self.random.choice("123456"),
            self.random.choice(MARKINGS), "Customs Act", "", self._descriptions(), self._claims(),
        )  # fmt: skip
        self.records.append(record)
        return record

    def retract(self) -> Record | None:
        """A live record is taken back."""
        standing = sorted(live(self.records).values(), key=lambda record: record.id)
        if not standing:
            return None
        chosen = self.random.choice(standing)
        gone = replace(chosen, retracted_at=self.now())
        self.records[self.records.index(chosen)] = gone
        return gone

    def decide(self) -> Decision | None:
        """Somebody says that two subjects are the same, or apart."""
        one, other = sorted((self.subject(), self.subject()))
        if one == other:
            return None
        at = self.now()
        type_: DecisionType = "same" if self.random.random() < 0.75 else "apart"
        decision = Decision(f"decision-{at}", type_, (one, other), "tests", at, "", self.random.choice(MARKINGS))
        self.decisions.append(decision)
        return decision

    def end(self) -> Decision | None:
        """A standing decision ends."""
        standing = [decision for decision in self.decisions if not decision.ended_at]
        if not standing:
            return None
        chosen = self.random.choice(standing)
        ended = replace(chosen, ended_at=self.now(), ended_by="tests")
        self.decisions[self.decisions.index(chosen)] = ended
        return ended

    def _descriptions(self) -> tuple[Description, ...]:
        made: dict[str, Description] = {}
        for _ in range(self.random.randrange(1, 4)):
            subject = self.subject()
            kind = "Person" if self.random.random() < 0.9 else "Business"
            names = (Named(self.random.choice(("Ilmar Vesk", "Илмар Веск", "I. Wesk", "Marta Olin"))),)
            values = (("nationality", self.random.choice(("EE", "LV", "PA"))),) if kind == "Person" else ()
            made[subject] = Description(subject, kind, names, values, self._identifiers())
        return tuple(made.values())

    def _identifiers(self) -> tuple[Identified, ...]:
        if self.random.random() < 0.8:
            return ()
        number = self.random.choice(("9074729", "8814275"))
        subject = IDS.subject("identifier/imo", number)
        return (Identified("imo", f"IMO {number}", number, valid=True, why="", subject=subject, strong=True),)

    def _claims(self) -> tuple[Claim, ...]:
        types = ("OWNS", "COMMUNICATED_WITH")
        return tuple(
            {
                Claim(self.random.choice(types), self.subject(), self.subject(), self.random.choice(("", "manager")))
                for _ in range(self.random.randrange(3))
            }
        )
