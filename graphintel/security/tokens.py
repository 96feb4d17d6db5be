"""Secrets that a program or a browser shows: API tokens, sessions, CSRF tokens. The store keeps only their hashes."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

PREFIX = "gi_"
TOKEN = re.compile(r"gi_[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """An API token with 256 random bits; the prefix lets scanners of leaked text find it."""
    return PREFIX + secrets.token_urlsafe(32)


def new_secret() -> str:
    """A session id or a CSRF token with 256 random bits."""
    return secrets.token_urlsafe(32)


def is_token(text: str) -> bool:
    """True where the text has the form of an API token, so that nothing else is ever looked up."""
    return TOKEN.fullmatch(text) is not None


def digest(secret: str) -> str:
    """What the store keeps. A plain SHA-256 is enough for 256 random bits: there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()


def equal(one: str, other: str) -> bool:
    """Compares in a time that does not depend on where the two differ."""
    return hmac.compare_digest(one.encode(), other.encode())
