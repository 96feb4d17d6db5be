"""Attempts and questions that are too many: refused for a while, told apart by account and address, lifted by hand."""

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from graphintel.bootstrap import Platform
from graphintel.model.events import Action
from graphintel.queries import audit
from graphintel.security.limits import ACCOUNT, ADDRESS, EXPORTS, HERE, SEARCHES
from graphintel.services.counters import Counting
from tests.platforms import PASSWORD, Browser, People, body

OFFICE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


def attempt(app: APIFlask, username: str, password: str, address: str = OFFICE) -> TestResponse:
    given = {"username": username, "password": password}
    return app.test_client().post("/api/v1/session", json=given, environ_base={"REMOTE_ADDR": address})


def failures(platform: Platform, limit: str, key: str, count: float) -> None:
    """As if so many attempts had just failed."""
    platform.limits._counters.run(lambda counting: counting.put(limit, key, count))


@pytest.fixture
def waited(app: APIFlask, people: People) -> None:
    for _ in range(HERE.free):
        attempt(app, "ada", "wrong")


@pytest.mark.usefixtures("waited")
def test_attempts_that_fail_make_the_next_one_wait_even_with_the_right_password(
    app: APIFlask, platform: Platform, people: People
) -> None:
    waiting = attempt(app, "ada", PASSWORD)
    elsewhere = attempt(app, "ada", PASSWORD, ELSEWHERE)
    another = attempt(app, "otto", PASSWORD)
    form = app.test_client()

    assert (waiting.status_code, body(waiting)["code"]) == (429, "too_many")
    assert int(waiting.headers["Retry-After"]) in range(1, 11)
    assert "That was too often. Try again in " in body(waiting)["detail"]
    assert [elsewhere.status_code, another.status_code] == [201, 201]
    refused = [each.detail for each in audit.latest(platform.store, action=Action.session_refused)]
    assert refused == [{"wait": 10}, {}, {}, {}, {}]
    assert form.get("/api/v1/limits").status_code == 401


def test_a_name_that_nobody_has_waits_as_one_that_somebody_has(app: APIFlask, people: People) -> None:
    answers = [[attempt(app, name, "wrong").status_code for _ in range(HERE.free + 1)] for name in ("ada", "nobody")]

    assert answers[0] == answers[1] == [401] * HERE.free + [429]


def test_success_forgets_the_failures_before_it(app: APIFlask, people: People) -> None:
    for _ in range(3):
        answers = [attempt(app, "ada", "wrong").status_code for _ in range(HERE.free - 1)]
        assert answers == [401] * (HERE.free - 1)
        assert attempt(app, "ada", PASSWORD).status_code == 201


def test_guessing_from_many_addresses_keeps_out_only_who_comes_from_a_new_one(
    app: APIFlask, platform: Platform, people: People
) -> None:
    attempt(app, "ada", PASSWORD, OFFICE)

    failures(platform, ACCOUNT.name, people.analyst.id, 1_000)

    assert attempt(app, "ada", PASSWORD, ELSEWHERE).status_code == 429
    assert attempt(app, "ada", PASSWORD, OFFICE).status_code == 201


def test_guessing_on_many_accounts_makes_the_address_wait_but_not_who_is_known_there(
    app: APIFlask, platform: Platform, people: People
) -> None:
    attempt(app, "ada", PASSWORD, OFFICE)

    failures(platform, ADDRESS.name, OFFICE, ADDRESS.free)

    assert attempt(app, "otto", PASSWORD, OFFICE).status_code == 429
    assert attempt(app, "ada", PASSWORD, OFFICE).status_code == 201


@pytest.mark.usefixtures("waited")
def test_an_administrator_sees_who_waits_and_lifts_it_on_record(
    app: APIFlask, platform: Platform, people: People
) -> None:
    root, ada = Browser(app, "root"), Browser(app, "ada")
    found = body(root.get("/limits"))["items"]

    page = root.client.get("/limits").text
    refused = ada.client.delete("/api/v1/limits", json={"limit": "here", "key": "x"}, headers=ada.headers)
    nothing = root.delete("/limits", {"limit": "here", "key": "nobody 192.0.2.1"})
    lifted = root.delete("/limits", {"limit": found[0]["limit"], "key": found[0]["key"]})

    assert [(each["limit"], each["user"], each["address"], each["failures"]) for each in found] == [
        ("here", "Ada", OFFICE, HERE.free)
    ]
    assert OFFICE in page
    assert (refused.status_code, nothing.status_code, lifted.status_code) == (403, 404, 204)
    assert attempt(app, "ada", PASSWORD).status_code == 201
    assert audit.latest(platform.store, action=Action.limit_lifted)[0].objects == (people.analyst.id,)


def test_lifting_on_the_page_keeps_its_form_while_the_password_is_asked_for(
    app: APIFlask, platform: Platform, people: People
) -> None:
    root = Browser(app, "root")
    key = f"{people.analyst.id} {OFFICE}"
    failures(platform, HERE.name, key, 40)
    with platform.store._driver.session() as session:
        session.run("MATCH (s:Session) SET s.proved_at = ''").consume()
    platform.sessions._changes.note()
    form = {"csrf_token": root.headers["X-CSRF-Token"], "limit": "here", "key": key}

    asked = root.client.post("/limits/lift", data=form, headers={"Accept": "text/html"})
    done = root.client.post("/limits/lift", data={**form, "again_password": PASSWORD}, headers={"Accept": "text/html"})

    assert asked.status_code == 403
    assert 'action="/limits/lift"' in asked.text
    assert f'<input type="hidden" name="key" value="{key}">' in asked.text
    assert (done.status_code, done.headers["Location"]) == (303, "/limits?done=lifted")
    assert body(root.get("/limits"))["items"] == []


@pytest.mark.parametrize(("rate", "path"), [(SEARCHES, "search"), (EXPORTS, "export")])
def test_what_is_asked_too_often_is_refused_for_a_while_and_noted_once(
    app: APIFlask, platform: Platform, people: People, ids: dict[str, str], rate: object, path: str
) -> None:
    hana, ada = Browser(app, "hana"), Browser(app, "ada")
    limit = SEARCHES if path == "search" else EXPORTS

    def used_up(counting: Counting) -> None:
        counting.put(limit.name, people.harbour.id, limit.most)

    def ask(browser: Browser) -> TestResponse:
        if path == "search":
            return browser.get("/search", q="vesk")
        return browser.post("/export/json", {"entities": [next(iter(ids.values()))]})

    before = ask(hana).status_code
    platform.limits._counters.run(used_up)
    answers = [ask(hana) for _ in range(2)]

    assert before == 200
    assert {answer.status_code for answer in answers} == {429}
    assert int(answers[0].headers["Retry-After"]) in range(1, 61)
    assert ask(ada).status_code == 200
    noted = audit.latest(platform.store, action=Action.limit_reached)
    assert [(each.by, each.detail) for each in noted] == [(people.harbour.id, {"limit": limit.name})]
