from graphintel.exchange.document import highest_marking
from graphintel.model.subgraph import Subgraph
from tests.unit.exchange.documents import link, nasty, node


def test_the_highest_marking_covers_entities_and_links() -> None:
    graph = Subgraph(
        (node("a", marking="suspects/restricted"), node("b", marking="seizures/unclassified")),
        (link("l", "a", "b", "suspects/confidential/op-harbour"),),
        2,
    )

    marking = highest_marking(graph)

    assert marking.text == "seizures+suspects/confidential/op-harbour"


def test_the_heading_says_marking_title_user_and_time() -> None:
    heading = nasty().heading

    assert heading.startswith("SUSPECTS/SECRET/OP-DELTA | ")
    assert "Ada" in heading
    assert "2026-03-14" in heading


def test_nothing_is_unclassified() -> None:
    assert highest_marking(Subgraph((), (), 0)).level == "unclassified"
