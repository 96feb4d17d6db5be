"""A stream that is encrypted in chunks, each of which proves itself, its place and whether it is the last.

The STREAM construction (Hoang and others, 2015) over AES-256-GCM: the nonce of a chunk holds its number
and a flag for the last one, so that a chunk that was changed, moved, left out or cut off does not open. The header is
authenticated with every chunk. Each stream has a key of its own, derived from the installation's and a random salt.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from graphintel.errors import GraphintelError
from graphintel.i18n import gettext as _

MAGIC = b"graphintel archive\n"
FORMAT = 1
CIPHER = "AES-256-GCM, STREAM"
CHUNK = 1 << 20
TAG = 16
LONGEST_HEADER = 4_096
MOST_CHUNKS = (1 << 32) - 1
PURPOSE = b"graphintel archive 1"


class Damaged(GraphintelError):
    """An archive that is not as it was written, or that another key has written."""

    code = "archive_damaged"
    exit_code = 3


def key_id(key: bytes) -> str:
    """What tells a key from others, and nothing of it."""
    return hashlib.sha256(b"graphintel key id\n" + key).hexdigest()[:16]


class Encrypting:
    """Takes bytes and writes them encrypted; ``close`` writes the last chunk, without which nothing opens."""

    def __init__(self, target: BinaryIO, key: bytes) -> None:
        salt = secrets.token_hex(32)
        fields = {"format": FORMAT, "cipher": CIPHER, "chunk": CHUNK, "key": key_id(key), "salt": salt}
        self._header = MAGIC + json.dumps(fields, sort_keys=True).encode() + b"\n"
        self._aead = AESGCM(_derived(key, salt))
        self._target = target
        self._held = bytearray()
        self._number = 0
        target.write(self._header)

    def write(self, data: bytes) -> int:
        """Takes further bytes."""
        self._held += data
        # A full chunk is held back until more comes: it may be the last.
        while len(self._held) > CHUNK:
            self._put(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Writes the last chunk."""
        self._put(bytes(self._held), last=True)
        self._held.clear()

    def _put(self, chunk: bytes, *, last: bool) -> None:
        self._target.write(self._aead.encrypt(_nonce(self._number, last=last), chunk, self._header))
        self._number += 1


class Decrypting:
    """Gives the bytes of an encrypted stream; Damaged where it is not whole and unchanged."""

    def __init__(self, source: BinaryIO, key: bytes) -> None:
        self._source = source
        self._header = _header(source)
        fields = _fields(self._header)
        if fields["key"] != key_id(key):
            raise Damaged(
                _(
                    "The archive was written under the key %(wanted)s, and this is the key %(given)s.",
                    wanted=fields["key"],
                    given=key_id(key),
                )
            )
        self._aead = AESGCM(_derived(key, fields["salt"]))
        self._chunks = self._opened()
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """Up to so many bytes, none at the end; every byte that is given has been authenticated."""
        parts, missing = [self._held], size - len(self._held)
        while size < 0 or missing > 0:
            chunk = next(self._chunks, None)
            if chunk is None:
                break
            parts.append(chunk)
            missing -= len(chunk)
        found = b"".join(parts)
        given, self._held = (found, b"") if size < 0 else (found[:size], found[size:])
        return given

    def _opened(self) -> Iterator[bytes]:
        number, chunk = 0, self._source.read(CHUNK + TAG)
        while True:
            following = self._source.read(CHUNK + TAG)
            try:
                yield self._aead.decrypt(_nonce(number, last=not following), chunk, self._header)
            except InvalidTag as error:
                raise Damaged(
                    _("The archive is damaged or cut off at byte %(at)s.", at=format(self._source.tell(), ","))
                ) from error
            if not following:
                return
            number, chunk = number + 1, following


def _header(source: BinaryIO) -> bytes:
    magic = source.read(len(MAGIC))
    if magic != MAGIC:
        raise Damaged(_("This is no archive of graphintel."))
    line = source.readline(LONGEST_HEADER)
    return magic + line


def _fields(header: bytes) -> dict[str, Any]:
    try:
        fields: dict[str, Any] = json.loads(header[len(MAGIC) :])
        known = (fields["format"], fields["cipher"], fields["chunk"])
        complete = isinstance(fields["key"], str) and len(bytes.fromhex(fields["salt"])) > 0
    except (ValueError, KeyError, TypeError) as error:
        raise Damaged(_("The head of the archive cannot be read.")) from error
    if known != (FORMAT, CIPHER, CHUNK) or not complete:
        raise Damaged(_("The archive has a format that this version does not know."))
    return fields


def _derived(key: bytes, salt: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=bytes.fromhex(salt), info=PURPOSE).derive(key)


def _nonce(number: int, *, last: bool) -> bytes:
    if number > MOST_CHUNKS:
        raise OverflowError("too many chunks")
    return bytes(7) + number.to_bytes(4, "big") + bytes([last])
