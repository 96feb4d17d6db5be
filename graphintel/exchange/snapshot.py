"""A stand-alone page of a chart, made with pyvis: opens anywhere and asks nothing from elsewhere."""

from __future__ import annotations

import re
from typing import Any

from markupsafe import escape

from graphintel.errors import Invalid, Problem
from graphintel.exchange.document import Document
from graphintel.exchange.places import circle
from graphintel.i18n import gettext as _
from graphintel.model.kinds import KINDS
from graphintel.model.link_types import LINK_TYPES
from graphintel.model.subgraph import LinkView, Node

MIMETYPE = "text/html"
MOST = 300
# The light colours of the design language: border and fill of the kinds' families, and the banners of the levels.
FAMILIES = {
    "person": ("#1E4DA2", "#1E4DA2"), "business": ("#2B8E6C", "#2B8E6C"), "conveyance": ("#CC6810", "#CC6810"),
    "event": ("#94283C", "#94283C"), "goods": ("#6A600F", "#F4F1DA"), "place": ("#0F6F8B", "#E1F2F7"),
    "identifier": ("#A12E7F", "#FAE9F4"), "casework": ("#525C69", "#ECEEF1"),
}  # fmt: skip
SHAPES = {
    "person": "dot", "business": "square", "conveyance": "hexagon", "event": "diamond", "goods": "triangle",
    "place": "triangleDown", "identifier": "diamond", "casework": "square",
}  # fmt: skip
LEVELS = {"unclassified": "#565F6C", "restricted": "#1E5B93", "confidential": "#7F4700", "secret": "#A3142B"}
DASHES = {"confirmed": False, "probable": [6, 4], "tentative": [2, 4]}
ELSEWHERE = re.compile(r"<link\b[^>]*?href=\"https?:[^>]*?>|<script\b[^>]*?src=\"https?:[^>]*?>\s*</script>", re.DOTALL)
HEADINGS = re.compile(r"<center>\s*<h1>.*?</h1>\s*</center>", re.DOTALL)
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'"
)


def dump(document: Document) -> bytes:
    """The document as a page; Invalid where it is too large to be looked at."""
    if len(document.graph.nodes) > MOST:
        message = _(
            "A stand-alone page shows at most %(most)s entities; these are %(count)s.",
            most=MOST,
            count=len(document.graph.nodes),
        )
        remedy = _("Export fewer, or choose GraphML, JSON or CSV.")
        raise Invalid(Problem("entities", message, remedy=remedy))
    page = HEADINGS.sub("", ELSEWHERE.sub("", _network(document).generate_html(notebook=False)))
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>{escape(document.title)}</title>'
    page = page.replace("<html>", "<!doctype html>\n<html>", 1).replace("<head>", f"<head>{head}", 1)
    page = page.replace("<body>", f"<body>{_banner(document)}", 1)
    return page.encode("utf-8", "replace")


def _network(document: Document) -> Any:  # noqa: ANN401 - pyvis ships no types
    # Loading pyvis takes most of a second, and only this needs it.
    from pyvis.network import Network  # noqa: PLC0415

    network = Network(height="calc(100vh - 64px)", width="100%", directed=True, cdn_resources="in_line")
    network.toggle_physics(False)  # noqa: FBT003 - pyvis has it so
    around = circle([node.id for node in document.graph.nodes])
    for node in document.graph.nodes:
        x, y = document.positions.get(node.id, around[node.id])
        network.add_node(node.id, x=x, y=y, physics=False, **_node(node))
    for link in document.graph.links:
        network.add_edge(link.source, link.target, **_link(link))
    network.set_edge_smooth("dynamic")
    return network


def _node(node: Node) -> dict[str, Any]:
    kind = KINDS[node.kind]
    border, fill = FAMILIES[kind.family.name]
    lines = (kind.label, node.subtitle, " | ".join(node.names), f"{node.marking.text} {node.grade or ''}")
    return {
        "label": node.caption[:60],
        "title": "\n".join(line for line in lines if line.strip()),
        "shape": SHAPES[kind.family.name],
        "color": {"border": border, "background": fill},
        "size": 17 if kind.solid else 13,
    }


def _link(link: LinkView) -> dict[str, Any]:
    known = LINK_TYPES.get(link.type)
    label = known.label if known is not None else _("possibly the same")
    period = " - ".join(text for text in (link.valid_from, link.valid_to) if text)
    return {
        "label": f"{label} ({link.role})" if link.role else label,
        "title": "\n".join(text for text in (period, f"{link.marking.text} {link.grade}") if text),
        "dashes": DASHES[link.strength],
        "color": "#868E9A",
        "arrows": "to" if known is None or known.directed else "",
        "font": {"size": 10, "color": "#4A5361", "strokeWidth": 3},
    }


def _banner(document: Document) -> str:
    marking = document.marking
    said = " · ".join((marking.level.upper(), *(name.upper() for name in (*marking.registers, *marking.groups))))
    colour = LEVELS[marking.level]
    facts = _("%(title)s. Exported by %(by)s at %(at)s.", title=document.title, by=document.by, at=document.at)
    return (
        f'<div style="background:{colour};color:#fff;font:600 13px sans-serif;text-align:center;padding:4px">'
        f'{escape(said)}</div><div style="font:13px sans-serif;padding:8px 12px">{escape(facts)}</div>'
    )
