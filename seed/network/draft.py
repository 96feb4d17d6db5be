"""The few words in which the story lines are written: a party, a link, a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from graphintel.model.drafts import ClaimDraft, PartyDraft, RecordDraft, Ref
from graphintel.model.marking import Marking
from graphintel.model.records import Named

Value = str | tuple[str, ...]
Said = PartyDraft | ClaimDraft

TRADE = "seizures/unclassified"
SEIZED = "seizures/restricted"
SUSPECT = "suspects/restricted"
CONFIDENTIAL = "suspects/confidential"
HARBOUR = "suspects/confidential/op-harbour"
CASE = "investigations/confidential"
CASE_HARBOUR = "investigations/secret/op-harbour"

# Why the administration may hold a record of that register; the acts are as invented as the rest.
LEGAL_BASIS = {
    "seizures": "Customs Act § 31",
    "suspects": "Customs Act § 74",
    "investigations": "Code of Criminal Procedure § 126",
}


@dataclass(frozen=True)
class DecisionDraft:
    """A decision that is shipped: some duplicates are settled, the others wait for whoever explores."""

    type: str
    one: Ref
    other: Ref
    why: str
    marking: str


@dataclass
class Network:
    """What has been invented so far."""

    random: Random
    records: list[RecordDraft] = field(default_factory=list)
    decisions: list[DecisionDraft] = field(default_factory=list)
    _keys: set[tuple[str, str]] = field(default_factory=set)

    def record(
        self,
        what: tuple[str, str, str], when: str, grade: str, marking: str, said: Iterable[Said],
        payload: Mapping[str, object],
    ) -> None:  # fmt: skip
        """Adds a record; ``what`` is (source, key, kind), ``said`` the parties and links in any order."""
        source, key, kind = what
        if (source, key) in self._keys:
            message = f"The record {key} of {source} is there already."
            raise ValueError(message)
        self._keys.add((source, key))
        items = list(said)
        read = Marking.parse(marking)
        self.records.append(
            RecordDraft(
                source, key, kind, when, grade[0], grade[1], read, LEGAL_BASIS[read.register],
                tuple(item for item in items if isinstance(item, PartyDraft)),
                tuple(item for item in items if isinstance(item, ClaimDraft)),
                dict(payload),
            )
        )  # fmt: skip

    def same(self, one: Ref, other: Ref, why: str, marking: str = CONFIDENTIAL) -> None:
        """Ships the decision that two subjects are one."""
        self.decisions.append(DecisionDraft("same", one, other, why, marking))

    def apart(self, one: Ref, other: Ref, why: str, marking: str = CONFIDENTIAL) -> None:
        """Ships the decision that two subjects are not one."""
        self.decisions.append(DecisionDraft("apart", one, other, why, marking))


def party(
    ref: Ref,
    kind: str,
    *names: str | Named,
    ids: Iterable[tuple[str, ...]] = (),
    sub: str = "",
    more: Mapping[str, Value] | None = None,
    **values: Value,
) -> PartyDraft:
    """What a record says of one subject; identifiers are (scheme, as seen) or (scheme, as seen, country)."""
    given = {**values, **(more or {})}
    return PartyDraft(
        ref,
        kind,
        tuple(name if isinstance(name, Named) else Named(name) for name in names),
        {name: (value,) if isinstance(value, str) else value for name, value in given.items() if value},
        tuple((item[0], item[1], item[2] if len(item) > 2 else "") for item in ids),  # noqa: PLR2004 - with country
        sub,
    )


def link(kind: str, source: Ref, target: Ref, role: str = "", since: str = "", until: str = "") -> ClaimDraft:
    """A link that a record claims."""
    return ClaimDraft(kind, source, target, role, since, until)


def cyrillic(text: str) -> Named:
    """A name as it is written in Russian or Ukrainian."""
    return Named(text, "primary", "ru")


def arabic(text: str) -> Named:
    """A name in Arabic."""
    return Named(text, "primary", "ar")


def chinese(text: str) -> Named:
    """A name in Chinese."""
    return Named(text, "primary", "zh")


def alias(text: str) -> Named:
    """Another name that the party goes by."""
    return Named(text, "alias")


def romanised(text: str) -> Named:
    """A name in the Latin letters that a source made of it."""
    return Named(text, "transliterated")
