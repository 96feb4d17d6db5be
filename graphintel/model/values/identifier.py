"""Identifiers as they are kept: never rejected, always with what was seen, the canonical form, validity, the reason.

``valid`` is True where the number passes every check that its scheme has, False where it fails one, None where nothing
in it can be checked. A false number that was seized is evidence; a failing check digit is itself an indicator of risk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from anyascii import anyascii

from graphintel.model.values import countries, reasons
from graphintel.model.values.imo import imo_scheme
from graphintel.model.values.outcome import Outcome, compact, legible
from graphintel.model.values.schemes import SCHEMES, Scheme

LONGEST = 300
_DIGEST = 20
# Canonical forms of what people write where there is no number: a subject of that name would link strangers.
_NOTHING = (
    "NA NONE NIL NULL UNKNOWN UNK NOTKNOWN NOTAVAILABLE NOTAPPLICABLE NOTGIVEN TBA TBC TBD INCONNU NEANT NÉANT AUCUN "
    "AUCUNE DESCONOCIDO NINGUNO UNBEKANNT KEINE НЕТ НЕИЗВЕСТНО 不详 无"
)
NOTHING = frozenset(_NOTHING.split(" "))

__all__ = ["LONGEST", "SCHEMES", "Identifier", "Scheme", "check", "explain", "imo_scheme", "joins", "searchable"]


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier and what its check found. An empty ``normalised`` means that nothing legible was given."""

    scheme: str
    as_seen: str
    normalised: str
    valid: bool | None
    why: str
    country: str | None = None


def check(scheme: str, as_seen: str, country: str | None = None, bearer_kind: str | None = None) -> Identifier:
    """The identifier in its canonical form, with what its check found; never raises on what was written.

    ``country`` (a code or a name) is what the source states; the country that the number itself names wins, and a
    difference is told. ``bearer_kind`` decides between a ship's and a company's IMO number.
    """
    if scheme in {"imo", "imo_company"} and bearer_kind is not None:
        scheme = imo_scheme(bearer_kind)
    seen = _storable(as_seen)
    kept = seen[:LONGEST]
    stated = countries.alpha2(country)
    found = _examine(scheme, kept, stated)
    if len(seen) > LONGEST:
        found = _too_long(seen, found)
    why = found.why
    if found.valid and stated and found.country and stated != found.country:
        why = reasons.reason("country_differs", number=found.country, stated=stated)
    return Identifier(scheme, kept, found.normalised, found.valid, why, found.country or stated)


def explain(identifier: Identifier, translate: Callable[[str], str] = str) -> str:
    """The reason as a sentence; ``translate`` is the reader's gettext."""
    return reasons.sentence(identifier.why, translate)


def joins(identifier: Identifier) -> bool:
    """True where bearers of this identifier are one and the same without anybody deciding so."""
    scheme = SCHEMES.get(identifier.scheme)
    return scheme is not None and scheme.strong_join and identifier.valid is True


def searchable(identifier: Identifier) -> tuple[str, ...]:
    """The forms under which the identifier is found: canonical, as seen, in Latin letters, and its scheme's own."""
    scheme = SCHEMES.get(identifier.scheme)
    own = scheme.forms(identifier.normalised) if scheme else ()
    seen = compact(identifier.as_seen)
    forms = (identifier.normalised, seen, compact(anyascii(seen)), *own)
    return tuple(dict.fromkeys(form for form in forms if form))


def _examine(scheme: str, text: str, country: str | None) -> Outcome:
    known = SCHEMES.get(scheme)
    code = compact(text)
    if not legible(text):
        return Outcome("", valid=False, why=reasons.reason("empty"))
    if known is None:
        return Outcome(code, valid=None, why=reasons.reason("unknown_scheme"))
    if _stands_for_nothing(code):
        return Outcome(code, valid=False, why=reasons.reason("placeholder"))
    return known.check(text, country)


def _stands_for_nothing(code: str) -> bool:
    """True for zeros, crosses, signs alone and the words that forms hold where there is no number."""
    return not code.strip("0") or not code.strip("X") or code in NOTHING or not any(map(str.isalnum, code))


def _too_long(seen: str, found: Outcome) -> Outcome:
    """Marks what was cut off. A digest of the whole keeps texts apart that begin alike."""
    digest = int.from_bytes(hashlib.sha256(seen.encode()).digest(), "big")
    base = found.normalised[: LONGEST - _DIGEST] if any(map(str.isalnum, found.normalised)) else ""
    why = reasons.reason("too_long", length=len(seen), kept=LONGEST)
    return Outcome(base + str(digest)[:_DIGEST], valid=False, why=why)


def _storable(text: str) -> str:
    """The text as it was, but for halves of characters, which no store can hold."""
    return text.encode("utf-8", "replace").decode("utf-8") if _has_surrogates(text) else text


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)
