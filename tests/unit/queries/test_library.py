"""The header contract of query files."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphintel.queries.library import BrokenQuery, load

GOOD = """// name: ports.calls
// Where a vessel called, latest first.
// access: read
// params: id, visible
// returns: port
MATCH (v:Vessel {id: $id})-[r:ROUTED_VIA]->(p)
WHERE r.visibility IN $visible // not $this
RETURN 'no $parameter' + p.id AS port;
"""


def folder(path: Path, **files: str) -> Path:
    for name, text in files.items():
        (path / f"{name}.cypher").write_text(text, encoding="utf-8")
    return path


def test_a_query_file_gives_each_query_its_contract(tmp_path: Path) -> None:
    query = load(folder(tmp_path, ports=GOOD))["ports.calls"]

    assert (query.access, query.params, query.returns) == ("read", frozenset({"id", "visible"}), ("port",))
    assert query.about == "Where a vessel called, latest first."
    assert query.text.startswith("MATCH")
    assert not query.text.endswith(";")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("params: id, visible", "params: id", "uses ['id', 'visible']"),
        ("params: id, visible", "params: id, limit, visible", "names the parameters ['id', 'limit', 'visible']"),
        ("access: read", "access: peek", "not 'peek'"),
        ("// access: read\n", "", "lacks access"),
        ("name: ports.calls", "name: harbours.calls", "'harbours.calls'"),
        ("// Where a vessel called, latest first.\n", "", "a sentence"),
        ("// name", "MATCH (n) DELETE n;\n// name", "before the first"),
    ],
)
def test_a_query_that_breaks_the_contract_is_refused_by_name(tmp_path: Path, old: str, new: str, said: str) -> None:
    source = folder(tmp_path, ports=GOOD.replace(old, new))

    with pytest.raises(BrokenQuery) as refusal:
        load(source)

    assert said in str(refusal.value)
    assert "ports.cypher" in str(refusal.value)


def test_two_queries_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenQuery, match=r"two queries ports\.calls"):
        load(folder(tmp_path, ports=GOOD + GOOD))


def test_the_shipped_queries_load() -> None:
    assert all(query.text and query.about for query in load().values())
