"""Every role against every marking and on everybody's entries, over HTTP: what the table does not give is refused.

The table is that of ``security/policy.py``, which docs/how-to/roles.md prints; here it is seen to be enforced.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from graphintel.model.marking import Marking
from graphintel.model.times import now
from graphintel.queries import batches
from graphintel.queries.batches import Batch
from graphintel.security.actor import Role
from graphintel.security.policy import Verb, reach_of
from tests.offices import (
    MARKINGS,
    UNITS,
    Office,
    allowed,
    chart,
    decision,
    entity,
    link,
    reaches,
    sees,
)
from tests.platforms import Browser, body

CELLS = list(product(Role, MARKINGS))
OWNERS = ("own", *UNITS)
WHY = {"why": "It was a mistake."}


def unlike(cells: Mapping[Any, tuple[int, int]]) -> dict[Any, tuple[int, int]]:
    """The cells in which the answer was not the expected one."""
    return {cell: pair for cell, pair in cells.items() if pair[0] != pair[1]}


def test_reading_is_bound_by_role_and_marking(office: Office) -> None:
    found = {}
    for role, marking in CELLS:
        expected = 200 if sees(role, marking) else 404 if reach_of(role, Verb.read) else 403
        found[role, marking] = office.roles[role].get(f"/entities/{office.persons[marking][0]}").status_code, expected

    assert unlike(found) == {}


@pytest.mark.parametrize(
    ("address", "verb", "make"),
    [
        ("/entities", Verb.add, lambda _office, marking: entity(marking)),
        ("/links", Verb.add, link),
        ("/decisions", Verb.decide, decision),
        ("/charts", Verb.chart, lambda _office, marking: chart(marking)),
    ],
)
def test_writing_needs_the_verb_in_the_register_of_the_marking(
    office: Office, address: str, verb: Verb, make: object
) -> None:
    assert callable(make)
    found = {}
    for role, marking in CELLS:
        given = make(office, marking)
        answer = office.roles[role].post(address, given).status_code
        # Whoever names what he does not see is told that it is not there, if his role lets him ask at all.
        unseen = 404 if address == "/links" and reach_of(role, verb) and not sees(role, marking) else 403
        found[role, marking] = answer, 201 if allowed(role, verb, marking) else unseen

    assert unlike(found) == {}


def test_exporting_needs_the_verb_in_the_register_of_what_is_exported(office: Office) -> None:
    found = {}
    for role, marking in CELLS:
        given = {"entities": [office.persons[marking][0]], "title": "x"}
        answer = office.roles[role].post("/export/json", given).status_code
        hidden = 422 if reach_of(role, Verb.export) and not sees(role, marking) else 403
        found[role, marking] = answer, 200 if allowed(role, Verb.export, marking) else hidden

    assert unlike(found) == {}


def owned(office: Office, role: Role, verb: Verb, owner: str, marking: str) -> Browser | None:
    """Who enters what somebody in a role is to change: himself where he may, a colleague, or one of another unit."""
    if owner != "own":
        return office.others[owner]
    return office.roles[role] if allowed(role, verb, marking) else None


def test_a_decision_is_ended_by_those_whose_role_reaches_whoever_took_it(office: Office) -> None:
    found = {}
    for (role, marking), owner in product(CELLS, OWNERS):
        taker = owned(office, role, Verb.decide, owner, marking)
        if taker is None:
            continue
        id_ = office.decide(taker, marking)
        answer = office.roles[role].delete(f"/decisions/{id_}", WHY).status_code
        if reach_of(role, Verb.decide) is None:
            expected = 403
        elif not sees(role, marking):
            expected = 404
        else:
            expected = 200 if reaches(role, Verb.decide, marking, owner) else 403
        found[role, marking, owner] = answer, expected

    assert len(found) > 100
    assert unlike(found) == {}


def test_a_batch_is_stopped_by_those_whose_role_reaches_whoever_loads_it(office: Office) -> None:
    found = {}
    for (role, marking), owner in product(CELLS, OWNERS[1:]):
        id_ = str(uuid4())
        start_batch(office, id_, marking, owner)
        answer = office.roles[role].post(f"/intake/batches/{id_}/cancel", {}).status_code
        if reach_of(role, Verb.load) is None:
            expected = 403
        elif not sees(role, marking):
            expected = 404
        else:
            expected = 200 if reaches(role, Verb.load, marking, owner) else 403
        found[role, marking, owner] = answer, expected

    assert unlike(found) == {}


def start_batch(office: Office, id_: str, marking: str, owner: str) -> None:
    at = now()
    batch = Batch(
        id_, owner, at, "flat", "me", marking, "B2", "Act", (), (), "", dry_run=False, lines=1, unit=UNITS[owner]
    )
    office.platform.store.transaction(lambda tx: batches.start(tx, batch, [Marking.parse(marking)]))


@pytest.mark.parametrize("shared", [True, False])
def test_a_chart_of_somebody_else_is_at_most_looked_at(office: Office, shared: bool) -> None:  # noqa: FBT001
    found = {}
    for (role, marking), owner in product(CELLS, UNITS):
        id_ = office.draw(office.others[owner], marking, shared=shared)
        browser = office.roles[role]
        there = sees(role, marking) and shared
        missing = 404 if reach_of(role, Verb.chart) else 403
        found[role, marking, owner, "get"] = (
            browser.get(f"/charts/{id_}").status_code,
            (200 if there and reach_of(role, Verb.chart) else missing),
        )
        changed = {**chart("seizures/unclassified"), "version": 1}
        refused = 403 if there else missing
        found[role, marking, owner, "put"] = browser.put(f"/charts/{id_}", changed).status_code, refused
        found[role, marking, owner, "delete"] = browser.delete(f"/charts/{id_}").status_code, refused
        assert body(office.others[owner].get(f"/charts/{id_}"))["version"] == 1

    assert unlike(found) == {}
