"""Evidence that would like to be a program: in every field that people fill, on every page that shows it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from graphintel.bootstrap import Platform
from graphintel.security.actor import Actor
from graphintel.services.charts import ChartDraft
from graphintel.services.records import Grounds, NewEntity, NewLink
from tests.browser.audit import faults
from tests.browser.conftest import Browse
from tests.platforms import PASSWORD

# Each would set ``ran`` if anything took it for more than text.
NASTY = (
    "<script>ran=1</script>",
    "</script><script>ran=1</script>",
    '"><img src=x onerror=ran=1>',
    "<svg/onload=ran=1>",
    "'-(ran=1)-'",
    "javascript:ran=1",
    "{{constructor.constructor('ran=1')()}}",
    "${ran=1}",
    "{% set ran = 1 %}",
    "<!--",
    "]]>",
    "&lt;b&gt;",
    "\u202egnp\u2066.exe",
)
ALL = " ".join(NASTY)


@dataclass(frozen=True)
class Nasty:
    """What was stored: two entities, a link, a decision and a chart of nothing but such texts."""

    entity: str
    other: str
    chart: str


@pytest.fixture(scope="module")
def nasty(demo: Platform) -> Nasty:
    actor = demo.sessions.start("ada", PASSWORD).session.actor
    grounds = Grounds(ALL[:120], "B2", "suspects/restricted", ALL[:120])
    values = {"remarks": NASTY, "occupation": NASTY[:3], "birth_place": (ALL[:150],)}
    numbers = [("passport", text[:40], "EE") for text in NASTY[:4]]
    one, other = (
        str(demo.records.add_entity(actor, NewEntity("Person", f"{name} {ALL}"[:300], grounds, values, numbers))["id"])
        for name in ("Nasty", "Nastier")
    )
    demo.records.add_link(actor, NewLink("ASSOCIATED_WITH", one, other, grounds, role=NASTY[2]))
    demo.decisions.decide(actor, "apart", (one, other), why=ALL)
    return Nasty(one, other, chart_of(demo, actor, one, other))


def chart_of(demo: Platform, actor: Actor, *ids: str) -> str:
    groups = [{"id": text, "label": text} for text in NASTY[:4]]
    nodes = [{"id": id_, "x": 100 * at, "y": 50, "group": NASTY[at]} for at, id_ in enumerate(ids)]
    state = {"nodes": nodes, "hidden_links": [], "groups": groups, "filters": {}, "viewport": None}
    return str(demo.charts.save(actor, ChartDraft(ALL[:200], state, shared=True))["id"])


def ran(page: Page) -> object:
    """What a script of the evidence would have left."""
    return page.evaluate("() => [typeof window.ran, document.querySelectorAll('img[src=x], svg[onload]').length]")


def test_no_page_takes_evidence_for_anything_but_text(signed_in: Browse, nasty: Nasty) -> None:
    page = signed_in("ada")
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    found = {}
    for address in (
        "/",
        "/search?q=nasty",
        "/search?q=%3Cscript%3Eran%3D1%3C%2Fscript%3E",
        f"/entities/{nasty.entity}",
        f"/entities/{nasty.entity}/links",
        f"/entities/{nasty.entity}/timeline",
        f"/entities/{nasty.entity}/records",
        f"/entities/{nasty.entity}/decisions",
        f"/entities/{nasty.entity}/decide?q=nastier",
        "/charts",
        "/intake",
        "/account",
        f"/explore?entity={nasty.entity}&entity={nasty.other}",
        f"/explore?chart={nasty.chart}",
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        found[address] = (ran(page), faults(page))

    assert {address: told for address, told in found.items() if told != (["undefined", 0], [])} == {}


def test_suggestions_and_details_show_evidence_as_text(signed_in: Browse, nasty: Nasty) -> None:
    page = signed_in("ada")
    page.goto(f"/explore?entity={nasty.entity}&entity={nasty.other}")

    expect(page.get_by_role("grid", name="Entities on this chart")).to_contain_text("<script>ran=1</script>")
    assert ran(page) == ["undefined", 0]


def test_an_export_to_look_at_takes_evidence_for_text(browse: Browse, demo: Platform, nasty: Nasty) -> None:
    actor = demo.sessions.start("ada", PASSWORD).session.actor
    content = demo.exports.make(actor, "html", [nasty.entity, nasty.other], title=ALL).content.decode()
    page = browse()

    page.set_content(content)

    assert ran(page) == ["undefined", 0]
