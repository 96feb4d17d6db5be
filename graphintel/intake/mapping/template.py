"""Templates of keys and texts: ``alt/{alt_num}``, ``{quantity} {unit?}``, ``{address|fold}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self

from graphintel.i18n import gettext as _
from graphintel.model.values import countries
from graphintel.model.values.names import clean, fold
from graphintel.model.values.outcome import compact
from graphintel.model.values.places import address_key

_SLOT = re.compile(r"\{([^{}]*)\}")
# What a template may name beside columns: the item of an ``each``, how often the record's key stood before, and a
# digest of the whole row, for sources that number nothing.
BUILT_IN = frozenset({"item", "ordinal", "row"})
FILTERS: Mapping[str, Callable[[str], str]] = {
    "address": lambda text: address_key(text, None).partition(" ")[2],
    "country": lambda text: countries.alpha2(text) or "--",
    "": clean,
    "compact": compact,
    "fold": fold,
    "upper": lambda t: clean(t).upper(),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of a template that a cell fills; an ``optional`` one may be empty."""

    column: str
    filter: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """Literal texts and slots by turns."""

    text: str
    parts: tuple[str | Slot, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Reads a template; ValueError says what is wrong with it."""
        if _SLOT.sub("", text).count("{") or _SLOT.sub("", text).count("}"):
            raise ValueError(_("a brace of the template %(text)s has no other half.", text=repr(text)))
        pieces = _SLOT.split(text)
        parts = [_slot(piece) if place % 2 else piece for place, piece in enumerate(pieces)]
        return cls(text, tuple(part for part in parts if part != ""))

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Its slots."""
        return tuple(part for part in self.parts if isinstance(part, Slot))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads."""
        return tuple(slot.column for slot in self.slots if slot.column not in BUILT_IN)

    def fill(self, cell: Callable[[str], str]) -> str:
        """The text with its slots filled, or nothing at all where one that is not optional is empty."""
        filled: list[str] = []
        for part in self.parts:
            if isinstance(part, str):
                filled.append(part)
                continue
            text = FILTERS[part.filter](cell(part.column))
            if not text and not part.optional:
                return ""
            filled.append(text)
        return "".join(filled).strip()


def _slot(text: str) -> Slot:
    name, _bar, filter_ = text.strip().partition("|")
    optional = name.endswith("?")
    if filter_.strip() not in FILTERS:
        known = ", ".join(filter(None, FILTERS))
        raise ValueError(
            _("there is no filter %(name)s; the filters are %(known)s.", name=filter_.strip(), known=known)
        )
    column = name.removesuffix("?").strip()
    if not column:
        raise ValueError(_("a slot of the template names no column."))
    return Slot(column, filter_.strip(), optional)
