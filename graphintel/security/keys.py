"""The installation's secret as keys, one per purpose, so that one use tells nothing of another."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Keys:
    """Derives keys from one secret (``Settings.secret()``)."""

    secret: str = field(repr=False)

    def key(self, purpose: str) -> bytes:
        """The 32 bytes for this purpose."""
        return hmac.new(self.secret.encode(), purpose.encode(), hashlib.sha256).digest()
