"""From records and decisions to entities and links: the one derivation, pure and total.

    records (live, known at a time) --describe--> subjects --join--> entities --claims--> links

The stored graph is this function's answer, kept up by folding (see ``summary`` and ``links``) or by deriving the
closure of what changed; tests hold both against the full derivation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graphintel.model import links as link_fold
from graphintel.model.clusters import Clusters, Member, cluster
from graphintel.model.decisions import Decision
from graphintel.model.links import Link, link_of
from graphintel.model.marking import Clearance, Marking, minimal
from graphintel.model.records import Claim, Description, Record, live, withheld
from graphintel.model.summary import Summary, fold, summarise

Said = tuple[Record, Description]


@dataclass(frozen=True, slots=True)
class Entity:
    """A derived entity: its id is its leading subject's, its members the subjects that are it."""

    id: str
    members: tuple[str, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the evidence: entities and links by id, where subjects went, claims whose end is unknown."""

    entities: Mapping[str, Entity]
    links: Mapping[str, Link]
    subject_to_entity: Mapping[str, str]
    unresolved: frozenset[tuple[str, Claim]]


def materialise(
    records: Iterable[Record],
    decisions: Iterable[Decision],
    clearance: Clearance | None = None,
    at: str | None = None,
) -> Derived:
    """Derives everything that a clearance sees (None: all) of what was known at a time (None: now)."""
    given = list(records)
    registered = registrations(given)
    current = list(live(given, at).values())
    clusters = cluster(members_of(current, registered), [d for d in decisions if d.stands_at(at)])
    unseen = withheld(given, clearance) if at is not None else set[str]()
    seen = [r for r in current if r.id not in unseen and (clearance is None or clearance.sees(r.marking))]
    leader = leaders_among(clusters, (d.subject for r in seen for d in r.descriptions), registered)
    return Derived(
        entities_of(seen, leader),
        link_fold.fold(link for r in seen for c in r.claims if (link := link_of(r, c, leader)) is not None),
        leader,
        frozenset((r.id, c) for r in seen for c in r.claims if c.source not in leader or c.target not in leader),
    )


def registrations(records: Iterable[Record]) -> dict[str, str]:
    """When each subject was first described or mentioned, by whatever record, retracted ones included."""
    first: dict[str, str] = {}
    for record in records:
        for subject in record.subjects:
            first[subject] = min(record.recorded_at, first.get(subject, record.recorded_at))
    return first


def said_of(records: Iterable[Record]) -> dict[str, list[Said]]:
    """Per subject the descriptions of it."""
    said: dict[str, list[Said]] = defaultdict(list)
    for record in records:
        for description in record.descriptions:
            said[description.subject].append((record, description))
    return said


def members_of(records: Iterable[Record], registered: Mapping[str, str]) -> dict[str, Member]:
    """The described subjects as clustering sees them."""
    given = list(records)
    mentions = mentions_of((record, claim) for record in given for claim in record.claims)
    return {
        subject: member_of(subject, registered[subject], said, mentions.get(subject, ()))
        for subject, said in said_of(given).items()
    }


def mentions_of(claims: Iterable[tuple[Record, Claim]]) -> dict[str, set[Marking]]:
    """Per subject the markings under which links to or from it are claimed."""
    found: dict[str, set[Marking]] = defaultdict(set)
    for record, claim in claims:
        found[claim.source].add(record.marking)
        found[claim.target].add(record.marking)
    return found


def member_of(subject: str, registered: str, said: Iterable[Said], mentions: Iterable[Marking] = ()) -> Member:
    """One subject as clustering sees it, from all that is said of it and the markings of what mentions it."""
    given = list(said)
    strong: dict[str, set[Marking]] = defaultdict(set)
    for record, description in given:
        for item in description.identifiers:
            if item.strong:
                strong[f"{item.scheme}:{item.normalised}"].add(record.marking)
    markings = minimal(record.marking for record, _ in given)
    return Member(
        subject,
        registered,
        frozenset(description.kind for _, description in given),
        markings,
        tuple((key, minimal(markings)) for key, markings in sorted(strong.items())),
        minimal(m for m in mentions if tells_more(m, markings)),
    )


def tells_more(mention: Marking, markings: Iterable[Marking]) -> bool:
    """True where somebody who sees the mention need not see the subject, of which these are the markings."""
    return not any(marking.implied_by(mention) for marking in markings)


def leaders_among(clusters: Clusters, seen: Iterable[str], registered: Mapping[str, str]) -> dict[str, str]:
    """The leader of each seen subject among the seen ones: nobody learns the id of what he does not see."""
    groups: dict[str, set[str]] = defaultdict(set)
    for subject in seen:
        groups[clusters.leader[subject]].add(subject)
    leader: dict[str, str] = {}
    for group in groups.values():
        leader.update(dict.fromkeys(group, min(group, key=lambda subject: (registered[subject], subject))))
    return leader


def entities_of(records: Iterable[Record], leader: Mapping[str, str]) -> dict[str, Entity]:
    """The entities that the records describe."""
    summaries: dict[str, list[Summary]] = defaultdict(list)
    members: dict[str, set[str]] = defaultdict(set)
    for record in records:
        for description in record.descriptions:
            entity = leader[description.subject]
            members[entity].add(description.subject)
            summaries[entity].append(summarise(record, description))
    return {id_: Entity(id_, tuple(sorted(members[id_])), fold(found)) for id_, found in summaries.items()}
