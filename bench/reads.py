"""What permissions, provenance and HTTP cost: the API beside the same Cypher over the bare driver without checks.

    python bench/reads.py                   100,000 entities, 300,000 links
    python bench/reads.py --scale large     1,000,000 and 3,000,000

One client that keeps its connection alive, 500 seeded start nodes, equal row limits, both asked in turn in one run. The
promise: the API's median is at most twice the driver's.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import secrets
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, LiteralString, cast

import neo4j
import psutil
from _machine import settings_in
from _network import Network

from graphintel.bootstrap import platform_on
from graphintel.cli.serving import database, free_port
from graphintel.model.link_types import PATH_TYPES
from graphintel.queries.library import load
from graphintel.queries.store import Store
from graphintel.security.passwords import Passwords
from graphintel.services.tokens import Wanted
from graphintel.services.users import NewUser
from graphintel.settings import Settings, StoreAddress

SCALES = {"small": (100_000, 300_000), "large": (1_000_000, 3_000_000)}
STARTS = 500
WARM = 50
LIMIT = 50
PROMISED = 2.0
# The driver would print a page about each label and property that this network does not use.
QUIET: dict[str, Any] = {"notifications_min_severity": "OFF"}
CHECKS = re.compile(r"\b\w+\.(?:visibility IN \$visible|complete IN \$complete)")


@dataclass
class Question:
    """One question, asked of the API and of the driver; the times each took, in milliseconds."""

    name: str
    api: Callable[[str, str], bytes | None]
    bare: Callable[[str, str], list[neo4j.Record]]
    api_times: list[float] = field(default_factory=list)
    bare_times: list[float] = field(default_factory=list)

    def ask(self, start: str, other: str, *, api_first: bool) -> None:
        """Asks both, one right after the other; what the analyst may not see (2 %) is left out."""
        turns: list[Callable[[str, str], object]] = [self.api, self.bare]
        times: list[float] = []
        answers: list[object] = []
        for ask in turns if api_first else reversed(turns):
            before = time.perf_counter()
            answers.append(ask(start, other))
            times.append((time.perf_counter() - before) * 1_000)
        if None not in answers:
            api, bare = times if api_first else reversed(times)
            self.api_times.append(api)
            self.bare_times.append(bare)

    @property
    def ratio(self) -> float:
        """How many times the driver's median the API's is."""
        return statistics.median(self.api_times) / statistics.median(self.bare_times)

    def row(self) -> str:
        """A line of the table."""
        columns = (statistics.median(self.api_times), p95(self.api_times),
                   statistics.median(self.bare_times), p95(self.bare_times))  # fmt: skip
        kept = "kept" if self.ratio <= PROMISED else "NOT KEPT"
        return f"{self.name:<15}" + "".join(f"{value:>10.2f}" for value in columns) + f"{self.ratio:>8.2f}  {kept}"


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Loads, serves, asks, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", choices=SCALES, default="small")
    parser.add_argument("--runs", type=int, default=3, help="the printed figures are of the run with the median ratio")
    given = parser.parse_args()
    # Ended from outside, it stops what it started all the same.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    network = Network(*SCALES[given.scale])
    with tempfile.TemporaryDirectory(prefix="graphintel-bench-") as home:
        settings = settings_in(home)
        with database(settings) as connected, driver_on(connected.store) as driver:
            began = time.perf_counter()
            network.load(driver)
            print(
                f"{network.size:,} entities and {network.links:,} links loaded in {time.perf_counter() - began:.0f} s"
            )
            token = reader(connected)
            with served(connected) as connection:
                measure(network, Api(connection, token), driver, given.runs)


@contextmanager
def driver_on(address: StoreAddress | None) -> Iterator[neo4j.Driver]:
    """The bare driver, as it comes."""
    if address is None:
        raise SystemExit("The database has no address.")
    with neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password), **QUIET) as driver:
        yield driver


def reader(settings: Settings) -> str:
    """The token of an analyst who sees all but the 2 % that are secret."""
    if settings.store is None:
        raise SystemExit("The database has no address.")
    store = Store(settings.store.uri, settings.store.user, settings.store.password)
    with platform_on(settings, store, Passwords()) as platform:
        password = secrets.token_urlsafe(24)
        registers = ["suspects", "seizures", "investigations"]
        first = platform.users.add_first(NewUser("root", "administrator", registers, "secret", [], password, "Root"))
        groups = ["op-harbour"]
        analyst = NewUser("bench", "analyst", registers, "confidential", groups, password, "Bench")
        return platform.tokens.create(platform.users.add(first, analyst), Wanted("bench")).token


@contextmanager
def served(settings: Settings) -> Iterator[http.client.HTTPConnection]:
    """A kept-alive connection to the application, served as ``graphintel serve`` serves it."""
    port = free_port("127.0.0.1", 0)
    address = cast("StoreAddress", settings.store)
    environment = os.environ | {
        "GRAPHINTEL_HOME": str(settings.home),
        "GRAPHINTEL_SECRET_KEY": settings.secret_key or "",
        "GRAPHINTEL_NEO4J_URI": address.uri,
        "GRAPHINTEL_NEO4J_USER": address.user,
        "GRAPHINTEL_NEO4J_PASSWORD": address.password,
    }
    command = [sys.executable, "-m", "graphintel", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        await_ready(connection)
        yield connection
        connection.close()
    finally:
        process.terminate()
        process.wait(timeout=30)


def await_ready(connection: http.client.HTTPConnection) -> None:
    """Waits until the application answers."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().read() is not None:
                return
        except OSError:
            connection.close()
            time.sleep(0.2)
    raise SystemExit("The application did not start.")


