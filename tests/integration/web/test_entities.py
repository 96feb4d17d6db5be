from uuid import uuid4

import pytest

from graphintel.bootstrap import Platform
from graphintel.queries import audit
from tests.harbour import hub
from tests.platforms import Browser, body

GROUNDS = {"grade": "B2", "marking": "suspects/restricted", "legal_basis": "Customs Act 12"}
ENTITY = {"kind": "Person", "name": "Arno Tamm", "source": "Officer 12", **GROUNDS}


def link(ids: dict[str, str], **changed: object) -> dict[str, object]:
    given = {"type": "OWNS", "source": ids["vesk"], "target": ids["brent"], "source_name": "Officer 12", **GROUNDS}
    return {**given, **changed}


def test_every_value_has_its_source_and_its_grade(ada: Browser, ids: dict[str, str]) -> None:
    entity = body(ada.get(f"/entities/{ids['kalvik']}"))

    assert entity["caption"] == "Kalvik Shipping"
    assert entity["degree"] == 3
    assert all(value["sources"] for value in entity["values"])
    assert {source["grade"] for value in entity["values"] for source in value["sources"]} == {"B2"}
    (phone,) = entity["identifiers"]
    assert (phone["normalised"], phone["valid"], phone["shared_with"]) == ("+37255550199", True, 1)


@pytest.mark.parametrize("rest", ["", "/records", "/links", "/link-counts", "/neighbourhood", "/timeline"])
def test_what_is_not_there_and_what_may_not_be_seen_read_the_same(
    ada: Browser, hana: Browser, ids: dict[str, str], rest: str
) -> None:
    hidden = ada.get(f"/entities/{ids['olin']}{rest}")
    absent = ada.get(f"/entities/{uuid4()}{rest}")
    nonsense = ada.get(f"/entities/nonsense{rest}")

    assert hana.get(f"/entities/{ids['olin']}{rest}").status_code == 200
    assert [hidden.status_code, absent.status_code, nonsense.status_code] == [404, 404, 404]
    assert {**body(hidden), "reference": ""} == {**body(absent), "reference": ""}


def test_hidden_links_are_missing_from_counts_pages_and_surroundings(
    ada: Browser, hana: Browser, ids: dict[str, str]
) -> None:
    at = f"/entities/{ids['vesk']}"

    seen = {
        name: (
            body(browser.get(f"{at}/link-counts"))["total"],
            body(browser.get(f"{at}/links"))["total"],
            body(browser.get(f"{at}/neighbourhood"))["total"],
            body(browser.get(at))["degree"],
        )
        for name, browser in (("ada", ada), ("hana", hana))
    }

    assert seen == {"ada": (1, 1, 2, 1), "hana": (2, 2, 3, 2)}


def test_a_surrounding_says_how_much_a_limit_left_out(ada: Browser, platform: Platform) -> None:
    centre = hub(platform, 30)

    found = body(ada.get(f"/entities/{centre}/neighbourhood", limit=10))

    assert found["nodes"][0]["id"] == centre
    assert (len(found["links"]), found["shown"], found["total"], found["truncated"]) == (10, 11, 31, True)


def test_the_links_of_a_hub_come_in_pages_each_once(ada: Browser, platform: Platform) -> None:
    centre = hub(platform, 30)
    seen: list[str] = []
    cursor = None
    while True:
        page = body(ada.get(f"/entities/{centre}/links", limit=7, **({"cursor": cursor} if cursor else {})))
        seen += [item["link"]["id"] for item in page["items"]]
        assert page["total"] == 30
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert len(seen) == len(set(seen)) == 30


def test_links_are_narrowed_by_type_direction_and_kind_as_they_are_counted(ada: Browser, ids: dict[str, str]) -> None:
    at = f"/entities/{ids['kalvik']}"

    for counted in body(ada.get(f"{at}/link-counts"))["types"]:
        only = {name: counted[name] for name in ("type", "direction", "kind")}
        page = body(ada.get(f"{at}/links", **only))
        assert page["total"] == len(page["items"]) == counted["count"]
        assert {item["link"]["type"] for item in page["items"]} == {counted["type"]}
        assert {item["node"]["kind"] for item in page["items"]} == {counted["kind"]}
    assert body(ada.get(f"{at}/links", type="DIRECTS", direction="out"))["total"] == 0
    assert body(ada.get(f"{at}/links", kind="Vessel"))["total"] == 0


