"""The sealer, which puts the trail into one chain, and whoever checks that the chain is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain as one_after_the_other
from itertools import takewhile
from threading import Lock

from graphintel.model.chain import Finding, Placed, check
from graphintel.model.events import Action
from graphintel.model.times import now
from graphintel.queries import audit, seals
from graphintel.queries.store import Store
from graphintel.security.seal_log import SealLog
from graphintel.services.repeating import Repeating
from graphintel.services.trail import INSTALLATION, Trail

Progress = Callable[[int, int], None]

MOST_IN_ONE = 1_000
SECONDS = 1.0
# More findings than this are counted, not listed.
MOST_LISTED = 1_000


@dataclass(frozen=True, slots=True)
class Verified:
    """What a check of the whole trail came to."""

    at: str
    entries: int
    seals: int
    waiting: int
    findings: tuple[Finding, ...]
    found: int

    @property
    def whole(self) -> bool:
        """True where nothing was found."""
        return self.found == 0


class Sealing:
    """Seals the trail and verifies it."""

    def __init__(self, store: Store, seal_log: SealLog, trail: Trail) -> None:
        self._store = store
        self._log = seal_log
        self._trail = trail
        self._listed: int | None = None
        self._lock = Lock()
        self._background = Repeating("sealer", self.seal, SECONDS)

    def start(self) -> None:
        """Takes over what dead processes left in the journal, and seals, in the background from now on."""
        self._background.start()

    def close(self) -> None:
        """Ends the background."""
        self._background.stop()

    def seal(self) -> int:
        """Seals all that waits, and lists each seal outside of the store; how many entries were sealed.

        The store comes first and the list right after. After a crash in between, the list is brought up to date before
        anything further is sealed, so that it is never more than one seal behind.
        """
        with self._lock:
            self._trail.ship()
            sealed = 0
            while self._listed is None or seals.waiting(self._store):
                self._catch_up()
                made = self._store.transaction(lambda tx: seals.add(tx, MOST_IN_ONE))
                if made is None:
                    break
                sealed += made.count
                self._catch_up()
            return sealed

    def verify(self, progress: Progress) -> Verified:
        """Checks every entry and every seal; that it was done is on record."""
        # Read before the store: what is sealed meanwhile is then not missing from it.
        listed = self._log.digests()
        top = seals.last(self._store)
        number, sequence = (top.number, top.last) if top else (0, 0)
        counted = _Counted(progress, sequence)
        entries = one_after_the_other(
            takewhile(lambda each: (each.sequence or 0) <= sequence, counted.each(seals.entries(self._store))),
            self._beyond(sequence),
        )
        loose = counted.loose(seals.loose(self._store))
        chained = seals.after(self._store, 0, number)
        found, findings = 0, []
        for each in check(self._store.audit_key, chained, entries, loose, listed):
            found += 1
            findings += [each] if found <= MOST_LISTED else []
        verified = Verified(now(), counted.done, number, counted.waiting, tuple(findings), found)
        detail = {"entries": counted.done, "seals": number, "found": found}
        self._store.transaction(lambda tx: audit.entry(tx, INSTALLATION, Action.audit_verified, (), detail))
        return verified

    def _beyond(self, sequence: int) -> Iterator[Placed]:
        """What bears a number that no seal covers, though it was there before the latest seal was read."""
        ahead = list(seals.entries(self._store, sequence))
        top = seals.last(self._store)
        return (each for each in ahead if (each.sequence or 0) > (top.last if top else 0))

    def _catch_up(self) -> None:
        """Lists the seals that are not listed yet."""
        if self._listed is None:
            self._listed = self._log.last()
        top = seals.last(self._store)
        # After a restored backup the store's numbers begin again below: what is sealed from now on is listed too.
        number = top.number if top else 0
        if number > self._listed:
            missing = list(seals.after(self._store, self._listed, number))
            self._log.append(missing)
        self._listed = number


class _Counted:
    """Counts what passes, and says so now and then."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.done = self.waiting = 0
        self._progress = progress
        self._total = total

    def each(self, entries: Iterator[Placed]) -> Iterator[Placed]:
        for each in entries:
            self.done += 1
            if self.done % 500 == 0:
                self._progress(self.done, self._total)
            yield each

    def loose(self, entries: Iterator[Placed]) -> Iterator[Placed]:
        for each in entries:
            self.done += 1
            self.waiting += each.waiting
            yield each


def described(verified: Verified) -> dict[str, object]:
    """A check as JSON."""
    return {
        "at": verified.at,
        "whole": verified.whole,
        "entries": verified.entries,
        "seals": verified.seals,
        "waiting": verified.waiting,
        "found": verified.found,
        "findings": [asdict(each) for each in verified.findings],
    }
