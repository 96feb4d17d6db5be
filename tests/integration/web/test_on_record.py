"""Every route that shows what is stored leaves entries that name what it showed; refusals are on record too."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from graphintel.bootstrap import Platform
from graphintel.intake.mapping.reading import read
from graphintel.intake.readers.files import InputFile
from graphintel.queries import audit
from graphintel.queries.audit import AuditEntry
from graphintel.security.policy import Verb
from graphintel.services.checking import Asked
from tests.integration.intake.conftest import PARTIES
from tests.platforms import PASSWORD, Browser, People, body

Ids = dict[str, str]
Ask = Callable[[Browser, Ids], TestResponse]
NOMINAL = {Verb.read, Verb.chart, Verb.load, Verb.decide, Verb.export}
HTML = {"Accept": "text/html"}


def page(path: str) -> Ask:
    """Asks for a page; names in braces are entities of the network."""
    return lambda browser, ids: browser.client.get(path.format(**ids), headers=HTML)


def got(path: str, **query: object) -> Ask:
    """Asks the API."""
    return lambda browser, ids: browser.get(path.format(**ids), **query)


def sent(path: str, given: Callable[[Ids], object]) -> Ask:
    """Asks the API by what is sent."""
    return lambda browser, ids: browser.post(path, given(ids))


def both(ids: Ids) -> dict[str, list[str]]:
    return {"entities": [ids["vesk"], ids["kalvik"], ids["brent"], ids["seizure"]]}


# Every route that shows what is stored: what is asked, and the actions that it leaves.
CALLS: dict[str, tuple[Ask, set[str]]] = {
    "search_api.find": (got("/search", q="vesk"), {"search.made"}),
    "search_api.suggest": (got("/suggest", q="ves"), {"suggestions.made"}),
    "entities_api.show": (got("/entities/{kalvik}"), {"entity.read"}),
    "entities_api.records": (got("/entities/{kalvik}/records"), {"records.read"}),
    "entities_api.links": (got("/entities/{kalvik}/links"), {"links.read"}),
    "entities_api.link_counts": (got("/entities/{kalvik}/link-counts"), {"link_counts.read"}),
    "entities_api.neighbourhood": (got("/entities/{kalvik}/neighbourhood", depth=2), {"neighbourhood.read"}),
    "entities_api.timeline": (got("/entities/{kalvik}/timeline"), {"timeline.read"}),
    "entities_api.leads": (got("/entities/{kalvik}/leads"), {"leads.read"}),
    "graph_api.leads": (sent("/leads", both), {"leads.read"}),
    "graph_api.paths": (
        sent("/paths", lambda ids: {"source": ids["vesk"], "target": ids["seizure"]}),
        {"paths.read"},
    ),
    "graph_api.subgraph": (sent("/subgraph", both), {"subgraph.read"}),
    "graph_api.statistics": (sent("/statistics", both), {"statistics.read"}),
    "graph_api.export": (
        lambda browser, ids: browser.client.post("/api/v1/export/json", json=both(ids), headers=browser.headers),
        {"export.made"},
    ),
    "decisions_api.on": (
        lambda browser, ids: browser.get("/decisions", entity=ids["kalvik"]),
        {"decisions.read"},
    ),
    "charts_api.charts": (got("/charts"), {"charts.listed"}),
    "charts_api.show": (got("/charts/{chart}"), {"chart.opened"}),
    "intake_api.batches": (got("/intake/batches"), {"batches.listed"}),
    "intake_api.batch": (
        lambda browser, ids: browser.client.get(f"/api/v1/intake/batches/{ids['batch']}"),
        {"batch.read"},
    ),
    "intake_api.report": (
        lambda browser, ids: browser.client.get(f"/api/v1/intake/batches/{ids['batch']}/report"),
        {"batch.read"},
    ),
    "home.page": (page("/"), {"overview.read", "charts.listed", "batches.listed"}),
    "search.page": (page("/search?q=vesk"), {"search.made"}),
    "search.suggestions": (page("/search/suggestions?q=ves"), {"suggestions.made"}),
    "entities.page": (page("/entities/{kalvik}"), {"entity.read", "links.read", "leads.read", "decisions.read"}),
    "entities.links": (
        page("/entities/{kalvik}/links"),
        {"entity.read", "links.read", "link_counts.read", "decisions.read"},
    ),
    "entities.timeline": (page("/entities/{kalvik}/timeline"), {"entity.read", "timeline.read", "decisions.read"}),
    "entities.records": (page("/entities/{kalvik}/records"), {"entity.read", "records.read", "decisions.read"}),
    "entities.decisions": (page("/entities/{kalvik}/decisions"), {"entity.read", "decisions.read"}),
    "decisions.choose": (page("/entities/{vesk}/decide?with={веск}"), {"entity.read", "proposal.read"}),
    "charts.page": (page("/charts"), {"charts.listed"}),
    "intake.page": (page("/intake"), {"batches.listed"}),
    "intake.batch": (page("/intake/{batch}"), {"batch.read"}),
}
# These change something, which leaves an entry in the transaction of the change, or show nothing that is stored.
OTHERS = {
    "graph_api.link_types", "graph_api.kinds", "vocabularies_api.schemes", "vocabularies_api.terms",
    "vocabularies.page", "vocabularies.scheme", "explore.page", "intake_api.mappings", "intake_api.load",
    "intake_api.cancel", "intake.load", "intake.cancel", "charts_api.save", "charts_api.change", "charts_api.delete",
    "charts.rename", "charts.delete", "decisions_api.decide", "decisions_api.end", "decisions.take", "decisions.end",
}  # fmt: skip


@pytest.fixture
def known(platform: Platform, people: People, ids: Ids, hana: Browser, tmp_path: Path) -> Ids:
    """The network, with a decision, a chart and a batch."""
    decided = {"type": "same", "subjects": [ids["kalvik"], ids["brent"]], "why": "x", "marking": "suspects/restricted"}
    assert hana.post("/decisions", {**decided, "type": "apart"}).status_code == 201
    nodes = [{"id": ids[name], "x": 0, "y": 0} for name in ("vesk", "kalvik")]
    chart = hana.post("/charts", {"name": "Harbour", "state": {"nodes": nodes}})
    sheet = tmp_path / "list.csv"
    sheet.write_text("id,name,country,linked,marking\n1,ALPHA,Estonia,,\n")
    asked = Asked("suspects/restricted", "B2", "Customs Act s. 12")
    report = platform.intake.load(people.harbour, read(PARTIES), [InputFile("list.csv", sheet)], asked)
    return {**ids, "chart": body(chart)["id"], "batch": report.batch}


def entries_since(platform: Platform, seen: set[str]) -> list[AuditEntry]:
    """What was put on record since, by anybody."""
    platform.trail.ship()
    return [each for each in audit.latest(platform.store, limit=500) if each.id not in seen]


def shown(answer: TestResponse) -> set[str]:
    """The ids of entities, records, charts, batches and decisions in an answer."""
    if answer.mimetype == "text/html":
        return set(re.findall(r"(?:/entities/|/intake/|chart=)([0-9a-f-]{36})", answer.text))
    # Communities have small numbers, which name nobody.
    return {id_ for id_ in named(json.loads(answer.data)) if not id_.isdecimal()}


def named(data: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(data, list):
        for each in data:
            yield from named(each)
    elif isinstance(data, dict):
        if "id" in data and not ("source" in data and ("target" in data or len(data) == 2)):
            yield str(data["id"])
        yield from (str(data[name]) for name in ("record", "decision") if isinstance(data.get(name), str))
        for name, value in data.items():
            yield from named(value) if name != "state" else ()


def test_every_route_leaves_entries_that_name_what_it_showed(
    app: APIFlask, platform: Platform, hana: Browser, people: People, known: Ids
) -> None:
    for endpoint, (ask, actions) in CALLS.items():
        seen = {each.id for each in entries_since(platform, set())}
        answer = ask(hana, known)
        left = entries_since(platform, seen)

        assert answer.status_code == 200, (endpoint, answer.text)
        assert {each.action for each in left} >= actions, endpoint
        assert {each.by for each in left} == {people.harbour.id}, endpoint
        missing = shown(answer) - {id_ for each in left for id_ in each.objects}
        assert missing == set(), (endpoint, missing)


def test_no_route_is_left_out(app: APIFlask) -> None:
    nominal = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "permission", None) in NOMINAL or rule.endpoint == "home.page"
    }

    assert nominal - CALLS.keys() - OTHERS == set()
    assert CALLS.keys() | OTHERS <= {rule.endpoint for rule in app.url_map.iter_rules()}


def test_entries_say_from_where_and_hide_what_was_typed(platform: Platform, hana: Browser, ids: Ids) -> None:
    hana.get("/search", q="Илмар Vesk", kind="Person")

    (entry,) = [each for each in entries_since(platform, set()) if each.action == "search.made"]

    assert (entry.origin, entry.address) == ("api", "127.0.0.1")
    assert entry.detail == {"total": 2, "kinds": ["Person"]}
    assert entry.text.startswith(entry.at[:10])
    assert "Vesk" not in json.dumps(asdict(entry), ensure_ascii=False)


def test_refusals_are_on_record_under_whoever_was_refused(
    platform: Platform, app: APIFlask, people: People, ids: Ids, hana: Browser
) -> None:
    browser = Browser(app, "otto")
    client = app.test_client()
    hidden = ids["olin"]
    refused: list[tuple[Callable[[], TestResponse], str, str, int]] = [
        (lambda: browser.get(f"/entities/{hidden}"), people.officer.id, "not_found", 404),
        (lambda: browser.client.get(f"/entities/{hidden}", headers=HTML), people.officer.id, "not_found", 404),
        (lambda: browser.post("/decisions", {}), people.officer.id, "not_allowed", 403),
        (lambda: browser.client.post("/api/v1/subgraph", json={}), people.officer.id, "csrf", 403),
        (
            lambda: browser.client.put("/api/v1/search", headers=browser.headers),
            people.officer.id,
            "method_not_allowed",
            405,
        ),
        (lambda: client.get("/api/v1/search"), "nobody", "not_signed_in", 401),
        (lambda: client.get("/api/v1/none"), "nobody", "not_found", 404),
    ]
    for ask, by, code, status in refused:
        seen = {each.id for each in entries_since(platform, set())}
        assert ask().status_code == status
        told = [
            (each.by, each.detail["code"]) for each in entries_since(platform, seen) if each.action == "access.refused"
        ]
        assert told == [(by, code)], (by, code)

    named_ = [each.objects for each in audit.latest(platform.store, action="access.refused") if each.objects]
    assert named_ == [(hidden,), (hidden,)]


def test_a_flood_of_strangers_is_counted_and_leaves_two_entries_a_minute(
    platform: Platform, app: APIFlask, people: People
) -> None:
    client = app.test_client()
    for _attempt in range(30):
        client.get("/api/v1/search")
    platform.trail._tell_of_crowds(over=True)

    left = [each for each in entries_since(platform, set()) if each.by == "nobody"]

    assert sum(1 + each.detail.get("further", 0) - ("further" in each.detail) for each in left) == 30
    assert len(left) <= 4


def test_nothing_is_shown_that_cannot_be_put_on_record(
    platform: Platform, hana: Browser, ids: Ids, tmp_path: Path
) -> None:
    journal = platform.settings.home / "journal"
    journal.write_text("in the way")

    answers = [
        hana.get(f"/entities/{ids['vesk']}"), hana.get("/search", q="vesk"),
        hana.client.get(f"/entities/{ids['vesk']}", headers=HTML), hana.client.get("/", headers=HTML),
    ]  # fmt: skip
    journal.unlink()
    after = hana.get(f"/entities/{ids['vesk']}")

    assert [each.status_code for each in answers] == [503] * 4
    assert body(answers[0])["code"] == "journal_unwritable"
    assert all("Vesk" not in each.text for each in answers)
    assert after.status_code == 200


def test_who_signs_in_by_a_form_without_its_token_is_on_record(
    platform: Platform, app: APIFlask, people: People
) -> None:
    app.test_client().post("/sign-in", data={"username": "ada", "password": PASSWORD}, headers=HTML)

    (entry,) = [each for each in entries_since(platform, set()) if each.action == "access.refused"]

    assert (entry.by, entry.detail["code"]) == ("nobody", "csrf")


def test_a_made_up_id_is_on_record_as_it_was_asked_for(platform: Platform, hana: Browser) -> None:
    absent = str(uuid4())
    hana.get(f"/entities/{absent}/records")

    (entry,) = [each for each in entries_since(platform, set()) if each.action == "access.refused"]

    assert entry.objects == (absent,)
