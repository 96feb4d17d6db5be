"""What many people at once do to the platform: a mix of work over HTTP, against the server as it is served.

    python bench/load.py                    50 people for 5 minutes on the demo network
    python bench/load.py --long             for 30 minutes
    python bench/load.py --seconds 20       a try

Everybody has an account and a connection of his own and pauses between two things, as people do. Before that, the same
mix without pauses by 1, 2, 4 ... clients shows where more of them get no more done. The promise: of a thousand requests
fewer than one fails.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import secrets
import signal
import statistics
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlsplit

from _machine import Scratch, kept, load_now, scratch, served, table

from graphintel.bootstrap import platform_on
from graphintel.queries.store import Store
from graphintel.security.passwords import Passwords
from graphintel.services.search import Filters
from graphintel.services.tokens import Wanted
from graphintel.services.users import NewUser

PEOPLE = 50
MINUTES, LONG_MINUTES = 5, 30
PROMISED = 0.001
# Seconds between two things that somebody does, and how long one more number of clients is tried.
PAUSE = (0.5, 2.5)
STEPS = (1, 2, 4, 8, 16, 32)
STEP_SECONDS = 6.0
# More clients that get less than this much more done wait for each other.
GAIN = 1.10
WORDS = ("kask", "vesk", "harbour", "trading", "marta", "aurora", "shipping", "ilmar", "norvik", "berg")
GROUNDS = {"grade": "C3", "marking": "suspects/restricted", "legal_basis": "Bench"}


@dataclass
class Figures:
    """What was asked, how long each took, and what failed."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)
    waits: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def requests(self) -> int:
        """How many in all."""
        return sum(map(len, self.times.values()))

    @property
    def error_rate(self) -> float:
        """The share that failed."""
        return len(self.failures) / max(self.requests, 1)


class Person:
    """Somebody at work: a connection, a token, and what he has on his screen."""

    def __init__(self, address: str, token: str, seed: int, figures: Figures, persons: Sequence[str]) -> None:
        self._at = urlsplit(address)
        self._token = token
        self._random = random.Random(seed)
        self._figures = figures
        self._persons = persons
        self._connection = self._connect()
        self.work: tuple[tuple[int, str, Callable[[], tuple[str, str, Any]]], ...] = (
            (28, "suggest", lambda: ("GET", f"/suggest?q={quote(self._word()[:4])}", None)),
            (20, "search", lambda: ("GET", f"/search?q={quote(self._word())}", None)),
            (18, "entity", lambda: ("GET", f"/entities/{self._one()}", None)),
            (16, "expand", lambda: ("GET", f"/entities/{self._one()}/neighbourhood?depth=1", None)),
            (6, "path", lambda: ("POST", "/paths", {"source": self._one(), "target": self._one(), "k": 1})),
            (6, "chart", lambda: ("POST", "/charts", self._chart())),
            (4, "add", lambda: ("POST", "/entities", self._entity())),
            (2, "decide", lambda: ("POST", "/decisions", self._decision())),
        )

    def do_something(self) -> None:
        """One thing of the mix; how long it took, and whether it failed, is written down."""
        _weight, name, make = self._random.choices(self.work, [each[0] for each in self.work])[0]
        method, path, given = make()
        began = time.perf_counter()
        status = self._ask(method, path, given)
        milliseconds = (time.perf_counter() - began) * 1_000
        with self._figures.lock:
            self._figures.times[name].append(milliseconds)
            self._figures.waits += status == http.HTTPStatus.TOO_MANY_REQUESTS
            if status == 0 or status >= http.HTTPStatus.INTERNAL_SERVER_ERROR or status in {401, 403}:
                self._figures.failures.append(f"{name}: {status}")

    def _ask(self, method: str, path: str, given: Any) -> int:  # noqa: ANN401 - JSON
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        try:
            self._connection.request(method, f"/api/v1{path}", json.dumps(given) if given else None, headers)
            answer = self._connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            self._connection = self._connect()
            return 0
        return answer.status

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self._at.hostname or "", self._at.port, timeout=60)

    def _word(self) -> str:
        return self._random.choice(WORDS)

    def _one(self) -> str:
        return self._random.choice(self._persons)

    def _two(self) -> list[str]:
        return self._random.sample(self._persons, 2)

    def _chart(self) -> dict[str, Any]:
        nodes = [{"id": id_, "x": at, "y": at} for at, id_ in enumerate(self._two())]
        return {"name": "Load", "state": {"nodes": nodes}}

    def _entity(self) -> dict[str, Any]:
        return {"kind": "Person", "name": f"Load {self._random.randrange(10**6)}", "source": "load", **GROUNDS}

    def _decision(self) -> dict[str, Any]:
        # Kept apart, or the demo would melt into one person in the course of an hour.
        return {"type": "apart", "subjects": self._two(), "why": "Bench.", "marking": GROUNDS["marking"]}


