import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
import structlog
from apiflask import APIFlask

from graphintel import log
from graphintel.bootstrap import Platform
from graphintel.web import create_app
from tests.platforms import PASSWORD, Browser, People, body

ID = "11111111-2222-4333-8444-555555555555"
HOSTILE = 'x\r\n{"event":"forged"}\x1b[31m'


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    log.configure(json=True, stream=stream)
    yield stream
    structlog.reset_defaults()


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_each_request_is_one_line_with_its_pattern_and_nothing_of_what_was_asked(
    app: APIFlask, people: People, written: io.StringIO
) -> None:
    ada = Browser(app, "ada")
    written.truncate(0)
    written.seek(0)

    ada.get("/search", q="Ilmar Vesk")
    answer = ada.get(f"/entities/{ID}")

    told = [each for each in lines(written) if each["event"] == "web.answered"]
    assert [each["route"] for each in told] == ["/api/v1/search", "/api/v1/entities/<entity_id>"]
    assert {name: told[1][name] for name in ("method", "status", "user")} == {
        "method": "GET",
        "status": 404,
        "user": people.analyst.id,
    }
    queries, spent, whole = (told[1][name] for name in ("queries", "query_milliseconds", "milliseconds"))
    assert isinstance(queries, int)
    assert queries > 0
    assert isinstance(spent, float)
    assert isinstance(whole, float)
    assert 0 < spent < whole
    assert ID not in written.getvalue()
    assert "Vesk" not in written.getvalue()
    assert told[1]["request"] == answer.headers["X-Request-ID"] == body(answer)["reference"]
    assert all(each["request"] for each in lines(written))


def test_nothing_that_is_sent_forges_a_line(app: APIFlask, people: People, written: io.StringIO) -> None:
    client = app.test_client()
    client.get("/search", query_string={"q": HOSTILE}, headers={"X-Request-ID": "forged", "User-Agent": "forged\x1b["})
    client.post("/api/v1/session", json={"username": HOSTILE, "password": PASSWORD})
    client.open(f"/{HOSTILE}", method="FORGED")

    assert "forged" not in written.getvalue().lower()
    assert "\x1b" not in written.getvalue()
    assert [each["method"] for each in lines(written) if each["event"] == "web.answered"] == ["GET", "POST", "other"]


@pytest.mark.parametrize(
    ("given", "taken"), [("abc-123", True), ("", False), ("two words", False), ("x" * 65, False), ("a\x1b[31m", False)]
)
def test_an_id_counts_from_a_listed_proxy_alone(platform: Platform, given: str, taken: bool) -> None:  # noqa: FBT001
    behind = replace(platform, settings=replace(platform.settings, trusted_proxies=("10.0.0.1",)))
    client = create_app(behind).test_client()

    answers = [
        client.get("/healthz", headers={"X-Request-ID": given}, environ_base={"REMOTE_ADDR": address})
        for address in ("10.0.0.1", "10.0.0.2")
    ]

    ids = [answer.headers["X-Request-ID"] for answer in answers]

    assert (ids[0] == given) is taken
    assert ids[1] != given
