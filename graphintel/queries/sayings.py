"""From what records say of an entity to its values and identifiers, each with its sources. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from graphintel.i18n import gettext as _
from graphintel.model.kinds import KINDS
from graphintel.model.properties import PROPERTIES
from graphintel.model.record_json import load_description
from graphintel.model.records import Description, Identified
from graphintel.model.subgraph import MarkingView, Node
from graphintel.model.summary import grade_score
from graphintel.model.values.corrections import corrections
from graphintel.model.values.identifier import Identifier, explain

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Source:
    """One record as the source of a value."""

    record: str
    source: str
    observed_at: str | None
    recorded_at: str
    grade: str
    marking: str
    legal_basis: str

    @property
    def rank(self) -> tuple[int, str, str]:
        """Better graded, then newer, then by id: the order in which the derivation prefers values."""
        return grade_score(self.grade[0], self.grade[1]), self.recorded_at, self.record

    def as_dict(self, said: str) -> dict[str, Any]:
        """As JSON, with what it said."""
        return asdict(self) | {"said": said, "marking": MarkingView.named(self.marking).as_dict()}


@dataclass(frozen=True, slots=True)
class Saying:
    """What some records say alike of one subject: how many they are and the newest of them."""

    registered: str
    description: Description
    records: int
    newest: tuple[Source, ...]

    @classmethod
    def of(cls, registered: str, said: str, records: int, newest: tuple[Source, ...]) -> Saying:
        """A saying from its stored text."""
        return cls(registered, load_description(said), records, newest)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property. ``differs`` marks one that contradicts a better one where there can be only one."""

    property: str
    value: str
    note: str
    differs: bool
    sources: tuple[Source, ...]
    source_count: int

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "property": self.property,
            "value": self.value,
            "text": self.value,
            "note": self.note or None,
            "differs": self.differs,
            "sources": [source.as_dict(self.value) for source in self.sources],
            "source_count": self.source_count,
        }


@dataclass(frozen=True, slots=True)
class IdentifierView:
    """An identifier that the entity bears, what its check found, and how many others bear it too."""

    id: str
    item: Identified
    shared_with: int
    sources: tuple[Source, ...]
    source_count: int

    def as_dict(self) -> dict[str, Any]:
        """As JSON, the finding in the reader's language."""
        item = self.item
        number = Identifier(item.scheme, item.as_seen, item.normalised, item.valid, item.why, item.country or None)
        return {
            "id": self.id,
            "scheme": item.scheme,
            "as_seen": item.as_seen,
            "normalised": item.normalised,
            "valid": item.valid,
            "why": explain(number, _) if item.why else "",
            "country": item.country or None,
            "corrections": list(corrections(number)),
            "shared_with": self.shared_with,
            "sources": [source.as_dict(item.as_seen) for source in self.sources],
            "source_count": self.source_count,
        }


@dataclass(frozen=True, slots=True)
class EntityView:
    """An entity in full as a viewer sees it."""

    node: Node
    values: tuple[Value, ...]
    identifiers: tuple[IdentifierView, ...]
    subjects: tuple[tuple[str, str], ...]
    record_count: int
    asked_id: str

    @property
    def merged_from(self) -> tuple[str, ...]:
        """The subjects that are this entity beside the one whose id it bears."""
        return tuple(id_ for id_, _source in self.subjects if id_ != self.node.id)

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return self.node.as_dict() | {
            "values": [value.as_dict() for value in self.values],
            "identifiers": [identifier.as_dict() for identifier in self.identifiers],
            "subjects": [{"id": id_, "source": source} for id_, source in self.subjects],
            "merged_from": list(self.merged_from),
            "record_count": self.record_count,
            "asked_id": self.asked_id,
        }


def entity_view(
    asked: str, node: Node, sayings: Sequence[Saying], record_count: int, bearers: Mapping[str, int]
) -> EntityView:
    """The entity that the sayings make."""
    firsts = sorted({(each.registered, each.description.subject) for each in sayings})
    sources = {each.description.subject: each.newest[0].source for each in reversed(sayings) if each.newest}
    subjects = tuple((subject, sources.get(subject, "")) for _at, subject in firsts)
    return EntityView(
        node, values_of(node.kind, sayings), _identifiers(sayings, bearers), subjects, record_count, asked
    )


def values_of(kind: str, sayings: Sequence[Saying]) -> tuple[Value, ...]:
    """Names first, then the properties in the order of the kind; the best-founded value of each comes first."""
    grouped = _by(sayings, _said_values)
    names = ("name", "alias", "weak_alias", "former", "maiden", "transliterated")
    order = {name: at for at, name in enumerate((*names, *KINDS[kind].properties))}
    ranked = sorted(grouped.items(), key=lambda pair: pair[1][0][0].rank, reverse=True)
    best: dict[str, str] = {}
    values: list[Value] = []
    for (name, text, note), (sources, count) in ranked:
        best.setdefault(name, text)
        values.append(Value(name, text, note, _differs(name, text, best[name]), sources, count))
    return tuple(sorted(values, key=lambda value: order.get(value.property, len(order))))


def _said_values(description: Description) -> Iterable[tuple[str, str, str]]:
    for name in description.names:
        yield ("name" if name.kind == "primary" else name.kind), name.text, name.lang
    for property_, text in description.values:
        yield property_, text, ""


def _differs(name: str, text: str, best: str) -> bool:
    # 1984 and 1984-03 do not contradict each other: one is only more precise.
    single = name in PROPERTIES and PROPERTIES[name].single
    return single and not (text.startswith(best) or best.startswith(text))


def _identifiers(sayings: Sequence[Saying], bearers: Mapping[str, int]) -> tuple[IdentifierView, ...]:
    found = _by(sayings, lambda description: description.identifiers)
    views = [
        IdentifierView(item.subject, item, max(bearers.get(item.subject, 0) - 1, 0), sources, count)
        for item, (sources, count) in found.items()
    ]
    return tuple(sorted(views, key=lambda view: (view.item.scheme, view.item.normalised, view.item.as_seen)))


def _by(
    sayings: Sequence[Saying], keys: Callable[[Description], Iterable[Key]]
) -> dict[Key, tuple[tuple[Source, ...], int]]:
    sources: dict[Key, dict[str, Source]] = defaultdict(dict)
    counts: dict[Key, int] = defaultdict(int)
    for saying in sayings:
        for key in keys(saying.description):
            sources[key].update((source.record, source) for source in saying.newest)
            counts[key] += saying.records
    return {
        key: (tuple(sorted(found.values(), key=lambda source: source.rank, reverse=True)), counts[key])
        for key, found in sources.items()
    }
