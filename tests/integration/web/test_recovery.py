import os
import socket
import time
from dataclasses import replace
from pathlib import Path

import psutil

from graphintel.bootstrap import platform_on
from graphintel.queries import audit
from graphintel.queries.store import Store
from graphintel.server import ManagedNeo4j, migrate
from graphintel.settings import Settings
from graphintel.web import create_app
from tests.platforms import QUICK, SECRET, Browser, body, people_on

# `make nightly` leaves it away for a minute.
AWAY_SECONDS = float(os.environ.get("GRAPHINTEL_TEST_AWAY_SECONDS", "0"))


def test_a_store_that_was_down_or_hung_is_used_again_without_a_restart(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    cache = Settings.from_env(os.environ).cache
    settings = Settings(home=tmp_path, cache=cache, neo4j_port=port, neo4j_heap="256m", secret_key=SECRET)
    managed = ManagedNeo4j(settings)
    running = managed.start(fast=True, owned=True)
    try:
        migrate.apply(running.address)
        store = Store(running.uri, running.user, running.password)
        with platform_on(replace(settings, store=running.address), store, QUICK) as platform:
            people_on(platform)
            ada = Browser(create_app(platform), "ada")
            managed.stop()
            down = ada.client.get("/api/v1/search")
            page = ada.client.get("/operations", headers={"Accept": "text/html"})
            alive = ada.client.get("/healthz")
            told = {each["part"]: each["state"] for each in platform.operations.here()["parts"]}
            server = psutil.Process(managed.start(fast=True, owned=True).pid)
            again = ada.client.get("/api/v1/search")
            server.suspend()
            hanging = ada.client.get("/api/v1/search")
            time.sleep(AWAY_SECONDS)
            server.resume()
            at_last = ada.client.get("/api/v1/search")
            platform.sealing.seal()
            on_record = [each.action for each in audit.latest(platform.store, limit=100)].count("search.made")
    finally:
        managed.stop()

    assert (down.status_code, body(down)["code"]) == (503, "store_unavailable")
    assert body(down)["detail"] == "The database does not answer; try again in a moment."
    assert again.status_code == 200
    assert (hanging.status_code, body(hanging)["code"]) == (503, "store_unavailable")
    assert down.headers["Retry-After"]
    assert hanging.headers["Retry-After"]
    assert (page.status_code, alive.status_code) == (503, 200)
    assert "graphintel status" in page.text
    assert (told["store"], told["jobs"], told["sealer"], told["disk"]) == ("down", "attention", "attention", "ok")
    assert at_last.status_code == 200
    assert on_record == 2
