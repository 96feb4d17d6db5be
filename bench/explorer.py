"""How the explorer stands up to a node with 10,000 links and to a chart of 2,000 elements, in a real browser.

    python bench/explorer.py [--runs 3]

Promised: counts and a first page of the hub's links within a second, no freeze; 2,000 elements stay usable. The
alternative, in the same run and browser: a plain Cytoscape page in the style of its own introduction, nothing tuned,
which has its elements without asking anybody: the hub's links all at once, the chart as it is.
"""

from __future__ import annotations

import argparse
import math
import os
import statistics
from collections.abc import Sequence

from _hub import CHART_LINKS, CHART_NODES, HUB_NAME, LINKS, USER, World, clearing_in_the_middle, pairs
from _machine import kept, load_now, scratch, served, table
from _plain import edge, node, plain_site
from _screen import add, ask, chromium, explorer, frame, opened, sign_in
from playwright.sync_api import Browser, Page

from graphintel.bootstrap import platform_on
from graphintel.queries.store import Store
from graphintel.security.passwords import Passwords

PROMISED_MS = 1_000
SETTLE_MS = 1_000
MOVES = 120
CLICKS = 5
Measured = dict[str, float]

COUNTS = """() => bench.until(
  () => [...document.querySelectorAll("aside button, [role=complementary] button")]
    .find((button) => button.textContent.trim() === "Expand").click(),
  () => document.querySelector(".menu.expand .head .num"))"""
FIRST_PAGE = """() => {
  const { store, engine } = document.getElementById("chart").graphintel;
  const drawn = () => [...store.chart().nodes.keys()].every((id) => engine.rendered(id));
  return bench.until(() => document.querySelector(".menu.expand .foot button.primary").click(),
    () => store.chart().nodes.size > 50 && drawn());
}"""
ALL_AT_ONCE = """() => bench.until(() => {
  const container = document.getElementById("chart");
  window.cy = cytoscape({ container, style, elements: elements.hub, layout: { name: "concentric" } });
}, () => cy.nodes().length === elements.hub.filter(({ group }) => group === "nodes").length)"""
PLAIN_CHART = """({ width, height }) => {
  const container = document.getElementById("chart");
  Object.assign(container.style, { width: `${width}px`, height: `${height}px` });
  window.cy = cytoscape({ container, style, elements: elements.chart, layout: { name: "preset" } });
}"""
PLAIN_PLACES = "() => ({ ground: cy.pan(), nodes: cy.nodes().map((node) => node.renderedPosition()) })"
PLAIN_SELECTED = "() => { cy.elements().unselect(); bench.watchSelection(() => cy.$('node:selected').nonempty()); }"
OUR_PLACES = """() => {
  const chart = document.getElementById("chart");
  const { left, top } = chart.getBoundingClientRect();
  const seen = ({ x, y }) => ({ x: x + left, y: y + top });
  const free = ({ x, y }) => chart.contains(document.elementFromPoint(x, y));
  const nodes = [...chart.graphintel.engine.allRendered().values()].map(seen).filter(free);
  return { ground: seen(chart.graphintel.engine.viewport()), nodes };
}"""
OUR_SELECTED = """() => {
  const { store } = document.getElementById("chart").graphintel;
  const before = store.chart().selection;
  bench.watchSelection(() => store.chart().selection !== before && store.chart().selection.size === 1);
}"""


