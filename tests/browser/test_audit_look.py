"""The pages of the audit trail as an auditor sees them: large and small, light and dark, in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from graphintel.bootstrap import Platform
from tests.browser.audit import faults
from tests.browser.conftest import Browse

WINDOWS = [(1400, 900, "light", "en-GB"), (390, 844, "dark", "fr-FR"), (320, 640, "light", "en-GB")]


@pytest.fixture
def pages(signed_in: Browse, demo: Platform, organiser: str) -> list[str]:
    """The addresses, after an analyst has left something to be seen."""
    page = signed_in("hana")
    for address in ("/search?q=hana", f"/entities/{organiser}", f"/entities/{organiser}/links"):
        page.goto(address)
    demo.sealing.seal()
    return ["/audit", f"/audit?object={organiser}", "/audit?since=soon", "/audit/users/hana", "/audit/unusual"]


@pytest.mark.parametrize(("width", "height", "theme", "locale"), WINDOWS)
def test_every_page_of_the_trail_is_named_readable_and_fits(
    signed_in: Browse, pages: list[str], width: int, height: int, theme: str, locale: str
) -> None:
    page = signed_in("alma", width=width, height=height, color_scheme=theme, locale=locale)

    found = {}
    for address in pages:
        page.goto(address)
        found[address] = faults(page)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_an_auditor_goes_from_a_user_to_who_else_looked_at_the_same(
    signed_in: Browse, pages: list[str], organiser: str
) -> None:
    page: Page = signed_in("alma")
    page.goto("/")
    page.get_by_role("link", name="Audit", exact=True).click()

    page.get_by_label("User name").fill("hana")
    page.get_by_label("What was done").select_option(label="opened an entity")
    page.get_by_role("button", name="Show entries").click()
    page.locator(f"a[title='{organiser}']").first.click()

    expect(page.get_by_label("Id of an entity")).to_have_value(organiser)
    expect(
        page.get_by_role("table", name="Entries of the audit trail").get_by_role("link", name="Hana").first
    ).to_be_visible()
