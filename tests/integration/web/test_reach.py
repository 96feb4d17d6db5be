"""Own entries, own unit, units below and elsewhere: what a role may change of what others entered, over HTTP."""

from pathlib import Path

import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.intake.mapping.reading import read
from graphintel.intake.readers.files import InputFile
from graphintel.security.actor import Actor
from graphintel.services.checking import Asked
from tests.integration.intake.conftest import PARTIES
from tests.platforms import Browser, People, body, newcomer


@pytest.fixture
def workers(platform: Platform, people: People) -> dict[str, Actor]:
    """Analysts at the port and at its gate, and supervisors of the region, the port and the analysis."""
    every = "suspects seizures investigations"
    wanted = [
        ("port", "analyst", "muuga"), ("mate", "analyst", "muuga"), ("gate", "analyst", "gate"),
        ("loose", "analyst", None), ("alone", "analyst", None),
        ("chief", "supervisor", "muuga"), ("head", "supervisor", "region"), ("other", "supervisor", "analysis"),
    ]  # fmt: skip
    return {
        name: platform.users.add(people.administrator, newcomer(name, role, every, "confidential", unit=unit))
        for name, role, unit in wanted
    }


CELLS = [
    ("port", "port", 200),
    ("port", "mate", 200),
    ("port", "gate", 403),
    ("port", "chief", 200),
    ("port", "head", 200),
    ("port", "other", 403),
    ("gate", "port", 403),
    ("gate", "chief", 200),
    ("chief", "port", 200),
    ("loose", "loose", 200),
    ("loose", "alone", 403),
    ("loose", "head", 403),
]


def test_a_decision_is_ended_by_whom_the_table_reaches(
    app: APIFlask, workers: dict[str, Actor], ids: dict[str, str]
) -> None:
    browsers = {name: Browser(app, name) for name in workers}
    asked = {
        "type": "apart",
        "subjects": [ids["vesk"], ids["веск"]],
        "why": "two men",
        "marking": "suspects/restricted",
    }

    for taker, ender, status in CELLS:
        taken = body(browsers[taker].post("/decisions", asked))
        ended = browsers[ender].delete(f"/decisions/{taken['id']}", {"why": "one man"})
        assert ended.status_code == status, (taker, ender)
        if status == 403:
            assert "does not reach so far" in body(ended)["detail"]


def test_a_batch_is_stopped_by_whom_the_table_reaches(
    app: APIFlask, platform: Platform, workers: dict[str, Actor], tmp_path: Path
) -> None:
    browsers = {name: Browser(app, name) for name in workers}
    mapping, asked = read(PARTIES), Asked("suspects/restricted", "B2", "s. 12")
    path = tmp_path / "list.csv"
    path.write_text("id,name,country,linked,marking\n1,ALPHA,,,\n", encoding="utf-8")

    for loader, stopper, status in CELLS:
        prepared = platform.intake.prepare(workers[loader], mapping, [InputFile("list.csv", path)], asked)
        browser = browsers[stopper]
        at = f"/api/v1/intake/batches/{prepared.id}/cancel"
        stopped = browser.client.post(at, headers=browser.headers)
        assert stopped.status_code == status, (loader, stopper)


def test_a_record_for_one_unit_is_seen_by_its_people_and_who_answers_for_them(
    app: APIFlask, workers: dict[str, Actor]
) -> None:
    browsers = {name: Browser(app, name) for name in workers}
    asked = {
        "kind": "Person", "name": "Unit Only", "source": "Gate", "grade": "B2", "legal_basis": "s. 12",
        "marking": "suspects/restricted/unit-gate",
    }  # fmt: skip

    made = browsers["gate"].post("/entities", asked)
    foreign = browsers["port"].post("/entities", asked)

    assert (made.status_code, foreign.status_code) == (201, 403)
    at = f"/entities/{body(made)['id']}"
    seen = {name for name, browser in browsers.items() if browser.get(at).status_code == 200}
    assert seen == {"gate", "chief", "head"}


def test_a_role_writes_in_the_registers_that_are_its_own(app: APIFlask, platform: Platform, people: People) -> None:
    every = "suspects seizures investigations"
    platform.users.add(people.administrator, newcomer("ivo", "investigator", every, "secret", unit="gate"))
    ivo = Browser(app, "ivo")
    asked = {"kind": "Person", "name": "Somebody", "source": "Gate", "grade": "B2", "legal_basis": "s. 12"}

    markings = {register: f"{register}/restricted" for register in every.split()}
    written = {name: ivo.post("/entities", {**asked, "marking": marking}) for name, marking in markings.items()}

    assert {register: answer.status_code for register, answer in written.items()} == {
        "suspects": 201, "seizures": 403, "investigations": 201,
    }  # fmt: skip
