"""Signing in at a provider that runs beside us: it tells who somebody is, and everything that it tells is checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graphintel.bootstrap import Platform, platform_on
from graphintel.model.events import Action
from graphintel.queries import audit
from graphintel.queries.store import Store
from graphintel.settings import OidcSettings, StoreAddress
from graphintel.web import create_app
from tests import provider
from tests.platforms import QUICK, People, body, code_for

HTML = {"Accept": "text/html"}
DOES_NOT_HOLD = "What came back from the provider does not hold."
AWAY = "The provider does not answer as it should."


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The provider's address."""
    with provider.running() as address:
        yield address


@pytest.fixture
def joined(neo4j_server: StoreAddress, platform: Platform, people: People, issuer: str) -> Iterator[Platform]:
    """The platform, which knows the provider."""
    with joined_to(neo4j_server, platform, OidcSettings(issuer, provider.CLIENT, provider.CLIENT_SECRET)) as found:
        yield found


@pytest.fixture
def site(joined: Platform) -> APIFlask:
    return create_app(joined)


def joined_to(neo4j_server: StoreAddress, platform: Platform, named: OidcSettings) -> Platform:
    store = Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    return platform_on(replace(platform.settings, oidc=named), store, QUICK)


def sent(client: FlaskClient, target: str = "/account") -> str:
    """Where the browser is sent."""
    answer = client.get("/sign-in/provider", query_string={"next": target}, headers=HTML)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def at_provider(address: str, **told: str) -> str:
    """What the provider sends the browser back with."""
    answer = requests.get(f"{address}&{urlencode(told)}", allow_redirects=False, timeout=30)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def came_back(client: FlaskClient, address: str) -> TestResponse:
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}", headers=HTML)


def signed_in(site: APIFlask, user: str, **told: str) -> tuple[FlaskClient, TestResponse]:
    """A browser that has been to the provider and back."""
    client = site.test_client()
    return client, came_back(client, at_provider(sent(client), **{"as": user, **told}))


def test_who_is_known_there_and_here_is_signed_in_under_the_role_that_he_has_here(
    site: APIFlask, joined: Platform, people: People
) -> None:
    form = site.test_client().get("/sign-in?next=/charts", headers=HTML).text
    client, answer = signed_in(site, "ada")

    known = body(client.get("/api/v1/session"))
    cookies = answer.headers.getlist("Set-Cookie")
    (entry,) = audit.latest(joined.store, action=Action.session_started)

    assert 'href="/sign-in/provider?next=/charts"' in form
    assert (answer.status_code, answer.headers["Location"]) == (303, "/account")
    assert (known["username"], known["role"]) == ("ada", "analyst")
    assert (entry.by, entry.detail) == (people.analyst.id, {"provider": True})
    assert all("HttpOnly" in each and "SameSite=Lax" in each for each in cookies)
    left = client.delete("/api/v1/session", headers={"X-CSRF-Token": known["csrf_token"]})
    assert (left.status_code, client.get("/api/v1/session").status_code) == (204, 401)


def test_the_request_binds_state_nonce_and_a_challenge_and_leads_nowhere_else(site: APIFlask, issuer: str) -> None:
    addresses = [sent(site.test_client(), "//evil.example/") for _ in range(2)]

    asked = [parse_qs(urlsplit(each).query) for each in addresses]
    client = site.test_client()
    answer = came_back(client, at_provider(sent(client, "//evil.example/"), **{"as": "ada"}))

    assert all(each.startswith(f"{issuer}/authorize?") for each in addresses)
    assert asked[0]["code_challenge_method"] == ["S256"]
    assert asked[0]["redirect_uri"] == ["http://localhost/sign-in/provider/back"]
    assert [name for name in ("state", "nonce", "code_challenge") if asked[0][name] == asked[1][name]] == []
    assert provider.CLIENT_SECRET not in "".join(addresses)
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("fault", ["signature", "expired", "nonce", "audience", "audiences", "issuer", "nameless"])
def test_a_token_that_does_not_hold_lets_nobody_in(site: APIFlask, joined: Platform, fault: str) -> None:
    client, answer = signed_in(site, "ada", fault=fault)

    assert answer.status_code == 401
    assert DOES_NOT_HOLD in answer.text
    assert client.get("/api/v1/session").status_code == 401
    assert audit.latest(joined.store, action=Action.session_started) == []


