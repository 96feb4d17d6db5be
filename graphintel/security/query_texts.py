"""What people typed, encrypted under a key of its day: without that key it is gone, and the trail stays valid.

The keys lie outside the store, each in a file of its own that only its owner can read.
"""

from __future__ import annotations

import re
import secrets
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from graphintel.model.times import now
from graphintel.private_files import private_folder, read_secret, secret_in
from graphintel.security.journal import sync_folder

NONCE = 12
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST = 2_000


class QueryTexts:
    """Encrypts and decrypts the texts of searches, and destroys the keys of days gone by."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._today: tuple[str, AESGCM] | None = None

    def hide(self, text: str, entry: str) -> str:
        """The text under today's key, bound to the entry of this id; empty for none."""
        if not text:
            return ""
        day = now()[:10]
        if self._today is None or self._today[0] != day:
            private_folder(self._folder)
            self._today = day, AESGCM(bytes.fromhex(secret_in(self._path(day))))
        nonce = secrets.token_bytes(NONCE)
        hidden = nonce + self._today[1].encrypt(nonce, text[:LONGEST].encode("utf-8", "replace"), entry.encode())
        return f"{day}:{b64encode(hidden).decode()}"

    def reveal(self, hidden: str, entry: str) -> str | None:
        """The text of an entry; None where it has none, or the key of its day is no more."""
        day, _colon, encoded = hidden.partition(":")
        if not DAY.fullmatch(day):
            return None
        key = read_secret(self._path(day))
        if key is None:
            return None
        try:
            raw = b64decode(encoded, validate=True)
            return AESGCM(bytes.fromhex(key)).decrypt(raw[:NONCE], raw[NONCE:], entry.encode()).decode()
        except (ValueError, InvalidTag):
            return None

    def days(self) -> list[str]:
        """The days whose texts can still be read."""
        return sorted(path.stem for path in self._folder.glob("*.key") if DAY.fullmatch(path.stem))

    def erase(self, before: str) -> list[str]:
        """Destroys the keys of all days before one; which these were."""
        gone = [day for day in self.days() if day < before]
        for day in gone:
            self._path(day).unlink(missing_ok=True)
        if gone:
            sync_folder(self._folder)
        return gone

    def _path(self, day: str) -> Path:
        return self._folder / f"{day}.key"
