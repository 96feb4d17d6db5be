from dataclasses import replace
from typing import Any

import pytest

from graphintel.model.events import Action, Circumstances, coming_from, set_circumstances, set_purpose
from graphintel.model.trail import OBJECTS_KEPT, Entry, is_genuine, made

KEY = b"k" * 32


def test_an_entry_says_who_what_why_and_from_where() -> None:
    with coming_from("cli"):
        set_circumstances(Circumstances("api", address="192.0.2.7"))
        set_purpose("case", "Customs Act s. 12")
        entry = made(KEY, "ada", Action.entity_read, ["one", "two", "one"], {"asked": "one"})

    assert (entry.by, entry.action, entry.objects) == ("ada", "entity.read", ("one", "two"))
    assert (entry.origin, entry.address) == ("api", "192.0.2.7")
    assert (entry.purpose, entry.legal_basis) == ("case", "Customs Act s. 12")
    assert is_genuine(KEY, entry)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (name, ("other",) if name == "objects" else "other")
        for name in Entry.__dataclass_fields__
    ],
)  # fmt: skip
def test_whatever_of_an_entry_is_changed_shows(name: str, value: object) -> None:
    entry = made(KEY, "ada", Action.search_made, ["one"])

    changed: dict[str, Any] = {name: value}

    assert not is_genuine(KEY, replace(entry, **changed))


def test_text_cannot_move_from_one_field_into_the_next() -> None:
    entry = made(KEY, "ada", Action.search_made, ["one", "two"])

    assert not is_genuine(KEY, replace(entry, objects=("one,two",)))
    assert not is_genuine(KEY, replace(entry, objects=("one",), detail='two"' + entry.detail))


def test_another_key_does_not_do() -> None:
    assert not is_genuine(b"x" * 32, made(KEY, "ada", Action.search_made, []))


def test_a_long_list_of_objects_is_cut_and_counted() -> None:
    entry = made(KEY, "ada", Action.subgraph_read, (str(number) for number in range(OBJECTS_KEPT + 5)))

    assert len(entry.objects) == OBJECTS_KEPT
    assert entry.detail == '{"objects_in_all":1005}'


def test_halves_of_characters_become_something_that_can_be_stored() -> None:
    entry = made(KEY, "ada", Action.refused, ["\ud800"], {"asked": "\udfff"})

    assert entry.objects == ("?",)
    assert is_genuine(KEY, Entry.of(entry.as_dict()))
    entry.line().decode("utf-8")
