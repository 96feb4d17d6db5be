"""Nodes and links as the API shows them."""

from __future__ import annotations

import json

from graphintel.model.marking import Level, Marking
from graphintel.model.records import Description, Identified, Named, Record
from graphintel.model.subgraph import LinkView, MarkingView, Node, Subgraph
from graphintel.model.summary import dump, fold, summarise


def record(id_: str, marking: str) -> Record:
    return Record(
        id_, "police", id_, "Person", 1, 0, "", "2026-01-01T00:00:00.000000Z", "2025-03", "B", "2",
        Marking.parse(marking), "Customs Act", "", (),
    )  # fmt: skip


def described(*names: str, number: str = "") -> Description:
    items = (Identified("passport", number, number, valid=False, why=""),) if number else ()
    return Description("s1", "Person", tuple(map(Named, names)), (("birth_date", "1984"), ("nationality", "EE")), items)


def node(*descriptions: Description, markings: tuple[str, ...] = ("suspects/restricted",)) -> Node:
    summary = fold(summarise(record(f"r{m}", m), d) for d in descriptions for m in markings)
    return Node.of("s1", json.loads(json.dumps(dump(summary))), degree=7)


def test_a_node_shows_what_its_summary_says() -> None:
    shown = node(described("Ilmar Vesk", number="K1234567")).as_dict()

    assert shown["caption"] == "Ilmar Vesk"
    assert shown["subtitle"] == "1984 · EE"
    assert shown["names"] == ["Ilmar Vesk"]
    assert shown["flags"] == ["check_fails"]
    assert (shown["grade"], shown["degree"], shown["countries"]) == ("B2", 7, ["EE"])


def test_an_identifier_stands_in_for_a_missing_name() -> None:
    assert node(described(number="K1234567")).caption == "K1234567"


def test_what_has_neither_name_nor_number_is_called_by_its_kind() -> None:
    assert node(described()).caption == "Person"


def test_the_highest_marking_of_a_node_covers_all_of_it() -> None:
    shown = node(
        described("x"), markings=("suspects/confidential/op-harbour", "seizures/secret", "suspects/restricted")
    )

    assert shown.marking.text == "seizures+suspects/secret/op-harbour"
    assert shown.marking.level == Level.secret.name


def link(grade: str) -> LinkView:
    return LinkView(
        "l1", "OWNS", None, "a", "b", MarkingView.named("suspects/restricted"), grade, "2024", None, ("r1",)
    )


def test_the_worst_of_both_grades_decides_how_firm_a_link_is() -> None:
    assert [link(grade).strength for grade in ("A1", "C2", "A3", "B4", "F1")] == [
        "confirmed", "confirmed", "probable", "tentative", "tentative",
    ]  # fmt: skip


def test_a_subgraph_says_what_it_left_out() -> None:
    graph = Subgraph((node(described("x")),), (link("B2"),), total=9_874).as_dict()

    assert (graph["shown"], graph["total"], graph["truncated"]) == (1, 9_874, True)
    assert graph["links"][0]["from"] == "2024"
