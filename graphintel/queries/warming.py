"""Has a database that has just started plan the queries, so that nobody waits for that: up to two seconds each.

A plan is kept for a text and the types of its parameters. What only reads is run, for an entity that is not there and
on behalf of somebody who sees nothing: that warms more than its plan. What would change anything is only planned.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphintel.queries import lucene
from graphintel.queries.store import Store

Given = Mapping[str, Any]

NOBODY = "00000000-0000-0000-0000-000000000000"
SOME = [NOBODY]
# No visibility class has a negative number.
UNSEEN = list(range(-12, 0))
NO_KIND, NO_DAY = "-", "0001-01-01"
EXAMPLES: Given = {
    **dict.fromkeys(("visible", "complete"), UNSEEN),
    **dict.fromkeys(("ids", "keys", "subjects", "members", "markings", "link_types"), SOME),
    **dict.fromkeys(("exact", "phrases", "words", "labels", "objects", "elements", "groups"), SOME),
    **dict.fromkeys(("limit", "sources", "known", "version"), 1),
    **dict.fromkeys(("types", "direction", "kind", "kinds", "registers", "countries", "first", "last")),
    **dict.fromkeys(("after", "after_id", "after_at", "after_tie", "unit")),
    **dict.fromkeys(("rows", "turnings", "names", "entries", "places"), ()),
    "order": "date",
    "question": lucene.NOTHING,
    "properties": {},
    "entry": {},
    "shared": False,
}
"""What is given for a parameter, of the type that it mostly has; any other is a text."""
ONE_KIND = {"types": SOME, "direction": "out", "kind": NO_KIND}
READS: tuple[tuple[str, Given], ...] = (
    ("registers.counts", {}),
    ("registers.latest", {}),
    ("batches.latest", {}),
    ("charts.seen", {}),
    ("search.count", {}),
    ("search.find", {}),
    ("search.find", {"kinds": SOME}),
    ("entities.resolve", {}),
    ("neighbourhood.one", {}),
    ("connections.counts", {}),
    ("connections.page", {}),
    ("connections.total", {}),
    ("subgraph.links", {}),
    ("evidence.said", {}),
    ("evidence.bearers", {}),
    ("evidence.record_count", {}),
    ("evidence.records", {}),
    ("timeline.links", {}),
    ("timeline.records", {}),
    ("leads.members", {}),
    ("leads.decisions", {}),
    ("leads.others", {}),
    ("leads.concerned", {}),
    ("decisions.on", {}),
    ("paths.shortest", {}),
    ("paths.deviations", {}),
    ("connections.page", ONE_KIND),
    ("connections.total", ONE_KIND),
    ("neighbourhood.two", {}),
    ("search.count", {"kinds": SOME}),
    ("connections.page", {"types": SOME}),
    ("connections.total", {"types": SOME}),
    ("neighbourhood.one", {"types": SOME}),
    ("neighbourhood.two", {"types": SOME}),
    ("connections.page", {"after": NO_DAY, "after_tie": SOME}),
    ("search.count", {"registers": SOME}),
    ("search.find", {"registers": SOME}),
    ("search.count", {"countries": SOME}),
    ("search.find", {"countries": SOME}),
    ("entities.said", {}),
)
"""What people's first minutes ask, in about this order, and what is given otherwise than above."""
WRITTEN = ("audit", "records", "upkeep", "links", "decisions", "charts")
"""What an entity or a link that is added by hand, a decision and a chart run."""
MAPS = frozenset({("links.find", "ids")})
CHANGES = re.compile(r"\b(?:CREATE|MERGE|SET|DELETE|REMOVE|FOREACH|CALL)\b")


def warm(store: Store, stopped: Callable[[], bool]) -> int:
    """Has the queries planned, one after the other, until all are or the asker has stopped; how many were."""
    done = 0
    for name, given in questions(store):
        if stopped():
            break
        _ask(store, name, given)
        done += 1
    return done


def _ask(store: Store, name: str, given: Given) -> None:
    query = store.queries[name]
    if query.access == "read":
        store.read(name, **given)
    elif CHANGES.search(query.code):
        store.plan(name, **given)
    else:
        store.write(name, **given)


def questions(store: Store) -> Iterator[tuple[str, Given]]:
    """The names of queries with what is given for each of their parameters."""
    for name, otherwise in READS:
        yield name, {**_given(store, name), **otherwise}
    for name, query in store.queries.items():
        if query.access == "write" and name.split(".")[0] in WRITTEN:
            yield name, _given(store, name)


def _given(store: Store, name: str) -> dict[str, Any]:
    params = store.queries[name].params
    return {each: {} if (name, each) in MAPS else EXAMPLES.get(each, NOBODY) for each in params}
