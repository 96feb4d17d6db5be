import pytest

from graphintel.intake.mapping.template import Template
from graphintel.model.values.places import address_key

CELLS = {"ref": "A 1", "unit": "", "name": "  Ümit  ", "street": "12 Main St., Town", "country": "Estonia"}


def fill(text: str) -> str:
    return Template.of(text).fill(lambda name: CELLS.get(name, ""))


def test_slots_are_filled_and_an_optional_one_may_be_empty() -> None:
    assert fill("alt/{ref} {unit?}") == "alt/A 1"


def test_an_empty_slot_empties_the_whole() -> None:
    assert fill("alt/{unit}") == ""


def test_filters_bring_a_key_into_form() -> None:
    assert (fill("{ref|compact}"), fill("{name|fold}"), fill("{name|upper}")) == ("A1", "umit", "ÜMIT")


def test_an_address_has_the_key_that_every_source_gives_it() -> None:
    assert fill("{country?|country} {street|address}") == address_key(CELLS["street"], "EE")


@pytest.mark.parametrize("text", ["{ref", "ref}", "{}", "{ref|shout}", "{|fold}"])
def test_a_template_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Template.of(text)
