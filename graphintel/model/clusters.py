"""Which subjects are one entity: decisions and strong identifiers join, ``APART`` and visibility forbid.

A join counts only where everyone who sees any two of the subjects it would bring together also sees what joins them.
Hence no hidden record ever bridges visible ones, and what somebody may see of a cluster is what his own derivation
gives.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from graphintel.model.decisions import Decision
from graphintel.model.marking import Marking, least_clearance

# A number that more subjects bear than this says more about the data than about the bearers.
STRONG_CAP = 25


@dataclass(frozen=True, slots=True)
class Member:
    """A subject as clustering sees it: kinds, minimal markings of its descriptions, and of each strong key it bears."""

    id: str
    registered: str
    kinds: frozenset[str]
    markings: frozenset[Marking]
    strong: tuple[tuple[str, frozenset[Marking]], ...] = ()

    @property
    def order(self) -> tuple[str, str]:
        """First registered, first served."""
        return self.registered, self.id


@dataclass(frozen=True, slots=True)
class Join:
    """A wish to join two subjects, and everything of which one marking must be seen to see why."""

    one: str
    other: str
    grounds: tuple[frozenset[Marking], ...]


@dataclass(frozen=True, slots=True)
class Clusters:
    """The leader of each subject, and the wishes to join that were not granted, as leads."""

    leader: Mapping[str, str]
    refused: tuple[Join, ...]


def cluster(members: Mapping[str, Member], decisions: Iterable[Decision]) -> Clusters:
    """Joins the members by the standing decisions given, in their order, then by strong identifiers."""
    standing = sorted(decisions, key=lambda decision: decision.order)
    apart = {frozenset(d.subjects) for d in standing if d.type == "apart"}
    groups = {name: frozenset({name}) for name in members}
    refused: list[Join] = []
    for join in (*_decided(standing, members), *_strong(members)):
        one, other = groups[join.one], groups[join.other]
        if one is other:
            continue
        if _forbidden(one, other, apart) or not _allowed(join, one, other, members):
            refused.append(join)
            continue
        union = one | other
        groups.update(dict.fromkeys(union, union))
    leaders = {group: min(group, key=lambda name: members[name].order) for group in set(groups.values())}
    return Clusters({name: leaders[group] for name, group in groups.items()}, tuple(refused))


def _decided(standing: Iterable[Decision], members: Mapping[str, Member]) -> Iterable[Join]:
    for decision in standing:
        one, other = decision.subjects
        if decision.type == "same" and one in members and other in members:
            yield Join(one, other, (frozenset({decision.marking}),))


def _strong(members: Mapping[str, Member]) -> Iterable[Join]:
    bearers: dict[str, list[Member]] = defaultdict(list)
    # By id, not by registration: what was undone must not change who is joined.
    for member in sorted(members.values(), key=lambda each: each.id):
        for key, _ in member.strong:
            bearers[key].append(member)
    for key, same in sorted(bearers.items()):
        if len(same) <= STRONG_CAP:
            # Every pair: where what joins two by way of a third is hidden, what joins them directly may be seen.
            for one, other in combinations(same, 2):
                yield Join(one.id, other.id, (dict(one.strong)[key], dict(other.strong)[key]))


def _forbidden(one: frozenset[str], other: frozenset[str], apart: set[frozenset[str]]) -> bool:
    return any(frozenset((x, y)) in apart for x in one for y in other) if apart else False


def _allowed(join: Join, one: frozenset[str], other: frozenset[str], members: Mapping[str, Member]) -> bool:
    kinds = members[join.one].kinds | members[join.other].kinds
    if len(kinds) != 1:  # Also where one of them is called two things: somebody may see only one of the two.
        return False
    grounds = (*join.grounds, members[join.one].markings, members[join.other].markings)
    seen_as = {m for name in one for m in members[name].markings}, {m for name in other for m in members[name].markings}
    return all(
        all(least_clearance((x, y)).sees_any(ground) for ground in grounds) for x in seen_as[0] for y in seen_as[1]
    )
