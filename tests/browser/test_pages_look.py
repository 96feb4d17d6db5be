"""Every page as people see it: large and small, light and dark, named, readable, and nothing sticks out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from graphintel.bootstrap import Platform
from tests.browser.audit import faults
from tests.browser.conftest import Browse

WINDOWS = [(1400, 900, "light"), (1000, 800, "dark"), (390, 844, "dark"), (320, 640, "light")]


@pytest.fixture(scope="module")
def pages(demo: Platform, organiser: str) -> list[str]:
    return [
        "/",
        "/search",
        "/search?q=kask&register=seizures",
        "/search?q=nobodyatall",
        "/search?from=nonsense",
        f"/entities/{organiser}",
        f"/entities/{organiser}/links",
        f"/entities/{organiser}/timeline",
        f"/entities/{organiser}/records",
        f"/entities/{organiser}/decisions",
        f"/entities/{organiser}/decide?q=gromin",
        "/charts",
        "/account",
        "/tokens",
        "/purpose",
        "/intake",
        "/vocabularies",
        "/vocabularies/commodity",
        "/docs/api",
    ]


@pytest.mark.parametrize(("width", "height", "theme"), WINDOWS)
def test_every_page_is_named_readable_and_fits(
    signed_in: Browse, pages: list[str], width: int, height: int, theme: str
) -> None:
    page = signed_in("hana", width=width, height=height, color_scheme=theme)

    found = {}
    for address in pages:
        page.goto(address)
        found[address] = faults(page)

    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_pages_are_in_the_language_of_the_reader(signed_in: Browse, pages: list[str]) -> None:
    page = signed_in("hana", locale="fr-FR")

    for address in pages:
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "fr"
        assert faults(page) == []
    expect(page.get_by_role("link", name="Rechercher")).to_be_visible()


def test_the_sign_in_page_is_readable(browse: Browse, site: str) -> None:
    for width, theme in ((1400, "light"), (390, "dark")):
        page = browse(width=width, color_scheme=theme)
        page.goto(f"{site}/sign-in")
        assert faults(page) == []


def test_text_twice_as_large_still_fits(signed_in: Browse, pages: list[str]) -> None:
    # 200 % zoom of a 1280 pixel wide window is a window of 640 pixels with twice as many dots.
    page = signed_in("hana", width=640, height=400, device_scale_factor=2)

    for address in pages:
        page.goto(address)
        assert faults(page) == [], address
