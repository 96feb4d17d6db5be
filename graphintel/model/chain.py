"""The chain that the sealer makes of the trail, and what tells that somebody has changed it since.

Entries get consecutive numbers. Each bears, under a key outside of the store, a mark of its writer (``mac``: what it
says) and one of the sealer (``place``: which number it has); each seal bears a digest of itself, of the entries that
it covers and of the seal before. So whatever is edited, taken out, put in or put elsewhere is found, and where it is.
What is cut off at the end together with its seals is found by the list of digests that is kept elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from graphintel.model.ids import canonical
from graphintel.model.trail import Entry, is_genuine

NOTHING_BEFORE = "0" * 64

Part = Literal["entry", "seal", "file"]
What = Literal[
    "edited", "forged", "missing", "moved", "doubled", "beyond", "unplaced", "unlike", "unchained", "differs",
    "cut_off", "behind",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seal:
    """What seals the entries from ``first`` to ``last``; ``entries`` is the digest of their marks in their order."""

    number: int
    first: int
    last: int
    count: int
    previous: str
    entries: str
    at: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry as it stands in the store: with number and place once it is sealed, else waiting for them."""

    entry: Entry
    sequence: int | None = None
    place: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it was written: what, and which entry or seal, by number and id."""

    part: Part
    what: What
    number: int = 0
    through: int = 0
    id: str = ""


def place(key: bytes, sequence: int, mac: str) -> str:
    """What only the sealer can say: that the entry of this mark has this number."""
    return hmac.digest(key, f"place:{sequence}:{mac}".encode("utf-8", "replace"), hashlib.sha256).hex()


def seal(key: bytes, before: Seal | None, macs: Sequence[str], at: str) -> Seal:
    """The seal over further entries, of which these are the marks."""
    first = before.last + 1 if before else 1
    number, previous = (before.number + 1, before.digest) if before else (1, NOTHING_BEFORE)
    bare = Seal(number, first, first + len(macs) - 1, len(macs), previous, digest_of(macs), at)
    return replace(bare, digest=digest(key, bare))


def digest(key: bytes, found: Seal) -> str:
    """What only a holder of the key can say of this seal."""
    said = canonical([found.number, found.first, found.last, found.count, found.previous, found.entries, found.at])
    return hmac.digest(key, f"seal:{said}".encode("utf-8", "replace"), hashlib.sha256).hex()


def digest_of(macs: Iterable[str]) -> str:
    """One digest for marks in their order."""
    return hashlib.sha256("\n".join(macs).encode("utf-8", "replace")).hexdigest()


def check(
    key: bytes, seals: Iterable[Seal], entries: Iterable[Placed], loose: Iterable[Placed], listed: Mapping[int, str]
) -> Iterator[Finding]:
    """All that is wrong: with seals by number, entries by number, those without one, and digests kept elsewhere."""
    walk = _Walk(key, entries)
    last: Seal | None = None
    for found in seals:
        yield from _follows(last, found)
        if hmac.compare_digest(digest(key, found).encode(), found.digest.encode("utf-8", "replace")):
            yield from walk.through(found)
        else:
            yield Finding("seal", "edited", found.number, found.number)
        known = listed.get(found.number)
        if known is not None and known != found.digest:
            yield Finding("file", "differs", found.number, found.number)
        last = found
    yield from walk.beyond()
    yield from _loose(key, loose)
    yield from _ends(last.number if last else 0, listed)


class _Walk:
    """Goes through the entries, seal by seal."""

    def __init__(self, key: bytes, entries: Iterable[Placed]) -> None:
        self._key = key
        self._entries = iter(entries)
        self._ahead = next(self._entries, None)
        self._next = 1

    def through(self, found: Seal) -> Iterator[Finding]:
        """Every entry up to the last that a seal covers; what should be there and is not."""
        macs: list[str] = []
        whole = True
        for each in self._up_to(found.last):
            number = each.sequence or 0
            if number < self._next:
                yield Finding("entry", "doubled", number, number, each.entry.id)
                continue
            if number > self._next:
                yield Finding("entry", "missing", self._next, number - 1)
                whole = whole and number <= found.first
            self._next = number + 1
            macs += [each.entry.mac] if number >= found.first else []
            wrong = _wrong(self._key, each)
            whole = whole and wrong not in {"forged", "moved"}
            if wrong is not None:
                yield Finding("entry", wrong, number, number, each.entry.id)
        if self._next <= found.last:
            yield Finding("entry", "missing", self._next, found.last)
            whole = False
        self._next = max(self._next, found.last + 1)
        if whole and digest_of(macs) != found.entries:
            yield Finding("seal", "unlike", found.number, found.number)

    def beyond(self) -> Iterator[Finding]:
        """What bears a number that no seal covers."""
        while self._ahead is not None:
            number = self._ahead.sequence or 0
            yield Finding("entry", "beyond", number, number, self._ahead.entry.id)
            self._ahead = next(self._entries, None)

    def _up_to(self, last: int) -> Iterator[Placed]:
        while self._ahead is not None and (self._ahead.sequence or 0) <= last:
            yield self._ahead
            self._ahead = next(self._entries, None)


def _wrong(key: bytes, each: Placed) -> What | None:
    stands = hmac.compare_digest(
        each.place.encode("utf-8", "replace"), place(key, each.sequence or 0, each.entry.mac).encode()
    )
    if is_genuine(key, each.entry):
        return None if stands else "moved"
    # Its place vouches for the mark; the mark does not fit what the entry says now.
    return "edited" if stands else "forged"


def _follows(before: Seal | None, found: Seal) -> Iterator[Finding]:
    expected = before.number + 1 if before else 1
    if found.number > expected:
        yield Finding("seal", "missing", expected, found.number - 1)
    elif found.number < expected:
        yield Finding("seal", "doubled", found.number, found.number)
    elif found.previous != (before.digest if before else NOTHING_BEFORE):
        yield Finding("seal", "unchained", found.number, found.number)


def _loose(key: bytes, loose: Iterable[Placed]) -> Iterator[Finding]:
    for each in loose:
        if not is_genuine(key, each.entry):
            yield Finding("entry", "forged", id=each.entry.id)
        elif not each.waiting:
            yield Finding("entry", "unplaced", id=each.entry.id)


def _ends(last: int, listed: Mapping[int, str]) -> Iterator[Finding]:
    """What the list kept elsewhere knows and the store does not, and the other way round.

    The sealer writes the store first and the list right after: that the last seal is not on it yet is no finding.
    """
    numbers = sorted(listed)
    for before, after in pairwise(numbers):
        if after != before + 1:
            yield Finding("file", "missing", before + 1, after - 1)
    top = numbers[-1] if numbers else 0
    if top > last:
        yield Finding("file", "cut_off", last + 1, top)
    elif last - top > 1:
        yield Finding("file", "behind", top + 1, last)
