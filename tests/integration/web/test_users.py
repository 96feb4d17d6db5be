"""Users and units over HTTP: who administers them, what is refused, and what a change brings about at once."""

from typing import Any

import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.queries import audit
from graphintel.services.tokens import Wanted
from tests.integration.web.test_pages import Reader
from tests.platforms import PASSWORD, Browser, People, body


@pytest.fixture
def root(app: APIFlask, people: People) -> Browser:
    return Browser(app, "root")


def user(root: Browser, name: str) -> dict[str, Any]:
    return dict(body(root.get(f"/users/{name}")))


def test_a_user_is_added_found_and_changed(app: APIFlask, root: Browser, platform: Platform) -> None:
    asked = {"username": "zoe", "role": "officer", "registers": ["seizures"], "level": "restricted", "unit": "gate"}
    added = body(root.post("/users", asked))
    found = body(root.get("/users", search="OFFICER gate zo"))["items"]

    changes = {"level": "confidential", "unit": None, "valid_until": "2999-01-01"}
    changed = root.patch("/users/zoe", {"version": 1, **changes})

    given = {"username": "zoe", "password": added["password"]}
    assert app.test_client().post("/api/v1/session", json=given).status_code == 201
    assert [each["username"] for each in found] == ["zoe"]
    assert body(changed)["clearance"]["level"] == "confidential"
    assert (body(changed)["unit"], body(changed)["version"], body(changed)["role"]) == (None, 2, "officer")
    entry = audit.latest(platform.store, action="user.changed")[0]
    assert entry.detail["before"] == {"level": "restricted", "unit": "gate", "valid_until": None}


def test_everything_wrong_with_a_user_is_told_at_once(root: Browser) -> None:
    asked = {"username": "Not A Name", "role": "officer", "valid_from": "2026-03-02", "valid_until": "2026-03-01"}

    answer = root.post("/users", {**asked, "groups": ["unit-muuga"]})
    nowhere = root.post("/users", {"username": "zoe", "role": "officer", "unit": "nowhere"})

    assert answer.status_code == 422
    assert {each["field"] for each in body(answer)["problems"]} == {"username", "valid_until", "clearance"}
    assert [each["field"] for each in body(nowhere)["problems"]] == ["unit"]
    assert root.post("/users", {"username": "ada", "role": "officer"}).status_code == 409


@pytest.mark.parametrize(
    "extra", [{"id": "1"}, {"disabled": False}, {"password": "x"}, {"username": "root2"}, {"clearance": {}}]
)
def test_what_is_not_to_be_changed_cannot_be_slipped_in(root: Browser, extra: dict[str, object]) -> None:
    answer = root.patch("/users/ada", {"version": 1, "display_name": "Ada", **extra})

    assert answer.status_code == 422
    assert user(root, "ada")["version"] == 1


@pytest.mark.parametrize(
    "change",
    [
        {"role": "supervisor"},
        {"level": "unclassified"},
        {"registers": []},
        {"groups": ["op-harbour"]},
        {"unit": "gate"},
        {"valid_until": "2999-01-01"},
    ],
)
def test_nobody_changes_what_he_himself_may_do_or_see(root: Browser, change: dict[str, object]) -> None:
    assert root.patch("/users/root", {"version": 1, **change}).status_code == 403
    assert root.post("/users/root/password", {}).status_code == 403
    assert root.put("/users/root/disabled", {"disabled": True}).status_code == 409

    assert body(root.patch("/users/root", {"version": 1, "display_name": "Anna"}))["display_name"] == "Anna"


@pytest.mark.parametrize("username", ["ada", "otto", "alma", "sven", "vera"])
def test_others_than_administrators_neither_see_nor_change_users_and_units(
    app: APIFlask, people: People, username: str
) -> None:
    browser = Browser(app, username)

    answers = [
        browser.get("/users"),
        browser.get(f"/users/{username}"),
        browser.post("/users", {"username": "mine", "role": "administrator"}),
        browser.patch(f"/users/{username}", {"version": 1, "role": "administrator"}),
        browser.put("/users/root/disabled", {"disabled": True}),
        browser.post("/users/root/password", {}),
        browser.get("/units"),
        browser.post("/units", {"code": "mine", "name": "Mine"}),
        browser.patch("/units/gate", {"within": None}),
        browser.delete("/units/gate"),
    ]

    assert {answer.status_code for answer in answers} == {403}


