from uuid import uuid4

import pytest

from graphintel.bootstrap import Platform
from graphintel.queries import audit
from tests.platforms import Browser, body


def same(ids: dict[str, str], **changed: object) -> dict[str, object]:
    subjects = [ids["vesk"], ids["веск"]]
    return {"type": "same", "subjects": subjects, "why": "The same face.", "marking": "suspects/restricted", **changed}


def test_a_merge_and_its_undo_leave_everything_as_it_was(ada: Browser, ids: dict[str, str]) -> None:
    before = body(ada.get(f"/entities/{ids['vesk']}"))

    taken = body(ada.post("/decisions", same(ids)))
    joined = body(ada.get(f"/entities/{ids['веск']}"))
    ended = ada.delete(f"/decisions/{taken['id']}", {"why": "Another man."})
    after = body(ada.get(f"/entities/{ids['vesk']}"))

    assert taken["effective"] is True
    assert taken["entity"]["id"] == joined["id"]
    assert set(joined["names"]) == {"Ilmar Vesk", "Илмар Веск"}
    assert {each["id"] for each in joined["subjects"]} == {ids["vesk"], ids["веск"]}
    assert body(ended)["ended_at"]
    assert after == before


def test_a_merge_against_a_standing_keep_apart_is_kept_without_effect(ada: Browser, ids: dict[str, str]) -> None:
    apart = body(ada.post("/decisions", same(ids, type="apart")))

    taken = body(ada.post("/decisions", same(ids)))

    assert apart["effective"] is True
    assert taken["effective"] is False
    assert len(taken["entities"]) == 2


def test_decisions_are_listed_with_who_and_why_and_recorded(
    ada: Browser, platform: Platform, ids: dict[str, str]
) -> None:
    taken = body(ada.post("/decisions", same(ids)))
    ada.delete(f"/decisions/{taken['id']}", {"why": "Another man."})

    (listed,) = body(ada.get("/decisions", entity=ids["веск"]))["items"]

    assert (listed["id"], listed["by"], listed["why"]) == (taken["id"], "Ada", "The same face.")
    assert (listed["ended_by"], listed["effective"]) == ("Ada", False)
    noted = [each.action for each in audit.latest(platform.store, limit=2)]
    assert noted == ["decision.ended", "decision.taken"]


def test_ending_twice_is_a_conflict(ada: Browser, ids: dict[str, str]) -> None:
    taken = body(ada.post("/decisions", same(ids)))
    ada.delete(f"/decisions/{taken['id']}", {"why": "Another man."})

    again = ada.delete(f"/decisions/{taken['id']}", {"why": "Another man."})

    assert again.status_code == 409


def test_a_decision_above_ones_clearance_is_neither_taken_nor_seen(
    ada: Browser, hana: Browser, ids: dict[str, str]
) -> None:
    hidden = "suspects/confidential/op-harbour"
    refused = ada.post("/decisions", same(ids, marking=hidden))
    taken = body(hana.post("/decisions", same(ids, marking=hidden)))

    assert refused.status_code == 403
    assert body(ada.get("/decisions", entity=ids["vesk"]))["items"] == []
    assert ada.delete(f"/decisions/{taken['id']}", {"why": "x"}).status_code == 404
    # Ada sees both men and could not see why they were one: so they are not, for nobody.
    assert taken["effective"] is False


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"subjects": ["x", "y"]}, "subjects.0"),
        ({"subjects": []}, "subjects"),
        ({"type": "maybe"}, "type"),
        ({"why": " "}, "why"),
        ({"marking": "suspects/high"}, "marking"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_wrong_decision_names_its_field(
    ada: Browser, ids: dict[str, str], changed: dict[str, object], field: str
) -> None:
    answer = ada.post("/decisions", same(ids, **changed))

    assert answer.status_code == 422
    assert field in [problem["field"] for problem in body(answer)["problems"]]


def test_only_what_can_be_the_same_is_decided_on(ada: Browser, ids: dict[str, str]) -> None:
    one = ids["vesk"]

    assert ada.post("/decisions", same(ids, subjects=[one, one])).status_code == 422
    assert ada.post("/decisions", same(ids, subjects=[one, ids["kalvik"]])).status_code == 422
    assert ada.post("/decisions", same(ids, subjects=[one, ids["olin"]])).status_code == 404
    assert ada.post("/decisions", same(ids, subjects=[one, str(uuid4())])).status_code == 404