@pytest.mark.parametrize(
    ("rest", "query", "field"),
    [
        ("/neighbourhood", {"depth": 3}, "depth"),
        ("/neighbourhood", {"limit": 2_001}, "limit"),
        ("/neighbourhood", {"type": "KNOWS"}, "type.0"),
        ("/neighbourhood", {"order": "fame"}, "order"),
        ("/links", {"order": "fame"}, "order"),
        ("/links", {"limit": 201}, "limit"),
        ("/links", {"cursor": "x"}, "cursor"),
        ("/records", {"page": 2}, "page"),
        ("/timeline", {"limit": -1}, "limit"),
        ("", {"at": "yesterday"}, "at"),
    ],
)
def test_a_wrong_question_names_its_field(
    ada: Browser, ids: dict[str, str], rest: str, query: dict[str, object], field: str
) -> None:
    answer = ada.get(f"/entities/{ids['kalvik']}{rest}", **query)

    assert answer.status_code == 422
    assert [problem["field"] for problem in body(answer)["problems"]] == [field]


def test_the_timeline_tells_events_links_and_records(ada: Browser, ids: dict[str, str]) -> None:
    found = body(ada.get(f"/entities/{ids['kalvik']}/timeline"))

    assert {item["what"] for item in found["items"]} == {"event", "link", "record"}
    assert found["total"] == len(found["items"])


def test_an_entity_entered_by_hand_is_found_with_its_evidence(
    ada: Browser, platform: Platform, ids: dict[str, str]
) -> None:
    values = {"birth_date": ["1990-05"], "nationality": ["EE"]}
    numbers = [{"scheme": "phone", "value": "+372 5555 0199"}]

    made = ada.post("/entities", {**ENTITY, "values": values, "identifiers": numbers})

    assert made.status_code == 201
    entity = body(ada.get(f"/entities/{body(made)['id']}"))
    said = {value["property"]: value["value"] for value in entity["values"]}
    assert said == {"name": "Arno Tamm", "birth_date": "1990-05", "nationality": "EE"}
    assert entity["values"][0]["sources"][0]["source"] == "Officer 12"
    assert entity["identifiers"][0]["shared_with"] == 2
    noted = audit.latest(platform.store, action="records.added", limit=1)[0]
    assert entity["values"][0]["sources"][0]["record"] in noted.objects


def test_an_entry_sent_again_under_its_key_is_one_and_noted_once(ada: Browser, platform: Platform) -> None:
    made = [body(ada.post("/entities", ENTITY, once="form 1"))["id"] for _ in range(2)]
    entries = len(audit.latest(platform.store, action="records.added", limit=100))

    again = body(ada.post("/entities", ENTITY, once="form 1"))["id"]
    corrected = body(ada.post("/entities", {**ENTITY, "grade": "C3"}, once="form 1"))["id"]
    other_form = body(ada.post("/entities", ENTITY, once="form 2"))["id"]

    assert {*made, again} == {again}
    assert len({again, corrected, other_form}) == 3
    assert body(ada.get(f"/entities/{again}/records"))["total"] == 1
    assert len(audit.latest(platform.store, action="records.added", limit=100)) == entries + 2


def test_a_link_sent_again_under_its_key_is_one(ada: Browser, ids: dict[str, str]) -> None:
    one, other = (ada.post("/links", link(ids), once="form 1") for _ in range(2))

    assert (one.status_code, other.status_code) == (201, 201)
    assert body(one) == body(other)
    assert len(body(one)["records"]) == 1


def test_two_entries_of_the_same_name_stay_two(ada: Browser) -> None:
    one, other = ada.post("/entities", ENTITY), ada.post("/entities", ENTITY)

    assert body(one)["id"] != body(other)["id"]


