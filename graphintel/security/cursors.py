"""Cursors of paged answers: opaque, signed, and good only for the question and the asker they were made for.

A place is named as the database orders it, by ids of which the asker may see none: so it is encrypted, not only signed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from itsdangerous import BadSignature, Signer

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _
from graphintel.model.ids import JsonValue, canonical
from graphintel.security.actor import Actor
from graphintel.security.keys import Keys

LONGEST = 2_000
NONCE = 16


class Cursors:
    """Writes and reads cursors under the installation's secret."""

    def __init__(self, keys: Keys) -> None:
        self._key = keys.key("cursor")
        self._veil = keys.key("cursor veil")

    def dump(self, actor: Actor, question: JsonValue, position: JsonValue) -> str:
        """The cursor for the place where the next page of this question starts."""
        nonce = secrets.token_bytes(NONCE)
        veiled = nonce + self._veiled(nonce, canonical(position).encode())
        return self._signer(actor, question).sign(urlsafe_b64encode(veiled).rstrip(b"=")).decode()

    def load(self, actor: Actor, question: JsonValue, cursor: str | None) -> object:
        """The place that a cursor names, None for no cursor; Invalid for one of another question or another asker."""
        if cursor is None:
            return None
        try:
            if len(cursor) <= LONGEST:
                text = self._signer(actor, question).unsign(cursor)
                veiled = urlsafe_b64decode(text + b"=" * (-len(text) % 4))
                return json.loads(self._veiled(veiled[:NONCE], veiled[NONCE:]))
        except BadSignature:
            pass
        message = _("The cursor does not belong to this question.")
        raise Invalid(Problem("cursor", message, remedy=_("Take next_cursor from the answer before, or leave it out.")))

    def _signer(self, actor: Actor, question: JsonValue) -> Signer:
        salt = canonical([actor.id, question]).encode()
        return Signer(self._key, salt=salt, key_derivation="hmac", digest_method=hashlib.sha256)

    def _veiled(self, nonce: bytes, text: bytes) -> bytes:
        """Encrypted, and again as it was: the text under a stream of HMACs of a counter, never used twice."""
        blocks = (hmac.digest(self._veil, nonce + at.to_bytes(4, "big"), "sha256") for at in range(len(text) // 32 + 1))
        return bytes(one ^ other for one, other in zip(text, b"".join(blocks), strict=False))
