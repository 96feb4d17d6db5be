"""Why somebody asks: chosen at sign-in or later, on every entry, and demanded where an installation wants it."""

import re

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from graphintel.bootstrap import Platform
from graphintel.model.events import Action
from graphintel.queries import audit
from tests.platforms import PASSWORD, Browser, People, body

FIELD = re.compile(r'name="csrf_token" value="([^"]+)"')


def form(browser: Browser, **fields: str) -> TestResponse:
    given = {"csrf_token": browser.headers["X-CSRF-Token"], **fields}
    return browser.client.post("/purpose", data=given, headers={"Accept": "text/html"})


def test_a_purpose_is_chosen_at_sign_in_and_stands_on_every_entry(
    app: APIFlask, platform: Platform, people: People
) -> None:
    client = app.test_client()
    page = client.get("/sign-in").text
    field = FIELD.search(page)
    assert field is not None
    why = {"purpose": "investigation", "legal_basis": " Customs Act,  s. 12 "}

    wrong = client.post(
        "/sign-in",
        data={"username": "ada", "password": PASSWORD, "csrf_token": field[1], "purpose": "curiosity"},
    )
    entered = client.post("/sign-in", data={"username": "ada", "password": PASSWORD, "csrf_token": field[1], **why})
    found = client.get("/api/v1/search", query_string={"q": "vesk"})
    platform.trail.ship()

    assert '<option value="investigation">Investigation of an offence</option>' in page
    assert (wrong.status_code, "There is no such purpose." in wrong.text) == (422, True)
    assert (entered.status_code, found.status_code) == (303, 200)
    for action in (Action.session_started, Action.search_made):
        entry = audit.latest(platform.store, action=action)[0]
        assert (entry.purpose, entry.legal_basis) == ("investigation", "Customs Act, s. 12")


def test_a_purpose_is_changed_by_api_and_page_and_shown_in_the_frame(
    app: APIFlask, platform: Platform, people: People
) -> None:
    browser = Browser(app, "ada")
    offered = [each["code"] for each in body(browser.get("/purposes"))["items"]]

    changed = browser.put("/session/purpose", {"purpose": "prosecution", "legal_basis": "s. 3"})
    told = body(browser.client.get("/api/v1/session"))
    by_form = form(browser, purpose="training", next="/charts")
    elsewhere = form(browser, purpose="training", next="//evil.example")
    wrong = form(browser, purpose="curiosity")

    assert {"investigation", "prosecution", "training"} <= set(offered)
    assert (changed.status_code, told["purpose"], told["legal_basis"]) == (204, "prosecution", "s. 3")
    assert (by_form.status_code, by_form.headers["Location"]) == (303, "/charts")
    assert elsewhere.headers["Location"] == "/"
    assert wrong.status_code == 422
    assert "Purpose: Training" in browser.client.get("/").text
    assert [each.detail["purpose"] for each in audit.latest(platform.store, action=Action.purpose_chosen)] == [
        "training",
        "training",
        "prosecution",
    ]


@pytest.mark.parametrize(("required", "username"), [("suspects", "ada"), ("search", "olga")])
def test_where_a_purpose_is_demanded_nothing_is_found_without_one(
    app: APIFlask, platform: Platform, people: People, required: str, username: str
) -> None:
    browser = Browser(app, username)
    platform.store.purpose_required = frozenset({required})

    refused = browser.client.get("/api/v1/search", query_string={"q": "vesk"})
    page = browser.client.get("/search?q=vesk", headers={"Accept": "text/html"})
    browser.put("/session/purpose", {"purpose": "risk_analysis"})
    found = browser.get("/search", q="vesk")

    assert (refused.status_code, body(refused)["code"]) == (403, "purpose_needed")
    assert (page.status_code, page.headers["Location"]) == (303, "/purpose?needed=1&next=/search?q%3Dvesk")
    assert "Say first for what purpose you ask" in browser.client.get(page.headers["Location"]).text
    assert found.status_code == 200


def test_who_is_not_cleared_for_the_register_needs_no_purpose(
    app: APIFlask, platform: Platform, people: People
) -> None:
    platform.store.purpose_required = frozenset({"suspects"})

    assert Browser(app, "olga").get("/search", q="vesk").status_code == 200
