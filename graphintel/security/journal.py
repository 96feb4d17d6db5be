"""The journal: entries lie safe on this machine's disk before an answer leaves, until the store has them.

A folder of segments, each written by one process that holds its lock as long as it lives and appends one line an entry.
A segment that nobody writes any more, because its writer turned to a new one or has died, is read, brought into the
store and only then removed; doing that twice changes nothing. What a crash tore off is the end of the last line,
which nobody was answered on; a whole line that does not bear its writer's mark was edited.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from graphintel.errors import StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.model.times import now
from graphintel.model.trail import Entry, is_genuine
from graphintel.private_files import private_folder

SUFFIX, DAMAGED = ".journal", ".damaged"
# macOS has none; there fsync does more than is needed.
_sync = getattr(os, "fdatasync", os.fsync)


class JournalUnwritable(StoreUnavailable):
    """What would be read cannot be put on record, so it is not read."""

    code = "journal_unwritable"


@dataclass(frozen=True, slots=True)
class Found:
    """What a segment holds: entries, the numbers of lines that were edited, and whether its end was torn off."""

    entries: tuple[Entry, ...]
    edited: tuple[int, ...]
    torn: bool


class Segment:
    """One file of the journal, locked by this process until it is closed."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor
        self._size = os.fstat(descriptor).st_size

    @classmethod
    def begin(cls, folder: Path) -> Segment:
        """A new one. Somebody who clears up may have taken it for abandoned before it was locked: then another."""
        while True:
            moment = "".join(filter(str.isdigit, now()))
            path = folder / f"{moment}-{os.getpid()}-{secrets.token_hex(3)}{SUFFIX}"
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
            if _locked(descriptor) and os.fstat(descriptor).st_nlink:
                sync_folder(folder)
                return cls(path, descriptor)
            os.close(descriptor)

    @classmethod
    def abandoned(cls, path: Path) -> Segment | None:
        """One whose writer is dead, None where he lives or it is gone."""
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_APPEND)
        except FileNotFoundError:
            return None
        if _locked(descriptor) and os.fstat(descriptor).st_nlink:
            return cls(path, descriptor)
        os.close(descriptor)
        return None

    @property
    def empty(self) -> bool:
        """True while no line has reached it."""
        return self._size == 0

    def append(self, line: bytes) -> None:
        """Writes a line that is on the disk when this returns; OSError leaves no half of it."""
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
            _sync(self._descriptor)
        except OSError:
            os.ftruncate(self._descriptor, self._size)
            raise
        self._size += len(line)

    def read(self, key: bytes) -> Found:
        """What it holds."""
        *lines, rest = self.path.read_bytes().split(b"\n")
        entries: list[Entry] = []
        edited: list[int] = []
        torn = bool(rest)
        for number, line in enumerate(lines, 1):
            entry = _entry(line)
            if entry is not None and is_genuine(key, entry):
                entries.append(entry)
            elif b"\0" in line:  # Room that was made for a line which never reached the disk.
                torn = True
            else:
                edited.append(number)
        return Found(tuple(entries), tuple(edited), torn)

    def remove(self) -> None:
        """Ends it: its entries are in the store."""
        self.path.unlink(missing_ok=True)
        self.close()

    def set_aside(self) -> None:
        """Keeps it for whoever looks into what was done to it; what it holds of worth is in the store."""
        self.path.rename(self.path.with_suffix(DAMAGED))
        self.close()

    def close(self) -> None:
        """Lets go of it."""
        os.close(self._descriptor)


class Journal:
    """The segments of a folder. Threads share one; each process has its own, and never two of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._current: Segment | None = None
        self._waiting: list[Segment] = []

    def append(self, entry: Entry) -> None:
        """Puts an entry on the disk; JournalUnwritable says that it is not there."""
        with self._lock:
            try:
                self._current = self._current or Segment.begin(private_folder(self._folder))
                self._current.append(entry.line())
            except OSError as error:
                self._leave()
                sentence = _("Nothing is shown that cannot be put on record, and the journal cannot be written.")
                raise JournalUnwritable(sentence) from error

    def take(self) -> Iterator[Segment]:
        """Segments to be brought into the store, each to be removed or set aside once it is; else it comes again."""
        self._take_over()
        # What waits from before goes first: while the store is away one segment grows, instead of ever more of them.
        for _round in range(2 if self._waiting else 1):
            with self._lock:
                if not self._waiting:
                    self._turn()
                waiting = list(self._waiting)
            for segment in waiting:
                yield segment
                self._waiting.remove(segment)

    def empty(self) -> bool:
        """True where this process has nothing that is not in the store."""
        return self._current is None and not self._waiting

    def files(self) -> list[Path]:
        """The segments of all processes, oldest first."""
        return sorted(self._folder.glob(f"*{SUFFIX}"))

    def lines(self) -> int:
        """How many entries of all processes are not in the store yet."""
        found = 0
        for file in self.files():
            # Another process may bring it into the store, and remove it, at any moment.
            with contextlib.suppress(FileNotFoundError):
                found += file.read_bytes().count(b"\n")
        return found

    def damaged(self) -> list[Path]:
        """The segments that were set aside."""
        return sorted(self._folder.glob(f"*{DAMAGED}"))

    def close(self) -> None:
        """Lets go of what is left, for the next process to take over."""
        with self._lock:
            self._turn()
            for segment in self._waiting:
                segment.close()
            self._waiting.clear()

    def _turn(self) -> None:
        if self._current is not None:
            self._waiting.append(self._current)
            self._current = None

    def _leave(self) -> None:
        """Begins another one next; where nothing reached this one it goes, lest a full disk leave one per refusal."""
        if self._current is not None and self._current.empty:
            with contextlib.suppress(OSError):
                self._current.remove()
                self._current = None
        self._turn()

    def _take_over(self) -> None:
        with self._lock:
            mine = {each.path for each in (self._current, *self._waiting) if each is not None}
            for path in self.files():
                found = None if path in mine else Segment.abandoned(path)
                if found is not None:
                    self._waiting.append(found)


def sync_folder(folder: Path) -> None:
    """Has the names of a folder's files reach the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _entry(line: bytes) -> Entry | None:
    try:
        return Entry.of(json.loads(line))
    except (ValueError, KeyError, TypeError):
        return None
