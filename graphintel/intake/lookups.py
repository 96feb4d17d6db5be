"""Subjects found by their names: what "Linked To: NAME" refers to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal

from graphintel.model.drafts import Ref

Why = Literal["", "ambiguous", "nobody", "cut", "astray", "itself"]
Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """Who bears a name: one subject, or the reason why none can be said."""

    ref: Ref | None
    why: Why = ""
    candidates: tuple[str, ...] = ()


@dataclass(slots=True)
class Lookup:
    """Subjects by name. A primary name beats every other one; several bearers of a name are never guessed between."""

    refs: dict[Name, Ref] = field(default_factory=dict)
    kinds: dict[Name, str] = field(default_factory=dict)
    _primary: dict[str, set[Name]] = field(default_factory=lambda: defaultdict(set))
    _others: dict[str, set[Name]] = field(default_factory=lambda: defaultdict(set))

    def add(self, ref: Ref, kind: str, name: str) -> None:
        """A subject with its primary name."""
        subject = (ref.source, ref.key)
        self.refs[subject] = ref
        self.kinds[subject] = kind
        self._primary[same_name(name)].add(subject)

    def add_other(self, ref: Ref, name: str) -> None:
        """A further name of a subject; it counts where the subject itself is listed."""
        self._others[same_name(name)].add((ref.source, ref.key))

    def kind_of(self, ref: Ref) -> str:
        """The kind of a listed subject, or nothing."""
        return self.kinds.get((ref.source, ref.key), "")

    def find(self, name: str) -> Found:
        """The one subject of that name."""
        wanted = same_name(name)
        named = self._primary.get(wanted) or {s for s in self._others.get(wanted, ()) if s in self.refs}
        if not wanted or not named:
            return Found(None, "nobody")
        if len(named) > 1:
            return Found(None, "ambiguous", tuple(sorted(key for _source, key in named)))
        return Found(self.refs[next(iter(named))])


def same_name(name: str) -> str:
    """The form in which names are compared here: their case, their spacing and a final stop tell nobody apart."""
    return " ".join(name.split()).casefold().removesuffix(".").rstrip()
