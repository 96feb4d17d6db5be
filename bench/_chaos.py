"""What ``chaos.py`` has clients do meanwhile, and how it is held against what is stored in the end."""

from __future__ import annotations

import http.client
import json
import secrets
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

import neo4j
from _machine import kept, table

from graphintel.bootstrap import Platform, connect
from graphintel.services.tokens import Wanted
from graphintel.services.users import NewUser
from graphintel.settings import Settings

ROWS = 40
ADDERS, READERS = 2, 2
SETTLED_SECONDS = 180.0
# Whoever was not answered waits so long, and a reader after each look.
PAUSE_SECONDS = 0.2
MAPPING = """\
name: chaos
source: uploads
files:
  - name: parties
    match: ['*.csv']
    record: {key: '{id}', kind: party}
    parties:
      - {as: party, ref: {key: '{id}'}, kind: Business, names: [name]}
"""
GROUNDS = {"grade": "B2", "marking": "suspects/restricted", "legal_basis": "Bench"}


@dataclass(frozen=True)
class Installation:
    """Where it is, who works on it (id and token by name), and where it says what it does."""

    settings: Settings
    port: int
    environment: Mapping[str, str]
    accounts: Mapping[str, tuple[str, str]]
    log: IO[bytes]

    @property
    def address(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    def ready(self) -> bool:
        """True where it answers, the database included."""
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=2):  # noqa: S310 - our own address
                return True
        except (urllib.error.URLError, OSError):
            return False


@dataclass
class Promises:
    """What the clients were answered: entities entered, batches taken in, reads by user and entity."""

    entities: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in names("adder", ADDERS)})
    batches: list[str] = field(default_factory=list)
    uploaded: int = 0
    reads: Counter[tuple[str, str]] = field(default_factory=Counter)
    attempts: Counter[tuple[str, str]] = field(default_factory=Counter)
    unanswered: int = 0
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def some_entity(self) -> str | None:
        """One that was entered, the latest of somebody."""
        return next((entered[-1] for entered in self.entities.values() if entered), None)


def names(role: str, number: int) -> list[str]:
    """What the users are called who do this."""
    return [f"{role}-{at}" for at in range(number)]


def account(platform: Platform) -> dict[str, tuple[str, str]]:
    """An administrator, and an analyst with a token for each client."""
    registers, password = ["suspects", "seizures", "investigations"], secrets.token_urlsafe(24)
    root = platform.users.add_first(NewUser("root", "administrator", registers, "secret", [], password, "Root"))
    made: dict[str, tuple[str, str]] = {}
    for name in [*names("adder", ADDERS), *names("reader", READERS), "uploader"]:
        user = platform.users.add(root, NewUser(name, "analyst", registers, "confidential", [], password, name))
        made[name] = user.id, platform.tokens.create(user, Wanted("chaos")).token
    return made


class Refused(Exception):
    """What a client asked was wrong, so that nothing is shown by going on."""


