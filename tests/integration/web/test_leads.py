"""What is possibly the same, over HTTP: reasons, grounds, what nobody is told of, and the marking that is proposed."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from graphintel.bootstrap import Platform
from graphintel.model.drafts import PartyDraft, RecordDraft, settle, subject_of
from graphintel.model.marking import Marking
from graphintel.model.records import Named
from graphintel.model.times import now
from graphintel.queries import records
from tests.harbour import ref
from tests.platforms import Browser, body

IMO = "9074729"
HIDDEN = "suspects/confidential/op-harbour"


def ship(platform: Platform, key: str, marking: str, *numbers: str) -> str:
    """One more ship of the harbour; its id."""
    identifiers = tuple(("imo", number, "") for number in numbers)
    party = PartyDraft(ref(key), "Vessel", (Named(key.title()),), {}, identifiers)
    draft = RecordDraft(
        "harbour", key, "Vessel", "", "B", "2", Marking.parse(marking), "Customs Act 12", (party,), (), {"key": key}
    )
    records.add(platform.store, [settle(platform.ids, draft)], by="tests", batch="", at=now())
    return subject_of(platform.ids, ref(key))


@pytest.fixture
def ships(platform: Platform, ids: dict[str, str]) -> tuple[str, str]:
    """Two ships of one number, of which one was entered with another number too: they are not joined."""
    return ship(platform, "aurora", "suspects/restricted", IMO), ship(
        platform, "borea", "suspects/restricted", IMO, "8814275"
    )


def same(*subjects: str, **more: str) -> dict[str, object]:
    return {"type": "same", "subjects": list(subjects), "why": "The same hull.", **more}


def test_a_join_that_was_refused_is_told_with_its_ground_and_its_reason(ada: Browser, ships: tuple[str, str]) -> None:
    one, other = ships

    found = body(ada.get(f"/entities/{one}/leads"))

    ((lead,), total) = found["items"], found["total"]
    assert total == 1
    assert {lead["source"], lead["target"]} == {one, other}
    assert {node["id"] for node in lead["nodes"]} == {one, other}
    (ground,) = lead["grounds"]
    assert (ground["what"], ground["scheme"], ground["number"]) == ("identifier", "imo", IMO)
    assert ground["reason"] == "several_numbers"
    assert ground["text"].startswith("One of them bears two numbers")
    assert ground["marking"]["text"] == "suspects/restricted"
    assert body(ada.get(f"/entities/{ground['identifier']}"))["caption"] == IMO
    assert body(ada.get(f"/entities/{other}/leads")) == found
    assert body(ada.post("/leads", {"entities": [one, other]})) == found


def test_what_is_joined_is_no_lead_any_more(ada: Browser, ships: tuple[str, str]) -> None:
    one, other = ships

    taken = body(ada.post("/decisions", same(one, other)))

    assert taken["effective"] is True
    assert body(ada.get(f"/entities/{one}/leads")) == {"items": [], "total": 0}


def test_who_is_kept_apart_is_no_lead_until_that_ends(ada: Browser, ships: tuple[str, str]) -> None:
    one, other = ships
    apart = body(ada.post("/decisions", same(one, other) | {"type": "apart"}))
    kept_apart = body(ada.get(f"/entities/{one}/leads"))["total"]
    ada.delete(f"/decisions/{apart['id']}", {"why": "They are not that different."})

    assert kept_apart == 0
    assert body(ada.get(f"/entities/{one}/leads"))["total"] == 1


def test_a_merge_that_not_everybody_could_see_is_a_lead_for_those_who_see_it(
    ada: Browser, hana: Browser, ids: dict[str, str]
) -> None:
    taken = body(hana.post("/decisions", same(ids["vesk"], ids["веск"], marking=HIDDEN)))

    (lead,) = body(hana.get(f"/entities/{ids['vesk']}/leads"))["items"]

    assert lead["grounds"] == [
        {
            "what": "decision",
            "reason": "not_everyone",
            "text": "A join counts only where everybody whom it concerns may see what joins them.",
            "scheme": None,
            "number": None,
            "identifier": None,
            "decision": taken["id"],
            "why": "The same hull.",
            "marking": lead["marking"],
        }
    ]
    assert lead["marking"]["text"] == HIDDEN
    assert lead["decidable"] is True
    assert body(ada.get(f"/entities/{ids['vesk']}/leads"))["total"] == 0
    assert body(ada.post("/leads", {"entities": [ids["vesk"], ids["веск"]]}))["total"] == 0


def test_a_number_that_only_a_hidden_record_gives_leads_nobody_who_does_not_see_it(
    ada: Browser, hana: Browser, platform: Platform, ids: dict[str, str]
) -> None:
    one, other = ship(platform, "aurora", "suspects/restricted", IMO), ship(platform, "borea", "suspects/restricted")
    party = PartyDraft(ref("borea"), "Vessel", (Named("Borea"),), {}, (("imo", IMO, ""),))
    tip = RecordDraft(
        "harbour", "tip", "Vessel", "", "B", "2", Marking.parse(HIDDEN), "Customs Act 12", (party,), (), {}
    )
    records.add(platform.store, [settle(platform.ids, tip)], by="tests", batch="", at=now())

    assert body(hana.get(f"/entities/{one}/leads"))["total"] == 1
    assert body(ada.get(f"/entities/{one}/leads"))["total"] == 0
    assert body(ada.get(f"/entities/{other}/leads"))["total"] == 0
    assert body(ada.post("/leads", {"entities": [one, other]}))["total"] == 0


def test_an_entity_at_the_other_end_that_is_hidden_is_no_lead(
    ada: Browser, hana: Browser, platform: Platform, ids: dict[str, str]
) -> None:
    one, other = ship(platform, "aurora", "suspects/restricted", IMO), ship(platform, "borea", HIDDEN, IMO)
    ship(platform, "aurora-b", "suspects/restricted", IMO, "8814275")

    assert {lead["target"] for lead in body(ada.get(f"/entities/{one}/leads"))["items"]}.isdisjoint({other})
    assert ada.get(f"/entities/{other}/leads").status_code == 404
    assert body(hana.get(f"/entities/{other}/leads"))["total"] > 0


def test_a_lead_is_no_link_and_leads_to_no_path(ada: Browser, ids: dict[str, str], ships: tuple[str, str]) -> None:
    one, other = ships

    among = body(ada.post("/subgraph", {"entities": [one, other]}))
    paths = body(ada.post("/paths", {"source": one, "target": other, "link_types": ["OWNS"]}))
    figures = body(ada.post("/statistics", {"entities": [one, other]}))

    assert among["links"] == []
    assert paths["found"] == 0
    assert (figures["links"], figures["components"]) == (0, 2)


def test_without_a_marking_a_decision_gets_the_one_under_which_it_joins(ada: Browser, ids: dict[str, str]) -> None:
    taken = body(ada.post("/decisions", same(ids["kalvik"], ids["brent"])))

    # Kalvik is unclassified and Brent restricted: whoever sees both sees what is restricted.
    assert taken["marking"] == "suspects/restricted"
    assert taken["effective"] is True


def test_nobody_learns_of_a_hidden_entity_by_asking_for_its_marking(ada: Browser, ids: dict[str, str]) -> None:
    assert ada.post("/decisions", same(ids["vesk"], ids["olin"])).status_code == 404
    assert ada.post("/decisions", same(ids["vesk"], str(uuid4()))).status_code == 404


def test_leads_among_nothing_that_is_seen_are_none(ada: Browser, ids: dict[str, str]) -> None:
    assert body(ada.post("/leads", {"entities": [ids["olin"], str(uuid4())]})) == {"items": [], "total": 0}
    assert ada.post("/leads", {"entities": []}).status_code == 422


def page(ada: Browser, address: str) -> str:
    """A page as its source."""
    answer = ada.client.get(address, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    return answer.text


def decided(ada: Browser, form: str, **given: str) -> str:
    """Sends the form of a comparison as it stands on its page, save for what is given; where that leads."""
    hidden = dict(
        re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form[form.index('action="/decisions"') :])
    )
    answer = ada.client.post("/decisions", data={**hidden, **given}, headers={"Accept": "text/html"})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def test_the_page_tells_what_is_possibly_the_same_with_ways_to_decide(ada: Browser, ships: tuple[str, str]) -> None:
    one, other = ships

    text = page(ada, f"/entities/{one}")

    assert "Possibly the same as" in text
    assert "One of them bears two numbers of this scheme" in text
    for type_ in ("same", "apart"):
        assert f'href="/entities/{one}/decide?type={type_}&amp;with={other}"' in text


def test_the_form_proposes_the_marking_that_joins_and_names_those_that_do_not(
    ada: Browser, ids: dict[str, str]
) -> None:
    form = page(ada, f"/entities/{ids['kalvik']}/decide?with={ids['brent']}")

    assert '<option value="suspects/restricted" selected>' in form
    assert '<option value="suspects/unclassified">' in form
    assert '<option value="suspects/confidential" class="idle">' in form
    assert '<option value="seizures/unclassified" class="idle">' in form


def test_the_form_says_where_no_marking_joins_because_somebody_keeps_them_apart(
    ada: Browser, ids: dict[str, str]
) -> None:
    ada.post("/decisions", same(ids["kalvik"], ids["brent"]) | {"type": "apart"})

    form = page(ada, f"/entities/{ids['kalvik']}/decide?with={ids['brent']}")

    assert "A decision keeps them apart" in form
    assert "Under these a merge takes effect" not in form


def test_who_decides_from_a_chart_comes_back_to_it(ada: Browser, ids: dict[str, str]) -> None:
    address = f"/entities/{ids['kalvik']}/decide?with={ids['brent']}"

    to_chart = decided(
        ada, page(ada, f"{address}&back=chart"), type="same", why="One letterhead.", marking="suspects/confidential"
    )
    to_page = decided(ada, page(ada, address), type="same", why="One letterhead.", marking="suspects/restricted")

    assert to_chart == "/explore?done=without_effect"
    assert "The decision is kept but has no effect" in page(ada, to_chart)
    assert to_page == f"/entities/{ids['kalvik']}/decisions?done=same"


def test_a_form_sent_without_a_reason_comes_back_filled_in(ada: Browser, ids: dict[str, str]) -> None:
    form = page(ada, f"/entities/{ids['kalvik']}/decide?with={ids['brent']}&back=chart")
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))

    again = ada.client.post(
        "/decisions", data={**hidden, "type": "apart", "why": "", "marking": "suspects/unclassified"}
    )

    assert again.status_code == 422
    assert "A decision needs a reason." in again.text
    assert '<option value="suspects/unclassified" selected>' in again.text
    assert f'name="with" value="{ids["brent"]}"' in again.text
    assert 'name="back" value="chart"' in again.text
