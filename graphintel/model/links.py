"""Links: one per type, ends, role and marking, as a fold over the claims beneath it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphintel.model.ids import link_id
from graphintel.model.marking import Marking, VisibilityClass, together
from graphintel.model.records import Claim, Record
from graphintel.model.summary import grade_score


@dataclass(frozen=True, slots=True)
class Link:
    """A derived link between two entities; ``records`` are the ids of the records that claim it, all of one marking."""

    id: str
    type: str
    source: str
    target: str
    role: str
    marking: Marking
    records: frozenset[str]
    valid_from: str
    valid_to: str
    reliability: str
    credibility: str

    @property
    def count(self) -> int:
        """How many records claim the link."""
        return len(self.records)


def link_of(record: Record, claim: Claim, leader: Mapping[str, str]) -> Link | None:
    """The link that a claim makes between the entities of its ends; None where an end is not known, or both are one."""
    source, target = leader.get(claim.source), leader.get(claim.target)
    if source is None or target is None or source == target:
        return None
    return Link(
        link_id(claim.type, source, target, claim.role, record.marking.text),
        claim.type, source, target, claim.role, record.marking, frozenset({record.id}),
        claim.valid_from or record.observed_at, claim.valid_to, record.reliability, record.credibility,
    )  # fmt: skip


def class_of(marking: Marking, *ends: frozenset[Marking]) -> VisibilityClass:
    """Who sees a link, by its marking and the minimal ones of the entities at its ends: nobody who misses an end."""
    return together(frozenset({marking}), *ends)


def combine(one: Link, other: Link) -> Link:
    """Two findings of the same link together: all records, the widest period, the best grade."""
    starts = [text for text in (one.valid_from, other.valid_from) if text]
    grades = ((each.reliability, each.credibility) for each in (one, other))
    best = max((grade_score(*grade), *grade) for grade in grades)
    return Link(
        one.id, one.type, one.source, one.target, one.role, one.marking, one.records | other.records,
        min(starts, default=""), max(one.valid_to, other.valid_to), best[1], best[2],
    )  # fmt: skip


def fold(links: Iterable[Link]) -> dict[str, Link]:
    """The links by id, each the fold of all its findings."""
    found: dict[str, Link] = {}
    for link in links:
        held = found.get(link.id)
        found[link.id] = link if held is None else combine(held, link)
    return found
