"""Loading files by the upload page, as a browser without scripts does."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from graphintel.bootstrap import Platform
from tests.integration.intake.conftest import PARTIES
from tests.integration.web.test_pages import TOKEN, Reader, banner, said
from tests.platforms import People
from tests.working import working

ROWS = b"id,name,country,linked,marking\n1,ALPHA <b>,Estonia,,\n2,BETA,Atlantis,,\n3,GAMMA,Estonia,NOBODY,\n"
FILED = {
    "mapping": "own",
    "marking": "suspects/restricted",
    "reliability": "B",
    "credibility": "2",
    "legal_basis": "Customs Act § 12",
}


@pytest.fixture(autouse=True)
def worker(platform: Platform) -> Iterator[None]:
    with working(platform):
        yield


@pytest.fixture
def ada(app: APIFlask, people: People) -> Reader:
    return Reader(app, "ada")


def upload(reader: Reader, content: bytes | None = ROWS, **form: Any) -> TestResponse:  # noqa: ANN401 - a form's fields
    token = TOKEN.search(reader.get("/intake").text)
    assert token is not None
    given: dict[str, Any] = {
        "csrf_token": token[1],
        "mapping_file": (io.BytesIO(PARTIES.encode()), "parties.yaml"),
        **FILED,
        **form,
    }
    if content is not None:
        given["file"] = (io.BytesIO(content), "list.csv")
    return reader.client.post("/intake", data=given, headers={"Accept": "text/html"})


def ended(reader: Reader, begun: TestResponse) -> TestResponse:
    """The page of a batch once it has ended."""
    assert begun.status_code == 303, said(begun)
    patience = time.monotonic() + 60
    while "data-running" in (page := reader.get(begun.headers["Location"])).text and time.monotonic() < patience:
        time.sleep(0.05)
    return page


def test_a_check_shows_what_would_become_of_the_rows_and_stores_nothing(ada: Reader) -> None:
    page = ended(ada, upload(ada, run="check"))

    text = said(page)
    assert "This was a check. Nothing is stored yet." in text
    assert "Read 3 Would be loaded 2 Unchanged 0 Rejected 1" in text
    assert "ALPHA <b>" in text
    assert "ALPHA &lt;b&gt;" in page.text
    assert banner(page).startswith("RESTRICTED · SUSPECTS")
    assert "No match among what you may see." in ada.text("/search?q=gamma")


def test_a_load_is_accounted_for_row_by_row(ada: Reader) -> None:
    text = said(ended(ada, upload(ada, run="load")))

    assert "Read 3 Loaded 2 Of these, replacing earlier ones 0 Unchanged 0 Rejected 1" in text
    assert "Rejected 1 of 1" in text
    assert "list.csv 3 country 'Atlantis' is no country" in text
    assert "NOBODY" in text
    assert "1 of 1" in ada.text("/search?q=gamma")


def test_loading_twice_changes_nothing(ada: Reader) -> None:
    ended(ada, upload(ada, run="load"))

    assert "Loaded 0 Of these, replacing earlier ones 0 Unchanged 2" in said(ended(ada, upload(ada, run="load")))


def test_the_report_is_there_to_keep(ada: Reader) -> None:
    page = ended(ada, upload(ada, run="load"))
    address = page.request.path.replace("/intake/", "/api/v1/intake/batches/")

    table = ada.get(f"{address}/report?format=csv")

    assert f'href="{address}/report?format=csv"' in page.text
    assert table.headers["Content-Disposition"].startswith("attachment")
    assert "rejected,list.csv,3,country" in table.text


def test_after_a_check_the_form_is_filled_in_as_before(ada: Reader) -> None:
    page = ended(ada, upload(ada, run="check"))

    form = ada.get(f"/intake?like={page.request.path.rpartition('/')[2]}")

    assert "Filled in as for the check of list.csv." in said(form)
    assert 'value="Customs Act § 12"' in form.text
    assert '<option value="suspects/restricted" selected>' in form.text


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"content": None}, "No file was chosen."),
        ({"legal_basis": ""}, "is needed for every batch"),
        ({"reliability": "", "credibility": ""}, "is needed for every batch"),
        ({"marking": "suspects/cosmic"}, "names no level"),
        ({"marking": "suspects/secret"}, "outside of your clearance"),
        ({"mapping": "no-such-mapping"}, "There is no mapping no-such-mapping."),
        ({"mapping_file": (io.BytesIO(b"name: x\nfiles: 3\n"), "x.yaml")}, "Nothing was loaded."),
        ({"content": b"\xff\xfe\x00broken"}, "Nothing was loaded."),
    ],
)
def test_what_is_wrong_with_a_form_is_told_above_it_and_what_was_filled_in_stays(
    ada: Reader, changed: dict[str, Any], told: str
) -> None:
    answer = upload(ada, run="load", **changed)

    assert answer.status_code == 422
    assert told in said(answer)
    assert 'id="problems"' in answer.text
    assert ada.text("/intake").count("read, ") == 0


def test_a_batch_of_what_one_may_not_see_is_not_there(app: APIFlask, ada: Reader, platform: Platform) -> None:
    page = ended(ada, upload(ada, run="load"))
    root = Reader(app, "hana")

    assert root.get(page.request.path).status_code == 200
    assert ada.get("/intake/00000000-0000-4000-8000-000000000000").status_code == 404


def test_who_may_not_load_is_told_so(app: APIFlask, people: People) -> None:
    otto = Reader(app, "otto")

    assert otto.get("/intake").status_code == 403
