"""The trail on the command line: commands leave entries before they end, and the chain is sealed, verified and read."""

import json
import os
import signal
from pathlib import Path

import neo4j
import pytest

from graphintel.bootstrap import Platform
from graphintel.queries import audit, seals
from graphintel.services.tokens import Wanted
from graphintel.settings import StoreAddress
from tests.harbour import harbour
from tests.integration.cli.conftest import Command
from tests.integration.cli.served import serving
from tests.platforms import PASSWORD, SECRET, People


@pytest.fixture
def ids(platform: Platform) -> dict[str, str]:
    return harbour(platform)


@pytest.fixture
def ada(platform: Platform, people: People) -> str:
    return platform.tokens.create(people.analyst, Wanted("test")).token


@pytest.fixture
def alma(platform: Platform, people: People) -> str:
    return platform.tokens.create(people.auditor, Wanted("test")).token


def test_every_command_that_shows_something_is_on_record_when_it_ends(
    command: Command, platform: Platform, people: People, ids: dict[str, str], ada: str
) -> None:
    found = command("search", "vesk", "--json", token=ada)
    shown = command("show", ids["kalvik"], "--json", token=ada)
    path = command("path", ids["vesk"], ids["seizure"], "--json", token=ada)
    hidden = command("show", ids["olin"], token=ada)
    nobody = command("search", "vesk")

    left = audit.latest(platform.store, limit=100)
    by_action = {each.action: each for each in left if each.by == people.analyst.id}
    assert {item["node"]["id"] for item in found.json["items"]} == set(by_action["search.made"].objects)
    assert shown.json["id"] in by_action["entity.read"].objects
    assert {item["node"]["id"] for item in shown.json["links"]["items"]} <= set(by_action["links.read"].objects)
    assert {node["id"] for node in path.json["nodes"]} <= set(by_action["paths.read"].objects)
    assert by_action["access.refused"].detail == {"code": "not_found", "command": "graphintel show"}
    assert {each.origin for action, each in by_action.items() if action != "token.created"} == {"cli"}
    assert (hidden.code, nobody.code) == (4, 5)
    assert [each.detail for each in left if each.by == "nobody"] == [
        {"code": "not_signed_in", "command": "graphintel search"}
    ]


def test_the_trail_is_sealed_and_whoever_tampers_with_it_is_found(
    command: Command, driver: neo4j.Driver, ids: dict[str, str], ada: str
) -> None:
    command("show", ids["vesk"], token=ada)

    sealed = command("audit", "seal", "--json")
    whole = command("audit", "verify", "--json")
    driver.execute_query("MATCH (e:AuditEntry {sequence: 2}) DELETE e")
    driver.execute_query("MATCH (e:AuditEntry {sequence: 3}) SET e.by = 'somebody else'")
    tampered = command("audit", "verify")
    told = command("audit", "verify", "--json")

    assert (sealed.code, whole.code) == (0, 0), sealed.err + whole.err
    assert sealed.json["sealed"] > 3
    assert (whole.json["whole"], whole.json["entries"]) == (True, sealed.json["sealed"])
    assert (tampered.code, told.code) == (9, 9)
    assert "Entries 2 to 2 are missing." in tampered.out
    found = {(each["part"], each["what"], each["number"]) for each in told.json["findings"]}
    assert found == {("entry", "missing", 2), ("entry", "edited", 3)}


def test_an_auditor_lists_the_trail_and_erases_what_was_typed(
    command: Command, people: People, ids: dict[str, str], ada: str, alma: str
) -> None:
    command("search", "vesk", token=ada)

    listed = command("audit", "list", "--user", "ada", "--action", "search.made", "--json", token=alma)
    told = command("audit", "list", "--object", ids["vesk"], token=alma)
    erased = command("audit", "erase-texts", "--before", "2026-01-01", "--json", token=alma)
    ahead = command("audit", "erase-texts", "--before", "9999-01-01", token=alma)
    refused = command("audit", "list", token=ada)

    assert [each["text"] for each in listed.json["items"]] == ["vesk"]
    assert "search.made" in told.out.replace("\n", "")
    assert erased.json == {"before": "2026-01-01", "days": []}
    assert (ahead.code, refused.code) == (3, 5)
    assert json.dumps(listed.json).count("Vesk") == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_what_was_served_is_on_record_and_sealed_however_the_processes_end(
    command: Command, platform: Platform, people: People, ids: dict[str, str], neo4j_server: StoreAddress,
    tmp_path: Path, how: signal.Signals,
) -> None:  # fmt: skip
    environment = {
        "GRAPHINTEL_HOME": str(tmp_path),
        "GRAPHINTEL_NEO4J_URI": neo4j_server.uri,
        "GRAPHINTEL_NEO4J_USER": neo4j_server.user,
        "GRAPHINTEL_NEO4J_PASSWORD": neo4j_server.password,
        "GRAPHINTEL_SECRET_KEY": SECRET,
    }
    with serving(tmp_path / "printed", environment, "serve", "--port", "0", "--workers", "2") as served:
        served.ask("/api/v1/session", {"username": "ada", "password": PASSWORD})
        for _time in range(10):
            served.ask(f"/api/v1/entities/{ids['vesk']}")
        if how == signal.SIGKILL:
            os.killpg(served.process.pid, signal.SIGKILL)
            served.process.wait()
            command("audit", "seal")
        else:
            served.stop(how)

    assert len(audit.latest(platform.store, action="entity.read")) == 10
    assert seals.waiting(platform.store) == 0
    assert list((tmp_path / "journal").glob("*")) == []
    assert command("audit", "verify").code == 0
