import io
import time
from collections.abc import Iterator
from typing import Any

import pytest
from apiflask import APIFlask
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from graphintel.bootstrap import Platform
from graphintel.web import create_app
from tests.integration.intake.conftest import PARTIES
from tests.platforms import Browser, People, body
from tests.working import working

ROWS = b"id,name,country,linked,marking\n1,ALPHA,Estonia,,\n2,BETA,Atlantis,,\n"
FILED = {"marking": "suspects/restricted", "grade": "B2", "legal_basis": "Customs Act s. 12"}
BATCHES = "/api/v1/intake/batches"


@pytest.fixture
def app(platform: Platform) -> APIFlask:
    return create_app(platform)


@pytest.fixture(autouse=True)
def worker(platform: Platform) -> Iterator[None]:
    with working(platform):
        yield


@pytest.fixture
def analyst(app: APIFlask, people: People) -> Browser:
    return Browser(app, "ada")


def upload(browser: Browser, content: bytes = ROWS, **form: Any) -> Any:  # noqa: ANN401 - an answer
    given = {
        "file": (io.BytesIO(content), "list.csv"),
        "mapping_file": (io.BytesIO(PARTIES.encode()), "parties.yaml"),
        **FILED,
        **form,
    }
    sent = {
        name: FileStorage(value[0], value[1]) if isinstance(value, tuple) else value
        for name, value in given.items()
        if value is not None
    }
    boundary, encoded = encode_multipart(sent)
    kind = f"multipart/form-data; boundary={boundary}"
    return browser.client.post(BATCHES, data=encoded, headers=browser.headers, content_type=kind)


def ended(browser: Browser, id_: str) -> dict[str, Any]:
    """The batch once it has ended."""
    patience = time.monotonic() + 60
    while (found := body(browser.client.get(f"{BATCHES}/{id_}")))["state"] == "running" and time.monotonic() < patience:
        time.sleep(0.05)
    return dict(found)


def test_an_upload_runs_in_the_background_and_is_asked_about(analyst: Browser) -> None:
    answer = upload(analyst)

    assert answer.status_code == 202, answer.text
    assert body(answer)["state"] == "running"
    found = ended(analyst, body(answer)["id"])
    assert (found["state"], found["read"], found["accepted"], found["rejected"]) == ("done", 2, 1, 1)
    assert found["report"]["rejections"][0]["field"] == "country"
    assert [each["id"] for each in body(analyst.client.get(BATCHES))["items"]] == [found["id"]]


def test_a_dry_run_stores_nothing(analyst: Browser, platform: Platform) -> None:
    found = ended(analyst, body(upload(analyst, dry_run="true"))["id"])

    assert (found["dry_run"], found["accepted"], len(found["report"]["preview"])) == (True, 1, 1)
    again = ended(analyst, body(upload(analyst))["id"])
    assert again["accepted"] == 1


def test_the_report_is_a_file_to_keep(analyst: Browser) -> None:
    found = ended(analyst, body(upload(analyst))["id"])

    table = analyst.client.get(f"{BATCHES}/{found['id']}/report?format=csv")
    whole = analyst.client.get(f"{BATCHES}/{found['id']}/report")

    assert table.text.splitlines()[1].startswith("rejected,list.csv,3,country")
    assert "attachment" in table.headers["Content-Disposition"]
    assert body(whole)["report"]["read"] == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"marking": "suspects/hidden"}, "marking"),
        ({"grade": None}, "grade"),
        ({"grade": "Z9"}, "grade"),
        ({"mapping": "seizures"}, "mapping"),
        ({"mapping_file": None}, "mapping"),
        ({"mapping_file": (io.BytesIO(b"files: ["), "broken.yaml")}, "files"),
        ({"file": None}, "file"),
        ({"content": "name\nMÜLLER\n".encode("cp1252")}, "list.csv"),
        ({"content": b"name\nANNA\n"}, "id"),
    ],
)
def test_what_is_wrong_with_a_request_is_said_at_once(analyst: Browser, change: dict[str, Any], field: str) -> None:
    answer = upload(analyst, **change)

    assert answer.status_code == 422, answer.text
    assert any(problem["field"].startswith(field) for problem in body(answer)["problems"])
    assert body(analyst.client.get(BATCHES))["items"] == []


@pytest.mark.parametrize("mapping", ["nowhere", "../secret.yaml", "/etc/passwd"])
def test_a_mapping_by_name_is_a_shipped_one_and_never_a_file_of_the_server(analyst: Browser, mapping: str) -> None:
    answer = upload(analyst, mapping_file=None, mapping=mapping)

    assert answer.status_code == 404


def test_only_those_who_load_may(app: APIFlask, people: People) -> None:
    assert upload(Browser(app, "otto")).status_code == 403
    assert app.test_client().get(BATCHES).status_code == 401


def test_a_batch_of_others_is_not_found_without_clearance_for_all_of_it(app: APIFlask, analyst: Browser) -> None:
    found = ended(analyst, body(upload(analyst))["id"])

    assert Browser(app, "olga").client.get(f"{BATCHES}/{found['id']}").status_code == 404
    assert analyst.client.get(f"{BATCHES}/00000000-0000-4000-8000-000000000000").status_code == 404


def test_a_running_batch_is_stopped_on_demand(app: APIFlask, analyst: Browser) -> None:
    many = ROWS + b"".join(b"%d,NAME %d,,,\n" % (number, number) for number in range(10, 3_000))

    id_ = body(upload(analyst, content=many))["id"]
    answer = analyst.client.post(f"{BATCHES}/{id_}/cancel", headers=analyst.headers)

    assert answer.status_code == 200
    found = ended(analyst, id_)
    assert found["state"] == "cancelled"
    assert found["accepted"] < 2_991


def test_larger_files_than_other_requests_may_be_come_in(analyst: Browser) -> None:
    padded = ROWS + b"".join(b"%d,%s,,,\n" % (number, b"X" * 2_001) for number in range(10, 1_500))

    found = ended(analyst, body(upload(analyst, content=padded))["id"])

    assert (found["read"], found["rejected"]) == (1_492, 1_491)


def test_nobody_replaces_a_record_that_he_does_not_see(app: APIFlask, analyst: Browser, people: People) -> None:
    loaded = ended(analyst, body(upload(analyst, marking="seizures/confidential"))["id"])
    outsider = Browser(app, "olga")

    found = ended(
        outsider, body(upload(outsider, ROWS.replace(b"ALPHA", b"NOBODY"), marking="seizures/unclassified"))["id"]
    )

    assert (loaded["accepted"], found["accepted"], found["unchanged"]) == (1, 0, 0)
    refused = [each for each in found["report"]["rejections"] if each["field"] == "key"]
    assert [(each["line"], "may not replace" in each["reason"]) for each in refused] == [(2, True)]
    assert body(analyst.get("/search", q="ALPHA"))["total"] == 1
    assert body(analyst.get("/search", q="NOBODY"))["total"] == 0
    assert body(outsider.get("/search", q="NOBODY"))["total"] == 0
