"""Emergencies over HTTP: seen at once, noted, alarmed about, ended by time, by hand or by others, and reviewed."""

from typing import Any

import neo4j
import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.queries import audit
from tests.integration.web.test_pages import Reader
from tests.platforms import Browser, People, body

REASON = "The container opens in an hour and an officer is in danger."
ASKED = {"reason": REASON, "registers": ["suspects"], "level": "confidential", "groups": ["op-harbour"], "minutes": 60}


@pytest.fixture
def otto(app: APIFlask, people: People) -> Browser:
    """An officer at the gate of Muuga, cleared to restricted, in no group."""
    return Browser(app, "otto")


def run_out(driver: neo4j.Driver) -> None:
    """Sets the end of every emergency into the past, as the clock would."""
    driver.execute_query("MATCH (e:Emergency) SET e.until = '2026-01-01T00:00:00.000000Z'")


def declared(browser: Browser, **changed: Any) -> dict[str, Any]:  # noqa: ANN401 - what is asked for
    answer = browser.post("/emergency", {**ASKED, **changed})
    assert answer.status_code == 201, answer.text
    return dict(body(answer))


def test_what_is_asked_for_is_seen_at_once_and_no_more_than_that(otto: Browser, ids: dict[str, str]) -> None:
    olin, before = f"/entities/{ids['olin']}", f"/entities/{ids['seizure']}"

    hidden = otto.get(olin).status_code
    declared(otto)

    assert (hidden, otto.get(olin).status_code, otto.get(before).status_code) == (404, 200, 200)
    assert body(otto.get("/session"))["emergency_until"] is not None
    decision = {"type": "apart", "subjects": [ids["vesk"], ids["веск"]], "why": "x"}
    assert otto.post("/decisions", decision).status_code == 403


def test_an_emergency_in_one_register_opens_nothing_in_another(
    app: APIFlask, otto: Browser, platform: Platform, people: People
) -> None:
    hana = Browser(app, "hana")
    common = {"kind": "Person", "source": "Gate", "grade": "B2", "legal_basis": "s. 12"}
    made = {}
    for register in ("suspects", "seizures"):
        marked = {**common, "name": register, "marking": f"{register}/confidential"}
        made[register] = body(hana.post("/entities", marked))["id"]

    declared(otto)

    seen = {register: otto.get(f"/entities/{id_}").status_code for register, id_ in made.items()}
    assert seen == {"suspects": 200, "seizures": 404}


