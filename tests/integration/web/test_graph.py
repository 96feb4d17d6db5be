import json
import re
from uuid import uuid4

import pytest

from graphintel.bootstrap import Platform
from graphintel.queries import audit
from tests.platforms import Browser, body


def test_paths_are_the_shortest_through_what_one_sees(ada: Browser, hana: Browser, ids: dict[str, str]) -> None:
    question = {"source": ids["kalvik"], "target": ids["olin"]}

    seen = body(hana.post("/paths", question))

    assert [path["nodes"] for path in seen["paths"]] == [[ids["kalvik"], ids["vesk"], ids["olin"]]]
    assert seen["paths"][0]["weakest"] == "B2"
    assert ada.post("/paths", question).status_code == 404


def test_several_paths_of_one_length_are_all_told(ada: Browser, ids: dict[str, str]) -> None:
    found = body(ada.post("/paths", {"source": ids["vesk"], "target": ids["brent"], "k": 2}))

    assert {path["length"] for path in found["paths"]} == {3}
    assert found["found"] == 2
    through = {path["nodes"][2] for path in found["paths"]}
    assert ids["seizure"] in through
    nodes = {node["id"] for node in found["nodes"]}
    assert all(set(path["nodes"]) <= nodes for path in found["paths"])


def test_only_the_types_asked_for_are_walked(ada: Browser, ids: dict[str, str]) -> None:
    given = {"source": ids["vesk"], "target": ids["brent"], "link_types": ["DIRECTS", "INVOLVED_IN"]}

    found = body(ada.post("/paths", given))

    assert found["link_types"] == ["DIRECTS", "INVOLVED_IN"]
    assert {link["type"] for link in found["links"]} == {"DIRECTS", "INVOLVED_IN"}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"max_hops": 0}, "max_hops"),
        ({"max_hops": 9}, "max_hops"),
        ({"k": 11}, "k"),
        ({"k": "many"}, "k"),
        ({"link_types": ["KNOWS"]}, "link_types.0"),
        ({"source": "x"}, "source"),
        ({"surprise": True}, "surprise"),
    ],
)
def test_a_wrong_question_for_paths_names_its_field(
    ada: Browser, ids: dict[str, str], changed: dict[str, object], field: str
) -> None:
    answer = ada.post("/paths", {"source": ids["vesk"], "target": ids["brent"], **changed})

    assert answer.status_code == 422
    assert [problem["field"] for problem in body(answer)["problems"]] == [field]


def test_a_part_of_the_graph_says_what_it_does_not_know(ada: Browser, ids: dict[str, str]) -> None:
    absent = str(uuid4())

    found = body(ada.post("/subgraph", {"entities": [ids["vesk"], ids["kalvik"], ids["olin"], absent]}))

    assert {node["id"] for node in found["nodes"]} == {ids["vesk"], ids["kalvik"]}
    assert [link["type"] for link in found["links"]] == ["DIRECTS"]
    assert found["missing"] == [ids["olin"], absent]


@pytest.mark.parametrize("entities", [[], ["x"], "all", [str(uuid4())] * 2_001, None])
def test_a_wrong_list_of_entities_is_refused(ada: Browser, entities: object) -> None:
    for address in ("/subgraph", "/statistics", "/export/json"):
        assert ada.post(address, {"entities": entities}).status_code == 422


def test_figures_count_only_what_one_sees(ada: Browser, hana: Browser, ids: dict[str, str]) -> None:
    given = {"entities": list(ids.values())}

    seen, less = body(hana.post("/statistics", given)), body(ada.post("/statistics", given))

    assert (seen["entities"], seen["links"]) == (6, 4)
    assert (less["entities"], less["links"]) == (5, 3)
    assert seen["components"] == len(seen["component_sizes"]) == 2


@pytest.mark.parametrize("form", ["graphml", "json", "csv", "html"])
def test_every_export_shows_marking_user_and_time_and_nothing_hidden(
    ada: Browser, platform: Platform, ids: dict[str, str], form: str
) -> None:
    seen = [id_ for id_ in ids.values() if id_ != ids["olin"]]
    given = {"entities": seen, "title": "Harbour", "positions": {ids["vesk"]: [1, 2.5]}}

    answer = ada.post(f"/export/{form}", given)

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f"attachment; filename=Harbour.{form}"
    text = answer.get_data(as_text=True)
    assert re.search(r"RESTRICTED|seizures\+suspects/restricted", text)
    assert "Ada" in text
    assert re.search(r"20\d\d-\d\d-\d\dT", text)
    assert "Kalvik" in text
    assert "Olin" not in text
    assert ids["olin"] not in text
    noted = audit.latest(platform.store, action="export.made", limit=1)[0]
    assert noted.detail["format"] == form
    assert ids["olin"] not in noted.objects


def test_an_export_leaves_nothing_out_and_tells_hidden_from_absent_by_nothing(
    ada: Browser, ids: dict[str, str]
) -> None:
    absent = str(uuid4())

    answer = ada.post("/export/json", {"entities": [ids["vesk"], ids["olin"], absent]})

    assert answer.status_code == 422
    told = [problem["message"].replace(ids["olin"], absent) for problem in body(answer)["problems"]]
    assert told == [f"There is no such entity: {absent}."] * 2


def test_an_export_follows_ids_to_present_entities(ada: Browser, ids: dict[str, str]) -> None:
    same = {"type": "same", "subjects": [ids["vesk"], ids["веск"]], "why": "face", "marking": "suspects/restricted"}
    assert ada.post("/decisions", same).status_code == 201
    given = {"entities": [ids["vesk"], ids["веск"]], "positions": {ids["vesk"]: [7, 7], ids["веск"]: [7, 7]}}

    exported = json.loads(ada.post("/export/json", given).data)

    assert len(exported["nodes"]) == 1
    assert exported["positions"] == {exported["nodes"][0]["id"]: [7.0, 7.0]}


def test_a_title_of_any_script_names_the_file(ada: Browser, ids: dict[str, str]) -> None:
    answer = ada.post("/export/csv", {"entities": [ids["vesk"]], "title": "Гавань / ../x\r\nSet-Cookie: a=b"})

    assert answer.headers["Content-Disposition"].endswith("%D0%93%D0%B0%D0%B2%D0%B0%D0%BD%D1%8C-x-Set-Cookie-a-b.csv")
    assert "Set-Cookie" not in answer.headers


def test_an_unknown_format_is_not_found(ada: Browser, ids: dict[str, str]) -> None:
    answer = ada.client.post("/api/v1/export/xlsx", json={"entities": [ids["vesk"]]}, headers=ada.headers)

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "positions", [{"x": [1, 2]}, {str(uuid4()): [1]}, {str(uuid4()): ["a", 1]}, {str(uuid4()): [1e300, 0]}]
)
def test_a_wrong_place_is_refused(ada: Browser, ids: dict[str, str], positions: object) -> None:
    assert ada.post("/export/json", {"entities": [ids["vesk"]], "positions": positions}).status_code == 422


def test_the_registries_name_every_kind_and_type(ada: Browser) -> None:
    kinds, types = body(ada.get("/kinds"))["items"], body(ada.get("/link-types"))["items"]

    assert {"Person", "Seizure", "Container"} <= {kind["kind"] for kind in kinds}
    assert {each["type"]: each["paths"] for each in types}["ROUTED_VIA"] is False
