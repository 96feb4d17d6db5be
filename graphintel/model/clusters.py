"""Which subjects are one entity: decisions and strong identifiers join, ``APART`` and visibility forbid.

A join counts only where everyone who sees any two of the subjects it would bring together also sees what joins them.
Whoever sees a link that somebody claims to a subject sees the subject too, for this: else the link would tell him whom
he was joined with. Hence no hidden record ever bridges visible ones, and what somebody may see of a cluster is what his
own derivation gives.
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
    """A subject as clustering sees it: kinds, minimal markings of its descriptions, and of each strong key it bears.

    ``mentioned`` are markings under which links to it are claimed: those alone may tell of it where it is hidden.
    """

    id: str
    registered: str
    kinds: frozenset[str]
    markings: frozenset[Marking]
    strong: tuple[tuple[str, frozenset[Marking]], ...] = ()
    mentioned: frozenset[Marking] = frozenset()

    @property
    def seen_as(self) -> frozenset[Marking]:
        """The markings of which any one is enough to learn of the subject."""
        return self.markings | self.mentioned

    @property
    def numbers(self) -> dict[str, set[str]]:
        """The strong numbers it bears, by scheme."""
        found: dict[str, set[str]] = defaultdict(set)
        for key, _ in self.strong:
            scheme, _colon, number = key.partition(":")
            found[scheme].add(number)
        return found

    @property
    def order(self) -> tuple[str, str]:
        """First registered, first served."""
        return self.registered, self.id


@dataclass(frozen=True, slots=True)
class Join:
    """A wish to join two subjects, and everything of which one marking must be seen to see why.

    ``scheme`` is that of the strong identifier which they share, empty where somebody decided.
    """

    one: str
    other: str
    grounds: tuple[frozenset[Marking], ...]
    scheme: str = ""


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
        if _forbidden(one, other, apart) or _contradicted(join, one, other, members):
            refused.append(join)
            continue
        if not allowed(join, one, other, members):
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
                grounds = dict(one.strong)[key], dict(other.strong)[key]
                yield Join(one.id, other.id, grounds, key.partition(":")[0])


def _forbidden(one: frozenset[str], other: frozenset[str], apart: set[frozenset[str]]) -> bool:
    return any(frozenset((x, y)) in apart for x in one for y in other) if apart else False


def _contradicted(join: Join, one: frozenset[str], other: frozenset[str], members: Mapping[str, Member]) -> bool:
    """True where one number says that they are the same and another that they are not; people may still decide so.

    A thing has one number of a scheme. Who bears two would join their bearers, who are strangers to each other.
    """
    if not join.scheme:
        return False
    if any(len(members[name].numbers[join.scheme]) > 1 for name in (join.one, join.other)):
        return True
    ours, theirs = numbers(one, members), numbers(other, members)
    return any(ours[scheme].isdisjoint(theirs[scheme]) for scheme in ours.keys() & theirs.keys())


def numbers(group: Iterable[str], members: Mapping[str, Member]) -> dict[str, set[str]]:
    """The strong numbers that a group bears, by scheme."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in group:
        for scheme, borne in members[name].numbers.items():
            found[scheme] |= borne
    return found


def allowed(join: Join, one: Iterable[str], other: Iterable[str], members: Mapping[str, Member]) -> bool:
    """True where everybody who sees somebody of the one group and somebody of the other sees what joins them."""
    kinds = members[join.one].kinds | members[join.other].kinds
    if len(kinds) != 1:  # Also where one of them is called two things: somebody may see only one of the two.
        return False
    grounds = (*join.grounds, members[join.one].markings, members[join.other].markings)
    seen_as = {m for name in one for m in members[name].seen_as}, {m for name in other for m in members[name].seen_as}
    return all(
        all(least_clearance((x, y)).sees_any(ground) for ground in grounds) for x in seen_as[0] for y in seen_as[1]
    )
