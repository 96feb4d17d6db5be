"""The demo network as shipped and as derived, for the tests of its stories."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graphintel.intake.seed_files import DecisionSeed, demo_decisions, demo_drafts
from graphintel.model.decisions import Decision
from graphintel.model.drafts import RecordDraft, Ref, Settled, settle, subject_of
from graphintel.model.ids import Ids, record_id
from graphintel.model.link_types import PATH_TYPES
from graphintel.model.links import Link
from graphintel.model.marking import Clearance
from graphintel.model.materialise import Derived, Entity, materialise
from graphintel.model.records import Record

IDS = Ids(b"a secret of the tests, 32 bytes.")


@dataclass(frozen=True)
class Demo:
    """The network as shipped and as derived."""

    drafts: Sequence[RecordDraft]
    settled: Sequence[Settled]
    records: Sequence[Record]
    decisions: Sequence[DecisionSeed]
    derived: Derived
    _seen: dict[Clearance, Derived] = field(default_factory=dict)

    def seen(self, clearance: Clearance) -> Derived:
        """What a clearance sees, derived once."""
        if clearance not in self._seen:
            self._seen[clearance] = derive(self.records, self.decisions, clearance)
        return self._seen[clearance]

    def entity(self, ref: Ref) -> Entity:
        """The entity that a subject is part of."""
        return self.derived.entities[self.derived.subject_to_entity[subject_of(IDS, ref)]]

    def caption(self, id: str) -> str:
        """How an entity is called."""
        return self.derived.entities[id].summary.caption

    def links(self, of: Entity, kind: str = "") -> list[Link]:
        """The links of an entity, of one type or of all."""
        found = self.derived.links.values()
        return [link for link in found if of.id in {link.source, link.target} and kind in {"", link.type}]

    def neighbours(self, of: Entity, kind: str) -> set[str]:
        """What the entity is linked with by that type, by caption."""
        return {self.caption(link.target if link.source == of.id else link.source) for link in self.links(of, kind)}


def decided(seeds: Iterable[DecisionSeed]) -> list[Decision]:
    """The decisions, each taken a second after the one before."""
    return [
        Decision(
            str(number),
            seed.type,
            (min(ends), max(ends)),
            "demo",
            f"2026-11-23T09:{number // 60:02d}:{number % 60:02d}.000000Z",
            seed.why,
            seed.marking,
        )
        for number, seed in enumerate(seeds)
        for ends in [(subject_of(IDS, seed.one), subject_of(IDS, seed.other))]
    ]


def derive(records: Sequence[Record], seeds: Iterable[DecisionSeed], clearance: Clearance | None = None) -> Derived:
    """What a clearance sees of the records and decisions."""
    return materialise(records, decided(seeds), clearance)


def distances(links: Mapping[str, Link], start: str) -> dict[str, int]:
    """How many links everything is away, along the types that paths may use."""
    ends: dict[str, set[str]] = defaultdict(set)
    for link in links.values():
        if link.type in PATH_TYPES:
            ends[link.source].add(link.target)
            ends[link.target].add(link.source)
    found, queue = {start: 0}, deque([start])
    while queue:
        at = queue.popleft()
        for other in ends[at] - found.keys():
            found[other] = found[at] + 1
            queue.append(other)
    return found


def read_demo() -> Demo:
    """The demo network from its files."""
    drafts = list(demo_drafts())
    settled = [settle(IDS, draft) for draft in drafts]
    records = [_record(number, each) for number, each in enumerate(settled)]
    decisions = demo_decisions()
    return Demo(drafts, settled, records, decisions, derive(records, decisions))


def _record(number: int, settled: Settled) -> Record:
    draft = settled.draft
    return Record(
        record_id(draft.source, draft.key, settled.content, 1, 0), draft.source, draft.key, draft.kind, 1, 0,
        settled.content, f"2026-11-23T08:00:00.{number:06d}Z", draft.observed_at, draft.reliability, draft.credibility,
        draft.marking, draft.legal_basis, "", settled.descriptions, settled.claims,
    )  # fmt: skip
