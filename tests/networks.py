"""Small networks drawn by hand and written through the one write path, for questions with known answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphintel.model.decisions import Decision
from graphintel.model.drafts import ClaimDraft, PartyDraft, RecordDraft, Ref, settle
from graphintel.model.marking import REGISTERS, Clearance, Level, Marking
from graphintel.model.records import Named
from graphintel.queries import decisions, records
from graphintel.queries.store import Store
from graphintel.queries.visibility import View, view_of
from tests.worlds import IDS

ALL = Clearance(frozenset(REGISTERS), Level.secret, frozenset({"op-delta", "op-harbour"}))
LOW = Clearance(frozenset({"suspects", "seizures"}), Level.restricted)


@dataclass
class Network:
    """Writes evidence about subjects named by short keys."""

    store: Store
    clock: int = 0
    records: list[str] = field(default_factory=list)

    def at(self) -> str:
        """The next moment."""
        self.clock += 1
        return f"2026-02-01T00:00:00.{self.clock:06d}Z"

    def id(self, key: str) -> str:
        """The id of the subject of that key."""
        return IDS.subject("drawn", key)

    def all(self) -> View:
        """The view of somebody who sees everything."""
        return view_of(self.store, ALL)

    def low(self) -> View:
        """The view of somebody who sees little."""
        return view_of(self.store, LOW)

    def party(
        self,
        subject: str,
        *names: str,
        kind: str = "Person",
        marking: str = "suspects/restricted",
        grade: str = "B2",
        observed: str = "2025-03",
        values: Mapping[str, tuple[str, ...]] | None = None,
        numbers: tuple[tuple[str, str], ...] = (),
        key: str = "",
    ) -> str:
        """A record that describes a subject; the subject's id."""
        named = tuple(Named(name, "alias" if at else "primary") for at, name in enumerate(names))
        items = tuple((scheme, number, "") for scheme, number in numbers)
        party = PartyDraft(Ref("drawn", subject), kind, named, values or {}, items)
        self._add(key or f"{subject}-{self.clock}", kind, marking, grade, observed, (party,))
        return self.id(subject)

    def link(
        self, source: str, target: str, type_: str = "RELATED_TO", marking: str = "suspects/restricted",
        grade: str = "B2", valid_from: str = "2025-01",
    ) -> None:  # fmt: skip
        """A record that claims a link."""
        claim = ClaimDraft(type_, Ref("drawn", source), Ref("drawn", target), "", valid_from)
        self._add(f"{source}-{target}-{self.clock}", "Link", marking, grade, "", (), (claim,))

    def same(self, one: str, other: str, marking: str = "suspects/restricted") -> None:
        """A decision that two subjects are one."""
        first, second = sorted((self.id(one), self.id(other)))
        at = self.at()
        made = Decision(f"d-{at}", "same", (first, second), "tests", at, "", Marking.parse(marking))
        decisions.decide(self.store, self.all(), made)

    def _add(
        self, key: str, kind: str, marking: str, grade: str, observed: str, parties: tuple[PartyDraft, ...],
        claims: tuple[ClaimDraft, ...] = (),
    ) -> None:  # fmt: skip
        draft = RecordDraft(
            "drawn", key, kind, observed, grade[0], grade[1], Marking.parse(marking), "Customs Act", parties, claims
        )
        settled = settle(IDS, draft)
        assert settled.problems == ()
        self.records.extend(records.add(self.store, [settled], by="tests", batch="", at=self.at()).records)
