"""A real browser for the benches: signs in as a person does, and tells when something stands on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Request, ViewportSize, sync_playwright

from tools.chromium import find_chromium

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)
SIZE: ViewportSize = {"width": 1400, "height": 900}
PATIENCE_MS = 120_000
MEASURES = Path(__file__).with_name("explorer.js")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a graphics card and without a network."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """A page of one's own at an address of this machine; a request to anywhere else ends the bench."""
    context = browser.new_context(viewport=SIZE, base_url=address)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(path=MEASURES)
    page = context.new_page()
    page.on("request", stay_here)
    yield page
    context.close()


def stay_here(request: Request) -> None:
    """Ends the bench where a page asks anything of another machine."""
    if request.url.startswith(("http", "ws")) and "//127.0.0.1:" not in request.url:
        raise SystemExit(f"A page asked {request.url}, which is not on this machine.")


def sign_in(page: Page, username: str, password: str) -> None:
    """Signs in by the form."""
    page.goto("/sign-in")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)


def explorer(page: Page, query: str = "") -> None:
    """Opens the explorer and waits until it can be used."""
    page.goto(f"/explore{query}")
    page.wait_for_function("() => document.getElementById('chart')?.graphintel?.engine")


def ask(page: Page, code: str) -> Any:  # noqa: ANN401 - whatever the code returns
    """Asks the running explorer."""
    return page.evaluate(f"() => {{ const app = document.getElementById('chart').graphintel; return {code}; }}")


def add(page: Page, name: str) -> None:
    """Adds an entity by its name, and waits until the chart has drawn it."""
    page.get_by_role("combobox", name="Add to chart").fill(name)
    page.keyboard.press("Enter")
    on_chart(page, name)


def on_chart(page: Page, name: str) -> None:
    """Waits until an entity stands on the canvas: in the state, in the engine, and drawn in a frame."""
    page.wait_for_function(
        """(name) => {
          const app = document.getElementById("chart")?.graphintel;
          const found = app && [...app.store.chart().nodes.values()].find(({ node }) => node.caption.includes(name));
          return found && app.engine.rendered(found.node.id);
        }""",
        arg=name,
    )
    frame(page)


def frame(page: Page) -> None:
    """Waits until what was asked for is drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
