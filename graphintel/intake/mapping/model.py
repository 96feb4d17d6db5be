"""What a mapping says, compiled: rules that drafting.py applies to every row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from graphintel.intake.mapping.template import Template
from graphintel.intake.patterns import Pattern
from graphintel.intake.readers.form import Form
from graphintel.model.marking import Marking

Otherwise = Literal["reject", "note", "drop", "keep"]
Conversion = Literal["", "country", "date", "money", "name", "normalised", "number", "place", "quantity", "upper"]


@dataclass(frozen=True, slots=True)
class ValueMap:
    """Texts by text, whatever their case; the key ``""`` stands for an empty cell."""

    texts: Mapping[str, str]

    def get(self, text: str) -> str | None:
        """What the text stands for, or None."""
        return self.texts.get(" ".join(text.split()).casefold())


@dataclass(frozen=True, slots=True)
class Pick:
    """Where texts come from and what becomes of them: source, split, pattern, map, conversion, in this order.

    ``otherwise`` says what happens to a text that the pattern, the map or the conversion does not take. A map
    with the key ``""`` says what an empty cell means.
    """

    place: str
    column: str = ""
    constant: str = ""
    template: Template | None = None
    join: tuple[str, ...] = ()
    joiner: str = ", "
    list: str = ""
    labels: tuple[str, ...] = ()
    whole: bool = False
    rest: bool = False
    item: bool = False
    split: str = ""
    pattern: Pattern | None = None
    values: ValueMap | None = None
    conversion: Conversion = ""
    otherwise: Otherwise = "reject"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads."""
        named = (self.column,) if self.column else ()
        return (*named, *self.join, *(self.template.columns if self.template else ()))


@dataclass(frozen=True, slots=True)
class When:
    """A condition: columns that must be filled, columns that must be empty."""

    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRule:
    """A cell that lists labelled facts, ``DOB 1952; nationality Iran.``; cut off by its publisher at ``cut_at``."""

    name: str
    column: str
    separator: str
    end: str = ""
    cut_at: int = 0
    ignore: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RefRule:
    """The subject that a party is: its source and the template of its key."""

    source: str
    key: Template
    personal: bool = False


@dataclass(frozen=True, slots=True)
class KindRule:
    """The kind of a party: always the same, picked from a cell, or that of the listed subject it refers to."""

    constant: str = ""
    pick: Pick | None = None
    lookup: str = ""


@dataclass(frozen=True, slots=True)
class NameRule:
    """A name of a party; its kind is constant or picked."""

    pick: Pick
    kind: str = "primary"
    kind_pick: Pick | None = None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class ValueRule:
    """A property of a party; which one may depend on the party's kind."""

    property: str | Mapping[str, str]
    pick: Pick


@dataclass(frozen=True, slots=True)
class IdentifierRule:
    """An identifier of a party; its scheme may depend on the kind. The pattern may have a group ``country``."""

    scheme: str | Mapping[str, str]
    pick: Pick
    country: Pick | None = None


@dataclass(frozen=True, slots=True)
class PartyRule:
    """A subject that the row describes, or one per item of ``each``; one not ``described`` is only referred to."""

    alias: str
    ref: RefRule
    kind: KindRule
    subkind: str = ""
    each: Pick | None = None
    when: When = When()
    names: tuple[NameRule, ...] = ()
    values: tuple[ValueRule, ...] = ()
    identifiers: tuple[IdentifierRule, ...] = ()
    described: bool = True


@dataclass(frozen=True, slots=True)
class End:
    """An end of a link: a party of the row, or whoever of a lookup bears the name that is picked."""

    party: str = ""
    lookup: str = ""
    pick: Pick | None = None


@dataclass(frozen=True, slots=True)
class LinkRule:
    """A link that the row claims. ``counted`` ones make up ``links_made`` and ``links_unresolved`` of the report."""

    name: str
    type: str
    source: End
    target: End
    role: str = ""
    valid_from: Pick | None = None
    valid_to: Pick | None = None
    when: When = When()
    counted: bool = True


@dataclass(frozen=True, slots=True)
class RecordRule:
    """What makes a row a record: its key, its kind, when it was observed, a marking of its own."""

    key: Template
    kind: str
    observed_at: Pick | None = None
    marking: Pick | None = None


@dataclass(frozen=True, slots=True)
class FileRule:
    """Which files it holds for, their form, and what their rows say."""

    name: str
    patterns: tuple[str, ...]
    form: Form
    empty: tuple[str, ...]
    record: RecordRule
    parties: tuple[PartyRule, ...]
    links: tuple[LinkRule, ...] = ()
    lists: Mapping[str, ListRule] = field(default_factory=dict)
    computed: Mapping[str, Pick] = field(default_factory=dict)

    def party(self, alias: str) -> PartyRule:
        """The party of that alias."""
        return next(party for party in self.parties if party.alias == alias)


@dataclass(frozen=True, slots=True)
class LookupNames:
    """A file whose column names the party of that alias."""

    file: str
    party: str
    pick: Pick


@dataclass(frozen=True, slots=True)
class LookupRule:
    """Subjects to be found by name: a primary name that is exact beats every other one."""

    name: str
    primary: LookupNames
    others: tuple[LookupNames, ...] = ()


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the mapping sets for a batch that does not say it; nothing is ever assumed."""

    marking: Marking | None = None
    grade: str = ""
    legal_basis: str = ""
    observed_at: str = ""


@dataclass(frozen=True, slots=True)
class IntakeMapping:
    """A mapping as a whole, with the digest of its text."""

    name: str
    title: str
    source: str
    defaults: Defaults
    files: tuple[FileRule, ...]
    lookups: Mapping[str, LookupRule]
    digest: str
