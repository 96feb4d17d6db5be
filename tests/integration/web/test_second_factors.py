"""The second factor over HTTP: half a sign-in lets nobody in, a code counts once, and who lost it is let in again."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from html import unescape

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from pyotp.totp import TOTP
from werkzeug.test import TestResponse

from graphintel.bootstrap import Platform, platform_on
from graphintel.model.events import Action
from graphintel.queries import audit, demo
from graphintel.queries.store import Store
from graphintel.security.actor import Role
from graphintel.security.limits import CODES, HERE
from graphintel.security.second_factors import SECONDS
from graphintel.services.second_factors import Waits
from graphintel.services.tokens import Wanted
from graphintel.settings import StoreAddress
from graphintel.web import create_app
from tests.contract.test_routes import API, PUBLIC, address, methods, rules
from tests.integration.web.test_account import post, set_back
from tests.platforms import PASSWORD, QUICK, Browser, People, body, code_for, newcomer

FIELD = re.compile(r'name="csrf_token" value="([^"]+)"')
HREF = re.compile(r"otpauth://[^\"]*secret=([A-Z2-7]{32})&")
RECOVERY = re.compile(r"(?:[2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}")
HTML = {"Accept": "text/html"}


def enter(client: FlaskClient, form: str, to: str = "", **fields: str) -> TestResponse:
    """Sends the form of a page."""
    field = FIELD.search(client.get(form, headers=HTML).text)
    assert field is not None
    return client.post(to or form, data={"csrf_token": field[1], **fields}, headers=HTML)


def half(app: APIFlask, username: str, target: str = "/account") -> tuple[FlaskClient, str]:
    """A browser in which the right password was given, and where it is led to."""
    client = app.test_client()
    answer = enter(client, "/sign-in", username=username, password=PASSWORD, next=target)
    assert answer.status_code == 303
    return client, answer.headers["Location"]


def sign_in(app: APIFlask, username: str, code: str, came_from: str = "203.0.113.7") -> TestResponse:
    """Signs in as a program does."""
    given = {"username": username, "password": PASSWORD, "code": code}
    return app.test_client().post("/api/v1/session", json=given, environ_base={"REMOTE_ADDR": came_from})


def cookie(client: FlaskClient) -> str:
    """The secret of the session that a browser has."""
    found = client.get_cookie("gi_session")
    assert found is not None
    return str(found.value)


def next_code(secret: str) -> str:
    """The code that comes next: the present one was used up by setting it up, and a step ahead is taken."""
    return TOTP(secret).at(time.time() + SECONDS)


def set_up(browser: Browser) -> tuple[str, list[str]]:
    """Sets up a second factor by the API: its secret and its recovery codes."""
    begun = browser.post("/account/second-factor/secret", {})
    assert begun.status_code == 201, begun.text
    secret = str(body(begun)["secret"])
    confirmed = browser.put("/account/second-factor", {"code": TOTP(secret).now()})
    assert confirmed.status_code == 200, confirmed.text
    return secret, list(body(confirmed)["recovery_codes"])


def actions(platform: Platform, by: str) -> list[str]:
    return [each.action for each in audit.latest(platform.store) if each.by == by]


def test_half_a_sign_in_is_answered_by_no_route_but_its_own(app: APIFlask, people: People) -> None:
    client, way_on = half(app, "root", "/administration/users")
    field = FIELD.search(client.get(way_on, headers=HTML).text)
    assert field is not None

    answered = {}
    for rule in rules(app):
        for method in methods(rule) if rule.endpoint not in PUBLIC else ():
            headers = {**HTML, "X-CSRF-Token": field[1]}
            answer = client.open(address(app, rule), method=method, headers=headers)
            told = body(answer)["code"] if answer.is_json else answer.headers.get("Location", "").partition("?")[0]
            if (answer.status_code, told) != (
                (401, "second_factor") if rule.rule.startswith(API) else (303, "/sign-in")
            ):
                answered[f"{method} {rule.rule}"] = (answer.status_code, told)

    assert way_on == "/sign-in/second-factor?next=/administration/users"
    assert answered == {}
    assert body(client.get("/api/v1/session"))["code"] == "second_factor"
    assert client.get("/", headers=HTML).headers["Location"].startswith("/sign-in")
    assert client.get("/sign-in?next=/account", headers=HTML).headers["Location"].startswith("/sign-in/second-factor")
    # Nor does the way of those who have a second factor lead round it.
    assert client.get("/sign-in/code", headers=HTML).status_code == 303


def test_an_administrator_sets_it_up_at_sign_in_and_goes_on_in_another_session(
    app: APIFlask, platform: Platform, people: People
) -> None:
    client, way_on = half(app, "root", "/administration/users")
    shown, before = client.get(way_on, headers=HTML), cookie(client)
    secret = HREF.search(unescape(shown.text))
    assert secret is not None

    wrong = enter(client, way_on, "/sign-in/second-factor", code="000000x", next="/administration/users")
    done = enter(client, way_on, "/sign-in/second-factor", code=TOTP(secret[1]).now(), next="/administration/users")

    assert "<svg viewBox=" in shown.text
    assert wrong.status_code == 422
    assert secret[1] in wrong.text
    assert "This is not the code." in wrong.text
    assert done.status_code == 200
    assert len(set(RECOVERY.findall(done.text))) == 10
    assert 'href="/administration/users"' in done.text
    assert cookie(client) != before
    assert client.get("/administration/users", headers=HTML).status_code == 200
    assert platform.sessions.half(before) is None
    wanted = [Action.session_started, Action.second_factor_set_up, Action.second_factor_asked]
    assert [each for each in actions(platform, people.administrator.id) if each in wanted] == wanted


def test_an_administrator_who_has_it_gives_a_code_in_the_form(
    app: APIFlask, platform: Platform, people: People
) -> None:
    secret, codes = set_up(Browser(app, "root"))
    client, way_on = half(app, "root", "/administration/users")
    before = cookie(client)
    without = client.post("/sign-in/code", data={"code": codes[0]}, headers=HTML)

    wrong = enter(client, way_on, "/sign-in/code", code="000000")
    right = enter(client, way_on, "/sign-in/code", code=next_code(secret), next="/administration/users")
    elsewhere, way_on = half(app, "root")
    led_away = enter(elsewhere, way_on, "/sign-in/code", code=codes[0], next="//evil.example/")

    assert way_on.startswith("/sign-in/code?next=")
    assert without.status_code == 403
    assert wrong.status_code == 401
    assert "The code is wrong, has run out or was used before." in wrong.text
    assert (right.status_code, right.headers["Location"]) == (303, "/administration/users")
    assert led_away.headers["Location"] == "/"
    assert cookie(client) != before
    assert platform.sessions.half(before) is None
    assert client.get("/administration/users", headers=HTML).status_code == 200
    assert Action.code_refused in actions(platform, people.administrator.id)


def test_a_program_gives_the_code_with_the_password_and_each_code_counts_once(
    app: APIFlask, platform: Platform, people: People
) -> None:
    refused = sign_in(app, "root", "")
    secret, codes = set_up(Browser(app, "root"))
    used = TOTP(secret).now()

    without, spent = sign_in(app, "root", ""), sign_in(app, "root", used)
    first, again = sign_in(app, "root", next_code(secret)), sign_in(app, "root", next_code(secret))
    recovered = [sign_in(app, "root", code).status_code for code in (codes[3], codes[3].lower(), codes[4])]

    assert [(each.status_code, body(each)["code"]) for each in (refused, without)] == [(401, "second_factor")] * 2
    assert "graphintel user second-factor" in body(refused)["detail"]
    assert "Set-Cookie" not in without.headers
    assert [spent.status_code, first.status_code, again.status_code] == [401, 201, 401]
    assert recovered == [201, 401, 201]
    assert platform.second_factors.state(people.administrator)["recovery_codes_left"] == 8


def test_wrong_codes_wait_whatever_right_passwords_come_between_and_from_wherever(
    app: APIFlask, platform: Platform, people: People
) -> None:
    _secret, codes = set_up(Browser(app, "root"))

    here = [sign_in(app, "root", "000000").status_code for _ in range(HERE.free + 1)]
    everywhere = [sign_in(app, "root", "000000", f"198.51.100.{at}").status_code for at in range(CODES.free)]
    known = sign_in(app, "root", codes[0], "192.0.2.1")
    waiting = platform.limits.waiting(people.administrator)["items"]

    assert here == [401] * HERE.free + [429]
    assert everywhere == [401] * (CODES.free - HERE.free) + [429] * HERE.free
    assert known.status_code == 429
    assert {each["limit"] for each in waiting} == {HERE.name, CODES.name}
    platform.limits.lift(people.administrator, CODES.name, people.administrator.id)
    assert sign_in(app, "root", codes[0], "192.0.2.1").status_code == 201


def test_anybody_may_set_it_up_renew_his_codes_and_remove_it_with_his_password(
    app: APIFlask, platform: Platform, people: People
) -> None:
    ada, there = Browser(app, "ada"), Browser(app, "ada")
    set_back(platform, "proved_at")
    paths = [("POST", "/secret", {}), ("PUT", "", {"code": "1"}), ("POST", "/recovery-codes", {}), ("DELETE", "", None)]
    refused = [
        ada.client.open(f"/api/v1/account/second-factor{path}", method=method, json=given, headers=ada.headers)
        for method, path, given in paths
    ]
    asked = ada.client.get("/account/second-factor", headers=HTML)
    assert ada.post("/session/proof", {"password": PASSWORD}).status_code == 204

    _secret, codes = set_up(ada)
    renewed = body(ada.post("/account/second-factor/recovery-codes", {}))["recovery_codes"]
    page = ada.client.get("/account", headers=HTML).text
    told = body(ada.get("/account/second-factor"))
    ways = [sign_in(app, "ada", code).status_code for code in ("", codes[0], renewed[0])]
    removed = ada.delete("/account/second-factor")

    assert {(each.status_code, body(each)["code"]) for each in refused} == {(403, "reauthenticate")}
    assert (asked.status_code, "Give your password again" in asked.text) == (403, True)
    assert there.client.get("/api/v1/session").status_code == 401
    assert (told["set_up"], told["required"], told["recovery_codes_left"]) == (True, False, 10)
    assert "10 recovery codes are left." in page
    assert ways == [401, 401, 201]
    assert removed.status_code == 204
    assert sign_in(app, "ada", "").status_code == 201
    wanted = {Action.second_factor_set_up, Action.recovery_codes_renewed, Action.recovery_code_used}
    assert wanted | {Action.second_factor_removed} <= set(actions(platform, people.analyst.id))


def test_on_the_page_it_is_set_up_and_removed_without_scripts(app: APIFlask, people: People) -> None:
    ada = Browser(app, "ada")
    secret = HREF.search(unescape(ada.client.get("/account/second-factor", headers=HTML).text))
    assert secret is not None

    wrong = post(ada.client, "/account/second-factor", ada, code="")
    codes = post(ada.client, "/account/second-factor", ada, code=TOTP(secret[1]).now())
    renewed = post(ada.client, "/account/second-factor/codes", ada)
    removed = post(ada.client, "/account/second-factor/remove", ada)

    assert (wrong.status_code, secret[1] in wrong.text) == (422, True)
    kept = [set(RECOVERY.findall(each.text)) for each in (codes, renewed)]
    assert [len(each) for each in kept] == [10, 10]
    assert not kept[0] & kept[1]
    assert removed.headers["Location"] == "/account?done=second_factor_removed"


def test_a_secret_that_another_session_was_shown_is_not_confirmed_and_a_token_gets_none(
    app: APIFlask, platform: Platform, people: People
) -> None:
    one, other = Browser(app, "ada"), Browser(app, "ada")
    token = platform.tokens.create(people.analyst, Wanted("notebook")).token
    secret = body(one.post("/account/second-factor/secret", {}))["secret"]

    same = body(one.post("/account/second-factor/secret", {}))["secret"]
    stolen = other.put("/account/second-factor", {"code": TOTP(secret).now()})
    bearer = app.test_client().post(
        "/api/v1/account/second-factor/secret", json={}, headers={"Authorization": f"Bearer {token}"}
    )

    assert same == secret
    assert (stolen.status_code, bearer.status_code) == (409, 403)
    assert platform.second_factors.state(people.analyst)["set_up"] is False


def test_what_is_stored_tells_neither_secret_nor_codes(app: APIFlask, platform: Platform, people: People) -> None:
    secret, codes = set_up(Browser(app, "ada"))

    with platform.store._driver.session() as session:
        rows = str(session.run("MATCH (n:SecondFactor) RETURN properties(n) AS p").data())

    assert "confirmed_at" in rows
    assert not [each for each in (secret, *codes, *(code.replace("-", "") for code in codes)) if each in rows]


def test_an_administrator_resets_that_of_somebody_else_and_never_his_own(
    app: APIFlask, platform: Platform, people: People
) -> None:
    set_up(Browser(app, "ada"))
    ada, root = Browser(app, "ada"), Browser(app, "root")
    listed = {each["username"]: each["second_factor"] for each in body(root.get("/users"))["items"]}

    refused = ada.delete("/users/otto/second-factor")
    own = root.delete("/users/root/second-factor")
    nothing = root.delete("/users/otto/second-factor")
    page = post(root.client, "/administration/users/ada/second-factor", root)

    assert (listed["ada"], listed["root"], listed["otto"]) == (True, True, False)
    assert [each.status_code for each in (refused, own, nothing)] == [403, 403, 404]
    assert page.headers["Location"] == "/administration/users/ada?done=second_factor_reset"
    assert ada.client.get("/api/v1/session").status_code == 401
    assert sign_in(app, "ada", "").status_code == 201
    (entry,) = audit.latest(platform.store, action=Action.second_factor_reset)
    assert (entry.by, list(entry.objects)) == (people.administrator.id, [people.analyst.id])


def test_half_a_sign_in_is_no_session_of_the_account_and_ends_with_the_user(
    app: APIFlask, platform: Platform, people: People
) -> None:
    platform.users.add(people.administrator, newcomer("boss", "administrator"))
    client, _way_on = half(app, "boss")
    boss = replace(people.administrator, id=platform.users.one(people.administrator, "boss").id)
    listed = platform.account.sessions(boss)["items"]

    platform.users.disable(people.administrator, "boss")

    assert listed == []
    assert client.get("/sign-in/second-factor", headers=HTML).headers["Location"].startswith("/sign-in?")


def test_whom_the_setting_names_must_have_it(neo4j_server: StoreAddress, platform: Platform, people: People) -> None:
    settings = replace(platform.settings, second_factor=frozenset({Role.administrator, Role.analyst}))
    store = Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    with platform_on(settings, store, QUICK) as stricter:
        app = create_app(stricter)
        _client, analyst = half(app, "ada")
        _client, officer = half(app, "otto")
        code_for(stricter, "ada")
        removed = Browser(app, "ada").delete("/account/second-factor")

    assert analyst.startswith("/sign-in/second-factor")
    assert officer == "/account"
    assert removed.status_code == 409


@pytest.mark.parametrize("said", [("flag",), ("mark",), ("flag", "mark")], ids=" and ".join)
def test_only_the_database_of_a_demo_that_is_served_as_one_asks_no_administrator(
    neo4j_server: StoreAddress, platform: Platform, people: People, said: tuple[str, ...]
) -> None:
    if "mark" in said:
        demo.mark(platform.store)
    store = Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    with platform_on(replace(platform.settings, demo="flag" in said), store, QUICK) as shown:
        session = shown.sessions.start("root", PASSWORD).session

    assert session.waits_for == (Waits.nothing if len(said) == 2 else Waits.set_up)