def test_every_entry_meanwhile_carries_the_emergency_and_none_after_it(
    otto: Browser, platform: Platform, people: People, ids: dict[str, str]
) -> None:
    id_ = declared(otto)["id"]
    entry = {
        "kind": "Person", "name": "Somebody", "source": "Gate", "grade": "B2", "marking": "suspects/restricted",
        "legal_basis": "s. 12",
    }  # fmt: skip

    otto.post("/entities", entry)
    otto.delete("/emergency")
    otto.post("/entities", {**entry, "name": "Another"})

    noted = [(each.action, each.emergency) for each in audit.latest(platform.store, limit=20)]
    added = [emergency for action, emergency in noted if action == "records.added"]
    assert added == ["", id_]
    assert ("emergency.ended", id_) in noted


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"reason": "Too short."}, "reason"),
        ({"minutes": 241}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"registers": []}, "registers"),
        ({"groups": ["Not A Group"]}, "clearance"),
        ({"unit": "region"}, "unit"),
        ({"by": "1"}, "by"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_declared(otto: Browser, changed: dict[str, Any], field: str) -> None:
    answer = otto.post("/emergency", {**ASKED, **changed})

    assert answer.status_code == 422
    assert field in {each["field"].split(".")[0] for each in body(answer)["problems"]}
    assert body(otto.get("/emergency"))["items"] == []


def test_one_lasts_at_a_time(otto: Browser) -> None:
    declared(otto)

    assert otto.post("/emergency", ASKED).status_code == 409


def test_it_is_reviewed_by_who_answers_for_the_unit_or_an_auditor_and_never_by_oneself(
    app: APIFlask, otto: Browser, driver: neo4j.Driver, ids: dict[str, str]
) -> None:
    sven, alma, ada = (Browser(app, name) for name in ("sven", "alma", "ada"))
    id_, own = declared(otto)["id"], declared(sven)["id"]
    review = {"verdict": "justified", "note": "The danger was real."}

    early = sven.post(f"/emergencies/{id_}/review", review)
    run_out(driver)
    gone = otto.get(f"/entities/{ids['olin']}")

    assert (early.status_code, gone.status_code) == (409, 404)
    assert [each["id"] for each in body(sven.get("/emergencies"))["items"]] == [id_]
    assert body(alma.get("/emergencies"))["due"] == 2
    assert {ada.get("/emergencies").status_code, otto.post(f"/emergencies/{id_}/review", review).status_code} == {403}
    assert sven.post(f"/emergencies/{own}/review", review).status_code == 403
    assert body(sven.post(f"/emergencies/{id_}/review", review))["verdict"] == "justified"
    assert alma.post(f"/emergencies/{id_}/review", review).status_code == 409
    assert body(alma.post(f"/emergencies/{own}/review", {**review, "verdict": "not_justified"}))["due"] is False


def test_who_reviews_can_end_it_and_administrators_have_none(app: APIFlask, otto: Browser, ids: dict[str, str]) -> None:
    sven, root = Browser(app, "sven"), Browser(app, "root")
    id_ = declared(otto)["id"]

    ended = sven.delete(f"/emergencies/{id_}")

    assert ended.status_code == 204
    assert otto.get(f"/entities/{ids['olin']}").status_code == 404
    assert root.post("/emergency", ASKED).status_code == 403
    assert root.get("/emergencies").status_code == 403


def test_who_is_of_another_unit_does_not_review(app: APIFlask, platform: Platform, people: People) -> None:
    ada, sven = Browser(app, "ada"), Browser(app, "sven")
    id_ = declared(ada)["id"]

    assert body(sven.get("/emergencies"))["items"] == []
    assert sven.delete(f"/emergencies/{id_}").status_code == 403


def test_the_alarm_goes_out_and_a_bar_stands_over_every_page(
    app: APIFlask, otto: Browser, capsys: pytest.CaptureFixture[str], people: People, ids: dict[str, str]
) -> None:
    id_ = declared(otto)["id"]
    told = "".join(capsys.readouterr())

    page, sven, alma = Reader(app, "otto"), Reader(app, "sven"), Reader(app, "alma")

    alarm = next(line for line in told.splitlines() if "emergency.declared" in line)
    assert id_ in alarm
    assert not {"otto", people.officer.id, REASON} & set(alarm.replace("=", " ").split())
    assert "graphintel_emergencies_declared_total 1.0" in app.test_client().get("/metrics").text
    for address in ("/", "/search", "/explore", f"/entities/{ids['olin']}"):
        assert "Emergency until" in page.text(address), address
    assert "Emergency until" not in sven.text("/")
    assert "1 emergency lasts or waits for your review." in sven.text("/")
    assert "1 emergency lasts or waits for your review." in alma.text("/")


def test_the_pages_work_without_scripts(app: APIFlask, people: People) -> None:
    otto, sven = Reader(app, "otto"), Reader(app, "sven")
    form = {"reason": REASON, "registers": "suspects", "level": "secret", "groups": "", "minutes": "30"}

    wrong = otto.send("/emergency", "/emergency", **{**form, "reason": "Short."})
    right = otto.send("/emergency", "/emergency", **form)
    shown = sven.text("/emergencies")
    ended = otto.send("/emergency/end", "/emergency")

    assert "A reason has 20 to" in wrong.text
    assert (right.status_code, ended.status_code) == (303, 303)
    assert REASON in shown
    assert "review due" in otto.text("/emergency")
    id_ = sven.get("/emergencies").text.partition("/emergencies/")[2].partition("/")[0]
    noted = sven.send(f"/emergencies/{id_}/review", "/emergencies", verdict="not_justified", note="Nobody asked.")
    assert noted.status_code == 303
    assert "not justified" in otto.text("/emergency")
