"""Leads: two entities that something says are the same, and that are not joined.

A lead is derived from what its reader sees, and only from that: two entities as he knows them, a strong identifier that
he sees both bear, or a standing decision of which he sees the marking and both subjects. That they are not joined he
sees anyway. Why they are not is told as far as he can see it. Where nothing that he sees forbids it, he is told the
rule and not what is hidden: it is the same whether that is another subject, another decision or a marking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from graphintel.model.clusters import STRONG_CAP, Join, Member, allowed, numbers
from graphintel.model.decisions import Decision
from graphintel.model.marking import Marking
from graphintel.model.values.reasons import N_

Reason = Literal["too_many", "several_numbers", "other_number", "kinds", "not_everyone"]
Group = Mapping[str, Member]
Groups = Mapping[str, Group]

REASONS: Mapping[Reason, str] = {
    "too_many": N_("More bear this number than one thing would: that says more about the data than about them."),
    "several_numbers": N_("One of them bears two numbers of this scheme, so that the number joins it with nobody."),
    "other_number": N_("Another number says that they are different."),
    "kinds": N_("They are described as different kinds of thing."),
    "not_everyone": N_("A join counts only where everybody whom it concerns may see what joins them."),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What says that two are the same: a strong identifier (``imo:9074729``) or a decision, and why it joins nobody.

    ``markings`` are those that must be seen to see it.
    """

    what: Literal["identifier", "decision"]
    name: str
    reason: Reason
    markings: tuple[Marking, ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """Two entities, in the order of their ids, that may be the same, and what says so."""

    one: str
    other: str
    grounds: tuple[Ground, ...]


def leads(groups: Groups, decisions: Iterable[Decision], centre: str = "") -> tuple[Lead, ...]:
    """The leads between the entities, given by id with their members as the reader sees them; or those of one of them.

    Where more than the cap share a number, each leads to the first of them only, not every one to every other.
    """
    standing = sorted(decisions, key=lambda decision: decision.order)
    entity = {subject: id_ for id_, group in groups.items() for subject in group}
    kept_apart = {_pair(entity, decision) for decision in standing if decision.type == "apart"}
    found: dict[tuple[str, str], list[Ground]] = defaultdict(list)
    for decision in standing:
        one, other = _pair(entity, decision)
        if decision.type == "same" and one and one != other and (not centre or centre in {one, other}):
            reason = _why_not(decision, groups[one], groups[other])
            found[one, other].append(Ground("decision", decision.id, reason, (decision.marking,)))
    for key, bearers in sorted(_bearers(groups).items()):
        crowd = sum(len(subjects) for subjects in bearers.values()) > STRONG_CAP
        for one, other in _pairs(sorted(bearers), centre, crowd=crowd):
            reason = "too_many" if crowd else _why_not_by(key, groups[one], groups[other])
            markings = (_least(key, bearers[one]), _least(key, bearers[other]))
            found[one, other].append(Ground("identifier", key, reason, markings))
    return tuple(Lead(*pair, tuple(grounds)) for pair, grounds in sorted(found.items()) if pair not in kept_apart)


def are_apart(one: Collection[str], other: Collection[str], decisions: Iterable[Decision]) -> bool:
    """True where a standing decision holds apart somebody of the one and somebody of the other."""
    ends = [decision.subjects for decision in decisions if decision.type == "apart"]
    return any((x in one and y in other) or (y in one and x in other) for x, y in ends)


def _pair(entity: Mapping[str, str], decision: Decision) -> tuple[str, str]:
    """The entities that a decision is on, or empty ids where one of them is not among those given."""
    one, other = sorted(entity.get(subject, "") for subject in decision.subjects)
    return one, other


def _bearers(groups: Groups) -> dict[str, dict[str, list[Member]]]:
    """By strong identifier the entities that bear it, each with those of its members that do."""
    found: dict[str, dict[str, list[Member]]] = defaultdict(lambda: defaultdict(list))
    for id_, group in groups.items():
        for member in group.values():
            for key, _markings in member.strong:
                found[key][id_].append(member)
    return found


def _pairs(entities: Sequence[str], centre: str, *, crowd: bool) -> Iterable[tuple[str, str]]:
    hub = centre or (entities[0] if crowd else "")
    if not hub:
        return combinations(entities, 2)
    others = [each for each in entities if each != hub] if hub in entities else []
    return ((min(hub, other), max(hub, other)) for other in others)


def _why_not(decision: Decision, one: Group, other: Group) -> Reason:
    both = {**one, **other}
    first, second = (both[subject] for subject in decision.subjects)
    return "kinds" if len(first.kinds | second.kinds) > 1 else "not_everyone"


def _why_not_by(key: str, one: Group, other: Group) -> Reason:
    scheme = key.partition(":")[0]
    pairs = [(x, y) for x in _bearing(key, one) for y in _bearing(key, other)]
    if all(len(x.kinds | y.kinds) > 1 for x, y in pairs):
        return "kinds"
    if all(max(len(x.numbers[scheme]), len(y.numbers[scheme])) > 1 for x, y in pairs):
        return "several_numbers"
    ours, theirs = numbers(one, one), numbers(other, other)
    if any(ours[each].isdisjoint(theirs[each]) for each in ours.keys() & theirs.keys()):
        return "other_number"
    return "not_everyone"


def _bearing(key: str, group: Group) -> list[Member]:
    return [member for member in group.values() if any(name == key for name, _markings in member.strong)]


def _least(key: str, bearers: Iterable[Member]) -> Marking:
    """The lowest marking under which somebody of these is known to bear the identifier."""
    markings = [marking for member in bearers for name, each in member.strong if name == key for marking in each]
    return min(markings, key=_height)


def _height(marking: Marking) -> tuple[int, int, str]:
    return marking.level, len(marking.groups), marking.text


@dataclass(frozen=True, slots=True)
class Proposal:
    """How two entities would be decided on: which of their subjects, under which marking, and whether it would join.

    ``effective`` says so as far as the reader can see: what he does not see may still forbid it, never allow it.
    """

    subjects: tuple[str, str]
    marking: Marking
    effective: bool


def propose(one: Group, other: Group, *, apart: bool = False) -> Proposal:
    """The subjects and the marking of a merge that joins: no higher than the lowest two that it brings together.

    Where no marking has one, the first of each and the lower of their markings are proposed all the same.
    """
    marking = lowest_pair(one, other)
    firsts = _alike(one), _alike(other)
    for first in firsts[0]:
        for second in firsts[1]:
            if marking is not None and not apart and joins(marking, (first, second), one, other):
                return Proposal((first, second), marking, effective=True)
    subjects = (firsts[0][0], firsts[1][0])
    lower = min((m for subject in subjects for m in {**one, **other}[subject].markings), key=_height)
    return Proposal(subjects, lower, effective=False)


def joins(marking: Marking, subjects: tuple[str, str], one: Group, other: Group) -> bool:
    """True where a decision on the subjects under the marking would join the groups, as far as they are known."""
    return allowed(Join(*subjects, (frozenset({marking}),)), one, other, {**one, **other})


def lowest_pair(one: Group, other: Group) -> Marking | None:
    """The highest marking that whoever sees somebody of each group sees; None where no register is common to all."""
    pairs = {
        (x, y)
        for x in {marking for member in one.values() for marking in member.seen_as}
        for y in {marking for member in other.values() for marking in member.seen_as}
    }
    registers = set.intersection(*({x.register, y.register} for x, y in pairs))
    if not registers:
        return None
    level = min(max(x.level, y.level) for x, y in pairs)
    groups = frozenset.intersection(*(x.groups | y.groups for x, y in pairs))
    return Marking(min(registers), level, groups)


def _alike(group: Group) -> list[str]:
    """The first of each sort of member: who is described under the same markings would be joined alike."""
    ordered = sorted(group.values(), key=lambda member: member.order)
    sorts: dict[tuple[frozenset[str], frozenset[Marking]], str] = {}
    for member in ordered:
        sorts.setdefault((member.kinds, member.markings), member.id)
    return list(sorts.values())
