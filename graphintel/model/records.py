"""Records: immutable evidence. A record describes subjects and claims links between them; it never names an entity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphintel.model.marking import Clearance, Marking


@dataclass(frozen=True, slots=True, order=True)
class Named:
    """A name as a record gives it: ``kind`` is one of values.names' kinds (primary, alias, weak_alias, former, ...)."""

    text: str
    kind: str = "primary"
    lang: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Identified:
    """An identifier as a record gives it and what its check found; ``subject`` is the Identifier subject or empty."""

    scheme: str
    as_seen: str
    normalised: str
    valid: bool | None
    why: str
    country: str = ""
    subject: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Description:
    """What one record says of one subject. Values are (property, canonical text) pairs; a property may repeat."""

    subject: str
    kind: str
    names: tuple[Named, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    identifiers: tuple[Identified, ...] = ()
    subkind: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """A link that one record claims between two subjects; dates are ISO text of any precision or empty."""

    type: str
    source: str
    target: str
    role: str = ""
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One edition of a piece of evidence. Times are ISO 8601 UTC text; ``retracted_at`` is empty while it stands."""

    id: str
    source: str
    key: str
    kind: str
    edition: int
    attempt: int
    content: str
    recorded_at: str
    observed_at: str
    reliability: str
    credibility: str
    marking: Marking
    legal_basis: str
    batch: str
    descriptions: tuple[Description, ...]
    claims: tuple[Claim, ...] = ()
    retracted_at: str = ""

    def known_at(self, at: str | None) -> bool:
        """True where the record had arrived by then."""
        return at is None or self.recorded_at <= at

    def stands_at(self, at: str | None) -> bool:
        """True where the record had arrived and was not retracted by then."""
        return self.known_at(at) and (not self.retracted_at or (at is not None and self.retracted_at > at))

    @property
    def subjects(self) -> frozenset[str]:
        """Every subject that the record describes or mentions."""
        return subjects_of(self.descriptions, self.claims)


def subjects_of(descriptions: Iterable[Description], claims: Iterable[Claim]) -> frozenset[str]:
    """Every subject that is described, or is an end of what is claimed."""
    ends = {end for claim in claims for end in (claim.source, claim.target)}
    return frozenset(ends | {description.subject for description in descriptions})


def live(records: Iterable[Record], at: str | None = None) -> dict[tuple[str, str], Record]:
    """Per (source, key) the edition that counts: the highest one that had arrived by ``at`` and stands (ADR 0002)."""
    found: dict[tuple[str, str], Record] = {}
    for record in records:
        name = (record.source, record.key)
        held = found.get(name)
        if record.stands_at(at) and (held is None or (record.edition, record.id) > (held.edition, held.id)):
            found[name] = record
    return found


def withheld(records: Iterable[Record], clearance: Clearance | None) -> set[str]:
    """The ids of editions that a later one has withdrawn from the clearance's sight: whoever raises a marking means it.

    The edition that counts today is not among them: what had replaced it was taken back.
    """
    given = list(records)
    hidden: dict[tuple[str, str], int] = {}
    for record in given if clearance is not None else ():
        if clearance is not None and not clearance.sees(record.marking):
            name = record.source, record.key
            hidden[name] = max(record.edition, hidden.get(name, 0))
    counting = {record.id for record in live(given).values()}
    return {r.id for r in given if r.id not in counting and r.edition < hidden.get((r.source, r.key), 0)}


def visible(records: Mapping[tuple[str, str], Record], clearance: Clearance | None) -> list[Record]:
    """The records that the clearance sees, all of them for None, in an order that follows from their ids."""
    seen = (r for r in records.values() if clearance is None or clearance.sees(r.marking))
    return sorted(seen, key=lambda record: record.id)
