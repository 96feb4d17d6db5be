from pathlib import Path

import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform, platform_on
from graphintel.queries.store import Store
from graphintel.services.tokens import Wanted
from graphintel.settings import Settings
from graphintel.web import create_app
from tests.platforms import QUICK, SECRET, Browser, People, body


def test_an_unknown_address_is_a_problem_to_a_program(app: APIFlask) -> None:
    answer = app.test_client().get("/api/v1/nothing")

    assert answer.status_code == 404
    assert body(answer)["type"] == "urn:graphintel:problem:not_found"
    assert body(answer)["title"] == "Not Found"
    assert body(answer)["status"] == 404


def test_a_wrong_method_says_which_are_right(app: APIFlask) -> None:
    answer = app.test_client().put("/api/v1/session")

    assert answer.status_code == 405
    assert body(answer)["code"] == "method_not_allowed"
    assert "POST" in answer.headers["Allow"]


def test_too_large_a_body_is_refused(app: APIFlask, people: People) -> None:
    given = b'{"username": "' + b"a" * 3_000_000 + b'"}'

    answer = app.test_client().post("/api/v1/session", data=given, content_type="application/json")

    assert answer.status_code == 413
    assert body(answer)["code"] == "too_large"


@pytest.mark.parametrize(
    "given",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"username": NaN}',
        b'{"username": "\\ud800"}',
        b'{"username": "\xff"}',
        b"",
    ],
)
def test_json_that_cannot_be_kept_is_malformed(app: APIFlask, given: bytes) -> None:
    answer = app.test_client().post("/api/v1/session", data=given, content_type="application/json")

    assert answer.status_code == 400
    assert body(answer)["code"] == "malformed"


@pytest.mark.parametrize("path", ["%00", "%FF", "..%2F..%2Fetc", "%E2%80%AE", "x" * 3_000, "<script>"])
def test_any_address_is_answered_in_order(app: APIFlask, platform: Platform, people: People, path: str) -> None:
    token = platform.tokens.create(people.analyst, Wanted("test")).token

    answer = app.test_client().get(f"/api/v1/entities/{path}", headers={"Authorization": f"Bearer {token}"})

    assert answer.status_code == 404
    assert body(answer)["code"] == "not_found"


def test_what_fails_unforeseen_tells_a_reference_and_nothing_of_the_inside(
    app: APIFlask, people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    @app.get("/api/v1/broken")
    def broken() -> str:
        raise RuntimeError("the inside")

    answer = app.test_client().get("/api/v1/broken")

    assert answer.status_code == 500
    assert body(answer)["code"] == "unexpected"
    assert "the inside" not in answer.text
    printed = capsys.readouterr()
    assert body(answer)["reference"] in printed.out + printed.err


def test_a_reader_without_a_session_is_led_to_the_sign_in_page(app: APIFlask) -> None:
    answer = app.test_client().get("/search?q=vesk", headers={"Accept": "text/html"})

    assert answer.status_code == 303
    assert answer.headers["Location"] == "/sign-in?next=/search?q%3Dvesk"


def test_a_store_that_is_down_is_told_in_a_sentence(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, secret_key=SECRET)
    store = Store("bolt://127.0.0.1:1", "neo4j", "not asked for")
    with platform_on(settings, store, QUICK) as platform:
        client = create_app(platform).test_client()
        answer = client.get("/api/v1/session", headers={"Authorization": "Bearer gi_" + "x" * 43})
        ready = client.get("/readyz")
        alive = client.get("/healthz")
        metrics = client.get("/metrics")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"
    assert body(answer)["code"] == "store_unavailable"
    assert body(answer)["detail"].endswith(".")
    assert ready.status_code == 503
    assert alive.status_code == 200
    assert "graphintel_store_ready 0.0" in metrics.text


def test_a_page_says_that_the_store_is_down(tmp_path: Path) -> None:
    store = Store("bolt://127.0.0.1:1", "neo4j", "not asked for")
    with platform_on(Settings(home=tmp_path, secret_key=SECRET), store, QUICK) as platform:
        client = create_app(platform).test_client()
        client.set_cookie("gi_session", "anything")
        answer = client.get("/sign-in", headers={"Accept": "text/html"})

    assert answer.status_code == 503
    assert answer.content_type.startswith("text/html")
    assert "The database does not answer" in answer.text


def test_a_question_that_names_the_type_of_no_body_is_answered(ada: Browser) -> None:
    answer = ada.client.get("/api/v1/kinds", headers={"Content-Type": "application/json"})

    assert answer.status_code == 200
