"""Host names, proxies and figures: what the surroundings of a request may say, and to whom figures are told."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from graphintel.bootstrap import Platform
from graphintel.model.events import Action
from graphintel.queries import audit
from graphintel.web import create_app
from tests.platforms import PASSWORD, People, body

PROXY = "10.0.0.5"
TOKEN = "figures for the monitoring, thirty-two and more"


@pytest.fixture
def behind(platform: Platform, people: People) -> Iterator[FlaskClient]:
    """A client of an application behind a proxy."""
    settings = replace(
        platform.settings,
        trusted_proxies=(PROXY,),
        allowed_hosts=("intel.customs.example",),
        metrics_token=TOKEN,
    )
    with create_app(replace(platform, settings=settings)).test_client() as client:
        yield client


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "intel.example@evil.example", "evil.example:80"]
)
def test_a_name_that_is_not_allowed_is_refused_wherever_one_asks(app: APIFlask, people: People, host: str) -> None:
    client = app.test_client()
    asked = {
        path: client.get(path, headers={"Host": host})
        for path in ("/sign-in", "/api/v1/session", "/static/css/tokens.css")
    }

    assert {path: answer.status_code for path, answer in asked.items()} == dict.fromkeys(asked, 400)
    assert body(asked["/api/v1/session"])["code"] == "unknown_host"
    assert "evil" not in asked["/sign-in"].text
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


def test_a_name_of_this_machine_is_allowed_under_any_port(app: APIFlask, people: People) -> None:
    hosts = ("localhost", "127.0.0.1:9000", "[::1]:8000")

    assert {app.test_client().get("/sign-in", headers={"Host": host}).status_code for host in hosts} == {200}


def test_behind_the_listed_proxy_address_and_scheme_are_those_of_the_browser(
    behind: FlaskClient, platform: Platform
) -> None:
    headers = {
        "X-Forwarded-For": "127.0.0.1, 203.0.113.7",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "intel.customs.example",
    }
    answer = behind.post(
        "/api/v1/session",
        json={"username": "ada", "password": PASSWORD},
        headers=headers,
        environ_base={"REMOTE_ADDR": PROXY},
    )

    assert answer.status_code == 201
    assert "Secure" in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert audit.latest(platform.store, action=Action.session_started)[0].address == "203.0.113.7"


def test_a_forged_address_from_elsewhere_neither_counts_nor_resets_a_wait(
    behind: FlaskClient, platform: Platform
) -> None:
    def attempt(turn: int) -> int:
        headers = {"X-Forwarded-For": f"203.0.113.{turn}", "X-Forwarded-Proto": "https"}
        given = {"username": "ada", "password": "wrong"}
        return behind.post(
            "/api/v1/session", json=given, headers=headers, environ_base={"REMOTE_ADDR": "198.51.100.9"}
        ).status_code

    assert [attempt(turn) for turn in range(6)] == [401] * 5 + [429]
    assert {each.address for each in audit.latest(platform.store, action=Action.session_refused)} == {"198.51.100.9"}


@pytest.mark.parametrize(
    ("headers", "address", "status"),
    [
        ({}, "127.0.0.1", 200),
        ({}, "::1", 200),
        ({}, "203.0.113.7", 403),
        ({"X-Forwarded-For": "127.0.0.1"}, "127.0.0.1", 403),
        ({"X-Forwarded-For": "127.0.0.1"}, PROXY, 403),
        ({"Authorization": f"Bearer {TOKEN}"}, "203.0.113.7", 200),
        ({"Authorization": "Bearer wrong"}, "203.0.113.7", 403),
    ],
)
def test_figures_are_for_this_machine_or_for_who_names_their_token(
    behind: FlaskClient, headers: dict[str, str], address: str, status: int
) -> None:
    answer = behind.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})

    assert answer.status_code == status
    assert ("graphintel_answer_seconds" in answer.text) is (status == 200)
