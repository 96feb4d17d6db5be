from graphintel.bootstrap import Platform
from graphintel.services.records import Grounds, NewEntity
from tests.platforms import Browser, People, body

GROUNDS = Grounds("Officer 12", "B2", "suspects/restricted", "Customs Act 12")


def entered(platform: Platform, people: People) -> str:
    platform.vocabularies.load_shipped("tests")
    values = {"nationality": ("EE",), "sex": ("f",), "birth_date": ("1984-04-03",)}
    new = NewEntity("Person", "Marta Olin", GROUNDS, values)
    return str(platform.records.add_entity(people.analyst, new)["id"])


def test_codes_are_told_in_words_beside_the_codes(platform: Platform, people: People, ada: Browser) -> None:
    id_ = entered(platform, people)

    entity = body(ada.get(f"/entities/{id_}"))

    told = {value["property"]: (value["value"], value["text"]) for value in entity["values"]}
    assert told["nationality"] == ("EE", "Estonia")
    assert told["sex"] == ("f", "Female")
    assert told["birth_date"] == ("1984-04-03", "1984-04-03")


def test_the_facts_beside_a_name_are_words_wherever_the_node_is_shown(
    platform: Platform, people: People, ada: Browser
) -> None:
    id_ = entered(platform, people)

    found = body(ada.get("/search", q="Marta Olin"))["items"][0]["node"]
    drawn = body(ada.get(f"/entities/{id_}/neighbourhood"))["nodes"][0]

    assert found["subtitle"] == drawn["subtitle"] == "1984-04-03 · Estonia"
