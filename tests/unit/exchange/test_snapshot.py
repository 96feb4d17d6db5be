import json
import re

import pytest

from graphintel.errors import Invalid
from graphintel.exchange.snapshot import MOST, dump
from graphintel.model.subgraph import Subgraph
from tests.unit.exchange.documents import NASTY, document, nasty, node


def test_the_page_asks_nothing_from_elsewhere() -> None:
    page = dump(nasty()).decode()

    assert re.findall(r"""<[^>]+\b(?:src|href)=["']?(?:https?:)?//[^>]*>""", page) == []
    assert "default-src 'none'" in page


def test_no_name_becomes_markup() -> None:
    page = dump(nasty()).decode()

    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "</title><script>" not in page


def test_every_entity_and_every_link_is_there_with_its_place() -> None:
    page = dump(nasty()).decode()

    nodes = json.loads(re.search(r"nodes = new vis\.DataSet\((.*?)\);\n", page)[1])  # type: ignore[index]
    edges = json.loads(re.search(r"edges = new vis\.DataSet\((.*?)\);\n", page)[1])  # type: ignore[index]
    assert [each["label"] for each in nodes] == list(NASTY)
    assert [each["x"] for each in nodes] == [float(at) for at in range(len(NASTY))]
    assert len(edges) == len(NASTY) + 3
    assert {each["arrows"] for each in edges} == {"to"}


def test_nothing_moves_by_itself() -> None:
    page = dump(nasty()).decode()

    options = json.loads(re.search(r"var options = (\{.*?\});", page, re.DOTALL)[1])  # type: ignore[index]
    assert options["physics"]["enabled"] is False


def test_marking_user_and_time_stand_over_it() -> None:
    page = dump(document(Subgraph((node("a"),), (), 1))).decode()

    assert "RESTRICTED · SUSPECTS" in page
    assert "Harbour. Exported by Ada at 2026-03-14T09:30:00.000000Z." in page


def test_more_than_can_be_looked_at_is_refused_with_a_way_out() -> None:
    nodes = tuple(node(str(at)) for at in range(MOST + 1))

    with pytest.raises(Invalid, match=r"301.*GraphML"):
        dump(document(Subgraph(nodes, (), len(nodes))))