def test_nobody_enters_above_his_clearance(ada: Browser, platform: Platform) -> None:
    for marking in ("suspects/secret", "suspects/restricted/op-harbour"):
        answer = ada.post("/entities", {**ENTITY, "marking": marking})
        assert answer.status_code == 403

    assert body(ada.get("/search", q="Tamm"))["total"] == 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"kind": "Dragon"}, "kind"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 301}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"grade": "Z9"}, "grade"),
        ({"grade": ""}, "grade"),
        ({"marking": "suspects"}, "marking"),
        ({"legal_basis": ""}, "legal_basis"),
        ({"source": ""}, "source"),
        ({"values": {"birth_date": ["the day before"]}}, "birth_date"),
        ({"values": {"wings": ["2"]}}, "wings"),
        ({"values": {"sex": ["dragon"]}}, "values.sex"),
        ({"identifiers": [{"scheme": "dragon", "value": "1"}]}, "identifiers.0.scheme"),
        ({"identifiers": [{"scheme": "phone", "value": "1" * 301}]}, "identifiers.0.value"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_wrong_entry_names_its_field_and_is_not_kept(
    ada: Browser, platform: Platform, changed: dict[str, object], field: str
) -> None:
    platform.vocabularies.load_shipped("tests")

    answer = ada.post("/entities", {**ENTITY, **changed})

    assert answer.status_code == 422
    assert field in [problem["field"] for problem in body(answer)["problems"]]
    assert body(ada.get("/search", q="Tamm"))["total"] == 0


@pytest.mark.parametrize(
    "name", ["</script><script>alert(1)</script>", "\u202egnp\u2066", "=1+1", 'O\'Hara \\ "x"', "王伟"]
)
def test_a_name_of_any_characters_comes_back_as_it_was(ada: Browser, name: str) -> None:
    made = body(ada.post("/entities", {**ENTITY, "name": name}))

    assert body(ada.get(f"/entities/{made['id']}"))["caption"] == name


@pytest.mark.parametrize("missing", ["grade", "marking", "legal_basis", "source", "kind", "name"])
def test_nothing_is_kept_without_its_grounds(ada: Browser, missing: str) -> None:
    answer = ada.post("/entities", {name: value for name, value in ENTITY.items() if name != missing})

    assert answer.status_code == 422
    assert [problem["field"] for problem in body(answer)["problems"]] == [missing]


def test_a_link_entered_by_hand_is_on_both_its_ends(ada: Browser, ids: dict[str, str]) -> None:
    made = ada.post("/links", link(ids, role="half", **{"from": "2024", "to": "2025-03"}))

    assert made.status_code == 201
    shown = body(made)
    assert (shown["type"], shown["role"], shown["from"], shown["to"]) == ("OWNS", "half", "2024", "2025-03")
    assert {shown["source"], shown["target"]} == {ids["vesk"], ids["brent"]}
    assert body(ada.get(f"/entities/{ids['brent']}/links", type="OWNS"))["total"] == 1


def test_a_link_to_what_one_does_not_see_is_refused_as_if_it_were_not_there(ada: Browser, ids: dict[str, str]) -> None:
    hidden, absent = (
        ada.post("/links", link(ids, target=ids["olin"])),
        ada.post("/links", link(ids, target=str(uuid4()))),
    )

    assert [hidden.status_code, absent.status_code] == [404, 404]
    assert body(hidden)["detail"] == body(absent)["detail"]


def test_a_link_to_itself_is_refused(ada: Browser, ids: dict[str, str]) -> None:
    answer = ada.post("/links", link(ids, target=ids["vesk"]))

    assert answer.status_code == 422
    assert [problem["field"] for problem in body(answer)["problems"]] == ["target"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"type": "KNOWS"}, "type"),
        ({"source": "x"}, "source"),
        ({"from": "03/2024"}, "from"),
        ({"from": "2024-05", "to": "2023"}, "to"),
        ({"grade": "B"}, "grade"),
    ],
)
def test_a_wrong_link_names_its_field(
    ada: Browser, ids: dict[str, str], changed: dict[str, object], field: str
) -> None:
    answer = ada.post("/links", link(ids, **changed))

    assert answer.status_code == 422
    assert [problem["field"] for problem in body(answer)["problems"]] == [field]
