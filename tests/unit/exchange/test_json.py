import json

from graphintel.exchange.json import dump
from tests.unit.exchange.documents import nasty


def test_the_whole_document_comes_back() -> None:
    document = nasty()

    found = json.loads(dump(document))

    assert found["nodes"] == document.graph.as_dict()["nodes"]
    assert found["links"] == document.graph.as_dict()["links"]
    assert found["marking"]["text"] == "suspects/secret/op-delta"
    assert (found["exported_by"], found["exported_at"]) == ("Ada", "2026-03-14T09:30:00.000000Z")
    assert found["positions"]["n1"] == [1.0, -1.5]
