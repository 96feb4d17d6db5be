"""The pages at work: signing in, finding, reading, deciding, loading; by keyboard alone and without scripts too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from graphintel.bootstrap import Platform
from graphintel.services.records import Grounds, NewEntity
from tests.browser.conftest import Browse
from tests.integration.intake.conftest import PARTIES
from tests.platforms import PASSWORD

GROUNDS = Grounds("Test sheet", "B2", "suspects/restricted", "Customs Act § 74")
ROWS = "id,name,country,linked,marking\n1,ALPHA QUAYS,Estonia,,\n2,BETA QUAYS,Atlantis,,\n"


@pytest.fixture
def twins(demo: Platform) -> tuple[str, str]:
    """Two persons entered by hand who may be the same; their ids."""
    actor = demo.sessions.start("ada", PASSWORD).session.actor
    named = [NewEntity("Person", name, GROUNDS, {"birth_date": ["1971-05-06"]}) for name in ("Twin One", "Twin Two")]
    one, other = (str(demo.records.add_entity(actor, each)["id"]) for each in named)
    return one, other


def banner(page: Page) -> str:
    return page.locator("#banner b").inner_text()


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_one_signs_in_by_keyboard_and_lands_where_one_was_going(browse: Browse, site: str) -> None:
    page = browse(base_url=site)

    page.goto("/search?q=vesk")
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))
    page.keyboard.type("hana")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site}/search?q=vesk")
    expect(page.get_by_role("link", name="Ilmar Vesk")).to_be_visible()


def test_one_signs_out_from_the_user_menu(signed_in: Browse, site: str) -> None:
    page = signed_in("ada")
    page.goto("/vocabularies")

    page.locator(".usermenu > summary").click()
    page.locator(".usermenu").get_by_role("button", name="Sign out").click()

    expect(page).to_have_url(re.compile("/sign-in"))
    page.goto("/vocabularies")
    expect(page).to_have_url(re.compile("/sign-in"))


def test_the_first_tab_skips_to_the_content(signed_in: Browse) -> None:
    page = signed_in("hana")
    page.goto("/vocabularies")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_the_numbers_of_the_first_page_are_those_of_the_lists_they_lead_to(signed_in: Browse) -> None:
    page = signed_in("hana")
    page.goto("/")
    persons = page.get_by_role("row", name=re.compile("^Persons")).get_by_role("link").last
    counted = number(persons.inner_text())

    persons.click()

    expect(page.locator("#shown")).to_have_text(f"50 of {counted}")


def test_the_search_box_suggests_and_is_used_by_keyboard(signed_in: Browse, organiser: str, site: str) -> None:
    page = signed_in("hana")
    page.goto("/vocabularies")
    expect(page.locator("#banner")).to_contain_text("No nominal data")

    page.keyboard.press("/")
    page.keyboard.type("ilmar vesk")
    box = page.get_by_role("combobox")
    expect(page.get_by_role("option", name=re.compile("Ilmar Vesk"))).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    assert banner(page) == "CONFIDENTIAL · SUSPECTS · OP HARBOUR"
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role='option'][aria-selected='true']")
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site}/entities/{organiser}")


def test_escape_closes_the_suggestions_and_nothing_found_is_told(signed_in: Browse) -> None:
    page = signed_in("hana")
    page.goto("/vocabularies")

    page.get_by_role("combobox").press_sequentially("nobodyatall")
    expect(page.get_by_text("No match among what you may see.")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator(".suggestions")).to_have_count(0)
    expect(page.locator("#banner")).to_contain_text("No nominal data")


def test_filters_narrow_the_list_by_as_many_as_they_say(signed_in: Browse) -> None:
    page = signed_in("hana")
    page.goto("/search")
    business = page.locator(".facet a", has_text="Businesses")
    counted = number(business.locator(".n").inner_text())

    business.click()

    expect(page.locator("#shown")).to_have_text(f"50 of {counted}")
    page.get_by_role("link", name="Next page").click()
    expect(page.locator("#shown")).to_have_text(f"50 of {counted}")
    page.get_by_role("link", name="Remove all filters").click()
    expect(page.locator(".chips")).to_have_count(0)


def test_chosen_results_are_opened_together_in_the_explorer(signed_in: Browse) -> None:
    page = signed_in("hana")
    page.goto("/search?q=kask")
    button = page.get_by_role("button", name="Open the selected in the explorer")
    expect(button).to_have_attribute("aria-disabled", "true")

    boxes = page.locator("input[name='entity']")
    boxes.nth(0).check()
    boxes.nth(1).check()
    ids = [boxes.nth(at).get_attribute("value") for at in (0, 1)]
    with page.expect_request("**/explore?*") as asked:
        button.click()

    assert asked.value.url.endswith(f"/explore?entity={ids[0]}&entity={ids[1]}")


def test_evidence_opens_under_each_value(signed_in: Browse, organiser: str) -> None:
    page = signed_in("hana")
    page.goto(f"/entities/{organiser}")
    opener = page.get_by_role("button", name="Evidence for 3 Apr 1984")
    evidence = page.locator(f"#{opener.get_attribute('aria-controls')}")
    expect(evidence).to_be_hidden()

    opener.focus()
    page.keyboard.press("Enter")

    expect(evidence).to_be_visible()
    expect(evidence).to_contain_text("Passport control")
    expect(evidence).to_contain_text("Customs Act § 74")
    expect(opener).to_have_attribute("aria-expanded", "true")


def test_without_scripts_everything_is_there_at_once(signed_in: Browse, organiser: str) -> None:
    page = signed_in("hana", java_script_enabled=False)

    page.goto(f"/entities/{organiser}")

    expect(page.locator("tr.evidence").first).to_be_visible()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Records").click()
    expect(page.locator(".records li")).not_to_have_count(0)
    page.get_by_role("searchbox").fill("gromin")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Zakhar Gromin")).to_be_visible()


def test_two_entities_are_joined_and_parted_by_keyboard_alone(signed_in: Browse, twins: tuple[str, str]) -> None:
    one, other = twins
    page = signed_in("ada")
    page.goto(f"/entities/{one}/decide?with={other}")
    expect(page.get_by_role("row", name=re.compile("^Born 6 May 1971"))).to_contain_text("both")

    page.get_by_label("Reason").focus()
    page.keyboard.type("Same hand, same ink.")
    page.get_by_role("button", name="Same", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Decided: the same.")).to_be_visible()
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Profile").press("Enter")
    expect(page.get_by_role("row", name=re.compile("Twin (One|Two)"))).to_have_count(2)

    page.locator(".undo > summary").press("Enter")
    page.locator(".undo textarea").fill("Another ink.")
    page.get_by_role("button", name="Undo the merge").press("Enter")

    expect(page.get_by_text("The decision is undone.")).to_be_visible()
    expect(page.locator(".decisions .ended")).to_have_count(1)


def test_theme_is_changed_in_the_menu_and_stays(signed_in: Browse) -> None:
    page = signed_in("hana")
    page.goto("/vocabularies")

    page.locator(".usermenu > summary").click()
    page.locator(".usermenu").get_by_role("button", name="Dark").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/charts")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(231, 234, 238)"


def test_menus_close_on_escape_and_give_the_focus_back(signed_in: Browse) -> None:
    page = signed_in("hana")
    page.goto("/vocabularies")
    opener = page.locator(".usermenu > summary")

    opener.press("Enter")
    expect(page.locator(".usermenu .menu")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator(".usermenu .menu")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_file_is_checked_in_place_and_then_loaded(signed_in: Browse, tmp_path: Path) -> None:
    (tmp_path / "quays.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "parties.yaml").write_text(PARTIES, encoding="utf-8")
    page = signed_in("ada")
    page.goto("/intake")
    page.locator("#field-file").set_input_files(tmp_path / "quays.csv")
    expect(page.get_by_label("Mapping file (YAML)")).to_be_hidden()
    page.locator("#field-mapping").select_option("own")
    page.get_by_label("Mapping file (YAML)").set_input_files(tmp_path / "parties.yaml")
    page.locator("#field-marking").select_option("suspects/confidential")
    page.get_by_label("Reliability of the source").select_option("B")
    page.get_by_label("Credibility of the information").select_option("2")
    page.get_by_label("Legal basis").fill("Customs Act § 12")

    page.get_by_role("button", name="Check first").click()
    checked = page.locator("#checked")
    expect(checked.get_by_text("This was a check.")).to_be_visible()
    expect(checked.get_by_role("cell", name="ALPHA QUAYS")).to_be_visible()
    expect(checked.locator("[data-figure='rejected']")).to_have_text("1")
    assert banner(page) == "CONFIDENTIAL · SUSPECTS"
    page.get_by_role("button", name="Load", exact=True).click()

    expect(page.locator("h1")).to_have_text("quays.csv")
    expect(page.locator("[data-figure='accepted']")).to_have_text("1")
    expect(page.locator("#batch").get_by_text("done", exact=True)).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("quays.csv 3 country"))).to_be_visible()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Report as table (CSV)").click()
    assert "rejected,quays.csv,3,country" in kept.value.path().read_text(encoding="utf-8")


def test_the_phone_has_its_own_bar_and_everything_within_reach(signed_in: Browse) -> None:
    page = signed_in("hana", width=390, height=844, has_touch=True)
    page.goto("/")

    expect(page.locator(".nav")).to_be_hidden()
    page.locator(".bottombar .more > summary").tap()
    sheet = page.locator(".bottombar .sheet")
    sheet.get_by_role("link", name="Vocabularies").tap()

    expect(page.get_by_role("heading", name="Vocabularies", exact=True)).to_be_visible()
