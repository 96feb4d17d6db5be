from apiflask import APIFlask

from tests.platforms import body


def test_a_program_with_its_database_is_ready(app: APIFlask) -> None:
    client = app.test_client()

    assert body(client.get("/healthz"))["status"] == "ok"
    assert body(client.get("/readyz")) == {"status": "ready"}


def test_answers_are_counted_by_endpoint_and_not_by_what_was_asked(app: APIFlask) -> None:
    client = app.test_client()
    client.get("/api/v1/session")

    counted = client.get("/metrics").text

    assert 'graphintel_answers_total{endpoint="session.show",method="GET",status="401"} 1.0' in counted
    assert "graphintel_store_ready 1.0" in counted
