import re

import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.security.policy import Verb, may
from graphintel.services.tokens import Wanted
from tests.platforms import PASSWORD, Browser, People, body

FIELD = re.compile(r'name="csrf_token" value="([^"]+)"')


def test_a_session_tells_who_one_is(app: APIFlask, people: People) -> None:
    browser = Browser(app, "hana")

    answer = browser.client.get("/api/v1/session")

    assert answer.status_code == 200
    assert body(answer)["username"] == "hana"
    assert body(answer)["clearance"] == {
        "registers": ["investigations", "seizures", "suspects"],
        "level": "confidential",
        "groups": ["op-harbour", "unit-analysis"],
    }
    assert body(answer)["may"] == [verb for verb in Verb if may(people.harbour, verb)]


def test_a_wrong_password_is_refused_with_a_sentence(app: APIFlask, people: People) -> None:
    answer = app.test_client().post("/api/v1/session", json={"username": "ada", "password": "wrong password"})

    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert body(answer)["code"] == "not_signed_in"
    assert body(answer)["detail"] == "The user name or the password is wrong."
    assert "Set-Cookie" not in answer.headers


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app: APIFlask, people: People) -> None:
    given = {"username": "ada", "password": PASSWORD}

    here = app.test_client().post("/api/v1/session", json=given, base_url="http://127.0.0.1:8000")
    elsewhere = app.test_client().post("/api/v1/session", json=given, base_url="https://127.0.0.1:8000")

    assert "HttpOnly" in here.headers["Set-Cookie"]
    assert "SameSite=Lax" in here.headers["Set-Cookie"]
    assert "Secure" not in here.headers["Set-Cookie"]
    assert "Secure" in elsewhere.headers["Set-Cookie"]


def test_a_change_without_the_csrf_token_is_refused(app: APIFlask, people: People) -> None:
    browser = Browser(app, "ada")

    without = browser.client.delete("/api/v1/session")
    wrong = browser.client.delete("/api/v1/session", headers={"X-CSRF-Token": "x" * 43})

    assert [without.status_code, wrong.status_code] == [403, 403]
    assert body(without)["code"] == "csrf"
    assert browser.client.get("/api/v1/session").status_code == 200


def test_who_signs_out_is_not_known_any_more(app: APIFlask, people: People) -> None:
    browser = Browser(app, "ada")

    ended = browser.client.delete("/api/v1/session", headers=browser.headers)

    assert ended.status_code == 204
    assert browser.client.get("/api/v1/session").status_code == 401


def test_a_token_needs_neither_cookie_nor_csrf_token(app: APIFlask, platform: Platform, people: People) -> None:
    token = platform.tokens.create(people.analyst, Wanted("test")).token
    client = app.test_client()

    answer = client.get("/api/v1/session", headers={"Authorization": f"Bearer {token}"})

    assert body(answer)["username"] == "ada"
    assert body(answer)["csrf_token"] == ""


@pytest.mark.parametrize("header", ["Bearer", "Bearer gi_wrong", "Basic YWRhOmFkYQ==", "Bearer " + "x" * 10_000])
def test_a_wrong_authorization_is_refused_even_beside_a_session(app: APIFlask, people: People, header: str) -> None:
    browser = Browser(app, "ada")

    answer = browser.client.get("/api/v1/session", headers={"Authorization": header})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_the_form_signs_in_and_leads_on(app: APIFlask, people: People) -> None:
    client = app.test_client()
    field = FIELD.search(client.get("/sign-in?next=/explore%3Fentity%3D1").text)
    assert field is not None

    answer = client.post(
        "/sign-in",
        data={"username": "ada", "password": PASSWORD, "csrf_token": field[1], "next": "/explore?entity=1"},
    )

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/explore?entity=1"
    assert body(client.get("/api/v1/session"))["username"] == "ada"


def test_the_form_says_what_was_wrong_and_keeps_the_name(app: APIFlask, people: People) -> None:
    client = app.test_client()
    field = FIELD.search(client.get("/sign-in").text)
    assert field is not None

    answer = client.post("/sign-in", data={"username": "ada", "password": "wrong", "csrf_token": field[1]})

    assert answer.status_code == 401
    assert "The user name or the password is wrong." in answer.text
    assert 'value="ada"' in answer.text
    assert "wrong&#34;" not in answer.text


def test_a_form_from_another_site_is_refused(app: APIFlask, people: People) -> None:
    answer = app.test_client().post("/sign-in", data={"username": "ada", "password": PASSWORD, "csrf_token": "x"})

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "/a\nb", "javascript:x"]
)
def test_signing_in_never_leads_to_another_site(app: APIFlask, people: People, target: str) -> None:
    client = app.test_client()
    field = FIELD.search(client.get("/sign-in").text)
    assert field is not None

    answer = client.post(
        "/sign-in", data={"username": "ada", "password": PASSWORD, "csrf_token": field[1], "next": target}
    )

    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({}, {"username", "password"}),
        ({"username": "ada", "password": "x", "extra": 1}, {"extra"}),
        ({"username": ["ada"], "password": None}, {"username", "password"}),
        ({"username": "a" * 65, "password": "p" * 201}, {"username", "password"}),
    ],
)
def test_every_wrong_field_is_named(app: APIFlask, people: People, given: object, fields: set[str]) -> None:
    answer = app.test_client().post("/api/v1/session", json=given)

    assert answer.status_code == 422
    assert body(answer)["code"] == "invalid"
    assert {problem["field"] for problem in body(answer)["problems"]} == fields


@pytest.mark.parametrize("given", [b"", b"{", b"[1", b"\xff\xfe", b"[]", b"null", b'"text"'])
def test_a_body_that_is_not_the_json_asked_for_is_refused(app: APIFlask, people: People, given: bytes) -> None:
    answer = app.test_client().post("/api/v1/session", data=given, content_type="application/json")

    assert answer.status_code in {400, 422}
    assert body(answer)["code"] in {"malformed", "invalid"}
    assert body(answer)["reference"]
