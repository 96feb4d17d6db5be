"""The explorer on the demo network, used as a person would: with mouse, keyboard, finger, and bad intentions."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Browse

RING = "SZ-2026-00318"
COMPANY = "Lantern Quay Trading OÜ"
TELEPHONE = "+372 5550 0142"
ORGANISER = "Ilmar Vesk"

# The first question to a database that has just started takes its time.
expect.set_options(timeout=20_000)


@pytest.fixture
def explorer(signed_in: Browse) -> Page:
    """The explorer of an analyst of the group op-harbour, with an empty chart."""
    return opened(signed_in("hana"))


def opened(page: Page, query: str = "") -> Page:
    """The explorer on a page."""
    page.goto(f"/explore{query}")
    expect(page.get_by_role("application")).to_be_visible()
    return page


def add(page: Page, name: str) -> None:
    """Adds by name, as one does who knows what he wants: types and presses Enter."""
    page.get_by_role("combobox", name="Add to chart").fill(name)
    page.keyboard.press("Enter")
    expect(details(page).get_by_role("heading", level=2)).to_contain_text(name)


def details(page: Page) -> Locator:
    """The panel with the details."""
    return page.get_by_role("complementary", name="Details")


def menu(page: Page, name: str) -> Locator:
    """The expand menu of an entity, opened from its details."""
    details(page).get_by_role("button", name="Expand").click()
    return page.get_by_role("region", name=f"Expand {name}")


def row(page: Page, name: str) -> Locator:
    """The row of an entity in the side table."""
    return page.get_by_role("grid", name="Entities on this chart").get_by_role("row").filter(has_text=name)


def state(page: Page, code: str) -> Any:  # noqa: ANN401 - whatever the code returns
    """Asks the running explorer."""
    return page.evaluate(f"() => {{ const app = document.getElementById('chart').graphintel; return {code}; }}")


def names_on(page: Page) -> set[str]:
    """The names of what is on the chart."""
    return set(state(page, "[...app.store.chart().nodes.values()].map(({ node }) => node.caption)"))


def place_of(page: Page, name: str) -> tuple[float, float]:
    """Where an entity stands on the screen."""
    spot = state(
        page,
        f"""(() => {{
          const all = [...app.store.chart().nodes.values()];
          const {{ id }} = all.find(({{ node }}) => node.caption === {json.dumps(name)}).node;
          const box = document.getElementById("chart").getBoundingClientRect();
          const at = app.engine.rendered(id);
          return [box.x + at.x, box.y + at.y];
        }})()""",
    )
    return spot[0], spot[1]


def test_from_a_seizure_to_the_organiser_and_back_to_the_saved_chart(explorer: Page, tmp_path: Path) -> None:
    # A seizure, and what hangs on it; the counts are there before anything is fetched.
    add(explorer, RING)
    choices = menu(explorer, RING)
    expect(choices.get_by_role("radio", name="All links")).to_contain_text("11")
    expect(choices.get_by_role("radio", name="Involves · Businesses")).to_be_visible()
    assert names_on(explorer) == {RING}
    choices.get_by_role("button", name="Show all 11").click()
    expect(row(explorer, COMPANY)).to_be_visible()

    # The consignee's telephone is two other companies' too.
    row(explorer, COMPANY).click()
    choices = menu(explorer, COMPANY)
    choices.get_by_role("radio", name="Identified by · Identifiers").click()
    choices.get_by_role("button", name="Show all").click()
    expect(row(explorer, TELEPHONE)).to_be_visible()
    row(explorer, TELEPHONE).click()
    menu(explorer, TELEPHONE).get_by_role("button", name="Show all").click()
    expect(row(explorer, "Baltmar Imports OÜ")).to_be_visible()
    expect(row(explorer, "Norvik Transit SIA")).to_be_visible()

    # Paths to the organiser, one by one.
    details(explorer).get_by_role("button", name="Paths to…").click()
    dialog = explorer.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Or search the registers").fill(ORGANISER)
    dialog.get_by_role("option").filter(has_text=ORGANISER).first.click()
    dialog.get_by_role("button", name="Find paths").click()
    bar = explorer.get_by_role("group", name="Paths")
    expect(bar).to_contain_text("Path 1 of 3")
    expect(bar).to_contain_text("4 links")
    bar.get_by_role("button", name="Next path").click()
    expect(bar).to_contain_text("Path 2 of 3")
    assert ORGANISER in names_on(explorer)
    bar.get_by_role("button", name="Clear path").click()

    # What is known of him, from whom, and how good that is.
    row(explorer, ORGANISER).click()
    born = details(explorer).locator(".v").filter(has=explorer.locator("dt", has_text="Born"))
    expect(born).to_contain_text("3 Apr 1984")
    born.get_by_role("button").click()
    expect(born.get_by_role("listitem").first).to_contain_text("completely reliable, probably true")
    expect(explorer.locator("#marking")).to_contain_text("OP HARBOUR")

    # Saved, exported, reopened as it was.
    explorer.get_by_role("button", name="Save", exact=True).click()
    explorer.get_by_role("dialog", name="Save chart").get_by_label("Name").fill("Kalvik rip-off ring")
    explorer.keyboard.press("Enter")
    expect(explorer.get_by_role("heading", level=1)).to_contain_text("Kalvik rip-off ring")
    expect(explorer.locator(".title")).to_contain_text("Saved")
    before = places(explorer)
    for item, ending in (
        ("Picture (PNG)", "png"),
        ("GraphML", "graphml"),
        ("JSON", "json"),
        ("Stand-alone page", "html"),
    ):
        explorer.get_by_role("button", name="Export").click()
        with explorer.expect_download() as download:
            explorer.get_by_role("menuitem", name=item).click()
        file = tmp_path / download.value.suggested_filename
        download.value.save_as(file)
        assert file.name == f"Kalvik-rip-off-ring.{ending}"
        assert is_marked(file)
    explorer.reload()
    expect(row(explorer, ORGANISER)).to_be_visible()
    assert places(explorer) == before


def places(page: Page) -> Any:  # noqa: ANN401 - JSON
    """Where everything lies, and what of it is in sight."""
    lying = "[...app.store.chart().nodes.values()].map(({ node, x, y }) => [node.id, x, y]).sort()"
    in_sight = "(({ x, y, zoom }) => [Math.round(x), Math.round(y), zoom.toFixed(2)])(app.engine.viewport())"
    return state(page, f"[{lying}, {in_sight}]")


def is_marked(file: Path) -> bool:
    """Whether an export names the highest marking in it; a picture bears it as paint."""
    content = file.read_bytes()
    return content.startswith(b"\x89PNG") or b"op-harbour" in content.lower() or b"op harbour" in content.lower()


def test_a_hub_shows_its_counts_and_one_page_and_says_what_it_left_out(explorer: Page) -> None:
    add(explorer, "Kalvik container terminal, quay 4, Muuga")
    choices = menu(explorer, "Kalvik container terminal, quay 4, Muuga")
    total = state(explorer, "[...app.store.chart().nodes.values()][0].node.degree")
    expect(choices.get_by_role("radio", name="All links")).to_contain_text(f"{total:,}")
    choices.get_by_role("button", name="Show first 50").click()

    toast = explorer.locator(".toast")
    expect(toast).to_contain_text(re.compile(rf"Showing \d+ of {total:,}\."))
    first = state(explorer, "app.store.chart().nodes.size")
    assert 1 < first <= 51
    ends = "({ source, target }) => [source, target].includes(app.store.get().expanding)"
    shown = state(explorer, f"[...app.store.chart().links.values()].filter({ends}).length")
    expect(choices).to_contain_text(f"Shows {shown:,} of {total:,}.")
    choices.get_by_role("button", name="Show next 50").click()
    expect(explorer.locator("#undo")).to_have_accessible_name(re.compile("Undo: Expand"))
    expect(toast).not_to_contain_text(f"Showing {shown:,} of")
    assert first < state(explorer, "app.store.chart().nodes.size") <= first + 50
    explorer.locator("#undo").click()
    assert state(explorer, "app.store.chart().nodes.size") == first


def test_everything_can_be_done_by_keyboard(explorer: Page) -> None:
    page = explorer
    page.keyboard.press("/")
    page.keyboard.type(RING)
    page.keyboard.press("Enter")
    expect(details(page)).to_contain_text(RING)
    page.get_by_role("application").focus()
    page.keyboard.press("e")
    expect(page.get_by_role("region", name=f"Expand {RING}").get_by_role("radio", name="All links")).to_be_visible()
    expect(page.get_by_role("radio", name="All links")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(row(page, COMPANY)).to_be_visible()

    # The next key is about what the keyboard has walked to, not what was selected before; from a link, its far end.
    expect(page.get_by_role("application")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#live")).to_contain_text("on this chart")
    walked = state(page, "app.store.get().focus")
    page.keyboard.press("e")
    assert state(page, "app.store.get().expanding") == walked
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("#live")).to_contain_text("Link 1 of")
    page.keyboard.press("e")
    assert state(page, "app.store.get().expanding") not in (walked, None)
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    expect(page.locator("#dock-panel tr:focus")).to_be_visible()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press(" ")
    assert state(page, "app.store.chart().selection.size") >= 1
    page.keyboard.press("h")
    expect(page.locator("#live")).to_contain_text("Hidden:")
    page.keyboard.press("Control+z")
    expect(page.locator("#live")).to_contain_text("Undone: Hide")
    page.keyboard.press("Control+k")
    page.keyboard.type("keys")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_undo_and_redo_walk_through_all_that_was_done_on_the_chart(signed_in: Browse) -> None:
    # Without motion: the pointer has to find what it aims at.
    explorer = opened(signed_in("hana", reduced_motion="reduce"))
    add(explorer, RING)
    menu(explorer, RING).get_by_role("button", name="Show all 11").click()
    expect(row(explorer, COMPANY)).to_be_visible()
    x, y = place_of(explorer, COMPANY)
    explorer.mouse.move(x, y)
    explorer.mouse.down()
    explorer.mouse.move(x + 40, y + 30, steps=4)
    explorer.mouse.up()
    moved = places(explorer)[0]
    explorer.mouse.click(x + 40, y + 30, button="right")
    explorer.get_by_role("menuitem", name="Hide").click()
    expect(explorer.get_by_role("button", name="1 hidden")).to_be_visible()

    undo = explorer.locator("#undo")
    for label in ("Hide 1 item", "Move", "Expand", "Add"):
        expect(undo).to_have_accessible_name(re.compile(f"Undo: {label}"))
        undo.click()
    expect(explorer.get_by_text("Nothing on this chart. Search")).to_be_visible()
    for _step in range(3):
        explorer.locator("#redo").click()

    assert places(explorer)[0] == moved


def test_filters_say_what_they_keep_from_sight_and_change_nothing_else(explorer: Page) -> None:
    add(explorer, RING)
    menu(explorer, RING).get_by_role("button", name="Show all 11").click()
    expect(row(explorer, COMPANY)).to_be_visible()
    explorer.get_by_role("region", name="Legend and filter").get_by_role("button", name="Location").click()

    expect(explorer.locator(".summary")).to_contain_text("filters keep 3 entities")
    assert state(explorer, "app.store.chart().nodes.size") == 12
    explorer.locator("#filters-button").click()
    explorer.get_by_role("region", name="Filters").get_by_role("button", name="Clear all").click()
    expect(explorer.get_by_role("region", name="Filters")).to_contain_text("Nothing is kept out of sight.")


def test_names_cannot_break_out_of_the_page(explorer: Page) -> None:
    explorer.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    nasty = '<img src=x onerror=alert(1)> \u202eevil\u202c "Bobby" {name}'
    explorer.get_by_role("application").focus()
    explorer.keyboard.press("n")
    dialog = explorer.get_by_role("dialog", name="Add an entity")
    dialog.get_by_role("button", name="Add entity").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Legal basis is needed.")
    dialog.get_by_label("Name", exact=True).fill(nasty)
    for field, text in (("Source", "Desk"), ("Legal basis", "Customs Act § 31")):
        dialog.get_by_label(field, exact=True).fill(text)
    for field, choice in (("Reliability of the source", "C"), ("Credibility of the information", "3")):
        dialog.get_by_label(field).select_option(choice)
    dialog.get_by_label("Register").select_option("suspects")
    dialog.get_by_label("Marking").select_option("restricted")
    dialog.get_by_role("button", name="Add entity").click()

    heading = details(explorer).get_by_role("heading", level=2)
    expect(heading).to_contain_text("onerror=alert(1)")
    assert heading.locator("img").count() == 0
    assert state(explorer, "app.store.chart().nodes.size") == 1


def test_a_link_entered_by_hand_stands_on_the_chart_at_once(explorer: Page) -> None:
    add(explorer, "Baltmar Imports OÜ")
    add(explorer, "MÄRTHA")
    links = state(explorer, "app.store.chart().links.size")
    details(explorer).get_by_role("button", name="More").click()
    explorer.get_by_role("menuitem", name="Add a link from here").click()
    dialog = explorer.get_by_role("dialog", name="Add a link")
    dialog.get_by_role("combobox", name="To: An entity on this chart").select_option(
        label="Baltmar Imports OÜ (Business)"
    )
    dialog.get_by_label("Link type").select_option("ASSOCIATED_WITH")
    dialog.get_by_label("Held from").fill("2026-03")
    for field, text in (("Source", "Desk"), ("Legal basis", "Customs Act § 31")):
        dialog.get_by_label(field, exact=True).fill(text)
    for field, choice in (("Reliability of the source", "B"), ("Credibility of the information", "2")):
        dialog.get_by_label(field).select_option(choice)
    dialog.get_by_label("Register").select_option("suspects")
    dialog.get_by_label("Marking").select_option("restricted")
    dialog.get_by_role("button", name="Add link").click()

    expect(explorer.locator(".toast")).to_contain_text("Added the link.")
    assert state(explorer, "app.store.chart().links.size") == links + 1


def test_who_may_see_less_is_shown_less_and_told_nothing_of_the_rest(signed_in: Browse) -> None:
    page = opened(signed_in("ada"))
    add(page, "Norvik Transit SIA")
    page.get_by_role("combobox", name="Add to chart").fill("INV-2026-031")
    expect(page.get_by_text("No match among what you may see.")).to_be_visible()
    page.get_by_role("combobox", name="Add to chart").fill("")
    details(page).get_by_role("button", name="Paths to…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Or search the registers").fill(ORGANISER)
    dialog.get_by_role("option").filter(has_text="VESK").first.click()
    dialog.get_by_role("button", name="Find paths").click()

    expect(dialog.get_by_role("status").filter(has_text="No path")).to_be_visible()
    assert "hidden" not in page.locator("body").inner_text().lower()


def test_the_chart_is_still_there_after_a_look_at_a_page(explorer: Page) -> None:
    add(explorer, RING)
    menu(explorer, RING).get_by_role("button", name="Show all 11").click()
    expect(row(explorer, COMPANY)).to_be_visible()
    explorer.get_by_role("button", name="Zoom out").click()
    before = places(explorer)
    details(explorer).get_by_role("link", name="Open page").click()
    expect(explorer.get_by_role("heading", level=1)).to_contain_text(RING)
    explorer.go_back()

    expect(row(explorer, COMPANY)).to_be_visible()
    assert places(explorer) == before


def test_a_store_that_is_down_is_said_and_costs_nothing_on_the_chart(signed_in: Browse) -> None:
    page = opened(signed_in("hana", expected=("503",)))
    add(page, RING)
    problem = {
        "status": 503,
        "code": "store_unavailable",
        "detail": "The database does not answer.",
        "reference": "7F3A-22",
    }
    page.route("**/api/v1/subgraph", lambda route: route.fulfill(status=503, body=json.dumps(problem)))
    page.get_by_role("combobox", name="Add to chart").fill(COMPANY)
    page.get_by_role("option").filter(has_text=COMPANY).first.click()

    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The entity could not be added. The database does not answer. The chart is kept.")
    expect(alert).to_contain_text("7F3A-22")
    assert names_on(page) == {RING}
    page.unroute("**/api/v1/subgraph")
    alert.get_by_role("button", name="Try again").click()
    expect(row(page, COMPANY)).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_works_on_a_telephone(signed_in: Browse, theme: str) -> None:
    page = opened(signed_in("hana", width=390, height=844, has_touch=True, is_mobile=True, color_scheme=theme))
    add(page, RING)
    details(page).get_by_role("button", name="Expand").tap()
    page.get_by_role("button", name="Show all 11").tap()
    expect(page.locator(".toast")).to_contain_text("Added 11 entities.")
    page.get_by_role("button", name="Table").tap()
    expect(row(page, COMPANY)).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    small = page.evaluate(
        "[...document.querySelectorAll('.mobbar button, .mobbar a, .topbar button')].filter((one) => one.offsetParent)"
        ".filter((one) => Math.min(one.offsetWidth, one.offsetHeight) < 44).map((one) => one.outerHTML)"
    )
    assert small == []


def test_a_deep_link_shows_the_entity_and_its_counts(signed_in: Browse, organiser: str) -> None:
    page = opened(signed_in("hana"), f"?entity={organiser}")

    expect(details(page).get_by_role("heading", level=2)).to_contain_text(ORGANISER)
    choices = page.get_by_role("region", name=f"Expand {ORGANISER}")
    expect(choices.get_by_role("radio", name="All links")).to_be_visible()
