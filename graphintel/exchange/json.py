"""JSON: the shapes of the API under a head that says what they are."""

from __future__ import annotations

import orjson

from graphintel.exchange.document import Document

MIMETYPE = "application/json"
FORMAT = "graphintel/1"


def dump(document: Document) -> bytes:
    """The document as indented JSON."""
    head = {
        "format": FORMAT,
        "title": document.title,
        "marking": document.marking.as_dict(),
        "exported_by": document.by,
        "exported_at": document.at,
    }
    positions = {id_: list(place) for id_, place in sorted(document.positions.items())}
    return orjson.dumps({**head, **document.graph.as_dict(), "positions": positions}, option=orjson.OPT_INDENT_2)
