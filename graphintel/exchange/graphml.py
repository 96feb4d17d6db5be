"""GraphML, as yEd, Gephi and others read it: directed, parallel links kept, every value a typed attribute."""

from __future__ import annotations

import io
import re

import networkx as nx

from graphintel.exchange.document import Document
from graphintel.model.subgraph import LinkView, Node

MIMETYPE = "application/graphml+xml"
# What XML 1.0 cannot hold, not even as a reference.
IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def dump(document: Document) -> bytes:
    """The document as GraphML; a character that XML cannot hold becomes the replacement character."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        title=_text(document.title),
        marking=document.marking.text,
        exported_by=_text(document.by),
        exported_at=document.at,
    )
    for node in document.graph.nodes:
        graph.add_node(node.id, **_node(node, document.positions.get(node.id)))
    for link in document.graph.links:
        graph.add_edge(link.source, link.target, key=link.id, **_link(link))
    written = io.BytesIO()
    nx.write_graphml_xml(graph, written, encoding="utf-8", prettyprint=True, named_key_ids=True)
    return written.getvalue()


def _node(node: Node, place: tuple[float, float] | None) -> dict[str, str | int | float]:
    values: dict[str, str | int | float] = {
        "label": _text(node.caption),
        "kind": node.kind,
        "subkind": node.subkind or "",
        "subtitle": _text(node.subtitle),
        "names": _text(" | ".join(node.names)),
        "registers": " ".join(node.registers),
        "marking": node.marking.text,
        "grade": node.grade or "",
        "degree": node.degree,
        "first_seen": node.first_seen or "",
        "last_seen": node.last_seen or "",
        "countries": " ".join(node.countries),
        "flags": " ".join(node.flags),
    }
    return values if place is None else {**values, "x": float(place[0]), "y": float(place[1])}


def _link(link: LinkView) -> dict[str, str | int | float]:
    return {
        "label": link.type,
        "role": _text(link.role or ""),
        "marking": link.marking.text,
        "grade": link.grade,
        "strength": link.strength,
        "valid_from": link.valid_from or "",
        "valid_to": link.valid_to or "",
        "count": link.count,
        "records": " ".join(link.records),
    }


def _text(text: str) -> str:
    return IMPOSSIBLE.sub("\ufffd", text)
