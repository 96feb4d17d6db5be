"""Signing in, and being asked again, as a person goes through it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from graphintel.bootstrap import Platform
from tests.browser.conftest import Browse
from tests.platforms import PASSWORD


def asked_again(demo: Platform) -> None:
    """Lets ten minutes have passed since anybody gave a password."""
    with demo.store._driver.session() as session:
        session.run("MATCH (s:Session) SET s.proved_at = ''").consume()
    demo.sessions._changes.note()


def test_an_export_asks_for_the_password_again_and_goes_on(signed_in: Browse, demo: Platform, organiser: str) -> None:
    page = signed_in("hana", expected=("403", "422"))
    page.goto(f"/explore?entity={organiser}")
    expect(page.get_by_role("grid", name="Entities on this chart")).to_contain_text("Ilmar Vesk")
    asked_again(demo)

    page.get_by_role("button", name="Export").click()
    page.get_by_role("menuitem", name=re.compile("JSON")).click()
    dialog = page.get_by_role("dialog", name="Give your password again")
    dialog.get_by_label("Password").fill("wrong")
    dialog.get_by_role("button", name="Go on").click()
    expect(dialog.get_by_role("alert")).to_contain_text("The password is wrong.")
    dialog.get_by_label("Password").fill(PASSWORD)
    with page.expect_download() as download:
        page.keyboard.press("Enter")

    assert download.value.suggested_filename.endswith(".json")
    expect(dialog).not_to_be_visible()


def test_an_export_that_is_given_up_says_why(signed_in: Browse, demo: Platform, organiser: str) -> None:
    page = signed_in("hana", expected=("403",))
    page.goto(f"/explore?entity={organiser}")
    expect(page.get_by_role("grid", name="Entities on this chart")).to_contain_text("Ilmar Vesk")
    asked_again(demo)

    page.get_by_role("button", name="Export").click()
    page.get_by_role("menuitem", name=re.compile("JSON")).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("alert")).to_contain_text("Give your password again to go on.")
