from apiflask import APIFlask

from graphintel.bootstrap import Platform
from graphintel.i18n import speaking
from tests.platforms import Browser, People, body


def test_a_vocabulary_is_served_in_its_order_with_every_label(ada: Browser, platform: Platform) -> None:
    platform.vocabularies.load_shipped("tests")

    found = body(ada.get("/vocabularies/transport_mode"))

    assert {"en", "fr"} <= set(found["terms"][0]["labels"])
    assert found["terms"][0]["label"] == found["terms"][0]["labels"]["en"]
    assert found["scheme"] in [each["scheme"] for each in body(ada.get("/vocabularies"))["items"]]


def test_loading_the_vocabularies_twice_changes_nothing(ada: Browser, platform: Platform) -> None:
    first = platform.vocabularies.load_shipped("tests")
    before = body(ada.get("/vocabularies"))

    assert platform.vocabularies.load_shipped("tests") == first
    assert body(ada.get("/vocabularies")) == before


def test_a_vocabulary_that_is_not_there_is_not_found(app: APIFlask, ada: Browser) -> None:
    assert ada.get("/vocabularies/dragons").status_code == 404


def test_a_label_is_in_the_readers_words_and_an_unknown_code_is_shown_as_it_is(
    ada: Browser, platform: Platform, people: People
) -> None:
    before = platform.vocabularies.label_of(people.analyst, "sex", "f")
    platform.vocabularies.load_shipped("tests")

    with speaking("fr"):
        french = platform.vocabularies.label_of(people.analyst, "sex", "f")

    assert before == "f"
    assert platform.vocabularies.label_of(people.analyst, "sex", "f") == "Female"
    assert french == "Féminin"
    assert platform.vocabularies.label_of(people.analyst, "sex", "dragon") == "dragon"
