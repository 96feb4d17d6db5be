"""One's own tokens over HTTP: made for something and for a time, seen, and revoked at once."""

from apiflask import APIFlask
from werkzeug.test import TestResponse

from graphintel.bootstrap import Platform
from graphintel.model.events import Action
from graphintel.queries import audit
from graphintel.services.tokens import Wanted
from tests.platforms import PASSWORD, Browser, People, body


def ask(app: APIFlask, token: str, path: str = "/api/v1/search?q=vesk") -> TestResponse:
    return app.test_client().get(path, headers={"Authorization": f"Bearer {token}"})


def form(browser: Browser, path: str, **fields: object) -> TestResponse:
    given = {"csrf_token": browser.headers["X-CSRF-Token"], **fields}
    return browser.client.post(path, data=given, headers={"Accept": "text/html"})


def proved_long_ago(platform: Platform) -> None:
    with platform.store._driver.session() as session:
        session.run("MATCH (s:Session) SET s.proved_at = ''").consume()
    platform.sessions._changes.note()


def test_a_token_is_made_used_listed_and_revoked_at_once(app: APIFlask, platform: Platform, people: People) -> None:
    browser, other = Browser(app, "ada"), Browser(app, "otto")
    wanted = {"name": "notebook", "scope": ["read"], "purpose": "risk_analysis", "legal_basis": "s. 9"}

    made = body(browser.post("/tokens", wanted))
    used = ask(app, made["token"])
    platform.trail.ship()
    listed = body(browser.get("/tokens"))["items"]
    foreign = other.delete(f"/tokens/{made['id']}")
    revoked = browser.delete(f"/tokens/{made['id']}")

    assert used.status_code == 200
    entry = audit.latest(platform.store, action=Action.search_made)[0]
    assert (entry.purpose, entry.legal_basis) == ("risk_analysis", "s. 9")
    assert [(each["name"], each["scope"], bool(each["last_used"])) for each in listed] == [("notebook", ["read"], True)]
    assert made["token"] not in str(listed)
    assert body(other.get("/tokens"))["items"] == []
    assert (foreign.status_code, revoked.status_code) == (404, 204)
    assert ask(app, made["token"]).status_code == 401


def test_a_token_is_made_for_something_and_for_a_year_at_most(app: APIFlask, people: People) -> None:
    browser = Browser(app, "ada")
    wrong = (
        {"name": "n"},
        {"name": "n", "scope": []},
        {"name": "n", "scope": ["users"]},
        {"name": "n", "scope": ["everything"]},
        {"name": "n", "scope": ["read"], "days": 366},
        {"name": "n", "scope": ["read"], "purpose": "curiosity"},
    )

    assert [browser.post("/tokens", each).status_code for each in wrong] == [422] * len(wrong)


def test_a_token_that_exports_is_made_only_with_the_password(app: APIFlask, platform: Platform, people: People) -> None:
    browser = Browser(app, "ada")
    proved_long_ago(platform)

    reading = browser.post("/tokens", {"name": "n", "scope": ["read"]})
    exporting = browser.post("/tokens", {"name": "n", "scope": ["read", "export"]})

    assert reading.status_code == 201
    assert (exporting.status_code, body(exporting)["code"]) == (403, "reauthenticate")


def test_the_token_of_somebody_who_is_disabled_in_the_middle_is_refused(
    app: APIFlask, platform: Platform, people: People
) -> None:
    token = platform.tokens.create(people.analyst, Wanted("test")).token
    before = ask(app, token).status_code

    platform.users.disable(people.administrator, "ada")

    assert (before, ask(app, token).status_code) == (200, 401)


def test_the_page_makes_shows_once_and_revokes(app: APIFlask, platform: Platform, people: People) -> None:
    browser = Browser(app, "ada")
    proved_long_ago(platform)

    asked = form(browser, "/tokens", name="notebook", days="7", scope=["read", "export"])
    made = form(browser, "/tokens", name="notebook", days="7", scope=["read", "export"], again_password=PASSWORD)
    page = browser.client.get("/tokens").text
    wrong = form(browser, "/tokens", name=" ", days="900")
    id_ = platform.tokens.mine(people.analyst)[0].id
    revoked = form(browser, "/tokens/revoke", token=id_)

    assert asked.status_code == 403
    assert asked.text.count('name="scope"') == 2
    assert 'id="made">gi_' in made.text
    assert ("gi_" in page, "notebook" in page) == (False, True)
    assert (wrong.status_code, "A token is valid for 1 to 365 days." in wrong.text) == (422, True)
    assert revoked.headers["Location"] == "/tokens?done=revoked"
    assert platform.tokens.mine(people.analyst)[0].revoked_at is not None
