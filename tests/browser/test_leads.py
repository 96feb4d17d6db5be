"""What is possibly the same, on the page of an entity and on the chart, and deciding on it from there."""

from __future__ import annotations

import re
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from graphintel.bootstrap import Platform
from graphintel.services.records import Grounds, NewEntity
from tests.browser.audit import faults
from tests.browser.conftest import Browse
from tests.platforms import PASSWORD

GROUNDS = Grounds("dockside notes", "B2", "suspects/restricted", "Customs Act 12")
SHIPS = ("Tern of Bergen", "Tern of Riga")
HULLS = count(990_001)


def imo() -> str:
    """A number that no other test gives to a ship."""
    digits = str(next(HULLS))
    return digits + str(sum(int(digit) * weight for digit, weight in zip(digits, range(7, 1, -1), strict=True)) % 10)


@pytest.fixture
def ships(demo: Platform) -> tuple[str, str]:
    """Two ships of one number, of which one was entered with another number too; their ids."""
    actor = demo.sessions.start("ada", PASSWORD).session.actor
    shared, slip = imo(), imo()
    numbers = ([("imo", shared, "")], [("imo", shared, ""), ("imo", slip, "")])
    named = [NewEntity("Vessel", name, GROUNDS, {}, each) for name, each in zip(SHIPS, numbers, strict=True)]
    one, other = (str(demo.records.add_entity(actor, each)["id"]) for each in named)
    return one, other


def on_chart(page: Page, *entities: str) -> None:
    """The explorer with the entities on it."""
    page.goto(f"/explore?{'&'.join(f'entity={id_}' for id_ in entities)}")
    expect(page.get_by_role("grid", name="Entities on this chart").get_by_role("row")).to_have_count(len(entities) + 1)


def test_the_page_of_an_entity_shows_what_it_may_be_and_leads_to_deciding(
    signed_in: Browse, ships: tuple[str, str]
) -> None:
    page = signed_in("ada")
    page.goto(f"/entities/{ships[0]}")
    leads = page.get_by_role("region", name="Possibly the same as")

    expect(leads).to_contain_text(SHIPS[1])
    expect(leads).to_contain_text("One of them bears two numbers of this scheme")
    assert faults(page) == []
    leads.get_by_role("link", name=f"Keep apart… {SHIPS[1]}").click()
    expect(page.get_by_role("heading", name="Are these one and the same?")).to_be_visible()
    page.get_by_label("Reason").fill("Two hulls were seen on one day.")
    page.get_by_role("button", name="Keep apart").click()

    expect(page.get_by_text("Decided: kept apart.")).to_be_visible()
    page.goto(f"/entities/{ships[0]}")
    expect(page.get_by_role("heading", name="Values")).to_be_visible()
    expect(leads).to_have_count(0)


def test_the_form_warns_of_a_marking_that_leaves_a_merge_without_effect(
    signed_in: Browse, ships: tuple[str, str]
) -> None:
    page = signed_in("ada")
    page.goto(f"/entities/{ships[0]}/decide?with={ships[1]}")
    warning = page.get_by_text("Under this marking a merge would be kept without effect")

    expect(page.get_by_label("Marking of the decision")).to_have_value("suspects/restricted")
    expect(warning).to_be_hidden()
    page.get_by_label("Marking of the decision").select_option("suspects/confidential")
    expect(warning).to_be_visible()
    assert faults(page) == []


def test_a_lead_on_the_chart_is_decided_on_and_one_comes_back_to_the_chart(
    signed_in: Browse, ships: tuple[str, str]
) -> None:
    page = signed_in("ada")
    on_chart(page, *ships)
    legend = page.get_by_role("region", name="Legend and filter")
    expect(legend.get_by_role("button", name="Possibly the same")).to_contain_text("1")
    page.get_by_role("tab", name="Links").click()
    listed = (
        page.get_by_role("grid", name="Links on this chart").get_by_role("row").filter(has_text="Possibly the same")
    )

    listed.click()
    details = page.get_by_role("complementary", name="Details")
    expect(details).to_contain_text("Both bear IMO ship number")
    expect(details).to_contain_text("One of them bears two numbers of this scheme")
    details.get_by_role("button", name="Merge…").click()
    expect(page.get_by_role("heading", name="Are these one and the same?")).to_be_visible()
    page.get_by_label("Reason").fill("The second number was a slip.")
    page.get_by_role("button", name="Same", exact=True).click()

    expect(page).to_have_url(re.compile(r"/explore$"))
    expect(page.get_by_text("Decided: the same.").first).to_be_visible()
    page.get_by_role("tab", name=re.compile("^Table")).click()
    expect(page.get_by_role("grid", name="Entities on this chart").get_by_role("row")).to_have_count(2)
    expect(legend.get_by_role("button", name="Possibly the same")).to_have_count(0)


def test_leads_are_switched_off_in_the_legend_and_counted_by_no_figure(
    signed_in: Browse, ships: tuple[str, str]
) -> None:
    page = signed_in("ada")
    on_chart(page, *ships)
    switch = page.get_by_role("region", name="Legend and filter").get_by_role("button", name="Possibly the same")

    expect(page.get_by_role("application")).to_have_attribute("aria-label", re.compile("2 entities, 0 links"))
    page.get_by_role("tab", name="Links").click()
    listed = page.get_by_role("grid", name="Links on this chart").get_by_role("row")
    expect(listed).to_have_count(2)
    switch.click()

    expect(page.get_by_text("No links on this chart.")).to_be_visible()
    expect(switch).to_have_attribute("aria-pressed", "false")


def test_two_that_are_selected_are_decided_on_together(signed_in: Browse, ships: tuple[str, str]) -> None:
    page = signed_in("ada")
    on_chart(page, *ships)
    rows = page.get_by_role("grid", name="Entities on this chart").get_by_role("row")

    rows.filter(has_text=SHIPS[0]).click()
    rows.filter(has_text=SHIPS[1]).click(modifiers=["Control"])
    rows.filter(has_text=SHIPS[1]).click(button="right")
    page.get_by_role("menuitem", name="Merge or keep apart the two…").click()

    expect(page.get_by_role("heading", name="Are these one and the same?")).to_be_visible()
    page.get_by_role("link", name="Cancel").click()
    expect(page.get_by_role("grid", name="Entities on this chart").get_by_role("row")).to_have_count(3)


def test_one_alone_is_compared_with_whom_one_searches_for(signed_in: Browse, ships: tuple[str, str]) -> None:
    page = signed_in("ada")
    on_chart(page, *ships)
    page.get_by_role("grid", name="Entities on this chart").get_by_role("row").filter(has_text=SHIPS[0]).click()
    details = page.get_by_role("complementary", name="Details")

    details.get_by_role("button", name="More").click()
    details.get_by_role("menuitem", name="Merge or keep apart…").click()
    page.get_by_label("Search for the other entity").fill("Tern of Riga")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Compare").first.click()
    page.get_by_label("Reason").fill("Seen at once in two ports.")
    page.get_by_role("button", name="Keep apart").click()

    expect(page).to_have_url(re.compile(r"/explore$"))
    expect(page.get_by_text("Decided: kept apart.").first).to_be_visible()
