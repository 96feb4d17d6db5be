"""What the trail is kept in, for whoever reads it: the journal, the keys of texts and the list of seals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphintel.model.events import Action
from graphintel.security.actor import Actor
from graphintel.security.journal import Journal
from graphintel.security.query_texts import QueryTexts
from graphintel.security.seal_log import SealLog
from graphintel.services.trail import Trail


@dataclass(frozen=True, slots=True)
class Keeping:
    """The parts of a trail that lie outside of the store."""

    trail: Trail
    journal: Journal
    texts: QueryTexts
    seal_log: SealLog

    def look(self, actor: Actor, what: str, objects: Iterable[str]) -> None:
        """Puts on record that somebody reads the trail, after bringing into the store what this process has read."""
        self.trail.ship()
        self.trail.read(actor, Action.audit_read, objects, what=what)
