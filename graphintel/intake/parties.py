"""Drafts the parties of a row: which subjects it names, and what it says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphintel.i18n import gettext as _
from graphintel.intake.lookups import Lookup
from graphintel.intake.mapping.model import IdentifierRule, NameRule, PartyRule, Pick, ValueRule
from graphintel.intake.picking import RowReader, shown
from graphintel.intake.rows import Rejected
from graphintel.intake.terms import Terms
from graphintel.model.drafts import PartyDraft, Ref
from graphintel.model.kinds import KINDS
from graphintel.model.properties import PROPERTIES
from graphintel.model.records import Named
from graphintel.model.values.canonical import canonical_value
from graphintel.model.values.names import clean

# A name that fills a screen is no name; the longest on published lists have a few hundred characters.
LONGEST_NAME = 2_000


@dataclass(frozen=True, slots=True)
class Party:
    """A subject that a row names, with its kind; ``item`` is what it stands for where the row lists several."""

    rule: PartyRule
    ref: Ref
    kind: str
    item: str = ""


class PartyDrafter:
    """Drafts parties; knows the listed subjects and the vocabularies."""

    def __init__(self, lookups: Mapping[str, Lookup], terms: Terms) -> None:
        self._lookups = lookups
        self._terms = terms

    def identify(self, reader: RowReader, rule: PartyRule) -> list[Party]:
        """The subjects of a party; none where its key is empty or its condition does not hold."""
        if not reader.fulfils(rule.when):
            return []
        items = list(dict.fromkeys(found.text for found in reader.pick(rule.each))) if rule.each else [""]
        return [party for item in items if (party := self._identify(reader, rule, item)) is not None]

    def describe(self, reader: RowReader, party: Party) -> PartyDraft:
        """What the row says of the subject."""
        rule = party.rule
        values: dict[str, list[str]] = {}
        for value in rule.values:
            for name, text in self._values(reader, value, party):
                values.setdefault(name, []).append(text)
        return PartyDraft(
            party.ref,
            party.kind,
            tuple(named for name in rule.names for named in _names(reader, name, party.item)),
            {name: tuple(texts) for name, texts in values.items()},
            tuple(found for each in rule.identifiers for found in _identifiers(reader, each, party)),
            rule.subkind,
        )

    def _identify(self, reader: RowReader, rule: PartyRule, item: str) -> Party | None:
        key = rule.ref.key.fill(lambda column: reader.text(column, item))
        if not key:
            return None
        ref = Ref(rule.ref.source, key, rule.ref.personal)
        kind = self._kind(reader, rule, ref, item)
        return Party(rule, ref, kind, item) if kind else None

    def _kind(self, reader: RowReader, rule: PartyRule, ref: Ref, item: str) -> str:
        if rule.kind.constant:
            return rule.kind.constant
        if rule.kind.pick is not None:
            return next((found.text for found in reader.pick(rule.kind.pick, item)), "")
        kind = self._lookups[rule.kind.lookup].kind_of(ref)
        if not kind:
            place = ", ".join(rule.ref.key.columns)
            reason = _("the row belongs to %(key)s, which is not listed.", key=shown(ref.key))
            remedy = _("Load the file that lists it together with this one.")
            reader.rejected.append(Rejected(reader.row.file, reader.row.line, place, reason, remedy))
        return kind

    def _values(self, reader: RowReader, rule: ValueRule, party: Party) -> list[tuple[str, str]]:
        name = rule.property if isinstance(rule.property, str) else rule.property.get(party.kind, "")
        if not name:
            return []
        found = [picked.text for picked in reader.pick(rule.pick, party.item)]
        if found and name not in KINDS[party.kind].properties:
            label = PROPERTIES[name].label
            reader.note(
                rule.pick.place,
                _(
                    "a %(kind)s has no %(property)s; the text stays in the record.",
                    kind=KINDS[party.kind].label.lower(),
                    property=label.lower(),
                ),
            )
            return []
        return [(name, text) for text in found if self._fits(reader, rule.pick, name, text)]

    def _fits(self, reader: RowReader, pick: Pick, name: str, text: str) -> bool:
        try:
            if PROPERTIES[name].type != "text":
                canonical_value(name, text)
            self._terms.check(name, text)
        except ValueError as error:
            reader.refuse(pick, str(error), _("Correct the cell, or leave it empty."))
            return False
        return True


def _names(reader: RowReader, rule: NameRule, item: str) -> list[Named]:
    found: list[Named] = []
    for picked in reader.pick(rule.pick, item):
        kind = (
            rule.kind or next((each.text for each in reader.pick(rule.kind_pick)), "") if rule.kind_pick else rule.kind
        )
        legible = clean(picked.text)
        if not legible or len(picked.text) > LONGEST_NAME:
            reason = _("the name has %(length)s characters, %(legible)s of them legible; 1 to %(most)s are read.",
                       length=len(picked.text), legible=len(legible), most=LONGEST_NAME)  # fmt: skip
            reader.refuse(rule.pick, reason, _("Correct the name."))
            continue
        if legible != " ".join(picked.text.split()):
            reader.note(
                rule.pick.place,
                _("the name holds characters that are not shown, such as marks of direction; it is kept as it is."),
            )
        if kind:
            found.append(Named(picked.text, kind, rule.lang))
    return found


def _identifiers(reader: RowReader, rule: IdentifierRule, party: Party) -> list[tuple[str, str, str]]:
    scheme = rule.scheme if isinstance(rule.scheme, str) else rule.scheme.get(party.kind, "")
    if not scheme:
        return []
    stated = next((found.text for found in reader.pick(rule.country, party.item)), "") if rule.country else ""
    return [
        (scheme, found.text, found.groups.get("country", "") or stated) for found in reader.pick(rule.pick, party.item)
    ]
