"""The explorer as people see it: large and small, light and dark, every part named, readable and in its place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import faults
from tests.browser.conftest import Browse

SIZES = [(1400, 900, "light"), (1000, 800, "dark"), (390, 844, "light"), (320, 640, "dark")]
OPEN = {
    "paths": "{ dialog: 'paths', dialogData: { source: [...app.store.chart().nodes.keys()][0] } }",
    "add": "{ dialog: 'add', dialogData: {} }",
    "save": "{ dialog: 'save', dialogData: {} }",
    "keys": "{ dialog: 'keys' }",
    "filters": "{ dialog: null, sheet: 'filters' }",
    "links": "{ dialog: null, sheet: 'table', dockTab: 'links' }",
    "statistics": "{ dialog: null, sheet: 'table', dockTab: 'statistics' }",
}


def wrong_with(page: Page) -> list[str]:
    """What is wrong with each state of the explorer, by the state."""
    found = [f"chart: {fault}" for fault in faults(page)]
    for name, change in OPEN.items():
        page.evaluate(f"() => {{ const app = document.getElementById('chart').graphintel; app.store.set({change}); }}")
        if name == "statistics":
            expect(page.get_by_role("grid", name="Figures per entity")).to_be_visible(timeout=20_000)
        found += [f"{name}: {fault}" for fault in faults(page)]
        page.keyboard.press("Escape")
    return found


@pytest.mark.parametrize(("width", "height", "theme"), SIZES)
def test_every_part_is_named_readable_and_fits(
    signed_in: Browse, organiser: str, width: int, height: int, theme: str
) -> None:
    page = signed_in("hana", width=width, height=height, color_scheme=theme)
    page.goto(f"/explore?entity={organiser}")
    show = page.get_by_role("button", name="Show all")
    expect(show).to_be_visible(timeout=20_000)
    counted = faults(page)
    show.click()
    expect(page.locator(".toast")).to_contain_text("Added", timeout=20_000)

    assert counted + wrong_with(page) == []


def test_colours_follow_the_theme_of_the_system(signed_in: Browse, organiser: str) -> None:
    page = signed_in("hana", color_scheme="light")
    page.goto(f"/explore?entity={organiser}")
    expect(page.get_by_role("button", name="Show all")).to_be_visible(timeout=20_000)
    light = page.evaluate("() => document.getElementById('chart').graphintel.palette.text")
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(
        """(before) => new Promise((resolve) => {
          const look = () => {
            const { text } = document.getElementById("chart").graphintel.palette;
            if (text === before) requestAnimationFrame(look);
            else resolve(text);
          };
          look();
        })""",
        light,
    )

    assert (light, dark) == ("#15191F", "#E7EAEE")


def test_nothing_moves_for_whoever_wants_it_still(signed_in: Browse, organiser: str) -> None:
    page = signed_in("hana", reduced_motion="reduce")
    page.goto(f"/explore?entity={organiser}")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator(".toast")).to_contain_text("Added", timeout=20_000)
    still = page.evaluate(
        """() => {
          const { engine, store } = document.getElementById("chart").graphintel;
          const { x, y, zoom } = engine.viewport();
          return [...store.chart().nodes.values()].every((placed) => {
            const at = engine.rendered(placed.node.id);
            return Math.abs(at.x - (placed.x * zoom + x)) < 1 && Math.abs(at.y - (placed.y * zoom + y)) < 1;
          });
        }"""
    )

    assert still is True