def main() -> None:
    """Fills, serves, works, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--long", action="store_true", help=f"{LONG_MINUTES} minutes instead of {MINUTES}")
    parser.add_argument("--seconds", type=float, help="so long instead")
    given = parser.parse_args()
    # Ended from outside, it stops what it started all the same.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    seconds = given.seconds or 60.0 * (LONG_MINUTES if given.long else MINUTES)
    with scratch() as fresh:
        tokens, persons = prepare(fresh, max(given.people, *STEPS))
        with served(fresh) as address:
            saturate(address, tokens, persons, min(STEP_SECONDS, seconds))
            figures = at_once(address, tokens[: given.people], persons, seconds, PAUSE)
            report(figures, given.people, seconds)


def prepare(fresh: Scratch, people: int) -> tuple[list[str], list[str]]:
    """The demo network, a token for each of so many analysts, and the ids of persons to work on."""
    store = Store(fresh.address.uri, fresh.address.user, fresh.address.password)
    with platform_on(fresh.settings, store, Passwords()) as platform:
        registers = ["suspects", "seizures", "investigations"]
        password = secrets.token_urlsafe(24)
        platform.demo.claim()
        platform.demo.fill(lambda _done, _total: None)
        root = platform.users.add_first(NewUser("root", "administrator", registers, "secret", [], password, "Root"))
        analysts = [
            platform.users.add(root, NewUser(f"load-{at}", "analyst", registers, "confidential", [], password, "Load"))
            for at in range(people)
        ]
        tokens = [platform.tokens.create(each, Wanted("load")).token for each in analysts]
        found = platform.search.find(analysts[0], "", Filters(("Person",)), limit=100)["items"]
        return tokens, [item["node"]["id"] for item in found]


def at_once(
    address: str, tokens: Sequence[str], persons: Sequence[str], seconds: float, pause: tuple[float, float]
) -> Figures:
    """So many people at work for so long."""
    figures = Figures()
    until = time.monotonic() + seconds

    def work(seed: int, token: str) -> None:
        person = Person(address, token, seed, figures, persons)
        draw = random.Random(seed)
        while time.monotonic() < until:
            time.sleep(draw.uniform(*pause))
            person.do_something()

    threads = [threading.Thread(target=work, args=each) for each in enumerate(tokens)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return figures


def saturate(address: str, tokens: Sequence[str], persons: Sequence[str], seconds: float) -> None:
    """Prints how much more clients get done until they only wait for each other."""
    rows: list[list[str]] = []
    best = 0.0
    point = STEPS[0]
    for clients in STEPS:
        figures = at_once(address, tokens[:clients], persons, seconds, (0.0, 0.0))
        rate = figures.requests / seconds
        times = [each for every in figures.times.values() for each in every]
        rows.append([str(clients), f"{rate:.0f}", f"{statistics.median(times):.1f}", f"{p95(times):.1f}"])
        if rate > best * GAIN:
            best, point = rate, clients
    print(table(["clients without pauses", "requests/s", "median ms", "p95 ms"], rows))
    print(f"saturated with {point} clients at {best:.0f} requests/s; {load_now()}\n")


def report(figures: Figures, people: int, seconds: float) -> None:
    """Prints what came of it."""
    rows = [
        [name, str(len(times)), f"{statistics.median(times):.1f}", f"{p95(times):.1f}", f"{max(times):.0f}"]
        for name, times in sorted(figures.times.items())
    ]
    print(f"{people} people for {seconds:.0f} s, {figures.requests / seconds:.1f} requests/s; {load_now()}")
    print(table(["operation", "requests", "median ms", "p95 ms", "longest ms"], rows))
    held = figures.error_rate < PROMISED
    failed = f"{len(figures.failures)} of {figures.requests} failed ({figures.error_rate:.3%}; promised {PROMISED:.1%})"
    print(f"{failed}: {kept(held=held)}. Asked to wait: {figures.waits}.")
    for failure in sorted(set(figures.failures)):
        print(f"  {failure}: {figures.failures.count(failure)}")


def p95(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


if __name__ == "__main__":
    main()
