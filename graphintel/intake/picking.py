"""Applies picks to a row: where its texts come from, and what becomes of those that do not fit."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graphintel.i18n import gettext as _
from graphintel.intake.facts import NOTHING, FactReader, Facts
from graphintel.intake.mapping.model import FileRule, Pick, When
from graphintel.intake.mapping.template import BUILT_IN
from graphintel.intake.rows import Cell, Note, Rejected, Row
from graphintel.model.values import countries
from graphintel.model.values.amounts import parse_amount, plain
from graphintel.model.values.codes import check_locode
from graphintel.model.values.dates import PartialDate
from graphintel.model.values.names import clean, display_order
from graphintel.model.values.quantities import Money, Quantity

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Picked:
    """A text, and the named groups of the pattern that it came out of."""

    text: str
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class RowReader:
    """A row while it is drafted: its cells with "empty" read as nothing, and what was found wrong or worth telling."""

    rule: FileRule
    row: Row
    cells: Mapping[str, Cell]
    readers: Mapping[str, FactReader]
    ordinal: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    _facts: dict[str, Facts] = field(default_factory=dict)
    _computed: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def texts(self, column: str, item: str = "") -> tuple[str, ...]:
        """The texts of a cell, a computed column, or what templates may name besides."""
        if column in self.rule.computed:
            if column not in self._computed:
                self._computed[column] = tuple(found.text for found in self.pick(self.rule.computed[column]))
            return self._computed[column]
        if column in BUILT_IN:
            return tuple(filter(None, (self._built_in(column, item),)))
        cell = self.cells.get(column, "")
        if isinstance(cell, str):
            return (cell,) if cell else ()
        return cell

    def text(self, column: str, item: str = "") -> str:
        """The first text of a cell."""
        return next(iter(self.texts(column, item)), "")

    def fulfils(self, when: When) -> bool:
        """True where the columns that must be filled are, and the others are not."""
        return all(self.text(name) for name in when.has) and not any(self.text(name) for name in when.lacks)

    def facts(self, name: str) -> Facts:
        """The labelled facts of a list."""
        if name not in self._facts:
            column = self.rule.lists[name].column
            # The raw cell: where it was cut off, its spaces count.
            raw = self.row.cells.get(column, "") if self.text(column) else ""
            self._facts[name] = self.readers[name].read(raw) if isinstance(raw, str) else NOTHING
        return self._facts[name]

    def pick(self, pick: Pick, item: str = "") -> list[Picked]:
        """The texts that a pick finds in the row."""
        given = [part for text in self._source(pick, item) for part in _split(text, pick.split)]
        if not given and pick.values is not None and (empty := pick.values.get("")) is not None:
            return [Picked(empty)]
        return [found for text in given if (found := self._taken(pick, text)) is not None]

    def refuse(self, pick: Pick, reason: str, remedy: str) -> None:
        """What the pick says becomes of a text that does not fit."""
        if pick.otherwise == "reject":
            found = Rejected(self.row.file, self.row.line, pick.place, reason, remedy)
            # A cell that is read twice, as a value and as the record's own date, is wrong once.
            if found not in self.rejected:
                self.rejected.append(found)
        elif pick.otherwise == "note":
            self.note(pick.place, reason)

    def note(self, place: str, message: str) -> None:
        """Something to be told of this row."""
        self.notes.append(Note(self.row.file, self.row.line, place, message))

    def _built_in(self, name: str, item: str) -> str:
        if name == "row":
            return hashlib.blake2b(self.row.digest, digest_size=10).hexdigest()
        return item if name == "item" else str(self.ordinal)

    def _source(self, pick: Pick, item: str) -> Sequence[str]:
        if pick.column:
            return self.texts(pick.column, item)
        if pick.list:
            facts = self.facts(pick.list)
            return facts.rest if pick.rest else facts.of(pick.labels, whole=pick.whole)
        if pick.template is not None:
            text = pick.template.fill(lambda column: self.text(column, item))
        elif pick.join:
            text = pick.joiner.join(filter(None, (self.text(column, item) for column in pick.join)))
        else:
            text = item if pick.item else pick.constant
        return (text,) if text else ()

    def _taken(self, pick: Pick, text: str) -> Picked | None:
        found = Picked(text)
        if pick.pattern is not None:
            groups = pick.pattern.match(text)
            if groups is None:
                return self._unfit(
                    pick, text, _("%(text)s does not have the form that is expected here.", text=shown(text))
                )
            found = Picked(groups.get("value", "").strip(), groups)
        if pick.values is not None:
            value = pick.values.get(found.text)
            if value is None:
                known = ", ".join(dict.fromkeys(filter(None, pick.values.texts)))
                message = _("%(text)s is none of the values that are known here.", text=shown(found.text))
                return self._unfit(pick, text, message, _("Known are %(known)s.", known=known[:400]))
            found = Picked(value, found.groups)
        if pick.conversion and found.text:
            return self._converted(pick, found)
        return found if found.text else None

    def _converted(self, pick: Pick, found: Picked) -> Picked | None:
        try:
            return Picked(text, found.groups) if (text := _CONVERSIONS[pick.conversion](found.text)) else None
        except ValueError as error:
            return self._unfit(pick, found.text, str(error))

    def _unfit(self, pick: Pick, text: str, reason: str, remedy: str = "") -> Picked | None:
        if pick.otherwise == "keep":
            return Picked(text)
        self.refuse(pick, reason, remedy or _("Correct the cell, or leave it empty."))
        return None


def shown(text: str) -> str:
    """A text as a message quotes it."""
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


def _split(text: str, separator: str) -> Iterator[str]:
    if not separator:
        yield text
        return
    yield from filter(None, (part.strip() for part in text.split(separator)))


def _date(text: str) -> str:
    return PartialDate.parse(text).text


def _country(text: str) -> str:
    if countries.means_no_country(text):
        return ""
    found = countries.alpha2(text)
    if found is None:
        raise ValueError(_("%(text)s is no country that is known.", text=shown(text)))
    return found


def _name(text: str) -> str:
    """``SURNAME, Given`` given names first; characters that are not shown stay, they are evidence."""
    if display_order(text) == clean(text):
        return text
    surname, _comma, given = text.partition(",")
    return f"{given.strip()} {surname.strip()}"


def _number(text: str) -> str:
    return text.replace(",", "").replace(" ", "")


def _place(text: str) -> str:
    """A UN/LOCODE or the code of a country; names of countries come first: CHINA is no place in Switzerland."""
    if countries.means_no_country(text):
        return ""
    country = countries.alpha2(text)
    if country is not None:
        return country
    place = check_locode(text)
    if not place.valid:
        raise ValueError(_("%(text)s is neither a UN/LOCODE nor a country.", text=shown(text)))
    return place.normalised


def _quantity(text: str) -> str:
    return Quantity.parse(text).text


def _normalised(text: str) -> str:
    """The quantity in the one unit of its dimension; nothing where its unit is not known."""
    return Quantity.parse(text).normalised_text or ""


def _money(text: str) -> str:
    amount, _space, currency = text.rpartition(" ")
    return Money.of(amount, currency).text if currency.isalpha() else plain(parse_amount(text))


_CONVERSIONS: Mapping[str, Callable[[str], str]] = {
    "country": _country,
    "date": _date,
    "money": _money,
    "name": _name,
    "normalised": _normalised,
    "number": _number,
    "place": _place,
    "quantity": _quantity,
    "upper": str.upper,
}