def test_what_comes_back_belongs_to_the_browser_that_was_sent_and_counts_once(site: APIFlask) -> None:
    one, other = site.test_client(), site.test_client()
    back = at_provider(sent(one), **{"as": "ada"})
    sent(other)

    stolen = came_back(other, back)
    without = came_back(site.test_client(), back)
    changed = came_back(one, back.replace("state=", "state=x"))
    sent_again = site.test_client()
    good = at_provider(sent(sent_again), **{"as": "ada"})
    kept = sent_again.get_cookie("gi_provider", path="/sign-in/provider")
    assert kept is not None
    first = came_back(sent_again, good)
    sent_again.set_cookie("gi_provider", kept.value, path="/sign-in/provider")
    second = came_back(sent_again, good)
    refused = came_back(sent_again, "/sign-in/provider/back?error=access_denied")

    assert [each.status_code for each in (stolen, without, changed)] == [401] * 3
    assert DOES_NOT_HOLD in stolen.text
    assert "began in another browser" in without.text
    assert [first.status_code, second.status_code, refused.status_code] == [303, 401, 401]


def test_nobody_is_made_a_user_and_who_is_disabled_or_not_cleared_today_is_refused(
    site: APIFlask, joined: Platform, people: People
) -> None:
    root = people.administrator
    joined.users.disable(root, "otto")
    joined.users.change(root, "olga", {"valid_until": "2020-01-01"}, version=1)

    answers = {name: signed_in(site, name)[1] for name in ("stranger", "otto", "olga")}

    assert {each.status_code for each in answers.values()} == {401}
    assert all("there is no user of that name who may sign in here" in each.text for each in answers.values())
    assert "stranger" not in {each.username for each in joined.users.all(root)}
    assert len(audit.latest(joined.store, action=Action.session_refused)) == 2


@pytest.mark.parametrize(("amr", "way_on"), [
    ("pwd", "/sign-in/second-factor?"), ("pwd otp", "/account"), ("hwk", "/account"), ("mfa", "/account"),
])  # fmt: skip
def test_the_code_is_not_asked_for_where_the_provider_asked_for_more_than_a_password(
    site: APIFlask, amr: str, way_on: str
) -> None:
    client, answer = signed_in(site, "root", amr=amr)

    assert answer.headers["Location"].startswith(way_on)
    assert client.get("/api/v1/session").status_code == (200 if way_on == "/account" else 401)


def test_who_has_a_second_factor_here_gives_its_code(site: APIFlask, joined: Platform) -> None:
    code_for(joined, "root")
    _client, answer = signed_in(site, "root")

    assert answer.headers["Location"].startswith("/sign-in/code?")


def test_a_provider_that_is_away_is_told_and_the_password_still_works(
    neo4j_server: StoreAddress, platform: Platform, people: People
) -> None:
    with provider.running() as address:
        named = OidcSettings(address, provider.CLIENT, provider.CLIENT_SECRET)
        with joined_to(neo4j_server, platform, named) as joined:
            client = create_app(joined).test_client()
            back = at_provider(sent(client), **{"as": "ada"})
    with joined_to(neo4j_server, platform, named) as joined:
        app = create_app(joined)
        begun = app.test_client().get("/sign-in/provider", headers=HTML)
        elsewhere = app.test_client()
        kept = client.get_cookie("gi_provider", path="/sign-in/provider")
        assert kept is not None
        elsewhere.set_cookie("gi_provider", kept.value, path="/sign-in/provider")
        finished = came_back(elsewhere, back)

    assert [begun.status_code, finished.status_code] == [503, 503]
    assert AWAY in begun.text
    assert AWAY in finished.text
    assert 'name="password"' in begun.text


def test_a_wrong_secret_and_another_issuer_are_refused(
    neo4j_server: StoreAddress, platform: Platform, people: People, issuer: str
) -> None:
    with joined_to(neo4j_server, platform, OidcSettings(issuer, provider.CLIENT, "wrong")) as joined:
        _client, wrong = signed_in(create_app(joined), "ada")
    with joined_to(neo4j_server, platform, OidcSettings(issuer + "/", provider.CLIENT, "wrong")) as joined:
        another = create_app(joined).test_client().get("/sign-in/provider", headers=HTML)

    assert (wrong.status_code, another.status_code) == (401, 503)


def test_without_a_provider_there_is_none_to_sign_in_at(app: APIFlask, people: People) -> None:
    client = app.test_client()

    assert "/sign-in/provider" not in client.get("/sign-in", headers=HTML).text
    assert client.get("/sign-in/provider", headers=HTML).status_code == 404
