"""Clients that never finish asking: others are answered all the same.

Who sends a whole head and then no body does hold a thread; a proxy that takes requests whole keeps him away
(docs/how-to/serving.md).
"""

from __future__ import annotations

import json
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graphintel.bootstrap import Platform
from graphintel.settings import StoreAddress
from tests.integration.cli.served import Served, serving
from tests.platforms import SECRET, People

# More than there are threads that answer.
MANY = 40
HEAD = "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
UNFINISHED = {
    "nothing": "",
    "half a line": "GET /healthz HT",
    "half a head": HEAD,
}


@pytest.fixture
def served(platform: Platform, people: People, neo4j_server: StoreAddress, tmp_path: Path) -> Iterator[Served]:
    environment = {
        "GRAPHINTEL_HOME": str(tmp_path),
        "GRAPHINTEL_NEO4J_URI": neo4j_server.uri,
        "GRAPHINTEL_NEO4J_USER": neo4j_server.user,
        "GRAPHINTEL_NEO4J_PASSWORD": neo4j_server.password,
        "GRAPHINTEL_SECRET_KEY": SECRET,
    }
    with serving(tmp_path / "printed", environment, "serve", "--port", "0") as served:
        yield served


def test_clients_that_do_not_finish_their_head_keep_nobody_waiting(served: Served) -> None:
    port = int(served.address.rpartition(":")[2])
    answered = {}
    for name, sent in UNFINISHED.items():
        with ExitStack() as held:
            for _ in range(MANY):
                client = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
                client.sendall(sent.encode())
            try:
                with urllib.request.urlopen(f"{served.address}/healthz", timeout=30) as answer:  # noqa: S310 - our own server
                    answered[name] = json.load(answer)["status"]
            except OSError as error:
                answered[name] = repr(error)

    assert set(answered.values()) == {"ok"}, answered
