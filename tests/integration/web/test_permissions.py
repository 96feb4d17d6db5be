"""Who may ask what: every route of the API against every role, and against nobody."""

from typing import Any
from uuid import uuid4

import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.security.actor import Role
from graphintel.security.policy import Verb, reach_of
from tests.platforms import Browser, People, body, newcomer

OPEN = {"/api/v1/session", "/api/v1/openapi.json"}


def routes(app: APIFlask) -> list[tuple[str, str, Verb]]:
    """Method, an address with made-up ids, and the verb that the route declares."""
    found: list[tuple[str, str, Verb]] = []
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/api/") or rule.rule in OPEN:
            continue
        view: Any = app.view_functions[rule.endpoint]
        values = {name: "json" if name == "format" else str(uuid4()) for name in rule.arguments}
        adapter = app.url_map.bind("127.0.0.1")
        methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
        found += [(each, adapter.build(rule.endpoint, values, method=each), view.permission) for each in methods]
    return found


def test_nobody_gets_anything_without_signing_in(app: APIFlask, people: People) -> None:
    client = app.test_client()

    for method, address, _verb in routes(app):
        answer = client.open(address, method=method, json={} if method != "GET" else None)
        assert answer.status_code == 401, f"{method} {address}"
        assert body(answer)["code"] == "not_signed_in"


@pytest.mark.parametrize("role", list(Role))
def test_a_role_gets_past_the_door_of_what_the_table_gives_it_and_of_nothing_else(
    app: APIFlask, platform: Platform, people: People, role: Role
) -> None:
    platform.users.add(people.administrator, newcomer("one", role, unit="gate"))
    browser = Browser(app, "one")

    for method, address, verb in routes(app):
        answer = browser.client.open(
            address, method=method, json={} if method != "GET" else None, headers=browser.headers
        )
        assert (answer.status_code != 403) == (reach_of(role, verb) is not None), (
            f"{method} {address}: {answer.status_code}"
        )


def test_no_change_is_accepted_without_the_csrf_token(app: APIFlask, people: People) -> None:
    browser = Browser(app, "root")

    for method, address, _verb in routes(app):
        if method != "GET":
            answer = browser.client.open(address, method=method, json={})
            assert (answer.status_code, body(answer)["code"]) == (403, "csrf"), f"{method} {address}"
