"""Clients that never finish asking, and what else only the served application meets: others are answered meanwhile."""

from __future__ import annotations

import json
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from graphintel.services.tokens import Wanted
from graphintel.settings import StoreAddress
from tests.integration.cli.served import Served, serving
from tests.offices import Office
from tests.platforms import PASSWORD, SECRET

# More than there are threads that answer, and of one address as many as may have a body on its way.
CLIENTS, OF_AN_ADDRESS = 200, 20
HEAD = "POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
UNFINISHED = {
    "nothing": "",
    "half a line": "GET /healthz HT",
    "half a head": HEAD,
    "no body": f"{HEAD}Content-Length: 60\r\n\r\n",
    "half a body": f'{HEAD}Content-Length: 60\r\n\r\n{{"username": ',
}


@pytest.fixture(scope="module")
def token(office: Office) -> str:
    """Of an analyst, for everything that he may do."""
    session = office.platform.sessions.find(office.platform.sessions.start("ada", PASSWORD).secret)
    assert session is not None
    return office.platform.tokens.create(session.actor, Wanted("test")).token


@pytest.fixture(scope="module")
def served(office: Office, neo4j_server: StoreAddress, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("served")
    environment = {
        "GRAPHINTEL_HOME": str(home),
        "GRAPHINTEL_NEO4J_URI": neo4j_server.uri,
        "GRAPHINTEL_NEO4J_USER": neo4j_server.user,
        "GRAPHINTEL_NEO4J_PASSWORD": neo4j_server.password,
        "GRAPHINTEL_SECRET_KEY": SECRET,
    }
    with serving(home / "printed", environment, "serve", "--port", "0") as served:
        yield served


def port_of(served: Served) -> int:
    return int(served.address.rpartition(":")[2])


def connected(served: Served, sent: str, at: str = "127.0.0.1") -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port_of(served)), timeout=30, source_address=(at, 0))
    client.sendall(sent.encode())
    return client


def answer_to(served: Served, sent: str) -> tuple[int, str, str]:
    """Status, head and body of the answer to a request as it is written."""
    with connected(served, sent) as client, client.makefile("rb") as stream:
        head = b"".join(iter(stream.readline, b"\r\n")).decode()
        length = next(int(line[15:]) for line in head.lower().splitlines() if line.startswith("content-length:"))
        return int(head.split()[1]), head, stream.read(0 if sent.startswith("HEAD") else length).decode()


def still_open(client: socket.socket) -> bool:
    client.settimeout(0)
    try:
        return client.recv(1) != b""
    except BlockingIOError:
        return True


def test_clients_that_do_not_finish_asking_keep_nobody_waiting(served: Served) -> None:
    answered = {}
    for name, sent in UNFINISHED.items():
        with ExitStack() as held:
            clients = [
                held.enter_context(connected(served, sent, f"127.0.1.{at // OF_AN_ADDRESS + 1}"))
                for at in range(CLIENTS)
            ]
            session = served.ask("/api/v1/session", {"username": "ada", "password": PASSWORD})
            answered[name] = session["username"], all(still_open(client) for client in clients)

    assert set(answered.values()) == {("ada", True)}, answered


def test_of_too_many_from_one_address_the_longest_silent_are_told_and_let_go(served: Served) -> None:
    with ExitStack() as held:
        clients = [held.enter_context(connected(served, UNFINISHED["half a body"])) for _at in range(33)]
        with urllib.request.urlopen(f"{served.address}/healthz", timeout=30) as answer:  # noqa: S310 - our own server
            assert answer.status == 200
        told = clients[0].makefile("rb").read()
        waiting = [still_open(client) for client in clients[1:]]

    head, _empty, problem = told.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 ")
    assert b"application/problem+json" in head
    assert json.loads(problem)["code"] == "too_slow"
    assert all(waiting)


def test_requests_reach_the_application_as_they_were_sent(served: Served, token: str) -> None:
    bearer = f"Host: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
    given = json.dumps({"username": "ada", "password": PASSWORD})
    chunked = "".join(f"{len(part):x}\r\n{part}\r\n" for part in (given[:9], given[9:], ""))
    upload = "POST /api/v1/intake/batches HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"

    kinds, by_head, without = (
        answer_to(served, f"{method} /api/v1/kinds HTTP/1.1\r\n{who}\r\n")
        for method, who in (
            ("GET", bearer),
            ("HEAD", bearer),
            ("GET", bearer.replace("Authorization", "X_Authorization")),
        )
    )
    entered = answer_to(served, f"{HEAD}Content-Length: {len(given)}\r\n\r\n{given}")
    in_parts = answer_to(served, f"{HEAD}Transfer-Encoding: chunked\r\n\r\n{chunked}")
    cookies = [each for each in entered[1].splitlines() if each.lower().startswith("set-cookie:")]
    cookie = "".join(f"Cookie: {each.split(': ', 1)[1].split(';')[0]}\r\n" for each in ["x: other=1", *cookies])
    asked = answer_to(served, f"GET /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}\r\n")
    missing = answer_to(served, f"GET /api/v1/vocabularies/caf%C3%A9%FF?q=%00 HTTP/1.1\r\n{bearer}\r\n")
    large = "Content-Length: 250000000\r\n\r\n"
    refused = [
        answer_to(served, f"{upload}Host: 127.0.0.1\r\n{large}")[0],
        answer_to(served, f"{upload}{bearer}{large}".replace("/intake/batches", "/paths"))[0],
        answer_to(served, f"{upload}{bearer}{large}".replace("250000000", "280000000"))[0],
    ]

    assert kinds[0] == 200
    assert "Person" in kinds[2]
    assert (by_head[0], by_head[2]) == (200, "")
    assert without[0] == 401
    assert entered[0] == 201
    assert (in_parts[0], json.loads(in_parts[2])["code"]) == (411, "length_required")
    assert (asked[0], json.loads(asked[2])["username"]) == (200, "ada")
    assert missing[0] in {404, 422}
    assert refused == [401, 413, 413]


def test_a_body_that_was_broken_off_is_not_taken_for_a_whole_one(served: Served) -> None:
    given = json.dumps({"username": "ada", "password": PASSWORD})
    with connected(served, f"{HEAD}Content-Length: {len(given) + 1}\r\n\r\n{given}") as client:
        client.shutdown(socket.SHUT_WR)
        answered = client.makefile("rb").read()

    assert not answered.startswith(b"HTTP/1.1 201"), answered
