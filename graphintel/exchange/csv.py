"""CSV: one line that says what it is, one with the columns, then entities and links. No cell is a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from graphintel.exchange.document import Document

MIMETYPE = "text/csv"
COLUMNS = (
    "what", "id", "kind", "name", "other_names", "detail", "source", "source_name", "target", "target_name",
    "from", "to", "countries", "registers", "marking", "grade", "count", "flags", "records",
)  # fmt: skip
# A spreadsheet takes a cell that begins with one of these for a formula, and runs it.
FORMULA = re.compile(r"[=+\-@\t\r\n'|%＝＋－＠]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def dump(document: Document) -> bytes:
    """The document as CSV in UTF-8 with a mark, which spreadsheets need to see that it is."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([cell(document.heading)])
    writer.writerow(COLUMNS)
    for row in _rows(document):
        writer.writerow([cell(str(row.get(column, ""))) for column in COLUMNS])
    return written.getvalue().encode("utf-8-sig")


def cell(text: str) -> str:
    """The text so that no spreadsheet runs it: an apostrophe before what it would take for a formula."""
    kept = CONTROL.sub("\ufffd", text)
    return f"'{kept}" if FORMULA.match(kept.lstrip() or kept) else kept


def _rows(document: Document) -> Iterator[dict[str, object]]:
    captions = {node.id: node.caption for node in document.graph.nodes}
    for node in document.graph.nodes:
        yield {
            "what": "entity", "id": node.id, "kind": node.subkind or node.kind, "name": node.caption,
            "other_names": " | ".join(name for name in node.names if name != node.caption), "detail": node.subtitle,
            "from": node.first_seen or "", "to": node.last_seen or "", "countries": " ".join(node.countries),
            "registers": " ".join(node.registers), "marking": node.marking.text, "grade": node.grade or "",
            "count": node.degree, "flags": " ".join(node.flags),
        }  # fmt: skip
    for link in document.graph.links:
        yield {
            "what": "link", "id": link.id, "kind": link.type, "name": link.role or "",
            "source": link.source, "source_name": captions[link.source],
            "target": link.target, "target_name": captions[link.target],
            "from": link.valid_from or "", "to": link.valid_to or "", "registers": " ".join(link.marking.registers),
            "marking": link.marking.text, "grade": link.grade, "count": link.count, "records": " ".join(link.records),
        }  # fmt: skip
