"""An entry of the audit trail: who did or read what, to which objects, why and from where, under its writer's key."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import uuid4

from graphintel.model.events import Action, circumstances
from graphintel.model.ids import canonical
from graphintel.model.times import now

# Longer lists of what was touched are cut and counted; the records of a batch themselves bear it.
OBJECTS_KEPT = 1_000
LONGEST_ID = 100
_PLAIN = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. ``text`` is what was typed, encrypted; ``mac`` says that a holder of the key wrote all of it."""

    id: str
    at: str
    by: str
    action: str
    objects: tuple[str, ...]
    detail: str
    origin: str
    purpose: str
    legal_basis: str
    address: str
    text: str
    acting_for: str = ""
    emergency: str = ""
    mac: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Entry:
        """The entry that a row of the store or a line of the journal holds; KeyError or TypeError where it is none."""
        given = {name: row[name] for name in NAMES}
        if not all(isinstance(given[name], str) for name in NAMES if name != "objects"):
            raise TypeError("An entry is made of texts.")
        return cls(**{**given, "objects": tuple(given["objects"])})

    def content(self) -> bytes:
        """All that it says, in one form: what the mac is made of."""
        said = (
            self.id, self.at, self.by, self.action, list(self.objects), self.detail, self.origin, self.purpose,
            self.legal_basis, self.address, self.text, self.acting_for, self.emergency,
        )  # fmt: skip
        return _PLAIN.encode(said).encode("utf-8", "surrogatepass")

    def as_dict(self) -> dict[str, Any]:
        """As a row of the store."""
        # Not by dataclasses.asdict, which copies every object of a list that is about to be written anyway.
        return {name: getattr(self, name) for name in NAMES} | {"objects": list(self.objects)}

    def line(self) -> bytes:
        """As a line of the journal, which is plain JSON on one line."""
        return _PLAIN.encode(self.as_dict()).encode() + b"\n"


NAMES = tuple(each.name for each in fields(Entry))


def made(
    key: bytes,
    by: str,
    action: Action,
    objects: Iterable[str],
    detail: Mapping[str, object] | None = None,
    *,
    id_: str = "",
    text: str = "",
) -> Entry:
    """An entry of this moment, in the circumstances of whoever acts, under the key."""
    touched, kept = list(dict.fromkeys(objects)), dict(detail or {})
    if len(touched) > OBJECTS_KEPT:
        kept["objects_in_all"] = len(touched)
    told = circumstances()
    plain = Entry(
        id_ or str(uuid4()), now(), by, str(action),
        tuple(storable(each)[:LONGEST_ID] for each in touched[:OBJECTS_KEPT]),
        storable(canonical(kept)), told.origin, storable(told.purpose), storable(told.legal_basis),
        storable(told.address), text, told.acting_for, told.emergency,
    )  # fmt: skip
    return replace(plain, mac=mac(key, plain))


def mac(key: bytes, entry: Entry) -> str:
    """What only a holder of the key can say of this entry, and of no other content."""
    return hmac.digest(key, entry.content(), hashlib.sha256).hex()


def is_genuine(key: bytes, entry: Entry) -> bool:
    """True where the entry says what its writer wrote."""
    return hmac.compare_digest(entry.mac.encode("utf-8", "surrogatepass"), mac(key, entry).encode())


def storable(text: str) -> str:
    """The text with what no store can hold, halves of characters, replaced: an entry must never fail for that."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
