"""The explorer's pure modules, run where they will run: tests/browser/explorer/*.js in a real browser, each by name."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import watched_page

STATIC = Path(__file__).parents[2] / "graphintel" / "web" / "static"
APP = STATIC / "app"
TESTS = Path(__file__).parent / "explorer"
LONGEST_MODULE = 300
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'"
BLANK = b'<!doctype html><title>blank</title><link rel="icon" href="data:,">'


def sentences() -> list[tuple[str, str]]:
    """File and sentence of every test in JavaScript."""
    return [
        (path.name, sentence)
        for path in sorted(TESTS.glob("*.js"))
        for sentence in re.findall(r'^test\("([^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE)
    ]


class Files(SimpleHTTPRequestHandler):
    """Serves the modules and their tests under a policy as strict as the product's."""

    def translate_path(self, path: str) -> str:
        """Tests lie beside the modules: both are found under one address."""
        if path.startswith("/tests/"):
            return str(TESTS / Path(path).name)
        return super().translate_path(path)

    def end_headers(self) -> None:
        """Adds the policy."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self) -> None:
        """A blank page or a file."""
        if self.path != "/blank":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(BLANK)))
        self.end_headers()
        self.wfile.write(BLANK)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    """A blank page that can import the modules and their tests."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(STATIC)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with watched_page(chromium) as page:
        page.goto(f"http://127.0.0.1:{server.server_port}/blank")
        yield page
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("file", "sentence"), sentences(), ids=[sentence for _, sentence in sentences()])
def test_module(blank: Page, file: str, sentence: str) -> None:
    blank.evaluate(
        "async ([file, sentence]) => (await import(`/tests/${file}`)).run(sentence)",
        [file, sentence],
    )


def modules() -> list[Path]:
    """All modules of the explorer."""
    return sorted(APP.rglob("*.js"))


def text_of(path: Path) -> str:
    """What stands in a module."""
    return path.read_text(encoding="utf-8")


def test_the_list_of_sentences_is_what_the_modules_say() -> None:
    source = text_of(APP / "strings.js")
    listed = json.loads(source[source.index("[") : source.rindex("]") + 1])
    said = {
        json.loads(f'"{match}"')
        for path in modules()
        for match in re.findall(r'\bt\(\s*"((?:[^"\\]|\\.)*)"', text_of(path))
    }
    words = re.search(r"WORDS = \{(.*?)\};", text_of(APP / "grade.js"), re.DOTALL)

    assert words is not None
    assert set(listed) == said | set(re.findall(r': "([^"]+)"', words[1]))
    assert len(listed) == len(set(listed))


def test_no_module_is_too_long_to_be_read_at_one_go() -> None:
    lengths = {path.name: len(text_of(path).splitlines()) for path in modules() if path.name != "strings.js"}

    assert {name: lines for name, lines in lengths.items() if lines >= LONGEST_MODULE} == {}


def test_only_the_engine_touches_a_canvas() -> None:
    outside = [path for path in modules() if path.parent.name != "engine"]

    assert [path.name for path in outside if re.search(r'getContext|from "cytoscape"', text_of(path))] == []


def test_vendored_files_are_what_was_published_and_bring_their_licence() -> None:
    vendor = STATIC / "vendor"
    listed = tomllib.loads(text_of(vendor / "VENDOR.toml"))["file"]
    digests = {item["file"]: hashlib.sha256((vendor / item["file"]).read_bytes()).hexdigest() for item in listed}

    assert digests == {item["file"]: item["sha256"] for item in listed}
    assert all((vendor / item["licence_file"]).is_file() for item in listed)
    assert {path.name for path in vendor.glob("*.js")} == {item["file"] for item in listed if "/" not in item["file"]}
