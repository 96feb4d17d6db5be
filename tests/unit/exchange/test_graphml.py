from typing import Any

import networkx as nx

from graphintel.exchange.graphml import dump
from tests.unit.exchange.documents import nasty


def parsed() -> Any:  # noqa: ANN401 - a graph whose attributes are whatever was written
    return nx.parse_graphml(dump(nasty()).decode(), force_multigraph=True)


def test_the_graph_comes_back_with_parallel_links_and_self_links() -> None:
    document = nasty()

    graph = parsed()

    assert set(graph.nodes) == {node.id for node in document.graph.nodes}
    assert {(a, b, key) for a, b, key in graph.edges(keys=True)} == {
        (link.source, link.target, link.id) for link in document.graph.links
    }
    assert graph.is_directed()
    assert graph.graph["marking"] == "suspects/secret/op-delta"
    assert graph.graph["exported_by"] == "Ada"


def test_names_of_every_script_come_back_and_impossible_characters_do_not() -> None:
    graph = parsed()

    labels = {label for _, label in graph.nodes(data="label")}
    assert {"王伟", "قصاب حداد", "</script><script>alert(1)</script>"} <= labels
    assert "a\ufffdb\ufffdc" in labels


def test_positions_are_numbers() -> None:
    graph = parsed()

    assert graph.nodes["n3"]["x"] == 3.0
    assert graph.nodes["n3"]["y"] == -1.5
