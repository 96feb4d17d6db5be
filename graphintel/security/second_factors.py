"""Codes of a second factor: six digits that change every half minute (RFC 6238), and recovery codes on paper."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
from base64 import b64decode, b64encode
from dataclasses import dataclass, field

import segno
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pyotp import random_base32
from pyotp.totp import TOTP

from graphintel.security.tokens import equal

ISSUER = "graphintel"
DIGITS = re.compile(r"\d{6}")
NONCE = 12
SECONDS = 30
# So many steps may the clock of a telephone be ahead or behind.
DRIFT = 1
RECOVERY_CODES = 10
# Without what is mistaken for something else when it is read from paper: 32 signs, five bits each.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS, GROUP = 4, 4


@dataclass(frozen=True, slots=True)
class FactorSecrets:
    """Encrypts the secrets of second factors for the store, each bound to its user, and hashes recovery codes."""

    key: bytes = field(repr=False)
    codes_key: bytes = field(repr=False)

    def hide(self, secret: str, actor: str) -> str:
        """A secret as the store keeps it."""
        nonce = secrets.token_bytes(NONCE)
        return b64encode(nonce + AESGCM(self.key).encrypt(nonce, secret.encode(), actor.encode())).decode()

    def reveal(self, hidden: str, actor: str) -> str | None:
        """The secret; None where it is another user's, or was encrypted under another key."""
        try:
            raw = b64decode(hidden, validate=True)
            return AESGCM(self.key).decrypt(raw[:NONCE], raw[NONCE:], actor.encode()).decode()
        except (ValueError, InvalidTag):
            return None

    def recovery_hash(self, code: str, actor: str) -> str:
        """What the store keeps of a recovery code, however it was typed: 80 random bits leave nothing to guess."""
        plain = "".join(code.upper().replace("-", "").split())
        return hmac.new(self.codes_key, f"{actor}:{plain}".encode(), hashlib.sha256).hexdigest()


def new_factor_secret() -> str:
    """A secret of 160 random bits, in the letters that applications take."""
    return random_base32()


def recovery_codes() -> list[str]:
    """New recovery codes, as they are printed."""
    return [_recovery_code() for _number in range(RECOVERY_CODES)]


def link(secret: str, username: str) -> str:
    """The address that an application for codes opens."""
    return TOTP(secret, interval=SECONDS).provisioning_uri(name=username, issuer_name=ISSUER)


def picture(text: str) -> str:
    """A QR code as SVG that needs no style of its own; light behind dark whatever the page looks like."""
    return segno.make(text, error="m", micro=False).svg_inline(
        omitsize=True, light="white", svgclass="qr", lineclass=None
    )


def matching_step(secret: str, typed: str, *, at: float | None = None) -> int | None:
    """The time step whose code was typed, of those that the drift of clocks allows; None where it is none of them."""
    code = "".join(typed.split())
    if not DIGITS.fullmatch(code) or not code.isascii():
        return None
    now = int((time.time() if at is None else at) // SECONDS)
    totp = TOTP(secret, interval=SECONDS)
    # The latest first: of two steps with the same code the later one is used up, and the earlier with it.
    steps = range(now + DRIFT, now - DRIFT - 1, -1)
    return next((step for step in steps if equal(totp.generate_otp(step), code)), None)


def _recovery_code() -> str:
    return "-".join("".join(secrets.choice(SIGNS) for _sign in range(GROUP)) for _group in range(GROUPS))
