"""Delegations over HTTP: duties but never sight, for whom on record, no chains, and an end in every way."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import neo4j
import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.queries import audit
from tests.integration.web.test_pages import Reader
from tests.platforms import Browser, People, body


def in_days(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=days)).isoformat()


@pytest.fixture
def sven(app: APIFlask, people: People) -> Browser:
    """The supervisor of Muuga."""
    return Browser(app, "sven")


@pytest.fixture
def otto(app: APIFlask, people: People) -> Browser:
    """An officer at the gate of Muuga, who decides on nothing himself."""
    return Browser(app, "otto")


@pytest.fixture
def decided(app: APIFlask, ids: dict[str, str]) -> dict[str, Any]:
    """What is sent to say that two are apart."""
    return {"type": "apart", "subjects": [ids["vesk"], ids["веск"]], "why": "two men", "marking": "suspects/restricted"}


def give(browser: Browser, taker: str, until: str = "") -> dict[str, Any]:
    answer = browser.post("/delegations", {"taker": taker, "until": until or in_days(7), "reason": "On leave"})
    assert answer.status_code == 201, answer.text
    return dict(body(answer))


def test_duties_are_used_where_the_own_role_does_not_suffice_and_the_trail_says_for_whom(
    otto: Browser, sven: Browser, platform: Platform, people: People, decided: dict[str, Any], ids: dict[str, str]
) -> None:
    before = otto.post("/decisions", decided).status_code
    give(sven, "otto")

    taken = otto.post("/decisions", decided)
    entry = {"kind": "Person", "name": "X", "source": "Gate", "grade": "B2", "legal_basis": "s. 12"}
    otto.post("/entities", {**entry, "marking": "suspects/restricted"})

    assert (before, taken.status_code) == (403, 201)
    assert "decide" in body(otto.get("/session"))["may"]
    decision, record = (audit.latest(platform.store, action=each)[0] for each in ("decision.taken", "records.added"))
    assert (decision.by, decision.acting_for) == (people.officer.id, people.supervisor.id)
    assert (record.by, record.acting_for) == (people.officer.id, "")


def test_sight_is_never_handed_over(app: APIFlask, otto: Browser, ids: dict[str, str]) -> None:
    hana = Browser(app, "hana")
    give(hana, "otto")

    assert otto.get(f"/entities/{ids['olin']}").status_code == 404
    marked = {"kind": "Person", "name": "X", "source": "Gate", "grade": "B2", "legal_basis": "s. 12"}
    assert otto.post("/entities", {**marked, "marking": "suspects/confidential"}).status_code == 403


def test_the_reach_is_that_of_the_giver(
    app: APIFlask, otto: Browser, sven: Browser, platform: Platform, people: People, decided: dict[str, Any]
) -> None:
    ada = Browser(app, "ada")
    theirs = body(ada.post("/decisions", decided))["id"]
    give(sven, "otto")
    own = body(sven.post("/decisions", decided))["id"]

    assert otto.delete(f"/decisions/{theirs}", {"why": "x"}).status_code == 403
    assert otto.delete(f"/decisions/{own}", {"why": "x"}).status_code == 200


@pytest.mark.parametrize("how", ["giver", "taker", "administrator", "time", "disabled", "role", "days"])
def test_it_ends_in_every_way(
    app: APIFlask, otto: Browser, sven: Browser, people: People, driver: neo4j.Driver, decided: dict[str, Any], how: str
) -> None:
    root, id_ = Browser(app, "root"), give(sven, "otto")["id"]
    assert otto.post("/decisions", decided).status_code == 201

    ends: dict[str, Callable[[], object]] = {
        "giver": lambda: sven.delete(f"/delegations/{id_}"),
        "taker": lambda: otto.delete(f"/delegations/{id_}"),
        "administrator": lambda: root.delete(f"/users/otto/delegations/{id_}"),
        "time": lambda: driver.execute_query("MATCH (d:Delegation) SET d.until = '2026-01-01T00:00:00.000000Z'"),
        "disabled": lambda: root.put("/users/sven/disabled", {"disabled": True}),
        "role": lambda: root.patch("/users/sven", {"version": 1, "role": "analyst"}),
        "days": lambda: root.patch("/users/sven", {"version": 1, "valid_until": "2026-01-01"}),
    }
    ends[how]()
    if how == "time":
        # The clock runs on by itself; here somebody has to say that time went by.
        root.patch("/users/ada", {"version": 1, "display_name": "Ada"})

    assert otto.post("/decisions", decided).status_code == 403


def test_what_cannot_be_handed_over_or_taken_is_refused(
    app: APIFlask, otto: Browser, sven: Browser, people: People, ids: dict[str, str]
) -> None:
    vera, ada = Browser(app, "vera"), Browser(app, "ada")
    asked = {"taker": "otto", "until": in_days(7), "reason": "On leave"}
    wrong = [
        {"taker": "sven"}, {"taker": "root"}, {"taker": "alma"}, {"taker": "nobody"}, {"until": in_days(91)},
        {"until": in_days(-1)}, {"until": "2026-13-01"}, {"role": "supervisor"}, {"giver": people.administrator.id},
    ]  # fmt: skip

    for change in wrong:
        assert sven.post("/delegations", {**asked, **change}).status_code == 422, change
    id_ = give(sven, "otto")["id"]

    assert sven.post("/delegations", asked).status_code == 409
    assert ada.delete(f"/delegations/{id_}").status_code == 404
    # No chain: what an officer was handed is not his to hand on.
    give(otto, "vera")
    decision = {"type": "apart", "subjects": [ids["vesk"], ids["веск"]], "why": "x", "marking": "suspects/restricted"}
    assert vera.post("/decisions", decision).status_code == 403
    for name in ("root", "alma"):
        assert Browser(app, name).post("/delegations", asked).status_code == 403


def test_a_deputy_reviews_for_the_supervisor_but_nothing_of_the_two(
    app: APIFlask, otto: Browser, sven: Browser, platform: Platform, people: People, driver: neo4j.Driver
) -> None:
    vera = Browser(app, "vera")
    asked = {"reason": "The container opens in an hour.", "registers": ["suspects"], "level": "confidential"}
    three = (("otto", otto), ("sven", sven), ("vera", vera))
    declared = {name: body(each.post("/emergency", asked))["id"] for name, each in three}
    driver.execute_query("MATCH (e:Emergency) SET e.until = '2026-01-01T00:00:00.000000Z'")
    give(sven, "otto")
    review = {"verdict": "justified", "note": "It was."}

    answers = {name: otto.post(f"/emergencies/{id_}/review", review).status_code for name, id_ in declared.items()}

    assert answers == {"otto": 403, "sven": 403, "vera": 200}
    assert audit.latest(platform.store, action="emergency.reviewed")[0].acting_for == people.supervisor.id


def test_the_pages_work_without_scripts(app: APIFlask, platform: Platform, people: People) -> None:
    sven, otto, root = Reader(app, "sven"), Reader(app, "otto"), Reader(app, "root")
    at = "/delegations"

    wrong = sven.send(at, at, taker="nobody", until=in_days(3), reason="On leave")
    given = sven.send(at, at, taker="otto", until=in_days(3), reason="On leave")
    taken = otto.text(at)
    id_ = platform.delegations.of(people.administrator, "otto")["items"][0]["id"]
    shown = root.text("/administration/users/otto")
    ended = root.send(f"/administration/users/otto/delegations/{id_}/end", "/administration/users/otto")

    assert "no colleague of that user name" in wrong.text
    assert (given.status_code, ended.status_code) == (303, 303)
    assert "On leave" in taken
    assert "On leave" in shown
    assert "Ended by Root" in otto.text(at)
