"""What every question about the graph is answered with: nodes, links, and how much of all there is they are.

The JSON of the API is exactly what ``as_dict`` gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphintel.model.grading import Grade
from graphintel.model.kinds import KINDS
from graphintel.model.marking import Marking, highest

NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class MarkingView:
    """The highest marking of something that rests on several: what is printed over it."""

    text: str
    level: str
    registers: tuple[str, ...]
    groups: tuple[str, ...]

    @classmethod
    def named(cls, *texts: str) -> MarkingView:
        """The same of markings given as text."""
        return _marking_of(texts)

    @classmethod
    def of(cls, markings: Iterable[Marking]) -> MarkingView:
        """The marking under which all of the markings may be shown together."""
        level, registers, groups = highest(markings)
        text = f"{'+'.join(registers)}/{level.name}" + (f"/{'+'.join(groups)}" if groups else "")
        return cls(text, level.name, registers, groups)

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "text": self.text,
            "level": self.level,
            "registers": list(self.registers),
            "groups": list(self.groups),
        }


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as one viewer sees it."""

    id: str
    kind: str
    subkind: str | None
    caption: str
    subtitle: str
    names: tuple[str, ...]
    registers: tuple[str, ...]
    marking: MarkingView
    grade: str | None
    degree: int
    first_seen: str | None
    last_seen: str | None
    countries: tuple[str, ...]
    flags: tuple[str, ...]

    @classmethod
    def of(cls, id_: str, summary: Mapping[str, Any], degree: int) -> Node:
        """The node that a summary describes, given as ``summary.dump`` writes it and the store holds it."""
        _, kind, subkind = summary["kind"]
        facts = summary["facts"]
        names = _names(summary["names"])
        return cls(
            id_,
            kind,
            subkind or None,
            summary["names"][0][1] if names else KINDS[kind].label,
            " · ".join(facts[name][1] for name in KINDS[kind].subtitle if name in facts),
            names,
            tuple(summary["registers"]),
            _marking_of(tuple(summary["maximal"])),
            summary["grade"][1] if summary["grade"] else None,
            degree,
            summary["first_seen"] or None,
            summary["last_seen"] or None,
            tuple(summary["countries"]),
            tuple(summary["flags"]),
        )

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            "subkind": self.subkind,
            "caption": self.caption,
            "subtitle": self.subtitle,
            "names": list(self.names),
            "registers": list(self.registers),
            "marking": self.marking.as_dict(),
            "grade": self.grade,
            "degree": self.degree,
            "first_seen": self.first_seen,
            "last_seen": self.last_seen,
            "countries": list(self.countries),
            "flags": list(self.flags),
        }


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link as one viewer sees it."""

    id: str
    type: str
    role: str | None
    source: str
    target: str
    marking: MarkingView
    grade: str
    valid_from: str | None
    valid_to: str | None
    records: tuple[str, ...]

    @property
    def strength(self) -> str:
        """How firmly the link stands by the worst of its grades: ``confirmed``, ``probable`` or ``tentative``."""
        return _strength(self.grade)

    @property
    def count(self) -> int:
        """How many records claim the link."""
        return len(self.records)

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "id": self.id,
            "type": self.type,
            "role": self.role,
            "source": self.source,
            "target": self.target,
            "marking": self.marking.as_dict(),
            "grade": self.grade,
            "strength": self.strength,
            "from": self.valid_from,
            "to": self.valid_to,
            "count": self.count,
            "records": list(self.records),
        }


@dataclass(frozen=True, slots=True)
class Subgraph:
    """Nodes and links, and of how many nodes in all they were taken: what was left out is always said."""

    nodes: tuple[Node, ...]
    links: tuple[LinkView, ...]
    total: int

    @property
    def shown(self) -> int:
        """How many of the nodes in question are here."""
        return len(self.nodes)

    @property
    def truncated(self) -> bool:
        """True where something was left out."""
        return self.shown < self.total

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "nodes": [node.as_dict() for node in self.nodes],
            "links": [link.as_dict() for link in self.links],
            "shown": self.shown,
            "total": self.total,
            "truncated": self.truncated,
        }


def _names(ranked: Sequence[Sequence[Any]]) -> tuple[str, ...]:
    """The names among them; an identifier stands in only where there is no name."""
    named = [text for _, text, note in ranked if not note.startswith("identifier|")]
    return tuple(named or [text for _, text, _ in ranked])[:NAMES_SHOWN]


@lru_cache(maxsize=4096)
def _marking_of(texts: tuple[str, ...]) -> MarkingView:
    return MarkingView.of(map(Marking.parse, texts))


@lru_cache(maxsize=64)
def _strength(grade: str) -> str:
    return Grade.parse(grade).strength()
