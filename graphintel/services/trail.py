"""Reads on record: an entry is safe on disk before an answer leaves, and in the store soon after.

What is asked without being signed in and refused is counted by address and minute, so that a flood leaves two entries
a minute and not a full disk.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any
from uuid import uuid4

from graphintel.errors import StoreUnavailable
from graphintel.i18n import gettext as _
from graphintel.log import get_logger
from graphintel.model.events import Action, circumstances
from graphintel.model.times import now
from graphintel.model.trail import Entry, made
from graphintel.queries import audit
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.journal import Journal, JournalUnwritable, Segment
from graphintel.security.query_texts import QueryTexts
from graphintel.services.repeating import Repeating

log = get_logger(__name__)

NOBODY, INSTALLATION = "nobody", "installation"
AT_ONCE = 500
SECONDS = 1.0
# More addresses than this within a minute are counted as one.
MOST_ADDRESSES = 1_000
MINUTE = len("2026-03-14T09:30")


@dataclass(slots=True)
class Crowd:
    """How often something was refused to nobody known from one address, since the entry that told of the first."""

    minute: str
    further: int = 0


class Trail:
    """Puts on record what is read and what is refused."""

    def __init__(self, store: Store, journal: Journal, texts: QueryTexts, key: bytes) -> None:
        self._store = store
        self._journal = journal
        self._texts = texts
        self._key = key
        self._crowds: dict[tuple[str, str], Crowd] = {}
        self._counting = Lock()
        self._shipping = Lock()
        self._background = Repeating("journal", self.ship, SECONDS)

    def read(self, actor: Actor, action: Action, objects: Iterable[str], *, text: str = "", **detail: object) -> None:
        """Puts on record which objects an actor is about to be shown; JournalUnwritable where that cannot be.

        ``text`` is what he typed; it is kept encrypted. ``detail`` names nobody.
        """
        self._write(actor.id, action, objects, detail, text)

    def refused(self, actor: Actor | None, code: str, objects: Iterable[str] = (), **detail: object) -> None:
        """Puts on record that somebody was refused; what cannot be written is told to the log, and stays refused."""
        try:
            if actor is not None:
                self._write(actor.id, Action.refused, objects, {"code": code, **detail})
            elif self._is_first(code):
                self._write(NOBODY, Action.refused, objects, {"code": code, **detail})
        except StoreUnavailable:
            log.exception("audit.refusal_not_recorded", code=code)

    def ship(self) -> int:
        """Brings into the store what the journal holds, that of processes that died too; how many entries."""
        with self._shipping:
            self._tell_of_crowds()
            return sum(self._bring(segment) for segment in self._journal.take())

    def start(self) -> None:
        """Ships in the background from now on: for processes that live longer than a command."""
        self._background.start()

    def close(self) -> None:
        """Ships what is left. Where the store does not answer it stays in the journal, and nothing is lost."""
        self._background.stop()
        try:
            self._tell_of_crowds(over=True)
            if not self._journal.empty():
                self.ship()
        except StoreUnavailable:
            log.warning("audit.journal_kept", segments=len(self._journal.files()))
        finally:
            self._journal.close()

    def _write(self, by: str, action: Action, objects: Iterable[str], detail: dict[str, Any], text: str = "") -> None:
        id_ = str(uuid4())
        try:
            hidden = self._texts.hide(text, id_)
        except OSError as error:
            raise JournalUnwritable(
                _("Nothing is shown that cannot be put on record, and the key of the day cannot be kept.")
            ) from error
        self._journal.append(made(self._key, by, action, objects, detail, id_=id_, text=hidden))

    def _bring(self, segment: Segment) -> int:
        found = segment.read(self._key)
        entries = list(found.entries)
        if found.edited:
            detail = {"segment": segment.path.name, "lines": list(found.edited)}
            entries.append(made(self._key, INSTALLATION, Action.journal_damaged, (), detail))
            log.error("audit.journal_edited", segment=segment.path.name, lines=list(found.edited))
        for start in range(0, len(entries), AT_ONCE):
            self._bring_some(entries[start : start + AT_ONCE])
        if found.edited:
            segment.set_aside()
        else:
            segment.remove()
        return len(entries)

    def _bring_some(self, entries: list[Entry]) -> None:
        self._store.transaction(lambda tx: audit.ship(tx, entries))

    def _is_first(self, code: str) -> bool:
        """True where no such refusal of this minute is on record; else it is counted."""
        address, minute = circumstances().address, now()[:MINUTE]
        with self._counting:
            many = len(self._crowds) >= MOST_ADDRESSES and (address, code) not in self._crowds
            known = self._crowds.get(("", code) if many else (address, code))
            if known is not None and known.minute == minute:
                known.further += 1
                return False
            if known is None:
                self._crowds["" if many else address, code] = Crowd(minute)
                return True
            told = known.further
            known.minute, known.further = minute, 0
        self._tell(address, code, told)
        return True

    def _tell_of_crowds(self, *, over: bool = False) -> None:
        """Writes how many there were in the minutes that are over."""
        minute = now()[:MINUTE]
        with self._counting:
            old = {key: crowd for key, crowd in self._crowds.items() if over or crowd.minute < minute}
            for key in old:
                del self._crowds[key]
        for (address, code), crowd in old.items():
            self._tell(address, code, crowd.further)

    def _tell(self, address: str, code: str, further: int) -> None:
        if further:
            detail = {"code": code, "further": further, "from": address or "many"}
            self._write(NOBODY, Action.refused, (), detail)
