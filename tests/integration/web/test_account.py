"""One's own account over HTTP: sessions that end, a password that changes, and one that is asked for again."""

from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from graphintel.bootstrap import Platform
from graphintel.queries import audit
from graphintel.services.tokens import Wanted
from tests.platforms import PASSWORD, Browser, People, body

OTHER = "seven grey herons at dusk"


def set_back(platform: Platform, moment: str) -> None:
    """Puts a moment of all sessions into the past, as if so much time had gone by."""
    with platform.store._driver.session() as session:
        session.run("MATCH (s:Session) SET s[$moment] = '2000-01-01T00:00:00.000000Z'", moment=moment).consume()
    platform.sessions._changes.note()


def post(client: FlaskClient, path: str, browser: Browser, **fields: str) -> Any:  # noqa: ANN401 - an answer
    given = {"csrf_token": browser.headers["X-CSRF-Token"], **fields}
    return client.post(path, data=given, headers={"Accept": "text/html"})


def test_a_session_cookie_that_was_brought_along_is_never_adopted_and_ends(app: APIFlask, people: People) -> None:
    planted = Browser(app, "otto")
    victim = app.test_client()
    secret = planted.client.get_cookie("gi_session")
    assert secret is not None
    victim.set_cookie("gi_session", secret.value)

    answer = victim.post("/api/v1/session", json={"username": "ada", "password": PASSWORD})

    renewed = victim.get_cookie("gi_session")
    assert answer.status_code == 201
    assert renewed is not None
    assert renewed.value != secret.value
    assert planted.client.get("/api/v1/session").status_code == 401
    made_up = app.test_client()
    made_up.set_cookie("gi_session", "chosen-by-somebody-else")
    assert made_up.get("/api/v1/session").status_code == 401


@pytest.mark.parametrize("moment", ["last_seen", "expires_at"])
def test_a_session_that_is_not_used_or_too_old_has_ended(
    app: APIFlask, platform: Platform, people: People, moment: str
) -> None:
    browser = Browser(app, "ada")

    set_back(platform, moment)

    assert browser.client.get("/api/v1/session").status_code == 401


def test_one_sees_where_one_is_signed_in_and_ends_it_there(app: APIFlask, people: People) -> None:
    here, there, other = Browser(app, "ada"), Browser(app, "ada"), Browser(app, "otto")
    listed = body(here.get("/account/sessions"))["items"]
    elsewhere = next(each["id"] for each in listed if not each["here"])

    foreign = other.delete(f"/account/sessions/{elsewhere}")
    ended = here.delete(f"/account/sessions/{elsewhere}")

    assert len(listed) == 2
    assert listed[0]["address"] == "127.0.0.1"
    assert (foreign.status_code, ended.status_code) == (404, 204)
    assert there.client.get("/api/v1/session").status_code == 401
    assert [each["here"] for each in body(here.get("/account/sessions"))["items"]] == [True]


def test_a_change_of_password_ends_every_other_session_and_the_old_password(
    app: APIFlask, platform: Platform, people: People
) -> None:
    here, there = Browser(app, "ada"), Browser(app, "ada")

    changed = here.put("/account/password", {"current": PASSWORD, "new": OTHER})

    assert changed.status_code == 204
    assert here.client.get("/api/v1/session").status_code == 200
    assert there.client.get("/api/v1/session").status_code == 401
    old, new = (
        app.test_client().post("/api/v1/session", json={"username": "ada", "password": each})
        for each in (PASSWORD, OTHER)
    )
    assert (old.status_code, new.status_code) == (401, 201)
    assert "password.changed" in [each.action for each in audit.latest(platform.store)]


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [
        ("wrong", OTHER, "current"),
        (PASSWORD, PASSWORD, "new"),
        (PASSWORD, "too short", "new"),
        (PASSWORD, "Password-1234", "new"),
        (PASSWORD, "hana hana hana hana", "new"),
        (PASSWORD, "abababababab", "new"),
    ],
)
def test_a_password_that_is_wrong_or_easily_guessed_is_refused(
    app: APIFlask, people: People, current: str, new: str, field: str
) -> None:
    browser = Browser(app, "hana")

    answer = browser.put("/account/password", {"current": current, "new": new})

    assert answer.status_code == 422
    assert [problem["field"] for problem in body(answer)["problems"]] == [field]


def test_the_page_shows_sessions_and_changes_the_password(app: APIFlask, people: People) -> None:
    browser, there = Browser(app, "ada"), Browser(app, "ada")
    page = browser.client.get("/account").text

    different = post(browser.client, "/account/password", browser, current=PASSWORD, new=OTHER, repeated="another")
    wrong = post(browser.client, "/account/password", browser, current="wrong", new=OTHER, repeated=OTHER)
    changed = post(browser.client, "/account/password", browser, current=PASSWORD, new=OTHER, repeated=OTHER)

    assert page.count('<td class="lead wrap"') == 2
    assert "The two entries of the new password differ." in different.text
    assert (wrong.status_code, "The password is wrong." in wrong.text) == (422, True)
    assert PASSWORD not in wrong.text
    assert (changed.status_code, changed.headers["Location"]) == (303, "/account?done=password")
    assert there.client.get("/api/v1/session").status_code == 401


def test_exports_ask_for_the_password_again_after_a_while(
    app: APIFlask, platform: Platform, people: People, ids: dict[str, str]
) -> None:
    browser = Browser(app, "hana")
    wanted = {"entities": [next(iter(ids.values()))]}
    fresh = browser.post("/export/json", wanted)

    set_back(platform, "proved_at")
    stale = browser.post("/export/json", wanted)
    wrong = browser.post("/session/proof", {"password": "wrong"})
    proved = browser.post("/session/proof", {"password": PASSWORD})
    again = browser.post("/export/json", wanted)

    assert fresh.status_code == 200
    assert (stale.status_code, body(stale)["code"]) == (403, "reauthenticate")
    assert (wrong.status_code, body(wrong)["problems"][0]["field"]) == (422, "password")
    assert (proved.status_code, again.status_code) == (204, 200)
    assert [each.action for each in audit.latest(platform.store)][1:3] == ["session.proved", "password.refused"]


def test_the_page_that_asks_for_the_password_leads_on_and_never_to_another_site(
    app: APIFlask, platform: Platform, people: People
) -> None:
    browser = Browser(app, "hana")
    set_back(platform, "proved_at")

    wrong = post(browser.client, "/sign-in/again", browser, again_password="wrong", next="/charts")
    elsewhere = post(browser.client, "/sign-in/again", browser, again_password=PASSWORD, next="//evil.example")
    on = post(browser.client, "/sign-in/again", browser, again_password=PASSWORD, next="/charts")

    assert (wrong.status_code, "The password is wrong." in wrong.text) == (403, True)
    assert '<input type="hidden" name="next" value="/charts">' in wrong.text
    assert [elsewhere.headers["Location"], on.headers["Location"]] == ["/", "/charts"]


def test_a_token_needs_no_password_and_cannot_give_one(app: APIFlask, platform: Platform, people: People) -> None:
    token = platform.tokens.create(people.harbour, Wanted("test")).token
    headers = {"Authorization": f"Bearer {token}"}

    proof = app.test_client().post("/api/v1/session/proof", json={"password": PASSWORD}, headers=headers)

    assert proof.status_code == 403
    assert "A token cannot give a password." in body(proof)["detail"]
