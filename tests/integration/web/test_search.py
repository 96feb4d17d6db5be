import pytest

from tests.platforms import Browser, body


def found(browser: Browser, **query: object) -> list[str]:
    answer = browser.get("/search", **query)
    assert answer.status_code == 200, answer.text
    return [item["node"]["caption"] for item in body(answer)["items"]]


def test_a_name_is_found_in_every_script(ada: Browser, ids: dict[str, str]) -> None:
    assert set(found(ada, q="vesk")) == {"Ilmar Vesk", "Илмар Веск"}
    assert set(found(ada, q="веск")) == {"Ilmar Vesk", "Илмар Веск"}


def test_a_number_is_found_however_it_is_written_and_says_so(ada: Browser, ids: dict[str, str]) -> None:
    answer = body(ada.get("/search", q="+37255550199"))

    bearers = {item["node"]["caption"] for item in answer["items"] if item["why"]["field"] == "identifier"}
    assert {"Kalvik Shipping", "Brent Trade"} <= bearers


@pytest.mark.parametrize("typed", ["+372 5555 0199", "+37255550199", "37255550199", "0037255550199", "(372) 5555-0199"])
def test_a_telephone_itself_is_found_however_it_is_written(ada: Browser, ids: dict[str, str], typed: str) -> None:
    assert found(ada, q=typed, kind="Identifier") == ["+372 5555 0199"]


def test_what_one_may_not_see_is_missing_from_hits_counts_and_facets(
    ada: Browser, hana: Browser, olga: Browser, ids: dict[str, str]
) -> None:
    everything = {name: body(browser.get("/search")) for name, browser in (("a", ada), ("h", hana), ("o", olga))}

    assert found(hana, q="olin") == ["Marta Olin"]
    assert found(ada, q="olin") == []
    assert everything["h"]["total"] - everything["a"]["total"] == 1
    assert everything["a"]["facets"]["kind"]["Person"] == 2
    assert everything["o"]["facets"] == {"kind": {"Seizure": 1}, "register": {"seizures": 1}, "country": {}}


def test_filters_narrow_and_can_be_given_several_times(ada: Browser, ids: dict[str, str]) -> None:
    assert found(ada, kind="Seizure") == ["SZ-2026-00318"]
    assert set(found(ada, kind=["Business", "Seizure"])) == {"SZ-2026-00318", "Kalvik Shipping", "Brent Trade"}
    assert found(ada, register="seizures") == ["SZ-2026-00318"]
    assert found(ada, kind="Business", country="LV") == ["Brent Trade"]
    assert found(ada, kind="Seizure", **{"from": "2026-03"}) == []


def test_pages_go_on_where_the_last_one_ended(ada: Browser, ids: dict[str, str]) -> None:
    everything, pages, cursor = found(ada, limit=100), [], None
    while True:
        answer = body(ada.get("/search", limit=2, **({"cursor": cursor} if cursor else {})))
        pages.append([item["node"]["caption"] for item in answer["items"]])
        assert answer["total"] == len(everything)
        cursor = answer["next_cursor"]
        if cursor is None:
            break

    assert [len(page) for page in pages[:-1]] == [2] * (len(pages) - 1)
    assert [name for page in pages for name in page] == everything


def test_a_cursor_is_no_use_for_another_question_or_another_asker(
    ada: Browser, hana: Browser, ids: dict[str, str]
) -> None:
    cursor = body(ada.get("/search", limit=2))["next_cursor"]

    assert ada.get("/search", limit=2, q="vesk", cursor=cursor).status_code == 422
    assert hana.get("/search", limit=2, cursor=cursor).status_code == 422
    assert ada.get("/search", limit=2, cursor=cursor[:-2] + "xx").status_code == 422


@pytest.mark.parametrize(
    "typed",
    [
        "*",
        "AND",
        "a OR",
        "(",
        '"',
        "~1",
        "name:x",
        "[a TO b]",
        "\\",
        "/.*/",
        "x" * 500,
        "\u202e",
        "<script>",
        "'; MATCH",
    ],
)
def test_what_a_search_engine_might_take_for_syntax_is_just_text(ada: Browser, ids: dict[str, str], typed: str) -> None:
    assert ada.get("/search", q=typed).status_code == 200


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"kind": "Dragon"}, "kind.0"),
        ({"register": "secrets"}, "register.0"),
        ({"country": "Estonia"}, "country.0"),
        ({"from": "yesterday"}, "from"),
        ({"from": "2020-13"}, "from"),
        ({"to": "2024-02-30"}, "to"),
        ({"limit": "0"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"q": "x" * 501}, "q"),
        ({"unknown": "1"}, "unknown"),
    ],
)
def test_a_wrong_question_names_its_field(ada: Browser, query: dict[str, str], field: str) -> None:
    answer = ada.get("/search", **query)

    assert answer.status_code == 422
    assert [problem["field"] for problem in body(answer)["problems"]] == [field]


def test_suggestions_come_by_sort_while_somebody_types(ada: Browser, olga: Browser, ids: dict[str, str]) -> None:
    groups = {group["group"]: group["items"] for group in body(ada.get("/suggest", q="kalv"))["groups"]}

    assert [item["node"]["caption"] for item in groups["name"]] == ["Kalvik Shipping"]
    assert body(olga.get("/suggest", q="kalv"))["groups"] == []
