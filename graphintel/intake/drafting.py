"""Turns the rows of a file into drafts of records, as the mapping says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphintel.i18n import gettext as _
from graphintel.intake.claims import Claimed, Claims, Unresolved
from graphintel.intake.facts import FactReader
from graphintel.intake.lookups import Lookup
from graphintel.intake.mapping.model import FileRule, IntakeMapping, PartyRule, Pick
from graphintel.intake.parties import Party, PartyDrafter
from graphintel.intake.picking import RowReader
from graphintel.intake.rows import Cell, Note, Rejected, Row
from graphintel.intake.terms import Terms
from graphintel.model.drafts import PartyDraft, RecordDraft
from graphintel.model.grading import Grade
from graphintel.model.marking import Marking

# Keys are looked up by an index, which holds no longer ones.
LONGEST_KEY = 1_000


@dataclass(frozen=True, slots=True)
class Filing:
    """Under what a batch is filed: said by whoever loads it, or by the mapping, never assumed."""

    marking: Marking
    grade: Grade
    legal_basis: str
    observed_at: str = ""


@dataclass(slots=True)
class Drafted:
    """What became of a row: a draft or the reasons why there is none, the links it names, and what is worth telling."""

    row: Row
    draft: RecordDraft | None = None
    rejected: Sequence[Rejected] = ()
    notes: Sequence[Note] = ()
    made: Counter[str] = field(default_factory=Counter)
    unresolved: Sequence[Unresolved] = ()


class Drafter:
    """Drafts the rows of one file."""

    def __init__(
        self, mapping: IntakeMapping, rule: FileRule, filing: Filing, lookups: Mapping[str, Lookup], terms: Terms
    ) -> None:
        self._mapping = mapping
        self._rule = rule
        self._filing = filing
        self._parties = PartyDrafter(lookups, terms)
        self._claims = Claims(lookups)
        self._facts = _fact_readers(mapping, rule)

    @property
    def numbers_rows(self) -> bool:
        """True where rows of the same key are told apart by their order."""
        return any(slot.column == "ordinal" for slot in self._rule.record.key.slots)

    def reader(self, row: Row, ordinal: int = 0) -> RowReader:
        """The row with what the mapping calls empty read as nothing; ``ordinal`` rows had the same key before."""
        return RowReader(self._rule, row, _cells(row, self._rule.empty), self._facts, ordinal)

    def identify(self, reader: RowReader, party: PartyRule) -> list[Party]:
        """The subjects that a party of the row is."""
        return self._parties.identify(reader, party)

    def key(self, reader: RowReader) -> str:
        """The key of the row's record, or nothing."""
        return self._rule.record.key.fill(reader.text)

    def draft(self, reader: RowReader) -> Drafted:
        """The draft of a row."""
        key = self.key(reader)
        if not 0 < len(key) <= LONGEST_KEY:
            return _without_key(reader, self._rule, key)
        parties = {rule.alias: self._parties.identify(reader, rule) for rule in self._rule.parties}
        described = [
            self._parties.describe(reader, party)
            for found in parties.values() for party in found if party.rule.described
        ]  # fmt: skip
        claimed = self._claims.draft(reader, self._rule.links, parties)
        _tell_cuts(reader, self._rule)
        draft = self._record(reader, key, described, claimed)
        if draft is None or reader.rejected:
            return Drafted(reader.row, None, reader.rejected, reader.notes)
        return Drafted(reader.row, draft, (), reader.notes, claimed.made, claimed.unresolved)

    def _record(
        self, reader: RowReader, key: str, described: Sequence[PartyDraft], claimed: Claimed
    ) -> RecordDraft | None:
        record, filing = self._rule.record, self._filing
        marking = self._marking(reader)
        observed = next((found.text for found in reader.pick(record.observed_at)), "") if record.observed_at else ""
        if marking is None:
            return None
        return RecordDraft(
            source=self._mapping.source,
            key=key,
            kind=record.kind,
            observed_at=observed or filing.observed_at,
            reliability=filing.grade.reliability,
            credibility=str(filing.grade.credibility),
            marking=marking,
            legal_basis=filing.legal_basis,
            parties=tuple(described),
            claims=tuple(claimed.claims),
            payload=reader.row.payload,
            line=reader.row.line,
        )

    def _marking(self, reader: RowReader) -> Marking | None:
        pick = self._rule.record.marking
        text = next((found.text for found in reader.pick(pick)), "") if pick else ""
        if not text or pick is None:
            return self._filing.marking
        try:
            return Marking.parse(text)
        except ValueError as error:
            remedy = _("Write register, level and groups: seizures/restricted/op-harbour.")
            reader.rejected.append(Rejected(reader.row.file, reader.row.line, pick.place, str(error), remedy))
            return None


def _without_key(reader: RowReader, rule: FileRule, key: str) -> Drafted:
    reason = _("the row has no key: nothing could tell whether it was loaded before.")
    if key:
        reason = _("the key has %(length)s characters; at most %(most)s are read.", length=len(key), most=LONGEST_KEY)
    place = ", ".join(rule.record.key.columns)
    rejected = Rejected(reader.row.file, reader.row.line, place, reason, _("Correct the column."))
    return Drafted(reader.row, None, [*reader.rejected, rejected], reader.notes)


def _tell_cuts(reader: RowReader, rule: FileRule) -> None:
    for each in rule.lists.values():
        cut = reader.facts(each.name).cut
        if cut is not None:
            last = repr(f"{cut[0]} {cut[1]}".strip())
            message = _(
                "the cell is cut off at %(most)s characters: its last part, %(last)s, was not read; more is missing.",
                most=each.cut_at,
                last=last,
            )
            reader.note(each.column, message)


def _cells(row: Row, empty: tuple[str, ...]) -> Mapping[str, Cell]:
    """The cells without the spaces around them; those that say "empty" are."""
    cells: dict[str, Cell] = {}
    for name, cell in row.cells.items():
        if isinstance(cell, str):
            text = cell.strip()
            cells[name] = "" if text in empty else text
        else:
            cells[name] = tuple(text for text in (each.strip() for each in cell) if text and text not in empty)
    return cells


def _fact_readers(mapping: IntakeMapping, rule: FileRule) -> Mapping[str, FactReader]:
    labels: dict[str, list[str]] = {name: [] for name in rule.lists}
    for pick in _picks(mapping, rule):
        if pick.list:
            labels[pick.list].extend(pick.labels)
    return {name: FactReader(each, labels[name]) for name, each in rule.lists.items()}


def _picks(mapping: IntakeMapping, rule: FileRule) -> Iterator[Pick]:
    """Every pick that reads a list of the file's rows."""
    for party in rule.parties:
        yield from (each.pick for each in party.names)
        yield from (each.pick for each in party.values)
        yield from (each.pick for each in party.identifiers)
        yield from filter(None, (party.each, party.kind.pick))
        yield from filter(None, (each.country for each in party.identifiers))
    for link in rule.links:
        yield from filter(None, (link.source.pick, link.target.pick, link.valid_from, link.valid_to))
    yield from rule.computed.values()
    yield from filter(None, (rule.record.observed_at, rule.record.marking))
    named: Iterable[Pick] = (
        names.pick
        for lookup in mapping.lookups.values()
        for names in (lookup.primary, *lookup.others)
        if names.file == rule.name
    )
    yield from named
