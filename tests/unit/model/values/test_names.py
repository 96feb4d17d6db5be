"""Names: script, Latin form, search forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphintel.model.values.names import KINDS, Name, clean, display_order, fold, latin, script, search_forms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ilmar Vesk", "Latin"),
        ("Ｉｌｍａｒ", "Latin"),
        ("Илмар Веск", "Cyrillic"),
        ("محمد علي", "Arabic"),
        ("王小明", "Han"),
        ("Γιώργος", "Greek"),
        ("משה", "Hebrew"),
        ("田中さくら", "Japanese"),
        ("김철수", "Hangul"),
        ("გიორგი", "Georgian"),
        ("Илмар Vesk", "mixed"),
        ("123", "none"),
        ("", "none"),
    ],
)
def test_the_script_of_a_name_is_told(text: str, expected: str) -> None:
    assert script(text) == expected


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller", "muller"),
        ("ŁÓDŹ", "lodz"),
        ("Илмар Веск", "ilmar vesk"),
        ("O'Brien", "obrien"),
        ("O’BRIEN", "obrien"),
        ("AL-ZAWAHIRI, Ayman", "al zawahiri ayman"),
        ("ANGLO-CARIBBEAN CO., LTD.", "anglo caribbean co ltd"),
        ("  a\u202e b\x00 ", "a b"),
        ("Straße", "strasse"),
        ("Ａｂｃ", "abc"),
        ("", ""),
    ],
)
def test_folding_gives_the_form_in_which_names_are_compared(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(st.characters(), max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(), max_size=60))
def test_every_search_form_can_be_stored(text: str) -> None:
    for form in search_forms(text):
        assert form
        assert form == clean(form).strip() or not form.isascii()
        form.encode("utf-8")


def test_a_name_is_found_as_written_without_accents_in_latin_and_with_german_digraphs() -> None:
    assert search_forms("Jürgen Müller") == ("jürgen müller", "jurgen muller", "juergen mueller")
    assert search_forms(Name.of("Илмар Веск")) == ("илмар веск", "ilmar vesk")


def test_what_was_written_is_kept_and_what_is_shown_is_safe() -> None:
    name = Name.of("Evil\u202eman\x00 <b>", "alias", "en")

    assert name.text == "Evil\u202eman\x00 <b>"
    assert name.shown == "Evilman <b>"
    assert (name.script, name.lang, name.kind) == ("Latin", "en", "alias")


def test_joiners_that_shape_letters_stay() -> None:
    assert clean("می\u200cخواهم\u200c") == "می\u200cخواهم"


def test_a_name_carries_its_latin_form() -> None:
    assert Name.of("Илмар Веск").latin == "Ilmar Vesk"
    assert latin("王小明").isascii()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_name_is_accepted(kind: str) -> None:
    assert Name.of("X", kind).kind == kind


def test_an_unknown_kind_and_an_illegible_name_are_refused() -> None:
    with pytest.raises(ValueError, match="the kinds are primary"):
        Name.of("X", "nickname")
    with pytest.raises(ValueError, match="legible"):
        Name.of("\x00\u202e")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("AL ZAWAHIRI, Dr. Ayman", "Dr. Ayman AL ZAWAHIRI"),
        ("BNC", "BNC"),
        ("A, B, C", "A, B, C"),
        ("Smith,", "Smith,"),
        (", John", ", John"),
    ],
)
def test_surname_first_is_shown_given_names_first(text: str, shown: str) -> None:
    assert display_order(text) == shown
