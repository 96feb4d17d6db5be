"""Documents to be written: ordinary ones, and one that is meant to break things."""

from __future__ import annotations

from graphintel.exchange.document import Document, highest_marking
from graphintel.model.subgraph import LinkView, MarkingView, Node, Subgraph

NASTY = (
    "</script><script>alert(1)</script>",
    '=HYPERLINK("http://evil.example")',
    "@SUM(A1:A9)",
    "+1",
    "-1",
    "\t=1+1",
    "a\x00b\x0bc",
    "\u202egnp.exe\u2066",
    "<img src=x onerror=alert(1)>",
    "قصاب حداد",
    "王伟",
    "'quoted'",
    "line\nbreak",
)


def node(id_: str, caption: str = "Ilmar Vesk", marking: str = "suspects/restricted", kind: str = "Person") -> Node:
    """A node."""
    return Node(
        id_, kind, None, caption, "", (caption,), ("suspects",), MarkingView.named(marking), "B2", 2, "2024-03",
        None, ("EE",), (),
    )  # fmt: skip


def link(id_: str, source: str, target: str, marking: str = "suspects/restricted", role: str | None = None) -> LinkView:
    """A link."""
    return LinkView(
        id_, "COMMUNICATED_WITH", role, source, target, MarkingView.named(marking), "C3", "2024", None, ("r1", "r2")
    )


def document(graph: Subgraph, title: str = "Harbour") -> Document:
    """A document of a graph."""
    positions = {each.id: (float(at), -1.5) for at, each in enumerate(graph.nodes)}
    return Document(graph, title, highest_marking(graph), "Ada", "2026-03-14T09:30:00.000000Z", positions)


def nasty() -> Document:
    """Every name that is meant to break a format, linked in parallel and in a circle."""
    nodes = tuple(node(f"n{at}", caption) for at, caption in enumerate(NASTY))
    links = tuple(link(f"l{at}", f"n{at}", f"n{(at + 1) % len(nodes)}", role=NASTY[at]) for at in range(len(nodes)))
    parallel = (link("p1", "n0", "n1"), link("p2", "n1", "n0"), link("p3", "n2", "n2", "suspects/secret/op-delta"))
    return document(Subgraph(nodes, (*links, *parallel), len(nodes)), "=1+1</title><script>")
