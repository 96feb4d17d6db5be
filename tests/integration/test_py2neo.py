"""The extra ``py2neo``: the bridge on both schemes, and the notebook as it is shipped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import nbclient
import nbformat
import neo4j
import py2neo
import pytest

from graphintel.errors import StoreUnavailable
from graphintel.py2neo_bridge import graph
from graphintel.settings import Settings, StoreAddress

NOTEBOOK = Path(__file__).parents[2] / "docs" / "how-to" / "py2neo.ipynb"
PARTIES = """
CREATE (b:Subject:Entity:Business {id: 'b-1', kind: 'Business', caption: 'Shell & Sons'})
CREATE (p:Subject:Entity:Person {id: 'p-1', kind: 'Person', caption: 'Ilmar Vesk'})
CREATE (p)-[:DIRECTS {id: 'l-1'}]->(b)
"""


@pytest.fixture
def parties(driver: neo4j.Driver) -> None:
    driver.execute_query(PARTIES)


def test_the_bridge_hands_out_a_graph_on_the_same_store(
    store_address: StoreAddress, real_settings: Settings, parties: None
) -> None:
    store = graph(replace(real_settings, store=store_address))

    found = py2neo.NodeMatcher(store).match("Business", id="b-1").first()

    links = [type(link).__name__ for link in py2neo.RelationshipMatcher(store).match((None, found))]
    cast("Any", store).service.connector.close()
    assert found["caption"] == "Shell & Sons"
    assert links == ["DIRECTS"]


def test_without_a_database_the_bridge_says_how_to_start_one(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="graphintel db start"):
        graph(Settings(home=tmp_path))


def test_the_notebook_runs_and_shows_what_is_stored(
    neo4j_server: StoreAddress, parties: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRAPHINTEL_NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("GRAPHINTEL_NEO4J_USER", neo4j_server.user)
    monkeypatch.setenv("GRAPHINTEL_NEO4J_PASSWORD", neo4j_server.password)

    outputs = run_notebook(NOTEBOOK)

    assert "Neo4j Kernel" in outputs[0]
    assert "Business" in outputs[1]
    assert outputs[2] == "('b-1', 'Shell & Sons', ['DIRECTS'])"


def run_notebook(path: Path) -> list[str]:
    """What each code cell shows at its end."""
    notebook = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    nbclient.NotebookClient(notebook, timeout=120).execute()
    return [cell.outputs[-1].data["text/plain"] for cell in notebook.cells if cell.cell_type == "code"]
