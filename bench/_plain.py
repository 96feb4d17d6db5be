"""A plain Cytoscape page: the library that the explorer draws with, as its introduction shows it, nothing tuned."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

LIBRARY = Path(__file__).parents[1] / "graphintel" / "web" / "static" / "vendor" / "cytoscape.esm.min.js"
PAGE = """<!doctype html><title>plain</title><link rel="icon" href="data:,">
<style>html, body, #chart { margin: 0; width: 100%; height: 100%; }</style><div id="chart"></div>
<script type="module">
import cytoscape from "/cytoscape.js";
window.cytoscape = cytoscape;
window.style = [
  { selector: "node", style: { "background-color": "#666", label: "data(label)" } },
  { selector: "edge", style: { width: 3, "line-color": "#ccc", "target-arrow-color": "#ccc",
    "target-arrow-shape": "triangle", "curve-style": "bezier" } },
];
window.elements = await (await fetch("/elements.json")).json();
window.ready = true;
</script>"""

Elements = Sequence[Mapping[str, object]]


def node(id_: str, label: str, at: tuple[int, int] | None = None) -> dict[str, object]:
    """A node, somewhere or anywhere."""
    placed = {} if at is None else {"position": {"x": at[0], "y": at[1]}}
    return {"group": "nodes", "data": {"id": id_, "label": label}, **placed}


def edge(source: str, target: str) -> dict[str, object]:
    """An edge."""
    return {"group": "edges", "data": {"source": source, "target": target}}


@contextmanager
def plain_site(elements: Mapping[str, Elements]) -> Iterator[str]:
    """The page on a free port of this machine; its address."""
    answers = {
        "/": ("text/html", PAGE.encode()),
        "/cytoscape.js": ("text/javascript", LIBRARY.read_bytes()),
        "/elements.json": ("application/json", json.dumps(elements).encode()),
    }

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = answers[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Drops the line."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, name="plain")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
