"""Passwords: argon2id, so that a stolen store gives none of them away."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _

SHORTEST, LONGEST = 12, 200
# Letters and digits that cannot be taken for each other when read from a screen.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class Passwords:
    """Hashes and checks; a check takes as long for a user that does not exist as for one that does."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex())

    def hash(self, password: str) -> str:
        """The hash to keep; Invalid where the password is too short or too long."""
        if not SHORTEST <= len(password) <= LONGEST:
            message = _("A password has %(shortest)s to %(longest)s characters.", shortest=SHORTEST, longest=LONGEST)
            raise Invalid(Problem("password", message, remedy=_("Several words in a row are easy to keep in mind.")))
        return self._hasher.hash(password)

    def check(self, hashed: str | None, password: str) -> bool:
        """True where the password is the one that was hashed; None stands for a user that does not exist."""
        if len(password) > LONGEST:
            return False
        try:
            return self._hasher.verify(hashed or self._nobody, password) and hashed is not None
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, hashed: str) -> bool:
        """True where the hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(hashed)


def random_password() -> str:
    """A password of 98 bits that can be read out over the telephone: ``k7mq-...`` in five groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _position in range(20))
    return "-".join(letters[start : start + 4] for start in range(0, 20, 4))
