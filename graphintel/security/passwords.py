"""Passwords: argon2id, so that a stolen store gives none of them away."""

from __future__ import annotations

import re
import secrets
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from graphintel.errors import Invalid, Problem
from graphintel.i18n import gettext as _

SHORTEST, LONGEST = 12, 200
# Letters and digits that cannot be taken for each other when read from a screen.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
FEWEST_CHARACTERS = 5
# A shorter name of a user stands in too many honest words.
SHORTEST_NAME = 4
WORST = Path(__file__).with_name("worst_passwords.txt")


class Passwords:
    """Hashes and checks; a check takes as long for a user that does not exist as for one that does."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex())

    def hash(self, password: str, *personal: str, field: str = "password") -> str:
        """The hash to keep; Invalid where the password is easily guessed by its length, its kind, or whose it is."""
        problem = weakness(password, *personal)
        if problem is not None:
            raise Invalid(Problem(field, problem, remedy=_("Several words in a row are easy to keep in mind.")))
        return self._hasher.hash(password)

    def hash_again(self, password: str) -> str:
        """The hash of a password that was accepted once, whatever would be said of it today."""
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


def weakness(password: str, *personal: str) -> str | None:
    """Why a password is easily guessed, None where nothing speaks for it; ``personal`` is what its user is called."""
    plain = _plain(password)
    if not SHORTEST <= len(password) <= LONGEST:
        return _("A password has %(shortest)s to %(longest)s characters.", shortest=SHORTEST, longest=LONGEST)
    if len(set(password)) < FEWEST_CHARACTERS:
        return _("The password repeats a few characters only.")
    if plain in _worst():
        return _("The password is one of those that are tried first.")
    if any(len(name) >= SHORTEST_NAME and name in plain for name in map(_plain, personal)):
        return _("The password holds the name of its user.")
    return None


def _plain(text: str) -> str:
    """Letters and digits alone: hyphens and capitals make no password harder to guess."""
    return re.sub(r"[\W_]+", "", text.casefold())


@cache
def _worst() -> frozenset[str]:
    return frozenset(WORST.read_text(encoding="utf-8").split())


def random_password() -> str:
    """A password of 98 bits that can be read out over the telephone: ``k7mq-...`` in five groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _position in range(20))
    return "-".join(letters[start : start + 4] for start in range(0, 20, 4))
