"""The pages over HTTP, as a browser without scripts has them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graphintel.bootstrap import Platform
from graphintel.services.charts import ChartDraft
from graphintel.services.records import Grounds, NewEntity
from graphintel.web.access import EXTENSION
from tests.platforms import PASSWORD, People, code_for

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


class Reader:
    """A signed-in browser without scripts: follows links and sends forms."""

    def __init__(self, app: APIFlask, username: str) -> None:
        self.client: FlaskClient = app.test_client()
        code = code_for(app.extensions[EXTENSION], username)
        token = TOKEN.search(self.client.get("/sign-in").text)
        assert token is not None
        given = {"csrf_token": token[1], "username": username, "password": PASSWORD, "next": "/vocabularies"}
        answer = self.client.post("/sign-in", data=given)
        if answer.headers["Location"].startswith("/sign-in/code"):
            token = TOKEN.search(self.get(answer.headers["Location"]).text)
            assert token is not None
            given = {"csrf_token": token[1], "code": code, "next": "/vocabularies"}
            answer = self.client.post("/sign-in/code", data=given)
        assert answer.headers["Location"] == "/vocabularies", answer.text

    def get(self, address: str) -> TestResponse:
        return self.client.get(address, headers={"Accept": "text/html"})

    def text(self, address: str) -> str:
        """What a page says, without its marks."""
        answer = self.client.get(address, headers={"Accept": "text/html"}, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return said(answer)

    def send(self, address: str, page: str, **given: str) -> TestResponse:
        """Sends a form of a page."""
        token = TOKEN.search(self.get(page).text)
        assert token is not None
        return self.client.post(address, data={"csrf_token": token[1], **given}, headers={"Accept": "text/html"})


def said(answer: TestResponse) -> str:
    body = re.sub(r"<(script|style).*?</\1>", " ", answer.text, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def banner(answer: TestResponse) -> str:
    found = re.search(r'id="banner".*?</div>', answer.text, re.DOTALL)
    assert found is not None
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", found[0].partition(">")[2]))).strip()


@pytest.fixture
def hana(app: APIFlask, people: People) -> Reader:
    return Reader(app, "hana")


@pytest.fixture
def ada(app: APIFlask, people: People) -> Reader:
    return Reader(app, "ada")


@pytest.fixture
def olga(app: APIFlask, people: People) -> Reader:
    return Reader(app, "olga")


def person(platform: Platform, people: People, name: str, **values: list[str]) -> str:
    """A person entered by hand; its id."""
    grounds = Grounds("Test sheet", "B2", "suspects/restricted", "Customs Act § 74")
    return str(platform.records.add_entity(people.analyst, NewEntity("Person", name, grounds, values))["id"])


def test_a_wrong_password_is_told_beside_the_form_and_the_name_is_kept(app: APIFlask, people: People) -> None:
    client = app.test_client()
    token = TOKEN.search(client.get("/sign-in?next=/charts").text)
    assert token is not None

    answer = client.post(
        "/sign-in", data={"csrf_token": token[1], "username": "ada", "password": "x", "next": "/charts"}
    )

    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert "The user name or the password is wrong." in said(answer)
    assert 'name="username" value="ada"' in answer.text
    assert 'name="next" value="/charts"' in answer.text


def test_home_counts_what_the_lists_hold(hana: Reader, ids: dict[str, str]) -> None:
    page = hana.get("/").text

    numbers = re.findall(r'href="(/search[^"]*)">(?:<b class="num">)?([\d,]+)', page)
    assert numbers
    for address, number in numbers:
        listed = "No match" if number == "0" else rf"\d+ of {number}\b"
        assert re.search(listed, hana.text(unescape(address))), (address, number)


def test_home_shows_no_more_than_one_may_see(hana: Reader, olga: Reader, ids: dict[str, str]) -> None:
    def entities(reader: Reader) -> int:
        found = re.search(r"Entities ([\d,]+)", reader.text("/"))
        assert found is not None
        return int(found[1].replace(",", ""))

    assert entities(olga) < entities(hana)
    assert "Suspects" not in olga.text("/")


def test_an_auditor_is_told_why_there_is_nothing_to_read(app: APIFlask, people: People) -> None:
    alma = Reader(app, "alma")

    assert "Your role does not read the registers." in alma.text("/")
    assert alma.get("/search").status_code == 403


def test_a_search_says_why_each_result_matched_and_how_many_there_are(hana: Reader, ids: dict[str, str]) -> None:
    text = hana.text("/search?q=vesk")

    assert "1 of 1" in text or "2 of 2" in text
    assert "Ilmar Vesk" in text
    assert "Grade B2: Usually reliable, probably true" in text


def test_a_number_finds_who_bears_it(hana: Reader, ids: dict[str, str]) -> None:
    text = hana.text("/search?q=%2B37255550199")

    assert "number +372 5555 0199" in text
    assert "Kalvik Shipping" in text
    assert "Brent Trade" in text


def test_what_one_may_not_see_is_not_hinted_at(ada: Reader, hana: Reader, ids: dict[str, str]) -> None:
    assert "Marta Olin" in hana.text("/search?q=olin")

    hidden = ada.text("/search?q=olin")
    unknown = ada.text("/search?q=nobodyatall")

    assert "No match among what you may see." in hidden
    assert hidden.replace("olin", "") == unknown.replace("nobodyatall", "")
    assert ada.get(f"/entities/{ids['olin']}").status_code == 404


def test_filters_stand_in_the_address_and_can_be_taken_back(hana: Reader, ids: dict[str, str]) -> None:
    page = hana.get("/search?kind=Business&kind=Person&register=suspects")

    text = said(page)
    assert "Remove all filters" in text
    assert "Kalvik Shipping" in text
    assert "SZ-2026-00318" not in text
    assert 'href="/search?kind=Person&amp;register=suspects"' in page.text


def test_a_date_that_is_none_is_told_at_its_field(hana: Reader, ids: dict[str, str]) -> None:
    page = hana.get("/search?from=14.3.2026")

    assert page.status_code == 200
    assert "14.3.2026 is not a date." in said(page) or "14.3.2026" in said(page)
    assert 'id="field-from"' in page.text
    assert 'aria-invalid="true"' in page.text


def test_a_cursor_of_another_question_is_refused_in_words(hana: Reader, ids: dict[str, str]) -> None:
    assert "The cursor does not belong to this question." in hana.text("/search?q=vesk&cursor=nonsense")


def test_the_banner_bears_the_highest_marking_of_the_page(ada: Reader, hana: Reader, ids: dict[str, str]) -> None:
    assert banner(hana.get(f"/entities/{ids['olin']}")) == (
        "CONFIDENTIAL · SUSPECTS · OP HARBOUR highest marking on this page"
    )
    assert banner(ada.get(f"/entities/{ids['seizure']}")).startswith("RESTRICTED · SEIZURES")
    assert banner(hana.get("/vocabularies")) == "No nominal data on this page"


def test_every_value_names_its_source_its_grade_and_its_date(hana: Reader, ids: dict[str, str]) -> None:
    text = hana.text(f"/entities/{ids['vesk']}")

    assert "Born 14 Mar 1984 harbour 15 Jan 2026 B2 Grade B2: Usually reliable, probably true" in text
    assert "directs" in text
    assert "Kalvik Shipping" in text


@pytest.mark.parametrize("tab", ["", "/links", "/timeline", "/records", "/decisions"])
def test_every_section_of_an_entity_is_a_page(hana: Reader, ids: dict[str, str], tab: str) -> None:
    page = hana.get(f"/entities/{ids['vesk']}{tab}")

    assert page.status_code == 200
    assert page.text.count('aria-current="page"') == 1
    assert "Ilmar Vesk" in said(page)


def test_links_are_listed_by_type_and_counted(hana: Reader, ids: dict[str, str]) -> None:
    text = hana.text(f"/entities/{ids['vesk']}/links?type=DIRECTS")

    assert "1 of 1" in text
    assert "Kalvik Shipping" in text
    assert "Marta Olin" not in text


def test_shared_identifiers_say_how_many_others_use_them(hana: Reader, ids: dict[str, str]) -> None:
    assert "1 other uses it" in hana.text(f"/entities/{ids['kalvik']}")


def test_two_entities_are_compared_joined_and_parted_again(
    hana: Reader, platform: Platform, people: People, ids: dict[str, str]
) -> None:
    one, other = ids["vesk"], ids["веск"]
    compared = hana.text(f"/entities/{one}/decide?with={other}")
    assert "Born differs 14 Mar 1984" in compared

    page = f"/entities/{one}/decide?with={other}"
    chosen = {"entity": one, "other": other, "type": "same"}
    taken = hana.send("/decisions", page, **chosen, why="Same passport photo.", marking="suspects/unclassified")

    assert taken.status_code == 303
    joined = hana.text(taken.headers["Location"])
    assert "Decided: the same." in joined
    assert "Same passport photo." in joined
    assert "1 differs" in hana.text(f"/entities/{one}")
    assert {hana.get(f"/entities/{id_}").status_code for id_ in (one, other)} == {200, 303}

    decision = re.search(r"/decisions/([0-9a-f-]{36})/end", hana.get(f"/entities/{one}/decisions").text)
    assert decision is not None
    ended = hana.send(f"/decisions/{decision[1]}/end", f"/entities/{one}/decisions", entity=one, why="A namesake.")

    assert ended.status_code == 303
    parted = hana.text(ended.headers["Location"])
    assert "The decision is undone." in parted
    assert "undone by Hana" in parted
    assert "1985" not in hana.text(f"/entities/{one}")
    assert hana.get(f"/entities/{other}").status_code == 200


def test_a_decision_needs_a_reason_and_keeps_what_was_chosen(hana: Reader, ids: dict[str, str]) -> None:
    one, other = ids["vesk"], ids["веск"]
    page = f"/entities/{one}/decide?with={other}"

    refused = hana.send(
        "/decisions", page, type="same", entity=one, other=other, why=" ", marking="suspects/restricted"
    )

    assert refused.status_code == 422
    assert "A decision needs a reason." in said(refused)
    assert "Ilmar Vesk" in said(refused)
    assert '<option value="suspects/restricted" selected>' in refused.text


def test_nobody_decides_under_a_marking_that_he_does_not_read(ada: Reader, ids: dict[str, str]) -> None:
    one, other = ids["vesk"], ids["веск"]
    page = f"/entities/{one}/decide?with={other}"

    refused = ada.send(
        "/decisions", page, type="apart", entity=one, other=other, why="No.", marking="suspects/secret/op-delta"
    )

    assert refused.status_code == 422
    assert "outside of your clearance" in said(refused)


def test_a_form_without_its_token_is_refused(hana: Reader, ids: dict[str, str]) -> None:
    answer = hana.client.post("/decisions", data={"entity": ids["vesk"]}, headers={"Accept": "text/html"})

    assert answer.status_code == 403
    assert "The page that this came from has expired." in said(answer)


def test_what_sources_say_is_shown_and_never_run(
    hana: Reader, platform: Platform, people: People, ids: dict[str, str]
) -> None:
    id_ = person(platform, people, HOSTILE, occupation=[HOSTILE])

    for address in (f"/entities/{id_}", f"/entities/{id_}/records", "/search?q=alert", f"/entities/{id_}/decide"):
        page = hana.get(address).text
        assert "&lt;script&gt;alert(1)" in page, address
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address


def test_what_was_known_on_a_day_is_shown_as_of_that_day(hana: Reader, ids: dict[str, str]) -> None:
    past = hana.get(f"/entities/{ids['vesk']}?at=2001-01-01")
    present = hana.text(f"/entities/{ids['vesk']}?at=2999-12-31")

    assert past.status_code == 404
    assert "There was no such entity at that time." in said(past)
    assert "As known on 31 Dec 2999" in present


def test_a_chart_is_renamed_and_deleted_by_its_owner_alone(
    ada: Reader, hana: Reader, platform: Platform, people: People, ids: dict[str, str]
) -> None:
    state = {"nodes": [{"id": ids["kalvik"], "x": 1, "y": 2, "pinned": False, "hidden": False}]}
    chart = platform.charts.save(people.harbour, ChartDraft("Harbour", state, shared=True))["id"]

    renamed = hana.send(f"/charts/{chart}/rename", "/charts", name="Harbour, autumn", version="1")
    refused = ada.send(f"/charts/{chart}/rename", "/charts", name="Mine", version="2")
    seen = ada.text("/charts")
    deleted = hana.send(f"/charts/{chart}/delete", "/charts")

    assert renamed.status_code == 303
    assert refused.status_code == 422
    assert "The chart belongs to somebody else." in said(refused)
    assert "Harbour, autumn" in seen
    assert "Rename the chart" not in seen
    assert "No saved charts." in hana.text(deleted.headers["Location"])


def test_a_chart_changed_meanwhile_is_not_overwritten(
    hana: Reader, platform: Platform, people: People, ids: dict[str, str]
) -> None:
    state = {"nodes": [{"id": ids["kalvik"], "x": 1, "y": 2, "pinned": False, "hidden": False}]}
    chart = platform.charts.save(people.harbour, ChartDraft("Harbour", state))["id"]
    platform.charts.change(people.harbour, chart, ChartDraft("Harbour 2", state), version=1)

    refused = hana.send(f"/charts/{chart}/rename", "/charts", name="Harbour 3", version="1")

    assert refused.status_code == 422
    assert "The chart was changed meanwhile." in said(refused)


def test_vocabularies_can_be_read_in_all_their_languages(hana: Reader, platform: Platform) -> None:
    platform.vocabularies.load_shipped("tests")

    assert "Commodity" in hana.text("/vocabularies")
    terms = hana.text("/vocabularies/commodity")
    assert "Cannabis, herbal" in terms
    assert "Français" in terms
    assert hana.get("/vocabularies/nothing").status_code == 404


def test_theme_and_language_are_remembered(hana: Reader) -> None:
    dark = hana.send("/preferences/theme", "/vocabularies", theme="dark", next="/vocabularies")
    french = hana.send("/preferences/language", "/vocabularies", language="fr", next="/vocabularies")

    assert [dark.headers["Location"], french.headers["Location"]] == ["/vocabularies", "/vocabularies"]
    page = hana.get("/vocabularies").text
    assert '<html lang="fr" dir="ltr" data-theme="dark">' in page
    assert "Vocabulaires" in page


@pytest.mark.parametrize(
    "target", ["//evil.example/x", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_led_elsewhere(hana: Reader, target: str) -> None:
    answer = hana.send("/preferences/theme", "/vocabularies", theme="dark", next=target)

    assert answer.headers["Location"] == "/"


def test_a_role_sees_only_the_pages_that_it_may_use(app: APIFlask, people: People) -> None:
    otto = Reader(app, "otto")

    page = otto.get("/vocabularies").text

    assert 'href="/search"' in page
    assert 'href="/charts"' not in page
    assert 'href="/intake"' not in page


@pytest.mark.parametrize("address", ["/entities/nothing", "/charts/nothing", "/nothing", "/entities/%00"])
def test_an_address_that_is_none_says_so_on_a_page(hana: Reader, address: str) -> None:
    answer = hana.get(address)

    assert answer.status_code == 404
    assert answer.content_type.startswith("text/html")
    assert "Reference" in said(answer)


PAGES = ["/", "/search", "/search?q=vesk", "/charts", "/vocabularies", "/sign-in", "/docs/api", "/nothing"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_holds_nothing_inline_and_nothing_from_elsewhere(
    hana: Reader, ids: dict[str, str], address: str
) -> None:
    page = hana.get(address).text

    assert re.findall(r"<(?:script|style)(?![^>]*(?:nonce|src)=)[^>]*>", page) == []
    assert re.findall(r"\s(?:on\w+|style)=", page) == []
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", page) == []
