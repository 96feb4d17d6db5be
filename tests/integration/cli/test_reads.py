"""The verbs that read and decide, as a process of their own, on the harbour network."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from graphintel.bootstrap import Platform
from graphintel.queries import audit
from graphintel.services.tokens import Wanted
from tests.harbour import harbour
from tests.integration.cli.conftest import Command
from tests.platforms import People


@pytest.fixture
def ids(platform: Platform) -> dict[str, str]:
    return harbour(platform)


@pytest.fixture
def ada(platform: Platform, people: People) -> str:
    return platform.tokens.create(people.analyst, Wanted("test")).token


def test_searching_tells_people_and_programs_the_same(command: Command, ids: dict[str, str], ada: str) -> None:
    told = command("search", "vesk", token=ada)
    given = command("search", "vesk", "--kind", "Person", "--json", token=ada)

    assert told.code == 0, told.err
    assert "Ilmar Vesk" in told.out
    assert "2 of 2." in told.err
    assert {item["node"]["caption"] for item in given.json["items"]} == {"Ilmar Vesk", "Илмар Веск"}
    assert given.out.count("\n") == 1


def test_nothing_stored_is_read_without_a_user(command: Command, ids: dict[str, str], people: People) -> None:
    for arguments in (
        ("search", "vesk"), ("show", ids["vesk"]), ("path", ids["vesk"], ids["brent"]),
        ("same", ids["vesk"], ids["веск"], "--why", "x", "--marking", "suspects/restricted"),
        ("export", ids["vesk"], "--out", "x.json"), ("token", "list"), ("user", "list"),
    ):  # fmt: skip
        ended = command(*arguments, "--json")
        assert ended.code == 5, arguments
        assert ended.json["error"]["code"] == "not_signed_in"


def test_a_wrong_token_is_refused(command: Command, people: People) -> None:
    assert command("search", "vesk", token="gi_" + "x" * 43).code == 5


def test_an_entity_is_shown_with_sources_and_links(command: Command, ids: dict[str, str], ada: str) -> None:
    told = command("show", ids["kalvik"], token=ada)
    given = command("show", ids["kalvik"], "--json", token=ada)

    assert "phone (passes)" in told.out
    assert "3 of 3 links." in told.err
    assert given.json["caption"] == "Kalvik Shipping"
    assert given.json["links"]["total"] == 3


def test_what_may_not_be_seen_is_not_found(command: Command, ids: dict[str, str], ada: str) -> None:
    hidden, absent = command("show", ids["olin"], token=ada), command("show", str(uuid4()), token=ada)

    assert (hidden.code, hidden.err) == (absent.code, absent.err) == (4, "There is no such entity.\n")


def test_a_path_is_told_step_by_step(command: Command, ids: dict[str, str], ada: str) -> None:
    told = command("path", ids["vesk"], ids["seizure"], token=ada)
    given = command("path", ids["vesk"], ids["seizure"], "--k", "1", "--json", token=ada)

    assert "→ DIRECTS  Kalvik Shipping" in told.out
    assert given.json["paths"][0]["nodes"] == [ids["vesk"], ids["kalvik"], ids["seizure"]]


def test_a_merge_is_decided_and_undone(command: Command, ids: dict[str, str], ada: str) -> None:
    grounds = ("--why", "face", "--marking", "suspects/restricted", "--json")

    taken = command("same", ids["vesk"], ids["веск"], *grounds, token=ada)
    joined = command("show", ids["веск"], "--json", token=ada)
    undone = command("same", taken.json["id"], "--undo", "--why", "another man", "--json", token=ada)
    parted = command("show", ids["веск"], "--json", token=ada)

    assert taken.json["effective"] is True
    assert len(joined.json["subjects"]) == 2
    assert undone.json["ended_at"]
    assert len(parted.json["subjects"]) == 1


def test_a_decision_names_two_and_a_reason(command: Command, ids: dict[str, str], ada: str) -> None:
    one = command("apart", ids["vesk"], "--why", "x", "--marking", "suspects/restricted", token=ada)
    no_reason = command("apart", ids["vesk"], ids["веск"], token=ada)

    assert [one.code, no_reason.code] == [3, 2]


def test_a_decision_without_a_marking_gets_one_under_which_it_counts(
    command: Command, ids: dict[str, str], ada: str
) -> None:
    taken = command("same", ids["kalvik"], ids["brent"], "--why", "letterhead", "--json", token=ada)

    assert (taken.json["marking"], taken.json["effective"]) == ("suspects/restricted", True)


def test_what_is_possibly_the_same_is_shown_with_its_ground(
    command: Command, platform: Platform, people: People, ids: dict[str, str], ada: str
) -> None:
    subjects = (ids["kalvik"], ids["brent"])
    taken = platform.decisions.decide(
        people.analyst, "same", subjects, why="letterhead", marking="investigations/confidential"
    )

    told = command("show", ids["kalvik"], token=ada)
    given = command("show", ids["kalvik"], "--json", token=ada)
    before = command("show", ids["kalvik"], "--at", "2026-01-01", "--json", token=ada)

    assert taken["effective"] is False
    assert "Brent Trade" in told.out
    assert "1 of 1 that are possibly the same." in told.err
    assert [lead["grounds"][0]["decision"] for lead in given.json["leads"]["items"]] == [taken["id"]]
    assert "leads" not in before.json


def test_an_export_is_written_once_and_recorded_as_from_the_command_line(
    command: Command, platform: Platform, ids: dict[str, str], ada: str, tmp_path: Path
) -> None:
    file = tmp_path / "harbour.json"

    first = command("export", ids["vesk"], "--around", "10", "--out", str(file), "--json", token=ada)
    second = command("export", ids["vesk"], "--out", str(file), token=ada)

    assert first.json["entities"] == 2
    assert {node["caption"] for node in json.loads(file.read_bytes())["nodes"]} == {"Ilmar Vesk", "Kalvik Shipping"}
    assert second.code == 6
    noted = audit.latest(platform.store, action="export.made")
    assert [each.origin for each in noted] == ["cli"]


def test_a_format_that_nobody_knows_is_told(command: Command, ids: dict[str, str], ada: str) -> None:
    ended = command("export", ids["vesk"], "--out", "harbour.docx", token=ada)

    assert ended.code == 3
    assert "graphml, json, csv, html" in ended.err