def main() -> None:
    """Loads, serves, looks, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="the printed figures are medians of so many")
    given = parser.parse_args()
    with scratch() as fresh:
        store = Store(fresh.address.uri, fresh.address.user, fresh.address.password)
        with platform_on(fresh.settings, store, Passwords()) as platform:
            world = World(platform)
            chart = world.load()
        elements = {"hub": hub_elements(), "chart": chart_elements()}
        with served(fresh) as address, plain_site(elements) as plain, chromium() as browser:
            load = os.getloadavg()[0]
            runs = [one_run(browser, address, world, chart, plain) for _ in range(given.runs)]
    show(runs)
    print(f"load {load:.1f} before; now {load_now()}; {given.runs} run(s), medians")


def one_run(browser: Browser, address: str, world: World, chart: str, plain: str) -> dict[str, float]:
    """Everything once: the hub and the chart, ours and plain."""
    found: dict[str, float] = {}
    with opened(browser, address) as page:
        sign_in(page, USER, world.password)
        explorer(page)
        add(page, HUB_NAME)
        counts, first = page.evaluate(COUNTS), page.evaluate(FIRST_PAGE)
        found |= {"counts": counts["ms"], "page": first["ms"], "still": max(counts["still"], first["still"])}
    with opened(browser, plain) as page:
        page.goto("/")
        page.wait_for_function("() => window.ready")
        everything = page.evaluate(ALL_AT_ONCE)
        found |= {"plain page": everything["ms"], "plain still": everything["still"]}
    with opened(browser, address) as page:
        sign_in(page, USER, world.password)
        explorer(page, f"?chart={chart}")
        size = on_chart(page)
        found |= moved(page, OUR_PLACES) | {"select": selected(page, OUR_PLACES, OUR_SELECTED)}
    with opened(browser, plain) as page:
        page.goto("/")
        page.wait_for_function("() => window.ready")
        page.evaluate(PLAIN_CHART, size)
        page.wait_for_timeout(SETTLE_MS)
        found |= {f"plain {name}": value for name, value in moved(page, PLAIN_PLACES).items()}
        found["plain select"] = selected(page, PLAIN_PLACES, PLAIN_SELECTED)
    return found


def on_chart(page: Page) -> dict[str, float]:
    """Waits for all 2,000 elements; how large the chart is on the screen."""
    page.wait_for_function(
        "(size) => document.getElementById('chart').graphintel.store.chart().nodes.size === size", arg=CHART_NODES
    )
    shown = ask(page, "app.store.chart().nodes.size + app.store.chart().links.size")
    if shown != CHART_NODES + CHART_LINKS:
        raise SystemExit(f"The chart has {shown} elements instead of {CHART_NODES + CHART_LINKS}.")
    frame(page)
    page.wait_for_timeout(SETTLE_MS)
    size: dict[str, float] = page.evaluate("() => document.getElementById('chart').getBoundingClientRect().toJSON()")
    return size


def moved(page: Page, places: str) -> Measured:
    """Frames a second while the ground is dragged about, and the longest frame."""
    ground = page.evaluate(places)["ground"]
    page.mouse.move(ground["x"], ground["y"])
    page.mouse.down()
    page.evaluate("() => bench.watchFrames()")
    for step in range(MOVES):
        turn = step * 4 * math.pi / MOVES
        page.mouse.move(ground["x"] + 120 * math.sin(turn), ground["y"] + 60 * math.sin(2 * turn))
    found: Measured = page.evaluate("() => bench.stopWatching()")
    page.mouse.up()
    page.wait_for_timeout(SETTLE_MS)
    return {"fps": found["fps"], "worst": found["worst"]}


def selected(page: Page, places: str, watch: str) -> float:
    """Milliseconds from a click on an entity to the frame that shows it as selected: the median of some."""
    taken: list[float] = []
    for number in range(CLICKS):
        nodes = page.evaluate(places)["nodes"]
        spot = nodes[len(nodes) * (number + 1) // (CLICKS + 1)]
        page.evaluate(watch)
        page.mouse.click(spot["x"], spot["y"])
        taken.append(page.evaluate("() => bench.selection")["ms"])
        page.wait_for_timeout(SETTLE_MS / 2)
    return statistics.median(taken)


def hub_elements() -> list[dict[str, object]]:
    """The hub and all that is linked to it, for the plain page."""
    return [node("hub", HUB_NAME), *spokes()]


def spokes() -> list[dict[str, object]]:
    """Those who are linked to the hub, and the links."""
    others = [node(str(number), f"Party {number:05d}") for number in range(LINKS)]
    return others + [edge(str(number), "hub") for number in range(LINKS)]


def chart_elements() -> list[dict[str, object]]:
    """The chart of 2,000 elements, for the plain page."""
    spots = zip(range(CHART_NODES), clearing_in_the_middle(), strict=False)
    nodes = [node(str(number), f"Party {number:05d}", spot) for number, spot in spots]
    return nodes + [edge(str(one), str(other)) for one, other in pairs()]


def show(runs: Sequence[dict[str, float]]) -> None:
    """Prints the table."""

    def row(name: str, ours: str, plain: str = "", unit: str = "ms", promised: float | None = None) -> tuple[str, ...]:
        values, others = ([run[key] for run in runs] if key else [] for key in (ours, plain))
        middle = statistics.median(values)
        theirs = statistics.median(others) if others else None
        worst = min(values) if unit == "fps" else max(values)
        return (
            name,
            f"{middle:.0f} {unit}",
            f"{worst:.0f}",
            f"{theirs:.0f}" if theirs is not None else "",
            f"{middle / theirs:.2f}" if theirs else "",
            "" if promised is None else f"{promised:.0f} ms {kept(held=middle <= promised)}",
        )

    rows = [
        row(f"hub of {LINKS:,}: counts shown", "counts", promised=PROMISED_MS),
        row("hub: first 50 on the chart", "page", "plain page", promised=PROMISED_MS),
        row("hub: longest standstill", "still", "plain still"),
        row(f"{CHART_NODES + CHART_LINKS:,} elements: moving", "fps", "plain fps", "fps"),
        row("longest frame while moving", "worst", "plain worst"),
        row("select an entity", "select", "plain select"),
    ]
    print(table(("explorer", "median", "worst run", "plain", "ratio", "promised"), rows))


if __name__ == "__main__":
    main()
