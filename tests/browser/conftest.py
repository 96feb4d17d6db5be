"""A real Chromium for all browser tests, without a network, that takes offence at every error on a page.

- ``chromium``: the browser, one for the whole run.
- ``browse``: opens pages in contexts of their own (size, theme, touch as asked); at the end of the test it fails on a
  page error, an error or warning in the console, and on any request that leaves the machine.
- ``demo``: a platform on the demo network, filled once for the whole run; ``site``: its address, over real HTTP.
- ``signed_in``: as ``browse``, by the name of a user of ``tests.platforms``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from urllib.parse import urlsplit

import neo4j
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from graphintel.bootstrap import Platform, platform_on
from graphintel.queries.store import Store
from graphintel.services.search import Filters
from graphintel.settings import Settings, StoreAddress
from tests.conftest import EMPTY
from tests.demo import fill, serving
from tests.platforms import PASSWORD, QUICK, SECRET, code_for
from tests.working import working
from tools.chromium import find_chromium

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
LOUD = ("error", "warning")
LOCAL = ("127.0.0.1", None)
PATIENCE_MS = 15_000
Browse = Callable[..., Page]
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Browse]:
    """Opens a page of the size, theme and language asked for."""
    with ExitStack() as pages:
        yield lambda **options: pages.enter_context(watched_page(chromium, **options))


@contextmanager
def watched_page(browser: Browser, width: int = 1400, height: int = 900, **options: Any) -> Iterator[Page]:  # noqa: ANN401 - playwright's own
    """A page in a context of its own; what went wrong on it, save what is expected, is told at its end."""
    offences: list[str] = []
    expected: tuple[str, ...] = options.pop("expected", ())
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.on("pageerror", lambda error: offences.append(f"page error: {error}"))
    page.on("console", lambda line: offences.append(line.text) if line.type in LOUD else None)
    page.on("request", lambda request: offences.extend(left_the_machine(request.url)))
    yield page
    context.close()
    assert [offence for offence in offences if not any(part in offence for part in expected)] == []


def left_the_machine(url: str) -> list[str]:
    """The address if it is not on this machine."""
    parts = urlsplit(url)
    local = parts.scheme in ("data", "blob", "about") or parts.hostname in LOCAL
    return [] if local else [f"left the machine: {url}"]


@pytest.fixture(scope="session")
def demo(
    neo4j_server: StoreAddress, session_driver: neo4j.Driver, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Platform]:
    """The demo network, the users of the tests, and the vocabularies, in a database that was emptied before."""
    with session_driver.session() as session:
        assert session.run("MATCH (d:Disposable) RETURN count(d) AS n").single(strict=True)["n"]
        session.run(EMPTY).consume()
    store = Store(neo4j_server.uri, neo4j_server.user, neo4j_server.password)
    settings = Settings(home=tmp_path_factory.mktemp("site"), store=neo4j_server, secret_key=SECRET, demo=True)
    with platform_on(settings, store, QUICK) as platform:
        fill(platform)
        yield platform


@pytest.fixture(scope="session")
def organiser(demo: Platform) -> str:
    """The id of the one whom the demo's harbour story is about."""
    found = demo.search.find(demo.sessions.start("hana", PASSWORD).session.actor, "Ilmar Vesk", Filters(("Person",)))
    return str(found["items"][0]["node"]["id"])


@pytest.fixture(scope="session")
def site(demo: Platform) -> Iterator[str]:
    """The address of the application on the demo network."""
    with working(demo), serving(demo) as address:
        yield address


@pytest.fixture
def signed_in(browse: Browse, demo: Platform, site: str) -> Browse:
    """Opens a page for a signed-in user: ``signed_in("hana", width=390)``; addresses are those of the site."""

    def open_for(username: str, **options: Any) -> Page:  # noqa: ANN401 - playwright's own
        page = browse(base_url=site, **options)
        secret = demo.sessions.start(username, PASSWORD, code=code_for(demo, username)).secret
        page.context.add_cookies([{"name": "gi_session", "value": secret, "url": site}])
        return page

    return open_for
