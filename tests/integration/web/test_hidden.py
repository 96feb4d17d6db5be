"""Side doors: what a viewer could learn of hidden evidence, or do to it, without ever being shown it."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Sequence
from typing import Any

import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.model.drafts import ClaimDraft, PartyDraft, RecordDraft, Ref, Settled, settle, subject_of
from graphintel.model.ids import link_id
from graphintel.model.marking import Marking
from graphintel.model.records import Named
from graphintel.model.times import now
from graphintel.queries import records
from tests.platforms import Browser, People, body

OPEN, SECRET = "seizures/unclassified", "seizures/confidential"
IMO, OTHER_IMO = "9074729", "8814275"


def ref(key: str) -> Ref:
    return Ref("port", key)


def vessel(key: str, name: str, *numbers: str) -> PartyDraft:
    return PartyDraft(ref(key), "Vessel", (Named(name),), {}, tuple(("imo", number, "") for number in numbers))


def draft(platform: Platform, key: str, marking: str, *parties: PartyDraft, claims: Sequence[Any] = ()) -> Settled:
    made = RecordDraft(
        "port", key, "entry", "2026-01-01", "B", "2", Marking.parse(marking), "Act", parties, tuple(claims),
        {"key": key, "names": [name.text for party in parties for name in party.names]},
    )  # fmt: skip
    return settle(platform.ids, made)


def record(platform: Platform, *drafts: Settled) -> tuple[str, ...]:
    return records.add(platform.store, drafts, by="tests", batch="", at=now()).records


def id_of(platform: Platform, key: str) -> str:
    return subject_of(platform.ids, ref(key))


def links_of(browser: Browser, id_: str) -> list[Any]:
    return list(body(browser.get(f"/entities/{id_}/links"))["items"])


@pytest.fixture
def ada(app: APIFlask, people: People) -> Browser:
    return Browser(app, "ada")


def test_a_secret_merge_does_not_show_by_a_link_that_an_open_record_claims(
    platform: Platform, ada: Browser, olga: Browser
) -> None:
    owned = ClaimDraft("CARRIED_ON", ref("box"), ref("hidden"))
    box = PartyDraft(ref("box"), "Container", (Named("BOX 1"),))
    record(
        platform,
        draft(platform, "1", OPEN, box, claims=[owned]),
        draft(platform, "2", OPEN, vessel("seen", "Aurora")),
        draft(platform, "3", SECRET, vessel("hidden", "Phantom")),
    )
    seen, hidden = id_of(platform, "seen"), id_of(platform, "hidden")
    told = {"type": "same", "subjects": [seen, hidden], "why": "an informant", "marking": SECRET}

    decided = body(ada.post("/decisions", told))

    assert links_of(olga, seen) == []
    assert body(olga.get(f"/entities/{id_of(platform, 'box')}"))["degree"] == 0
    assert decided["effective"] is False
    assert len(links_of(ada, hidden)) == 1


def test_an_open_ship_entered_with_the_number_of_a_hidden_one_shows_nothing_of_it(
    platform: Platform, ada: Browser, olga: Browser
) -> None:
    carried = ClaimDraft("CARRIED_ON", ref("box"), ref("hidden"))
    box = PartyDraft(ref("box"), "Container", (Named("BOX 1"),))
    record(
        platform,
        draft(platform, "1", OPEN, box, claims=[carried]),
        draft(platform, "2", SECRET, vessel("hidden", "Phantom", IMO)),
    )
    new = {
        "kind": "Vessel", "name": "Bait", "identifiers": [{"scheme": "imo", "value": IMO}], "source": "me",
        "grade": "F6", "marking": OPEN, "legal_basis": "Act",
    }  # fmt: skip

    bait = body(olga.post("/entities", new))

    assert [each["link"]["type"] for each in links_of(olga, bait["id"])] == ["IDENTIFIED_BY"]
    assert body(olga.get(f"/entities/{id_of(platform, 'box')}/links"))["total"] == 0


def test_a_ship_entered_with_two_numbers_makes_no_one_ship_of_two(platform: Platform, ada: Browser) -> None:
    record(
        platform,
        draft(platform, "1", OPEN, vessel("one", "Aurora", IMO)),
        draft(platform, "2", OPEN, vessel("other", "Boreas", OTHER_IMO)),
    )
    numbers = [{"scheme": "imo", "value": number} for number in (IMO, OTHER_IMO)]
    new = {
        "kind": "Vessel", "name": "Bridge", "identifiers": numbers, "source": "me", "grade": "F6", "marking": OPEN,
        "legal_basis": "Act",
    }  # fmt: skip

    bridge = body(ada.post("/entities", new))

    found = {body(ada.get(f"/entities/{id_of(platform, key)}"))["id"] for key in ("one", "other")}
    assert len(found | {bridge["id"]}) == 3


def test_raising_a_marking_withdraws_the_earlier_edition_from_lists_and_from_the_past(
    platform: Platform, ada: Browser, olga: Browser
) -> None:
    record(platform, draft(platform, "1", OPEN, vessel("one", "Aurora")))
    record(platform, draft(platform, "2", OPEN, vessel("one", "Informant's Name")))
    between = now()
    record(platform, draft(platform, "2", SECRET, vessel("one", "Informant's Name")))
    one = id_of(platform, "one")

    listed = body(olga.get(f"/entities/{one}/records"))
    then = body(olga.get(f"/entities/{one}", at=between))

    assert [each["key"] for each in listed["items"]] == ["1"]
    assert listed["total"] == 1
    assert then["names"] == ["Aurora"]
    assert body(ada.get(f"/entities/{one}/records"))["total"] == 3
    assert "Informant's Name" in body(ada.get(f"/entities/{one}", at=between))["names"]


def test_a_cursor_does_not_tell_by_which_subject_an_entity_is_led(platform: Platform, olga: Browser) -> None:
    boxes = [PartyDraft(ref(f"box-{number}"), "Container", (Named(f"BOX {number}"),)) for number in range(2)]
    claims = [ClaimDraft("CARRIED_ON", box.ref, ref("seen")) for box in boxes]
    record(platform, draft(platform, "0", SECRET, vessel("hidden", "Phantom", IMO)))
    record(platform, draft(platform, "1", OPEN, vessel("seen", "Aurora", IMO), *boxes, claims=claims))
    seen, hidden = id_of(platform, "seen"), id_of(platform, "hidden")
    guesses = [
        link_id("CARRIED_ON", subject_of(platform.ids, box.ref), hidden, "", OPEN) for box in boxes
    ] + [seen, hidden]  # fmt: skip

    page = body(olga.get(f"/entities/{seen}/links", limit=1, type="CARRIED_ON"))

    assert page["total"] == 2
    assert not [guess for guess in guesses if guess in _readable(page["next_cursor"])]
    rest = body(olga.get(f"/entities/{seen}/links", limit=1, type="CARRIED_ON", cursor=page["next_cursor"]))
    assert {each["link"]["id"] for each in (*page["items"], *rest["items"])} == {
        link_id("CARRIED_ON", subject_of(platform.ids, box.ref), seen, "", OPEN) for box in boxes
    }


def test_a_hidden_entity_has_no_decisions_as_one_that_is_not_there_has_none(ada: Browser, ids: dict[str, str]) -> None:
    hidden, nobody = (
        ada.get("/decisions", entity=id_) for id_ in (ids["olin"], "00000000-0000-4000-8000-000000000000")
    )

    assert (hidden.status_code, nobody.status_code) == (404, 404)
    assert body(hidden)["detail"] == body(nobody)["detail"]


def _readable(cursor: str) -> str:
    """What anybody reads of a signed cursor."""
    parts = cursor.split(".")
    return " ".join(urlsafe_b64decode(part + "=" * (-len(part) % 4)).decode("latin-1") for part in parts if part)
