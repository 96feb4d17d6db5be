"""What is known of a party at one glance, as a fold over descriptions.

``combine`` is commutative, associative and idempotent, so evidence can be added without rereading what was there, in
any order, twice if need be; taking evidence away is the same fold over the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import reduce
from typing import Any

from graphintel.model.grading import CREDIBILITY, RELIABILITY, Grade
from graphintel.model.kinds import KINDS
from graphintel.model.marking import Marking, maximal, minimal
from graphintel.model.properties import PROPERTIES
from graphintel.model.records import Description, Record

NAMES_KEPT = 8
# The name that a party is called by: an official one before an alias, an alias before a bare number.
NAME_RANK = {"primary": 5, "alias": 3, "former": 2, "maiden": 2, "transliterated": 1, "weak_alias": 1}

Rank = tuple[int, int, str, str]


_WORST_FIRST = sorted(
    (Grade(source, said) for source in RELIABILITY for said in CREDIBILITY), key=lambda grade: grade.rank, reverse=True
)
_SCORES = {(grade.reliability, str(grade.credibility)): score for score, grade in enumerate(_WORST_FIRST)}


def grade_score(reliability: str, credibility: str) -> int:
    """Where a grade stands among all, 0 to 35: higher is better evidence, and no two are equal."""
    return _SCORES[reliability, credibility]


@dataclass(frozen=True, slots=True, order=True)
class Ranked:
    """A value with what ranks it: kind of name, grade, time of recording, id of the record. The highest wins."""

    rank: Rank
    text: str
    note: str = ""

    @property
    def order(self) -> str:
        """The rank as a text: texts stand in the order of the ranks, so that the database can compare them."""
        first, score, at, record = self.rank
        return f"{first} {score:02} {at} {record}"


@dataclass(frozen=True, slots=True)
class Summary:
    """What is stored on an entity. Meant for those who see all of its markings; others get a fold of their own."""

    kind: Ranked
    names: tuple[Ranked, ...] = ()
    facts: tuple[tuple[str, Ranked], ...] = ()
    registers: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    first_seen: str = ""
    last_seen: str = ""
    grade: Ranked | None = None
    flags: frozenset[str] = frozenset()
    minimal: frozenset[Marking] = frozenset()
    maximal: frozenset[Marking] = frozenset()

    @property
    def caption(self) -> str:
        """The name to show: the best-ranked one, or the kind where there is none."""
        return self.names[0].text if self.names else KINDS[self.kind.text].label


def summarise(record: Record, description: Description) -> Summary:
    """The summary that follows from one record's description alone."""
    score = grade_score(record.reliability, record.credibility)

    def ranked(text: str, note: str = "", first: int = 0) -> Ranked:
        return Ranked((first, score, record.recorded_at, record.id), text, note)

    names = [ranked(name.text, f"{name.kind}|{name.lang}", NAME_RANK.get(name.kind, 1)) for name in description.names]
    names += [ranked(item.as_seen, f"identifier|{item.scheme}") for item in description.identifiers]
    # A description that only mentions a subject knows less of its kind than one with values.
    weight = 1 if description.values or description.identifiers else 0
    dates = [v for p, v in description.values if PROPERTIES[p].facet == "date"]
    seen = [date for date in (*dates, record.observed_at) if date]
    return Summary(
        kind=ranked(description.kind, description.subkind, weight),
        names=_best_names(names),
        facts=_best_facts((p, ranked(v)) for p, v in description.values if p in KINDS[description.kind].subtitle),
        registers=frozenset({record.marking.register}),
        countries=frozenset(v for p, v in description.values if PROPERTIES[p].facet == "country"),
        first_seen=min(seen, default=""),
        last_seen=max(seen, default=""),
        grade=ranked(f"{record.reliability}{record.credibility}"),
        flags=frozenset("check_fails" for item in description.identifiers if item.valid is False),
        minimal=frozenset({record.marking}),
        maximal=frozenset({record.marking}),
    )


def combine(one: Summary, other: Summary) -> Summary:
    """What two summaries say together."""
    grades = [grade for grade in (one.grade, other.grade) if grade is not None]
    starts = [text for text in (one.first_seen, other.first_seen) if text]
    return Summary(
        kind=max(one.kind, other.kind),
        names=_best_names((*one.names, *other.names)),
        facts=_best_facts((*one.facts, *other.facts)),
        registers=one.registers | other.registers,
        countries=one.countries | other.countries,
        first_seen=min(starts, default=""),
        last_seen=max(one.last_seen, other.last_seen),
        grade=max(grades, default=None),
        flags=one.flags | other.flags,
        minimal=minimal(one.minimal | other.minimal),
        maximal=maximal(one.maximal | other.maximal),
    )


def fold(summaries: Iterable[Summary]) -> Summary:
    """What all of them say together; there must be at least one."""
    return reduce(combine, summaries)


def _best_names(names: Iterable[Ranked]) -> tuple[Ranked, ...]:
    best: dict[str, Ranked] = {}
    for name in names:
        best[name.text] = max(name, best.get(name.text, name))
    return tuple(sorted(best.values(), reverse=True)[:NAMES_KEPT])


def _best_facts(facts: Iterable[tuple[str, Ranked]]) -> tuple[tuple[str, Ranked], ...]:
    best: dict[str, Ranked] = {}
    for name, ranked in facts:
        best[name] = max(ranked, best.get(name, ranked))
    return tuple(sorted(best.items()))


def dump(summary: Summary) -> dict[str, Any]:
    """The summary as plain JSON values; ``load`` reads it back."""
    return {
        "kind": _dump_ranked(summary.kind),
        "names": [_dump_ranked(name) for name in summary.names],
        "facts": {name: _dump_ranked(ranked) for name, ranked in summary.facts},
        "grade": _dump_ranked(summary.grade) if summary.grade else None,
        "first_seen": summary.first_seen,
        "last_seen": summary.last_seen,
        **{name: sorted(getattr(summary, name)) for name in ("registers", "countries", "flags")},
        **{name: sorted(marking.text for marking in getattr(summary, name)) for name in ("minimal", "maximal")},
    }


def load(value: dict[str, Any]) -> Summary:
    """The summary that ``dump`` wrote."""
    read: dict[str, Any] = {
        "kind": _load_ranked(value["kind"]),
        "names": tuple(_load_ranked(name) for name in value["names"]),
        "facts": tuple(sorted((name, _load_ranked(ranked)) for name, ranked in value["facts"].items())),
        "grade": _load_ranked(value["grade"]) if value["grade"] else None,
        "first_seen": value["first_seen"],
        "last_seen": value["last_seen"],
        **{name: frozenset(value[name]) for name in ("registers", "countries", "flags")},
        **{name: frozenset(Marking.parse(text) for text in value[name]) for name in ("minimal", "maximal")},
    }
    return Summary(**{field.name: read[field.name] for field in fields(Summary)})


def _dump_ranked(ranked: Ranked) -> list[Any]:
    return [list(ranked.rank), ranked.text, ranked.note]


def _load_ranked(value: list[Any]) -> Ranked:
    first, score, at, record = value[0]
    return Ranked((first, score, at, record), value[1], value[2])
