import re
from pathlib import Path

from apiflask import APIFlask

from graphintel.bootstrap import Platform
from tests.platforms import People, body


def test_a_program_with_its_database_is_ready(app: APIFlask) -> None:
    client = app.test_client()

    assert body(client.get("/healthz"))["status"] == "ok"
    assert body(client.get("/readyz")) == {"status": "ready"}


def test_answers_are_counted_by_endpoint_and_not_by_what_was_asked(app: APIFlask) -> None:
    client = app.test_client()
    client.get("/api/v1/session")

    counted = client.get("/metrics").text

    label = 'method="GET",route="/api/v1/session",status="4xx"'
    assert f"graphintel_answer_seconds_count{{{label}}} 1.0" in counted
    assert f'graphintel_answer_seconds_bucket{{le="+Inf",{label}}} 1.0' in counted
    assert "graphintel_store_ready 1.0" in counted


def test_the_figures_are_those_that_the_docs_name(app: APIFlask, people: People, platform: Platform) -> None:
    client = app.test_client()
    client.post("/api/v1/session", json={"username": "ada", "password": "wrong"})
    platform.sealing.seal()
    platform.settings.home.joinpath("backups.json").write_text('{"at": "2026-01-01T00:00:00.000000Z"}')

    counted = client.get("/metrics").text

    told = {line.split()[2] for line in counted.splitlines() if line.startswith("# TYPE")}
    page = Path(__file__).parents[3].joinpath("docs/how-to/operations.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(graphintel_\w+)", page, re.MULTILINE))
    assert told == named
    assert "graphintel_sign_in_failures_total 1.0" in counted
    assert 'graphintel_query_seconds_count{query="seals.add"}' in counted
    assert "ada" not in counted
