"""What somebody tries who knows the API well: other people's objects, wrong doors, fields that are nobody's to set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from apiflask import APIFlask

from graphintel.model.events import Action
from graphintel.queries import audit
from graphintel.security.actor import Role
from tests.offices import Office, chart, decision, entity, link
from tests.platforms import PASSWORD, Browser, body

OPEN, SUSPECTS, HIDDEN = "seizures/unclassified", "suspects/restricted", "suspects/secret"
# What a caller never sets: who and whose it is, who sees it, and what became of it.
NOT_HIS = {
    "id": "x", "by": "root", "owner": "root", "actor": "root", "visibility": 1, "complete": 1, "live": True,
    "effective": True, "recorded_at": "2001-01-01", "clearance": {"level": "secret"}, "is_admin": True,
    "__class__": "x", "state.owner": "root",
}  # fmt: skip
FOR_ALL = {"role": "administrator", "unit": "region", "level": "secret", "registers": ["suspects"]}


@pytest.fixture
def analyst(office: Office) -> Browser:
    return office.roles[Role.analyst]


@pytest.fixture
def root(office: Office) -> Browser:
    return Browser(office.app, "root")


def addresses(app: APIFlask) -> Iterator[tuple[str, set[str]]]:
    """Each address of the API with made-up ids, and the methods that it takes."""
    adapter = app.url_map.bind("127.0.0.1")
    taken: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            values = {name: "json" if name == "format" else str(uuid4()) for name in rule.arguments}
            taken.setdefault(rule.rule, set()).update(rule.methods or set())
            yield adapter.build(rule.endpoint, values, method=min(rule.methods or {"GET"})), taken[rule.rule]


def test_a_method_that_an_address_does_not_take_is_refused_whoever_asks(office: Office, analyst: Browser) -> None:
    answers = []
    for client, headers in ((analyst.client, analyst.headers), (office.app.test_client(), {})):
        for address, taken in list(addresses(office.app)):
            for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - taken:
                answer = client.open(address, method=method, json={}, headers=headers)
                answers += [(method, address, answer.status_code)] if answer.status_code != 405 else []
                assert taken & {"GET", "POST", "PUT", "PATCH", "DELETE"} <= set(answer.headers["Allow"].split(", "))

    assert answers == []


def operations(app: APIFlask) -> Iterator[tuple[str, str, dict[str, Any], str]]:
    """Method, address, the fields that its body has, and the verb, of all that take JSON."""
    document: dict[str, Any] = body(app.test_client().get("/api/v1/openapi.json"))
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                schema = content["application/json"]["schema"]
                name = schema.get("$ref", "").rpartition("/")[2]
                fields = document["components"]["schemas"].get(name, schema).get("properties", {})
                address = re.sub(r"\{\w+\}", str(uuid4()), path.replace("{format}", "json"))
                yield method.upper(), address, fields, operation.get("x-permission", "")


def test_no_operation_takes_a_field_that_is_not_the_callers_to_set(office: Office, root: Browser) -> None:
    wrong = []
    askers = {
        "users": root, "units": root, "operate": root, "audit": office.roles[Role.auditor],
        "review": office.roles[Role.auditor],
    }  # fmt: skip
    for method, address, fields, verb in operations(office.app):
        asker = askers.get(verb, office.roles[Role.supervisor])
        given = {name: value for name, value in {**NOT_HIS, **FOR_ALL}.items() if name not in fields}
        answer = asker.client.open(address, method=method, json=given, headers=asker.headers)
        named = {each["field"] for each in body(answer)["problems"]} if answer.status_code == 422 else set()
        if not set(given) <= named:
            wrong.append((method, address, answer.status_code, sorted(set(given) - named)))

    assert wrong == []


def test_what_lies_inside_takes_no_further_fields_either(office: Office, analyst: Browser) -> None:
    id_ = office.persons[OPEN][0]
    node = {"id": id_, "x": 1, "y": 1, "owner": "root"}
    given: list[tuple[str, dict[str, Any], str]] = [
        ("/charts", {**chart(OPEN), "state": {"nodes": [node]}}, "state.nodes.0.owner"),
        ("/charts", {**chart(OPEN), "state": {"nodes": [], "marking": OPEN}}, "state.marking"),
        (
            "/entities",
            {**entity(OPEN), "identifiers": [{"scheme": "imo", "value": "1", "strong": True}]},
            "identifiers.0.strong",
        ),
    ]
    for address, sent, field in given:
        answer = analyst.post(address, sent)

        assert answer.status_code == 422, address
        assert field in {each["field"] for each in body(answer)["problems"]}


def test_nothing_is_deleted_through_the_door_of_another_kind(office: Office, analyst: Browser) -> None:
    taken, drawn = office.decide(analyst, OPEN), office.draw(analyst, OPEN, shared=False)
    person = office.persons[OPEN][0]

    for address in (f"/charts/{taken}", f"/charts/{person}", f"/decisions/{drawn}", f"/decisions/{person}"):
        given = {"why": "x"} if "decisions" in address else None
        assert analyst.delete(address, given).status_code == 404, address
    for id_ in (taken, drawn, person):
        assert analyst.delete(f"/account/sessions/{id_}").status_code == 404

    assert analyst.get(f"/charts/{drawn}").status_code == 200
    assert [each["id"] for each in body(analyst.get("/decisions", entity=person))["items"] if not each["ended_at"]] == [
        taken
    ]


def test_what_mixes_ones_own_with_what_one_does_not_see_is_not_done_at_all(office: Office, analyst: Browser) -> None:
    mine, hidden, nobody = office.persons[OPEN][0], office.persons[HIDDEN][0], str(uuid4())
    made = len(audit.latest(office.platform.store, action=Action.exported))

    for format_ in ("json", "csv", "graphml", "html"):
        told = [analyst.post(f"/export/{format_}", {"entities": [mine, other]}) for other in (hidden, nobody)]
        assert [each.status_code for each in told] == [422, 422]
        assert body(told[0])["problems"][0]["message"] == body(told[1])["problems"][0]["message"].replace(
            nobody, hidden
        )
    for address in ("/subgraph", "/statistics", "/leads"):
        one, other = (body(analyst.post(address, {"entities": [mine, each]})) for each in (hidden, nobody))
        assert str(one).replace(hidden, nobody) == str(other), address
    for given in (decision(office, SUSPECTS), link(office, SUSPECTS)):
        ends = {"subjects": [mine, hidden]} if "subjects" in given else {"source": mine, "target": hidden}
        address = "/decisions" if "subjects" in given else "/links"
        assert analyst.post(address, {**given, **ends}).status_code == 404

    assert len(audit.latest(office.platform.store, action=Action.exported)) == made


def test_a_cursor_is_good_for_its_own_question_and_asker_alone(office: Office, analyst: Browser) -> None:
    for number in range(3):
        analyst.post("/entities", {**entity(OPEN), "name": f"Marta Olin {number}"})
    cursor = body(analyst.get("/search", q="marta olin", limit=1))["next_cursor"]
    person = office.persons[OPEN][0]

    other_question = analyst.get("/search", q="marta", limit=1, cursor=cursor)
    other_address = analyst.get(f"/entities/{person}/links", cursor=cursor)
    other_asker = office.others["colleague"].get("/search", q="marta olin", limit=1, cursor=cursor)

    assert [each.status_code for each in (other_question, other_address, other_asker)] == [422, 422, 422]
    assert analyst.get("/search", q="marta olin", limit=1, cursor=cursor).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.administrator])
def test_nobody_raises_himself_or_others_without_the_verb(office: Office, root: Browser, role: Role) -> None:
    browser = office.roles[role]
    raised = {"version": 1, "role": "administrator", "level": "secret", "groups": ["op-delta"], "unit": "region"}

    answers = [
        browser.client.patch(f"/api/v1/users/{role}", json=raised, headers=browser.headers),
        browser.post("/users", {"username": "shadow", "role": "administrator"}),
        browser.post(f"/users/{role}/password", {}),
        browser.put("/users/root/disabled", {"disabled": True}),
        browser.post("/units", {"code": "shadow", "name": "Shadow"}),
        browser.client.patch("/api/v1/units/gate", json={"within": None}, headers=browser.headers),
        browser.delete("/units/gate"),
    ]

    assert [each.status_code for each in answers] == [403] * len(answers)
    assert body(root.get(f"/users/{role}"))["role"] == role


def test_an_administrator_does_not_change_what_he_may_do_or_see(office: Office, root: Browser) -> None:
    before = body(root.get("/users/root"))
    given: tuple[dict[str, object], ...] = (
        {"role": "analyst"}, {"level": "restricted"}, {"groups": ["op-delta"]}, {"unit": "region"},
        {"registers": ["suspects"]}, {"valid_until": "2999-01-01"},
    )  # fmt: skip

    answers = [
        root.client.patch(
            "/api/v1/users/root", json={"version": before["version"], **each}, headers=root.headers
        ).status_code
        for each in given
    ]

    assert answers == [403] * len(given)
    assert body(root.get("/users/root")) == before


def test_whoever_is_disabled_in_the_middle_of_a_session_is_out_at_once(office: Office, root: Browser) -> None:
    root.post("/users", {"username": "gone", "role": "analyst", "password": PASSWORD, "unit": "gate"})
    browser = Browser(office.app, "gone")
    assert browser.get("/kinds").status_code == 200

    root.put("/users/gone/disabled", {"disabled": True})

    assert browser.get("/kinds").status_code == 401


def test_what_was_refused_is_on_record(office: Office) -> None:
    id_ = str(uuid4())
    office.roles[Role.officer].delete(f"/charts/{id_}")
    office.platform.trail.ship()

    found = [each for each in audit.latest(office.platform.store, action=Action.refused) if id_ in each.objects]

    assert [each.detail["status"] for each in found] == [403]
