"""The trail as an auditor reads it: what it tells, what it keeps to itself, and that he who reads is on record too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.model.times import now
from graphintel.queries import audit
from tests.platforms import Browser, People, body

HTML = {"Accept": "text/html"}
NAMES = ("Vesk", "Веск", "Kalvik", "Brent", "SZ-2026", "Muuga", "5555")


@pytest.fixture
def alma(app: APIFlask, people: People) -> Browser:
    """An auditor, who is cleared for next to nothing."""
    return Browser(app, "alma")


@pytest.fixture
def used(hana: Browser, ids: dict[str, str]) -> dict[str, str]:
    """The network after an analyst has looked around in it."""
    assert hana.get("/search", q="Илмар Веск").status_code == 200
    for name in ("kalvik", "brent", "vesk"):
        assert hana.get(f"/entities/{ids[name]}").status_code == 200
    return ids


def test_who_looked_at_an_entity_is_told_by_any_id_that_it_ever_had(
    alma: Browser, hana: Browser, people: People, used: dict[str, str]
) -> None:
    same = {"type": "same", "subjects": [used["kalvik"], used["brent"]], "why": "x", "marking": "suspects/restricted"}
    decided = body(hana.post("/decisions", same))
    hana.get(f"/entities/{used['brent']}/timeline")
    hana.delete(f"/decisions/{decided['id']}", {"why": "not so"})

    found = body(alma.get("/audit/entries", object=used["brent"]))
    again = body(alma.get("/audit/entries", object=used["kalvik"], action="timeline.read", user="hana"))
    nobody = body(alma.get("/audit/entries", object="no such thing"))

    assert set(found["known_as"]) == {used["brent"], used["kalvik"]}
    assert {each["action"] for each in found["items"]} >= {"entity.read", "timeline.read", "decision.taken"}
    assert [(each["action"], each["by"]["username"]) for each in again["items"]] == [("timeline.read", "hana")]
    assert nobody["items"] == []


def test_what_was_typed_is_read_until_its_texts_are_erased(
    alma: Browser, platform: Platform, people: People, used: dict[str, str]
) -> None:
    folder = platform.settings.home / "keys" / "queries"
    (search,) = body(alma.get("/audit/entries", action="search.made"))["items"]
    today = folder / f"{now()[:10]}.key"
    today.rename(folder / "2026-01-01.key")

    erased = platform.audit.erase_texts(people.auditor, now()[:10])

    (after,) = body(alma.get("/audit/entries", action="search.made"))["items"]
    assert (search["text"], search["text_erased"]) == ("Илмар Веск", False)
    assert (after["text"], after["text_erased"]) == (None, True)
    assert "2026-01-01" in erased["days"]
    assert audit.latest(platform.store, action="texts.erased")[0].by == people.auditor.id
    platform.sealing.seal()
    assert platform.sealing.verify(lambda _done, _total: None).whole


def test_entries_come_by_pages_that_leave_nothing_out_and_repeat_nothing(
    alma: Browser, hana: Browser, used: dict[str, str]
) -> None:
    for _time in range(7):
        hana.get(f"/entities/{used['vesk']}/links")
    wanted = {"user": "hana", "action": "links.read", "limit": 3}

    page = body(alma.get("/audit/entries", **wanted))
    seen = [each["id"] for each in page["items"]]
    while page["next_cursor"]:
        page = body(alma.get("/audit/entries", **wanted, cursor=page["next_cursor"]))
        seen += [each["id"] for each in page["items"]]

    assert len(seen) == len(set(seen)) == 7
    assert alma.get("/audit/entries", user="hana", cursor="x").status_code == 422


def test_filters_are_held_together_and_bad_ones_named(alma: Browser, used: dict[str, str]) -> None:
    today = now()[:10]

    both = body(alma.get("/audit/entries", user="hana", action="entity.read", since=today, until=today))
    before = body(alma.get("/audit/entries", until="2026-01-01"))
    never = body(alma.get("/audit/entries", since="9999-12-31", until="9999-12-31"))

    assert len(both["items"]) == 3
    assert {each["origin"] for each in both["items"]} == {"api"}
    assert before["items"] == never["items"] == []
    assert alma.get("/audit/entries", user="none").status_code == 422
    assert alma.get("/audit/entries", since="2026-13-01").status_code == 422
    assert alma.get("/audit/entries", since="soon").status_code == 422


def test_what_a_user_did_is_counted_by_day_and_action(alma: Browser, used: dict[str, str]) -> None:
    found = body(alma.get("/audit/users/hana"))

    assert found["user"]["username"] == "hana"
    assert found["actions"]["entity.read"] == 3
    assert found["days"][0]["total"] == found["total"]
    assert alma.get("/audit/users/none").status_code == 404


def test_use_that_is_unusual_is_told_with_its_reason(
    alma: Browser, hana: Browser, platform: Platform, people: People, ids: dict[str, str]
) -> None:
    hana.get("/search", q="hana")
    hana.get("/search", q="Otto")
    for _time in range(12):
        hana.get(f"/entities/{ids['vesk']}")
    platform.trail.ship()
    # Over several days, and at noon: whether somebody works at night is another question.
    spread = "MATCH (e:AuditEntry {by: $by}) WITH e ORDER BY e.action, e.id WITH collect(e) AS found "
    when = "SET e.at = '2026-11-0' + (n % 4 + 1) + 'T12:00:00.000000Z'"
    then = "UNWIND range(0, size(found) - 1) AS n WITH found[n] AS e, n " + when
    with platform.store._driver.session() as session:
        session.run(spread + then, by=people.harbour.id).consume()

    found = body(alma.get("/audit/unusual", days=366))

    told = {(each["what"], each["by"]["username"]): each for each in found["items"]}
    assert told.keys() == {("own_name", "hana"), ("again", "hana")}
    assert told["own_name", "hana"]["reason"] == "Searched for his own name."
    assert (told["again", "hana"]["object"], told["again", "hana"]["count"]) == (ids["vesk"], 12)
    assert found["texts_read"] == 2


def test_the_state_of_the_chain_is_told(alma: Browser, platform: Platform, used: dict[str, str]) -> None:
    platform.sealing.seal()
    platform.sealing.verify(lambda _done, _total: None)

    found = body(alma.get("/audit/state"))

    assert found["seals"] == found["listed"] > 0
    assert found["sealed"] > 0
    assert (found["found"], found["damaged"]) == (0, [])
    assert datetime.fromisoformat(found["checked_at"]).tzinfo == UTC
    assert found["texts_since"] == now()[:10]


def test_an_auditor_sees_no_name_and_no_value_of_what_is_stored(
    alma: Browser, hana: Browser, used: dict[str, str]
) -> None:
    same = {"type": "apart", "subjects": [used["kalvik"], used["brent"]], "why": "Kalvik is not Brent"}
    hana.post("/decisions", {**same, "marking": "suspects/restricted"})
    exported = {"entities": [used["kalvik"]], "title": "Kalvik Shipping"}
    assert hana.client.post("/api/v1/export/json", json=exported, headers=hana.headers).status_code == 200
    hana.post("/charts", {"name": "Kalvik"})
    typed = {"Веск"}  # What was typed is what an auditor may read.

    answers = [
        alma.get("/audit/entries", limit=200).text,
        *(alma.client.get(path, headers=HTML).text for path in ("/audit", "/audit/users/hana", "/audit/unusual")),
        alma.client.get(f"/audit?object={used['kalvik']}", headers=HTML).text,
    ]

    for answer in answers:
        assert [name for name in NAMES if name in answer and name not in typed] == []


def test_who_reads_the_trail_is_on_record_too_and_who_may_not_is_refused(
    alma: Browser, hana: Browser, platform: Platform, people: People, used: dict[str, str]
) -> None:
    alma.get("/audit/entries", object=used["vesk"])
    alma.get("/audit/users/hana")
    refused = [hana.get(f"/audit/{path}").status_code for path in ("entries", "users/alma", "unusual", "state")]
    platform.trail.ship()

    looks = audit.latest(platform.store, action="audit.read")

    assert refused == [403] * 4
    assert {(each.by, each.detail["what"], each.objects) for each in looks} == {
        (people.auditor.id, "entries", (used["vesk"],)),
        (people.auditor.id, "user", (people.harbour.id,)),
    }


@pytest.mark.parametrize("path", ["", "/unusual", "/users/hana", "/users/nobody", "?since=soon", "?user=none"])
def test_the_pages_stand_in_both_languages(alma: Browser, used: dict[str, str], path: str) -> None:
    for language in ("en", "fr"):
        glue = "&" if "?" in path else "?"
        page = alma.client.get(f"/audit{path}{glue}lang={language}", headers=HTML)
        assert page.status_code == 200, path
        assert "<table" in page.text or 'class="empty"' in page.text
