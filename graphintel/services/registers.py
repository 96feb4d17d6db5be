"""What is in the registers at one glance."""

from __future__ import annotations

from collections import Counter
from typing import Any

from graphintel.model.events import Action
from graphintel.queries import registers
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.policy import Verb, authorise
from graphintel.services.sight import view_for
from graphintel.services.trail import Trail


class Registers:
    """Tells what there is."""

    def __init__(self, store: Store, trail: Trail) -> None:
        self._store = store
        self._trail = trail

    def overview(self, actor: Actor, *, latest: int = 5) -> dict[str, Any]:
        """Counts by kind and register, as the lists of the search have them, and the seizures that were seen last.

        An entity in several registers is counted in each of them, and once in the totals.
        """
        authorise(actor, Verb.read)
        view = view_for(self._store, actor)
        kinds, found, crossed = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
        for each in registers.counts(self._store, view):
            kinds[each.kind] += each.entities
            for register in each.registers:
                found[register] += each.entities
                crossed[register, each.kind] += each.entities
        newest = registers.latest(self._store, view, latest)
        self._trail.read(actor, Action.overview_read, (node.id for node in newest))
        return {
            "total": kinds.total(),
            "kinds": dict(kinds),
            "registers": dict(found),
            "by_register": {
                register: {kind: count for (within, kind), count in crossed.items() if within == register}
                for register in found
            },
            "latest": [node.as_dict() for node in newest],
        }
