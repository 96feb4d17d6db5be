"""The installation's secret and the keys derived from it, one per purpose, so that one use tells nothing of another."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _

SHORTEST = 32


@dataclass(frozen=True, slots=True)
class Keys:
    """Derives keys from one secret."""

    secret: str = field(repr=False)

    def key(self, purpose: str) -> bytes:
        """The 32 bytes for this purpose."""
        return hmac.new(self.secret.encode(), purpose.encode(), hashlib.sha256).digest()


def keys_at(path: Path) -> Keys:
    """The secret kept in a file that only its owner can read; made when there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(path)
    return Keys(_read(path))


def _make(path: Path) -> None:
    # Written aside and then linked: whoever starts at the same moment reads a whole secret, and all read the same one.
    handle, aside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(aside)
    finally:
        Path(aside).unlink()


def _read(path: Path) -> str:
    secret = path.read_text().strip()
    if len(secret) < SHORTEST:
        message = _("The file %(path)s holds no secret.", path=path)
        raise Invalid(Problem("GRAPHINTEL_SECRET_KEY", message, remedy=_("Restore it from a backup.")))
    if os.name == "posix" and path.stat().st_mode & 0o077:
        message = _("The file %(path)s can be read by others.", path=path)
        raise Invalid(Problem("GRAPHINTEL_SECRET_KEY", message, remedy=_("Run: chmod 600 %(path)s", path=path)))
    return secret
