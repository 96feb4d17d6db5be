from typing import Any
from uuid import uuid4

import pytest

from tests.platforms import Browser, body


def chart(*entities: str, **changed: object) -> dict[str, Any]:
    nodes = [{"id": id_, "x": at, "y": -at} for at, id_ in enumerate(entities)]
    return {"name": "Harbour", "state": {"nodes": nodes}, **changed}


def test_a_chart_is_opened_as_it_was_saved(ada: Browser, ids: dict[str, str]) -> None:
    state = {
        "nodes": [{"id": ids["vesk"], "x": 12.5, "y": -3, "pinned": True, "hidden": False, "group": "g1"}],
        "hidden_links": [str(uuid4())],
        "groups": [{"id": "g1", "label": "Crew"}],
        "filters": {"kinds": ["Person"], "strengths": ["tentative"], "from": "2025-01", "to": None, "reliability": "C"},
        "viewport": {"x": 1, "y": 2, "zoom": 0.5},
    }

    saved = body(ada.post("/charts", {"name": "Harbour", "state": state}))
    opened = body(ada.get(f"/charts/{saved['id']}"))

    assert opened["state"] == state
    assert (opened["name"], opened["version"], opened["marking"]) == ("Harbour", 1, "suspects/restricted")
    assert [node["id"] for node in opened["graph"]["nodes"]] == [ids["vesk"]]


def test_a_chart_follows_a_merge_and_a_split(ada: Browser, ids: dict[str, str]) -> None:
    subjects = [ids["vesk"], ids["веск"]]
    decision = {"type": "same", "subjects": subjects, "why": "face", "marking": "suspects/restricted"}
    early = body(ada.post("/charts", chart(*subjects)))

    taken = body(ada.post("/decisions", decision))
    one = body(ada.get(f"/charts/{early['id']}"))["graph"]
    late = body(ada.post("/charts", chart(taken["entity"]["id"])))
    ada.delete(f"/decisions/{taken['id']}", {"why": "no"})
    two = body(ada.get(f"/charts/{late['id']}"))["graph"]

    assert len(one["nodes"]) == 1
    assert set(one["resolved"].values()) == {taken["entity"]["id"]}
    assert {node["id"] for node in two["nodes"]} == set(subjects)
    assert (two["missing"], list(two["resolved"])) == ([], [taken["entity"]["id"]])


def test_who_changes_a_chart_that_was_changed_meanwhile_is_told(ada: Browser, ids: dict[str, str]) -> None:
    saved = body(ada.post("/charts", chart(ids["vesk"])))
    at = f"/charts/{saved['id']}"

    first = ada.put(at, {**chart(ids["vesk"], ids["kalvik"]), "version": 1})
    second = ada.put(at, {**chart(), "name": "Lost", "version": 1})

    assert body(first)["version"] == 2
    assert second.status_code == 409
    assert body(ada.get(at))["name"] == "Harbour"


def test_a_chart_is_its_owners_until_he_shares_it(
    ada: Browser, hana: Browser, olga: Browser, ids: dict[str, str]
) -> None:
    saved = body(ada.post("/charts", chart(ids["vesk"])))
    at = f"/charts/{saved['id']}"

    alone = hana.get(at).status_code
    ada.put(at, {**chart(ids["vesk"], shared=True), "version": 1})

    assert alone == 404
    assert hana.get(at).status_code == 200
    assert olga.get(at).status_code == 404
    assert [each["id"] for each in body(hana.get("/charts"))["items"]] == [saved["id"]]
    assert body(olga.get("/charts"))["items"] == []
    assert hana.put(at, {**chart(), "version": 2}).status_code == 403
    assert hana.delete(at).status_code == 403


def test_a_shared_chart_never_hints_at_what_its_reader_does_not_see(
    ada: Browser, hana: Browser, ids: dict[str, str]
) -> None:
    low = {"marking": "suspects/confidential/op-harbour", "shared": True}
    saved = body(hana.post("/charts", chart(ids["vesk"], ids["olin"], **low)))

    # Ada is not in the group that the chart is marked for: for her there is no such chart.
    assert ada.get(f"/charts/{saved['id']}").status_code == 404


def test_a_chart_is_never_marked_lower_than_what_is_on_it(hana: Browser, ids: dict[str, str]) -> None:
    both = chart(ids["olin"], ids["seizure"])

    usual = body(hana.post("/charts", both))
    lower = hana.post("/charts", {**both, "marking": "suspects/restricted"})
    higher = hana.post("/charts", {**both, "marking": "seizures+suspects/secret/op-harbour"})

    assert usual["marking"] == "seizures+suspects/confidential/op-harbour"
    assert lower.status_code == 422
    assert higher.status_code == 403


def test_the_owner_alone_learns_that_something_is_gone(ada: Browser, hana: Browser, ids: dict[str, str]) -> None:
    absent = str(uuid4())
    saved = body(ada.post("/charts", chart(ids["vesk"], absent, shared=True)))

    mine, theirs = body(ada.get(f"/charts/{saved['id']}")), body(hana.get(f"/charts/{saved['id']}"))

    assert mine["graph"]["missing"] == [absent]
    assert theirs["graph"]["missing"] == []
    assert [node["id"] for node in theirs["state"]["nodes"]] == [ids["vesk"]]


def test_a_deleted_chart_is_gone(ada: Browser, ids: dict[str, str]) -> None:
    saved = body(ada.post("/charts", chart(ids["vesk"])))

    deleted = ada.delete(f"/charts/{saved['id']}")

    assert deleted.status_code == 204
    assert ada.get(f"/charts/{saved['id']}").status_code == 404
    assert ada.delete(f"/charts/{saved['id']}").status_code == 404


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " ", "state": {}}, "name"),
        ({"name": "x" * 201, "state": {}}, "name"),
        ({"name": "x"}, "state"),
        ({"name": "x", "state": {"nodes": [{"id": "x", "x": 0, "y": 0}]}}, "state.nodes.0.id"),
        ({"name": "x", "state": {"nodes": [{"id": str(uuid4()), "x": "a", "y": 0}]}}, "state.nodes.0.x"),
        ({"name": "x", "state": {"nodes": [{"id": str(uuid4()), "x": 0, "y": 0}] * 1501}}, "state.nodes"),
        ({"name": "x", "state": {"filters": {"kinds": ["Dragon"]}}}, "state.filters.kinds.0"),
        ({"name": "x", "state": {"viewport": {"x": 0, "y": 0, "zoom": 0}}}, "state.viewport.zoom"),
        ({"name": "x", "state": {"script": "alert(1)"}}, "state.script"),
        ({"name": "x", "state": {}, "marking": "suspects/high"}, "marking"),
    ],
)
def test_a_wrong_chart_names_its_field(ada: Browser, given: object, field: str) -> None:
    answer = ada.post("/charts", given)

    assert answer.status_code == 422
    assert [problem["field"] for problem in body(answer)["problems"]] == [field]


def test_an_empty_chart_is_saved_under_the_marking_that_it_is_given(ada: Browser) -> None:
    saved = ada.post("/charts", {"name": "Nothing yet", "marking": "seizures/unclassified", "state": {}})

    assert (saved.status_code, body(saved)["marking"]) == (201, "seizures/unclassified")
