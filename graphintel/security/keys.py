"""The installation's secret as keys, one per purpose, so that one use tells nothing of another."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

# What may change at any time: who holds a cursor or a form asks anew. All else must be read again, or is an id.
PASSING = frozenset({"cursor", "cursor veil", "sign-in form", "sign-in at a provider"})


@dataclass(frozen=True, slots=True)
class Keys:
    """Derives keys from one secret (``Settings.secret()``); those that may pass also from one that is rotated."""

    secret: str = field(repr=False)
    passing: str = field(default="", repr=False)

    def key(self, purpose: str) -> bytes:
        """The 32 bytes for this purpose."""
        secret = self.secret + self.passing if purpose in PASSING else self.secret
        return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()