class Client:
    """Somebody who goes on until he is answered."""

    def __init__(self, installation: Installation, promises: Promises, name: str) -> None:
        self.installation, self.promises, self.name = installation, promises, name
        self.id, self.token = installation.accounts[name]

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON of an answer; status 0 where there was none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.installation.port, timeout=60)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, f"/api/v1{path}", body, {"Authorization": f"Bearer {self.token}"} | named)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, ValueError, http.client.HTTPException):
            with self.promises.lock:
                self.promises.unanswered += 1
            return 0, None
        finally:
            connection.close()

    def until_answered(self, method: str, path: str, body: bytes, **headers: str) -> dict[str, Any]:
        """The answer in the end; what is refused for another reason than a fault of ours ends the bench."""
        while True:
            status, given = self.ask(method, path, body, **headers)
            if status in {200, 201, 202}:
                return dict(given)
            if 400 <= status < 500:  # noqa: PLR2004 - what the client has done wrong
                self.promises.refused.append(f"{method} {path}: {status} {given}")
                raise Refused(self.promises.refused[-1])
            time.sleep(PAUSE_SECONDS)

    def add(self, number: int) -> None:
        """Enters an entity, once however often it has to be sent."""
        said = {"kind": "Person", "name": f"{self.name} {number}", "source": "chaos", **GROUNDS}
        once = f"{self.name}-{number}"
        head = {"Content_Type": "application/json", "Idempotency_Key": once}
        made = self.until_answered("POST", "/entities", json.dumps(said).encode(), **head)
        self.promises.entities[self.name].append(made["id"])

    def upload(self, number: int) -> None:
        """Uploads a list of its own."""
        rows = "".join(f"{number}-{row},BUSINESS {number} {row}\n" for row in range(ROWS))
        edge = secrets.token_hex(8)
        fields = {"marking": GROUNDS["marking"], "grade": GROUNDS["grade"], "legal_basis": GROUNDS["legal_basis"]}
        parts = [f'name="{name}"\r\n\r\n{value}' for name, value in fields.items()]
        parts += [
            f'name="mapping_file"; filename="chaos.yaml"\r\n\r\n{MAPPING}',
            f'name="file"; filename="list.csv"\r\n\r\nid,name\n{rows}',
        ]
        body = "".join(f"--{edge}\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + f"--{edge}--\r\n"
        head = {"Content_Type": f"multipart/form-data; boundary={edge}"}
        begun = self.until_answered("POST", "/intake/batches", body.encode(), **head)
        self.promises.batches.append(begun["id"])
        self.promises.uploaded += 1
        time.sleep(0.5)

    def read(self, _number: int) -> None:
        """Looks at an entity."""
        entity = self.promises.some_entity()
        if entity is None:
            time.sleep(PAUSE_SECONDS)
            return
        asked = self.id, entity
        self.promises.attempts[asked] += 1
        status, _given = self.ask("GET", f"/entities/{entity}")
        self.promises.reads[asked] += status == http.HTTPStatus.OK
        time.sleep(PAUSE_SECONDS)

    @classmethod
    def settle(cls, installation: Installation, promises: Promises) -> None:
        """Waits until every batch that was taken in has ended."""
        client = cls(installation, promises, "uploader")
        until = time.monotonic() + SETTLED_SECONDS
        waiting = list(promises.batches)
        while waiting and time.monotonic() < until:
            answers = {id_: client.ask("GET", f"/intake/batches/{id_}") for id_ in waiting}
            waiting = [id_ for id_, (status, given) in answers.items() if not status or given["state"] == "running"]
            time.sleep(0.5)


@contextmanager
def clients(installation: Installation, promises: Promises) -> Iterator[None]:
    """Everybody at work; at the end each finishes what he is at."""
    stopping = threading.Event()

    def work(deed: Callable[[int], None]) -> None:
        number = 0
        while not stopping.is_set():
            deed(number)
            number += 1

    adders, readers = names("adder", ADDERS), names("reader", READERS)
    deeds: list[Callable[[int], None]] = [Client(installation, promises, name).add for name in adders]
    deeds += [Client(installation, promises, name).read for name in readers]
    deeds.append(Client(installation, promises, "uploader").upload)
    threads = [threading.Thread(target=work, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stopping.set()
        for thread in threads:
            thread.join()


def verify(connected: Settings, installation: Installation, promises: Promises) -> None:
    """Holds what was answered against what is stored, and prints it."""
    address = connected.store
    if address is None:
        raise SystemExit("The database has no address.")
    plain = neo4j.GraphDatabase.driver(address.uri, auth=(address.user, address.password))
    with connect(connected) as platform, plain as driver:
        platform.sealing.seal()
        rows = [*_records(driver, promises), *_trail(driver, installation, promises)]
        verified = platform.sealing.verify(lambda _done, _total: None)
        checked = platform.check.run(lambda _done, _total: None)
    rows.append(("entries of the trail, chained and genuine", verified.entries, verified.found))
    rows.append(("subjects as the evidence says", checked.subjects, checked.found))
    print(table(["what was answered", "number", "lost, half or doubled"], [[a, str(b), str(c)] for a, b, c in rows]))
    print(f"requests without an answer, which were sent again or given up: {promises.unanswered}")
    for each in promises.refused:
        print(f"refused, which no kill explains: {each}")
    whole = not promises.refused and all(amiss == 0 for _what, _number, amiss in rows)
    print(f"nothing lost, nothing half there, nothing doubled: {kept(held=whole)}")


def _records(driver: neo4j.Driver, promises: Promises) -> Iterator[tuple[str, int, int]]:
    """Entities by hand and rows of lists: each is one record."""
    entered = [id_ for each in promises.entities.values() for id_ in each]
    asked = "MATCH (r:Record {source: $source})-[:DESCRIBES]->(s:Subject) RETURN s.id AS id, count(*) AS n"
    found = {row["id"]: row["n"] for row in driver.execute_query(asked, source="chaos").records}
    amiss = sum(found.get(id_) != 1 for id_ in entered) + len(found.keys() - set(entered))
    yield "entities entered", len(entered), amiss
    asked = "MATCH (r:Record {source: 'uploads'}) RETURN r.key AS key, count(*) AS n"
    rows = {row["key"]: row["n"] for row in driver.execute_query(asked).records}
    wanted = {f"{number}-{row}" for number in range(promises.uploaded) for row in range(ROWS)}
    amiss = sum(rows.get(key) != 1 for key in wanted) + len(rows.keys() - wanted)
    yield "rows of uploaded lists", len(wanted), amiss
    asked = "MATCH (b:Batch) WHERE b.id IN $ids AND b.state = 'done' AND b.read = $rows RETURN count(b) AS n"
    done = driver.execute_query(asked, ids=promises.batches, rows=ROWS).records[0]["n"]
    yield "batches, done with every row accounted for", len(promises.batches), len(promises.batches) - done


def _trail(driver: neo4j.Driver, installation: Installation, promises: Promises) -> Iterator[tuple[str, int, int]]:
    """Every change has one entry; every read that was answered has one, and none more than was asked."""
    asked = "MATCH (e:AuditEntry {action: 'records.added'}) WHERE e.by IN $by RETURN count(e) AS n"
    by = [installation.accounts[name][0] for name in promises.entities]
    entered = sum(map(len, promises.entities.values()))
    entries = driver.execute_query(asked, by=by).records[0]["n"]
    yield "entries of what was entered", entered, abs(entries - entered)
    asked = "MATCH (e:AuditEntry {action: 'entity.read'}) UNWIND e.objects AS id RETURN e.by AS by, id, count(e) AS n"
    found = {(row["by"], row["id"]): row["n"] for row in driver.execute_query(asked).records}
    amiss = sum(
        not answered <= found.get(read, 0) <= promises.attempts[read] for read, answered in promises.reads.items()
    )
    yield "entries of what was read", sum(promises.reads.values()), amiss