class Api:
    """The application, asked over one kept-alive connection as one user."""

    def __init__(self, connection: http.client.HTTPConnection, token: str) -> None:
        self.connection = connection
        self.headers = {"Authorization": f"Bearer {token}"}

    def ask(self, method: str, path: str, body: object = None) -> bytes | None:
        """The body of an answer, None where there is nothing that this user may see."""
        headers = self.headers | ({"Content-Type": "application/json"} if body else {})
        self._send(method, path, json.dumps(body) if body else None, headers)
        answer = self.connection.getresponse()
        given = answer.read()
        if answer.status == http.HTTPStatus.NOT_FOUND:
            return None
        if answer.status != http.HTTPStatus.OK:
            raise SystemExit(f"The API answered {answer.status}: {given[:500]!r}")
        return given

    def _send(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> None:
        """Sends head and body of a request together, as browsers and curl do; this client alone would part them."""
        cork = getattr(socket, "TCP_CORK", None)  # Linux has it; elsewhere they go apart
        if self.connection.sock is None or cork is None:
            self.connection.request(method, path, body, headers)
            return
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, cork, 1)
        self.connection.request(method, path, body, headers)
        self.connection.sock.setsockopt(socket.IPPROTO_TCP, cork, 0)


def questions(api: Api, driver: neo4j.Driver) -> list[Question]:
    """One hop, two hops, and the shortest path."""
    queries = load()

    def bare(name: str, **parameters: object) -> list[neo4j.Record]:
        text = cast("LiteralString", CHECKS.sub("true", queries[name].text))  # type: ignore[redundant-cast]
        return driver.execute_query(text, parameters, routing_=neo4j.RoutingControl.READ).records

    def around(hops: int, name: str) -> Question:
        return Question(
            f"{hops} hop" if hops == 1 else f"{hops} hops",
            lambda start, _other: api.ask("GET", f"/api/v1/entities/{start}/neighbourhood?depth={hops}&limit={LIMIT}"),
            lambda start, _other: bare(name, id=start, limit=LIMIT, order="date", types=None),
        )

    def path(start: str, other: str) -> bytes | None:
        return api.ask("POST", "/api/v1/paths", {"source": start, "target": other, "max_hops": 8, "k": 1})

    def bare_path(start: str, other: str) -> list[neo4j.Record]:
        # Limit 2: the API looks for one more than is asked for, to tell whether there may be more.
        return bare("paths.shortest", source=start, target=other, limit=2, link_types=list(PATH_TYPES))

    return [
        around(1, "neighbourhood.one"),
        around(2, "neighbourhood.two"),
        Question("shortest path", path, bare_path),
    ]


def measure(network: Network, api: Api, driver: neo4j.Driver, runs: int) -> None:
    """Asks everything, and prints a table of the run in the middle."""
    done: list[list[Question]] = []
    processes = psutil.cpu_times()
    for run in range(runs):
        asked = questions(api, driver)
        for number, question in enumerate(asked):
            chance = random.Random(f"{run} {number}")
            starts, others = (network.starts(STARTS + WARM, seed) for seed in (run, run + 100))
            for start, other in zip(starts, others, strict=True):
                question.ask(start, other, api_first=chance.choice((True, False)))
            question.api_times, question.bare_times = question.api_times[WARM:], question.bare_times[WARM:]
        done.append(asked)
    after = psutil.cpu_times()
    print(f"{'ms':<15}{'API p50':>10}{'p95':>10}{'bare p50':>10}{'p95':>10}{'ratio':>8}")
    for same in zip(*done, strict=True):
        print(sorted(same, key=lambda question: question.ratio)[len(same) // 2].row())
    spent = (after.user + after.system) - (processes.user + processes.system)
    print(f"CPU of the machine {spent:.0f} s, load {os.getloadavg()[0]:.1f}, {runs} runs of {STARTS} starts")


if __name__ == "__main__":
    main()
