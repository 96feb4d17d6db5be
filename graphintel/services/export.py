"""Files to be taken away: every one says its highest marking, who made it and when, and holds nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphintel.errors import Invalid, NotFound, Problem
from graphintel.exchange import csv, graphml, json, snapshot
from graphintel.exchange.document import Document, highest_marking
from graphintel.i18n import gettext as _
from graphintel.model.events import Action
from graphintel.model.times import now
from graphintel.queries import audit
from graphintel.queries.store import Store
from graphintel.security.actor import Actor
from graphintel.security.limits import EXPORTS
from graphintel.security.policy import Verb, authorise
from graphintel.services.limits import Limits
from graphintel.services.subgraph import Subgraphs


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: how it is written and what it is called."""

    dump: Callable[[Document], bytes]
    mimetype: str
    suffix: str


FORMATS: Mapping[str, Format] = {
    "graphml": Format(graphml.dump, graphml.MIMETYPE, "graphml"),
    "json": Format(json.dump, json.MIMETYPE, "json"),
    "csv": Format(csv.dump, csv.MIMETYPE, "csv"),
    "html": Format(snapshot.dump, snapshot.MIMETYPE, "html"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file to be taken away."""

    content: bytes
    mimetype: str
    name: str


class Exports:
    """Makes files of parts of the graph."""

    def __init__(self, store: Store, subgraphs: Subgraphs, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._subgraphs = subgraphs

    def make(
        self,
        actor: Actor,
        format_: str,
        entities: Sequence[str],
        *,
        positions: Mapping[str, tuple[float, float]] | None = None,
        title: str = "",
    ) -> File:
        """A file of the entities and the links among them, as far as the actor sees them; the audit trail keeps it."""
        authorise(actor, Verb.export)
        form = FORMATS.get(format_)
        if form is None:
            raise NotFound(_("There is no format %(name)s.", name=format_))
        self._limits.use(actor, EXPORTS)
        found = self._subgraphs.read(actor, entities)
        if found.missing:
            raise Invalid([_not_there(id_) for id_ in found.missing])
        places = {found.resolved[id_]: place for id_, place in (positions or {}).items() if id_ in found.resolved}
        marking = highest_marking(found.graph)
        for register in marking.registers:
            authorise(actor, Verb.export, register)
        document = Document(found.graph, title or _("Chart"), marking, actor.display_name, now(), places)
        content = form.dump(document)
        detail = {"format": format_, "title": document.title, "marking": marking.text}
        ids = [node.id for node in found.graph.nodes]
        self._store.transaction(lambda tx: audit.entry(tx, actor.id, Action.exported, ids, detail))
        return File(content, form.mimetype, f"{_stem(document.title)}.{form.suffix}")


def _not_there(id_: str) -> Problem:
    message = _("There is no such entity: %(id)s.", id=id_)
    return Problem("entities", message, remedy=_("Leave it out: a file holds all that was asked for, or is not made."))


def _stem(title: str) -> str:
    return re.sub(r"[^\w]+", "-", title).strip("-")[:80] or "chart"
