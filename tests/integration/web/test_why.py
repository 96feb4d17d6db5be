"""What an administrator is told of who sees what is what they see, and he is told nothing else."""

from itertools import product
from uuid import uuid4

import neo4j
import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.model.drafts import PartyDraft, RecordDraft, settle
from graphintel.model.marking import Marking
from graphintel.model.records import Named
from graphintel.model.times import now
from graphintel.queries import audit, records
from tests.harbour import ref
from tests.integration.web.test_pages import Reader
from tests.platforms import Browser, People, body, newcomer

EVERY = "suspects seizures investigations"
COMMON = {"kind": "Person", "source": "Gate", "grade": "B2", "legal_basis": "s. 12"}


@pytest.fixture
def root(app: APIFlask, people: People) -> Browser:
    return Browser(app, "root")


@pytest.fixture
def stored(app: APIFlask, platform: Platform, people: People, driver: neo4j.Driver, ids: dict[str, str]) -> list[str]:
    """The harbour's records, entries of a unit and of a level; one retracted, one corrected, one withdrawn by that."""
    hana, otto = Browser(app, "hana"), Browser(app, "otto")
    for browser, marking in ((otto, "suspects/restricted/unit-gate"), (hana, "investigations/confidential")):
        assert browser.post("/entities", {**COMMON, "name": marking, "marking": marking}).status_code == 201
    found = driver.execute_query("MATCH (r:Record) RETURN r.id AS id, r.key AS key, r.source AS source").records
    by_key = {(row["source"], row["key"]): row["id"] for row in found}
    records.retract(platform.store, [by_key["harbour", "веск"]], by="tests", at=now(), why="not him")
    _again(platform, "brent", "Business", "Brent Trade", "suspects/secret/op-delta")
    _again(platform, "kalvik", "Business", "Kalvik Shipping Ltd", "suspects/unclassified")
    return [row["id"] for row in driver.execute_query("MATCH (r:Record) RETURN r.id AS id").records]


def _again(platform: Platform, key: str, kind: str, name: str, marking: str) -> None:
    """A later edition of a record of the harbour."""
    party = PartyDraft(ref(key), kind, (Named(name),), {}, ())
    draft = RecordDraft("harbour", key, kind, "2026-02", "B", "2", Marking.parse(marking), "Act 12", (party,), ())
    records.add(platform.store, [settle(platform.ids, draft)], by="tests", batch="", at=now())


def seen_by(browser: Browser, ids: list[str]) -> set[str]:
    """The records that somebody meets on the pages of all entities, and behind their links."""
    met: set[str] = set()
    for id_ in ids:
        answer = browser.get(f"/entities/{id_}/records")
        if answer.status_code == 200:
            met |= {each["id"] for each in body(answer)["items"]}
            for each in body(browser.get(f"/entities/{id_}/links"))["items"]:
                met |= set(each["link"]["records"])
    return met


def test_it_is_told_what_each_sees_of_each_record(
    app: APIFlask, root: Browser, platform: Platform, people: People, driver: neo4j.Driver, stored: list[str]
) -> None:
    platform.users.add(people.administrator, newcomer("ivo", "investigator", EVERY, "unclassified", unit="gate"))
    subjects = [row["id"] for row in driver.execute_query("MATCH (s:Subject) RETURN s.id AS id").records]
    names = ("ada", "hana", "olga", "otto", "sven", "ivo")
    seen = {name: seen_by(Browser(app, name), subjects) for name in names}
    seen |= {"root": set(), "alma": set()}

    verdicts = set()
    for name, record in product(seen, stored):
        told = body(root.get("/why", user=name, record=record))
        assert (told["verdict"] != "hidden") == (record in seen[name]), (name, told)
        failing = [line["what"] for line in told["lines"] if line["holds"] is False]
        assert failing or told["verdict"] == "seen", (name, told)
        assert told["verdict"] != "seen" or not failing, (name, told)
        verdicts.add(told["verdict"])
    assert verdicts == {"seen", "history", "hidden"}


def test_each_reason_is_told_on_its_line(
    app: APIFlask, root: Browser, platform: Platform, people: People, ids: dict[str, str]
) -> None:
    hana = Browser(app, "hana")
    olin = body(hana.get(f"/entities/{ids['olin']}/records"))["items"][0]["id"]

    def no(name: str) -> set[str]:
        told = body(root.get("/why", user=name, record=olin))
        return {line["what"] for line in told["lines"] if line["holds"] is False} - {"subjects"}

    expected = {
        "hana": set(), "ada": {"groups"}, "otto": {"level", "groups"}, "olga": {"register", "level", "groups"},
        "root": {"role", "groups"}, "alma": {"role", "register", "level", "groups"},
    }  # fmt: skip
    assert {name: no(name) for name in expected} == expected
    root.patch("/users/hana", {"version": 1, "valid_until": "2026-01-01"})
    assert no("hana") == {"days"}
    root.put("/users/hana/disabled", {"disabled": True})
    assert no("hana") == {"enabled", "days"}

    asked = {"reason": "The container opens in an hour.", "registers": ["suspects"], "level": "confidential"}
    Browser(app, "ada").post("/emergency", {**asked, "groups": ["op-harbour"]})
    told = body(root.get("/why", user="ada", record=olin))
    assert told["verdict"] == "seen"
    assert {line["what"]: line["holds"] for line in told["lines"]}["emergency"] is True


def test_nothing_of_the_record_is_told_the_question_is_noted_and_only_administrators_ask(
    app: APIFlask, root: Browser, platform: Platform, people: People, stored: list[str], ids: dict[str, str]
) -> None:
    page = Reader(app, "root")

    for record in stored:
        told = root.get("/why", user="ada", record=record).text + page.text(
            f"/administration/why?user=ada&record={record}"
        )
        assert not [word for word in ("Vesk", "Brent", "Kalvik", "Olin", "SZ-2026", "0199") if word in told]
    noted = audit.latest(platform.store, action="why.asked", limit=1)[0]
    assert (noted.by, noted.objects) == (people.administrator.id, (people.analyst.id, stored[-1]))
    absent = root.get("/why", user="ada", record=str(uuid4()))
    nobody = root.get("/why", user="nobody", record=stored[0])
    assert (absent.status_code, nobody.status_code) == (404, 404)
    for name in ("ada", "sven", "alma"):
        assert Browser(app, name).get("/why", user="ada", record=stored[0]).status_code == 403
