"""Ids that follow from what they name, so that doing a thing twice is doing it once.

Ids made from personal keys (a passport number, a telephone) are keyed hashes: without the key no guess can be tested.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

NAMESPACE = UUID("6f0c3f53-3c52-5a0e-9d7b-0f6c1b1f2a77")

# Made once: json.dumps would make an encoder for each of the many short texts that are hashed.
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)

JsonValue = Mapping[str, object] | Sequence[object] | str | int | float | bool | None


def canonical(value: JsonValue) -> str:
    """JSON text that is equal for equal values: sorted keys, no spaces, characters as they are."""
    return _CANONICAL.encode(value)


def joined_id(*parts: str) -> str:
    """UUIDv5 of the parts, kept apart by a separator that none of them can hold unescaped."""
    # UUIDv5 as uuid.uuid5 makes it, which halves of characters would stop: an id is made before anybody can object.
    named = NAMESPACE.bytes + canonical(list(parts)).encode("utf-8", "surrogatepass")
    return str(UUID(bytes=hashlib.sha1(named, usedforsecurity=False).digest()[:16], version=5))


@dataclass(frozen=True, slots=True)
class Ids:
    """Makes ids under the installation's secret."""

    secret: bytes

    def subject(self, source: str, key: str, *, personal: bool = False) -> str:
        """Id of the subject (source, key); a keyed hash where the key is personal data."""
        if not personal:
            return joined_id("subject", source, key)
        return str(UUID(bytes=self._digest(canonical(["subject", source, key]))[:16], version=5))

    def part(self, subject: str, path: str) -> str:
        """Id of a part of a composite record, ``#goods/0``; it survives edits of the rest."""
        return joined_id("part", subject, path)

    def content(self, value: JsonValue) -> str:
        """Keyed hash of a record's content: tells equal from changed, tells nothing of what it holds."""
        return self._digest(canonical(value)).hex()[:32]

    def _digest(self, text: str) -> bytes:
        return hmac.new(self.secret, text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()


def record_id(source: str, key: str, content: str, edition: int, attempt: int) -> str:
    """Id of one edition of a record; ``attempt`` counts earlier retractions of the same content."""
    return joined_id("record", source, key, content, str(edition), str(attempt))


def link_id(kind: str, source: str, target: str, role: str, marking: str) -> str:
    """Id of the one link of this type, ends, role and marking."""
    return joined_id("link", kind, source, target, role, marking)
