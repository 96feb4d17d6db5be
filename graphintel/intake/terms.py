"""The codes of controlled vocabularies, as far as intake needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Self

from graphintel.i18n import gettext as _
from graphintel.intake.seed_files import vocabularies
from graphintel.model.properties import PROPERTIES

_MOST_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Terms:
    """Codes by vocabulary. A vocabulary that is not here is not checked."""

    codes: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, codes: Mapping[str, Iterable[str]]) -> Self:
        """From the codes of each vocabulary; their case does not count."""
        return cls({scheme: frozenset(code.casefold() for code in given) for scheme, given in codes.items()})

    def check(self, property_: str, text: str) -> None:
        """ValueError where the property takes codes and this is none; it says which ones there are."""
        scheme = PROPERTIES[property_].scheme
        known = self.codes.get(scheme, frozenset()) if scheme else frozenset()
        if not known or text.casefold() in known:
            return
        close = get_close_matches(text.casefold(), sorted(known), n=_MOST_OFFERED, cutoff=0.6) or sorted(known)
        offered = ", ".join(close[:_MOST_OFFERED])
        message = _("%(text)s is no code of the vocabulary %(scheme)s.", text=repr(text[:80]), scheme=scheme)
        raise ValueError(message + " " + _("For example: %(codes)s.", codes=offered))


@cache
def seeded() -> Terms:
    """The vocabularies that come with the product: what a dry run without a store checks against."""
    found: dict[str, set[str]] = {}
    for term in vocabularies():
        found.setdefault(term.scheme, set()).add(term.code)
    return Terms.of(found)