def test_the_second_of_two_who_change_a_user_is_told(root: Browser) -> None:
    first = root.patch("/users/ada", {"version": 1, "level": "restricted"})
    second = root.patch("/users/ada", {"version": 1, "level": "secret"})

    assert (first.status_code, second.status_code) == (200, 409)
    assert user(root, "ada")["clearance"]["level"] == "restricted"


def test_a_change_of_clearance_binds_at_once_and_ends_the_session(
    app: APIFlask, root: Browser, platform: Platform, people: People, ids: dict[str, str]
) -> None:
    ada, token = Browser(app, "ada"), platform.tokens.create(people.analyst, Wanted("notebook")).token
    bearer = {"Authorization": f"Bearer {token}"}
    at = f"/api/v1/entities/{ids['vesk']}"
    before = app.test_client().get(at, headers=bearer).status_code

    root.patch("/users/ada", {"version": 1, "registers": ["seizures"]})

    assert (before, app.test_client().get(at, headers=bearer).status_code) == (200, 404)
    assert ada.get(f"/entities/{ids['vesk']}").status_code == 401


def test_who_is_disabled_or_has_a_new_password_is_out_in_mid_session(
    app: APIFlask, root: Browser, people: People
) -> None:
    ada, otto = Browser(app, "ada"), Browser(app, "otto")

    root.put("/users/ada/disabled", {"disabled": True})
    told = body(root.post("/users/otto/password", {}))["password"]

    assert (ada.get("/search").status_code, otto.get("/search").status_code) == (401, 401)
    for username, password, status in (("ada", PASSWORD, 401), ("otto", PASSWORD, 401), ("otto", told, 201)):
        answer = app.test_client().post("/api/v1/session", json={"username": username, "password": password})
        assert answer.status_code == status


def test_outside_of_his_days_somebody_sees_nothing_and_is_told_why(
    app: APIFlask, root: Browser, ids: dict[str, str]
) -> None:
    root.patch("/users/ada", {"version": 1, "valid_until": "2026-01-31"})
    ada, page = Browser(app, "ada"), Reader(app, "ada")

    refused = ada.get("/search")
    session = body(ada.get("/session"))

    assert refused.status_code == 403
    assert "cleared until 2026-01-31" in body(refused)["detail"]
    assert (session["may"], session["clearance"]["registers"]) == ([], [])
    assert "cleared until 2026-01-31" in page.text("/")


def test_an_administrator_reads_nothing_whatever_clearance_he_was_given(root: Browser, ids: dict[str, str]) -> None:
    assert root.get("/search").status_code == 403
    assert root.get(f"/entities/{ids['seizure']}").status_code == 403
    assert body(root.get("/session"))["clearance"]["registers"] == []


def test_pages_of_users_and_units_work_without_scripts(app: APIFlask, platform: Platform, people: People) -> None:
    root = Reader(app, "root")
    at = "/administration/users"
    form = {"username": "zoe", "display_name": "Zoe Tamm", "role": "analyst", "level": "restricted", "unit": "gate"}

    shown = root.send(f"{at}/new", f"{at}/new", **form, registers="seizures", groups="op-harbour op-delta")
    changed = root.send(f"{at}/zoe", f"{at}/zoe", **{**form, "role": "officer"}, version="1", registers="suspects")
    again = root.send(f"{at}/zoe", f"{at}/zoe", **form, version="1")
    unit = root.send("/administration/units", "/administration/units", code="narva", name="Narva", within="region")
    refused = root.send("/administration/units/gate/retire", "/administration/units")

    assert "shown this once" in shown.text
    assert changed.status_code == 303
    assert "changed meanwhile" in again.text
    found = platform.users.one(people.administrator, "zoe")
    assert (found.role, found.clearance.registers, found.clearance.groups) == (
        "officer",
        frozenset({"suspects"}),
        frozenset(),
    )
    assert "Zoe Tamm" in root.text(f"{at}?search=zoe")
    assert "Zoe Tamm" not in root.text(f"{at}?search=analyst")
    assert unit.status_code == 303
    assert "There are users in the unit." in refused.text
    assert "In this role he reads nothing in the registers" in root.text(f"{at}/root")
