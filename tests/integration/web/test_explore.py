import json
import re
from typing import Any

from apiflask import APIFlask

from graphintel.model.kinds import KINDS
from graphintel.web.explore import sentences
from tests.platforms import Browser


def page_data(browser: Browser, query: str = "") -> dict[str, Any]:
    page = browser.client.get(f"/explore{query}").text
    found = re.search(r'<script type="application/json" id="page-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def test_the_explorer_is_told_who_reads_and_what_there_is(hana: Browser) -> None:
    data = page_data(hana)

    assert data["user"]["name"] == "Hana"
    assert (data["user"]["level"], data["user"]["groups"]) == (
        "confidential", ["op-harbour", "unit-analysis"],
    )  # fmt: skip
    assert data["user"]["may_write"] is True
    assert {kind["kind"] for kind in data["kinds"]} == set(KINDS)
    assert data["words"]["confidential"] == "Confidential"
    assert all(address.startswith("/") for address in data["urls"].values())


def test_a_deep_link_names_what_to_begin_with_and_nothing_breaks_out_of_it(ada: Browser) -> None:
    assert page_data(ada, "?entity=1&chart=2")["deep_link"] == {"entity": "1", "chart": "2"}

    nasty = page_data(ada, "?entity=%3C/script%3E%3Cscript%3Ealert(1)")["deep_link"]["entity"]

    assert nasty == "</script><script>alert(1)"


def test_whoever_is_not_signed_in_comes_back_to_where_he_wanted(app: APIFlask) -> None:
    answer = app.test_client().get("/explore?entity=1", headers={"Accept": "text/html"})

    assert answer.headers["Location"] == "/sign-in?next=/explore?entity%3D1"


def test_the_sentences_of_the_explorer_can_be_read() -> None:
    assert "Add a link" in sentences()
    assert len(set(sentences())) == len(sentences())
