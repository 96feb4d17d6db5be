"""Entities towards a viewer.

Inside the database an entity is known by its leader's id and a stored summary. Whoever does not see all of it gets the
id, the name and the values that follow from what he sees. That happens here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graphintel.errors import NotFound
from graphintel.i18n import gettext as _
from graphintel.model.ids import link_id
from graphintel.model.marking import Marking
from graphintel.model.record_json import load_description
from graphintel.model.records import Record
from graphintel.model.subgraph import LinkView, MarkingView, Node
from graphintel.model.summary import Summary, dump, fold, summarise
from graphintel.queries.store import Row, Store
from graphintel.queries.visibility import View


@dataclass(frozen=True, slots=True)
class Found:
    """An entity as a query found it: its leader, the stored summary for those who see all of it, its visible links.

    ``said`` is what its visible records say, where the query has asked for that along with the rest.
    """

    leader: str
    summary: str | None
    degree: int
    said: Sequence[Sequence[Any]] | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An entity as a viewer sees it. ``subjects`` are those that he sees of it, None for all."""

    leader: str
    node: Node
    subjects: frozenset[str] | None

    def answers_to(self, id_: str) -> bool:
        """True where the viewer may learn that the id, which resolves to this entity, is one of it."""
        return self.subjects is None or id_ in self.subjects


def nodes(store: Store, view: View, ids: Iterable[str]) -> dict[str, Node]:
    """The present entity of each id that was ever given out; ids of what the viewer does not see are missing."""
    return {asked: shown.node for asked, shown in resolve(store, view, ids).items()}


def resolve(store: Store, view: View, ids: Iterable[str]) -> dict[str, Shown]:
    """The same with what lies behind each node, for further questions."""
    rows = _rows(store, view, ids)
    shown = show(store, view, map(_found, rows))
    pairs = ((row["asked"], shown.get(row["id"])) for row in rows)
    return {asked: entity for asked, entity in pairs if entity is not None and entity.answers_to(asked)}


def of_leaders(store: Store, view: View, leaders: Iterable[str]) -> dict[str, Shown]:
    """The visible entities that a query found by their leaders; ids from outside go through ``resolve``."""
    return show(store, view, map(_found, _rows(store, view, leaders)))


def one(store: Store, view: View, id_: str) -> Shown:
    """The entity of an id; NotFound where there is none that the viewer may see."""
    return present(resolve(store, view, [id_]), id_)


def present(shown: Mapping[str, Shown], id_: str) -> Shown:
    """The entity of an id among those shown; the same NotFound for what is not there and what may not be seen."""
    found = shown.get(id_)
    if found is None:
        raise NotFound(_("There is no such entity."))
    return found


def show(store: Store, view: View, found: Iterable[Found]) -> dict[str, Shown]:
    """Entities by leader as the viewer sees them: the stored summary where he sees all, else one from what he sees."""
    given = list(found)
    said = _said(store, view, [each for each in given if each.summary is None])
    shown: dict[str, Shown] = {}
    for each in given:
        if each.summary is not None:
            node = Node.of(each.leader, orjson.loads(each.summary), each.degree)
            shown[each.leader] = Shown(each.leader, node, None)
        elif said[each.leader]:
            id_, summary, subjects = _partly(said[each.leader])
            shown[each.leader] = Shown(each.leader, Node.of(id_, dump(summary), each.degree), subjects)
    return shown


def link_of(row: Sequence[Any], shown: Mapping[str, Shown]) -> LinkView | None:
    """A link between entities that are shown, under the ids that the viewer knows them by; None where one is not."""
    id_, type_, role, source, target, marking, grade, valid_from, valid_to, records = row
    if source not in shown or target not in shown:
        return None
    ends = shown[source].node.id, shown[target].node.id
    if ends != (source, target):
        id_ = link_id(type_, *ends, role or "", marking)
    view = MarkingView.named(marking)
    return LinkView(id_, type_, role, *ends, view, grade, valid_from, valid_to, tuple(records))


def links_of(rows: Iterable[Sequence[Any]], shown: Mapping[str, Shown]) -> tuple[LinkView, ...]:
    """The links of which both ends are shown, in the order of their ids: the database's own tells of what is hidden."""
    found = (link for row in rows if (link := link_of(row, shown)) is not None)
    return tuple(sorted(found, key=lambda link: link.id))


def _rows(store: Store, view: View, ids: Iterable[str]) -> list[Row]:
    asked = sorted(set(ids))
    return store.read("entities.resolve", ids=asked, visible=view.visible, complete=view.complete) if asked else []


def _found(row: Row) -> Found:
    return Found(row["id"], row["summary"], row["degree"], row["said"])


def _said(store: Store, view: View, partly: Iterable[Found]) -> dict[str, Sequence[Sequence[Any]]]:
    """What is said of the entities, read where it has not come along; empty where nothing is."""
    said = {each.leader: each.said for each in partly}
    unread = sorted(leader for leader, rows in said.items() if rows is None)
    read = store.read("entities.said", ids=unread, visible=view.visible) if unread else []
    return {leader: rows or () for leader, rows in said.items()} | {row["id"]: row["said"] for row in read}


def _partly(said: Sequence[Sequence[Any]]) -> tuple[str, Summary, frozenset[str]]:
    """Id, summary and subjects of an entity as they follow from what its visible records say."""
    first = min((registered, subject) for subject, registered, *_rest in said)[1]
    summary = fold(each for row in said for each in _summaries(row))
    return first, summary, frozenset(row[0] for row in said)


def _summaries(row: Sequence[Any]) -> Iterable[Summary]:
    # The row stands for all records that say this with this grade: the newest ranks, the first and last dates bound.
    _subject, _registered, said, reliability, credibility, marking, (at, id_), first_seen, last_seen = row
    description = load_description(said)
    for observed in {first_seen or "", last_seen or ""}:
        record = Record(
            id_, "", "", "", 0, 0, "", at, observed, reliability, credibility, Marking.parse(marking), "", "", ()
        )
        yield summarise(record, description)
